/* layout/redraw - drawing again what an edition that all share has drawn
 * already: a unit of a block that does not vary, at the same place.
 *
 * What was added to the page is added again (page/recorder.h); what the unit
 * works out to draw itself is not.
 */
#ifndef LAYOUT_REDRAW_H
#define LAYOUT_REDRAW_H

#include "layout/plan.h"

struct redraw;

/* Records from now on what PLAN, a plan to be shared, draws.  False: no memory.
 */
bool redraw_record(struct plan *plan);

/* PLAN draws with what SHARED recorded (nothing when it did not).
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err redraw_begin(struct plan *plan, const struct plan *shared);

/* Makes room on PAGE for what is drawn on it.  False: no memory. */
bool redraw_reserve(const struct plan *plan, struct page *page);

/* Draws the unit of PLACE on PAGE: again, or anew.  Errors: as of its draw. */
ERR_CHECKED enum err redraw_unit(
    struct plan *plan, struct page *page, const struct place *place);

#endif
