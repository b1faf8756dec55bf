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
    const struct font_use *font = glyphs_font(r->w, run->face);
    int32_t condense = run->condense <= 0 ? 1000 : run->condense;
    const struct item *next = gaps_next(page, item);
    if (font == NULL || run->direction != RUN_HORIZONTAL ||
        item->colour.transparent)
        return false;
    for (size_t i = 0; i < run->n; i++) {
        const struct glyph *g = &run->glyph[i];
        struct glyphs_cluster c = glyphs_cluster(run, i);
        const struct glyph_use *use = glyphs_use(font, item, next, i, c.text);
        int64_t x = (int64_t)item->x + g->x, y = (int64_t)item->y - g->y;
        if (c.end - i != 1 || c.text.n == 0 || !str_equal(use->text, c.text) ||
            is_odd(c.text, use) || !follows(r, x, y, run->size) ||
            !take_text(r, c.text))
            return false;
        int64_t width = use->width;
        r->end = x + unit_scale(width * run->size, condense, 1000000);
        r->y = y;
        r->size = run->size;
        r->begun = true;
    }
    return true;
}

/* True when the items of the span that begins at AT are of one size, on one
 * base line: seen at once, and seldom so. */
static bool
is_even(const struct page *page, size_t at)
{
    const struct item *first = NULL;
    for (size_t i = at + 1; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_SPAN_BEGIN || item->kind == ITEM_SPAN_END)
            break;
        if (item->kind != ITEM_GLYPHS)
            continue;
        first = first == NULL ? item : first;
        if (item->run->size != first->run->size || item->y != first->y)
            return false;
    }
    return first != NULL;
}

bool
spans_needless(const struct writer *w, const struct page *page, size_t at)
{
    struct reading r = {.w = w, .left = page->item[at].actual};
    if (!is_even(page, at))
        return false;
    for (size_t i = at + 1; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_SPAN_END)
            return r.begun && r.left.n == 0;
        if (item->kind == ITEM_SPAN_BEGIN)
            return false;
        if (item->kind == ITEM_GLYPHS && !take_run(&r, page, item))
            return false;
    }
    return false;
}
