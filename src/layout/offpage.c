/* Indents and shifts may be of any size, so that copy can hang out of its area;
 * out of the paper it is lost. */
#include "layout/offpage.h"

DIAG_MESSAGE(off_page, "layout.off-page", DIAG_ERROR,
    "「{1}」が紙の外に {2} mm はみ出しています。indent などの字下げか、枠の"
    "位置を直してください",
    "\"{1}\" stands {2} mm outside the paper; correct its indents or its area");

/* How far X stands outside 0 ... LIMIT. */
static int64_t
outside(int64_t x, int64_t limit)
{
    return x < 0 ? -x : x > limit ? x - limit : 0;
}

/* How far glyph G of ITEM, its origin and its end along the line, stands
 * outside PAGE. */
static int64_t
glyph_outside(
    const struct page *page, const struct item *item, const struct glyph *g)
{
    int64_t x = (int64_t)item->x + g->x, y = (int64_t)item->y - g->y;
    int64_t end_x = x + g->advance, end_y = y;
    if (item->run->direction == RUN_TURNED) {
        x = (int64_t)item->x + g->y, y = (int64_t)item->y + g->x;
        end_x = x, end_y = y + g->advance;
    } else if (item->run->direction == RUN_UPRIGHT) {
        end_x = x;
    }
    int64_t over[] = {outside(x, page->width), outside(end_x, page->width),
        outside(y, page->height), outside(end_y, page->height)};
    int64_t most = 0;
    for (size_t i = 0; i < sizeof over / sizeof *over; i++)
        most = over[i] > most ? over[i] : most;
    return most;
}

/* The width of a hanging mark, and less, may be out: a page without margins. */
static int64_t
run_outside(const struct page *page, const struct item *item)
{
    int64_t most = 0;
    for (size_t i = 0; i < item->run->n; i++) {
        int64_t over = glyph_outside(page, item, &item->run->glyph[i]);
        most = over > most ? over : most;
    }
    return most > item->run->size / 2 ? most : 0;
}

enum err
offpage_check(struct plan *plan, const struct page *page)
{
    enum err worst = ERR_OK;
    const struct item *said = NULL, *span = NULL;
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_SPAN_BEGIN)
            span = item;
        if (item->kind != ITEM_GLYPHS || item->known ||
            item->colour.transparent || (said != NULL && said == span))
            continue;
        int64_t over = run_outside(page, item);
        if (over == 0)
            continue;
        said = span;
        struct str text = item->run->text;
        worst = plan_worse(worst,
            DIAG(plan->diag, item->loc, &off_page, diag_str(plan->diag, text),
                plan_over(plan->diag, over)));
    }
    return worst;
}
