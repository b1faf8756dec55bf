/* Vertical writing: what was placed along and across its lines is turned to
 * where it stands on paper.  Glyph runs know by themselves which way their
 * characters stand; only places change. */
#include "page/document.h"

/* X and Y of the logical place become those on the page. */
struct turn {
    struct arena *arena;
    int64_t right, top;
};

static emu
hold(int64_t v)
{
    if (v > UNIT_MAX)
        return UNIT_MAX;
    return v < -UNIT_MAX ? -UNIT_MAX : (emu)v;
}

static void
turn_point(const struct turn *turn, emu *x, emu *y)
{
    emu along = *x, across = *y;
    *x = hold(turn->right - across);
    *y = hold(turn->top + along);
}

/* The box's upper left corner, its upper right one once turned; its sides
 * change places. */
static void
turn_box(const struct turn *turn, emu *x, emu *y, emu *width, emu *height)
{
    emu thick = *height;
    turn_point(turn, x, y);
    *x = hold((int64_t)*x - thick);
    *height = *width;
    *width = thick;
}

static enum err
turn_gradient(const struct turn *turn, struct paint *paint)
{
    if (paint->gradient == NULL)
        return ERR_OK;
    struct gradient *own = arena_alloc(turn->arena, sizeof *own);
    if (own == NULL)
        return ERR_NOMEM;
    *own = *paint->gradient;
    turn_point(turn, &own->x0, &own->y0);
    turn_point(turn, &own->x1, &own->y1);
    paint->gradient = own;
    return ERR_OK;
}

static enum err
turn_path(const struct turn *turn, struct item *item)
{
    struct path_op *op = arena_array(turn->arena, item->n_ops, sizeof *op);
    if (op == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < item->n_ops; i++) {
        op[i] = item->op[i];
        for (int k = 0; k < 3; k++)
            turn_point(turn, &op[i].x[k], &op[i].y[k]);
    }
    item->op = op;
    return turn_gradient(turn, &item->paint);
}

static enum err
turn_item(const struct turn *turn, struct item *item)
{
    switch (item->kind) {
    case ITEM_GLYPHS:
        turn_point(turn, &item->x, &item->y);
        return ERR_OK;
    case ITEM_PATH:
    case ITEM_CLIP_BEGIN:
        return turn_path(turn, item);
    case ITEM_IMAGE:
        turn_box(turn, &item->x, &item->y, &item->width, &item->height);
        return ERR_OK;
    case ITEM_SPAN_BEGIN:
    case ITEM_SPAN_END:
    case ITEM_CLIP_END:
        break;
    }
    return ERR_OK;
}

struct page_mark
page_mark(const struct page *page)
{
    return (struct page_mark){page->n_items, page->n_links};
}

enum err
page_turn(struct arena *arena, struct page *page, struct page_mark since,
    emu right, emu top)
{
    const struct turn turn = {arena, right, top};
    for (size_t i = since.items; i < page->n_items; i++) {
        enum err err = turn_item(&turn, &page->item[i]);
        if (err != ERR_OK)
            return err;
    }
    for (size_t i = since.links; i < page->n_links; i++) {
        struct link *link = &page->link[i];
        turn_box(&turn, &link->x, &link->y, &link->width, &link->height);
    }
    return ERR_OK;
}
