#include "content/warp.h"

#include <string.h>

#include "base/utf8.h"
#include "content/markup.h"
#include "content/notes.h"

DIAG_MESSAGE(span_crosses, "content.span-crosses", DIAG_ERROR,
    "スタイル「{1}」の範囲 [ ... ]{.{1}} が強調・リンク・セルの境をまたいでい"
    "ます。どちらかの内側に収めてください",
    "the range [ ... ]{.{1}} crosses emphasis, a link or a cell; keep it "
    "inside or around them");
DIAG_MESSAGE(no_style, "content.style-unknown", DIAG_ERROR,
    "スタイル「{1}」はジョブにありません。[style {1}] を書いてください",
    "the job has no style \"{1}\"; write a section [style {1}]");
DIAG_MESSAGE(near_style, "content.style-unknown", DIAG_ERROR,
    "スタイル「{1}」はジョブにありません。「{2}」ではありませんか",
    "the job has no style \"{1}\"; did you mean \"{2}\"?");
DIAG_MESSAGE(style_place, "content.style-place", DIAG_ERROR,
    "{.{1}} は段落・見出し・セルの最初の行の終わりか、[文字] の直後に置いてくだ"
    "さい",
    "put {.{1}} at the end of the first line of a paragraph, heading or cell, "
    "or right behind [text]");
DIAG_MESSAGE(no_embargo, "content.embargo", DIAG_WARN,
    "{{embargo}} は、解禁の日時がないか過ぎたので空です。このブロックに when = "
    "\"{{embargo}}\" を付けてください",
    "{{embargo}} is empty: there is no embargo, or it is over. Give this block "
    "when = \"{{embargo}}\"");
DIAG_MESSAGE(no_data, "content.no-data", DIAG_ERROR,
    "値「{1}」を使えません。データのない文書です",
    "the value \"{1}\" cannot be used: there is no data");

struct loc
warp_loc(struct weave *weave)
{
    return galley_loc(weave->galley, weave->at);
}

void
warp_err(struct weave *weave, enum err err)
{
    weave->err = markup_worse(weave->err, err);
    weave->stopped = weave->stopped || err == ERR_NOMEM;
    if (err != ERR_INPUT || weave->stopped ||
        diag_errors(weave->context->diag) - weave->errors < LIMIT_FAULTS)
        return;
    weave->stopped = true;
    warp_err(weave, limit_say_faults(weave->context->diag, warp_loc(weave)));
}

/* --- the tree ------------------------------------------------------------ */

struct node *
warp_add(struct weave *weave, enum node_kind kind, size_t at)
{
    struct node *node = arena_alloc(weave->context->arena, sizeof *node);
    struct frame *frame = &weave->frame[weave->top];
    if (node == NULL) {
        warp_err(weave, ERR_NOMEM);
        return NULL;
    }
    node->kind = kind;
    node->loc = galley_loc(weave->galley, at);
    *frame->tail = node;
    frame->tail = &node->next;
    return node;
}

bool
warp_push(struct weave *weave, struct node *node)
{
    if (node == NULL)
        return false;
    if (weave->top == LIMIT_DEPTH) {
        warp_err(weave, limit_say_depth(weave->context->diag, node->loc));
        weave->stopped = true;
        return false;
    }
    weave->frame[++weave->top] = (struct frame){node, &node->first, false};
    return true;
}

void
warp_pop(struct weave *weave, size_t to)
{
    for (; weave->top > to; weave->top--) {
        const struct frame *frame = &weave->frame[weave->top];
        if (frame->span && !weave->stopped)
            warp_err(weave, DIAG(weave->context->diag, frame->node->loc,
                                &span_crosses, frame->node->style));
    }
}

/* --- styles -------------------------------------------------------------- */

static enum err
say_no_style(struct weave *weave, struct loc loc, const char *name)
{
    const struct copy_context *context = weave->context;
    const char **names = NULL;
    size_t n = 0, cap = 0;
    const struct section *section = NULL;
    while (context->job != NULL &&
           (section = job_next(context->job, "style", section)) != NULL) {
        void *grown = arena_grow(context->arena, names, n, &cap, sizeof *names);
        if (grown == NULL)
            return ERR_NOMEM;
        names = grown;
        names[n++] = section->name;
    }
    const char *near = str_nearest(name, names, n);
    if (near == NULL)
        return DIAG(context->diag, loc, &no_style, name);
    return DIAG(context->diag, loc, &near_style, name, near);
}

void
warp_style(struct weave *weave, struct node *node, struct mark *mark)
{
    const struct copy_context *context = weave->context;
    const char *name =
        arena_strndup(context->arena, mark->text.p, mark->text.n);
    mark->done = true;
    if (name == NULL) {
        warp_err(weave, ERR_NOMEM);
        return;
    }
    node->style = name;
    if (context->job != NULL && job_find(context->job, "style", name) != NULL)
        return;
    size_t at = mark->kind == MARK_SPAN_OPEN ? mark->pair + 1 : mark->at;
    warp_err(weave, say_no_style(weave, galley_loc(weave->galley, at), name));
}

void
warp_say_place(struct weave *weave, struct mark *mark)
{
    struct diag *diag = weave->context->diag;
    mark->done = true;
    warp_err(weave, DIAG(diag, galley_loc(weave->galley, mark->at),
                        &style_place, diag_str(diag, mark->text)));
}

/* True when nothing but blanks, a heading's closing #s or the backslash of a
 * break follow on the line, or, in a cell, blanks up to its end. */
