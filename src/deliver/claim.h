/* deliver/claim - what batch a folder is of, as `manifest.ini` says.
 */
#ifndef DELIVER_CLAIM_H
#define DELIVER_CLAIM_H

#include "base/arena.h"
#include "base/diag.h"

struct claim {
    size_t rows, shard, shards; /* from 1 */
    const char *name, *key;
    const char *input; /* hash of job and list */
    const char *list;  /* hash of the list's text that all rows are done of;
                          "": not all of them are done */
    bool combined;     /* of others, shards: there is no going on with it */
};

/* Is NAME that of a manifest, of a whole batch or of a shard? */
bool claim_is_manifest(const char *name);

/* The claim's path beside MANIFEST; NULL: no memory. */
const char *claim_path(struct arena *arena, const char *manifest);

/* Reads the claim PATH.  Errors: ERR_INPUT (it cannot be read, or does not say
 * what a claim says), ERR_NOMEM. */
ERR_CHECKED enum err claim_read(struct arena *arena, struct diag *diag,
    const char *path, struct claim *out);

/* Writes CLAIM to PATH.  Errors: ERR_ENVIRONMENT (said), ERR_NOMEM. */
ERR_CHECKED enum err claim_save(
    struct diag *diag, const char *path, const struct claim *claim);

#endif
