/* deliver/worker - a process that makes one edition at a time.
 *
 * It has what its parent had prepared when it was forked.  It writes a PDF to a
 * name of its own in the folder, unsynced, and answers; renaming, syncing and
 * the manifest are the parent's.
 */
#ifndef DELIVER_WORKER_H
#define DELIVER_WORKER_H

#include <sys/types.h>

#include "base/sha256.h"
#include "base/str.h"

/* What makes editions; called in workers alone. */
struct maker {
    void *self;
    /* Turns to ROW.  INPUT gets a hash over all that the edition is made of,
     * "" when that cannot be known.  Result: 0, else an exit code. */
    int (*turn)(void *self, size_t row, char input[SHA256_HEX + 1]);
    /* Makes the edition turned to: *PDF is N bytes, which the caller frees. */
    int (*make)(void *self, char **pdf, size_t *n, unsigned *pages);
    /* All messages of the edition turned to, and the first error in one line;
     * the caller frees them.  NULL: no memory, or none. */
    char *(*messages)(void *self);
    char *(*brief)(void *self);
    /* Ends the process at once, without what its parent would do at its end. */
    void (*end)(void);
};

/* What a worker is asked for. */
struct task {
    uint64_t row;
    /* The edition as the manifest has it: where its input and its file are
     * still the same it is kept.  "": make it. */
    char input[SHA256_HEX + 1], sha256[SHA256_HEX + 1];
    char file[256];
    uint32_t pages;
    uint64_t bytes;
};

/* What it answers; texts follow through the pipe. */
struct answer {
    uint64_t row;
    int32_t result; /* 0, else an exit code */
    int32_t error;  /* errno: the file could not be written; else 0 */
    uint32_t pages;
    uint64_t bytes;
    char input[SHA256_HEX + 1], sha256[SHA256_HEX + 1];
    uint8_t kept; /* nothing was made: it was there */
    uint32_t n_messages, n_brief;
};

/* One at work and one waiting, so that there is no pause between them; more
 * where they are short, so that there is none while the parent syncs. */
enum { WORKER_TASKS_LEAST = 2, WORKER_TASKS = 64 };

struct worker {
    pid_t pid;                      /* 0: none */
    int to, from;                   /* pipes */
    struct task task[WORKER_TASKS]; /* asked and not answered, in order */
    size_t n;
};

/* Where a worker leaves the edition of ROW, inside the folder. */
enum { PART_BYTES = 48 };
void worker_part(size_t row, char name[PART_BYTES]);

/* Starts WORKER, which writes into FOLDER.  ALL are the N workers, whose pipes
 * the new one closes.  False: errno. */
bool worker_start(struct worker *worker, const struct maker *maker, int folder,
    const struct worker *all, size_t n);

/* Gives WORKER, which has room for it, TASK.  False: it is gone. */
bool worker_ask(struct worker *worker, const struct task *task);

/* Takes the next answer, whose texts the caller frees.  False: the worker is
 * gone, or memory ran out. */
bool worker_answer(struct worker *worker, struct answer *answer,
    char **messages, char **brief);

/* Waits for the end of WORKER, which had its pipes closed or died; *SIGNAL is
 * what killed it, or 0. */
void worker_end(struct worker *worker, int *signal);

#endif
