/* Blocks of type table: what the cells say. */
#include "layout/table.h"

#include <string.h>

#include "layout/cells.h"
#include "layout/tablecolumn.h"
#include "layout/tableset.h"
#include "layout/types.h"

DIAG_MESSAGE(bad_highlight, "layout.highlight", DIAG_ERROR,
    "目立たせる行「{1}」が読めません。highlight = 列 = '値' と書いてください",
    "cannot read the row to highlight \"{1}\"; write highlight = COLUMN = "
    "'VALUE'");
DIAG_MESSAGE(no_highlight, "layout.highlight-none", DIAG_ERROR,
    "「{1}」に当てはまる行がありません。値を確かめてください",
    "no row matches \"{1}\"; check the value");

const struct table_cell *
table_at(const struct table *table, size_t row, size_t column)
{
    return &table->cell[row * table->n_columns + column];
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Where the point of the number TEXT stands, and the end of its digits. */
static void
find_point(struct str text, size_t *point, size_t *end)
{
    size_t at = 0;
    while (at < text.n && !is_digit(text.p[at]))
        at++;
    while (at < text.n && (is_digit(text.p[at]) || text.p[at] == ','))
        at++;
    *point = *end = at;
    if (at + 1 >= text.n || text.p[at] != '.' || !is_digit(text.p[at + 1]))
        return;
    for (at++; at < text.n && is_digit(text.p[at]);)
        at++;
    *end = at;
}

static enum err
read_number(
    struct plan *plan, struct loc loc, struct str text, struct table_cell *out)
{
    size_t point, end;
    find_point(text, &point, &end);
    enum err err =
        cells_copy(plan, loc, (struct str){text.p, point}, STR(""), &out->left);
    if (err != ERR_OK)
        return err;
    return cells_copy(
        plan, loc, (struct str){text.p, end}, STR(""), &out->digits);
}

static enum err
read_cell(struct plan *plan, struct block *block, const struct table *table,
    size_t row, const struct table_column *column, struct table_cell *out)
{
    const struct cell *cell = cells_at(table->records, row, column->index);
    struct str text, ids = STR("");
    enum err err =
        cell_show(plan->arena, plan->diag, cell, column->format, &text);
    if (err != ERR_OK)
        return err;
    if (column->note != SIZE_MAX)
        ids = str_of(cells_at(table->records, row, column->note)->text);
    err = cells_copy(plan, cell->loc, text, ids, &out->copy);
    if (err == ERR_OK)
        err = cells_copy(plan, cell->loc, text, STR(""), &out->bare);
    if (err == ERR_OK && cell->kind == CELL_NUMBER &&
        column->align == COLUMN_DECIMAL)
        err = read_number(plan, cell->loc, text, out);
    return err == ERR_OK ? block_add_tree(plan, block, out->copy) : err;
}

static enum err
read_cells(struct plan *plan, struct block *block, struct table *table)
{
    size_t rows = table->records->n_rows;
    enum err worst = ERR_OK;
    size_t n = rows * table->n_columns;
    table->cell = arena_array(plan->arena, n, sizeof *table->cell);
    if (table->cell == NULL)
        return ERR_NOMEM;
    for (size_t row = 0; row < rows; row++)
        for (size_t c = 0; c < table->n_columns; c++)
            worst = plan_worse(
                worst, read_cell(plan, block, table, row, &table->column[c],
                           &table->cell[row * table->n_columns + c]));
    return worst;
}

static struct str
unquote(struct str s)
{
    if (s.n >= 2 && s.p[0] == '\'' && s.p[s.n - 1] == '\'')
        return (struct str){s.p + 1, s.n - 2};
    return s;
}

static enum err
read_highlight(
    struct plan *plan, const struct block *block, struct table *table)
{
    const struct section *s = block->section;
    size_t rows = table->records->n_rows, column;
    table->highlight = arena_array(plan->arena, rows, sizeof(bool));
    if (table->highlight == NULL)
        return ERR_NOMEM;
    if (!section_has(s, "highlight"))
        return ERR_OK;
    struct loc loc = section_loc(s, "highlight");
    const char *text = section_text(s, "highlight");
    struct str value, name = str_trim(str_cut(str_of(text), '=', &value));
    if (value.p == NULL || name.n == 0)
        return DIAG(plan->diag, loc, &bad_highlight, text);
    const char *copy = arena_strndup(plan->arena, name.p, name.n);
    if (copy == NULL)
        return ERR_NOMEM;
    enum err err =
        block_column(plan, block, loc, table->records, copy, &column);
    bool any = false;
    value = unquote(str_trim(value));
    for (size_t row = 0; row < rows && err == ERR_OK; row++) {
        const struct cell *cell = cells_at(table->records, row, column);
        table->highlight[row] = str_equal(str_of(cell->text), value);
        any = any || table->highlight[row];
    }
    if (err == ERR_OK && !any)
        err = DIAG(plan->diag, loc, &no_highlight, text);
    return err;
}

static enum err
read_table(struct plan *plan, struct block *block)
{
    struct table *table = arena_alloc(plan->arena, sizeof *table);
    if (table == NULL)
        return ERR_NOMEM;
    block->content = table;
    enum err worst = block_rows(plan, block, &table->records);
    if (worst != ERR_OK)
        return worst;
    worst = block_copy(plan, block, "caption", &table->caption);
    worst = plan_worse(worst, block_copy(plan, block, "unit", &table->unit));
    enum err columns = tablecolumn_read(plan, block, table);
    if (columns != ERR_OK)
        return plan_worse(worst, columns);
    worst = plan_worse(worst, read_cells(plan, block, table));
    return plan_worse(worst, read_highlight(plan, block, table));
}

const struct block_type table_type = {.name = "table",
    .style = "table",
    .read = read_table,
    .build = tableset_build};
