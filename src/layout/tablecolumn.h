/* layout/tablecolumn - the columns of a table, as the job describes them. */
#ifndef LAYOUT_TABLECOLUMN_H
#define LAYOUT_TABLECOLUMN_H

#include "layout/table.h"

/* Reads TABLE's columns from the keys of BLOCK; TABLE->records is set.
 * Errors: ERR_INPUT (unknown columns, bad widths; said), ERR_NOMEM. */
ERR_CHECKED enum err tablecolumn_read(
    struct plan *plan, struct block *block, struct table *table);

#endif
