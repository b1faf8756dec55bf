/* layout/table - a table as the job describes it, before any size. */
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "layout/block.h"

enum table_align { COLUMN_START, COLUMN_CENTRE, COLUMN_END, COLUMN_DECIMAL };

enum table_width {
    WIDTH_AUTO,    /* by content */
    WIDTH_LENGTH,  /* value: emu */
    WIDTH_PERCENT, /* value: 1/1000 of the table */
    WIDTH_SHARE    /* value: shares of what is left */
};

struct table_column {
    const char *name;
    size_t index; /* in the records */
    enum table_align align;
    enum table_width kind;
    int64_t value;
    const char *format; /* or NULL */
    size_t note;        /* column of note ids; SIZE_MAX: none */
    struct node *head;
    const struct set_style *style; /* of its cells */
    struct loc loc;
};

struct table_cell {
    struct node *copy;   /* with the marks of its notes */
    struct node *bare;   /* without */
    struct node *left;   /* a number up to its point; NULL: no number */
    struct node *digits; /* a number up to its last digit */
};

struct table {
    const struct record_set *records;
    struct table_column *column;
    size_t n_columns;
    struct table_cell *cell;     /* row by row */
    bool *highlight;             /* by row */
    struct node *caption, *unit; /* or NULL */
};

/* The cell in row ROW, column COLUMN. */
const struct table_cell *table_at(
    const struct table *table, size_t row, size_t column);

#endif
