#include "figure/panel.h"

#include <string.h>

enum {
    COLUMN_GAP = 1800, /* 1/1000 em of the items; a rule stands in its middle */
    GROUP_GAP = 300,   /* 1/1000 of the leading between groups of a column */
    RULE = EMU_PER_MM / 10,
    RULE_OPACITY = 450
};

DIAG_MESSAGE(too_many, "panels.too-many", DIAG_ERROR,
    "パネルは {1} 個までです（「{2}」が {3} 個目）。図を分けてください",
    "there may be {1} panels at most (\"{2}\" is number {3}); split the "
    "figure");
DIAG_MESSAGE(no_name, "panels.no-name", DIAG_ERROR,
    "パネルの名前が空です。名前を書くか行を消してください",
    "the panel has no name; write one or delete the row");

static emu
em(const struct set_style *style, int32_t milli)
{
    return (emu)unit_scale(style->size, milli, 1000);
}

/* --- reading -------------------------------------------------------------- */

static enum err
panel_of(struct panels *p, const struct cell *name, struct panel **out)
{
    struct diag *diag = p->context->diag;
    *out = NULL;
    if (name->text[0] == '\0')
        return DIAG(diag, name->loc, &no_name, NULL);
    for (size_t i = 0; i < p->n; i++)
        if (strcmp(p->panel[i].name, name->text) == 0) {
            *out = &p->panel[i];
            return ERR_OK;
        }
    if (p->n == PANELS_MAX)
        return DIAG(diag, name->loc, &too_many, diag_int(diag, PANELS_MAX),
            name->text, diag_int(diag, PANELS_MAX + 1));
    struct panel *panel = &p->panel[p->n++];
    *panel = (struct panel){.name = name->text, .loc = name->loc};
    *out = panel;
    return ERR_OK;
}

/* The group NAME; without a column of groups each item is its own. */
static struct panel_group *
group_of(struct panels *p, struct panel *panel, const struct cell *name)
{
    bool grouped = section_has(p->block, "group");
    for (size_t i = 0; grouped && i < panel->n; i++)
        if (strcmp(panel->group[i].name, name->text) == 0)
            return &panel->group[i];
    void *grown = arena_grow(p->context->arena, panel->group, panel->n,
        &panel->cap, sizeof *panel->group);
    if (grown == NULL)
        return NULL;
    panel->group = grown;
    struct panel_group *group = &panel->group[panel->n++];
    *group = (struct panel_group){.name = name->text};
    return group;
}

static enum err
read_row(struct panels *p, const struct cell *name, const struct cell *group,
    const struct cell *item)
{
    struct panel *panel;
    enum err err = panel_of(p, name, &panel);
    if (err != ERR_OK || item->text[0] == '\0')
        return err;
    struct panel_group *g = group_of(p, panel, group);
    if (g == NULL)
        return ERR_NOMEM;
    void *grown =
        arena_grow(p->context->arena, g->item, g->n, &g->cap, sizeof *g->item);
    if (grown == NULL)
        return ERR_NOMEM;
    g->item = grown;
    g->item[g->n++] = (struct panel_item){.cell = item};
    return ERR_OK;
}

static enum err
check_members(const struct panels *p)
{
    static const char *const families[] = {
        "headline", "colour", "item-columns"};
    const char *names[PANELS_MAX];
    enum err worst = ERR_OK;
    for (size_t i = 0; i < p->n; i++)
        names[i] = p->panel[i].name;
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
        enum err err =
            draw_check_members(p->context, p->block, families[i], names, p->n);
        worst = err == ERR_OK ? worst : err;
    }
    return worst;
}

/* The key `colour.NAME`; panels without one share the text's colour. */
static struct colour
colour_of(const struct panels *p, const struct panel *panel)
{
    const struct entry *entry = section_member(p->block, "colour", panel->name);
    return entry == NULL ? p->item_style->regular.colour
                         : section_colour(p->block, entry->key);
}

