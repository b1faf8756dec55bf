#include "set/span.h"

#include <string.h>

#include "base/utf8.h"
#include "set/normal.h"
#include "set/western.h"

DIAG_MESSAGE(no_dots, "set.dots-over-ruby", DIAG_WARN,
    "「{1}」にはルビがあるので圏点を打ちません。ルビか強調のどちらかにして"
    "ください",
    "\"{1}\" has ruby and takes no emphasis dots; use one of the two");
DIAG_MESSAGE(turned_span, "set.turned-span", DIAG_ERROR,
    "スタイル「{1}」の組方向（direction）が周りの文章と違います。文中では変え"
    "られません。縦中横なら tate-chu-yoko を使ってください",
    "the direction of style \"{1}\" is not that of the text around it and "
    "cannot change inside a paragraph; for tate-chu-yoko use that key");

/* What the inlines above a text say about it. */
struct look {
    const struct set_style *style;
    const struct node *strong, *emphasis; /* what makes it so, or NULL */
    const char *lang;                     /* NULL: that of the text around it */
    const struct node *owner;
    const struct node *whole;     /* what is kept on one line */
    emu jidori;                   /* the width that ... */
    const struct node *jidori_of; /* ... this is set to */
};

struct collecting {
    const struct set_context *context;
    int32_t milli;
    struct span_list *list;
    size_t cap;
};

/* A zeroed span at the end of the list, or NULL. */
static struct text_span *
add_span(struct collecting *c, struct loc loc, const struct text_style *style)
{
    struct span_list *list = c->list;
    void *grown = arena_grow(
        c->context->arena, list->span, list->n, &c->cap, sizeof *list->span);
    if (grown == NULL)
        return NULL;
    list->span = grown;
    struct text_span *span = &list->span[list->n++];
    *span = (struct text_span){.loc = loc, .style = style, .text = {"", 0}};
    return span;
}

static const struct text_style *
text_style_of(const struct look *look)
{
    return look->strong ? &look->style->bold : &look->style->regular;
}

/* What the text of LOOK belongs to. */
static void
tie(struct text_span *span, const struct look *look)
{
    span->owner = look->owner;
    span->strong = look->strong;
    span->stress = look->emphasis;
    span->lang = look->lang;
    span->keep = look->whole != NULL;
    span->whole = look->whole;
    span->jidori = look->jidori;
    span->jidori_of = look->jidori_of;
}

static struct text_span *
add_looking(struct collecting *c, struct loc loc, const struct look *look,
    struct str text)
{
    struct text_span *span = add_span(c, loc, text_style_of(look));
    if (span == NULL)
        return NULL;
    span->text = text;
    span->emphasis = look->emphasis ? look->style->emphasis : TEXT_NO_EMPHASIS;
    tie(span, look);
    return span;
}

/* The loc of the character at byte AT of TEXT, which begins at LOC. */
static struct loc
loc_at(struct loc loc, struct str text, size_t at)
{
    if (loc.col > 0)
        loc.col += (int32_t)utf8_count((struct str){text.p, at});
    return loc;
}

/* TEXT, its Western words (two and more) in spans of their own language. */
static enum err
add_words(struct collecting *c, struct loc loc, const struct look *look,
    struct str text)
{
    const char *lang = look->lang == NULL ? c->context->latin_lang : NULL;
    struct look western = *look;
    western.lang = lang;
    for (size_t at = 0; at < text.n;) {
        struct str rest = {text.p + at, text.n - at};
        struct str words = lang == NULL ? (struct str){rest.p + rest.n, 0}
                                        : western_words(rest);
        size_t before = (size_t)(words.p - rest.p);
        if (before > 0 && add_looking(c, loc_at(loc, text, at), look,
                              (struct str){rest.p, before}) == NULL)
            return ERR_NOMEM;
        at += before;
        if (words.n > 0 &&
            add_looking(c, loc_at(loc, text, at), &western, words) == NULL)
            return ERR_NOMEM;
        at += words.n;
    }
    return ERR_OK;
}

static enum err
add_text(struct collecting *c, const struct node *node, const struct look *look)
{
    struct str text = normal_text(c->context->arena, look->style, node->text);
    if (text.p == NULL && node->text.n > 0)
        return ERR_NOMEM;
    return text.n == 0 && add_looking(c, node->loc, look, text) == NULL
               ? ERR_NOMEM
               : add_words(c, node->loc, look, text);
}

/* --- tate-chu-yoko ---------------------------------------------------- */

static bool
is_digit(struct str text, size_t at)
{
    return at < text.n && text.p[at] >= '0' && text.p[at] <= '9';
}

