/* merge/sink - a PDF that is written object by object and never held in
 * memory: streams as they come, other objects in object streams of 200
 * (ISO 32000-1, 7.5.7), the cross-reference stream at its end.
 */
#ifndef MERGE_SINK_H
#define MERGE_SINK_H

#include "base/buf.h"
#include "base/diag.h"

struct sink;

/* Opens the file that will become PATH: PDF 1.MINOR.  On ERR_OK the caller ends
 * *OUT with sink_close or sink_abandon; otherwise it is NULL.
 * Errors: ERR_ENVIRONMENT (said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err sink_open(
    struct diag *diag, const char *path, int minor, struct sink **out);

/* The number of an object that is to be written later. */
unsigned sink_reserve(struct sink *sink);

/* Writes BODY as object ID: a stream with its dictionary when STREAM, else any
 * other object.  Errors: as sink_open; the first one sticks. */
ERR_CHECKED enum err sink_put(
    struct sink *sink, unsigned id, struct str body, bool stream);

/* As sink_put, and empties BODY in any case; ERR_NOMEM when it has failed. */
ERR_CHECKED enum err sink_put_buf(
    struct sink *sink, unsigned id, struct buf *body, bool stream);

/* Ends the file with the objects ROOT and INFO and 32 hexadecimal digits ID;
 * *BYTES is its size.  Frees SINK, in any case.  Errors: as sink_open. */
ERR_CHECKED enum err sink_close(struct sink *sink, unsigned root, unsigned info,
    const char *id, uint64_t *bytes);

/* Leaves nothing; NULL is allowed. */
void sink_abandon(struct sink *sink);

#endif
