/* app/against - the job's pages held against an older edition. */
#ifndef APP_AGAINST_H
#define APP_AGAINST_H

#include "app/library.h"
#include "compare/compare.h"

/* What is otherwise than in the edition that K's options name; found once.
 * *OUT lives as long as K.  Without an older edition there are no changes.
 * Errors: ERR_INPUT (it cannot be read; said), ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err against_changes(
    struct kumihan *k, const struct changes **out);

/* Writes the list of changes that K's options ask for.  Errors: as above, and
 * ERR_ENVIRONMENT (it cannot be written; said). */
ERR_CHECKED enum err against_list(struct kumihan *k);

/* An older edition that nothing would show, or a list without one, is said.
 * Errors: ERR_USAGE, ERR_NOMEM. */
ERR_CHECKED enum err against_check(struct kumihan *k, bool proof);

#endif
