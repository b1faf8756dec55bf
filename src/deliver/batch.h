/* deliver/batch - an edition for each row of a list: many workers, one
 * manifest, nothing lost (docs/decisions/0014).
 */
#ifndef DELIVER_BATCH_H
#define DELIVER_BATCH_H

#include "deliver/names.h"
#include "deliver/worker.h"

struct batch_tally {
    size_t rows;               /* of this shard */
    size_t made, kept, failed; /* so far */
    bool stopped;              /* by who asked for it; --resume goes on */
};

/* What became of a row, once it is on the disk and in the manifest. */
struct batch_event {
    size_t row;
    const char *key, *file;
    bool done, kept;
    unsigned pages;
    uint64_t bytes;
    const char *messages; /* of the edition, as the maker wrote them; or "" */
    const char *brief;    /* why it failed */
    const struct batch_tally *tally;
};

struct batch_options {
    const char *folder; /* made when it is not there */
    unsigned jobs;      /* workers, 1 ... BATCH_JOBS_MAX */
    bool resume;
    bool reread;          /* the files are read again in a moment */
    size_t shard, shards; /* rows SHARD, SHARD + SHARDS, ...; from 1 */
    const struct naming *naming;
    const char *identity;  /* of job and list: shards of one batch share it */
    const char *list_hash; /* SHA-256 of the list's text, for who reads it */
    /* Milliseconds of a clock that never goes back. */
    int64_t (*now)(void);
    /* Told in the order in which rows are finished; may be called with NULL
     * when nothing happened for a while. */
    void (*tell)(void *self, const struct batch_event *event);
    /* What DIAG holds as the caller prints it; BRIEF: its first error in one
     * line.  The caller frees it. */
    char *(*write)(void *self, const struct diag *diag, bool brief);
    void *self;               /* for tell and write */
    const volatile int *stop; /* not 0: begin nothing new, finish, return */
};

enum { BATCH_JOBS_MAX = 256 };

/* Makes the editions of OPTIONS' rows with MAKER.  SIGPIPE must be ignored.
 * Errors: ERR_INPUT (rows failed, or names are alike: said), ERR_USAGE (there
 * is a manifest already, or one of another batch), ERR_ENVIRONMENT (the folder
 * or disk; what was finished is whole and in the manifest), ERR_NOMEM.
 * *TALLY is good in any case. */
ERR_CHECKED enum err batch_run(struct diag *diag,
    const struct batch_options *options, const struct maker *maker,
    struct batch_tally *tally);

/* The manifest's path in FOLDER, or NULL: `manifest.csv`, of a shard
 * `manifest-03-of-16.csv`. */
const char *batch_manifest(
    struct arena *arena, const char *folder, size_t shard, size_t shards);

#endif
