/* layout/boxed - a block with a ground, a border or padding: one unit. */
#ifndef LAYOUT_BOXED_H
#define LAYOUT_BOXED_H

#include "layout/plan.h"

/* Makes the strips of LAID, set to BLOCK's width without its padding, one strip
 * of one unit that draws the frame and then them.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err boxed_wrap(
    struct plan *plan, const struct block *block, struct laid *laid);

#endif
