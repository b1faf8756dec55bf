/* A walk over block nodes; each paragraph is composed where it is met. */
#include "set/flow.h"

#include <string.h>

#include "set/span.h"

DIAG_MESSAGE(no_table, "set.table-in-copy", DIAG_ERROR,
    "ここでは Markdown の表を組めません。type = table のブロックを使って "
    "CSV から作ってください",
    "a Markdown table cannot be set here; use a block of type table, which "
    "reads its rows from CSV");
DIAG_MESSAGE(too_narrow, "set.too-narrow", DIAG_ERROR,
    "行長が足りません（字下げを引くと {1} mm）。枠を広げるか字下げを"
    "減らしてください",
    "no room for a line (its measure is {1} mm after indents); widen the "
    "area or reduce the indents");

DIAG_MESSAGE(too_thick, "set.turned-wide", DIAG_ERROR,
    "縦組みの行を並べると枠の幅を {1} mm 超えます。line-length を長くするか、"
    "枠を広げるか、文章を減らしてください",
    "the vertical lines side by side are {1} mm wider than the place; give the "
    "style a larger line-length, widen the area or shorten the copy");

DIAG_MESSAGE(ruby_pitch, "set.ruby-pitch", DIAG_WARN,
    "スタイル「{1}」のルビが前の行に {2} mm かかります。leading を大きくするか "
    "ruby-size を小さくしてください",
    "ruby of style \"{1}\" lies {2} mm on the line above it; enlarge leading "
    "or "
    "reduce ruby-size");
DIAG_MESSAGE(turned_list, "set.turned-list", DIAG_ERROR,
    "箇条書きは横組みの中で縦組みにできません。縦組みの枠に置くか、横組みの"
    "スタイルにしてください",
    "a list cannot be vertical amid horizontal lines; put it into a vertical "
    "area or use a horizontal style");

/* Where in the tree the walk is. */
struct place {
    const struct set_style *style;
    emu indent;         /* of lists and quotes around it */
    const char *marker; /* of the item that begins here, or NULL */
    const struct set_style *marker_style;
    const struct set_around *around; /* lists and quotes, in the structure */
    bool bare;                       /* its paragraphs need no element */
};

struct setting {
    const struct set_context *context;
    const struct set_options *options;
    emu width;
    struct set_flow *flow;
    size_t cap;
};

static emu
larger(emu a, emu b)
{
    return a > b ? a : b;
}

/* The style of ELEMENT at the size in force, NULL: no memory. */
static const struct set_style *
element_style(struct setting *s, const struct node *node, const char *element,
    const struct set_style *base)
{
    const struct set_style *style =
        node->style == NULL ? NULL
                            : theme_style(s->context->theme, node->style);
    if (style == NULL && element != NULL)
        style =
            theme_element(s->context->theme, s->options->block, element, NULL);
    if (style == NULL)
        return base;
    return theme_shrink(s->context->arena, style, s->options->milli);
}

static struct set_para *
add_para(struct setting *s, const struct node *node, const struct place *place)
{
    struct set_flow *flow = s->flow;
    void *grown = arena_grow(
        s->context->arena, flow->para, flow->n, &s->cap, sizeof *flow->para);
    if (grown == NULL)
        return NULL;
    flow->para = grown;
    struct set_para *para = &flow->para[flow->n++];
    *para = (struct set_para){
        .style = place->style,
        .node = node,
        .indent = place->indent + place->style->indent_left,
        .space_before = place->style->space_before,
        .space_after = place->style->space_after,
        .level = node->kind == NODE_HEADING ? node->level : 0,
        .title = place->around == NULL && node->kind == NODE_PARAGRAPH
                     ? s->options->heading
                     : 0,
        .around = place->around,
        .bare = place->bare && node->kind == NODE_PARAGRAPH,
        .milli = s->options->milli,
        .align = s->options->has_align ? s->options->align
                                       : place->style->setting.align,
        .turned = place->style->vertical && !theme_is_turned(s->context->theme),
    };
    return para;
}

static enum err
set_marker(struct setting *s, const struct place *place, struct loc loc,
    struct set_para *para)
{
    const struct text_measure measure = {0, larger(s->width, 1)};
    struct text_setting setting = place->marker_style->setting;
    struct text_span *span = arena_alloc(s->context->arena, sizeof *span);
    size_t n;
    if (span == NULL)
        return ERR_NOMEM;
    *span = (struct text_span){.text = str_of(place->marker),
        .loc = loc,
        .style = &place->marker_style->marker_style,
        .keep = true};
    setting.measure = &measure;
    setting.n_measures = 1;
    setting.indent = 0;
    setting.align = TEXT_START;
    return recall_compose(s->context->recall, s->context->diag, &setting, span,
        1, &para->marker, &n);
}

/* A turned paragraph's lines are as long as the longest that the copy makes, at
 * most its style's line-length. */
