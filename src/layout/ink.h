/* layout/ink - sheets become pages. */
#ifndef LAYOUT_INK_H
#define LAYOUT_INK_H

#include "layout/plan.h"

/* Puts every place of PLACES on PAGE, in order. */
ERR_CHECKED enum err ink_places(
    struct plan *plan, struct page *page, const struct places *places);

/* Appends a page per sheet to the document.  The reading order of a page is
 * the order of its blocks in the job.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err ink_sheets(struct plan *plan);

#endif
