/* base/trouble - the result of a fault of the surroundings: a printer, a
 * disk, a network. */
#ifndef BASE_TROUBLE_H
#define BASE_TROUBLE_H

#include "base/err.h"

/* SAID is what DIAG gave: memory may have run out while saying it. */
static inline enum err
trouble(enum err said)
{
    return said == ERR_NOMEM ? ERR_NOMEM : ERR_ENVIRONMENT;
}

#endif