static enum err
find_measure(const struct set_context *context, const struct set_style *style,
    const struct text_setting *setting, const struct span_list *spans,
    struct text_measure *measure)
{
    emu width;
    enum err err = text_width(
        context->arena, context->diag, setting, spans->span, spans->n, &width);
    int64_t whole = (int64_t)width + larger(setting->indent, 0);
    if (style->line_length > 0 && whole > style->line_length)
        whole = style->line_length;
    measure->from = 0;
    measure->measure = (emu)(whole < 1          ? 1
                             : whole > UNIT_MAX ? UNIT_MAX
                                                : whole);
    return err;
}

static void
measure_box(struct set_para *para)
{
    emu longest = 0;
    for (size_t k = 0; k < para->n; k++)
        longest = larger(longest, para->line[k].start + para->line[k].width);
    int64_t width = (int64_t)para->n * para->style->leading;
    para->box_width = (emu)(width < UNIT_MAX ? width : UNIT_MAX);
    para->box_height = longest;
}

/* Vertical lines amid horizontal ones. */
static enum err
set_turned(const struct set_context *context, const struct set_options *options,
    struct set_para *para)
{
    struct span_list spans;
    struct text_setting setting = para->style->setting;
    struct text_measure measure;
    enum err err =
        span_collect(context, para->style, options->milli, para->node, &spans);
    if (err == ERR_OK)
        err = find_measure(context, para->style, &setting, &spans, &measure);
    if (err != ERR_OK)
        return err;
    setting.measure = &measure;
    setting.n_measures = 1;
    setting.trace = options->trace;
    err = recall_compose(context->recall, context->diag, &setting, spans.span,
        spans.n, &para->line, &para->n);
    if (err == ERR_OK)
        measure_box(para);
    return err;
}

/* Ruby that is higher than the space between two lines lies on the upper one.
 */
static enum err
check_pitch(const struct set_context *context, const struct set_para *para)
{
    const struct set_style *style = para->style;
    int64_t over = (int64_t)style->size + style->ruby.size - style->leading;
    if (over <= style->ruby.size / 4) /* less is the faces' own margin */
        return ERR_OK;
    for (size_t k = 1; k < para->n; k++)
        if (para->line[k].has_ruby)
            return DIAG(context->diag, para->node->loc, &ruby_pitch,
                style->name, diag_mm(context->diag, over));
    return ERR_OK;
}

enum err
set_para_again(const struct set_context *context,
    const struct set_options *options, const struct text_measure *measure,
    size_t n, struct set_para *para)
{
    struct span_list spans;
    struct text_setting setting = para->style->setting;
    enum err err =
        span_collect(context, para->style, options->milli, para->node, &spans);
    if (err != ERR_OK)
        return err;
    setting.measure = measure;
    setting.n_measures = n;
    setting.trace = options->trace;
    if (options->has_align)
        setting.align = options->align;
    err = recall_compose(context->recall, context->diag, &setting, spans.span,
        spans.n, &para->line, &para->n);
    return err == ERR_OK ? check_pitch(context, para) : err;
}

static enum err
set_para(struct setting *s, const struct node *node, struct place *place)
{
    struct set_para *para = add_para(s, node, place);
    if (para == NULL)
        return ERR_NOMEM;
    struct diag *diag = s->context->diag;
    emu room = s->width - para->indent - place->style->indent_right;
    if (room <= 0)
        return DIAG(diag, node->loc, &too_narrow, diag_mm(diag, room));
    const struct text_measure measure = {0, room};
    enum err err = para->turned ? set_turned(s->context, s->options, para)
                                : set_para_again(s->context, s->options,
                                      &measure, 1, para);
    if (err == ERR_OK && para->turned && para->box_width > room)
        err = DIAG(diag, node->loc, &too_thick,
            diag_mm(diag, (int64_t)para->box_width - room));
    if (err == ERR_OK && para->turned && place->marker != NULL)
        err = DIAG(diag, node->loc, &turned_list, NULL);
    else if (err == ERR_OK && place->marker != NULL)
        err = set_marker(s, place, node->loc, para);
    place->marker = NULL;
    return err;
}

static enum err set_blocks(
    struct setting *s, const struct node *node, struct place *place);

/* AROUND with ROLE, made for SOURCE, in it; NULL: no memory. */
static const struct set_around *
inside(struct setting *s, const struct set_around *around, enum role role,
    const void *source)
{
    struct set_around *own = arena_alloc(s->context->arena, sizeof *own);
    if (own != NULL)
        *own = (struct set_around){
            .role = role, .source = source, .outer = around};
    return own;
}

/* A paragraph alone in its item is the item's body, whatever lists follow. */
static bool
has_one_paragraph(const struct node *item)
{
    size_t n = 0;
    for (const struct node *child = item->first; child != NULL;
         child = child->next)
        n += child->kind == NODE_PARAGRAPH ? 1 : 0;
    return n == 1 && item->first->kind == NODE_PARAGRAPH;
}

