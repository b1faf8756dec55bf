/* deliver/manifest - what became of each row: a file of lines (ledger.h) beside
 * the PDFs, to which a batch appends and from which it goes on.  Of several
 * lines of one row the last counts.
 */
#ifndef DELIVER_MANIFEST_H
#define DELIVER_MANIFEST_H

#include "deliver/ledger.h"

struct manifest {
    const char *path;
    int fd;                     /* open for appending, and locked */
    bool filled;                /* it had lines when it was opened */
    struct ledger_place *place; /* by row - 1: its last line */
    size_t n;                   /* rows of the list */
};

/* Opens the manifest PATH and locks it; a new one gets its heads.  A torn line
 * is cut off.  On ERR_OK the caller ends *OUT with manifest_close.
 * Errors, said in DIAG: ERR_USAGE (there is one already and not RESUME),
 * ERR_ENVIRONMENT (another batch has it; it cannot be written), ERR_INPUT (it
 * is none of ours), ERR_NOMEM. */
ERR_CHECKED enum err manifest_open(struct arena *arena, struct diag *diag,
    const char *path, bool resume, struct manifest *out);
void manifest_close(struct manifest *manifest);

/* Finds the last line of each of N rows, by the numbers of the lines.
 * *OLDER: lines that are no row's last one.  `place` is owned by ARENA.
 * Errors: ERR_INPUT (a damaged line; a row beyond N: said), ERR_ENVIRONMENT,
 * ERR_NOMEM. */
ERR_CHECKED enum err manifest_map(struct arena *arena, struct diag *diag,
    struct manifest *manifest, size_t n, size_t *older);

/* Appends LINES and syncs.  Errors: ERR_ENVIRONMENT (said). */
ERR_CHECKED enum err manifest_append(
    struct diag *diag, struct manifest *manifest, const struct buf *lines);

/* Writes all lines anew as CHANGE leaves them, in a file that takes the old
 * one's place, and goes on with that.  Errors: as ledger_walk and
 * manifest_open. */
ERR_CHECKED enum err manifest_rewrite(struct arena *arena, struct diag *diag,
    struct manifest *manifest,
    void (*change)(void *self, struct ledger_line *row), void *self);

/* Puts the last lines of the rows (manifest_map) in their order in a new file,
 * which takes the old one's place.  Errors: as manifest_append, ERR_NOMEM. */
ERR_CHECKED enum err manifest_sort(
    struct diag *diag, const struct manifest *manifest);

#endif
