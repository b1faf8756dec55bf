/* layout/fill - all streams into all pages. */
#ifndef LAYOUT_FILL_H
#define LAYOUT_FILL_H

#include "layout/plan.h"

/* Gives every unit of PLAN its place: PLAN->first is the list of sheets.  What
 * does not fit is made smaller as far as its blocks allow; what then does not
 * fit is said, all of it.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err fill_plan(struct plan *plan);

#endif
