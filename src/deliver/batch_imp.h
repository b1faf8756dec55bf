/* deliver/batch_imp - what the files of a running batch share. */
#ifndef DELIVER_BATCH_IMP_H
#define DELIVER_BATCH_IMP_H

#include "deliver/batch.h"
#include "deliver/manifest.h"

/* A row that is answered and not yet in the manifest.  Owns its texts. */
struct finished {
    struct answer answer;
    char *key, *file;
    char *messages, *brief;
};

enum {
    COMMIT_ROWS = 128, /* finished rows that are synced together, at most */
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
    int folder, journal;
    bool owns; /* the journal has what is owned after the run */
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

/* Opens the journal.  What it has of a run that was killed, and what holds, is
 * appended to the manifest.  Errors: ERR_ENVIRONMENT (said), ERR_NOMEM. */
ERR_CHECKED enum err journal_open(struct batch *b);

/* Makes LINES, a manifest, durable in place of what the journal had: what gets
 * its name next, of which there is none on a full disk, or what is OWNED after
 * the run.  Errors: ERR_ENVIRONMENT
 * (said), ERR_NOMEM. */
ERR_CHECKED enum err journal_put(
    struct batch *b, const struct buf *lines, bool owned);

/* Closes the journal, if it is open; when all is DONE it goes, but for what is
 * owned. */
void journal_close(struct batch *b, bool done);

/* Finds the lines that the manifest has of this shard's rows.  A row is known
 * again by its key; where it has another number by now, the manifest is written
 * anew.  Errors: ERR_USAGE (the manifest is of another list: said),
 * ERR_ENVIRONMENT, ERR_INPUT (a damaged line), ERR_NOMEM. */
ERR_CHECKED enum err resume_rows(struct batch *b);

/* Deletes the files of lines that are no row's last one in the mapped manifest
 * (manifest_map), where their bytes are still those that the line tells and
 * nobody else has their name.  What a row of another shard may have made, or
 * may not, is still owned: its lines are put into OWNED, with row 0. Errors:
 * ERR_ENVIRONMENT (said), ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err sweep_files(struct batch *b);

/* Is the folder this batch's to go on in?  What is in it may be of an older
 * state of list and job, but was divided and named in the same way.
 * Errors: ERR_USAGE (it is of another batch: said), ERR_ENVIRONMENT,
 * ERR_NOMEM. */
ERR_CHECKED enum err claim_check(struct batch *b);

/* Claims the folder for this batch: `manifest.ini` says what it is, for
 * --resume, --combine and merge; of what list, only when all is DONE.
 * Errors: ERR_ENVIRONMENT (said), ERR_NOMEM. */
ERR_CHECKED enum err claim_write(struct batch *b, bool done);

#endif