/* A letter or sign that a number beside it is part of. */
static bool
is_western(struct str text, size_t at)
{
    return at < text.n && text.p[at] > ' ' && text.p[at] < 0x7F;
}

/* The next number of one or two digits that stands between Japanese characters,
 * from byte AT on; its length is 0 when there is none. */
static struct str
find_short_number(struct str text, size_t at)
{
    while (at < text.n) {
        size_t end = at;
        while (is_western(text, end))
            end++;
        size_t n = end - at;
        bool digits = is_digit(text, at) &&
                      (n == 1 || (n == 2 && is_digit(text, at + 1)));
        if (digits)
            return (struct str){text.p + at, n};
        at = end > at ? end : at + 1;
    }
    return (struct str){text.p + text.n, 0};
}

/* TEXT as one character. */
static enum err
add_combined(struct collecting *c, struct loc loc, const struct look *look,
    struct str text)
{
    if (text.n == 0)
        return ERR_OK;
    struct text_span *span = add_looking(c, loc, look, text);
    if (span == NULL)
        return ERR_NOMEM;
    span->combine = true;
    return ERR_OK;
}

/* The text of a vertical style, its short numbers in spans of their own. */
static enum err
add_combining(
    struct collecting *c, const struct node *node, const struct look *look)
{
    struct str text = normal_text(c->context->arena, look->style, node->text);
    if (text.p == NULL && node->text.n > 0)
        return ERR_NOMEM;
    if (look->style->combine == COMBINE_ALL)
        return add_combined(c, node->loc, look, text);
    enum err err = ERR_OK;
    for (size_t at = 0; at < text.n && err == ERR_OK;) {
        struct str number = find_short_number(text, at);
        size_t from = (size_t)(number.p - text.p);
        err = add_words(c, loc_at(node->loc, text, at), look,
            (struct str){text.p + at, from - at});
        if (err == ERR_OK)
            err = add_combined(c, loc_at(node->loc, text, from), look, number);
        at = from + number.n;
    }
    return err;
}

/* --- the nodes -------------------------------------------------------- */

/* Is TEXT, which stands alone under a reading, tate-chu-yoko? */
static bool
combines(const struct set_style *style, struct str text)
{
    if (!style->vertical || style->combine == COMBINE_NO)
        return false;
    if (style->combine == COMBINE_ALL)
        return true;
    return text.n <= 2 && is_digit(text, 0) &&
           (text.n == 1 || is_digit(text, 1));
}

/* What stands side by side in one em is one thing with one reading: those of
 * its characters in a row. */
static bool
group_readings(struct collecting *c, struct text_span *span)
{
    if (span->ruby_kind == TEXT_RUBY_GROUP)
        return true;
    char *p = arena_alloc(c->context->arena, span->ruby.n + 1);
    size_t n = 0;
    for (size_t i = 0; p != NULL && i < span->ruby.n; i++)
        if (span->ruby.p[i] != '|')
            p[n++] = span->ruby.p[i];
    span->ruby = (struct str){p, n};
    span->ruby_kind = TEXT_RUBY_GROUP;
    return p != NULL;
}

static enum err
add_ruby(struct collecting *c, const struct node *node, const struct look *look)
{
    static const enum text_ruby kinds[] = {[RUBY_GROUP] = TEXT_RUBY_GROUP,
        [RUBY_MONO] = TEXT_RUBY_MONO,
        [RUBY_JUKUGO] = TEXT_RUBY_JUKUGO};
    struct str text = normal_text(c->context->arena, look->style, node->text);
    struct look base = *look;
    if (base.lang == NULL && text.n > 0 && western_words(text).n == text.n)
        base.lang = c->context->latin_lang;
    struct text_span *span = text.p == NULL && node->text.n > 0
                                 ? NULL
                                 : add_looking(c, node->loc, &base, text);
    if (span == NULL)
        return ERR_NOMEM;
    span->combine = combines(look->style, span->text);
    span->ruby = node->ruby;
    span->ruby_kind = kinds[node->ruby_kind];
    span->ruby_style = &look->style->ruby;
    if (span->combine && !group_readings(c, span))
        return ERR_NOMEM;
    if (look->emphasis && DIAG(c->context->diag, node->loc, &no_dots,
                              diag_str(c->context->diag, node->text)) != ERR_OK)
        return ERR_NOMEM;
    return ERR_OK;
}

