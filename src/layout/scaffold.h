/* layout/scaffold - tells where everything on a sheet stands. */
#ifndef LAYOUT_SCAFFOLD_H
#define LAYOUT_SCAFFOLD_H

#include "layout/plan.h"

/* Gives PAGE, the page of SHEET, its grid and areas.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err scaffold_begin(
    struct plan *plan, const struct sheet *sheet, struct page *page);

/* PLACE made the items of PAGE from FIRST on; so far the last of the page.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err scaffold_place(struct plan *plan, struct page *page,
    const struct place *place, size_t first);

#endif
