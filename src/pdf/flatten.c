/* What lies below an item is looked for backwards from it.  An item that only
 * may touch it, by its bounds, makes the ground unknown. */
#include "pdf/flatten.h"

#include <string.h>

enum { DEPTH_MAX = 4 }; /* grounds upon grounds that are seen through */

struct bounds {
    int64_t left, top, right, bottom;
};

static struct bounds
bounds_of_path(const struct item *item)
{
    static const int points[] = {1, 1, 3, 0};
    struct bounds b = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (size_t i = 0; i < item->n_ops; i++) {
        const struct path_op *op = &item->op[i];
        for (int k = 0; k < points[op->verb]; k++) {
            b.left = op->x[k] < b.left ? op->x[k] : b.left;
            b.right = op->x[k] > b.right ? op->x[k] : b.right;
            b.top = op->y[k] < b.top ? op->y[k] : b.top;
            b.bottom = op->y[k] > b.bottom ? op->y[k] : b.bottom;
        }
    }
    bool stroked = !item->paint.stroke.transparent && item->kind == ITEM_PATH;
    emu half = stroked ? item->paint.line_width / 2 + 1 : 0;
    return (struct bounds){
        b.left - half, b.top - half, b.right + half, b.bottom + half};
}

/* What a run may cover: its em boxes and a little more. */
static struct bounds
bounds_of_run(const struct item *item)
{
    const struct glyph_run *run = item->run;
    bool across = run->direction == RUN_HORIZONTAL;
    int64_t x = item->x, y = item->y, far = 0, size = run->size;
    for (size_t i = 0; i < run->n; i++) {
        const struct glyph *g = &run->glyph[i];
        int64_t at = run->direction == RUN_UPRIGHT ? -(int64_t)g->y : g->x;
        far = at > far ? at : far;
    }
    if (!across)
        return (struct bounds){
            x - size * 5 / 4, y - size, x + size * 5 / 4, y + far + size * 2};
    return (struct bounds){x - size / 4, y - size * 11 / 10,
        x + far + size * 5 / 4, y + size * 4 / 10};
}

static struct bounds
bounds_of(const struct item *item)
{
    if (item->kind == ITEM_GLYPHS)
        return bounds_of_run(item);
    if (item->kind == ITEM_PATH)
        return bounds_of_path(item);
    return (struct bounds){item->x, item->y, (int64_t)item->x + item->width,
        (int64_t)item->y + item->height};
}

static bool
touches(struct bounds a, struct bounds b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom &&
           b.top < a.bottom;
}

static bool
holds(struct bounds outer, struct bounds inner)
{
    return outer.left <= inner.left && inner.right <= outer.right &&
           outer.top <= inner.top && inner.bottom <= outer.bottom;
}

/* True when BOX surely lies inside the outline of ITEM, an upright rectangle
 * with or without round corners, and off its stroke. */
static bool
is_inside(const struct item *item, struct bounds box)
{
    size_t lines = 0, curves = 0;
    for (size_t i = 0; i < item->n_ops; i++) {
        lines += item->op[i].verb == PATH_LINE;
        curves += item->op[i].verb == PATH_CURVE;
    }
    bool rect = item->n_ops == 5 && lines == 3;
    bool rounded = item->n_ops == 10 && lines == 4 && curves == 4;
    if ((!rect && !rounded) || item->op[0].verb != PATH_MOVE)
        return false;
    for (size_t i = 0; rect && i < 4; i++) {
        const struct path_op *a = &item->op[i], *b = &item->op[(i + 1) % 4];
        if (a->x[0] != b->x[0] && a->y[0] != b->y[0])
            return false;
    }
    struct bounds whole = bounds_of_path(item);
    int64_t line = item->paint.stroke.transparent
                       ? 0
                       : (int64_t)item->paint.line_width + 2;
    /* page_add_rect begins one radius behind the corner. */
    int64_t corner = line + (rounded ? item->op[0].x[0] - whole.left : 0);
    const struct bounds tall = {whole.left + corner, whole.top + line,
        whole.right - corner, whole.bottom - line};
    const struct bounds wide = {whole.left + line, whole.top + corner,
        whole.right - line, whole.bottom - corner};
    return holds(tall, box) || holds(wide, box);
}

