/* app/packageold - may what stands in a package's place be replaced? */
#ifndef APP_PACKAGEOLD_H
#define APP_PACKAGEOLD_H

#include "app/library.h"

/* The files in the folder DIR, *N of them, when it is absent, empty (none), or
 * a package: SHA256SUMS names every other file, they are called as those of
 * a package, and none was changed.  Otherwise DIR is not to be touched, and
 * says so.  *OUT is owned by K's arena.
 * Errors: ERR_USAGE, ERR_ENVIRONMENT (it cannot be read; both said), ERR_NOMEM.
 */
ERR_CHECKED enum err packageold_find(
    struct kumihan *k, const char *dir, const char *const **out, size_t *n);

#endif
