/* Overlapping fields: translucent rounded panels in one row or two, the upper
 * ones reaching into the lower, each with its name, a headline that an arrow
 * carries, and its items in columns.
 *
 *     +---------------------------------+
 *     |  name, headline -->, items      |
 *     |+---------------++---------------|+
 *     +|---------------++---------------+|
 *      |  name ...     ||  name ...      |
 *
 * Words never stand where panels overlap.
 */
#include "figure/drawing.h"
#include "figure/panel.h"

enum {
    EDGE_X = 1000, /* 1/1000 em of the names between edge and words */
    EDGE_Y = 620,
    RADIUS = 1500,
    HEAD_GAP = 700,  /* 1/1000 em of the items between head and items */
    ARROW_GAP = 250, /* 1/1000 em of the headline between it and its arrow */
    ARROW_LINE = EMU_PER_MM / 4,
    ARROW_HEAD = 2 * EMU_PER_MM, /* its length; it is as high as long */
    OUTLINE = EMU_PER_MM / 5,
    TINT = 100,      /* opacity in 1/1000 */
    OPEN_MOST = 200, /* 1/1000 of the items' leading, where there is height */
    ROWS_MAX = 2
};

struct panel_row {
    size_t first, end;
    emu y, height, content;
};

struct panels_plan {
    struct panels panels;
    emu overlap;
    emu edge_x, edge_top, edge_bottom;
    struct panel_row row[ROWS_MAX];
    size_t n_rows;
    emu width, height; /* of the whole; least height */
    emu open;          /* between items, more than their leading */
};

static emu
em(const struct set_style *style, int32_t milli)
{
    return (emu)unit_scale(style->size, milli, 1000);
}

/* The space above the em box of a line, and as much below it. */
static emu
lead(const struct set_style *style)
{
    return (style->leading - style->size) / 2;
}

/* --- planning ------------------------------------------------------------- */

/* One or two panels stand side by side; of more, the smaller half is above. */
static void
deal_rows(struct panels_plan *p)
{
    size_t n = p->panels.n, above = n <= 2 ? n : n / 2;
    p->n_rows = n <= 2 ? 1 : 2;
    p->row[0] = (struct panel_row){.first = 0, .end = above};
    p->row[1] = (struct panel_row){.first = above, .end = n};
}

static emu
panel_width(const struct panels_plan *p, const struct panel_row *row)
{
    emu n = (emu)(row->end - row->first);
    return (p->width + p->overlap * (n - 1)) / n;
}

/* What PANEL number I of ROW loses at its left and right to overlaps. */
static void
sides(const struct panels_plan *p, const struct panel_row *row, size_t i,
    emu *left, emu *right)
{
    *left = p->edge_x + (i > row->first ? p->overlap : 0);
    *right = p->edge_x + (i + 1 < row->end ? p->overlap : 0);
}

static emu
arrow_height(const struct panel *panel)
{
    return panel->headline.height == 0
               ? 0
               : em(panel->headline.style, ARROW_GAP) + ARROW_HEAD / 2;
}

static emu
head_height(const struct panel *panel)
{
    return panel->title.height + panel->headline.height + arrow_height(panel);
}

static emu
content_height(const struct panels_plan *p, const struct panel *panel)
{
    emu gap = panel->items == 0 ? 0 : em(p->panels.item_style, HEAD_GAP);
    return head_height(panel) + gap + panel->items;
}

static enum err
set_head(const struct panels *p, struct panel *panel, emu width)
{
    const struct entry *entry =
        section_member(p->block, "headline", panel->name);
    struct label_form title = {p->block,
        draw_variant(p->context, p->name_style, &panel->colour, false),
        draw_text_align(p->name_style)};
    struct label_form headline = {
        p->block, p->headline_style, draw_text_align(p->headline_style)};
    if (title.style == NULL)
        return ERR_NOMEM;
    enum err err = label_plain(p->context, &title, panel->loc,
        str_of(panel->name), width, &panel->title);
    enum err bad =
        label_copy(p->context, &headline, entry == NULL ? LOC_NONE : entry->loc,
            entry == NULL ? NULL : entry->value, width, &panel->headline);
    return err == ERR_OK ? bad : err;
}

static enum err
plan_row(struct panels_plan *p, struct panel_row *row)
{
    emu width = panel_width(p, row);
    enum err worst = ERR_OK;
    row->content = 0;
    for (size_t i = row->first; i < row->end; i++) {
        struct panel *panel = &p->panels.panel[i];
        emu left, right;
        sides(p, row, i, &left, &right);
        emu inside = width - left - right;
        if (inside <= 0)
            return draw_fits_width(p->panels.context, p->panels.block,
                p->width - inside + 1, p->width);
        enum err err = set_head(&p->panels, panel, inside);
        if (err == ERR_OK)
            err = panel_columns(&p->panels, panel, inside);
        worst = err == ERR_OK ? worst : err;
        row->content = draw_most(row->content, content_height(p, panel));
    }
    return worst;
}

