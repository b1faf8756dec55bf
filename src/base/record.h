/* base/record - a file of lines that only grows: what was done to whom.
 *
 * A line is on the disk before the step that it announces is taken, so that the
 * last line of a thing tells after a crash what may have happened to it.  Only
 * one program at a time may write.
 */
#ifndef BASE_RECORD_H
#define BASE_RECORD_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/err.h"

struct record {
    const char *path;
    int fd;     /* -1: not open */
    off_t size; /* when it was opened */
};

enum record_result {
    RECORD_DONE,
    RECORD_FAILED, /* errno tells why */
    RECORD_TAKEN   /* another program writes it */
};

/* Opens PATH, which is made when it is not there.  Closed by record_close. */
ERR_CHECKED enum record_result record_open(
    struct record *record, const char *path);

/* Makes it this program's own.  Whoever wants to read PATH reads it between
 * opening and this: closing any other descriptor of it would give the lock back
 * (POSIX). */
ERR_CHECKED enum record_result record_lock(struct record *record);

/* Cuts off what stands behind the WHOLE bytes of whole lines, ends the last one
 * when it is UNENDED, gives an empty file its HEAD, and waits until file and
 * folder are on the disk. */
ERR_CHECKED enum record_result record_begin(struct arena *arena,
    struct record *record, size_t whole, bool unended, const char *head);

/* Appends the N bytes P, whole lines, and waits until they are on the disk.
 * Where that fails nothing of them is left. */
ERR_CHECKED enum record_result record_append(
    struct record *record, const char *p, size_t n);

void record_close(struct record *record);

#endif
