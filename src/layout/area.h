/* layout/area - the areas of all pages, their chains, and what they look like.
 */
#ifndef LAYOUT_AREA_H
#define LAYOUT_AREA_H

#include "layout/plan.h"

/* Makes PLAN's areas from the grids of its pages and the [area] sections.
 * Errors: ERR_INPUT (an area on no page or twice, a bad `next` or `around`; all
 * are said), ERR_NOMEM. */
ERR_CHECKED enum err area_read(struct plan *plan);

/* The area NAME, or NULL. */
struct area *area_find(const struct plan *plan, const char *name);

/* Says at LOC that no page has the area NAME, with the nearest name, or that
 * NAME is a band, which holds nothing. */
enum err area_say_unknown(struct plan *plan, struct loc loc, const char *name);

/* How long the lines of AREA are: its width inside the padding, its height
 * where it is vertical. */
emu area_measure(const struct area *area);

/* The place that a stream fills in AREA, whose inside is BOX: BOX itself, or as
 * wide as that is high. */
struct box area_logical(const struct area *area, struct box box);

/* The inside of AREA whose rectangle is BOX. */
struct box area_inside(const struct area *area, struct box box);

/* Paints AREA's ground, border and rules into BOX, its rectangle on PAGE. */
ERR_CHECKED enum err area_draw(struct plan *plan, const struct area *area,
    struct page *page, struct box box);

/* The same for any [area] SECTION on a page of GRID. */
ERR_CHECKED enum err area_paint(struct plan *plan,
    const struct section *section, const struct grid *grid, struct page *page,
    struct box box);

#endif
