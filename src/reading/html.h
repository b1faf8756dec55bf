/* reading/html - a document's structure as one file of HTML: semantic, with
 * figures and look inside (docs/decisions/0019).
 */
#ifndef READING_HTML_H
#define READING_HTML_H

#include "page/document.h"

/* Appends DOCUMENT, checked and tagged, to OUT as UTF-8.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err html_write(
    const struct document *document, struct buf *out);

#endif
