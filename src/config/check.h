/* config/check - a merged job against the registry. */
#ifndef CONFIG_CHECK_H
#define CONFIG_CHECK_H

#include "base/map.h"
#include "config/hint.h"

/* What the files that check share. */
struct check {
    struct arena *arena, *scratch; /* scratch: as long as the check */
    struct diag *diag;
    struct job *job;
    struct map place; /* "kind name" to the section's index */
    bool partial;     /* some input was unreadable: absence proves nothing */
    size_t before;    /* errors in `diag` when the check began */
};

/* Gives every section its type and every entry its spec, path and ref, and
 * says every fault in DIAG.  PARTIAL: parts of the job could not be read, so
 * that nothing is called missing or unknown that may stand there.
 * Errors: ERR_NOMEM only. */
ERR_CHECKED enum err check_job(struct arena *arena, struct arena *scratch,
    struct diag *diag, struct job *job, bool partial);

/* Checks the value of ENTRY, whose spec is known, by its type. */
ERR_CHECKED enum err check_value(struct check *check, struct entry *entry);

/* The section of one of KINDS ("a|b") that is called NAME, or NULL. */
struct section *check_find(
    const struct check *check, const char *kinds, struct str name);

/* Gives every style of JOB the one it is based on.  (Where that goes round the
 * job has an error, and nobody asks its keys.) */
void section_find_bases(struct job *job);

#endif
