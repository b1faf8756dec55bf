/* app/imposing - what a [profile] asks of sheets (docs/decisions/0015). */
#ifndef APP_IMPOSING_H
#define APP_IMPOSING_H

#include "app/library.h"

/* True when PROFILE, which may be NULL, puts pages on sheets. */
bool imposing_is_asked(const struct section *profile);

/* What can be told before there are pages: keys that cannot be read or do not
 * go together, a sheet that does not hold the first page's size.
 * Errors: ERR_INPUT (all said), ERR_NOMEM. */
ERR_CHECKED enum err imposing_foresee(struct kumihan *k);

/* Puts the pages of K's document on sheets, k->imposed, when its profile asks
 * for it.  Errors: as imposing_foresee, and those of impose_make. */
ERR_CHECKED enum err imposing_make(struct kumihan *k);

/* True when PROFILE, or where it leaves that to the pages, the direction of
 * most lines, binds K's checked document at the right. */
bool imposing_binds_right(
    const struct kumihan *k, const struct section *profile);

#endif
