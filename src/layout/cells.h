/* layout/cells - cells of records as copy. */
#ifndef LAYOUT_CELLS_H
#define LAYOUT_CELLS_H

#include "layout/plan.h"

/* Copy that says TEXT at LOC, with marks of the notes IDS (blank-separated).
 * Errors: ERR_INPUT (unknown notes, said), ERR_NOMEM. */
ERR_CHECKED enum err cells_copy(struct plan *plan, struct loc loc,
    struct str text, struct str ids, struct node **out);

/* The cell in row ROW and column COLUMN of RECORDS. */
const struct cell *cells_at(
    const struct record_set *records, size_t row, size_t column);

/* CELL as copy, shown by FORMAT or as written. */
ERR_CHECKED enum err cells_show(struct plan *plan, const struct cell *cell,
    const char *format, struct node **out);

/* ROOT in STYLE on as few lines as it asks for, and how wide that is. */
ERR_CHECKED enum err cells_natural(struct plan *plan,
    const struct set_style *style, int32_t milli, const struct node *root,
    struct set_flow *flow, emu *width);

/* True when TEXT may be spread letter by letter (均等割り): it has no Latin
 * letters, whose words would come apart. */
bool cells_may_spread(struct str text);

#endif
