/* data/condition - `when`: whether a part of the job is wanted.
 *
 *   {{region}} == 関東, 東京      one of several
 *   {{members}} >= 100            numbers are compared as numbers
 *   {{photo}}                     not empty, not `no`, not 0
 *   A and B or C                  `and` binds closer
 *
 * {{name}} is a figure or a column of the list, {{name|format}} as it is shown;
 * all else is text as it stands.  Quotes keep commas, operators and blanks.
 */
#ifndef DATA_CONDITION_H
#define DATA_CONDITION_H

#include "data/dataset.h"

/* Whether TEXT, which stands at LOC, holds.  An unknown figure, an operator
 * without its operands, and < or > between what is no number are said in DIAG.
 * Errors: ERR_INPUT, ERR_NOMEM; *OUT is then true. */
ERR_CHECKED enum err condition_holds(struct arena *arena, struct diag *diag,
    const struct dataset *dataset, struct loc loc, struct str text, bool *out);

#endif
