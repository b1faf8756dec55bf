/* reading/wrap - text in lines of so many columns (UAX 14). */
#ifndef READING_WRAP_H
#define READING_WRAP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

/* The columns that TEXT takes: two for a full-width character. */
unsigned wrap_width(struct str text);

struct wrap {
    unsigned columns;       /* of a line */
    const struct str *keep; /* words that are not broken where they fit */
    size_t n_keep;
};

/* Appends TEXT to OUT in lines, the first behind FIRST, the others behind REST,
 * which is as wide; a line feed in TEXT begins another line.  Addresses of
 * pages and mail are never broken: one that is too long has a line of its own,
 * which is longer.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err wrap_put(struct buf *out, const struct wrap *wrap,
    struct str first, struct str rest, struct str text);

#endif
