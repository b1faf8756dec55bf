/* From lines to items.  The leading is shared evenly above and below the em
 * box, whose base line lies 0.88 em below its top as in all Japanese fonts:
 * the line pitch never depends on a face. */
#include "set/flow.h"

#include <string.h>

#include "base/utf8.h"
#include "set/partext.h"
#include "set/tagging.h"

emu
set_ascent(const struct set_style *style)
{
    if (style->vertical)
        return style->size / 2;
    return (emu)unit_scale(style->size, EM_ASCENT, 1000);
}

emu
set_first_baseline(const struct set_style *style)
{
    return (style->leading - style->size) / 2 + set_ascent(style);
}

emu
set_flow_extent(const struct set_flow *flow)
{
    emu widest = 0;
    for (size_t i = 0; i < flow->n; i++) {
        const struct set_para *para = &flow->para[i];
        if (para->turned && para->indent + para->box_width > widest)
            widest = para->indent + para->box_width;
        for (size_t k = 0; k < para->n && !para->turned; k++) {
            const struct text_line *line = &para->line[k];
            emu width = para->indent + line->start + line->width;
            widest = width > widest ? width : widest;
        }
    }
    return widest;
}

static emu
run_width(const struct glyph_run *run)
{
    if (run->n == 0)
        return 0;
    const struct glyph *last = &run->glyph[run->n - 1];
    if (run->direction == RUN_UPRIGHT)
        return run->glyph[0].y - last->y + last->advance;
    return last->x + last->advance;
}

static enum err
add_piece(const struct set_context *context, struct page *page,
    const struct text_piece *piece, emu x, emu y)
{
    const struct item item = {.kind = ITEM_GLYPHS,
        .x = x + piece->x,
        .y = y - piece->y,
        .run = &piece->run,
        .colour = piece->colour,
        .loc = piece->span->loc};
    return page_add(context->arena, page, &item);
}

static enum err
begin_span(const struct set_context *context, struct page *page,
    struct str actual, struct loc loc)
{
    const struct item item = {
        .kind = ITEM_SPAN_BEGIN, .actual = actual, .loc = loc};
    return page_add(context->arena, page, &item);
}

static enum err
end_span(const struct set_context *context, struct page *page)
{
    const struct item item = {.kind = ITEM_SPAN_END};
    return page_add(context->arena, page, &item);
}

/* PIECE as a text of its own; dots as none. */
static enum err
add_span(const struct set_context *context, struct page *page,
    const struct text_piece *piece, emu x, emu y)
{
    const struct item begin = {.kind = ITEM_SPAN_BEGIN,
        .actual = piece->dots ? (struct str){NULL, 0} : piece->run.text,
        .ornament = piece->dots,
        .reading = piece->ruby && !piece->dots,
        .loc = piece->span->loc};
    enum err err = page_add(context->arena, page, &begin);
    if (err == ERR_OK)
        err = add_piece(context, page, piece, x, y);
    return err == ERR_OK ? end_span(context, page) : err;
}

static enum err
add_base_pieces(const struct set_context *context, struct page *page,
    const struct text_line *line, emu x, emu y)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < line->n && err == ERR_OK; i++)
        if (!line->piece[i].ruby)
            err = add_piece(context, page, &line->piece[i], x, y);
    return err;
}

/* The pieces of one part of a line, which belong to one element. */
static enum err
add_part(const struct set_context *context, struct page *page,
    const struct text_line *line, const struct partext *part, emu x, emu y)
{
    struct element *para = page->element;
    enum err err = begin_span(
        context, page, part->text, line->piece[part->first].span->loc);
    page->element = tagging_piece(page, para, &line->piece[part->first]);
    for (size_t i = part->first; i < part->end && err == ERR_OK; i++)
        if (!line->piece[i].ruby)
            err = add_piece(context, page, &line->piece[i], x, y);
    page->element = para;
    return err == ERR_OK ? end_span(context, page) : err;
}

/* The parts of LINE that belong to several elements, each with its text. */
static enum err
add_parts(const struct set_context *context, struct page *page,
    const struct text_line *line, emu x, emu y)
{
    struct partext *part;
    size_t n;
    enum err err = partext_find(context->arena, line, &part, &n);
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = add_part(context, page, line, &part[i], x, y);
    return err;
}

