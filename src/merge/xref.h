/* merge/xref - where the objects of a long file stand: a cross-reference stream
 * (ISO 32000-1, 7.5.8) whose rows wait in a file, not in memory.
 */
#ifndef MERGE_XREF_H
#define MERGE_XREF_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum {
    XREF_ROW = 8,     /* /W [1 5 2] */
    XREF_WINDOW = 512 /* rows in memory */
};

struct xref {
    int fd;         /* of a file that has no name; -1: none */
    unsigned first; /* row of the window; a multiple of XREF_WINDOW */
    unsigned n;     /* objects, with the free one at 0 */
    bool changed;   /* the window, since it was read */
    unsigned char window[XREF_WINDOW * XREF_ROW];
};

/* Makes the file beside PATH.  On ERR_OK the caller ends OUT with xref_close.
 * Errors: ERR_ENVIRONMENT (errno), ERR_NOMEM. */
ERR_CHECKED enum err xref_open(struct xref *out, const char *path);
void xref_close(struct xref *xref);

/* Object ID stands at OFFSET; or as number INDEX in the object stream STREAM.
 * Errors: ERR_ENVIRONMENT (errno). */
ERR_CHECKED enum err xref_at(struct xref *xref, unsigned id, uint64_t offset);
ERR_CHECKED enum err xref_in(
    struct xref *xref, unsigned id, unsigned stream, unsigned index);

/* Appends all rows to OUT, predicted (PNG, Up) and as a zlib stream.
 * Errors: ERR_ENVIRONMENT (errno), ERR_NOMEM. */
ERR_CHECKED enum err xref_pack(struct xref *xref, struct buf *out);

#endif
