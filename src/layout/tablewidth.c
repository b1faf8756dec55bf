#include "layout/tablewidth.h"

enum { WRAP_LEAST = 4 }; /* em: a column of text is not made narrower */

DIAG_MESSAGE(too_wide, "layout.table-wide", DIAG_ERROR,
    "表「{1}」の列の合計が枠より {2} mm 広すぎます。列を減らすか、width.* や"
    "文字を小さくしてください",
    "the columns of table \"{1}\" are {2} mm wider than its area; show fewer "
    "columns, or reduce width.* or the type size");

static emu
larger(emu a, emu b)
{
    return a > b ? a : b;
}

static void
measure_cell(const struct cell_set *cell, struct column_room *room)
{
    room->hang = larger(room->hang, cell->full - cell->bare);
    if (cell->number) {
        room->left = larger(room->left, cell->left);
        room->right = larger(room->right, cell->bare - cell->left);
        room->decimals = larger(room->decimals, cell->digits - cell->left);
    }
}

struct column_room
tablewidth_measure(const struct table_set *set, size_t column)
{
    struct column_room room = {0};
    size_t n = set->table->n_columns;
    emu widest = set->head[column].full;
    for (size_t row = 0; row < set->table->records->n_rows; row++)
        measure_cell(&set->cell[row * n + column], &room);
    for (size_t row = 0; row < set->table->records->n_rows; row++) {
        const struct cell_set *cell = &set->cell[row * n + column];
        emu width = cell->full;
        if (cell->number)
            width = room.left + cell->full - cell->left;
        widest = larger(widest, width);
    }
    room.natural = widest + set->padding[SIDE_LEFT] + set->padding[SIDE_RIGHT];
    return room;
}

struct sharing {
    int64_t left;          /* for columns by content and by share */
    int64_t shares;        /* their sum */
    int64_t natural, wrap; /* sums over columns by content: their width, and how
                              much of it wrapping can save */
};

static int64_t
wrap_of(const struct table_set *set, const struct table_column *column,
    const struct column_room *room)
{
    emu em = (emu)unit_scale(set->block->style->size, set->milli, 1000);
    emu least =
        WRAP_LEAST * em + set->padding[SIDE_LEFT] + set->padding[SIDE_RIGHT];
    bool may = column->align != COLUMN_DECIMAL && room->natural > least;
    return may ? room->natural - least : 0;
}

static void
sum_up(const struct table_set *set, const struct column_room *room,
    struct sharing *sum)
{
    *sum = (struct sharing){.left = set->width};
    for (size_t i = 0; i < set->table->n_columns; i++) {
        const struct table_column *column = &set->table->column[i];
        if (column->kind == WIDTH_LENGTH)
            sum->left -= column->value;
        if (column->kind == WIDTH_PERCENT)
            sum->left -= unit_scale(set->width, column->value, 1000);
        if (column->kind == WIDTH_SHARE)
            sum->shares += column->value;
        if (column->kind != WIDTH_AUTO)
            continue;
        sum->natural += room[i].natural;
        sum->wrap += wrap_of(set, column, &room[i]);
    }
}

/* The width of column I.  What is too much is saved where text can wrap; what
 * is left goes to shares, else to the columns by content. */
static int64_t
width_of(const struct table_set *set, const struct column_room *room, size_t i,
    const struct sharing *sum)
{
    const struct table_column *column = &set->table->column[i];
    int64_t spare = sum->left - sum->natural;
    if (column->kind == WIDTH_LENGTH)
        return column->value;
    if (column->kind == WIDTH_PERCENT)
        return unit_scale(set->width, column->value, 1000);
    if (column->kind == WIDTH_SHARE)
        return spare > 0 ? spare * column->value / sum->shares : 0;
    if (spare < 0)
        return room[i].natural -
               unit_scale(wrap_of(set, column, &room[i]), -spare, sum->wrap);
    if (sum->shares > 0)
        return room[i].natural;
    return room[i].natural +
           (sum->natural > 0 ? spare * room[i].natural / sum->natural : 0);
}

enum err
tablewidth_share(
    struct plan *plan, struct table_set *set, const struct column_room *room)
{
    const struct section *s = set->block->section;
    struct sharing sum;
    sum_up(set, room, &sum);
    int64_t over = sum.natural - sum.wrap - sum.left;
    if (over == 0 && sum.shares > 0)
        over = 1;
    if (over > 0)
        return DIAG(plan->diag, s->loc, &too_wide, s->name,
            plan_over(plan->diag, over));
    int64_t x = 0;
    for (size_t i = 0; i < set->table->n_columns; i++) {
        set->x[i] = (emu)x;
        x += width_of(set, room, i, &sum);
    }
    /* Dividing leaves less than an emu a column. */
    if (x > set->width - (int64_t)set->table->n_columns)
        x = set->width;
    set->x[set->table->n_columns] = (emu)x;
    return ERR_OK;
}
