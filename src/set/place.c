/* From lines to items.  The leading is shared evenly above and below the em
 * box, whose base line lies 0.88 em below its top as in all Japanese fonts:
 * the line pitch never depends on a face. */
#include "set/flow.h"

#include <string.h>

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

/* One text a line: readers then neither lose the note marks nor find spaces
 * where a line was widened. */
static enum err
add_base_text(const struct set_context *context, struct page *page,
    const struct text_line *line, emu x, emu y)
{
    enum err err =
        begin_span(context, page, line->text, line->piece[0].span->loc);
    if (err == ERR_OK)
        err = add_base_pieces(context, page, line, x, y);
    return err == ERR_OK ? end_span(context, page) : err;
}

/* Readings follow their line, each a text of its own, so that what is copied
 * never has them between the words. */
static enum err
add_ruby_text(const struct set_context *context, struct page *page,
    const struct text_line *line, emu x, emu y)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < line->n && err == ERR_OK; i++) {
        if (line->piece[i].ruby)
            err = add_span(context, page, &line->piece[i], x, y);
    }
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
    struct str contents;
    enum err err = node_plain(context->arena, node, &contents);
    if (err != ERR_OK)
        return err;
    link.url = node->url;
    link.contents = arena_strndup(context->arena, contents.p, contents.n);
    if (link.contents == NULL)
        return ERR_NOMEM;
    return page_add_link(context->arena, page, &link);
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

enum err
set_line(const struct set_context *context, struct page *page,
    const struct text_line *line, emu x, emu y)
{
    x += line->start;
    if (line->n == 0)
        return ERR_OK;
    enum err err = add_base_text(context, page, line, x, y);
    if (err == ERR_OK)
        err = add_ruby_text(context, page, line, x, y);
    if (err == ERR_OK)
        err = add_links(context, page, line, x, y);
    return err;
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

/* As one text: readers that put lines in order cannot part the two. */
static enum err
add_marked_text(const struct set_context *context, struct page *page,
    const struct text_line *marker, emu marker_x, const struct text_line *line,
    emu x, emu y)
{
    struct str text;
    enum err err = join_text(context, marker, line, &text);
    if (err == ERR_OK)
        err = begin_span(context, page, text, marker->piece[0].span->loc);
    if (err == ERR_OK)
        err = add_base_pieces(context, page, marker, marker_x, y);
    if (err == ERR_OK)
        err = add_base_pieces(context, page, line, x, y);
    return err == ERR_OK ? end_span(context, page) : err;
}

enum err
set_marked_line(const struct set_context *context, struct page *page,
    const struct text_line *marker, emu marker_x, const struct text_line *line,
    emu x, emu y)
{
    bool vertical = marker->n > 0 && line->n > 0 &&
                    marker->piece[0].run.direction != RUN_HORIZONTAL;
    if (!vertical) {
        enum err err = set_line(context, page, marker, marker_x, y);
        return err == ERR_OK ? set_line(context, page, line, x, y) : err;
    }
    x += line->start;
    enum err err = add_marked_text(
        context, page, marker, marker_x + marker->start, line, x, y);
    if (err == ERR_OK)
        err = add_ruby_text(context, page, line, x, y);
    return err == ERR_OK ? add_links(context, page, line, x, y) : err;
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
    const struct set_para *para, emu x, emu y)
{
    emu baseline = y + set_first_baseline(para->style);
    enum err err = ERR_OK;
    x += para->indent;
    for (size_t k = 0; k < para->n && err == ERR_OK; k++) {
        if (k == 0 && para->marker != NULL)
            err = set_marked_line(context, page, para->marker,
                x - para->style->marker_width, &para->line[0], x, baseline);
        else
            err = set_line(context, page, &para->line[k], x, baseline);
        baseline += para->style->leading;
    }
    return err;
}

/* The lines from right to left, the box where the paragraph's alignment wants
 * it in WIDTH. */
static enum err
place_turned(const struct set_context *context, struct page *page,
    const struct set_para *para, emu x, emu y, emu width)
{
    struct page_mark since = page_mark(page);
    emu spare = width - para->indent - para->box_width;
    emu across = set_first_baseline(para->style);
    enum err err = ERR_OK;
    if (para->align == TEXT_CENTRE && spare > 0)
        x += spare / 2;
    if (para->align == TEXT_END && spare > 0)
        x += spare;
    for (size_t k = 0; k < para->n && err == ERR_OK; k++) {
        err = set_line(context, page, &para->line[k], 0, across);
        across += para->style->leading;
    }
    if (err != ERR_OK)
        return err;
    emu right = x + para->indent + para->box_width;
    return page_turn(context->arena, page, since, right, y);
}

enum err
set_place(const struct set_context *context, struct page *page,
    const struct set_flow *flow, emu x, emu y, emu *bottom)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < flow->n && err == ERR_OK; i++) {
        const struct set_para *para = &flow->para[i];
        emu before = para->space_before;
        if (i > 0) {
            emu after = flow->para[i - 1].space_after;
            y += after > before ? after : before;
        }
        if (para->node->kind == NODE_RULE)
            err = place_rule(context, page, para, x, y, flow->width);
        else if (para->turned)
            err = place_turned(context, page, para, x, y, flow->width);
        else
            err = place_para(context, page, para, x, y);
        y += set_para_height(para);
    }
    *bottom = y;
    return err;
}
