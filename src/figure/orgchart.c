/* An organisation chart: the topmost unit, its units side by side below it in
 * columns of equal width, and whatever belongs to those stacked and indented
 * in their column; what each does stands as a list under its box.
 *
 * The unit of height is the line of the details: boxes and connections are
 * whole lines high, so that the lists of all columns share their base lines.
 */
#include <string.h>

#include "figure/drawing.h"
#include "figure/orgtree.h"

enum {
    RADIUS = EMU_PER_MM / 2,
    INSET = 500,     /* 1/1000 em between a name and the edge of its box */
    INDENT = 1200,   /* 1/1000 em of the details, for each level */
    COLUMN_LEAST = 8 /* em of the details: narrower lists cannot be read */
};

struct chart_of {
    const struct set_context *context;
    const struct section *block;
    struct org_tree tree;
    const struct set_style *root_style, *name_style, *detail_style;
    emu line;   /* the unit of height */
    emu gap;    /* between columns */
    emu column; /* width of each */
    emu indent;
    emu boxes; /* height of the boxes of the first level */
};

static emu
em(const struct set_style *style, int32_t milli)
{
    return (emu)unit_scale(style->size, milli, 1000);
}

/* --- setting -------------------------------------------------------------- */

/* Whole lines for a box around HEIGHT, with half a line to spare. */
static emu
box_height(const struct chart_of *c, emu height)
{
    int64_t lines = ((int64_t)height + c->line / 2 + c->line - 1) / c->line;
    return (emu)(lines * c->line);
}

static enum err
set_name(struct chart_of *c, struct org_unit *unit, emu width)
{
    bool root = unit == c->tree.root;
    const struct set_style *style = root ? c->root_style : c->name_style;
    struct label_form form = {c->block, style, draw_text_align(style)};
    emu measure = width - 2 * em(style, INSET);
    if (measure <= 0)
        return draw_fits_width(
            c->context, c->block, width - measure + 1, width);
    enum err err = label_plain(c->context, &form, unit->name->loc,
        str_of(unit->name->text), measure, &unit->label);
    unit->box = box_height(c, unit->label.height);
    return err;
}

/* The details as a list, so that style and marker are those of lists. */
static enum err
set_details(struct chart_of *c, struct org_unit *unit, emu width)
{
    const struct set_options options = {
        .block = c->block, .style = c->detail_style, .milli = 1000};
    struct node *root;
    unit->detail = (struct set_flow){.width = width};
    if (unit->n_tasks == 0)
        return ERR_OK;
    enum err err = org_details(c->context, unit, c->detail_style->name, &root);
    return err == ERR_OK
               ? set_flow(c->context, &options, root, width, &unit->detail)
               : err;
}

/* Sets UNIT and all below it to WIDTH. */
static enum err
set_unit(struct chart_of *c, struct org_unit *unit, emu width)
{
    enum err worst = set_name(c, unit, width);
    emu inside = width - (unit->first == NULL ? 0 : c->indent);
    if (inside < COLUMN_LEAST * c->detail_style->size)
        return draw_fits_width(c->context, c->block,
            width - inside + COLUMN_LEAST * c->detail_style->size, width);
    enum err err = set_details(c, unit, inside);
    worst = err == ERR_OK ? worst : err;
    for (struct org_unit *u = unit->first; u != NULL; u = u->next) {
        err = set_unit(c, u, inside);
        worst = err == ERR_OK ? worst : err;
    }
    return worst;
}

static enum err
set_all(struct chart_of *c, emu width)
{
    struct org_unit *root = c->tree.root;
    emu n = (emu)(root->n_children == 0 ? 1 : root->n_children);
    c->column = (width - c->gap * (n - 1)) / n;
    if (c->column <= 0)
        return draw_fits_width(
            c->context, c->block, c->gap * (n - 1) + 1, width);
    enum err worst = set_name(c, root, c->column), err;
    err = set_details(c, root, width);
    worst = err == ERR_OK ? worst : err;
    for (struct org_unit *u = root->first; u != NULL; u = u->next) {
        err = set_unit(c, u, c->column);
        worst = err == ERR_OK ? worst : err;
        c->boxes = draw_most(c->boxes, u->box);
    }
    return worst;
}

