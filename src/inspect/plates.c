#include "inspect/plates.h"

#include "inspect/glyphshape.h"
#include "inspect/gradient.h"

enum {
    CELL = EMU_PER_MM / 4,
    CELLS_MAX = 4000000,
    BLEED_MAX = 100 * EMU_PER_MM /* no more of it is looked at */
};

/* The press: what is being painted onto the plates. */
struct press {
    struct plates *plates;
    struct layers *layers;
    struct cover cover;
    struct glyph_shapes shapes;
    bool overprint;
    uint8_t *clipped; /* by cell: how many of the clips in force hold it */
    uint8_t depth;    /* clips in force */
    const struct item *clip[UINT8_MAX];
    /* the paint in hand */
    uint32_t stamp; /* as in plates->top */
    bool group;     /* fill and stroke are laid on as one */
    struct inkset inks;
    const struct gradient *gradient; /* instead, or NULL */
    int32_t opacity;
    bool over;  /* it overprints */
    int change; /* of a clip: what is added to the cells it holds */
};

/* --- a cell --------------------------------------------------------------- */

static struct inkset
inks_at(const struct press *p, int32_t row, int32_t column)
{
    const struct lattice *l = &p->plates->lattice;
    if (p->gradient == NULL)
        return p->inks;
    int64_t x = l->x + (int64_t)column * l->cell + l->cell / 2;
    int64_t y = l->y + (int64_t)row * l->cell + l->cell / 2;
    return inkset_between(
        p->gradient, gradient_share(p->gradient, (emu)x, (emu)y));
}

static void
ink_cell(struct press *p, size_t cell, int32_t row, int32_t column)
{
    struct inkset *under = &p->plates->inks[cell];
    struct inkset inks = inks_at(p, row, column);
    for (int i = 0; i < 4; i++) {
        if (p->over && i < 3)
            continue;
        under->part[i] = (uint16_t)unit_scale(
            under->part[i] * (1000 - p->opacity) + inks.part[i] * p->opacity, 1,
            1000);
    }
    p->plates->top[cell] = p->stamp;
}

/* A paint inks no cell twice, nor does a group. */
static void
ink_span(void *self, int32_t row, int32_t first, int32_t end)
{
    struct press *p = self;
    size_t start = (size_t)row * (size_t)p->plates->lattice.width;
    for (int32_t x = first; x < end; x++) {
        size_t cell = start + (size_t)x;
        uint32_t top = p->plates->top[cell];
        bool done = top == p->stamp || (p->group && (top ^ 1) == p->stamp);
        if (!done && p->clipped[cell] == p->depth)
            ink_cell(p, cell, row, x);
    }
}

static void
clip_span(void *self, int32_t row, int32_t first, int32_t end)
{
    struct press *p = self;
    size_t start = (size_t)row * (size_t)p->plates->lattice.width;
    for (int32_t x = first; x < end; x++)
        if (p->clipped[start + (size_t)x] == p->depth)
            p->clipped[start + (size_t)x] =
                (uint8_t)(p->clipped[start + (size_t)x] + p->change);
}

/* --- items ---------------------------------------------------------------- */

/* Takes a paint in hand. */
static void
take(struct press *p, size_t at, bool stroke, struct colour colour,
    int32_t opacity)
{
    p->stamp = 2 * ((uint32_t)at + 1) + (stroke ? 1 : 0);
    p->group = opacity > 0 && opacity < 1000;
    p->inks = inkset_of(colour);
    p->gradient = NULL;
    p->opacity = opacity <= 0 || opacity > 1000 ? 1000 : opacity;
    p->over = p->overprint && inkset_is_black(p->inks);
    p->cover.span = ink_span;
}

static enum err
ink_layer(struct press *p, struct layer *layer)
{
    const struct paint *paint = &layer->item->paint;
    const struct contour *c = layers_contour(p->layers, layer);
    if (c == NULL)
        return p->layers->failed ? ERR_NOMEM : ERR_OK;
    take(p, layer->at, layer->stroke,
        layer->stroke ? paint->stroke : paint->fill, paint->opacity);
    if (!layer->stroke && paint->gradient != NULL) {
        p->gradient = paint->gradient;
        p->over = false;
    }
    return cover_contour(&p->cover, c);
}

