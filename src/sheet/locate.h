/* sheet/locate - where on the pages a place in the sources is. */
#ifndef SHEET_LOCATE_H
#define SHEET_LOCATE_H

#include "page/document.h"
#include "sheet/proof.h"

/* Finds what LOC made: the block or area whose section begins there, else the
 * text of that line.  False: nothing on the pages is known to come from it. */
bool locate(const struct document *document, struct loc loc, size_t *page,
    struct proof_box *box);

#endif
