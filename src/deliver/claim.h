/* deliver/claim - what batch a folder is of, as `manifest.ini` says.
 */
#ifndef DELIVER_CLAIM_H
#define DELIVER_CLAIM_H

#include "base/arena.h"
#include "base/diag.h"

struct claim {
    size_t rows, shard, shards; /* 0: not said */
    const char *name, *key;
    const char *input; /* hash of job and list */
};

/* Is NAME that of a manifest, of a whole batch or of a shard? */
bool claim_is_manifest(const char *name);

/* The claim's path beside MANIFEST, which ends in .csv; NULL: no memory. */
const char *claim_path(struct arena *arena, const char *manifest);

/* Reads the claim PATH; what it does not say is 0 or "".  Errors: ERR_INPUT
 * (it cannot be read), ERR_NOMEM. */
ERR_CHECKED enum err claim_read(struct arena *arena, struct diag *diag,
    const char *path, struct claim *out);

#endif
