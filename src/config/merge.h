/* config/merge - the files of a job become one row of sections. */
#ifndef CONFIG_MERGE_H
#define CONFIG_MERGE_H

#include "base/map.h"
#include "config/ini.h"
#include "config/job.h"

struct merge {
    struct arena *arena, *scratch; /* what is below lives in scratch */
    struct diag *diag;
    const struct key_table *table;
    struct section *section; /* in order of first appearance */
    size_t *cap;             /* entries allocated, beside `section` */
    size_t n, cap_sections, cap_caps;
    size_t items;    /* sections and keys so far */
    struct map seen; /* folded "kind name" to index */
    struct map keys; /* section index and folded key to the entry's index */
    bool partial;    /* a file was left out, which was said */
};

/* Adds the items of INI; later values win over those of files added before.
 * Faults (names that differ only in capitals) are said in DIAG.
 * Errors: ERR_NOMEM only. */
ERR_CHECKED enum err merge_ini(struct merge *merge, const struct ini *ini);

/* Applies the change SET, "kind name:key=value"; the section must exist, but
 * for [document] and what SET makes.  Faults are said in DIAG.
 * Errors: ERR_NOMEM only. */
ERR_CHECKED enum err merge_set(struct merge *merge, const struct job_set *set);

/* Gives JOB the sections of MERGE, owned by its arena.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err merge_take(const struct merge *merge, struct job *job);

/* The value of KEY that a change in SET gives to [document], or NULL; owned
 * by ARENA.  A change that cannot be read is left to merge_set. */
const char *merge_set_document(
    struct arena *arena, const struct job_set *set, size_t n, const char *key);

#endif
