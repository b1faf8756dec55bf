/* merge/merge - one PDF of many editions, in their order (docs/decisions/0018).
 *
 * Each edition is a record of the file; what they have in common is in it once.
 * Memory does not grow with their number, but for ten bytes each.
 */
#ifndef MERGE_MERGE_H
#define MERGE_MERGE_H

#include "base/diag.h"
#include "merge/records.h"

struct merge;

struct merge_tally {
    size_t editions, pages;
    uint64_t bytes; /* of the file, once it is whole */
};

/* Begins the file that will become PATH, with the title TITLE (UTF-8).  On
 * ERR_OK the caller ends *OUT with merge_end or merge_abandon; otherwise it is
 * NULL.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err merge_begin(
    struct diag *diag, const char *path, const char *title, struct merge **out);

/* Appends the edition PDF, which messages call FILE, as RECORD.
 * Errors: ERR_INPUT (it cannot be read, is encrypted, of PDF/X-1a, for another
 * printing condition than the first; said in DIAG), ERR_ENVIRONMENT (the file
 * cannot be written; said), ERR_NOMEM. */
ERR_CHECKED enum err merge_add(struct merge *merge, const char *file,
    struct str pdf, const struct record *record);

/* Ends the file, of one edition at least; frees MERGE, in any case.
 * Errors: ERR_ENVIRONMENT (said), ERR_NOMEM. */
ERR_CHECKED enum err merge_end(struct merge *merge, struct merge_tally *tally);

/* Leaves nothing; NULL is allowed. */
void merge_abandon(struct merge *merge);

#endif
