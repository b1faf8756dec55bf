/* layout/settle - what is done with the height that an area has left. */
#ifndef LAYOUT_SETTLE_H
#define LAYOUT_SETTLE_H

#include "layout/plan.h"

/* Gives SPARE height to the units from place FIRST on that can use it, in even
 * shares, and moves down what stands below them.  Returns what nobody used. */
emu settle_stretch(struct places *places, size_t first, emu spare);

/* Moves what stands in AREA from place FIRST on as its `valign` says. */
void settle_align(
    const struct area *area, struct places *places, size_t first, emu spare);

#endif
