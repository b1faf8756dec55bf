#include "reading/plain.h"

#include "base/utf8.h"
#include "reading/texts.h"
#include "reading/wrap.h"

enum kind { NOTHING, HEADING, TEXT, ITEM, NOTE };

/* What stands for what cannot be seen. */
struct signs {
    const char *part, *detail; /* before headings: of level 2, of others */
    const char *bullet, *figure, *heads;
    const char *head, *cell;  /* behind the head of a row, a cell */
    const char *open, *close; /* around a reading */
};

static const struct signs japanese = {
    .part = "■ ",
    .detail = "● ",
    .bullet = "・",
    .figure = "［図］",
    .heads = "項目：",
    .head = "：",
    .cell = " ／ ",
    .open = "（",
    .close = "）",
};

static const struct signs western = {
    .part = "# ",
    .detail = "## ",
    .bullet = "- ",
    .figure = "[Figure] ",
    .heads = "Columns: ",
    .head = ": ",
    .cell = " / ",
    .open = " (",
    .close = ")",
};

struct plain {
    struct buf *out;
    struct texts texts;
    struct wrap wrap;
    const struct signs *signs;
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
    bool mark = e->role == ROLE_REFERENCE; /* kept from figures beside it */
    if (mark && p->unmarked)
        return;
    buf_text(out, mark ? "[" : e->role == ROLE_RT ? p->signs->open : "");
    if (e->extra != NULL && e->extra->script > 0)
        buf_byte(out, '^'); /* 10^6 */
    put_words(p, e, out);
    buf_text(out, mark ? "]" : e->role == ROLE_RT ? p->signs->close : "");
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

/* What begins the lines of a block: the first one, and those below. */
struct margin {
    struct buf first, rest;
};

static void
put_margin(struct margin *margin, const char *text)
{
    buf_text(&margin->first, text);
    buf_text(&margin->rest, text);
}

/* LABEL, or as much room when it was put before. */
static void
put_label(struct margin *margin, struct str label, bool put)
{
    for (unsigned i = wrap_width(label); i > 0; i--) {
        buf_byte(&margin->rest, ' ');
        if (!put)
            buf_byte(&margin->first, ' ');
    }
    if (put)
        buf_str(&margin->first, label);
}

/* Writes WORDS behind MARGIN; gives both up. */
static void
put_lines(
    struct plain *p, enum kind kind, struct margin *margin, struct buf *words)
{
    struct str text = str_trim((struct str){words->p, words->n});
    bool row = kind == ITEM || kind == NOTE;
    bool apart = p->last != NOTHING && !(row && p->last == kind);
    if (words->failed || margin->first.failed || margin->rest.failed)
        p->err = ERR_NOMEM;
    if (p->err == ERR_OK && text.n > 0) {
        if (apart)
            buf_byte(p->out, '\n');
        p->err = wrap_put(p->out, &p->wrap,
            (struct str){margin->first.p, margin->first.n},
            (struct str){margin->rest.p, margin->rest.n}, text);
        p->last = kind;
    }
    buf_fini(&margin->first);
    buf_fini(&margin->rest);
    buf_fini(words);
}

/* Writes WORDS of E, a block that begins with SIGN; gives WORDS up. */
static void
put_block(struct plain *p, enum kind kind, const struct element *e,
    const char *sign, struct buf *words)
{
    struct margin margin = {0};
    for (; e != NULL; e = e->parent)
        if (e->role == ROLE_QUOTE)
            put_margin(&margin, "> ");
    put_label(&margin, str_of(sign), true);
    put_lines(p, kind, &margin, words);
}

/* Does TEXT begin with a mark of its own, such as a square? */
static bool
is_marked(struct str text)
{
    size_t next;
    uint32_t c = text.n == 0 ? 0 : utf8_next(text, 0, &next);
    return c >= 0x25A0 && c < 0x2700;
}

static bool
is_inside(const struct element *e, enum role role)
{
    while (e != NULL && e->role != role)
        e = e->parent;
    return e != NULL;
}

/* The places of E's margin from the inside out: `>` a quotation, `L` the label
 * of the item or note that it is in, a space an item around that. */
static void
find_places(const struct element *e, struct buf *out)
{
    bool labelled = false;
    for (; e != NULL; e = e->parent) {
        bool item = e->role == ROLE_LI, note = e->role == ROLE_NOTE;
        if (e->role == ROLE_QUOTE)
            buf_byte(out, '>');
        else if (item || (note && !labelled))
            buf_byte(out, labelled ? ' ' : 'L');
        labelled = labelled || item || note;
    }
}

/* Writes WORDS of E, which is in an item or note, behind its label or as much
 * room; gives WORDS up. */
static void
put_item(
    struct plain *p, enum kind kind, const struct element *e, struct buf *words)
{
    struct margin margin = {0};
    struct buf places = {0};
    bool empty = words->n == 0;
    find_places(e, &places);
    for (size_t i = places.n; i-- > 0;) {
        if (places.p[i] == 'L')
            put_label(&margin, (struct str){p->label.p, p->label.n}, p->fresh);
        else
            put_margin(&margin, places.p[i] == '>' ? "> " : "  ");
    }
    margin.first.failed = margin.first.failed || places.failed;
    put_lines(p, kind, &margin, words);
    p->fresh = p->fresh && empty;
    buf_fini(&places);
}

static void
put_heading(struct plain *p, const struct element *e)
{
    struct buf words = {0};
    put_words(p, e, &words);
    if (is_inside(e, ROLE_LI)) {
        put_item(p, ITEM, e, &words);
        return;
    }
    bool bare = e->role == ROLE_H1 ||
                is_marked(str_trim((struct str){words.p, words.n}));
    put_block(p, HEADING, e,
        bare                 ? ""
        : e->role == ROLE_H2 ? p->signs->part
                             : p->signs->detail,
        &words);
}

/* LABEL, or NULL, is before what comes next. */
static void
begin_item(struct plain *p, const struct element *label)
{
    struct buf words = {0};
    if (label != NULL)
        texts_below(&p->texts, label, &words);
    struct str text = str_trim((struct str){words.p, words.n});
    bool bullet = text.n == 0 || str_equal(text, STR("・"));
    p->label.n = 0;
    p->fresh = true;
    buf_str(&p->label, bullet ? str_of(p->signs->bullet) : text);
    if (!bullet)
        buf_byte(&p->label, ' ');
    p->out->failed = p->out->failed || words.failed || p->label.failed;
    buf_fini(&words);
}

/* Paragraphs, and items that hold their words themselves. */
static void
put_text(struct plain *p, const struct element *e)
{
    struct buf words = {0};
    bool noted = is_inside(e, ROLE_NOTE);
    put_words(p, e, &words);
    if (noted || is_inside(e, ROLE_LI))
        put_item(p, noted ? NOTE : ITEM, e, &words);
    else
        put_block(p, TEXT, e, "", &words);
}

static void
put_figure(struct plain *p, const struct element *e)
{
    struct buf words = {0};
    if (e->extra == NULL || e->extra->alt == NULL)
        return;
    buf_printf(&words, "%s%s", p->signs->figure, e->extra->alt);
    for (const struct kid *kid = e->first; kid != NULL; kid = kid->next)
        if (kid->kind == KID_ELEMENT) /* marks of notes, links */
            put_inline(p, kid->element, &words);
    put_block(p, TEXT, e, "", &words);
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
        bool latin = inside && (unsigned char)text.p[i - 1] < 0x80 &&
                     (unsigned char)text.p[i + 1] < 0x80;
        if (text.p[i] != '\n')
            buf_byte(out, text.p[i]);
        else if (latin)
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
            buf_text(&words, p->signs->cell);
        put_cell_words(p, kid->element, &words);
    }
    put_block(p, TEXT, tr, p->signs->heads, &words);
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
        *apart = cell->role == ROLE_TH_ROW ? p->signs->head : p->signs->cell;
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
    put_block(p, ITEM, tr, p->signs->bullet, &words);
}

/* What it is called, and in what unit. */
static void
put_caption(struct plain *p, const struct element *caption)
{
    struct buf words = {0};
    if (caption != NULL)
        put_all_words(p, caption, &words);
    put_block(p, TEXT, caption, "", &words);
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
plain_write(const struct document *document,
    const struct plain_options *options, struct buf *out)
{
    const char *lang = document->lang;
    bool ja = lang == NULL || strncmp(lang, "ja", 2) == 0;
    struct plain p = {.out = out,
        .wrap = {options->columns, options->keep, options->n_keep},
        .signs = ja ? &japanese : &western};
    struct arena *arena = arena_new();
    p.err = arena == NULL ? ERR_NOMEM : texts_read(arena, document, &p.texts);
    if (p.err == ERR_OK)
        write_all(&p, document->structure->root);
    texts_fini(&p.texts);
    buf_fini(&p.label);
    arena_free(arena);
    return p.err == ERR_OK && out->failed ? ERR_NOMEM : p.err;
}
