/* Where a figure comes from, as an indented list. */
#include <string.h>

#include "data/cell.h"
#include "data/model.h"

void
trace_formula(const struct figure *figure, struct buf *out)
{
    const struct cell *cell = &figure->cell;
    buf_text(out, figure->formula == NULL ? "" : figure->formula);
    if (cell->kind != CELL_NUMBER || figure->formula == cell->text)
        return;
    buf_text(out, " = ");
    if (cell->number.den != 1 && cell->number.decimals < 0) {
        buf_int(out, cell->number.num);
        buf_byte(out, '/');
        buf_int(out, cell->number.den);
    } else {
        buf_text(out, cell->text);
    }
}

static void
put_loc(struct loc loc, struct buf *out)
{
    if (loc.file == NULL)
        return;
    buf_text(out, "  [");
    buf_text(out, loc.file);
    if (loc.line > 0)
        buf_printf(out, ":%d", (int)loc.line);
    if (loc.line > 0 && loc.col > 0)
        buf_printf(out, ":%d", (int)loc.col);
    buf_byte(out, ']');
}

static bool
is_figure(const struct dataset *ds, const struct node *node)
{
    for (size_t i = 0; i < ds->n_figures; i++)
        if (&ds->figure[i].node == node)
            return true;
    return false;
}

static void
put_figure(
    const struct dataset *ds, const struct figure *figure, struct buf *out)
{
    buf_text(out, figure->node.name);
    buf_text(out, " = ");
    figure_put(ds, figure, out);
    buf_text(out, "  ");
    trace_formula(figure, out);
    put_loc(figure->cell.loc, out);
    buf_byte(out, '\n');
}

static void
put_table(const struct table *table, struct buf *out)
{
    const struct section *section = table->node.section;
    const char *sql = table->is_source ? NULL : section_text(section, "sql");
    buf_printf(out, "[%s %s]", section->kind, table->node.name);
    if (sql != NULL)
        buf_text(out, "  ");
    if (sql != NULL)
        buf_text(out, sql);
    if (table->is_source)
        put_loc((struct loc){section_file(section, "file"), 0, 0}, out);
    else
        put_loc(section->loc, out);
    buf_byte(out, '\n');
}

/* The source of a figure that is one of its cells: the cell's own place says
 * more. */
static bool
is_told(
    const struct dataset *ds, const struct node *user, const struct node *node)
{
    if (is_figure(ds, node) || !is_figure(ds, user))
        return false;
    const struct figure *figure = (const struct figure *)(const void *)user;
    const struct table *table = (const struct table *)(const void *)node;
    return table->is_source && table->set.n_rows > 0 &&
           table->set.n_columns > 0 &&
           figure->cell.loc.file == table->set.cell[0].loc.file;
}

/* NODE and, one step further in, what it needed.  Depth is bounded by
 * dataset.c; what was listed once is not taken apart again. */
static void
put_node(const struct dataset *ds, const struct node *node, size_t depth,
    struct map *seen, struct arena *arena, struct buf *out)
{
    size_t before;
    struct str key = {(const char *)&node->name, sizeof node->name};
    for (size_t i = 0; i < depth; i++)
        buf_text(out, "  ");
    if (is_figure(ds, node))
        put_figure(ds, (const struct figure *)(const void *)node, out);
    else
        put_table((const struct table *)(const void *)node, out);
    if (map_find(seen, key, &before))
        return;
    if (!map_put(seen, arena, key, depth))
        out->failed = true;
    for (size_t i = 0; i < node->n_needs; i++)
        if (!is_told(ds, node, node->needs[i]))
            put_node(ds, node->needs[i], depth + 1, seen, arena, out);
}

bool
dataset_trace(const struct dataset *dataset, const char *name, struct buf *out)
{
    const struct figure *figure = figure_find(dataset, str_of(name));
    struct arena *arena = arena_new();
    struct map seen = {0};
    if (figure == NULL || arena == NULL) {
        out->failed = out->failed || arena == NULL;
        arena_free(arena);
        return figure != NULL;
    }
    put_node(dataset, &figure->node, 0, &seen, arena, out);
    arena_free(arena);
    return true;
}
