#include "compare/token.h"

#include "base/utf8.h"

static bool
is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

/* Letters of words that stand between spaces: Latin, Greek, Cyrillic and what
 * lies between; full-width Latin. */
static bool
is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && c <= 0x1FFF && c != 0xD7 && c != 0xF7) ||
           (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
}

/* What belongs to the character before it. */
static bool
is_mark(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || c == 0x3099 || c == 0x309A ||
           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

static bool
is_sign(uint32_t c)
{
    return c == '+' || c == '-' || c == 0xB1 || c == 0x2212 || c == 0x25B3 ||
           c == 0x25B2 || c == 0xFF0B || c == 0xFF0D;
}

static bool
is_unit(uint32_t c)
{
    return c == '%' || c == 0xFF05 || c == 0x2030;
}

static bool
is_point(uint32_t c)
{
    return c == '.' || c == ',' || c == 0xFF0E || c == 0xFF0C;
}

static bool
is_joint(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == '-' || c == 0x2010;
}

bool
token_is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 ||
           c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0x2060;
}

/* 0 at the end. */
static uint32_t
at_of(struct str s, size_t at, size_t *next)
{
    *next = at;
    return at < s.n ? utf8_next(s, at, next) : 0;
}

static size_t
number_end(struct str s, size_t at)
{
    size_t next, behind;
    for (;;) {
        uint32_t c = at_of(s, at, &next);
        bool inside =
            is_digit(c) || (is_point(c) && is_digit(at_of(s, next, &behind)));
        if (!inside)
            return is_unit(c) ? next : at;
        at = next;
    }
}

static size_t
word_end(struct str s, size_t at)
{
    size_t next, behind;
    for (;;) {
        uint32_t c = at_of(s, at, &next);
        bool inside = is_letter(c) || is_digit(c) || is_mark(c) ||
                      (is_joint(c) && is_letter(at_of(s, next, &behind)));
        if (!inside)
            return at;
        at = next;
    }
}

size_t
token_end(struct str s, size_t at)
{
    size_t next, behind;
    uint32_t c = at_of(s, at, &next);
    if (is_digit(c) || (is_sign(c) && is_digit(at_of(s, next, &behind))))
        return number_end(s, next);
    if (is_letter(c))
        return word_end(s, next);
    while (is_mark(at_of(s, next, &behind)))
        next = behind;
    return next;
}

enum err
token_add_line(struct arena *arena, struct tokens *tokens,
    const struct token *proto, struct str text)
{
    bool space = false;
    for (size_t at = 0, next; at < text.n; at = next) {
        if (token_is_space(at_of(text, at, &next))) {
            space = true;
            continue;
        }
        next = token_end(text, at);
        struct token *all = arena_grow(
            arena, tokens->token, tokens->n, &tokens->cap, sizeof *all);
        if (all == NULL)
            return ERR_NOMEM;
        tokens->token = all;
        all[tokens->n] = *proto;
        all[tokens->n].text = (struct str){text.p + at, next - at};
        all[tokens->n++].space = space;
        space = false;
    }
    return ERR_OK;
}

static void
join(struct rect *box, struct rect more)
{
    if (box->width == 0) {
        *box = more;
        return;
    }
    emu right = box->x + box->width, bottom = box->y + box->height;
    emu x = more.x + more.width, y = more.y + more.height;
    box->x = box->x < more.x ? box->x : more.x;
    box->y = box->y < more.y ? box->y : more.y;
    box->width = (right > x ? right : x) - box->x;
    box->height = (bottom > y ? bottom : y) - box->y;
}

/* The em box of glyph G, as wide as it advances. */
static struct rect
glyph_box(const struct item *item, const struct glyph *g)
{
    const struct glyph_run *run = item->run;
    emu size = run->size, up = (emu)unit_scale(size, EM_ASCENT, 1000);
    emu advance = (emu)unit_scale(g->advance, run->condense, 1000);
    switch (run->direction) {
    case RUN_TURNED:
        return (struct rect){
            item->x - size + up, item->y + g->x, size, advance};
    case RUN_UPRIGHT:
        return (struct rect){item->x + g->x, item->y - g->y - up, size, size};
    case RUN_HORIZONTAL:
        break;
    }
    return (struct rect){item->x + g->x, item->y - g->y - up, advance, size};
}

/* Walks along the line with the glyphs that show it. */
struct walk {
    struct token *token;
    size_t n;
    struct str text;
    size_t at; /* in text */
};

/* PIECE is found a little further on: spaces and soft hyphens may lie between.
 */
static bool
find(struct walk *w, struct str piece)
{
    enum { WINDOW = 48 };
    for (size_t at = w->at; at + piece.n <= w->text.n && at < w->at + WINDOW;
         at++)
        if (memcmp(w->text.p + at, piece.p, piece.n) == 0) {
            w->at = at;
            return true;
        }
    return false;
}

static void
place_glyph(struct walk *w, const struct item *item, const struct glyph *g)
{
    struct str piece = {item->run->text.p + g->at, g->n};
    if (piece.n == 0 || !find(w, piece))
        return;
    const char *p = w->text.p + w->at;
    for (size_t i = 0; i < w->n; i++) {
        struct token *token = &w->token[i];
        if (p < token->text.p + token->text.n && p + piece.n > token->text.p)
            join(&token->box, glyph_box(item, g));
    }
    w->at += piece.n;
}

void
token_place(struct token *token, size_t n, struct str text,
    const struct page *page, size_t first, size_t end)
{
    struct walk w = {token, n, text, 0};
    for (size_t i = first; i < end && i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind != ITEM_GLYPHS)
            continue;
        for (size_t k = 0; k < item->run->n; k++)
            place_glyph(&w, item, &item->run->glyph[k]);
    }
}