static enum err
set_item(struct setting *s, const struct node *item, int number,
    const struct set_style *style, const struct place *list)
{
    struct place here = {.style = style,
        .indent = list->indent + style->marker_width,
        .marker = style->marker,
        .marker_style = style,
        .around = inside(s, list->around, ROLE_LI, item),
        .bare = has_one_paragraph(item)};
    here.around = inside(s, here.around, ROLE_LBODY, item);
    if (number >= 0)
        here.marker = arena_printf(s->context->arena, "%d.", number);
    if (here.marker == NULL || here.around == NULL ||
        here.around->outer == NULL)
        return ERR_NOMEM;
    return set_blocks(s, item, &here);
}

static enum err
set_list(struct setting *s, const struct node *list, const struct place *place)
{
    const struct set_style *style = element_style(s, list, "li", place->style);
    struct set_around *around = arena_alloc(s->context->arena, sizeof *around);
    struct place here = *place;
    int number = list->number;
    if (style == NULL || around == NULL)
        return ERR_NOMEM;
    *around = (struct set_around){.role = ROLE_L,
        .source = list,
        .ordered = list->number >= 0,
        .outer = place->around};
    here.around = around;
    enum err err = ERR_OK;
    for (const struct node *item = list->first; item != NULL && err == ERR_OK;
         item = item->next) {
        err = set_item(s, item, number, style, &here);
        number += number >= 0 ? 1 : 0;
    }
    return err;
}

static enum err
set_heading(
    struct setting *s, const struct node *node, const struct place *place)
{
    char element[] = "h0";
    element[1] = (char)('0' + node->level);
    struct place here = *place;
    here.style = element_style(s, node, element, place->style);
    return here.style == NULL ? ERR_NOMEM : set_para(s, node, &here);
}

static enum err
set_quote(struct setting *s, const struct node *node, const struct place *place)
{
    struct place here = *place;
    here.style = element_style(s, node, "quote", place->style);
    here.around = inside(s, place->around, ROLE_QUOTE, node);
    here.bare = false;
    bool made = here.style != NULL && here.around != NULL;
    return made ? set_blocks(s, node, &here) : ERR_NOMEM;
}

static enum err
set_block(struct setting *s, const struct node *node, struct place *place)
{
    if (node->kind == NODE_HEADING)
        return set_heading(s, node, place);
    if (node->kind == NODE_LIST)
        return set_list(s, node, place);
    if (node->kind == NODE_QUOTE)
        return set_quote(s, node, place);
    if (node->kind == NODE_TABLE)
        return DIAG(s->context->diag, node->loc, &no_table, NULL);
    if (node->kind == NODE_RULE)
        return add_para(s, node, place) == NULL ? ERR_NOMEM : ERR_OK;
    struct place here = *place;
    here.style = element_style(s, node, NULL, place->style);
    if (here.style == NULL)
        return ERR_NOMEM;
    enum err err = set_para(s, node, &here);
    place->marker = here.marker;
    return err;
}

/* Goes on after an input error, so that all are found; not after others. */
static enum err
set_blocks(struct setting *s, const struct node *node, struct place *place)
{
    enum err worst = ERR_OK;
    for (const struct node *n = node->first; n != NULL; n = n->next) {
        enum err err = set_block(s, n, place);
        if (err != ERR_OK && err != ERR_INPUT)
            return err;
        worst = err != ERR_OK ? err : worst;
    }
    return worst;
}

size_t
set_para_rows(const struct set_para *para)
{
    return para->turned || para->node->kind == NODE_RULE ? 1 : para->n;
}

emu
set_para_height(const struct set_para *para)
{
    int64_t height = para->turned
                         ? para->box_height
                         : (int64_t)set_para_rows(para) * para->style->leading;
    return (emu)(height < UNIT_MAX ? height : UNIT_MAX);
}

static void
sum_height(struct set_flow *flow)
{
    int64_t height = 0;
    for (size_t i = 0; i < flow->n; i++) {
        const struct set_para *para = &flow->para[i];
        if (i > 0)
            height += larger(flow->para[i - 1].space_after, para->space_before);
        height += set_para_height(para);
    }
    flow->height = (emu)(height < UNIT_MAX ? height : UNIT_MAX);
}

enum err
set_flow(const struct set_context *context, const struct set_options *options,
    const struct node *root, emu width, struct set_flow *out)
{
    *out = (struct set_flow){.width = width};
    struct setting s = {context, options, width, out, 0};
    struct place place = {
        .style = theme_shrink(context->arena, options->style, options->milli)};
    if (place.style == NULL)
        return ERR_NOMEM;
    enum err err = set_blocks(&s, root, &place);
    sum_height(out);
    return err;
}

enum err
set_label(const struct set_context *context, const struct set_options *options,
    struct loc loc, const char *text, emu width, struct set_flow *out)
{
    struct node *root;
    const struct copy_context copy = {context->arena, context->diag,
        context->job, context->dataset, context->notes};
    *out = (struct set_flow){.width = width};
    enum err err = copy_inline(&copy, loc, str_of(text), &root);
    if (err == ERR_OK)
        err = set_flow(context, options, root, width, out);
    return err;
}
