/* app/pressdata - the data that go with a press release. */
#ifndef APP_PRESSDATA_H
#define APP_PRESSDATA_H

#include "app/library.h"

/* What `data` of [press] names, or every source without it: *N names of sources
 * and record sets.  NULL: no memory (*N is 0 then). */
const char **pressdata_names(struct kumihan *k, size_t *n);

/* The records NAME as a CSV for newsrooms: UTF-8 with a byte order mark, lines
 * ended by CR LF, numbers in ASCII without commas, `-` before negative ones,
 * `%` where the source has it; signs of the statistics (… x) and marks (p r *)
 * as they are.  Text that a spreadsheet would take for a formula is warned of.
 * Errors: ERR_NOMEM, ERR_INTERNAL (there are no such records). */
ERR_CHECKED enum err pressdata_csv(
    struct kumihan *k, const char *name, struct buf *out);

/* Says values that OTHER, the job PATH that is attached at LOC, shows otherwise
 * than K.  Errors: ERR_INPUT (there are such), ERR_NOMEM. */
ERR_CHECKED enum err pressdata_compare(struct kumihan *k, struct loc loc,
    const char *path, const struct kumihan *other);

#endif
