/* app/pressrules - a press release against what press clubs ask for: the file
 * that `rules` of [press] names (docs/press.md).
 */
#ifndef APP_PRESSRULES_H
#define APP_PRESSRULES_H

#include "app/library.h"

/* The rules of K's job: *OUT is their section, NULL when there are none, or for
 * a profile of another type than web.  Errors: ERR_INPUT (the file is wrong;
 * said), ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err pressrules_load(
    struct kumihan *k, const struct section **out);

/* Holds K, which kumihan_check found good, against its RULES (NULL: none) and
 * says all that they find, warnings too, but how heavy PDFs are: that is known
 * once a kit is made.  Errors, all said: ERR_INPUT (a rule that must be kept is
 * not), ERR_NOMEM. */
ERR_CHECKED enum err pressrules_check(
    struct kumihan *k, const struct section *rules);

/* Warns of PDFs that are heavier than RULES allow, before their pictures are
 * made lighter.  They are made in memory; an attachment that cannot be made is
 * said, too.  Errors, all said: ERR_INPUT, ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err pressrules_weigh(
    struct kumihan *k, const struct section *rules);

#endif
