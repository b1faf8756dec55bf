/* deliver/batch_imp - what the files of a running batch share. */
#ifndef DELIVER_BATCH_IMP_H
#define DELIVER_BATCH_IMP_H

#include "deliver/batch.h"
#include "deliver/manifest.h"

/* A row that is answered and not yet in the manifest.  Owns its texts. */
struct finished {
    struct answer answer;
    char *key, *file, *old_file; /* old_file: as the manifest has it, or NULL */
    char *messages, *brief;
};

enum {
    COMMIT_ROWS = 256, /* finished rows that are synced together, at most */
    COMMIT_MS = 200,   /* and how long the first of them waits */
    TICK_MS = 200
};

struct batch {
    struct diag *diag;
    const struct batch_options *options;
    const struct maker *maker;
    struct arena *arena; /* as long as the batch */
    struct batch_tally *tally;
    struct manifest manifest;
    int folder;
    struct worker worker[BATCH_JOBS_MAX];
    size_t next;                                      /* row to be looked at */
    struct task later[BATCH_JOBS_MAX * WORKER_TASKS]; /* of workers that died */
    size_t n_later;
    struct finished done[COMMIT_ROWS];
    size_t n_done;
    int64_t since; /* when the first of them came */
    int64_t begun;
    size_t answers;
    enum err broken; /* the disk: nothing new is begun */
    char **stale;    /* files that rows no longer have */
    size_t n_stale, cap_stale;
};

/* Says that the folder cannot be written to, for ERROR (an errno).
 * Returns ERR_ENVIRONMENT, or ERR_NOMEM. */
ERR_CHECKED enum err commit_cannot_write(struct batch *b, int error);

/* Makes all that is finished durable: files synced, renamed, told in the
 * manifest; then tells the caller.  Errors: ERR_ENVIRONMENT (said),
 * ERR_NOMEM. */
ERR_CHECKED enum err commit_all(struct batch *b);

/* Takes over FINISHED, and commits when there are enough. */
ERR_CHECKED enum err commit_add(struct batch *b, const struct finished *one);

/* Deletes stale files that no row of the sorted manifest has.
 * Errors: ERR_ENVIRONMENT (said), ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err commit_sweep(struct batch *b);

/* Claims the folder for this batch: `manifest.ini` says what it is, for
 * --resume and --combine.  Errors: ERR_USAGE (it is of another batch: said),
 * ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err claim_folder(struct batch *b);

#endif
