/* layout/tableset - a table set to a width: columns, cells, rows. */
#ifndef LAYOUT_TABLESET_H
#define LAYOUT_TABLESET_H

#include "layout/table.h"

/* A cell at its place in its row. */
struct cell_set {
    struct set_flow flow;
    emu x;                        /* from the table's left edge */
    emu full, bare, left, digits; /* natural widths, see struct table_cell */
    bool number;
};

enum row_kind { ROW_HEAD, ROW_BODY };

struct table_set {
    const struct block *block;
    const struct table *table;
    int32_t milli;
    emu width;
    emu padding[4];
    emu *x; /* left edges of the columns, and the right edge of the last */
    struct cell_set *head; /* by column */
    struct cell_set *cell; /* row by row */
    struct set_flow caption, unit;
    emu unit_width;
};

/* The table that is BLOCK's content as units: the line of caption and unit, the
 * head, the rows.  A table that does not fit WIDTH is an error that says by how
 * much.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err tableset_build(struct plan *plan,
    const struct block *block, emu width, int32_t milli, struct strips *out);

#endif
