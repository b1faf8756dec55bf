/* First every cell is set on one line and measured; then the columns get their
 * widths; then the cells their places, and text that is too long wraps. */
#include "layout/tableset.h"

#include "layout/cells.h"
#include "layout/lines.h"
#include "layout/tablerow.h"
#include "layout/tablewidth.h"

DIAG_MESSAGE(column_narrow, "layout.column-narrow", DIAG_ERROR,
    "表「{1}」の列「{2}」の数字が {3} mm はみ出します。width.{2} を"
    "広げてください",
    "the figures in column \"{2}\" of table \"{1}\" stick out by {3} mm; "
    "widen width.{2}");

static emu
larger(emu a, emu b)
{
    return a > b ? a : b;
}

static const struct set_style *
cell_style(
    struct plan *plan, const struct table_set *set, size_t row, size_t column)
{
    const struct section *s = set->block->section;
    const struct set_style *style = set->table->column[column].style;
    const struct theme *theme = plan->set.theme;
    if (set->table->highlight[row] && section_has(s, "highlight-style"))
        return theme_style_of(theme, s, "highlight-style", NULL);
    if (style == NULL && column == 0)
        style = theme_element(theme, s, "row-head", NULL);
    return style != NULL ? style : set->block->style;
}

static enum err
natural_width(struct plan *plan, const struct table_set *set,
    const struct set_style *style, const struct node *copy, emu *width)
{
    struct set_flow flow;
    *width = 0;
    if (copy == NULL)
        return ERR_OK;
    return cells_natural(plan, style, set->milli, copy, &flow, width);
}

static enum err
set_cell(struct plan *plan, const struct table_set *set, size_t row,
    size_t column, struct cell_set *out)
{
    const struct set_style *style = cell_style(plan, set, row, column);
    const struct table_cell *cell = table_at(set->table, row, column);
    enum err err = cells_natural(
        plan, style, set->milli, cell->copy, &out->flow, &out->full);
    if (err == ERR_OK)
        err = natural_width(plan, set, style, cell->bare, &out->bare);
    if (err == ERR_OK)
        err = natural_width(plan, set, style, cell->left, &out->left);
    if (err == ERR_OK)
        err = natural_width(plan, set, style, cell->digits, &out->digits);
    out->number = cell->left != NULL;
    return err;
}

static enum err
set_heads(struct plan *plan, struct table_set *set)
{
    const struct section *s = set->block->section;
    const struct set_style *style =
        theme_element(plan->set.theme, s, "head", set->block->style);
    enum err worst = ERR_OK;
    for (size_t c = 0; c < set->table->n_columns; c++) {
        struct cell_set *head = &set->head[c];
        worst = plan_worse(
            worst, cells_natural(plan, style, set->milli,
                       set->table->column[c].head, &head->flow, &head->full));
        head->bare = head->full;
    }
    return worst;
}

static enum err
set_cells(struct plan *plan, struct table_set *set)
{
    size_t n = set->table->n_columns;
    enum err worst = set_heads(plan, set);
    for (size_t row = 0; row < set->table->records->n_rows; row++)
        for (size_t c = 0; c < n; c++)
            worst = plan_worse(
                worst, set_cell(plan, set, row, c, &set->cell[row * n + c]));
    return worst;
}

static enum text_align
text_align_of(enum table_align align)
{
    if (align == COLUMN_END)
        return TEXT_END;
    return align == COLUMN_START ? TEXT_START : TEXT_CENTRE;
}

/* What a column gives its cells. */
struct column_place {
    emu left, width; /* inside the padding */
    emu point;       /* where decimal points stand */
    emu decimals;
    emu end; /* where right-aligned text ends */
    enum table_align align;
};

/* Figures stand in the middle of their column, moved left when their note marks
 * would not fit behind them. */
static struct column_place
column_place(
    const struct table_set *set, size_t c, const struct column_room *room)
{
    const emu *p = set->padding;
    struct column_place at = {.left = set->x[c] + p[SIDE_LEFT],
        .width = set->x[c + 1] - set->x[c] - p[SIDE_LEFT] - p[SIDE_RIGHT],
        .decimals = room->decimals,
        .align = set->table->column[c].align};
    emu free = at.width - room->left - room->right;
    emu before = free / 2 < free - room->hang ? free / 2 : free - room->hang;
    emu hang = larger(room->hang - p[SIDE_RIGHT], 0);
    at.point = at.left + larger(before, 0) + room->left;
    at.end = at.left + at.width - hang;
    return at;
}

static emu
place_of(const struct column_place *at, const struct cell_set *cell)
{
    switch (at->align) {
    case COLUMN_DECIMAL:
        return cell->number ? at->point - cell->left
                            : at->point + at->decimals - cell->bare;
    case COLUMN_END:
        return at->end - cell->bare;
    case COLUMN_CENTRE:
        return at->left + (at->width - cell->bare) / 2;
    case COLUMN_START:
        break;
    }
    return at->left;
}

