/* app/pressrules - a press release against what press clubs ask for: the file
 * that `rules` of [press] names (docs/press.md).
 */
#ifndef APP_PRESSRULES_H
#define APP_PRESSRULES_H

#include "app/library.h"

/* Holds K, which kumihan_check found good, against its rules and says all that
 * they find, warnings too; nothing without rules or for a profile of another
 * type than web.  PDFs are made in memory to be weighed; an attachment that
 * cannot be made is passed over, for making the kit says so.
 * Errors, all said: ERR_INPUT (a rule that must be kept is not; the file is
 * wrong), ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err pressrules_check(struct kumihan *k);

#endif