static enum err
plan_panels(const struct set_context *context, const struct section *block,
    emu width, struct panels_plan *p)
{
    enum err worst = panel_read(context, block, &p->panels);
    if (worst != ERR_OK)
        return worst;
    p->width = width;
    p->overlap = (emu)unit_scale(width, section_milli(block, "overlap"), 1000);
    p->edge_x = em(p->panels.name_style, EDGE_X);
    /* To the eye words begin at their em box, not at their line. */
    p->edge_top = em(p->panels.name_style, EDGE_Y) - lead(p->panels.name_style);
    p->edge_bottom =
        em(p->panels.name_style, EDGE_Y) - lead(p->panels.item_style);
    deal_rows(p);
    int64_t height = 0;
    for (size_t i = 0; i < p->n_rows; i++) {
        struct panel_row *row = &p->row[i];
        enum err err = plan_row(p, row);
        worst = err == ERR_OK ? worst : err;
        row->y = (emu)height;
        row->height = row->content + p->edge_top + p->edge_bottom +
                      (p->n_rows > 1 ? p->overlap : 0);
        height += row->height - (i + 1 < p->n_rows ? p->overlap : 0);
    }
    p->height = (emu)(height > UNIT_MAX ? UNIT_MAX : height);
    return worst;
}

/* The most steps from item to item in a column of ROW. */
static emu
row_steps(const struct panels_plan *p, const struct panel_row *row)
{
    size_t most = 0;
    for (size_t i = row->first; i < row->end; i++)
        if (p->panels.panel[i].steps > most)
            most = p->panels.panel[i].steps;
    return (emu)most;
}

/* Gives every row its part of the height that is more than needed: first the
 * items move apart, everywhere by the same, then the edges get wider. */
static void
spread(struct panels_plan *p, emu height)
{
    emu more = (height - p->height) / (emu)p->n_rows;
    emu most = (emu)unit_scale(p->panels.item_style->leading, OPEN_MOST, 1000);
    p->open = most;
    for (size_t i = 0; i < p->n_rows; i++) {
        emu steps = row_steps(p, &p->row[i]);
        p->row[i].y += more * (emu)i;
        p->row[i].height += more;
        p->open = draw_least(p->open, steps == 0 ? most : more / 2 / steps);
    }
}

/* --- drawing -------------------------------------------------------------- */

static struct box
panel_box(const struct panels_plan *p, const struct panel_row *row, size_t i,
    struct box box)
{
    emu width = panel_width(p, row);
    return (struct box){box.x + (emu)(i - row->first) * (width - p->overlap),
        box.y + row->y, width, row->height};
}

static enum err
draw_ground(const struct panels_plan *p, struct page *page,
    const struct panel *panel, struct box box)
{
    const struct paint ground = {
        .fill = panel->colour, .stroke = COLOUR_NONE, .opacity = TINT};
    const struct paint edge = {
        .fill = COLOUR_NONE, .stroke = panel->colour, .line_width = OUTLINE};
    struct arena *arena = p->panels.context->arena;
    emu radius = em(p->panels.name_style, RADIUS), half = OUTLINE / 2;
    enum err err = page_add_rect(arena, page, box.x, box.y, box.width,
        box.height, radius, &ground, panel->loc);
    if (err == ERR_OK)
        err = page_add_rect(arena, page, box.x + half, box.y + half,
            box.width - OUTLINE, box.height - OUTLINE, radius - half, &edge,
            panel->loc);
    return err;
}

/* From FROM to TO at height Y, its head at TO. */
static enum err
draw_arrow(const struct panels_plan *p, struct page *page,
    const struct panel *panel, emu from, emu to, emu y)
{
    const emu a[2] = {from, y}, b[2] = {to - ARROW_HEAD / 2, y};
    enum err err = draw_line(
        p->panels.context, page, a, b, ARROW_LINE, panel->colour, panel->loc);
    struct path_op *op = arena_array(p->panels.context->arena, 4, sizeof *op);
    if (op == NULL)
        return ERR_NOMEM;
    op[0] = (struct path_op){PATH_MOVE, {to}, {y}};
    op[1] =
        (struct path_op){PATH_LINE, {to - ARROW_HEAD}, {y - ARROW_HEAD / 2}};
    op[2] =
        (struct path_op){PATH_LINE, {to - ARROW_HEAD}, {y + ARROW_HEAD / 2}};
    op[3] = (struct path_op){PATH_CLOSE, {0}, {0}};
    const struct item head = {.kind = ITEM_PATH,
        .op = op,
        .n_ops = 4,
        .paint = {.fill = panel->colour, .stroke = COLOUR_NONE},
        .loc = panel->loc};
    return err == ERR_OK ? page_add(p->panels.context->arena, page, &head)
                         : err;
}

