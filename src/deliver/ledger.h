/* deliver/ledger - the lines of a manifest, a CSV (RFC 4180, UTF-8):
 *
 *   row,key,file,pages,bytes,sha256,status,message,input
 *
 * `row` is that of the list, from 1, or 0 for an edition of no row, while a
 * batch is at work; `key` is what tells rows apart; `status` is done or failed;
 * `input` is a hash over all that the edition was made of.  A line is a row:
 * line ends in texts become blanks.  A last line without its end is torn: a
 * crash left it.
 *
 * A manifest is never held in memory: of its lines the places are known.
 */
#ifndef DELIVER_LEDGER_H
#define DELIVER_LEDGER_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/sha256.h"

struct ledger_line {
    size_t row;
    const char *key, *file; /* file: "" when there is none */
    unsigned pages;
    uint64_t bytes;
    const char *sha256; /* "" when there is no file */
    bool done;
    const char *message, *input;
};

/* Where a line stands. */
struct ledger_place {
    int64_t at;
    uint32_t n;    /* bytes, with its end */
    uint32_t line; /* from 1; 0: there is none */
};

/* The heads of the columns, with their line end: the first line. */
struct str ledger_heads(void);

/* Does the file PATH, open as FD, begin with the heads, as far as it goes?
 * Errors: ERR_INPUT (it does not: said), ERR_ENVIRONMENT (said), ERR_NOMEM. */
ERR_CHECKED enum err ledger_check(struct diag *diag, const char *path, int fd);

/* Gives VISIT each whole line of the file PATH, which is open as FD, in order;
 * TEXT is borrowed.  *TORN: a torn line, which is left out, stands at its end.
 * Errors: ERR_INPUT (it is none of ours, said), ERR_ENVIRONMENT (it cannot be
 * read, said), ERR_NOMEM, and those of VISIT, which end it. */
ERR_CHECKED enum err ledger_walk(struct diag *diag, const char *path, int fd,
    enum err (*visit)(void *self, struct str text, struct ledger_place place),
    void *self, bool *torn);

/* Says that line LINE of PATH is damaged.  Returns ERR_INPUT or ERR_NOMEM. */
ERR_CHECKED enum err ledger_fault(
    struct diag *diag, const char *path, uint32_t line);

/* The row of which the line TEXT is, by its bytes alone. */
bool ledger_row(struct str text, size_t *row);

/* The line TEXT, which is line LINE of PATH, in *OUT, owned by ARENA.
 * Errors: ERR_INPUT (it is damaged: said), ERR_NOMEM. */
ERR_CHECKED enum err ledger_take(struct arena *arena, struct diag *diag,
    const char *path, struct str text, uint32_t line, struct ledger_line *out);

/* The line at PLACE of the file PATH, open as FD.  Errors: as ledger_take,
 * ERR_ENVIRONMENT (said). */
ERR_CHECKED enum err ledger_read(struct arena *arena, struct diag *diag,
    const char *path, int fd, struct ledger_place place,
    struct ledger_line *out);

/* Appends the bytes of the line at PLACE of the file PATH, open as FD, to OUT.
 * Errors: ERR_ENVIRONMENT (said), ERR_NOMEM. */
ERR_CHECKED enum err ledger_copy(struct diag *diag, const char *path, int fd,
    struct ledger_place place, struct buf *out);

/* Appends ROW as a line to LINES. */
void ledger_put(const struct ledger_line *row, struct buf *lines);

#endif
