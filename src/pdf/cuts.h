/* pdf/cuts - the streams that a page's content is divided into, so that what
 * all editions of a job have in common is the same bytes in all of them.
 */
#ifndef PDF_CUTS_H
#define PDF_CUTS_H

#include "pdf/content.h"

/* Begins another stream, unless nothing was written in this one.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err cuts_add(struct content *c);

/* Adds a stream that is compressed already, behind a cut.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err cuts_add_packed(
    struct content *c, const struct str *packed);

/* How many streams there are, from 1. */
size_t cuts_count(const struct content *c);

/* Is one what differs from edition to edition? */
bool cuts_varies(const struct content *c, size_t index);

/* The bytes of one; or as they are compressed already, when *PACKED. */
struct str cuts_stream(const struct content *c, size_t index, bool *packed);

#endif
