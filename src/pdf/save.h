/* pdf/save - the objects as a file (ISO 32000-1, 7.5.7 and 7.5.8). */
#ifndef PDF_SAVE_H
#define PDF_SAVE_H

#include "pdf/writer.h"

/* Appends the file to OUT: header, streams, all other objects in object
 * streams, cross-reference stream.  /ID is made from the bytes before it.
 * Errors: ERR_NOMEM, ERR_INTERNAL. */
ERR_CHECKED enum err save_file(struct writer *w, struct buf *out);

/* 128 bits that depend on every one of BYTES, and /ID made of them. */
void save_digest(struct str bytes, uint64_t out[2]);
void save_id(struct buf *out, struct str bytes);

#endif
