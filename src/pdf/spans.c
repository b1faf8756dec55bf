#include "pdf/spans.h"

#include <string.h>

#include "pdf/glyphs.h"

/* Readers see a space, or a new word, where the gap between two glyphs is more
 * than a tenth of the size (Poppler; others want more). */
enum { GAP_PERCENT = 9 };

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

static bool
take_run(struct reading *r, const struct item *item)
{
    const struct glyph_run *run = item->run;
    const struct font_use *font = glyphs_font(r->w, run->face);
    int32_t condense = run->condense <= 0 ? 1000 : run->condense;
    if (font == NULL || run->direction != RUN_HORIZONTAL ||
        item->colour.transparent)
        return false;
    for (size_t i = 0; i < run->n; i++) {
        const struct glyph *g = &run->glyph[i];
        struct glyphs_cluster c = glyphs_cluster(run, i);
        int64_t x = (int64_t)item->x + g->x, y = (int64_t)item->y - g->y;
        if (!glyphs_copy_true(font, run, &c) || c.text.n == 0 ||
            !follows(r, x, y, run->size) || !take_text(r, c.text))
            return false;
        int64_t width = glyphs_use(font, g->gid)->width;
        r->end = x + unit_scale(width * run->size, condense, 1000000);
        r->y = y;
        r->size = run->size;
        r->begun = true;
    }
    return true;
}

bool
spans_needless(const struct writer *w, const struct page *page, size_t at)
{
    struct reading r = {.w = w, .left = page->item[at].actual};
    for (size_t i = at + 1; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_SPAN_END)
            return r.begun && r.left.n == 0;
        if (item->kind == ITEM_SPAN_BEGIN)
            return false;
        if (item->kind == ITEM_GLYPHS && !take_run(&r, item))
            return false;
    }
    return false;
}
