/* Readers compare the place of a glyph with where the one before it ends.  From
 * a tenth of the size on Poppler and Ghostscript see a space; MuPDF does from
 * 0.15 on, and from 0.8 on a new line. */
#include "pdf/gaps.h"

enum {
    CLOSE = 80,       /* 1/1000 em: what is less needs nothing */
    STEP = 150,       /* 1/1000 em: the rest is at most half of it */
    CFF_MOST = 32000, /* font units that a charstring can state as width */
    TRUETYPE_MOST = 65000
};

const struct item *
gaps_next(const struct page *page, const struct item *item)
{
    const struct item *end = page->item + page->n_items;
    for (item++; item < end; item++) {
        bool span =
            item->kind == ITEM_SPAN_BEGIN || item->kind == ITEM_SPAN_END;
        if (span && !item->inner)
            return NULL;
        if (item->kind == ITEM_GLYPHS && item->run->n > 0)
            return item;
    }
    return NULL;
}

/* The steps for a glyph of RUN whose successor stands GAP emu further on. */
static int
steps_of(const struct glyph_run *run, int64_t gap, int width)
{
    int32_t condense = run->condense <= 0 ? 1000 : run->condense;
    int64_t em = (int64_t)run->size * condense; /* 1/1000 emu */
    if (em <= 0)
        return 0;
    int64_t beyond = gap * 1000000 - width * em, close = CLOSE * em;
    if (beyond > -close && beyond < close)
        return 0;
    int64_t step = unit_scale(beyond, 1, em * STEP) * STEP;
    const struct face_info *info = face_info(run->face);
    int64_t units = info->is_cff ? CFF_MOST : TRUETYPE_MOST;
    if (width + step < 0)
        return -width; /* advances are not negative */
    return width + step <= units * 1000 / info->upem ? (int)step : 0;
}

int
gaps_step(
    const struct item *item, const struct item *next, size_t at, int width)
{
    const struct glyph_run *run = item->run;
    int64_t x = (int64_t)item->x + run->glyph[at].x;
    if (run->direction != RUN_HORIZONTAL)
        return 0;
    if (at + 1 < run->n)
        return steps_of(
            run, item->x + (int64_t)run->glyph[at + 1].x - x, width);
    if (next == NULL || next->run->direction != RUN_HORIZONTAL)
        return 0;
    return steps_of(run, next->x + (int64_t)next->run->glyph[0].x - x, width);
}
