/* sheet/sidelabel - what a side and its job are, in words, where no page is.
 * Private to the room.
 */
#ifndef SHEET_SIDELABEL_H
#define SHEET_SIDELABEL_H

#include "sheet/cutmarks.h"

enum {
    SIDELABEL_SIZE = 7 * EMU_PER_PT,
    SIDELABEL_DROP = SIDELABEL_SIZE / 4, /* from base line to what is below */
    SIDELABEL_HEIGHT = SIDELABEL_SIZE + SIDELABEL_DROP
};

/* Sheet, side, scheme and blank pages above the pages; `blank` (白) beside each
 * of those.  Nothing when the document has no font, or the sheet no room above;
 * says so when the page is too narrow.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err sidelabel_draw(const struct cutmarks *c);

/* The slug line: date, title, printing condition and plates; says so where
 * there is no room.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err sidelabel_slug(const struct cutmarks *c);

/* The number of the signature (背丁) with its top at Y, in the middle of a
 * spine that is milled away, WIDTH wide; nothing when it is wider. */
ERR_CHECKED enum err sidelabel_number(
    const struct cutmarks *c, emu x, emu y, emu width);

#endif
