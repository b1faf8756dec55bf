#include "compare/edition.h"

#include "base/utf8.h"
#include "compare/token.h"

DIAG_MESSAGE(no_dump, "compare.no-dump", DIAG_ERROR,
    "「{1}」はページの中身の記録ではありません（{2} 行目: {3}）。kumihan dump "
    "の出力か、ジョブファイル（.ini）を指定してください",
    "\"{1}\" is no dump of pages (line {2}: {3}); name what kumihan dump "
    "wrote, "
    "or a job file (.ini)");
DIAG_MESSAGE(no_blocks, "compare.no-blocks", DIAG_WARN,
    "「{1}」にはブロックがありません。古い版の記録なら、そのジョブから"
    "作り直してください",
    "\"{1}\" has no blocks; if it is the dump of an older program, make it "
    "anew from its job");

struct reader {
    struct edition *edition;
    struct diag *diag;
    const char *name;
    const struct document *document;
    const struct page *page; /* of the document, or NULL */
    size_t item;             /* index of the next on its page */
    size_t line_number, text_line;
    struct edition_block *block; /* or NULL */
    struct rect frame;
    bool repeats; /* what is read now was said before */
    size_t depth; /* of spans */
    size_t span;  /* item that began the outermost */
    struct str actual;
    bool ornament, reading;
};

static enum err
fail(struct reader *r, struct str line)
{
    size_t n = line.n < 40 ? line.n : 40;
    return DIAG(r->diag, LOC_NONE, &no_dump, r->name,
        diag_int(r->diag, (int64_t)r->line_number),
        diag_str(r->diag,
            (struct str){line.p, utf8_valid((struct str){line.p, n})}));
}

static int
hex_of(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = memchr(digits, c | 0x20, sizeof digits - 1);
    return at == NULL || c < '0' ? -1 : (int)(at - digits);
}

/* One escape behind its backslash (RFC 8259, 7).  False: it is none. */
static bool
unescape(struct str *s, char *to, size_t *n)
{
    static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
    if (s->n == 0)
        return false;
    const char *known = memchr(from, s->p[0], sizeof from - 1);
    if (known != NULL)
        to[(*n)++] = into[known - from];
    else {
        uint32_t c = 0;
        if (s->p[0] != 'u' || s->n < 5)
            return false;
        for (int i = 1; i < 5; i++) {
            int digit = hex_of(s->p[i]);
            if (digit < 0)
                return false;
            c = c * 16 + (uint32_t)digit;
        }
        if (c >= 0xD800 && c < 0xE000)
            return false;
        *n += utf8_put(c, to + *n);
        s->p += 4, s->n -= 4;
    }
    s->p++, s->n--;
    return true;
}

/* The quoted text at the first quotation mark of LINE; what stands behind it is
 * *REST.  *OUT.p is NULL when there is none. */
static enum err
quoted(struct reader *r, struct str line, struct str *out, struct str *rest)
{
    struct str s;
    *out = (struct str){NULL, 0};
    (void)str_cut(line, '"', &s);
    if (s.p == NULL)
        return fail(r, line);
    char *text = arena_alloc(r->edition->arena, s.n + 4);
    size_t n = 0;
    if (text == NULL)
        return ERR_NOMEM;
    while (s.n > 0 && s.p[0] != '"') {
        char c = *s.p++;
        s.n--;
        if (c != '\\')
            text[n++] = c;
        else if (!unescape(&s, text, &n))
            return fail(r, line);
    }
    if (s.n == 0)
        return fail(r, line);
    *rest = (struct str){s.p + 1, s.n - 1};
    *out = (struct str){text, n};
    return utf8_valid(*out) == n ? ERR_OK : fail(r, line);
}

static bool
number(struct str *s, emu *out)
{
    int value;
    struct str word = str_cut(*s, ' ', s);
    bool good = str_integer(word, &value);
    *out = value;
    return good;
}

static bool
rect(struct str *s, struct rect *out)
{
    return number(s, &out->x) && number(s, &out->y) && number(s, &out->width) &&
           number(s, &out->height);
}

/* The last block NAME, and how many there are. */
static struct edition_block *
last_named(struct edition *edition, struct str name, size_t *n)
{
    struct edition_block *last = NULL;
    *n = 0;
    for (size_t i = 0; i < edition->n; i++)
        if (str_equal(edition->block[i].name, name)) {
            last = &edition->block[i];
            ++*n;
        }
    return last;
}

static struct loc
frame_loc(const struct reader *r, struct str name)
{
    const struct scaffold *s = r->page == NULL ? NULL : r->page->scaffold;
    for (size_t i = 0; s != NULL && i < s->n_blocks; i++)
        if (str_equal(str_of(s->block[i].name), name))
            return s->block[i].loc;
    return LOC_NONE;
}

