/* text/breaking - where a line may end.
 */
#ifndef TEXT_BREAKING_H
#define TEXT_BREAKING_H

#include "text/atom.h"

/* What decides between two classes: the table of separation in force and the
 * kinsoku (禁則) level 1 ... 4. */
struct breaking_rules {
    const uint16_t (*separation)[CLASSES];
    int level;
};

/* The rules that SETTING asks for. */
struct breaking_rules breaking_rules(const struct text_setting *setting);

/* May a line end between the classes PREV and NEXT?  Pairs that the table
 * leaves to the characters themselves (same ruby base, number and unit, inside
 * a word) are allowed only where two different ones meet: see unit.c and
 * breaking_mark. */
bool breaking_allowed(
    const struct breaking_rules *rules, unsigned prev, unsigned next);

/* Fills `brk` of ROW's atoms (the first one's is BREAK_NEVER) by the
 * flags, the tables, the keep list and, inside Western text, UAX #14; and
 * `soft`.
 * SCRATCH may be given up afterwards.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err breaking_mark(struct arena *scratch,
    const struct text_setting *setting, struct atom_row *row);

#endif
