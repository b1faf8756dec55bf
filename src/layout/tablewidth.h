/* layout/tablewidth - the widths of a table's columns. */
#ifndef LAYOUT_TABLEWIDTH_H
#define LAYOUT_TABLEWIDTH_H

#include "layout/tableset.h"

/* What a column holds: the widest of its cells. */
struct column_room {
    emu natural;     /* all of it on one line each, with padding */
    emu left, right; /* figures before and behind the point, no marks */
    emu decimals;    /* of `right`, up to the last digit */
    emu hang;        /* of note marks, behind the cells' text */
};

/* Measures the cells of column COLUMN of SET. */
struct column_room tablewidth_measure(
    const struct table_set *set, size_t column);

/* Fills in SET->x from ROOM, one per column.  Errors: ERR_INPUT (the columns
 * are wider than the table, said). */
ERR_CHECKED enum err tablewidth_share(
    struct plan *plan, struct table_set *set, const struct column_room *room);

#endif
