#include "reading/plain.h"

#include "base/utf8.h"
#include "reading/texts.h"
#include "reading/wrap.h"

enum kind { NOTHING, HEADING, TEXT, ITEM };

struct plain {
    struct buf *out;
    struct texts texts;
    unsigned columns;
    enum kind last;   /* what was put last */
    struct buf label; /* of the item that begins */
    bool fresh;       /* nothing of that item was put */
    bool unmarked;    /* marks of notes are left out: they were told */
    enum err err;
};

/* --- the text of an element ----------------------------------------------- */

static bool
is_inline(enum role role)
{
    return role == ROLE_REFERENCE || role == ROLE_LINK || role == ROLE_SPAN ||
           role == ROLE_RUBY || role == ROLE_RB || role == ROLE_RT;
}

/* A telephone number, however it is written. */
static bool
has_number(struct str words)
{
    enum { LEAST = 6 };
    size_t figures = 0;
    for (size_t i = 0; i < words.n; i++)
        figures += words.p[i] >= '0' && words.p[i] <= '9';
    return figures >= LEAST;
}

/* Where a link leads, when its words, OUT from FROM on, do not say it. */
static void
put_url(
    struct plain *p, const struct element *link, size_t from, struct buf *out)
{
    const char *url = texts_url(&p->texts, link);
    bool turns = out->n > from && out->p[out->n - 1] == '\n';
    if (url == NULL || out->p == NULL)
        return;
    out->n -= turns;
    struct str words = {out->p + from, out->n - from};
    const char *bare = strncmp(url, "mailto:", 7) == 0 ? url + 7
                       : strncmp(url, "tel:", 4) == 0  ? url + 4
                                                       : url;
    bool called = bare == url + 4 && has_number(words);
    if (!called && !str_equal(words, str_of(bare)) &&
        !str_equal(words, str_of(url)))
        buf_printf(out, " <%s>", bare);
    if (turns)
        buf_byte(out, '\n');
}

/* A mark is kept from the figures beside it. */
static const struct {
    const char *open, *close;
} sign[ROLE_COUNT] = {[ROLE_RT] = {"（", "）"}, [ROLE_REFERENCE] = {"[", "]"}};

static void put_inline(
    struct plain *p, const struct element *e, struct buf *out);

/* The words of E, readings in brackets; what is a block of its own is not of
 * them. */
static void
put_words(struct plain *p, const struct element *e, struct buf *out)
{
    for (const struct kid *kid = e->first; kid != NULL; kid = kid->next) {
        if (kid->kind == KID_SEQUENCE)
            buf_str(out, texts_of(&p->texts, kid));
        if (kid->kind == KID_ELEMENT && is_inline(kid->element->role))
            put_inline(p, kid->element, out);
    }
}

static void
put_inline(struct plain *p, const struct element *e, struct buf *out)
{
    size_t from = out->n;
    if (e->role == ROLE_REFERENCE && p->unmarked)
        return;
    if (sign[e->role].open != NULL)
        buf_text(out, sign[e->role].open);
    if (e->extra != NULL && e->extra->script > 0)
        buf_byte(out, '^'); /* 10^6 */
    put_words(p, e, out);
    if (sign[e->role].close != NULL)
        buf_text(out, sign[e->role].close);
    if (e->role == ROLE_LINK)
        put_url(p, e, from, out);
}

/* All words that are in E, of blocks too, in one line. */
static void
put_all_words(struct plain *p, const struct element *e, struct buf *out)
{
    put_words(p, e, out);
    for (const struct kid *kid = e->first; kid != NULL; kid = kid->next) {
        if (kid->kind != KID_ELEMENT || is_inline(kid->element->role))
            continue;
        if (out->n > 0)
            buf_byte(out, ' ');
        put_all_words(p, kid->element, out);
    }
}

/* --- blocks --------------------------------------------------------------- */

static void
put_block(struct plain *p, enum kind kind, const char *first, struct buf *words)
{
    struct str text = str_trim((struct str){words->p, words->n});
    bool apart = p->last != NOTHING && (p->last != ITEM || kind != ITEM);
    if (words->failed)
        p->err = ERR_NOMEM;
    if (p->err != ERR_OK || text.n == 0)
        return;
    if (apart)
        buf_byte(p->out, '\n');
    p->err = wrap_put(p->out, str_of(first), text, p->columns);
    p->last = kind;
}

/* Does TEXT begin with a mark of its own, such as a square? */
static bool
is_marked(struct str text)
{
    size_t next;
    uint32_t c = text.n == 0 ? 0 : utf8_next(text, 0, &next);
    return c >= 0x25A0 && c < 0x2700;
}

