/* config/role - the colours of a job as roles, made once. */
#ifndef CONFIG_ROLE_H
#define CONFIG_ROLE_H

#include "config/job.h"

/* Gives JOB, whose values are checked, its roles; says in DIAG what is wrong
 * with the inks they name.  Errors: ERR_NOMEM only. */
ERR_CHECKED enum err role_collect(
    struct arena *arena, struct diag *diag, struct job *job);

/* The role NAME of JOB, or NULL. */
const struct colour_role *role_find(const struct job *job, struct str name);

/* ROLE as a colour, without a tint. */
struct colour role_colour(const struct colour_role *role);

#endif
