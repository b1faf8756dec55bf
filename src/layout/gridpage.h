/* layout/gridpage - the paper of a page. */
#ifndef LAYOUT_GRIDPAGE_H
#define LAYOUT_GRIDPAGE_H

#include "config/job.h"

/* Width and height of the page SECTION in emu, turned by its `orientation`.
 * Errors: ERR_INPUT (a size nobody knows, said in DIAG). */
ERR_CHECKED enum err gridpage_size(
    struct diag *diag, const struct section *section, emu size[2]);

#endif
