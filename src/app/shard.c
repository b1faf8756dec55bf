#include "app/shard.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

/* The number in the environment variable NAME; false: there is none. */
static bool
number(const char *name, int *out)
{
    const char *text = getenv(name);
    return text != NULL && str_integer(str_of(text), out);
}

/* The index from 1 that the environment gives, and the name of its variable;
 * *COUNT is how many there are, 0: not told. */
static const char *
from_environment(int *index, int *count)
{
    int id, least = 1, step = 1;
    *count = 0;
    if (number("SLURM_ARRAY_TASK_ID", &id)) {
        (void)number("SLURM_ARRAY_TASK_MIN", &least);
        (void)number("SLURM_ARRAY_TASK_STEP", &step);
        (void)number("SLURM_ARRAY_TASK_COUNT", count);
        *index = step < 1 ? 0 : (id - least) / step + 1;
        return "SLURM_ARRAY_TASK_ID";
    }
    if (!number("JOB_COMPLETION_INDEX", &id))
        return NULL;
    *index = id + 1;
    return "JOB_COMPLETION_INDEX";
}

static int
fault(const struct args *args, const char *ja, const char *en)
{
    fprintf(stderr, "kumihan: --shard: %s\n", args_text(args, ja, en));
    return KUMIHAN_USAGE;
}

int
shard_find(const struct args *args, size_t *i, size_t *n)
{
    int index = 0, count = 0;
    *i = *n = 1;
    if (args->shard > 0) {
        *i = (size_t)args->shard;
        *n = (size_t)args->shards;
        return KUMIHAN_OK;
    }
    const char *name = from_environment(&index, &count);
    if (name == NULL && args->shards == 0)
        return KUMIHAN_OK;
    if (name == NULL)
        return fault(args,
            "番号がありません。I/N と書くか、SLURM_ARRAY_TASK_ID か "
            "JOB_COMPLETION_INDEX のある所で動かしてください",
            "no index; write I/N, or run it where SLURM_ARRAY_TASK_ID or "
            "JOB_COMPLETION_INDEX is set");
    if (args->shards > 0)
        count = args->shards;
    if (count == 0)
        return fault(args, "全部でいくつかを /N と書いてください",
            "say how many shards there are, as /N");
    if (index < 1 || index > count)
        return fault(args, "環境の番号が範囲の外です",
            "the index in the environment is out of range");
    *i = (size_t)index;
    *n = (size_t)count;
    fprintf(stderr, "kumihan: shard %d/%d (%s)\n", index, count, name);
    return KUMIHAN_OK;
}
