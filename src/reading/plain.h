/* reading/plain - a document's structure as plain text, as a mail carries it
 * (docs/decisions/0019).
 */
#ifndef READING_PLAIN_H
#define READING_PLAIN_H

#include "page/document.h"

enum {
    PLAIN_COLUMNS = 70
}; /* of a line, as a rule; a full-width character
      has two */

struct plain_options {
    unsigned columns;       /* from 20 */
    const struct str *keep; /* words that are not broken */
    size_t n_keep;
};

/* Appends DOCUMENT, checked and tagged, to OUT as UTF-8 in lines of at most so
 * many columns, each ended by a line feed.  Only addresses, which are never
 * broken, and what stands behind a very long label may be wider.  The signs are
 * those of Japanese or, by the document's language, of Western text.  Errors:
 * ERR_NOMEM. */
ERR_CHECKED enum err plain_write(const struct document *document,
    const struct plain_options *options, struct buf *out);

#endif