static enum err
ink_text(struct press *p, size_t at)
{
    const struct item *item = &p->layers->page->item[at];
    struct contour glyph;
    enum err err = ERR_OK;
    take(p, at, false, item->colour, 1000);
    for (size_t i = 0; i < item->run->n && err == ERR_OK; i++) {
        err = glyphshape_of(&p->shapes, item, i, &glyph);
        if (err == ERR_OK)
            err = cover_contour(&p->cover, &glyph);
    }
    return err;
}

/* Cells inside the clip ITEM are raised to DEPTH, or lowered from it. */
static enum err
clip(struct press *p, const struct item *item, int change)
{
    struct contour c;
    enum err err = contour_fill(
        p->layers->arena, item->op, item->n_ops, item->paint.even_odd, &c);
    p->change = change;
    p->cover.span = clip_span;
    return err == ERR_OK ? cover_contour(&p->cover, &c) : err;
}

static enum err
begin_clip(struct press *p, const struct item *item)
{
    if (p->depth == UINT8_MAX - 1)
        return ERR_INTERNAL;
    enum err err = clip(p, item, 1);
    p->clip[p->depth++] = item;
    return err;
}

static enum err
end_clip(struct press *p)
{
    if (p->depth == 0)
        return ERR_INTERNAL;
    enum err err = clip(p, p->clip[p->depth - 1], -1);
    p->depth--;
    return err;
}

/* The layers of item AT are those from *LAYER on, fill and stroke.  Of a group
 * the stroke goes first and the fill leaves its cells alone. */
static enum err
ink_path(struct press *p, size_t at, size_t *layer)
{
    struct layers *l = p->layers;
    size_t first = *layer;
    while (*layer < l->n && l->layer[*layer].at == at)
        ++*layer;
    size_t n = *layer - first;
    bool back = n > 0 && !layers_opaque(&l->layer[first]);
    enum err err = ERR_OK;
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = ink_layer(p, &l->layer[first + (back ? n - 1 - i : i)]);
    return err;
}

static enum err
ink_items(struct press *p)
{
    const struct page *page = p->layers->page;
    size_t layer = 0;
    enum err err = ERR_OK;
    for (size_t i = 0; i < page->n_items && err == ERR_OK; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_CLIP_BEGIN)
            err = begin_clip(p, item);
        else if (item->kind == ITEM_CLIP_END)
            err = end_clip(p);
        else if (item->kind == ITEM_GLYPHS && !item->colour.transparent)
            err = ink_text(p, i);
        else
            err = ink_path(p, i, &layer);
    }
    return err;
}

/* --- the page ------------------------------------------------------------- */

static struct lattice
lattice_of(const struct page *page, emu bleed)
{
    bleed = bleed > BLEED_MAX ? BLEED_MAX : bleed;
    int64_t width = (int64_t)page->width + 2 * (int64_t)bleed;
    int64_t height = (int64_t)page->height + 2 * (int64_t)bleed;
    int64_t cell = CELL;
    while ((width / cell + 1) * (height / cell + 1) > CELLS_MAX)
        cell *= 2;
    return (struct lattice){-bleed, -bleed, (emu)cell,
        (int32_t)(width / cell + 1), (int32_t)(height / cell + 1)};
}

enum err
plates_paint(struct arena *arena, struct layers *layers, emu bleed,
    bool overprint, struct plates *out)
{
    *out = (struct plates){.lattice = lattice_of(layers->page, bleed)};
    size_t n = (size_t)out->lattice.width * (size_t)out->lattice.height;
    struct press *p = arena_alloc(arena, sizeof *p);
    out->inks = arena_array(arena, n, sizeof *out->inks);
    out->top = arena_array(arena, n, sizeof *out->top);
    if (p == NULL || out->inks == NULL || out->top == NULL)
        return ERR_NOMEM;
    p->plates = out;
    p->layers = layers;
    p->overprint = overprint;
    p->shapes = (struct glyph_shapes){.arena = arena};
    p->clipped = arena_array(arena, n, 1);
    if (p->clipped == NULL || !cover_init(&p->cover, arena, &out->lattice))
        return ERR_NOMEM;
    p->cover.self = p;
    return ink_items(p);
}
