/* pdf/pack - the many small objects of w->packed as object streams
 * (ISO 32000-1, 7.5.7).
 *
 * Those of one length stand in rows below each other, and PNG's predictor Up
 * takes from each what it has in common with the one above: of a table's cells
 * that leaves a count that went up by one.
 */
#ifndef PDF_PACK_H
#define PDF_PACK_H

#include "pdf/writer.h"

/* One object stream. */
struct pack {
    const uint32_t *object; /* of w->packed, in the stream's order */
    unsigned n;
    size_t first;     /* /First */
    unsigned columns; /* of the predictor; 0: none */
    struct str data;  /* predicted, */
    bool packed;      /* and compressed already */
};

/* All objects of w->packed in *N packs, owned by w->arena; the first of them is
 * object BASE of the file.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err pack_make(
    struct writer *w, unsigned base, struct pack **out, size_t *n);

#endif
