/* sheet/fitting - which sheet, how it lies, and how many pages go on a side of
 * it.  Private to the room.
 */
#ifndef SHEET_FITTING_H
#define SHEET_FITTING_H

#include "sheet/positions.h"

/* Decides what OPTIONS leave open for pages of the size PAGE: how the sheet
 * lies, columns and rows, signatures.  Errors: ERR_INPUT (the sheet is too
 * small, or numbers do not go together; said), ERR_NOMEM. */
ERR_CHECKED enum err fitting_choose(
    struct diag *diag, struct impose_options *options, const emu page[2]);

/* Fills sheet and spine of P, whose options, order and page are set.
 * Errors: ERR_INPUT (the sheet does not hold all of it; said), ERR_NOMEM. */
ERR_CHECKED enum err fitting_sheet(struct diag *diag, struct positions *p);

#endif
