/* layout/gridpage - the paper of a page. */
#ifndef LAYOUT_GRIDPAGE_H
#define LAYOUT_GRIDPAGE_H

#include "config/job.h"

/* Width and height of the page SECTION in emu, turned by its `orientation`.
 * Errors: ERR_INPUT (a size nobody knows, said in DIAG). */
ERR_CHECKED enum err gridpage_size(
    struct diag *diag, const struct section *section, emu size[2]);

/* The size of the paper called NAME, standing; false: none is called so. */
bool gridpage_paper(struct str name, emu size[2]);

/* Width and height as TEXT has them, `210mm 297mm`. */
bool gridpage_measure(struct str text, emu size[2]);

#endif
