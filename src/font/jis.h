/* font/jis - the characters of JIS X 0208.  Private to the font room. */
#ifndef FONT_JIS_H
#define FONT_JIS_H

#include "base/arena.h"
#include "base/diag.h"

enum { JIS_X_0208_N = 6879 };

/* The 6,879 characters as Unicode in the order of their cells (区点), by the C
 * library's EUC-JP table.  On ERR_OK *OUT is owned by ARENA.
 * Errors: ERR_ENVIRONMENT (said in DIAG: the table is missing), ERR_NOMEM. */
ERR_CHECKED enum err jis_x_0208(
    struct arena *arena, struct diag *diag, uint32_t **out);

#endif
