/* deliver/combine - the manifests of shards as one, and what is missing.
 */
#ifndef DELIVER_COMBINE_H
#define DELIVER_COMBINE_H

#include "base/diag.h"

struct combined {
    size_t rows;           /* of the list */
    size_t done, failed;   /* rows that a manifest has */
    size_t holes, doubles; /* rows that none has, or several have */
    size_t lost;           /* files that are not there, or not as they were */
};

struct combine_options {
    const char *out; /* the folder of the whole; it is there */
    /* Told before each ROW, which is looked at next. */
    void (*tell)(void *self, size_t row, const struct combined *so_far);
    void *self;
    const volatile int *stop; /* not 0: leave off, nothing is written */
};

/* Reads all manifests in the N FOLDERS, which must be of one batch, and writes
 * `manifest.csv` and its claim into OPTIONS' folder, the rows in order; files
 * are named as seen from there, and all of them are hashed.  Holes, doubles and
 * lost files are said in DIAG, the first of each, and counted; a torn line is a
 * hole. Errors: ERR_INPUT (something is missing or failed, or the manifests do
 * not belong together), ERR_ENVIRONMENT (also when it was stopped), ERR_NOMEM.
 */
ERR_CHECKED enum err combine_folders(struct diag *diag,
    const char *const *folders, size_t n, const struct combine_options *options,
    struct combined *result);

#endif
