#include "deliver/scratch.h"

enum err
scratch_next(struct scratch *scratch)
{
    enum { PER_ARENA = 1000 }; /* a new arena costs more than a row */
    if (scratch->arena != NULL && ++scratch->used % PER_ARENA != 0)
        return ERR_OK;
    arena_free(scratch->arena);
    scratch->arena = arena_new();
    return scratch->arena == NULL ? ERR_NOMEM : ERR_OK;
}

void
scratch_fini(struct scratch *scratch)
{
    arena_free(scratch->arena);
    scratch->arena = NULL;
}
