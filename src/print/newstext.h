/* print/newstext - news of a run for reading: a line of text, or of JSON. */
#ifndef PRINT_NEWSTEXT_H
#define PRINT_NEWSTEXT_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/watch.h"

/* Puts NEWS as one line.  In Japanese the keywords that printers use for what
 * stops them (RFC 8011, 5.4.12) are translated; one that is not known stays. */
void newstext_put(const struct news *news, enum diag_lang lang,
    enum diag_format format, struct buf *out);

#endif
