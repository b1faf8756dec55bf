#include "layout/tablerow.h"

#include "layout/frame.h"
#include "layout/lines.h"
#include "layout/tags.h"

static emu
larger(emu a, emu b)
{
    return a > b ? a : b;
}

/* Vertical lines count as several: they share no base line with others. */
static size_t
count_lines(const struct set_flow *flow)
{
    size_t n = 0;
    for (size_t i = 0; i < flow->n; i++)
        n += flow->para[i].turned ? 2 : flow->para[i].n;
    return n;
}

/* The style of the tallest one-line cell: all of these share its base line. */
static const struct set_style *
leading_style(const struct cell_set *cell, size_t n)
{
    const struct set_style *style = NULL;
    for (size_t i = 0; i < n; i++) {
        if (count_lines(&cell[i].flow) != 1)
            continue;
        const struct set_style *here = cell[i].flow.para[0].style;
        if (style == NULL || here->leading > style->leading)
            style = here;
    }
    return style;
}

/* What a cell is: a head names its column, the first cell its row.  A head that
 * says nothing names none. */
static enum role
cell_role(const struct table_set *set, const struct cell_set *cell, size_t i)
{
    const struct set_flow *flow = &cell[i].flow;
    bool empty = flow->n == 0 || flow->para[0].line[0].n == 0;
    if (cell == set->head)
        return empty ? ROLE_TD : ROLE_TH_COLUMN;
    return i == 0 && !empty && set->table->column[0].align == COLUMN_START
               ? ROLE_TH_ROW
               : ROLE_TD;
}

/* The TR of the row whose cells begin at CELL, in THead or TBody. */
static struct element *
row_element(struct plan *plan, const struct table_set *set,
    const struct cell_set *cell, size_t row)
{
    const struct table *table = set->table;
    bool head = cell == set->head;
    struct element *whole = tags_child(plan, NULL, ROLE_TABLE, table);
    if (whole == NULL)
        return NULL;
    struct element *group =
        tags_child(plan, whole, head ? ROLE_THEAD : ROLE_TBODY, table);
    if (group == NULL)
        return NULL;
    return tags_child(
        plan, group, ROLE_TR, &table->cell[row * table->n_columns]);
}

/* One-line cells share a base line; others are centred in the row. */
static enum err
draw_cells(struct plan *plan, const struct table_set *set,
    const struct cell_set *cell, size_t row, struct page *page, struct box box)
{
    size_t n = set->table->n_columns;
    const emu *p = set->padding;
    emu top = box.y + p[SIDE_TOP];
    emu room = box.height - p[SIDE_TOP] - p[SIDE_BOTTOM];
    const struct set_style *lead = leading_style(cell, n);
    struct element *tr = row_element(plan, set, cell, row);
    enum err err = ERR_OK;
    for (size_t i = 0; i < n && err == ERR_OK; i++) {
        const struct set_flow *flow = &cell[i].flow;
        emu bottom, y = top + (room - flow->height) / 2;
        page->element =
            structure_add(page->structure, tr, cell_role(set, cell, i));
        if (flow->n == 0)
            continue;
        if (count_lines(flow) == 1)
            y = top + (room - lead->leading) / 2 + set_first_baseline(lead) -
                set_first_baseline(flow->para[0].style);
        err = set_place(&plan->set, page, flow, box.x + cell[i].x, y, &bottom);
    }
    page->element = NULL;
    return err;
}

static enum err
draw_line(struct plan *plan, const struct table_set *set, const char *key,
    struct page *page, struct box box, emu y)
{
    const struct section *s = set->block->section;
    return frame_rule(plan, page, section_colour(s, key),
        plan_length(s, "rule-width", set->block->style->size), box.x, y,
        box.x + box.width, y, s->loc);
}

static struct box
table_box(const struct table_set *set, struct box box)
{
    box.width = set->x[set->table->n_columns];
    return box;
}

static enum err
draw_head(struct plan *plan, const struct unit *unit, struct page *page,
    struct box at)
{
    const struct table_set *set = unit->self;
    const struct section *s = set->block->section;
    struct box box = table_box(set, at);
    enum err err =
        frame_fill(plan, page, section_colour(s, "head-fill"), box, s->loc);
    if (err == ERR_OK)
        err = draw_line(plan, set, "top-rule", page, box, box.y);
    if (err == ERR_OK)
        err = draw_line(plan, set, "head-rule", page, box, box.y + box.height);
    return err == ERR_OK ? draw_cells(plan, set, set->head, 0, page, box) : err;
}

static struct colour
row_ground(const struct table_set *set, size_t row)
{
    const struct section *s = set->block->section;
    struct colour colour = section_colour(s, "highlight-fill");
    if (set->table->highlight[row] && !colour.transparent)
        return colour;
    return row % 2 == 1 ? section_colour(s, "zebra") : COLOUR_NONE;
}