/* Puts CELL in its column; text wider than the column is set anew. */
static enum err
place_cell(struct plan *plan, const struct table_set *set,
    const struct set_style *style, const struct node *copy,
    const struct column_place *at, struct cell_set *cell)
{
    bool wraps = at->align != COLUMN_DECIMAL || !cell->number;
    cell->x = place_of(at, cell);
    if (cell->full <= at->width || !wraps)
        return ERR_OK;
    cell->x = at->left;
    return lines_set_aligned(plan, NULL, style, set->milli,
        text_align_of(at->align), copy, larger(at->width, 1), &cell->flow);
}

/* Heads are set to their column, so that each of their lines is aligned. */
static enum err
place_head(struct plan *plan, struct table_set *set, size_t c,
    const struct column_place *at)
{
    const struct set_style *style = theme_element(
        plan->set.theme, set->block->section, "head", set->block->style);
    struct cell_set *head = &set->head[c];
    head->x = at->left;
    return lines_set_aligned(plan, NULL, style, set->milli,
        text_align_of(at->align), set->table->column[c].head,
        larger(at->width, 1), &head->flow);
}

static enum err
place_column(struct plan *plan, struct table_set *set, size_t c,
    const struct column_room *room)
{
    const struct table_column *column = &set->table->column[c];
    const struct section *s = set->block->section;
    struct column_place at = column_place(set, c, room);
    emu over = room->left + room->right +
               larger(room->hang - set->padding[SIDE_RIGHT], 0) - at.width;
    if (column->align == COLUMN_DECIMAL && over > 0)
        return DIAG(plan->diag, s->loc, &column_narrow, s->name, column->name,
            plan_over(plan->diag, over));
    enum err worst = place_head(plan, set, c, &at);
    for (size_t row = 0; row < set->table->records->n_rows; row++) {
        struct cell_set *cell = &set->cell[row * set->table->n_columns + c];
        worst = plan_worse(
            worst, place_cell(plan, set, cell_style(plan, set, row, c),
                       table_at(set->table, row, c)->copy, &at, cell));
    }
    return worst;
}

static enum err
place_columns(struct plan *plan, struct table_set *set)
{
    size_t n = set->table->n_columns;
    struct column_room *room = arena_array(plan->arena, n, sizeof *room);
    if (room == NULL)
        return ERR_NOMEM;
    for (size_t c = 0; c < n; c++)
        room[c] = tablewidth_measure(set, c);
    enum err worst = tablewidth_share(plan, set, room);
    for (size_t c = 0; c < n && worst != ERR_NOMEM; c++)
        if (set->x[n] > 0)
            worst = plan_worse(worst, place_column(plan, set, c, &room[c]));
    return worst;
}

static enum err
set_caption(struct plan *plan, struct table_set *set)
{
    const struct section *s = set->block->section;
    const struct theme *theme = plan->set.theme;
    enum err err = ERR_OK;
    if (set->table->caption != NULL)
        err = lines_set(plan, NULL,
            theme_element(theme, s, "caption", set->block->style), set->milli,
            set->table->caption, set->width, &set->caption);
    if (err == ERR_OK && set->table->unit != NULL)
        err = cells_natural(plan,
            theme_element(theme, s, "unit", set->block->style), set->milli,
            set->table->unit, &set->unit, &set->unit_width);
    return err;
}

static struct table_set *
new_set(struct plan *plan, const struct block *block, emu width, int32_t milli)
{
    const struct table *table = block->content;
    size_t n = table->n_columns;
    emu em = (emu)unit_scale(block->style->size, milli, 1000);
    struct table_set *set = arena_alloc(plan->arena, sizeof *set);
    struct length padding[4];
    if (set == NULL)
        return NULL;
    *set = (struct table_set){
        .block = block, .table = table, .milli = milli, .width = width};
    section_lengths(block->section, "cell-padding", padding);
    for (int i = 0; i < 4; i++)
        set->padding[i] = unit_resolve(padding[i], em);
    set->x = arena_array(plan->arena, n + 1, sizeof *set->x);
    set->head = arena_array(plan->arena, n, sizeof *set->head);
    set->cell =
        arena_array(plan->arena, n * table->records->n_rows, sizeof *set->cell);
    bool good = set->x != NULL && set->head != NULL && set->cell != NULL;
    return good ? set : NULL;
}

enum err
tableset_build(struct plan *plan, const struct block *block, emu width,
    int32_t milli, struct strips *out)
{
    struct table_set *set = new_set(plan, block, width, milli);
    struct strip *strip = block_add_strip(out, width);
    if (set == NULL)
        return ERR_NOMEM;
    enum err err = set_caption(plan, set);
    if (err == ERR_OK)
        err = set_cells(plan, set);
    if (err == ERR_OK)
        err = place_columns(plan, set);
    return err == ERR_OK ? tablerow_add(plan, set, strip) : err;
}
