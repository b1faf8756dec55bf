/* layout/offpage - text that no reader would see. */
#ifndef LAYOUT_OFFPAGE_H
#define LAYOUT_OFFPAGE_H

#include "layout/plan.h"

/* Says every text of PAGE that stands outside it, whole or in part, each line
 * once.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err offpage_check(struct plan *plan, const struct page *page);

#endif
