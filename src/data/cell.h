/* data/cell - what a cell of a statistical table means. */
#ifndef DATA_CELL_H
#define DATA_CELL_H

#include "data/dataset.h"

/* Sets kind, number and flags of CELL from its text: a number (p, r or * may
 * stand before or behind it), a sign, or text.  The signs are those of the
 * Japanese official statistics:
 *   - － − ― nil;  … ・・・ ... *** unknown;  x X χ withheld;  ・ cannot be. */
void cell_read(struct cell *cell);

/* True when CELL is a number written with a needless leading zero, such as
 * 007: a code, not a quantity. */
bool cell_is_code(const struct cell *cell);

/* Makes CELL the computed NUMBER; its text shows it in full.  NULL style is
 * allowed.  False: no memory. */
bool cell_compute(struct arena *arena, struct cell *cell, struct number number);

/* Makes CELL a sign of KIND without a number: nil, unknown, ... */
void cell_sign(struct cell *cell, enum cell_kind kind);

/* NUMBER by FORMAT, with the document's minus where FORMAT names none. */
void cell_put(struct buf *out, struct number number,
    const struct cell_style *style, const struct number_format *format);

/* Reads the number format TEXT.  Errors: ERR_INPUT (said at LOC), ERR_NOMEM. */
ERR_CHECKED enum err cell_format(struct arena *arena, struct diag *diag,
    struct loc loc, const char *text, struct number_format *out);

/* True for the kinds that poison sums: unknown, withheld, impossible, nil. */
bool cell_is_sign(enum cell_kind kind);

/* What becomes of a sum of kind SUM when a cell of KIND joins it: withheld
 * beats unknown beats impossible beats nil beats a number; an empty cell is
 * unknown. */
enum cell_kind cell_poison(enum cell_kind sum, enum cell_kind kind);

#endif
