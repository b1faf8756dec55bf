/* deliver/combine - the manifests of shards as one, and what is missing.
 */
#ifndef DELIVER_COMBINE_H
#define DELIVER_COMBINE_H

#include "base/diag.h"

struct combined {
    size_t rows;           /* of the list */
    size_t done, failed;   /* rows that a manifest has */
    size_t holes, doubles; /* rows that none has, or several have */
    size_t lost;           /* files that are not there, or of another size */
};

/* Reads all manifests in the N FOLDERS, which must be of one batch, and writes
 * OUT/manifest.csv with their rows in order; files are named as seen from OUT.
 * Holes, doubles and lost files are said in DIAG, the first of each, and
 * counted.  Errors: ERR_INPUT (something is missing or failed, or the manifests
 * do not belong together), ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err combine_folders(struct diag *diag,
    const char *const *folders, size_t n, const char *out,
    struct combined *result);

#endif
