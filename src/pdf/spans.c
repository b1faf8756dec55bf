#include "pdf/spans.h"

#include <string.h>

#include "pdf/gaps.h"
#include "pdf/glyphs.h"

/* Readers see a space, or a new word, where the gap between two glyphs is more
 * than a tenth of the size (Poppler; others want more). */
enum { GAP_PERCENT = 9 };

/* Poppler passes over spaces and takes what they leave for a gap: for none when
 * it is narrow, for one between columns when it is wide.  1/1000 em. */
enum { SPACE_LEAST = 180, SPACE_MOST = 400 };

enum { NARROW_LEAST = 400 }; /* 1/1000 em */

/* What was seen of the span so far. */
struct reading {
    const struct writer *w;
    struct str left; /* of the span's text */
    bool begun;
    int64_t end; /* of the last glyph, emu */
    int64_t y;
    emu size;
    bool anywhere; /* the glyphs' places do not matter */
};

/* True when a glyph at X, Y follows closely what was seen. */
static bool
follows(const struct reading *r, int64_t x, int64_t y, emu size)
{
    if (!r->begun)
        return true;
    int64_t gap = x - r->end, most = (int64_t)size * GAP_PERCENT / 100;
    return y == r->y && size == r->size && gap <= most && gap >= -most;
}

static bool
take_text(struct reading *r, struct str text)
{
    if (text.n > r->left.n || memcmp(text.p, r->left.p, text.n) != 0)
        return false;
    r->left.p += text.n;
    r->left.n -= text.n;
    return true;
}

/* True where Poppler's default mode would not read the glyph as it should: an
 * odd space, or a glyph that gave up most of its width to a bracket or middle
 * dot behind it, where it sees a space. */
static bool
is_odd(struct str text, const struct glyph_use *use)
{
    bool space = str_equal(text, STR(" ")) || str_equal(text, STR("\u00A0")) ||
                 str_equal(text, STR("\u3000"));
    if (space && (use->width < SPACE_LEAST || use->width > SPACE_MOST))
        return true;
    return use->step < 0 && use->width < NARROW_LEAST;
}

static bool
take_run(struct reading *r, const struct page *page, const struct item *item)
{
    const struct glyph_run *run = item->run;
    const struct font_use *font = glyphs_font(r->w, item);
    int32_t condense = run->condense <= 0 ? 1000 : run->condense;
    const struct item *next = gaps_next(page, item);
    if (font == NULL || (run->direction != RUN_HORIZONTAL && !r->anywhere) ||
        item->colour.transparent)
        return false;
    for (size_t i = 0; i < run->n; i++) {
        const struct glyph *g = &run->glyph[i];
        struct glyphs_cluster c = glyphs_cluster(run, i);
        const struct glyph_use *use = glyphs_use(font, item, next, i, c.text);
        int64_t x = (int64_t)item->x + g->x, y = (int64_t)item->y - g->y;
        if (c.end - i != 1 || c.text.n == 0 || !str_equal(use->text, c.text) ||
            !take_text(r, c.text))
            return false;
        if (!r->anywhere &&
            (is_odd(c.text, use) || !follows(r, x, y, run->size)))
            return false;
        int64_t width = use->width;
        r->end = x + unit_scale(width * run->size, condense, 1000000);
        r->y = y;
        r->size = run->size;
        r->begun = true;
    }
    return true;
}

/* The end of the span that begins at item AT. */
static size_t
span_end(const struct page *page, size_t at)
{
    size_t depth = 1;
    while (++at < page->n_items && depth > 0) {
        depth += page->item[at].kind == ITEM_SPAN_BEGIN;
        depth -= page->item[at].kind == ITEM_SPAN_END;
    }
    return depth == 0 ? at - 1 : at;
}

/* True when the items FROM ... END are of one size, on one base line: seen at
 * once, and seldom so. */
static bool
is_even(const struct page *page, size_t from, size_t end)
{
    const struct item *first = NULL;
    for (size_t i = from; i < end; i++) {
        const struct item *item = &page->item[i];
        if (item->kind != ITEM_GLYPHS)
            continue;
        first = first == NULL ? item : first;
        if (item->run->size != first->run->size || item->y != first->y)
            return false;
    }
    return first != NULL;
}

/* True when the glyphs up to END say all that is left to R. */
static bool
take_items(struct reading *r, const struct page *page, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (page->item[i].kind == ITEM_GLYPHS &&
            !take_run(r, page, &page->item[i]))
            return false;
    return r->begun && r->left.n == 0;
}

bool
spans_needless(const struct writer *w, const struct page *page, size_t at)
{
    struct reading r = {.w = w, .left = page->item[at].actual};
    size_t end = span_end(page, at);
    return is_even(page, at + 1, end) && take_items(&r, page, at + 1, end);
}

bool
spans_parts_true(const struct writer *w, const struct page *page, size_t at)
{
    size_t end = span_end(page, at);
    for (size_t i = at + 1; i < end; i++) {
        if (page->item[i].kind != ITEM_SPAN_BEGIN)
            continue;
        size_t to = span_end(page, i);
        struct reading r = {
            .w = w, .left = page->item[i].actual, .anywhere = true};
        if (!take_items(&r, page, i + 1, to))
            return false;
        i = to;
    }
    return true;
}

bool
spans_one_sequence(const struct page *page, size_t at, uint32_t *sequence)
{
    size_t end = span_end(page, at);
    bool begun = false;
    *sequence = 0;
    for (size_t i = at + 1; i < end; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_SPAN_BEGIN || item->kind == ITEM_SPAN_END)
            continue;
        if (begun && item->sequence != *sequence)
            return false;
        *sequence = item->sequence;
        begun = true;
    }
    return begun;
}

bool
spans_only_text(const struct page *page, size_t at)
{
    size_t end = span_end(page, at);
    for (size_t i = at + 1; i < end; i++) {
        enum item_kind kind = page->item[i].kind;
        if (kind != ITEM_GLYPHS && kind != ITEM_SPAN_BEGIN &&
            kind != ITEM_SPAN_END)
            return false;
    }
    return true;
}
