/* layout/band - areas with `around`: painted behind others, not in the grid. */
#ifndef LAYOUT_BAND_H
#define LAYOUT_BAND_H

#include "layout/plan.h"

/* True when the [area] section S has `around`: it is a band. */
bool band_is(const struct section *s);

/* Makes PLAN's bands from the [area] sections; its areas are read.
 * Errors: ERR_INPUT (all are said), ERR_NOMEM. */
ERR_CHECKED enum err band_read(struct plan *plan);

/* Paints the bands of SHEET on PAGE. */
ERR_CHECKED enum err band_draw(
    struct plan *plan, const struct sheet *sheet, struct page *page);

#endif
