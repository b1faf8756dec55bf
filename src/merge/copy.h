/* merge/copy - objects of an edition into the merged file, each once. */
#ifndef MERGE_COPY_H
#define MERGE_COPY_H

#include "merge/edition.h"
#include "merge/shared.h"
#include "merge/sink.h"

struct copy {
    struct edition *edition;
    struct sink *sink;
    struct shared *shared;
    unsigned *known; /* by number in the edition: that in the file */
    unsigned cap;
    unsigned depth; /* of what is being copied */
};

/* Begin and end with the objects of one edition. */
struct copy copy_begin(
    struct edition *edition, struct sink *sink, struct shared *shared);
void copy_end(struct copy *copy);

/* Appends VALUE to OUT; what it points to is in the file then.
 * Errors: ERR_INPUT (objects that point to each other, a damaged stream; said),
 * as sink_put. */
ERR_CHECKED enum err copy_value(
    struct copy *copy, qpdf_oh value, struct buf *out);

/* Appends the entry KEY of DICT to OUT, when it is there. */
ERR_CHECKED enum err copy_entry(
    struct copy *copy, qpdf_oh dict, const char *key, struct buf *out);

#endif
