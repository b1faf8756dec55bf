#include "inspect/layers.h"

enum {
    SIDE = 32,      /* buckets along each side of the page */
    LARGE_FROM = 64 /* a layer in more buckets than that is searched apart */
};

static emu
hold(int64_t v)
{
    if (v > CONTOUR_MAX)
        return CONTOUR_MAX;
    return v < -CONTOUR_MAX ? -CONTOUR_MAX : (emu)v;
}

/* --- what shows where ----------------------------------------------------- */

/* Control points lie around their curve, so that these bounds are never too
 * small. */
static struct bounds
ops_bounds(const struct item *item, int64_t margin)
{
    static const int points[] = {1, 1, 3, 0};
    struct bounds b = {CONTOUR_MAX, CONTOUR_MAX, -CONTOUR_MAX, -CONTOUR_MAX};
    for (size_t i = 0; i < item->n_ops; i++) {
        const struct path_op *op = &item->op[i];
        for (int k = 0; k < points[op->verb]; k++) {
            emu x0 = hold(op->x[k] - margin), x1 = hold(op->x[k] + margin);
            emu y0 = hold(op->y[k] - margin), y1 = hold(op->y[k] + margin);
            b.x0 = x0 < b.x0 ? x0 : b.x0;
            b.y0 = y0 < b.y0 ? y0 : b.y0;
            b.x1 = x1 > b.x1 ? x1 : b.x1;
            b.y1 = y1 > b.y1 ? y1 : b.y1;
        }
    }
    return b;
}

static struct bounds
image_bounds(const struct item *item)
{
    return (struct bounds){hold(item->x), hold(item->y),
        hold((int64_t)item->x + item->width),
        hold((int64_t)item->y + item->height)};
}

static void
add_layer(struct layers *l, size_t at, bool stroke, struct bounds bounds)
{
    struct clip *clip = l->around[at].clip;
    if (clip != NULL)
        bounds = bounds_common(bounds, clip->bounds);
    if (bounds_empty(&bounds))
        return;
    struct layer *all =
        arena_grow(l->arena, l->layer, l->n, &l->cap, sizeof *all);
    if (all == NULL) {
        l->failed = true;
        return;
    }
    l->layer = all;
    all[l->n++] = (struct layer){.at = at,
        .item = &l->page->item[at],
        .stroke = stroke,
        .clip = clip,
        .bounds = bounds};
}

static void
add_item(struct layers *l, size_t at)
{
    const struct item *item = &l->page->item[at];
    const struct paint *paint = &item->paint;
    if (item->kind == ITEM_IMAGE)
        add_layer(l, at, false, image_bounds(item));
    if (item->kind != ITEM_PATH)
        return;
    if (paint->gradient != NULL || !paint->fill.transparent)
        add_layer(l, at, false, ops_bounds(item, 0));
    if (!paint->stroke.transparent && paint->line_width > 0)
        add_layer(l, at, true, ops_bounds(item, paint->line_width));
}

/* --- spans and clips ------------------------------------------------------ */

static struct clip *
new_clip(struct layers *l, const struct item *item, struct clip *outer)
{
    struct clip *clip = arena_alloc(l->arena, sizeof *clip);
    if (clip == NULL) {
        l->failed = true;
        return outer;
    }
    *clip = (struct clip){outer, item, ops_bounds(item, 0), NULL};
    if (outer != NULL)
        clip->bounds = bounds_common(clip->bounds, outer->bounds);
    return clip;
}

/* Tells of every item what surrounds it and adds its layers. */
static void
read_items(struct layers *l)
{
    struct surroundings now = {NULL, NULL, false};
    size_t depth = 0, ornaments = 0;
    for (size_t i = 0; i < l->page->n_items && !l->failed; i++) {
        const struct item *item = &l->page->item[i];
        if (item->kind == ITEM_SPAN_BEGIN) {
            now.span = depth++ == 0 ? item : now.span;
            /* Inside ornament everything is ornament. */
            ornaments = item->ornament && ornaments == 0 ? depth : ornaments;
        }
        if (item->kind == ITEM_CLIP_BEGIN)
            now.clip = new_clip(l, item, now.clip);
        now.ornament = ornaments > 0;
        l->around[i] = now;
        add_item(l, i);
        if (item->kind == ITEM_SPAN_END && depth > 0) {
            ornaments = ornaments == depth ? 0 : ornaments;
            now.span = --depth == 0 ? NULL : now.span;
        }
        if (item->kind == ITEM_CLIP_END && now.clip != NULL)
            now.clip = now.clip->outer;
    }
}

/* --- buckets -------------------------------------------------------------- */

/* Buckets from `x0, y0` to below `x1, y1`; what lies outside the page is in
 * those at its edges. */
struct cells {
    size_t x0, y0, x1, y1;
};

static size_t
bucket_of(emu v, emu whole)
{
    if (whole <= 0 || v <= 0)
        return 0;
    return v >= whole ? SIDE - 1 : (size_t)((int64_t)v * SIDE / whole);
}

static struct cells
cells_of(const struct layers *l, const struct bounds *b)
{
    return (struct cells){bucket_of(b->x0, l->page->width),
        bucket_of(b->y0, l->page->height), bucket_of(b->x1, l->page->width) + 1,
        bucket_of(b->y1, l->page->height) + 1};
}

static bool
is_large(struct cells c)
{
    return (c.x1 - c.x0) * (c.y1 - c.y0) > LARGE_FROM;
}

/* Puts each layer where NEXT says for its buckets; without NEXT counts how many
 * they have, one place behind their own. */
