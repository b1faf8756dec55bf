/* layout/frame - grounds, borders and rules of areas and blocks. */
#ifndef LAYOUT_FRAME_H
#define LAYOUT_FRAME_H

#include "layout/plan.h"

/* Paints the ground (keys fill, radius) of the area or block SECTION. */
ERR_CHECKED enum err frame_ground(struct plan *plan,
    const struct section *section, struct page *page, struct box box);

/* The same, changing from `fill` at the left edge to TO at the right. */
ERR_CHECKED enum err frame_blend(struct plan *plan,
    const struct section *section, struct page *page, struct box box,
    struct colour to);

/* Draws the border (keys border, border-width, radius) inside BOX. */
ERR_CHECKED enum err frame_border(struct plan *plan,
    const struct section *section, struct page *page, struct box box);

/* A line of WIDTH; nothing when COLOUR is transparent or WIDTH is 0. */
ERR_CHECKED enum err frame_rule(struct plan *plan, struct page *page,
    struct colour colour, emu width, emu x0, emu y0, emu x1, emu y1,
    struct loc loc);

/* A rectangle in COLOUR; nothing when it is transparent. */
ERR_CHECKED enum err frame_fill(struct plan *plan, struct page *page,
    struct colour colour, struct box box, struct loc loc);

#endif
