/* deliver/manifest - what became of each row: a CSV (RFC 4180, UTF-8) beside
 * the files, to which a batch appends and from which it goes on.
 *
 *   row,key,file,pages,bytes,sha256,status,message,input
 *
 * `row` is that of the list, from 1; `status` is done or failed; `input` is a
 * hash over all that the edition was made of.  A line is a row: line ends in a
 * message become blanks.  Of several lines of one row the last counts.
 */
#ifndef DELIVER_MANIFEST_H
#define DELIVER_MANIFEST_H

#include "base/buf.h"
#include "base/sha256.h"
#include "data/list.h"

struct manifest_row {
    size_t row;
    const char *key, *file; /* file: "" when there is none */
    unsigned pages;
    uint64_t bytes;
    const char *sha256; /* "" when there is no file */
    bool done;
    const char *message, *input;
};

struct manifest {
    const char *path;
    int fd;          /* open for appending, and locked */
    struct list old; /* the lines that were there */
    uint32_t *line;  /* by row - 1: 1 + the index of its last line in `old` */
    size_t n;        /* rows of the list */
};

/* Opens the manifest PATH for a list of N rows and locks it; a new one gets its
 * heads.  What a crash left of a last line is cut off.  On ERR_OK the caller
 * ends *OUT with manifest_close; the rest is owned by ARENA.
 * Errors, said in DIAG: ERR_USAGE (there is one already and not RESUME),
 * ERR_ENVIRONMENT (another batch has it; it cannot be written), ERR_INPUT (it
 * is none of ours, or of another list), ERR_NOMEM. */
ERR_CHECKED enum err manifest_open(struct arena *arena, struct diag *diag,
    const char *path, size_t n, bool resume, struct manifest *out);
void manifest_close(struct manifest *manifest);

/* What MANIFEST said of ROW when it was opened; *FOUND false: nothing.  Owned
 * by ARENA.  Errors: ERR_INPUT (a damaged line, said), ERR_NOMEM. */
ERR_CHECKED enum err manifest_find(struct arena *arena, struct diag *diag,
    const struct manifest *manifest, size_t row, struct manifest_row *out,
    bool *found);

/* Appends the heads of the columns to LINES. */
void manifest_heads(struct buf *lines);

/* Appends ROW as a line to LINES. */
void manifest_put(const struct manifest_row *row, struct buf *lines);

/* Appends LINES and syncs.  Errors: ERR_ENVIRONMENT (said). */
ERR_CHECKED enum err manifest_append(
    struct diag *diag, struct manifest *manifest, const struct buf *lines);

/* Puts the lines in the order of their rows, one each, in a new file that takes
 * the old one's place.  Errors: as manifest_append, ERR_NOMEM. */
ERR_CHECKED enum err manifest_sort(
    struct diag *diag, const struct manifest *manifest);

/* Reads the manifest PATH for who only looks at it: LINE[row - 1] as above, for
 * N rows.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err manifest_read(struct arena *arena, struct diag *diag,
    const char *path, size_t n, struct manifest *out);

#endif