static enum err
read_chart(const struct set_context *context, const struct section *block,
    emu width, struct chart_of *c)
{
    *c = (struct chart_of){.context = context, .block = block};
    c->root_style = draw_style(context, block, "root-style");
    c->name_style = draw_style(context, block, "name-style");
    c->detail_style = draw_style(context, block, "detail-style");
    c->line = draw_most(c->detail_style->leading, 1);
    c->gap = draw_length(context, block, "gap");
    c->indent = em(c->detail_style, INDENT);
    enum err err = org_tree_read(context, block, &c->tree);
    return err == ERR_OK ? set_all(c, width) : err;
}

/* --- heights -------------------------------------------------------------- */

static emu
details_height(const struct chart_of *c, const struct org_unit *unit)
{
    return unit->detail.n == 0 ? 0 : c->line / 2 + unit->detail.height;
}

/* Of UNIT with its box BOX high, its details and all below it. */
static emu
unit_height(const struct chart_of *c, const struct org_unit *unit, emu box)
{
    int64_t height = (int64_t)box + details_height(c, unit);
    for (const struct org_unit *u = unit->first; u != NULL; u = u->next)
        height += c->line / 2 + unit_height(c, u, u->box);
    return (emu)(height > UNIT_MAX ? UNIT_MAX : height);
}

static emu
all_height(const struct chart_of *c)
{
    const struct org_unit *root = c->tree.root;
    emu below = 0;
    for (const struct org_unit *u = root->first; u != NULL; u = u->next)
        below = draw_most(below, unit_height(c, u, c->boxes));
    int64_t height = (int64_t)root->box + details_height(c, root) +
                     (root->first == NULL ? 0 : c->line) + below;
    return (emu)(height > UNIT_MAX ? UNIT_MAX : height);
}

/* --- drawing -------------------------------------------------------------- */

static enum err
draw_wire(
    const struct chart_of *c, struct page *page, emu x0, emu y0, emu x1, emu y1)
{
    const emu from[2] = {x0, y0}, to[2] = {x1, y1};
    return draw_line(c->context, page, from, to,
        draw_length(c->context, c->block, "line-width"),
        section_colour(c->block, "line-colour"), c->block->loc);
}

/* A unit is an item of the list of those beside it; what belongs to it is
 * inside. */
static struct element *
unit_element(
    struct page *page, struct element *list, const struct org_unit *unit)
{
    struct element *item = draw_child(page, list, ROLE_LI, unit);
    return draw_child(page, item, ROLE_LBODY, unit);
}

/* The list of the units below UNIT, in its element BODY. */
static struct element *
list_below(struct page *page, struct element *body, const struct org_unit *unit)
{
    return unit->first == NULL ? NULL : draw_child(page, body, ROLE_L, unit);
}

/* A box without ground has an edge instead. */
static enum err
draw_box(const struct chart_of *c, struct page *page, struct element *body,
    const struct org_unit *unit, struct box box)
{
    const char *key = unit == c->tree.root ? "root-fill" : "box-fill";
    struct colour fill = section_colour(c->block, key);
    const struct paint edge = {.fill = COLOUR_NONE,
        .stroke = section_colour(c->block, "line-colour"),
        .line_width = draw_length(c->context, c->block, "line-width")};
    enum err err =
        draw_rect(c->context, page, box, RADIUS, fill, unit->name->loc);
    if (err == ERR_OK && fill.transparent)
        err = page_add_rect(c->context->arena, page, box.x, box.y, box.width,
            box.height, RADIUS, &edge, unit->name->loc);
    if (err != ERR_OK)
        return err;
    return label_paragraph(c->context, page, body, &unit->label,
        box.x + (box.width - unit->label.flow.width) / 2,
        box.y + (box.height - unit->label.height) / 2);
}

static enum err
draw_details(const struct chart_of *c, struct page *page, struct element *body,
    const struct org_unit *unit, emu x, emu y)
{
    emu bottom;
    if (unit->detail.n == 0)
        return ERR_OK;
    page->element = body;
    enum err err =
        set_place(c->context, page, &unit->detail, x, y + c->line / 2, &bottom);
    page->element = NULL;
    return err;
}

