/* data/list - the list of a batch: a CSV whose rows are editions
 * (docs/decisions/0014).
 *
 * The text is kept as it was decoded; of each row only the place is known, so
 * that a list of a hundred thousand rows costs little more than its bytes.  A
 * row is taken apart, and its faults are said, when it is asked for.
 */
#ifndef DATA_LIST_H
#define DATA_LIST_H

#include "config/row.h"

struct list_place {
    size_t at;    /* where its text begins */
    int32_t line; /* from 1 */
};

struct list {
    const char *path;
    struct str text;
    const char **column;    /* heads of the columns, no two alike */
    const struct loc *head; /* where each of them stands */
    size_t n_columns;
    struct list_place *row; /* without blank ones */
    size_t n;
};

/* Reads the file PATH, which is asked for at LOC, in ENCODING (as
 * decode_text).  The first row holds the heads.  On ERR_OK *OUT is owned by
 * ARENA.  Errors, said in DIAG: ERR_INPUT (it cannot be read or decoded, heads
 * that are missing or alike, a quote that is never closed, no rows at all),
 * ERR_NOMEM. */
ERR_CHECKED enum err list_read(struct arena *arena, struct diag *diag,
    struct loc loc, const char *path, const char *encoding, struct list *out);

/* The column whose head is NAME; LIST->n_columns when there is none. */
size_t list_column(const struct list *list, struct str name);

/* Row NUMBER (from 1, at most LIST->n) in *OUT, owned by ARENA.
 * Errors: ERR_INPUT (a misplaced quote, too many or too few fields; said in
 * DIAG at the row), ERR_NOMEM. */
ERR_CHECKED enum err list_row(struct arena *arena, struct diag *diag,
    const struct list *list, size_t number, struct job_row *out);

/* The text of row NUMBER as it stands in the list, with its line end. */
struct str list_text(const struct list *list, size_t number);

#endif