enum err
panel_read(const struct set_context *context, const struct section *block,
    struct panels *out)
{
    static const char *const keys[] = {"panel", "group", "item"};
    const struct record_set *rows;
    size_t column[3];
    *out = (struct panels){.context = context, .block = block};
    out->name_style = draw_style(context, block, "name-style");
    out->item_style = draw_style(context, block, "item-style");
    out->headline_style = draw_style(context, block, "headline-style");
    enum err worst = draw_rows(context, block, keys, 3, &rows, column);
    if (worst != ERR_OK)
        return worst;
    for (size_t i = 0; i < rows->n_rows; i++) {
        enum err err = read_row(out, draw_cell(rows, i, column[0]),
            draw_cell(rows, i, column[1]), draw_cell(rows, i, column[2]));
        worst = err == ERR_OK ? worst : err;
    }
    for (size_t i = 0; i < out->n; i++)
        out->panel[i].colour = colour_of(out, &out->panel[i]);
    if (worst == ERR_OK)
        worst = check_members(out);
    return worst;
}

/* --- columns -------------------------------------------------------------- */

static enum err
set_group(const struct panels *p, struct panel_group *group, emu measure)
{
    struct label_form form = {p->block, p->item_style, TEXT_START};
    enum err worst = ERR_OK;
    for (size_t i = 0; i < group->n; i++) {
        struct panel_item *item = &group->item[i];
        enum err err = label_plain(p->context, &form, item->cell->loc,
            str_of(item->cell->text), measure, &item->label);
        worst = err == ERR_OK ? worst : err;
    }
    return worst;
}

static emu
group_gap(const struct panels *p)
{
    return (emu)unit_scale(p->item_style->leading, GROUP_GAP, 1000);
}

static emu
group_height(const struct panel_group *group)
{
    int64_t height = 0;
    for (size_t i = 0; i < group->n; i++)
        height += group->item[i].label.height;
    return (emu)(height > UNIT_MAX ? UNIT_MAX : height);
}

static emu
group_width(const struct panel_group *group)
{
    emu most = 0;
    for (size_t i = 0; i < group->n; i++)
        most = draw_most(most, group->item[i].label.width);
    return most;
}

/* Fills columns no higher than LIMIT, group by group.  Returns how many were
 * begun, at most LIMIT_N + 1; only LIMIT_N are written. */
static size_t
fill(const struct panels *p, struct panel *panel, emu limit, size_t limit_n)
{
    size_t n = 0;
    struct panel_column *column = NULL;
    for (size_t i = 0; i < panel->n && n <= limit_n; i++) {
        emu height = group_height(&panel->group[i]);
        emu more = height + group_gap(p);
        if (column != NULL && column->height + (int64_t)more <= limit) {
            column->height += more;
            column->end = i + 1;
            continue;
        }
        if (n++ == limit_n)
            break;
        column = &panel->column[n - 1];
        *column = (struct panel_column){i, i + 1, 0, 0, height};
    }
    return n;
}

/* The lowest height at which the groups stand in at most N columns. */
static void
balance(const struct panels *p, struct panel *panel, size_t n)
{
    int64_t all = 0, least = 0;
    for (size_t i = 0; i < panel->n; i++) {
        emu height = group_height(&panel->group[i]);
        all += height + group_gap(p);
        least = height > least ? height : least;
    }
    int64_t low = least, high = all < UNIT_MAX ? all : UNIT_MAX;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (fill(p, panel, (emu)middle, n) <= n)
            high = middle;
        else
            low = middle + 1;
    }
    panel->n_columns = fill(p, panel, (emu)high, n);
    panel->items = 0;
    panel->steps = 0;
    for (size_t i = 0; i < panel->n_columns; i++) {
        struct panel_column *column = &panel->column[i];
        size_t items = 0;
        for (size_t k = column->first; k < column->end; k++) {
            items += panel->group[k].n;
            column->width =
                draw_most(column->width, group_width(&panel->group[k]));
        }
        if (items > panel->steps + 1)
            panel->steps = items - 1;
        panel->items = draw_most(panel->items, column->height);
    }
}

/* Stands the columns side by side: of one width when the widest allows it,
 * else each as wide as its items with the rest between them.  False when they
 * do not fit WIDTH. */
static bool
stand(const struct panels *p, struct panel *panel, emu width)
{
    emu n = (emu)panel->n_columns, gap = em(p->item_style, COLUMN_GAP);
    emu equal = (width - gap * (n - 1)) / n, widest = 0, x = 0;
    int64_t sum = 0;
    for (emu i = 0; i < n; i++) {
        sum += panel->column[i].width;
        widest = draw_most(widest, panel->column[i].width);
    }
    int64_t spare = width - sum;
    if (spare < (int64_t)gap * (n - 1))
        return false;
    for (emu i = 0; i < n; i++) {
        struct panel_column *column = &panel->column[i];
        if (widest <= equal)
            column->width = equal;
        column->x = x;
        x += column->width + (widest <= equal ? gap
                                 : n > 1      ? (emu)(spare / (n - 1))
                                              : 0);
    }
    return true;
}

