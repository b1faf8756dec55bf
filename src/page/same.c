/* Whether two pages show the same, but for the texts that vary. */
#include <string.h>

#include "page/document.h"

static bool
same_gradient(const struct gradient *a, const struct gradient *b)
{
    if (a == b || a == NULL || b == NULL)
        return a == b;
    return a->x0 == b->x0 && a->y0 == b->y0 && a->x1 == b->x1 &&
           a->y1 == b->y1 && colour_equal(&a->from, &b->from) &&
           colour_equal(&a->to, &b->to);
}

static bool
same_paint(const struct paint *a, const struct paint *b)
{
    return colour_equal(&a->fill, &b->fill) &&
           colour_equal(&a->stroke, &b->stroke) &&
           a->line_width == b->line_width && a->cap == b->cap &&
           a->dash == b->dash && a->gap == b->gap && a->opacity == b->opacity &&
           a->even_odd == b->even_odd &&
           same_gradient(a->gradient, b->gradient);
}

static bool
same_path(const struct item *a, const struct item *b)
{
    static const int points[] = {1, 1, 3, 0};
    if (a->n_ops != b->n_ops || !same_paint(&a->paint, &b->paint))
        return false;
    if (a->op == b->op) /* drawn again from a record */
        return true;
    for (size_t i = 0; i < a->n_ops; i++) {
        const struct path_op *p = &a->op[i], *q = &b->op[i];
        size_t n = (size_t)points[p->verb] * sizeof p->x[0];
        if (p->verb != q->verb || memcmp(p->x, q->x, n) != 0 ||
            memcmp(p->y, q->y, n) != 0)
            return false;
    }
    return true;
}

static bool
same_image(const struct item *a, const struct item *b)
{
    return a->image == b->image ||
           (a->image->bytes.n == b->image->bytes.n &&
               memcmp(a->image->bytes.p, b->image->bytes.p,
                   a->image->bytes.n) == 0);
}

/* Runs are compared by address: editions share what was composed. */
static bool
same_item(const struct item *a, const struct item *b)
{
    if (a->kind != b->kind || a->x != b->x || a->y != b->y ||
        a->width != b->width || a->height != b->height ||
        a->varies != b->varies || a->space != b->space ||
        a->turns != b->turns || a->ornament != b->ornament)
        return false;
    switch (a->kind) {
    case ITEM_GLYPHS:
        return a->run == b->run && colour_equal(&a->colour, &b->colour);
    case ITEM_PATH:
    case ITEM_CLIP_BEGIN:
        return same_path(a, b);
    case ITEM_IMAGE:
        return same_image(a, b);
    case ITEM_SPAN_BEGIN:
        return str_equal(a->actual, b->actual);
    case ITEM_SPAN_END:
    case ITEM_CLIP_END:
        break;
    }
    return true;
}

/* A page being walked through. */
struct walk {
    const struct page *page;
    size_t at;
    uint32_t sequence; /* of the item before, of those that do not vary */
    bool skipped;      /* something that varies, right before AT */
};

static bool
is_span(const struct item *item)
{
    return item->kind == ITEM_SPAN_BEGIN || item->kind == ITEM_SPAN_END;
}

/* Is the item of B in the structure what that of A is: of the same type, and of
 * the same element as the item before it, or not?  Spans are of none. */
static bool
same_element(const struct walk *a, const struct walk *b)
{
    if (is_span(&a->page->item[a->at]))
        return true;
    uint32_t s = a->page->item[a->at].sequence;
    uint32_t t = b->page->item[b->at].sequence;
    if ((s == 0) != (t == 0) || (s == a->sequence) != (t == b->sequence))
        return false;
    return s == 0 ||
           a->page->sequence[s - 1]->role == b->page->sequence[t - 1]->role;
}

/* Goes to the first item from here on that is no text that varies. */
static bool
skip_texts(struct walk *walk)
{
    const struct page *page = walk->page;
    size_t from = walk->at;
    while (walk->at < page->n_items && page->item[walk->at].varies &&
           (page->item[walk->at].kind == ITEM_GLYPHS ||
               is_span(&page->item[walk->at])))
        walk->at++;
    walk->skipped = walk->at > from;
    return walk->at < page->n_items;
}

static void
go_on(struct walk *walk)
{
    const struct item *item = &walk->page->item[walk->at++];
    if (!item->varies && !is_span(item))
        walk->sequence = item->sequence;
}

bool
page_differs_in_texts(const struct page *a, const struct page *b)
{
    struct walk p = {.page = a}, q = {.page = b};
    if (a->width != b->width || a->height != b->height)
        return false;
    for (;; go_on(&p), go_on(&q)) {
        bool more = skip_texts(&p), as_well = skip_texts(&q);
        if (more != as_well || p.skipped != q.skipped)
            return false;
        if (!more)
            return true;
        if (!same_item(&a->item[p.at], &b->item[q.at]))
            return false;
        if (!a->item[p.at].varies && !same_element(&p, &q))
            return false;
    }
}

void
document_liken(struct document *document, const struct document *other)
{
    for (size_t i = 0; i < document->n_pages; i++) {
        struct page *page = document->page[i];
        bool alike =
            i < other->n_pages && page_differs_in_texts(page, other->page[i]);
        page->like = alike ? other->page[i] : NULL;
    }
}
