/* base/out - an output file that appears whole or not at all.
 *
 * Bytes go to a new file beside the target; out_commit syncs it and renames
 * it over the target.  Until then an older target stays as it was.
 */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include <stddef.h>

#include "base/diag.h"

struct out;

/* Opens the file that will become PATH.  On ERR_OK the caller ends *OUT with
 * out_commit or out_abandon.  Otherwise *OUT is NULL.
 * Errors: ERR_ENVIRONMENT (said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err out_open(
    struct diag *diag, const char *path, struct out **out);

/* Appends N bytes.  The first failure is said in DIAG and sticks: later calls
 * return it again and write nothing. */
ERR_CHECKED enum err out_write(
    struct diag *diag, struct out *out, const void *p, size_t n);

/* Syncs, closes and renames; frees OUT.  On any error (said in DIAG,
 * ERR_ENVIRONMENT; ERR_NOMEM) the target is as it was and nothing is left
 * beside it, with one exception: when the rename cannot be made durable, the
 * new file is in place and base.not-synced says so (ERR_ENVIRONMENT). */
ERR_CHECKED enum err out_commit(struct diag *diag, struct out *out);

/* Takes everything back and frees OUT; NULL is allowed. */
void out_abandon(struct out *out);

/* All three in one: PATH holds exactly the N bytes at P, or is as it was (or
 * base.not-synced is said). */
ERR_CHECKED enum err out_file(
    struct diag *diag, const char *path, const void *p, size_t n);

#endif
