#include "layout/lines.h"

#include "layout/outline.h"
#include "layout/tags.h"

DIAG_MESSAGE(no_turned, "layout.vertical-here", DIAG_ERROR,
    "縦組みのスタイル「{1}」は、名簿や注のように行頭に印が付く所では"
    "使えません。横組みのスタイルにするか、縦組みの枠に置いてください",
    "the vertical style \"{1}\" cannot be used where lines have marks before "
    "them, as in rosters and notes; use a horizontal style or a vertical area");

struct unit *
lines_add_unit(struct plan *plan, struct unit_list *list)
{
    struct unit *grown = arena_grow(
        plan->arena, list->unit, list->n, &list->cap, sizeof *list->unit);
    if (grown == NULL)
        return NULL;
    list->unit = grown;
    grown[list->n] = (struct unit){0};
    return &grown[list->n++];
}

static enum err
draw_line(struct plan *plan, const struct unit *unit, struct page *page,
    struct box box)
{
    const struct set_para *para = unit->self;
    enum err err = ERR_OK;
    if (unit->index == 0 && para->level > 0)
        err = outline_heading(plan, para->node, para->level, box.y);
    if (err != ERR_OK)
        return err;
    page->element = tags_block(plan);
    err = set_para_line(
        &plan->set, page, para, unit->index, box.x, box.y + unit->baseline);
    page->element = NULL;
    return err;
}

/* What has no lines below each other, a thematic break or a turned paragraph,
 * is drawn by the set room. */
static enum err
draw_whole(struct plan *plan, const struct unit *unit, struct page *page,
    struct box box)
{
    struct set_para para = *(const struct set_para *)unit->self;
    const struct set_flow flow = {&para, 1, box.width, unit->height};
    emu bottom;
    enum err err = ERR_OK;
    para.space_before = 0;
    if (para.level > 0)
        err = outline_heading(plan, para.node, para.level, box.y);
    if (err != ERR_OK)
        return err;
    page->element = tags_block(plan);
    err = set_place(&plan->set, page, &flow, box.x, box.y, &bottom);
    page->element = NULL;
    return err;
}

static enum err
line_notes(
    struct plan *plan, const struct text_line *line, struct note_list *list)
{
    for (size_t i = 0; i < line->n; i++) {
        const struct node *owner = line->piece[i].span->owner;
        bool is_note = owner != NULL && owner->kind == NODE_NOTE;
        if (is_note && !plan_add_note(plan->arena, list, owner->note))
            return ERR_NOMEM;
    }
    return ERR_OK;
}

/* PREV and NEXT are the paragraphs around PARA, or NULL; LINE is one of its
 * rows. */
static bool
is_glued(const struct set_para *prev, const struct set_para *para,
    const struct set_para *next, size_t line)
{
    bool keep = para->level > 0 || para->style->keep_next;
    bool after_heading =
        prev != NULL && (prev->level > 0 || prev->style->keep_next);
    size_t n = set_para_rows(para);
    if (keep || (line == 0 && n > 1) || line + 2 == n)
        return true;
    return after_heading && n == 1 && next != NULL;
}

static enum err
add_line(struct plan *plan, struct unit_list *list, const struct set_flow *flow,
    size_t p, size_t line)
{
    const struct set_para *para = &flow->para[p];
    bool whole = para->node->kind == NODE_RULE || para->turned;
    size_t rows = set_para_rows(para);
    struct unit *unit = lines_add_unit(plan, list);
    struct note_list notes = {0};
    if (unit == NULL)
        return ERR_NOMEM;
    unit->height = whole ? set_para_height(para) : para->style->leading;
    unit->before = line == 0 ? para->space_before : 0;
    unit->after = line + 1 >= rows ? para->space_after : 0;
    unit->baseline = set_first_baseline(para->style);
    unit->self = para;
    unit->index = line;
    unit->draw = whole ? draw_whole : draw_line;
    if (para->node->kind == NODE_RULE)
        return ERR_OK;
    unit->grid = para->style->grid && !whole;
    unit->line = true;
    unit->glue = is_glued(
        p > 0 ? para - 1 : NULL, para, p + 1 < flow->n ? para + 1 : NULL, line);
    enum err err = ERR_OK;
    for (size_t k = line; k < (whole ? para->n : line + 1); k++)
        if (err == ERR_OK)
            err = line_notes(plan, &para->line[k], &notes);
    unit->note = notes.note;
    unit->n_notes = notes.n;
    return err;
}

enum err
lines_add(
    struct plan *plan, struct unit_list *list, const struct set_flow *flow)
{
    enum err err = ERR_OK;
    for (size_t p = 0; p < flow->n && err == ERR_OK; p++) {
        const struct set_para *para = &flow->para[p];
        size_t n = set_para_rows(para);
        for (size_t line = 0; line < n && err == ERR_OK; line++)
            err = add_line(plan, list, flow, p, line);
    }
    return err;
}

enum err
lines_set(struct plan *plan, const struct section *section,
    const struct set_style *style, int32_t milli, const struct node *root,
    emu width, struct set_flow *out)
{
    const struct set_options options = {
        .block = section, .style = style, .milli = milli};
    return set_flow(&plan->set, &options, root, width, out);
}

enum err
lines_set_aligned(struct plan *plan, const struct section *section,
    const struct set_style *style, int32_t milli, enum text_align align,
    const struct node *root, emu width, struct set_flow *out)
{
    const struct set_options options = {.block = section,
        .style = style,
        .align = align,
        .has_align = true,
        .milli = milli};
    return set_flow(&plan->set, &options, root, width, out);
}

enum err
lines_say_turned(struct plan *plan, const struct set_para *para)
{
    return DIAG(plan->diag, para->node->loc, &no_turned, para->style->name);
}

enum err
lines_hang(struct plan *plan, struct set_flow *flow,
    const struct text_line *marker, emu room)
{
    struct set_style *style = arena_alloc(plan->arena, sizeof *style);
    if (style == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < flow->n; i++) {
        if (flow->para[i].turned)
            return lines_say_turned(plan, &flow->para[i]);
        flow->para[i].indent += room;
    }
    if (flow->n == 0)
        return ERR_OK;
    *style = *flow->para[0].style;
    style->marker_width = room;
    flow->para[0].style = style;
    flow->para[0].marker = marker;
    return ERR_OK;
}

/* INNER, which may be NULL, with OUTER around it.  NULL: no memory. */
static const struct set_around *
wrap(struct plan *plan, const struct set_around *inner,
    const struct set_around *outer)
{
    if (inner == NULL)
        return outer;
    struct set_around *own = arena_alloc(plan->arena, sizeof *own);
    if (own == NULL)
        return NULL;
    *own = *inner;
    own->outer = wrap(plan, inner->outer, outer);
    return own->outer == NULL ? NULL : own;
}

enum err
lines_around(
    struct plan *plan, struct set_flow *flow, const struct set_around *around)
{
    for (size_t i = 0; i < flow->n && around != NULL; i++) {
        flow->para[i].around = wrap(plan, flow->para[i].around, around);
        if (flow->para[i].around == NULL)
            return ERR_NOMEM;
    }
    return around == NULL ? ERR_NOMEM : ERR_OK;
}

enum err
lines_notes(struct plan *plan, const struct node *root, struct note_list *list)
{
    for (const struct node *n = root->first; n != NULL; n = n->next) {
        if (n->kind == NODE_NOTE && !plan_add_note(plan->arena, list, n->note))
            return ERR_NOMEM;
        enum err err = lines_notes(plan, n, list);
        if (err != ERR_OK)
            return err;
    }
    return ERR_OK;
}
