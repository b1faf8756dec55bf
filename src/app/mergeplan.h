/* app/mergeplan - what --merge asks of a batch: checked before its first page,
 * done behind its last.
 */
#ifndef APP_MERGEPLAN_H
#define APP_MERGEPLAN_H

#include "app/args.h"
#include "app/library.h"

/* Says what would keep the editions of K from being merged; nothing without
 * --merge.  Errors: ERR_INPUT, ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err mergeplan_check(
    struct kumihan *k, const struct args *args);

/* Reads the list of a batch that is combined and says which of the columns that
 * are asked for it does not have.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err mergeplan_columns(
    struct kumihan *k, const struct args *args);

/* Says when --merge would write into FOLDER, whose files belong to rows, or
 * where no file can be.  Errors: as above. */
ERR_CHECKED enum err mergeplan_outside(
    struct kumihan *k, const struct args *args, const char *folder);

/* Becomes kumihan-merge for the editions of MANIFEST, of the batch K or of
 * several (then K has no job).  Returns an exit code only when it cannot. */
int mergeplan_go(
    struct kumihan *k, const struct args *args, const char *manifest);

#endif