static enum err
add_base(const struct set_context *context, struct page *page,
    const struct text_line *line, emu x, emu y)
{
    if (!partext_is_one(line) ||
        tagging_piece(page, page->element, line->piece) != page->element)
        return add_parts(context, page, line, x, y);
    return add_base_pieces(context, page, line, x, y);
}

/* One text a line: readers then neither lose the note marks nor find spaces
 * where a line was widened. */
static enum err
add_base_text(const struct set_context *context, struct page *page,
    const struct text_line *line, emu x, emu y)
{
    enum err err =
        begin_span(context, page, line->text, line->piece[0].span->loc);
    if (err == ERR_OK)
        err = add_base(context, page, line, x, y);
    return err == ERR_OK ? end_span(context, page) : err;
}

/* Readings follow their line, each a text of its own, so that what is copied
 * never has them between the words. */
static enum err
add_ruby_text(const struct set_context *context, struct page *page,
    const struct text_line *line, emu x, emu y)
{
    struct element *para = page->element;
    enum err err = ERR_OK;
    for (size_t i = 0; i < line->n && err == ERR_OK; i++) {
        if (!line->piece[i].ruby)
            continue;
        page->element = tagging_piece(page, para, &line->piece[i]);
        err = add_span(context, page, &line->piece[i], x, y);
    }
    page->element = para;
    return err;
}

static const struct node *
link_of(const struct text_piece *piece)
{
    const struct node *owner = piece->span->owner;
    bool is_link = owner != NULL && owner->kind == NODE_LINK && !piece->ruby;
    return is_link ? owner : NULL;
}

static enum err
add_link(const struct set_context *context, struct page *page,
    const struct node *node, struct link link)
{
    struct element *para = page->element;
    struct str contents;
    enum err err = node_plain(context->arena, node, &contents);
    if (err != ERR_OK)
        return err;
    link.url = node->url;
    /* ISO 14289-1, 7.18.5: never empty. */
    link.contents = contents.n == 0
                        ? node->url
                        : arena_strndup(context->arena, contents.p, contents.n);
    if (link.contents == NULL)
        return ERR_NOMEM;
    page->element = tagging_link(page, para, node);
    err = page_add_link(context->arena, page, &link);
    page->element = para;
    return err;
}

/* One rectangle over the neighbouring pieces of a link. */
static enum err
add_links(const struct set_context *context, struct page *page,
    const struct text_line *line, emu x, emu y)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < line->n && err == ERR_OK;) {
        const struct text_piece *first = &line->piece[i++];
        const struct node *node = link_of(first);
        if (node == NULL)
            continue;
        const struct text_piece *last = first;
        while (i < line->n && link_of(&line->piece[i]) == node)
            last = &line->piece[i++];
        emu size = first->run.size;
        bool vertical = first->run.direction != RUN_HORIZONTAL;
        struct link link = {.x = x + first->x,
            .y = y -
                 (vertical ? size / 2 : (emu)unit_scale(size, EM_ASCENT, 1000)),
            .width = last->x + run_width(&last->run) - first->x,
            .height = size};
        err = add_link(context, page, node, link);
    }
    return err;
}

/* Says of the text from item AT on, the end of a line, how it goes on: in the
 * span, in its last part and in its last glyphs. */
static void
mark_end(struct page *page, size_t at, bool space, bool turns)
{
    bool glyphs = false, part = false;
    for (size_t i = page->n_items; i-- > at && (space || turns);) {
        struct item *item = &page->item[i];
        bool is_glyphs = item->kind == ITEM_GLYPHS && !glyphs;
        bool is_part = item->kind == ITEM_SPAN_BEGIN && !part;
        bool marked = is_glyphs || is_part || i == at;
        item->space = item->space || (marked && space);
        item->turns = item->turns || (marked && turns);
        glyphs = glyphs || is_glyphs;
        part = part || is_part;
    }
}

/* The character of TEXT before AT, and where it begins. */
static uint32_t
char_before(struct str text, size_t at, size_t *from)
{
    size_t next;
    *from = at - 1;
    while (*from > 0 && ((unsigned char)text.p[*from] & 0xC0) == 0x80)
        --*from;
    return utf8_next(text, *from, &next);
}

/* The Western word at the end of TEXT, without the marks behind it. */
static struct str
last_word(struct str text)
{
    size_t from, end = text.n;
    for (; end > 0; end = from) {
        uint32_t c = char_before(text, end, &from);
        if (c < 0x2000 && (c > 0x7F || strchr(".,:;!?)]'\"", (int)c) == NULL))
            break;
    }
    size_t first = end;
    for (; first > 0; first = from) {
        uint32_t c = char_before(text, first, &from);
        if (c == ' ' || c >= 0x2000)
            break;
    }
    return (struct str){text.p + first, end - first};
}

