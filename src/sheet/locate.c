#include "sheet/locate.h"

#include <string.h>

static bool
same(struct loc a, struct loc b)
{
    return a.line == b.line && a.file != NULL && b.file != NULL &&
           (a.file == b.file || strcmp(a.file, b.file) == 0);
}

static bool
find_frame(
    const struct frame *frame, size_t n, struct loc loc, struct proof_box *box)
{
    for (size_t i = 0; i < n; i++)
        if (same(frame[i].loc, loc)) {
            *box = (struct proof_box){
                frame[i].x, frame[i].y, frame[i].width, frame[i].height};
            return true;
        }
    return false;
}

/* The em boxes of all text of PAGE that comes from LOC. */
static bool
find_text(const struct page *page, struct loc loc, struct proof_box *box)
{
    int64_t x0 = UNIT_MAX, y0 = UNIT_MAX, x1 = -UNIT_MAX, y1 = -UNIT_MAX;
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind != ITEM_GLYPHS || item->run->n == 0 ||
            !same(item->loc, loc))
            continue;
        const struct glyph_run *run = item->run;
        const struct glyph *last = &run->glyph[run->n - 1];
        int64_t up = unit_scale(run->size, EM_ASCENT, 1000);
        int64_t x = item->x, y = item->y - up;
        int64_t width = last->x + last->advance, height = run->size;
        if (run->direction == RUN_UPRIGHT) {
            x = item->x - run->size / 2;
            y = item->y;
            width = run->size;
            height = run->glyph[0].y - last->y + run->size;
        } else if (run->direction == RUN_TURNED) {
            x = item->x + up - run->size;
            y = item->y;
            height = last->x + last->advance;
            width = run->size;
        }
        x0 = x < x0 ? x : x0;
        y0 = y < y0 ? y : y0;
        x1 = x + width > x1 ? x + width : x1;
        y1 = y + height > y1 ? y + height : y1;
    }
    *box = (struct proof_box){(emu)x0, (emu)y0, (emu)(x1 - x0), (emu)(y1 - y0)};
    return x1 > x0 && y1 > y0;
}

bool
locate(const struct document *document, struct loc loc, size_t *page,
    struct proof_box *box)
{
    for (*page = document->n_pages; *page > 0;) {
        const struct scaffold *s = document->page[--*page]->scaffold;
        if (s != NULL && (find_frame(s->block, s->n_blocks, loc, box) ||
                             find_frame(s->area, s->n_areas, loc, box)))
            return true;
    }
    for (*page = 0; *page < document->n_pages; ++*page)
        if (find_text(document->page[*page], loc, box))
            return true;
    return false;
}