static bool
ends_line(const struct weave *weave, size_t at)
{
    const char *p = weave->galley->masked + at;
    p += strspn(p, " \t");
    if (weave->block->kind == NODE_HEADING)
        p += strspn(p, "# \t");
    if (*p == '\\' && p[1] == '\n') /* a line break */
        return true;
    return *p == '\n' || *p == '\0' || (weave->in_cell && *p == '|');
}

static void
take_style(struct weave *weave, struct mark *mark)
{
    bool good = ends_line(weave, mark->at + mark->n) &&
                weave->block->style == NULL &&
                galley_line_of(weave->galley, mark->at) == weave->block_line;
    if (good)
        warp_style(weave, weave->block, mark);
    else
        warp_say_place(weave, mark);
}

/* --- text ---------------------------------------------------------------- */

/* The width of the first character of TEXT that has one, or of the last. */
static enum flank_width
width_of(struct str text, bool last)
{
    enum flank_width width = WIDTH_NONE;
    for (size_t at = 0; at < text.n && (last || width == WIDTH_NONE);) {
        enum flank_width here = flank_width(utf8_next(text, at, &at));
        width = here == WIDTH_NONE ? width : here;
    }
    return width;
}

/* A line end is a blank between Latin words and nothing beside Japanese. */
static void
join_lines(struct weave *weave, struct str text)
{
    enum flank_width after = width_of(text, false);
    enum flank_width before = weave->before;
    bool blank = before == WIDTH_NARROW && after != WIDTH_WIDE && text.n > 0 &&
                 text.p[0] != ' ';
    weave->soft = false;
    if (!blank)
        return;
    struct node *node = warp_add(weave, NODE_TEXT, weave->soft_at);
    if (node != NULL)
        node->text = STR(" ");
}

struct node *
warp_text(struct weave *weave, enum node_kind kind, size_t at, struct str text)
{
    if (weave->soft)
        join_lines(weave, text);
    struct node *node = warp_add(weave, kind, at);
    if (node != NULL)
        node->text = text;
    enum flank_width width = width_of(text, true);
    weave->before = width == WIDTH_NONE ? weave->before : width;
    return node;
}

/* The copy between two bytes, as it stands. */
void
warp_run(struct weave *weave, size_t from, size_t to)
{
    if (to > from)
        warp_text(weave, NODE_TEXT, from,
            (struct str){weave->galley->source + from, to - from});
}

struct str
warp_value(struct weave *weave, const struct mark *mark)
{
    const struct copy_context *context = weave->context;
    struct loc loc = galley_loc(weave->galley, mark->at);
    struct str shown = {NULL, 0};
    if (context->dataset == NULL) {
        warp_err(weave, DIAG(context->diag, loc, &no_data,
                            diag_str(context->diag, mark->text)));
        return shown;
    }
    char *format = arena_strndup(context->arena, mark->more.p, mark->more.n);
    if (format == NULL) {
        warp_err(weave, ERR_NOMEM);
        return shown;
    }
    warp_err(
        weave, dataset_show(context->arena, context->diag, context->dataset,
                   loc, mark->text, mark->more.n > 0 ? format : NULL, &shown));
    if (shown.n == 0 && str_equal(mark->text, STR("embargo")))
        warp_err(weave, DIAG(context->diag, loc, &no_embargo, NULL));
    return shown;
}

static void
add_value(struct weave *weave, const struct mark *mark)
{
    struct str shown = warp_value(weave, mark);
    if (shown.n > 0)
        warp_text(weave, NODE_TEXT, mark->at, shown);
}

static void
add_note(struct weave *weave, const struct mark *mark)
{
    struct node *node = warp_add(weave, NODE_NOTE, mark->at);
    if (node == NULL)
        return;
    node->note = notes_use(weave->context->notes, mark->text, node->loc);
    if (node->note == NULL)
        warp_err(weave, ERR_NOMEM);
}

static void
open_span(struct weave *weave, struct mark *mark)
{
    struct node *node = warp_add(weave, NODE_SPAN, mark->at);
    if (node == NULL)
        return;
    warp_style(weave, node, mark);
    if (warp_push(weave, node))
        weave->frame[weave->top].span = true;
}

void
warp_mark(struct weave *weave, struct mark *mark)
{
    struct node *node;
    mark->done = true;
    switch (mark->kind) {
    case MARK_CHAR: /* of two bytes: a backslash and its bar */
        warp_text(weave, NODE_TEXT, mark->at + (mark->n == 2), mark->text);
        break;
    case MARK_BREAK:
        warp_add(weave, NODE_BREAK, mark->at);
        weave->before = WIDTH_NONE;
        weave->soft = false;
        break;
    case MARK_VALUE:
        add_value(weave, mark);
        break;
    case MARK_RUBY:
        node = warp_text(weave, NODE_RUBY, mark->at, mark->text);
        if (node != NULL) {
            node->ruby = mark->more;
            node->ruby_kind = mark->ruby;
        }
        break;
    case MARK_SUPER:
        warp_text(weave, NODE_SUPER, mark->at, mark->text);
        break;
    case MARK_SUB:
        warp_text(weave, NODE_SUB, mark->at, mark->text);
        break;
    case MARK_NOTE:
        add_note(weave, mark);
        break;
    case MARK_STYLE:
        take_style(weave, mark);
        break;
    case MARK_SPAN_OPEN:
        open_span(weave, mark);
        break;
    case MARK_SPAN_CLOSE:
        if (weave->frame[weave->top].span)
            weave->top--;
        break;
    case MARK_NOTHING:
        break;
    }
}