/* The list items that E is in. */
static unsigned
depth_of(const struct element *e)
{
    unsigned depth = 0;
    for (; e != NULL; e = e->parent)
        depth += e->role == ROLE_LI;
    return depth;
}

/* What stands before the text of an item: its label, or room for it. */
static void
put_item(struct plain *p, unsigned depth, struct buf *words)
{
    struct buf first = {0};
    unsigned width = wrap_width((struct str){p->label.p, p->label.n});
    for (unsigned i = 1; i < depth; i++)
        buf_text(&first, "  ");
    for (unsigned i = 0; i < width && !p->fresh; i++)
        buf_byte(&first, ' ');
    if (p->fresh)
        buf_put(&first, p->label.p, p->label.n);
    put_block(p, ITEM, first.p == NULL ? "" : first.p, words);
    p->fresh = p->fresh && words->n == 0;
    buf_fini(&first);
}

static void
put_heading(struct plain *p, const struct element *e)
{
    struct buf words = {0};
    put_words(p, e, &words);
    if (depth_of(e) > 0) {
        put_item(p, depth_of(e), &words);
        buf_fini(&words);
        return;
    }
    bool bare = e->role == ROLE_H1 ||
                is_marked(str_trim((struct str){words.p, words.n}));
    put_block(p, HEADING, bare ? "" : e->role == ROLE_H2 ? "■ " : "● ", &words);
    buf_fini(&words);
}

/* LABEL, or NULL, is before what comes next. */
static void
begin_item(struct plain *p, const struct element *label)
{
    struct buf words = {0};
    if (label != NULL)
        texts_below(&p->texts, label, &words);
    struct str text = str_trim((struct str){words.p, words.n});
    p->label.n = 0;
    p->fresh = true;
    buf_str(&p->label, text.n == 0 ? STR("・") : text);
    if (text.n > 0 && !str_equal(text, STR("・")))
        buf_byte(&p->label, ' ');
    buf_fini(&words);
}

/* Paragraphs, and items that hold their words themselves. */
static void
put_text(struct plain *p, const struct element *e)
{
    struct buf words = {0};
    unsigned depth = depth_of(e);
    bool noted = false;
    for (const struct element *up = e->parent; up != NULL; up = up->parent)
        noted = noted || up->role == ROLE_NOTE;
    put_words(p, e, &words);
    if (depth > 0 || noted)
        put_item(p, depth, &words);
    else
        put_block(p, TEXT, "", &words);
    buf_fini(&words);
}

static void
put_figure(struct plain *p, const struct element *e)
{
    struct buf words = {0};
    if (e->extra == NULL || e->extra->alt == NULL)
        return;
    buf_printf(&words, "［図］%s", e->extra->alt);
    for (const struct kid *kid = e->first; kid != NULL; kid = kid->next)
        if (kid->kind == KID_ELEMENT) /* marks of notes, links */
            put_inline(p, kid->element, &words);
    put_block(p, TEXT, "", &words);
    buf_fini(&words);
}

/* --- tables --------------------------------------------------------------- */

/* The first cell of the row TR, or the next one; NULL: there is none. */
static const struct kid *
cell_from(const struct kid *kid)
{
    while (kid != NULL && kid->kind != KID_ELEMENT)
        kid = kid->next;
    return kid;
}

static size_t
count_cells(const struct element *tr)
{
    size_t n = 0;
    const struct kid *kid = tr == NULL ? NULL : cell_from(tr->first);
    for (; kid != NULL; kid = cell_from(kid->next))
        n++;
    return n;
}

/* TEXT without line feeds: a space where Western words meet at one. */
static void
put_joined(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        bool inside = i > 0 && i + 1 < text.n;
        bool western = inside && (unsigned char)text.p[i - 1] < 0x80 &&
                       (unsigned char)text.p[i + 1] < 0x80;
        if (text.p[i] != '\n')
            buf_byte(out, text.p[i]);
        else if (western)
            buf_byte(out, ' ');
    }
}

static void
put_cell_words(struct plain *p, const struct element *cell, struct buf *out)
{
    struct buf words = {0};
    put_all_words(p, cell, &words);
    put_joined(out, str_trim((struct str){words.p, words.n}));
    out->failed = out->failed || words.failed;
    buf_fini(&words);
}

/* All heads in one line, with their marks of notes: rows say them without. */
static void
put_heads(struct plain *p, const struct element *tr)
{
    struct buf words = {0};
    const struct kid *kid = tr == NULL ? NULL : cell_from(tr->first);
    for (; kid != NULL; kid = cell_from(kid->next)) {
        if (words.n > 0)
            buf_text(&words, " ／ ");
        put_cell_words(p, kid->element, &words);
    }
    if (words.n > 0)
        put_block(p, TEXT, "項目：", &words);
    buf_fini(&words);
}

