#include "inspect/seen.h"

const struct element *
seen_element(const struct page *page, const struct item *item)
{
    return item->sequence == 0 ? NULL : page->sequence[item->sequence - 1];
}

/* The paragraph, cell or heading of the glyphs at or behind item AT: what is
 * of a line alone, a reference or a link, is a part of it. */
static const struct element *
paragraph_at(const struct page *page, size_t at)
{
    while (at < page->n_items && page->item[at].kind != ITEM_GLYPHS &&
           page->item[at].kind != ITEM_SPAN_END)
        at++;
    if (at == page->n_items)
        return NULL;
    const struct element *e = seen_element(page, &page->item[at]);
    while (e != NULL && e->role >= ROLE_REFERENCE && e->parent != NULL)
        e = e->parent;
    return e;
}

/* Labels of one figure are no paragraph. */
static bool
goes_on(const struct element *before, const struct element *now)
{
    return before == now && now != NULL && now->role != ROLE_FIGURE;
}

void
seen_put(const struct page *page, size_t first, size_t end, struct buf *out)
{
    const struct element *last = NULL;
    size_t depth = 0;
    bool turned = true;
    for (size_t i = first; i < end; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_SPAN_END && depth > 0)
            depth--;
        bool begins = item->kind == ITEM_SPAN_BEGIN && depth++ == 0;
        bool bare = item->kind == ITEM_GLYPHS && depth == 0;
        if ((!begins && !bare) || item->reading || item->ornament)
            continue;
        const struct element *own = paragraph_at(page, i);
        if (!turned && !goes_on(last, own))
            buf_byte(out, '\n');
        buf_str(out, begins ? item->actual : item->run->text);
        if (item->turns || item->space)
            buf_byte(out, item->turns ? '\n' : ' ');
        turned = item->turns;
        last = own;
    }
    buf_byte(out, '\n');
}