/* UNIT in BOX (its box's height included) and all below it; a line down the
 * indent leads to the units below. */
static enum err
draw_unit(const struct chart_of *c, struct page *page, struct element *list,
    const struct org_unit *unit, struct box box)
{
    emu indent = unit->first == NULL ? 0 : c->indent;
    emu bottom = box.y + box.height, y = bottom + details_height(c, unit);
    emu wire = box.x + indent / 2;
    struct element *body = unit_element(page, list, unit);
    enum err err = draw_box(c, page, body, unit, box);
    if (err == ERR_OK)
        err = draw_details(c, page, body, unit, box.x + indent, bottom);
    struct element *below = list_below(page, body, unit);
    for (const struct org_unit *u = unit->first; u != NULL && err == ERR_OK;
         u = u->next) {
        y += c->line / 2;
        struct box inner = {box.x + indent, y, box.width - indent, u->box};
        emu middle = y + u->box / 2;
        err = draw_wire(c, page, wire, middle, inner.x, middle);
        if (err == ERR_OK && u->next == NULL)
            err = draw_wire(c, page, wire, bottom, wire, middle);
        if (err == ERR_OK)
            err = draw_unit(c, page, below, u, inner);
        y += unit_height(c, u, u->box);
    }
    return err;
}

/* One line down from the root, one across, one down to each column. */
static enum err
draw_wires(const struct chart_of *c, struct page *page, struct box box, emu y)
{
    emu n = (emu)c->tree.root->n_children;
    emu across = y + c->line / 2, step = c->column + c->gap;
    emu first = box.x + c->column / 2, last = first + (n - 1) * step;
    emu middle = box.x + box.width / 2;
    emu from = n == 1 ? first : middle;
    enum err err = draw_wire(c, page, from, y, from, across);
    if (err == ERR_OK && n > 1)
        err = draw_wire(c, page, first, across, last, across);
    for (emu i = 0; i < n && err == ERR_OK; i++)
        err = draw_wire(
            c, page, first + i * step, across, first + i * step, y + c->line);
    return err;
}

static enum err
draw_all(const struct chart_of *c, struct page *page, struct box box)
{
    const struct org_unit *root = c->tree.root;
    struct box top = {
        box.x + (box.width - c->column) / 2, box.y, c->column, root->box};
    emu y = box.y + root->box + details_height(c, root), x = box.x;
    struct element *list = draw_child(page, page->element, ROLE_L, c->block);
    struct element *body = unit_element(page, list, root);
    enum err err = ERR_OK;
    page->element = NULL;
    if (root->first != NULL)
        err = draw_wires(c, page, box, y);
    if (err == ERR_OK)
        err = draw_box(c, page, body, root, top);
    if (err == ERR_OK)
        err = draw_details(c, page, body, root, box.x, box.y + root->box);
    struct element *below = list_below(page, body, root);
    for (const struct org_unit *u = root->first; u != NULL && err == ERR_OK;
         u = u->next) {
        struct box column = {x, y + c->line, c->column, c->boxes};
        err = draw_unit(c, page, below, u, column);
        x += c->column + c->gap;
    }
    return err;
}

static enum err
orgchart_measure(const struct set_context *context, const struct section *block,
    emu width, emu *height, bool *stretch)
{
    struct chart_of c;
    enum err err = read_chart(context, block, width, &c);
    *stretch = false;
    if (err == ERR_OK)
        *height = all_height(&c);
    return err;
}

static enum err
orgchart_draw(const struct set_context *context, const struct section *block,
    struct page *page, struct box box)
{
    struct chart_of c;
    enum err err = read_chart(context, block, box.width, &c);
    if (err == ERR_OK)
        err = draw_fits_height(context, block, all_height(&c), box.height);
    return err == ERR_OK ? draw_all(&c, page, box) : err;
}

const struct drawing drawing_orgchart = {
    "orgchart", orgchart_measure, orgchart_draw, NULL};