/* N columns of one width, in which long items turn. */
static enum err
squeeze(const struct panels *p, struct panel *panel, emu width, size_t n)
{
    emu gap = em(p->item_style, COLUMN_GAP);
    emu each = (width - gap * (emu)(n - 1)) / (emu)n;
    enum err worst = ERR_OK;
    if (each < 4 * p->item_style->size)
        return draw_fits_width(p->context, p->block,
            width - each + 4 * p->item_style->size, width);
    for (size_t i = 0; i < panel->n; i++) {
        enum err err = set_group(p, &panel->group[i], each);
        worst = err == ERR_OK ? worst : err;
    }
    balance(p, panel, n);
    for (size_t i = 0; i < panel->n_columns; i++) {
        panel->column[i].width = each;
        panel->column[i].x = (each + gap) * (emu)i;
    }
    return worst;
}

enum err
panel_columns(const struct panels *p, struct panel *panel, emu width)
{
    const struct entry *said =
        section_member(p->block, "item-columns", panel->name);
    size_t most = panel->n < PANEL_COLUMNS_MAX ? panel->n : PANEL_COLUMNS_MAX;
    enum err worst = ERR_OK;
    panel->n_columns = 0;
    panel->items = 0;
    panel->steps = 0;
    for (size_t i = 0; i < panel->n; i++) {
        enum err err = set_group(p, &panel->group[i], DRAW_OPEN);
        worst = err == ERR_OK ? worst : err;
    }
    if (worst != ERR_OK || panel->n == 0)
        return worst;
    size_t n =
        said == NULL ? most : (size_t)section_integer(p->block, said->key);
    for (; n >= 1; n = said == NULL ? n - 1 : 0) {
        balance(p, panel, n);
        if (stand(p, panel, width))
            return ERR_OK;
        if (said != NULL)
            return squeeze(p, panel, width, n);
    }
    return squeeze(p, panel, width, 1);
}

/* --- placing -------------------------------------------------------------- */

static enum err
place_rule(const struct panels *p, struct page *page, const struct panel *panel,
    emu x, emu y, emu open)
{
    const struct paint paint = {.fill = COLOUR_NONE,
        .stroke = panel->colour,
        .line_width = RULE,
        .opacity = RULE_OPACITY};
    return page_add_line(p->context->arena, page, x, y, x,
        y + panel->items + open * (emu)panel->steps, &paint, p->block->loc);
}

static enum err
place_item(const struct panels *p, struct page *page, struct element *list,
    const struct label *label, emu x, emu y)
{
    struct element *item = draw_child(page, list, ROLE_LI, label);
    page->element = draw_child(page, item, ROLE_LBODY, label);
    enum err err = label_place(p->context, page, label, x, y);
    page->element = NULL;
    return err;
}

static enum err
place_column(const struct panels *p, struct page *page, struct element *list,
    const struct panel *panel, const struct panel_column *column, emu x, emu y,
    emu open)
{
    enum err err = ERR_OK;
    for (size_t i = column->first; i < column->end && err == ERR_OK; i++) {
        const struct panel_group *group = &panel->group[i];
        for (size_t k = 0; k < group->n && err == ERR_OK; k++) {
            const struct label *label = &group->item[k].label;
            err = place_item(p, page, list, label, x, y);
            y += label->height + open;
        }
        y += group_gap(p);
    }
    return err;
}

enum err
panel_place_items(const struct panels *p, struct page *page,
    struct element *body, const struct panel *panel, emu x, emu y, emu open)
{
    enum err err = ERR_OK;
    struct element *list =
        panel->n_columns == 0 ? NULL : draw_child(page, body, ROLE_L, panel);
    for (size_t i = 0; i + 1 < panel->n_columns && err == ERR_OK; i++) {
        const struct panel_column *a = &panel->column[i], *b = a + 1;
        emu middle = x + (a->x + a->width + b->x) / 2;
        err = place_rule(p, page, panel, middle, y, open);
    }
    for (size_t i = 0; i < panel->n_columns && err == ERR_OK; i++)
        err = place_column(p, page, list, panel, &panel->column[i],
            x + panel->column[i].x, y, open);
    return err;
}