static bool
is_clear(const struct paint *paint)
{
    return paint->opacity > 0 && paint->opacity < 1000;
}

static bool
has_spot(const struct pdf_print *print, const struct colour *c)
{
    return print->spots && c->role != NULL && c->role->spot != NULL;
}

/* A colour without ink: paper. */
static bool
is_paper(const struct pdf_print *print, const struct colour *c)
{
    static const uint8_t none[4] = {0, 0, 0, 0};
    bool white = c->rgb[0] == 255 && c->rgb[1] == 255 && c->rgb[2] == 255;
    if (has_spot(print, c))
        return c->tint == 0;
    return c->has_cmyk ? memcmp(c->cmyk, none, sizeof none) == 0 : white;
}

/* TOP at SHARE (1/1000) upon GROUND, ink by ink; false when their inks are
 * different ones. */
static bool
mix(const struct pdf_print *print, const struct colour *top,
    const struct colour *ground, int32_t share, struct colour *out)
{
    bool paper = is_paper(print, ground);
    bool spot = has_spot(print, top) || has_spot(print, ground);
    bool same = has_spot(print, top) && has_spot(print, ground) &&
                strcmp(top->role->spot, ground->role->spot) == 0;
    if (!top->has_cmyk || (!paper && (!ground->has_cmyk || (spot && !same))))
        return false;
    *out = *top;
    int32_t rest = 1000 - share;
    for (int i = 0; i < 3; i++)
        out->rgb[i] = (uint8_t)unit_scale(
            top->rgb[i] * share + ground->rgb[i] * rest, 1, 1000);
    for (int i = 0; i < 4; i++)
        out->cmyk[i] = (uint8_t)unit_scale(
            top->cmyk[i] * share + (paper ? 0 : ground->cmyk[i] * rest), 1,
            1000);
    out->tint = (int16_t)unit_scale(
        top->tint * share + (same ? ground->tint * rest : 0), 1, 1000);
    if (!spot)
        out->role = NULL;
    return true;
}

static bool ground_of(const struct pdf_print *print, const struct page *page,
    size_t at, struct bounds box, int depth, struct colour *out);

/* What the path at AT, which touches BOX, shows below it: a plain colour in
 * OUT, or nothing at all (*FREE). */
static bool
shows(const struct pdf_print *print, const struct page *page, size_t at,
    struct bounds box, int depth, struct colour *out, bool *free)
{
    const struct item *below = &page->item[at];
    *free = false;
    if (below->kind != ITEM_PATH || !is_inside(below, box))
        return false;
    const struct paint *paint = &below->paint;
    if (paint->gradient != NULL)
        return false;
    if (paint->fill.transparent) {
        *free = true;
        return true;
    }
    struct colour ground;
    *out = paint->fill;
    return !is_clear(paint) ||
           (ground_of(print, page, at, box, depth + 1, &ground) &&
               mix(print, &paint->fill, &ground, paint->opacity, out));
}

/* The plain colour below BOX among the items before AT. */
static bool
ground_of(const struct pdf_print *print, const struct page *page, size_t at,
    struct bounds box, int depth, struct colour *out)
{
    size_t clips = 0; /* open ones, seen from their ends */
    if (depth > DEPTH_MAX)
        return false;
    while (at-- > 0) {
        const struct item *below = &page->item[at];
        bool free;
        if (below->kind == ITEM_CLIP_END)
            clips++;
        if (below->kind == ITEM_CLIP_BEGIN && clips > 0)
            clips--;
        if ((below->kind != ITEM_PATH && below->kind != ITEM_GLYPHS &&
                below->kind != ITEM_IMAGE) ||
            !touches(bounds_of(below), box))
            continue;
        if (clips > 0 || !shows(print, page, at, box, depth, out, &free))
            return false;
        if (!free)
            return true;
    }
    *out = COLOUR_WHITE;
    return true;
}

