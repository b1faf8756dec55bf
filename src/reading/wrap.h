/* reading/wrap - text in lines of so many columns (UAX 14). */
#ifndef READING_WRAP_H
#define READING_WRAP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

/* The columns that TEXT takes: two for a full-width character. */
unsigned wrap_width(struct str text);

/* Appends TEXT to OUT in lines of at most COLUMNS, the first behind FIRST, the
 * others behind as many spaces; a line feed in TEXT begins another line.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err wrap_put(
    struct buf *out, struct str first, struct str text, unsigned columns);

#endif
