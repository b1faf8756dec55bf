/* deliver/names - what each edition is called.
 */
#ifndef DELIVER_NAMES_H
#define DELIVER_NAMES_H

#include "data/list.h"

enum { NAME_BYTES_MAX = 255 }; /* of a file name, as file systems have it */

struct naming {
    const struct list *list;
    const char *key;          /* the column that tells rows apart */
    const char *pattern;      /* {COLUMN} stands for a field: {id}_{name}.pdf */
    struct loc loc;           /* where the pattern is said */
    const char *const *taken; /* names of files in the folder that the job
                                 reads, folded (base/fold.h) */
    size_t n_taken;
};

struct edition_name {
    const char *key, *file;
    struct loc loc; /* of the row */
};

/* The name of row NUMBER in *OUT, owned by ARENA.  Errors, said in DIAG:
 * ERR_INPUT (the row cannot be read; an empty key; a name that is none for a
 * file: a slash or another sign that some system forbids, a leading dot, a
 * blank or dot at its end, too many bytes), ERR_NOMEM. */
ERR_CHECKED enum err names_row(struct arena *arena, struct diag *diag,
    const struct naming *naming, size_t number, struct edition_name *out);

/* Proves before the first page that no two rows share a key or a file, as file
 * systems compare names (base/fold.h), that the pattern names columns, and that
 * nothing else of it keeps every row from a name.  Rows that have no name of
 * their own are left to names_row.
 * Errors: ERR_INPUT (said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err names_check(
    struct diag *diag, const struct naming *naming);

#endif
