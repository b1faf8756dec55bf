/* sheet/sidelabel - what a side is, in words, where no page is.  Private to the
 * room.
 */
#ifndef SHEET_SIDELABEL_H
#define SHEET_SIDELABEL_H

#include "sheet/cutmarks.h"

/* Sheet, side, scheme and blank pages above the pages; `blank` (白) beside each
 * of those.  Nothing when the document has no font, or the sheet no room.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err sidelabel_draw(const struct cutmarks *c);

/* The number of the signature (背丁) with its top at Y, in the middle of a
 * spine that is milled away, WIDTH wide; nothing when it is wider. */
ERR_CHECKED enum err sidelabel_number(
    const struct cutmarks *c, emu x, emu y, emu width);

#endif