static enum err
draw_words(const struct panels_plan *p, struct page *page, struct element *list,
    const struct panel_row *row, size_t i, struct box box)
{
    const struct set_context *context = p->panels.context;
    const struct panel *panel = &p->panels.panel[i];
    bool second = row != &p->row[0];
    emu above = second ? p->overlap : 0;
    emu room = box.height - (p->n_rows > 1 ? p->overlap : 0);
    emu more = room - row->content - p->edge_top - p->edge_bottom -
               p->open * row_steps(p, row);
    emu y = box.y + above + p->edge_top + more / 2, left, right;
    sides(p, row, i, &left, &right);
    emu x = box.x + left, end = box.x + box.width - right;
    struct element *item = draw_child(page, list, ROLE_LI, panel);
    struct element *body = draw_child(page, item, ROLE_LBODY, panel);
    enum err err = label_paragraph(context, page, body, &panel->title, x, y);
    y += panel->title.height;
    if (err == ERR_OK)
        err = label_paragraph(context, page, body, &panel->headline, x, y);
    y += panel->headline.height;
    if (err == ERR_OK && panel->headline.height > 0)
        err = draw_arrow(
            p, page, panel, x, end, y + em(panel->headline.style, ARROW_GAP));
    y += arrow_height(panel) + em(p->panels.item_style, HEAD_GAP);
    return err == ERR_OK
               ? panel_place_items(&p->panels, page, body, panel, x, y, p->open)
               : err;
}

static enum err
draw_panels(const struct panels_plan *p, struct page *page, struct box box)
{
    enum err err = ERR_OK;
    struct element *list =
        draw_child(page, page->element, ROLE_L, p->panels.block);
    page->element = NULL;
    for (size_t r = 0; r < p->n_rows; r++)
        for (size_t i = p->row[r].first; i < p->row[r].end; i++)
            if (err == ERR_OK)
                err = draw_ground(p, page, &p->panels.panel[i],
                    panel_box(p, &p->row[r], i, box));
    for (size_t r = 0; r < p->n_rows; r++)
        for (size_t i = p->row[r].first; i < p->row[r].end; i++)
            if (err == ERR_OK)
                err = draw_words(p, page, list, &p->row[r], i,
                    panel_box(p, &p->row[r], i, box));
    return err;
}

static enum err
plan_new(const struct set_context *context, const struct section *block,
    emu width, struct panels_plan **out)
{
    struct panels_plan *p = arena_alloc(context->arena, sizeof *p);
    *out = p;
    return p == NULL ? ERR_NOMEM : plan_panels(context, block, width, p);
}

static enum err
panels_measure(const struct set_context *context, const struct section *block,
    emu width, emu *height, bool *stretch)
{
    struct panels_plan *p;
    enum err err = plan_new(context, block, width, &p);
    *stretch = !section_has(block, "height");
    if (err != ERR_OK)
        return err;
    *height = p->height;
    if (*stretch)
        return ERR_OK;
    *height = draw_length(context, block, "height");
    return draw_fits_height(context, block, p->height, *height);
}

static enum err
panels_draw(const struct set_context *context, const struct section *block,
    struct page *page, struct box box)
{
    struct panels_plan *p;
    enum err err = plan_new(context, block, box.width, &p);
    if (err != ERR_OK)
        return err;
    if (section_has(block, "height"))
        box.height =
            draw_least(box.height, draw_length(context, block, "height"));
    err = draw_fits_height(context, block, p->height, box.height);
    if (err != ERR_OK)
        return err;
    spread(p, box.height);
    return draw_panels(p, page, box);
}

/* Panel by panel, in the order of the rows. */
static enum err
panels_number(const struct set_context *context, const struct section *block)
{
    struct panels *p = arena_alloc(context->arena, sizeof *p);
    if (p == NULL)
        return ERR_NOMEM;
    enum err worst = panel_read(context, block, p);
    for (size_t i = 0; worst == ERR_OK && i < p->n; i++)
        worst = draw_number_notes(
            context, section_member(block, "headline", p->panel[i].name));
    return worst;
}

const struct drawing drawing_panels = {
    "panels", panels_measure, panels_draw, panels_number};
