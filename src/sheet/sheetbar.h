/* sheet/sheetbar - the colour bar of a side: across the sheet at its tail, away
 * from the gripper, so that each ink key has patches under it.  Private to the
 * room.
 */
#ifndef SHEET_SHEETBAR_H
#define SHEET_SHEETBAR_H

#include "sheet/cutmarks.h"

/* Draws it above the pages, between the marks; says so where there is no room.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err sheetbar_draw(const struct cutmarks *c);

#endif