/* CELL as `head words`, HEAD may be NULL; nothing when it is empty. */
static void
put_cell(struct plain *p, const struct element *cell, const struct kid *head,
    const char **apart, struct buf *out)
{
    size_t before = out->n;
    buf_text(out, *apart);
    if (head != NULL && cell->role != ROLE_TH_ROW &&
        head->element->first != NULL) {
        p->unmarked = true;
        put_cell_words(p, head->element, out);
        p->unmarked = false;
        buf_byte(out, ' ');
    }
    size_t begun = out->n;
    put_cell_words(p, cell, out);
    if (out->n == begun)
        out->n = before; /* nothing is in it */
    else
        *apart = cell->role == ROLE_TH_ROW ? "：" : " ／ ";
}

static void
put_row(struct plain *p, const struct element *tr, const struct element *heads)
{
    struct buf words = {0};
    const char *apart = "";
    bool paired = heads != NULL && count_cells(heads) == count_cells(tr);
    const struct kid *head = paired ? cell_from(heads->first) : NULL;
    const struct kid *kid = cell_from(tr->first);
    for (; kid != NULL; kid = cell_from(kid->next)) {
        put_cell(p, kid->element, head, &apart, &words);
        head = head == NULL ? NULL : cell_from(head->next);
    }
    put_block(p, ITEM, "・", &words);
    buf_fini(&words);
}

/* What it is called, and in what unit. */
static void
put_caption(struct plain *p, const struct element *caption)
{
    struct buf words = {0};
    if (caption != NULL)
        put_all_words(p, caption, &words);
    put_block(p, TEXT, "", &words);
    buf_fini(&words);
}

static void
put_table(struct plain *p, const struct element *table)
{
    const struct element *thead = texts_kid(table, ROLE_THEAD), *heads = NULL;
    const struct kid *row = thead == NULL ? NULL : cell_from(thead->first);
    put_caption(p, texts_kid(table, ROLE_CAPTION));
    for (; row != NULL; row = cell_from(row->next)) {
        heads = row->element; /* the last row names the columns */
        put_heads(p, heads);
    }
    p->last = p->last == ITEM ? TEXT : p->last;
    for (const struct kid *kid = table->first; kid != NULL; kid = kid->next) {
        if (kid->kind != KID_ELEMENT || kid->element->role != ROLE_TBODY)
            continue;
        const struct kid *tr = cell_from(kid->element->first);
        for (; tr != NULL; tr = cell_from(tr->next))
            put_row(p, tr->element, heads);
    }
    p->last = p->last == ITEM ? TEXT : p->last;
}

/* --- the whole ------------------------------------------------------------ */

/* True when what is in E is to be looked at, too. */
static bool
put_element(struct plain *p, const struct element *e)
{
    switch ((unsigned)e->role) {
    case ROLE_H1:
    case ROLE_H2:
    case ROLE_H3:
    case ROLE_H4:
    case ROLE_H5:
    case ROLE_H6:
        put_heading(p, e);
        return false;
    case ROLE_P:
        put_text(p, e);
        return false;
    case ROLE_LI:
    case ROLE_NOTE:
        begin_item(p, texts_kid(e, ROLE_LBL));
        return true;
    case ROLE_LBODY:
        put_text(p, e);
        return true;
    case ROLE_TABLE:
        put_table(p, e);
        return false;
    case ROLE_FIGURE:
        put_figure(p, e);
        return false;
    case ROLE_LBL: /* that of the item itself was looked for */
        if (e->parent->role != ROLE_LI && e->parent->role != ROLE_NOTE)
            begin_item(p, e);
        return false;
    default:
        return true;
    }
}

static void
write_all(struct plain *p, const struct element *root)
{
    const struct kid *kid = root->first;
    while (kid != NULL && p->err == ERR_OK) {
        bool in = kid->kind == KID_ELEMENT && put_element(p, kid->element);
        if (in && kid->element->first != NULL) {
            kid = kid->element->first;
            continue;
        }
        while (kid->next == NULL && kid->parent != root)
            kid = kid->parent->self;
        kid = kid->next;
    }
}

enum err
plain_write(const struct document *document, unsigned columns, struct buf *out)
{
    struct plain p = {.out = out, .columns = columns};
    struct arena *arena = arena_new();
    p.err = arena == NULL ? ERR_NOMEM : texts_read(arena, document, &p.texts);
    if (p.err == ERR_OK)
        write_all(&p, document->structure->root);
    texts_fini(&p.texts);
    buf_fini(&p.label);
    arena_free(arena);
    return p.err == ERR_OK && out->failed ? ERR_NOMEM : p.err;
}
