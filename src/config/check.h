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
    bool open;        /* values with places for fields wait for job_bind */
    bool refers;      /* a value that was checked names sections */
    size_t before;    /* errors in `diag` when the check began */
};

/* Gives every section of CHECK->job its type and every entry its spec, path and
 * ref, and says every fault.  `partial`: parts of the job could not be read, so
 * that nothing is called missing or unknown that may stand there.
 * Errors: ERR_NOMEM only. */
ERR_CHECKED enum err check_job(struct check *check);

/* Fills CHECK->place, once: for what looks up sections.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err check_places(struct check *check);

/* Checks the key of ENTRY of SECTION: its spec is NULL when it was said that
 * there is none.  Errors: ERR_NOMEM only. */
ERR_CHECKED enum err check_key(
    struct check *check, const struct section *section, struct entry *entry);

/* Checks ENTRY of SECTION: its key, then its value. */
ERR_CHECKED enum err check_entry(
    struct check *check, const struct section *section, struct entry *entry);

/* Does ENTRY, whose spec is known, have places that a row's fields are put into?
 * Copy and conditions keep theirs, SQL has parameters; a type is known before
 * all rows. */
bool check_is_filled(const struct entry *entry);

/* Says where references of sections to sections of their kind go round.
 * Errors: ERR_NOMEM only. */
ERR_CHECKED enum err check_circles(struct check *check);

/* Checks the value of ENTRY, whose spec is known, by its type. */
ERR_CHECKED enum err check_value(struct check *check, struct entry *entry);

/* The section of one of KINDS ("a|b") that is called NAME, or NULL; among
 * CHECK->place. */
struct section *check_find(
    const struct check *check, const char *kinds, struct str name);

/* Gives every style of JOB the one it is based on.  (Where that goes round the
 * job has an error, and nobody asks its keys.) */
void section_find_bases(struct job *job);

#endif
