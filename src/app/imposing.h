/* app/imposing - what a [profile] asks of sheets (docs/decisions/0015). */
#ifndef APP_IMPOSING_H
#define APP_IMPOSING_H

#include "app/library.h"
#include "pdf/pdf.h"

/* True when PROFILE puts pages on sheets. */
bool imposing_is_asked(const struct section *profile);

/* True when PROFILE, or where it leaves that to the pages, the direction of
 * most lines, binds K's checked document at the right. */
bool imposing_binds_right(
    const struct kumihan *k, const struct section *profile);

/* Puts the pages of K's checked document on sheets, when PROFILE asks for it,
 * and OUT, which has what else it asks, in order for that.
 * Errors: ERR_INPUT (said), ERR_NOMEM. */
ERR_CHECKED enum err imposing_make(
    struct kumihan *k, const struct section *profile, struct pdf_options *out);

#endif
