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

/* Appends DOCUMENT, checked and tagged, to OUT as UTF-8 in lines of at most
 * COLUMNS (from 20), each ended by a line feed; only what stands behind a very
 * long label may be wider.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err plain_write(
    const struct document *document, unsigned columns, struct buf *out);

#endif
