/* deliver/scratch - memory for what is looked at one after the other: the lines
 * of a manifest, the rows of a list.
 */
#ifndef DELIVER_SCRATCH_H
#define DELIVER_SCRATCH_H

#include "base/arena.h"
#include "base/err.h"

/* A zeroed one is ready.  scratch_fini gives back what it holds. */
struct scratch {
    struct arena *arena; /* what is taken from it lives until scratch_next */
    size_t used;
};

/* Makes SCRATCH ready for the next line or row.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err scratch_next(struct scratch *scratch);

void scratch_fini(struct scratch *scratch);

#endif
