/* layout/pour - units into a column, strips into balanced columns. */
#ifndef LAYOUT_POUR_H
#define LAYOUT_POUR_H

#include "layout/plan.h"

/* What is left of a column.  emu from the page's top left corner. */
struct column {
    emu x, limit;      /* left and lower edge */
    int64_t y;         /* how far it is filled */
    emu after;         /* space behind what was placed last */
    bool fresh;        /* nothing was placed: space before is dropped */
    emu pitch, origin; /* grid of base lines: ORIGIN + n * PITCH; PITCH 0: none
                        */
};

enum { FOLLOW_MAX = 4 };

/* What stands behind a strip whose last unit is glued to it. */
struct follow {
    struct {
        const struct strip *strip;
        emu space; /* before it */
    } next[FOLLOW_MAX];
    size_t n;
};

/* Places units of strip STRIP of LAID from *UNIT on, until all are placed
 * (*DONE) or the next does not fit.  Units that are glued stay together unless
 * even a fresh column is too small for them; FOLLOW (may be NULL) is what the
 * last one is glued to.  Appends to OUT; NULL: nothing is placed, only
 * COLUMN filled.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err pour_strip(struct plan *plan, struct laid *laid,
    size_t strip, size_t *unit, const struct follow *follow,
    struct column *column, struct places *out, bool *done);

/* Pours all of LAID into COLUMN.  *DONE as above. */
ERR_CHECKED enum err pour_all(struct plan *plan, struct laid *laid,
    struct column *column, struct places *out, bool *done);

/* The unit that stands at PLACE. */
const struct unit *pour_unit(const struct place *place);

#endif
