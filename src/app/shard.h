/* app/shard - which rows of a list this process is to make.
 */
#ifndef APP_SHARD_H
#define APP_SHARD_H

#include "app/args.h"

/* Shard *I of *N: as --shard says, else as the environment does: an array task
 * of Slurm (SLURM_ARRAY_TASK_ID, _COUNT, _MIN, _STEP), or an indexed Job of
 * Kubernetes (JOB_COMPLETION_INDEX, from 0), which does not tell N: that is
 * --shard /N.  1 of 1 otherwise.  What the environment decided is said on
 * stderr; what it lacks, too: KUMIHAN_USAGE. */
int shard_find(const struct args *args, size_t *i, size_t *n);

#endif
