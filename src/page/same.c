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
        a->varies != b->varies)
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
    case ITEM_SPAN_END:
    case ITEM_CLIP_END:
        break;
    }
    return true;
}

/* The first item from I on that is no text that varies. */
static size_t
skip_texts(const struct page *page, size_t i)
{
    while (i < page->n_items && page->item[i].varies &&
           (page->item[i].kind == ITEM_GLYPHS ||
               page->item[i].kind == ITEM_SPAN_BEGIN ||
               page->item[i].kind == ITEM_SPAN_END))
        i++;
    return i;
}

bool
page_differs_in_texts(const struct page *a, const struct page *b)
{
    size_t i = 0, k = 0;
    if (a->width != b->width || a->height != b->height)
        return false;
    for (;; i++, k++) {
        i = skip_texts(a, i);
        k = skip_texts(b, k);
        if (i == a->n_items || k == b->n_items)
            return i == a->n_items && k == b->n_items;
        if (!same_item(&a->item[i], &b->item[k]))
            return false;
    }
}