static void
walk_cells(struct layers *l, size_t *next)
{
    for (size_t i = 0; i < l->n; i++) {
        struct cells c = cells_of(l, &l->layer[i].bounds);
        if (is_large(c)) {
            if (next != NULL)
                l->large[l->n_large++] = &l->layer[i];
            continue;
        }
        for (size_t y = c.y0; y < c.y1; y++)
            for (size_t x = c.x0; x < c.x1; x++) {
                size_t cell = y * SIDE + x;
                if (next == NULL)
                    l->first[cell + 1]++;
                else
                    l->bucket[next[cell]++] = &l->layer[i];
            }
    }
}

static bool
fill_buckets(struct layers *l)
{
    size_t next[SIDE * SIDE];
    l->first = arena_array(l->arena, SIDE * SIDE + 1, sizeof *l->first);
    l->large = arena_array(l->arena, l->n, sizeof *l->large);
    l->found = arena_array(l->arena, l->n, sizeof *l->found);
    if (l->first == NULL || l->large == NULL || l->found == NULL)
        return false;
    walk_cells(l, NULL);
    for (size_t i = 0; i < SIDE * SIDE; i++) {
        l->first[i + 1] += l->first[i];
        next[i] = l->first[i];
    }
    l->bucket = arena_array(l->arena, l->first[SIDE * SIDE], sizeof *l->bucket);
    if (l->bucket == NULL)
        return false;
    walk_cells(l, next);
    return true;
}

struct layers *
layers_new(struct arena *arena, const struct page *page)
{
    struct layers *l = arena_alloc(arena, sizeof *l);
    if (l == NULL)
        return NULL;
    l->arena = arena;
    l->page = page;
    l->around = arena_array(arena, page->n_items, sizeof *l->around);
    if (l->around == NULL)
        return NULL;
    read_items(l);
    return !l->failed && fill_buckets(l) ? l : NULL;
}

/* --- the search ----------------------------------------------------------- */

/* Puts LAYER among the N found, which stand in painting order. */
static void
put_found(struct layers *l, struct layer *layer, size_t n)
{
    while (n > 0 && l->found[n - 1] > layer) {
        l->found[n] = l->found[n - 1];
        n--;
    }
    l->found[n] = layer;
}

size_t
layers_search(struct layers *l, const struct bounds *box, struct layer ***out)
{
    struct cells c = cells_of(l, box);
    size_t n = 0;
    l->searches++;
    *out = l->found;
    for (size_t i = 0; i < l->n_large; i++)
        if (bounds_meet(&l->large[i]->bounds, box))
            l->found[n++] = l->large[i];
    for (size_t y = c.y0; y < c.y1; y++)
        for (size_t x = c.x0; x < c.x1; x++) {
            size_t cell = y * SIDE + x;
            for (size_t i = l->first[cell]; i < l->first[cell + 1]; i++) {
                struct layer *layer = l->bucket[i];
                bool fresh = layer->seen != l->searches;
                layer->seen = l->searches;
                if (fresh && bounds_meet(&layer->bounds, box))
                    put_found(l, layer, n++);
            }
        }
    return n;
}

/* --- one layer ------------------------------------------------------------ */

static struct contour *
make_contour(struct layers *l, const struct item *item, bool stroke)
{
    struct contour *c = arena_alloc(l->arena, sizeof *c);
    enum err err = ERR_NOMEM;
    if (c != NULL && stroke)
        err = contour_stroke(l->arena, item->op, item->n_ops,
            item->paint.line_width, item->paint.cap, c);
    else if (c != NULL)
        err = contour_fill(
            l->arena, item->op, item->n_ops, item->paint.even_odd, c);
    l->failed = l->failed || err != ERR_OK;
    return err == ERR_OK ? c : NULL;
}

const struct contour *
layers_contour(struct layers *l, struct layer *layer)
{
    if (layer->contour == NULL && layer->item->kind == ITEM_PATH)
        layer->contour = make_contour(l, layer->item, layer->stroke);
    return layer->contour;
}

static const struct contour *
clip_contour(struct layers *l, struct clip *clip)
{
    if (clip->contour == NULL)
        clip->contour = make_contour(l, clip->item, false);
    return clip->contour;
}

enum meeting
layers_meet(struct layers *l, struct layer *layer, const struct bounds *box)
{
    const struct bounds *b = &layer->bounds;
    bool inside = b->x0 <= box->x0 && b->y0 <= box->y0 && box->x1 <= b->x1 &&
                  box->y1 <= b->y1;
    enum meeting meeting = inside ? MEET_INSIDE : MEET_CROSSES;
    const struct contour *c = layers_contour(l, layer);
    if (!bounds_meet(b, box))
        return MEET_OUTSIDE;
    if (c != NULL)
        meeting = contour_meets(c, box);
    for (struct clip *clip = layer->clip;
         clip != NULL && meeting != MEET_OUTSIDE; clip = clip->outer) {
        const struct contour *cut = clip_contour(l, clip);
        enum meeting own = cut == NULL ? MEET_CROSSES : contour_meets(cut, box);
        meeting = own < meeting ? own : meeting;
    }
    return meeting;
}

bool
layers_hold(struct layers *l, struct layer *layer, emu x, emu y)
{
    const struct bounds *b = &layer->bounds;
    if (x < b->x0 || x >= b->x1 || y < b->y0 || y >= b->y1)
        return false;
    const struct contour *c = layers_contour(l, layer);
    if (c != NULL && !contour_holds(c, x, y))
        return false;
    for (struct clip *clip = layer->clip; clip != NULL; clip = clip->outer) {
        const struct contour *cut = clip_contour(l, clip);
        if (cut == NULL || !contour_holds(cut, x, y))
            return false;
    }
    return true;
}

bool
layers_opaque(const struct layer *layer)
{
    int32_t opacity = layer->item->paint.opacity;
    return layer->item->kind == ITEM_PATH && (opacity <= 0 || opacity >= 1000);
}