/* ITEM, one of PAGE's, as it looks upon the plain colour GROUND. */
static bool
lay(const struct pdf_print *print, const struct item *item,
    const struct colour *ground, struct item *out)
{
    const struct paint *paint = &item->paint;
    const struct colour *top =
        paint->fill.transparent ? &paint->stroke : &paint->fill;
    *out = *item;
    out->paint.opacity = 1000;
    return mix(print, top, ground, paint->opacity,
        paint->fill.transparent ? &out->paint.stroke : &out->paint.fill);
}

/* A path with one colour that is seen through. */
static bool
is_candidate(const struct item *item)
{
    const struct paint *paint = &item->paint;
    return item->kind == ITEM_PATH && is_clear(paint) &&
           paint->gradient == NULL &&
           (paint->fill.transparent || paint->stroke.transparent);
}

bool
flatten_item(const struct pdf_print *print, const struct page *page,
    const struct item *item, struct item *out)
{
    struct colour ground;
    size_t at = (size_t)(item - page->item);
    return is_candidate(item) &&
           ground_of(print, page, at, bounds_of_path(item), 0, &ground) &&
           lay(print, item, &ground, out);
}

/* COLOUR as it looks below TOP at SHARE. */
static bool
cover(const struct pdf_print *print, const struct colour *top, int32_t share,
    struct colour *colour)
{
    struct colour below = *colour;
    return below.transparent || mix(print, top, &below, share, colour);
}

/* Layers under construction; N beyond CAP: there is no room for them. */
struct layers {
    const struct pdf_print *print;
    const struct page *page;
    struct flatten_layer *layer;
    size_t n, cap;
};

static bool expand(struct layers *l, const struct item *item, int depth);

static bool
is_painted(const struct item *item)
{
    return item->kind == ITEM_PATH || item->kind == ITEM_GLYPHS ||
           item->kind == ITEM_IMAGE;
}

/* Covers the layers from FIRST on with TOP: they show inside it only. */
static bool
cover_all(struct layers *l, size_t first, const struct item *top)
{
    const struct paint *paint = &top->paint;
    for (size_t i = first; i < l->n; i++) {
        struct flatten_layer *layer = &l->layer[i];
        if (layer->n_clips == FLATTEN_CLIPS ||
            !cover(l->print, &paint->fill, paint->opacity,
                &layer->item.paint.fill) ||
            !cover(l->print, &paint->fill, paint->opacity,
                &layer->item.paint.stroke))
            return false;
        layer->clip[layer->n_clips++] = top;
    }
    return true;
}

/* The items below ITEM that it touches, as they look through it. */
static bool
expand_below(struct layers *l, const struct item *item, int depth)
{
    size_t clips = 0, first = l->n;
    struct bounds box = bounds_of_path(item);
    for (const struct item *b = l->page->item; b < item; b++) {
        if (b->kind == ITEM_CLIP_BEGIN)
            clips++;
        if (b->kind == ITEM_CLIP_END && clips > 0)
            clips--;
        if (!is_painted(b) || !touches(bounds_of(b), box))
            continue;
        if (clips > 0 || !expand(l, b, depth + 1))
            return false;
    }
    return cover_all(l, first, item);
}

/* Appends ITEM and, where it is seen through, what shows inside it. */
static bool
expand(struct layers *l, const struct item *item, int depth)
{
    const struct colour paper = COLOUR_WHITE;
    const struct paint *paint = &item->paint;
    if (item->kind != ITEM_PATH || paint->gradient != NULL || l->n == l->cap ||
        depth > DEPTH_MAX)
        return false;
    struct flatten_layer *layer = &l->layer[l->n++];
    *layer = (struct flatten_layer){.item = *item};
    if (!is_clear(paint))
        return true;
    if (!is_candidate(item) || paint->fill.transparent ||
        !lay(l->print, item, &paper, &layer->item))
        return false;
    return expand_below(l, item, depth);
}

size_t
flatten_layers(const struct pdf_print *print, const struct page *page,
    const struct item *item, struct flatten_layer *out, size_t cap)
{
    struct layers l = {print, page, out, 0, cap};
    return expand(&l, item, 0) ? l.n : 0;
}
