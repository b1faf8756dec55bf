/* app/oldfolder - may what stands in the place of a new folder be replaced? */
#ifndef APP_OLDFOLDER_H
#define APP_OLDFOLDER_H

#include "app/library.h"

/* What a program writes whole folders of. */
struct oldfolder_kind {
    const char *sums; /* the file with the hashes of all others */
    bool table;       /* it is a CSV: name, then hash, in the last line its own
                         of all above; else as of sha256sum */
    /* Is NAME, one of the N NAMES that are there, of such a folder? */
    bool (*is_ours)(const char *const *names, size_t n, const char *name);
    const struct diag_message *not_folder, *foreign, *changed;
};

/* The files in the folder DIR, *N of them, when it is absent, empty (none), or
 * of KIND: the hashes name every other file, they are called as its files are,
 * and none was changed.  Otherwise DIR is not to be touched, and says so.  *OUT
 * is owned by K's arena.
 * Errors: ERR_USAGE, ERR_ENVIRONMENT (it cannot be read; both said), ERR_NOMEM.
 */
ERR_CHECKED enum err oldfolder_find(struct kumihan *k, const char *dir,
    const struct oldfolder_kind *kind, const char *const **out, size_t *n);

#endif