static enum err
draw_row(struct plan *plan, const struct unit *unit, struct page *page,
    struct box at)
{
    const struct table_set *set = unit->self;
    size_t row = unit->index, rows = set->table->records->n_rows;
    struct box box = table_box(set, at);
    enum err err = frame_fill(
        plan, page, row_ground(set, row), box, set->block->section->loc);
    if (err == ERR_OK)
        err = draw_line(plan, set, row + 1 == rows ? "foot-rule" : "rule", page,
            box, box.y + box.height);
    if (err != ERR_OK)
        return err;
    return draw_cells(
        plan, set, &set->cell[row * set->table->n_columns], row, page, box);
}

/* What the caption or the unit belongs to: a paragraph when there are both. */
static struct element *
caption_part(struct plan *plan, const struct table_set *set, struct page *page)
{
    struct element *whole = tags_child(plan, NULL, ROLE_TABLE, set->table);
    if (whole == NULL)
        return NULL;
    struct element *caption = tags_child(plan, whole, ROLE_CAPTION, set->table);
    bool both = set->caption.n > 0 && set->unit.n > 0;
    return both ? structure_add(page->structure, caption, ROLE_P) : caption;
}

/* The unit stands at the right end of the caption's last line. */
static enum err
draw_caption(struct plan *plan, const struct unit *unit, struct page *page,
    struct box at)
{
    const struct table_set *set = unit->self;
    struct box box = table_box(set, at);
    emu bottom;
    enum err err = ERR_OK;
    if (set->caption.n > 0) {
        page->element = caption_part(plan, set, page);
        err = set_place(&plan->set, page, &set->caption, box.x, box.y, &bottom);
    }
    if (err == ERR_OK && set->unit.n > 0) {
        page->element = caption_part(plan, set, page);
        err = set_place(&plan->set, page, &set->unit,
            box.x + box.width - set->unit_width,
            box.y + unit->height - set->unit.height, &bottom);
    }
    page->element = NULL;
    return err;
}

static emu
row_height(const struct table_set *set, const struct cell_set *cell)
{
    const struct section *s = set->block->section;
    emu em = (emu)unit_scale(set->block->style->size, set->milli, 1000);
    emu height = 0;
    for (size_t i = 0; i < set->table->n_columns; i++)
        height = larger(height, cell[i].flow.height);
    height += set->padding[SIDE_TOP] + set->padding[SIDE_BOTTOM];
    return larger(height, plan_length(s, "row-height", em));
}

static enum err
add_notes(struct plan *plan, struct node *const *copy, size_t n, size_t step,
    struct unit *unit)
{
    struct note_list list = {0};
    for (size_t i = 0; i < n; i++) {
        const char *at = (const char *)copy + i * step;
        const struct node *root = *(struct node *const *)(const void *)at;
        enum err err = root == NULL ? ERR_OK : lines_notes(plan, root, &list);
        if (err != ERR_OK)
            return err;
    }
    unit->note = list.note;
    unit->n_notes = list.n;
    return ERR_OK;
}

static enum err
add_caption(struct plan *plan, const struct table_set *set, struct strip *strip)
{
    const struct table *table = set->table;
    struct node *const copy[] = {table->caption, table->unit};
    struct unit *unit = &strip->unit[strip->n];
    emu height = larger(set->caption.height, set->unit.height);
    if (height == 0)
        return ERR_OK;
    strip->n++;
    *unit = (struct unit){.height = height,
        .glue = true,
        .line = true,
        .draw = draw_caption,
        .self = set};
    return add_notes(plan, copy, 2, sizeof copy[0], unit);
}

static bool
has_head(const struct table_set *set)
{
    for (size_t i = 0; i < set->table->n_columns; i++)
        if (set->head[i].flow.n > 0)
            return true;
    return false;
}

static enum err
add_head(struct plan *plan, const struct table_set *set, struct strip *strip)
{
    struct unit *unit = &strip->unit[strip->n];
    if (!has_head(set))
        return ERR_OK;
    strip->n++;
    strip->again = unit;
    *unit = (struct unit){.height = row_height(set, set->head),
        .glue = true,
        .line = true,
        .draw = draw_head,
        .self = set};
    return add_notes(plan, &set->table->column->head, set->table->n_columns,
        sizeof *set->table->column, unit);
}

enum err
tablerow_add(
    struct plan *plan, const struct table_set *set, struct strip *strip)
{
    const struct table *table = set->table;
    size_t rows = table->records->n_rows, n = table->n_columns;
    strip->unit = arena_array(plan->arena, rows + 2, sizeof *strip->unit);
    if (strip->unit == NULL)
        return ERR_NOMEM;
    enum err err = add_caption(plan, set, strip);
    if (err == ERR_OK)
        err = add_head(plan, set, strip);
    for (size_t row = 0; row < rows && err == ERR_OK; row++) {
        struct unit *unit = &strip->unit[strip->n++];
        *unit = (struct unit){.height = row_height(set, &set->cell[row * n]),
            .line = true,
            .draw = draw_row,
            .self = set,
            .index = row};
        err = add_notes(
            plan, &table->cell[row * n].copy, n, sizeof *table->cell, unit);
    }
    return err;
}