static enum err
add_script(
    struct collecting *c, const struct node *node, const struct look *look)
{
    const struct set_style *style = look->style;
    const struct text_style *script = node->kind == NODE_SUPER
                                          ? &style->super[look->strong != NULL]
                                          : &style->sub[look->strong != NULL];
    struct text_span *span = add_span(c, node->loc, script);
    if (span == NULL)
        return ERR_NOMEM;
    span->text = node->text;
    span->script = true;
    span->raised = node->kind == NODE_SUPER;
    tie(span, look);
    return ERR_OK;
}

/* The context's mark with its `{n}` replaced by the note's number. */
static enum err
add_mark(struct collecting *c, const struct node *node, const struct look *look)
{
    const char *mark = c->context->note_mark;
    const char *place = strstr(mark, "{n}");
    int before = (int)(place == NULL ? strlen(mark) : (size_t)(place - mark));
    const char *text = arena_printf(c->context->arena, "%.*s%d%s", before, mark,
        node->note->number, place == NULL ? "" : place + 3);
    struct text_span *span = add_span(c, node->loc, &look->style->mark);
    if (text == NULL || span == NULL)
        return ERR_NOMEM;
    span->text = str_of(text);
    tie(span, look);
    span->keep = true;
    span->attach = true;
    span->owner = node;
    span->outer = look->owner;
    return ERR_OK;
}

static enum err
add_break(
    struct collecting *c, const struct node *node, const struct look *look)
{
    struct text_span *span = c->list->n == 0
                                 ? add_span(c, node->loc, text_style_of(look))
                                 : &c->list->span[c->list->n - 1];
    if (span != NULL && span->break_after)
        span = add_span(c, node->loc, text_style_of(look));
    if (span == NULL)
        return ERR_NOMEM;
    span->break_after = true;
    return ERR_OK;
}

static enum err add_children(
    struct collecting *c, const struct node *node, struct look look);

/* What STYLE says of all the text of NODE together; of a line what is around it
 * says more than what is inside. */
static void
set_group(
    struct look *look, const struct set_style *style, const struct node *node)
{
    if (style->lang != NULL)
        look->lang = style->lang;
    if (style->keep && look->whole == NULL)
        look->whole = node;
    if (style->jidori == 0 || look->jidori > 0)
        return;
    look->jidori = style->jidori;
    look->jidori_of = node;
}

/* Children in another style, or in the same when the style is not set. */
static enum err
add_styled(struct collecting *c, const struct node *node, struct look look)
{
    const struct set_style *outer = look.style;
    const struct set_style *style =
        node->style == NULL ? NULL
                            : theme_style(c->context->theme, node->style);
    if (style != NULL)
        look.style = theme_shrink(c->context->arena, style, c->milli);
    if (style != NULL && look.style != NULL &&
        look.style->vertical != outer->vertical) {
        enum err err =
            DIAG(c->context->diag, node->loc, &turned_span, node->style);
        if (err != ERR_OK)
            return err;
    }
    if (style != NULL && look.style != NULL)
        set_group(&look, look.style, node);
    return look.style == NULL ? ERR_NOMEM : add_children(c, node, look);
}

static enum err
add_node(struct collecting *c, const struct node *node, struct look look)
{
    switch (node->kind) {
    case NODE_TEXT:
        if (look.style->vertical && look.style->combine != COMBINE_NO)
            return add_combining(c, node, &look);
        return add_text(c, node, &look);
    case NODE_RUBY:
        return add_ruby(c, node, &look);
    case NODE_SUPER:
    case NODE_SUB:
        return add_script(c, node, &look);
    case NODE_NOTE:
        return add_mark(c, node, &look);
    case NODE_BREAK:
        return add_break(c, node, &look);
    case NODE_STRONG:
        look.strong = node;
        return add_children(c, node, look);
    case NODE_EMPH:
        look.emphasis = node;
        return add_children(c, node, look);
    case NODE_LINK:
        look.owner = node;
        return add_children(c, node, look);
    case NODE_SPAN:
        return add_styled(c, node, look);
    case NODE_ROOT:
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_QUOTE:
    case NODE_LIST:
    case NODE_ITEM:
    case NODE_TABLE:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_RULE:
        break;
    }
    return add_children(c, node, look);
}

static enum err
add_children(struct collecting *c, const struct node *node, struct look look)
{
    for (const struct node *n = node->first; n != NULL; n = n->next) {
        enum err err = add_node(c, n, look);
        if (err != ERR_OK)
            return err;
    }
    return ERR_OK;
}

enum err
span_collect(const struct set_context *context, const struct set_style *style,
    int32_t milli, const struct node *node, struct span_list *out)
{
    *out = (struct span_list){NULL, 0};
    struct collecting c = {context, milli, out, 0};
    struct look look = {.style = style};
    set_group(&look, style, node);
    return add_children(&c, node, look);
}