static enum err
keep_divided(const struct set_context *context, struct page *page,
    const struct text_line *line)
{
    const struct decision decision = {.kind = DECISION_DIVIDED,
        .word = last_word(line->text),
        .loc = line->piece[line->n - 1].span->loc};
    return line->divided ? page_add_decision(context->arena, page, &decision)
                         : ERR_OK;
}

static enum err
keep_balanced(const struct set_context *context, struct page *page,
    const struct set_para *para)
{
    const struct decision decision = {
        .kind = DECISION_BALANCED, .lines = para->n, .loc = para->node->loc};
    return para->n > 1 && para->style->setting.balance
               ? page_add_decision(context->arena, page, &decision)
               : ERR_OK;
}

/* What stands over LINE and lies on it, and what was decided about it. */
static enum err
add_rest(const struct set_context *context, struct page *page,
    const struct text_line *line, emu x, emu y)
{
    enum err err = add_ruby_text(context, page, line, x, y);
    if (err == ERR_OK)
        err = add_links(context, page, line, x, y);
    return err == ERR_OK ? keep_divided(context, page, line) : err;
}

/* TURNS: a line that was asked for follows. */
static enum err
add_line(const struct set_context *context, struct page *page,
    const struct text_line *line, emu x, emu y, bool turns)
{
    x += line->start;
    if (line->n == 0)
        return ERR_OK;
    size_t at = page->n_items;
    enum err err = add_base_text(context, page, line, x, y);
    if (err == ERR_OK)
        mark_end(page, at, line->space, turns);
    return err == ERR_OK ? add_rest(context, page, line, x, y) : err;
}

enum err
set_line(const struct set_context *context, struct page *page,
    const struct text_line *line, emu x, emu y)
{
    return add_line(context, page, line, x, y, false);
}

/* The text of MARKER and LINE in one. */
static enum err
join_text(const struct set_context *context, const struct text_line *marker,
    const struct text_line *line, struct str *out)
{
    char *p = arena_alloc(context->arena, marker->text.n + line->text.n);
    if (p == NULL)
        return ERR_NOMEM;
    memcpy(p, marker->text.p, marker->text.n);
    memcpy(p + marker->text.n, line->text.p, line->text.n);
    *out = (struct str){p, marker->text.n + line->text.n};
    return ERR_OK;
}

/* MARKER with its own text, which belongs to LABEL. */
static enum err
add_marker(const struct set_context *context, struct page *page,
    const struct text_line *marker, struct element *label, emu x, emu y)
{
    struct element *para = page->element;
    page->element = label;
    enum err err = set_line(context, page, marker, x, y);
    page->element = para;
    return err;
}

/* As one text: readers that put lines in order cannot part the two. */
static enum err
add_marked_text(const struct set_context *context, struct page *page,
    const struct text_line *marker, struct element *label, emu marker_x,
    const struct text_line *line, emu x, emu y, bool turns)
{
    struct str text;
    size_t at = page->n_items;
    enum err err = join_text(context, marker, line, &text);
    if (err == ERR_OK)
        err = begin_span(context, page, text, marker->piece[0].span->loc);
    if (err == ERR_OK)
        err = add_marker(context, page, marker, label, marker_x, y);
    if (err == ERR_OK)
        err = add_base_text(context, page, line, x, y);
    if (err == ERR_OK)
        mark_end(page, at, false, turns);
    return err == ERR_OK ? end_span(context, page) : err;
}

static enum err
set_marked_line(const struct set_context *context, struct page *page,
    const struct text_line *marker, struct element *label, emu marker_x,
    const struct text_line *line, emu x, emu y, bool turns)
{
    bool vertical = marker->n > 0 && line->n > 0 &&
                    marker->piece[0].run.direction != RUN_HORIZONTAL;
    if (!vertical) {
        enum err err = add_marker(context, page, marker, label, marker_x, y);
        return err == ERR_OK ? add_line(context, page, line, x, y, turns) : err;
    }
    x += line->start;
    enum err err = add_marked_text(
        context, page, marker, label, marker_x, line, x, y, turns);
    return err == ERR_OK ? add_rest(context, page, line, x, y) : err;
}

