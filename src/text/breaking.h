/* text/breaking - where a line may end.
 */
#ifndef TEXT_BREAKING_H
#define TEXT_BREAKING_H

#include "text/atom.h"

/* May a line end between the classes PREV and NEXT at the kinsoku (禁則) LEVEL
 * 1 ... 4?  Pairs that the table leaves to the characters themselves (same
 * ruby base, number and unit, inside a word) are allowed only where two
 * different ones meet: see unit.c and breaking_mark. */
bool breaking_allowed(unsigned prev, unsigned next, int level);

/* Fills `brk` of ROW's atoms (the first one's is BREAK_NEVER) by the
 * flags, the tables, the keep list and, inside Western text, UAX #14; and
 * `soft`.
 * SCRATCH may be given up afterwards.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err breaking_mark(struct arena *scratch,
    const struct text_setting *setting, struct atom_row *row);

#endif
