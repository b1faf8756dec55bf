/* print/printlog - the record of what was printed: printed.csv.
 *
 * Lines are only appended, and a line is on the disk before the step it
 * announces is taken.  So the last line of an edition tells after a crash what
 * may have happened to it:
 *
 *   sending    a job is about to be made; no byte of the document has left
 *   accepted   the printer gave the job a number; the document is on its way
 *   sent       the printer has the whole document
 *   completed  printed
 *   aborted, canceled   the printer, or somebody, ended the job
 *   refused    the printer never took it: it may be sent again
 *   printed    the user says that it is printed (--printed)
 *   again      the user wants it printed again (--again)
 */
#ifndef PRINT_PRINTLOG_H
#define PRINT_PRINTLOG_H

#include "base/map.h"
#include "base/record.h"
#include "base/watch.h"
#include "print/printlist.h"

enum printlog_state {
    LOG_NONE, /* nothing was ever begun */
    LOG_SENDING,
    LOG_ACCEPTED,
    LOG_SENT,
    LOG_COMPLETED,
    LOG_ABORTED,
    LOG_CANCELED,
    LOG_REFUSED,
    LOG_PRINTED,
    LOG_AGAIN
};

/* The last word on an edition. */
struct printlog_entry {
    enum printlog_state state;
    const char *key, *file, *sha256, *printer, *token;
    int job; /* 0: none */
};

struct printlog {
    struct arena *arena;
    const struct watch *watch;
    const char *path;
    struct record file; /* fd -1: only read */
    struct printlog_entry *entry;
    size_t n, cap;
    struct map by_file;
};

enum printlog_mode {
    LOG_LOOK,  /* read; nothing is made or changed */
    LOG_BEGIN, /* write; there must be no entries */
    LOG_GO_ON  /* write behind what is there */
};

/* Opens the record PATH; everything read is owned by ARENA.  For writing, a
 * torn last line is cut off, and the file is locked: a second program finds it
 * taken.  LOG is ended with printlog_close whatever is returned.
 * Errors: ERR_INPUT, ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err printlog_open(struct arena *arena, struct diag *diag,
    const struct watch *watch, const char *path, enum printlog_mode mode,
    struct printlog *log);
void printlog_close(struct printlog *log);

/* The last word on EDITION; its state is LOG_NONE when there is none. */
struct printlog_entry printlog_find(
    const struct printlog *log, const struct edition *edition);

/* Appends ENTRY for EDITION, with MESSAGE, and waits until it is on the disk.
 * A log that was not opened for writing takes and forgets it.
 * Errors: ERR_ENVIRONMENT (said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err printlog_write(struct diag *diag, struct printlog *log,
    const struct edition *edition, const struct printlog_entry *entry,
    const char *message);

const char *printlog_state_name(enum printlog_state state);

#endif