/* A line that the copy asks for follows line K. */
static bool
turns_behind(const struct set_para *para, size_t k)
{
    return para->line[k].last && k + 1 < para->n;
}

/* Line K of PARA, alone in what it is placed in or not. */
static enum err
place_line(const struct set_context *context, struct page *page,
    const struct set_para *para, size_t k, emu x, emu y, bool lone)
{
    struct element *base = page->element, *label = NULL;
    const struct text_line *marker = k == 0 ? para->marker : NULL;
    bool turns = turns_behind(para, k);
    if (marker == NULL && para->line[k].n == 0)
        return ERR_OK;
    if (marker != NULL)
        label = tagging_marker(page, base, para);
    page->element = tagging_para(page, base, para, lone);
    x += para->indent;
    enum err err = k == 0 ? keep_balanced(context, page, para) : ERR_OK;
    if (err != ERR_OK)
        return err;
    err = marker == NULL
              ? add_line(context, page, &para->line[k], x, y, turns)
              : set_marked_line(context, page, marker, label,
                    x - para->style->marker_width, &para->line[k], x, y, turns);
    page->element = base;
    return err;
}

enum err
set_para_line(const struct set_context *context, struct page *page,
    const struct set_para *para, size_t k, emu x, emu y)
{
    return place_line(context, page, para, k, x, y, false);
}

/* The rule of a thematic break: hair-thin, in the text's colour. */
static enum err
place_rule(const struct set_context *context, struct page *page,
    const struct set_para *para, emu x, emu y, emu width)
{
    const struct paint paint = {.fill = COLOUR_NONE,
        .stroke = para->style->regular.colour,
        .line_width = EMU_PER_MM / 10};
    emu middle = y + para->style->leading / 2;
    return page_add_line(context->arena, page, x + para->indent, middle,
        x + width, middle, &paint, para->node->loc);
}

static enum err
place_para(const struct set_context *context, struct page *page,
    const struct set_para *para, emu x, emu y, bool lone)
{
    emu baseline = y + set_first_baseline(para->style);
    enum err err = ERR_OK;
    for (size_t k = 0; k < para->n && err == ERR_OK; k++) {
        err = place_line(context, page, para, k, x, baseline, lone);
        baseline += para->style->leading;
    }
    return err;
}

/* The lines from right to left, the box where the paragraph's alignment wants
 * it in WIDTH. */
static enum err
place_turned(const struct set_context *context, struct page *page,
    const struct set_para *para, emu x, emu y, emu width, bool lone)
{
    struct page_mark since = page_mark(page);
    struct element *base = page->element;
    emu spare = width - para->indent - para->box_width;
    emu across = set_first_baseline(para->style);
    if (para->align == TEXT_CENTRE && spare > 0)
        x += spare / 2;
    if (para->align == TEXT_END && spare > 0)
        x += spare;
    page->element = tagging_para(page, base, para, lone);
    enum err err = keep_balanced(context, page, para);
    for (size_t k = 0; k < para->n && err == ERR_OK; k++) {
        err = add_line(
            context, page, &para->line[k], 0, across, turns_behind(para, k));
        across += para->style->leading;
    }
    page->element = base;
    if (err != ERR_OK)
        return err;
    emu right = x + para->indent + para->box_width;
    return page_turn(context->arena, page, since, right, y);
}

/* A thematic break is seen, not read. */
static enum err
place_break(const struct set_context *context, struct page *page,
    const struct set_para *para, emu x, emu y, emu width)
{
    struct element *base = page->element;
    page->element = NULL;
    enum err err = place_rule(context, page, para, x, y, width);
    page->element = base;
    return err;
}

enum err
set_place(const struct set_context *context, struct page *page,
    const struct set_flow *flow, emu x, emu y, emu *bottom)
{
    enum err err = ERR_OK;
    bool lone = flow->n == 1;
    for (size_t i = 0; i < flow->n && err == ERR_OK; i++) {
        const struct set_para *para = &flow->para[i];
        emu before = para->space_before;
        if (i > 0) {
            emu after = flow->para[i - 1].space_after;
            y += after > before ? after : before;
        }
        if (para->node->kind == NODE_RULE)
            err = place_break(context, page, para, x, y, flow->width);
        else if (para->turned)
            err = place_turned(context, page, para, x, y, flow->width, lone);
        else
            err = place_para(context, page, para, x, y, lone);
        y += set_para_height(para);
    }
    *bottom = y;
    return err;
}