static enum err
begin_block(struct reader *r, struct str line)
{
    struct str s = line, name, rest;
    if (r->edition->n_pages == 0 || !rect(&s, &r->frame))
        return fail(r, line);
    enum err err = quoted(r, s, &name, &rest);
    if (err != ERR_OK)
        return err;
    size_t n;
    struct edition *edition = r->edition;
    r->repeats = str_equal(rest, STR(" repeats"));
    r->block = last_named(edition, name, &n);
    if (r->repeats || (r->block != NULL && str_equal(rest, STR(" goes-on"))))
        return ERR_OK;
    struct edition_block *all = arena_grow(
        edition->arena, edition->block, edition->n, &edition->cap, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    edition->block = all;
    r->block = &all[edition->n++];
    *r->block = (struct edition_block){.name = name,
        .nth = n,
        .page = edition->n_pages - 1,
        .box = r->frame,
        .loc = frame_loc(r, name),
        .twin = SIZE_MAX};
    return ERR_OK;
}

static void
begin_frame(struct reader *r)
{
    if (r->block != NULL && !r->repeats)
        buf_printf(&r->block->picture.sizes, "%d %d\n", r->frame.width,
            r->frame.height);
}

/* TEXT is shown by the items from FIRST to the one in hand. */
static enum err
add_text(struct reader *r, struct str text, size_t first, bool reading)
{
    if (r->block == NULL || r->repeats || text.n == 0)
        return ERR_OK;
    struct tokens *tokens = reading ? &r->block->readings : &r->block->text;
    const struct token proto = {.page = r->edition->n_pages - 1,
        .line = r->text_line++,
        .loc = r->page != NULL && first < r->page->n_items
                   ? r->page->item[first].loc
                   : LOC_NONE};
    size_t before = tokens->n;
    enum err err = token_add_line(r->edition->arena, tokens, &proto, text);
    if (err == ERR_OK && r->page != NULL)
        token_place(tokens->token + before, tokens->n - before, text, r->page,
            first, r->item + 1);
    return err;
}

/* Adds a painted item: its words, with all that are places from the frame's
 * corner.  Behind a letter of a path and behind `gradient`, x and y follow each
 * other. */
static void
add_picture(struct reader *r, struct str line)
{
    if (r->block == NULL || r->repeats || r->depth > 0)
        return;
    struct picture *p = &r->block->picture;
    struct str behind;
    bool places = str_equal(str_cut(line, ' ', &behind), STR("image"));
    int left = places ? 2 : 0;
    bool is_x = true;
    for (struct str rest = line; rest.p != NULL;) {
        struct str word = str_cut(rest, ' ', &rest);
        int value;
        bool is_number = str_integer(word, &value);
        if (is_number && left > 0) {
            buf_printf(&p->exact, " %lld",
                (long long)value - (is_x ? r->frame.x : r->frame.y));
            is_x = !is_x;
            left--;
            continue;
        }
        buf_byte(&p->exact, ' ');
        buf_str(&p->exact, word);
        if (is_number)
            continue;
        buf_byte(&p->shape, ' ');
        buf_str(&p->shape, word);
        is_x = true;
        bool verb = word.n == 1 && strchr("mlc", word.p[0]) != NULL;
        if (verb)
            left = word.p[0] == 'c' ? 6 : 2;
        else if (str_equal(word, STR("gradient")))
            left = 4;
        else if (!places)
            left = 0;
    }
    buf_byte(&p->exact, '\n');
    buf_byte(&p->shape, '\n');
    p->items++;
}

static enum err
begin_span(struct reader *r, struct str line)
{
    struct str rest;
    if (r->depth++ > 0)
        return ERR_OK;
    r->span = r->item;
    enum err err = quoted(r, line, &r->actual, &rest);
    r->ornament = r->reading = false;
    while (err == ERR_OK && rest.p != NULL) {
        struct str word = str_cut(rest, ' ', &rest);
        r->ornament |= str_equal(word, STR("ornament"));
        r->reading |= str_equal(word, STR("reading"));
    }
    return err;
}

static enum err
end_span(struct reader *r, struct str line)
{
    if (r->depth == 0)
        return fail(r, line);
    if (--r->depth > 0 || r->ornament)
        return ERR_OK;
    return add_text(r, r->actual, r->span, r->reading);
}

static enum err
read_glyphs(struct reader *r, struct str line)
{
    struct str text, rest;
    if (r->depth > 0)
        return ERR_OK;
    enum err err = quoted(r, line, &text, &rest);
    return err == ERR_OK ? add_text(r, text, r->item, false) : err;
}

static enum err
begin_page(struct reader *r, struct str line)
{
    emu page;
    struct str s = line;
    size_t n = r->edition->n_pages;
    if (!number(&s, &page) || page < 1 || (size_t)page != n + 1)
        return fail(r, line);
    r->page = r->document == NULL ? NULL : r->document->page[n];
    r->edition->n_pages++;
    r->item = 0;
    r->depth = 0;
    r->block = NULL;
    return ERR_OK;
}

enum line_kind {
    LINE_OTHER, /* says nothing that is compared */
    LINE_PAGE,
    LINE_BLOCK,
    LINE_END,
    LINE_SPAN,
    LINE_GLYPHS,
    LINE_PAINT, /* path, image, clip */
    LINE_STRUCTURE,
    LINE_BAD
};

static enum line_kind
kind_of(struct str word)
{
    static const struct {
        const char *word;
        enum line_kind kind;
    } kinds[] = {{"page", LINE_PAGE}, {"block", LINE_BLOCK}, {"end", LINE_END},
        {"span", LINE_SPAN}, {"glyphs", LINE_GLYPHS}, {"path", LINE_PAINT},
        {"image", LINE_PAINT}, {"clip", LINE_PAINT}, {"area", LINE_OTHER},
        {"artifact", LINE_OTHER}, {"sequence", LINE_OTHER},
        {"link", LINE_OTHER}, {"bookmark", LINE_OTHER}, {"title", LINE_OTHER},
        {"author", LINE_OTHER}, {"subject", LINE_OTHER},
        {"keywords", LINE_OTHER}, {"lang", LINE_OTHER}, {"date", LINE_OTHER},
        {"structure", LINE_STRUCTURE}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (str_equal(word, str_of(kinds[i].word)))
            return kinds[i].kind;
    return LINE_BAD;
}

static enum err
read_end(struct reader *r, struct str line, struct str rest)
{
    enum err err = ERR_OK;
    if (str_equal(rest, STR("block"))) {
        r->block = NULL;
        return ERR_OK;
    }
    if (str_equal(rest, STR("span")))
        err = end_span(r, line);
    else if (str_equal(rest, STR("clip")))
        add_picture(r, line);
    else
        err = fail(r, line);
    r->item++;
    return err;
}

static enum err
read_line(struct reader *r, struct str line, bool *done)
{
    struct str rest, word = str_cut(line, ' ', &rest);
    enum line_kind kind = kind_of(word);
    enum err err = ERR_OK;
    bool item = kind == LINE_SPAN || kind == LINE_GLYPHS || kind == LINE_PAINT;
    if (item && r->edition->n_pages == 0)
        return fail(r, line);
    switch (kind) {
    case LINE_PAGE:
        return begin_page(r, rest);
    case LINE_BLOCK:
        err = begin_block(r, rest);
        begin_frame(r);
        return err;
    case LINE_END:
        return read_end(r, line, rest);
    case LINE_SPAN:
        err = begin_span(r, rest);
        break;
    case LINE_GLYPHS:
        err = read_glyphs(r, rest);
        break;
    case LINE_PAINT:
        add_picture(r, line);
        break;
    case LINE_STRUCTURE:
        *done = true;
        break;
    case LINE_OTHER:
        break;
    case LINE_BAD:
        return fail(r, line);
    }
    r->item += item ? 1 : 0;
    return err;
}

/* True when memory ran out for a picture. */
static bool
has_failed(const struct edition *edition)
{
    bool failed = false;
    for (size_t i = 0; i < edition->n; i++) {
        const struct picture *p = &edition->block[i].picture;
        failed |= p->exact.failed || p->shape.failed || p->sizes.failed;
    }
    return failed;
}

void
edition_fini(struct edition *edition)
{
    for (size_t i = 0; i < edition->n; i++) {
        struct picture *p = &edition->block[i].picture;
        buf_fini(&p->exact);
        buf_fini(&p->shape);
        buf_fini(&p->sizes);
    }
    edition->n = 0;
}

enum err
edition_read(struct arena *arena, struct diag *diag, const char *name,
    struct str dump, const struct document *document, struct edition *out)
{
    struct reader r = {
        .edition = out, .diag = diag, .name = name, .document = document};
    enum err err = ERR_OK;
    bool done = false;
    *out = (struct edition){.arena = arena};
    for (struct str rest = dump; rest.p != NULL && err == ERR_OK && !done;) {
        struct str line = str_cut(rest, '\n', &rest);
        r.line_number++;
        if (line.n > 0 || rest.p != NULL)
            err = read_line(&r, line, &done);
    }
    if (err == ERR_OK && out->n_pages == 0)
        err = fail(&r, STR(""));
    if (err == ERR_OK && has_failed(out))
        err = ERR_NOMEM;
    if (err == ERR_OK && out->n == 0)
        err = DIAG(diag, LOC_NONE, &no_blocks, name);
    if (err != ERR_OK)
        edition_fini(out);
    return err;
}
