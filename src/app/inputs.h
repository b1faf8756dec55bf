/* app/inputs - the files that a job is made of, walked in one way for all who
 * name or hash them.
 */
#ifndef APP_INPUTS_H
#define APP_INPUTS_H

#include "app/library.h"

/* Which sections are looked at. */
enum inputs_of {
    INPUTS_ALL,
    INPUTS_FIXED, /* those that no row changes */
    INPUTS_BY_ROW /* those that a row changes */
};

/* Gives VISIT the path, which is borrowed, of each dictionary by which styles
 * of JOB divide words; one may come twice.  Errors: those of VISIT, which end
 * it. */
ERR_CHECKED enum err inputs_dictionaries(const struct job *job,
    enum inputs_of which, enum err (*visit)(void *self, const char *path),
    void *self);

/* Gives VISIT each face that a KEY of the fonts of K's job names; one may come
 * twice.  What cannot be had is said as always and passed over.
 * Errors: the first of those at the end (ERR_INPUT, ERR_ENVIRONMENT);
 * ERR_NOMEM; those of VISIT, which end it. */
ERR_CHECKED enum err inputs_faces(struct arena *scratch, struct kumihan *k,
    enum inputs_of which,
    enum err (*visit)(void *self, const char *key, const struct face *face),
    void *self);

#endif
