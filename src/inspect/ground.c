#include "inspect/ground.h"

#include <string.h>

#include "inspect/body.h"
#include "inspect/gradient.h"
#include "inspect/wcag.h"

enum {
    NO_GROUND = EMU_PER_MM, /* what is thinner is no ground for a line */
    EDGES_MAX = 200,        /* of a path, looked at for what lies under it */
    PARTS = 256             /* of a colour value, while colours are mixed */
};

/* What may show under or over an object, in painting order. */
struct sight {
    struct layers *layers;
    struct layer **layer;
    size_t n;
    size_t at;     /* the item that is looked at */
    bool is_layer; /* it is a path: its own layers are no ground */
    bool flat;     /* each lies under all of it in one colour */
};

/* Colours in 1/PARTS, the text's and what lies under it. */
struct mixed {
    int32_t text[3], under[3];
    bool picture, hidden;
};

/* --- one place ------------------------------------------------------------ */

static void
colour_at(const struct layer *layer, emu x, emu y, uint8_t rgb[3])
{
    const struct paint *paint = &layer->item->paint;
    if (layer->stroke)
        memcpy(rgb, paint->stroke.rgb, 3);
    else if (paint->gradient != NULL)
        gradient_rgb(paint->gradient, x, y, rgb);
    else
        memcpy(rgb, paint->fill.rgb, 3);
}

static void
mix(int32_t colour[3], const uint8_t rgb[3], bool opaque, int32_t opacity)
{
    for (int i = 0; i < 3; i++)
        colour[i] =
            opaque ? rgb[i] * PARTS
                   : (int32_t)unit_scale((int64_t)colour[i] * (1000 - opacity) +
                                             (int64_t)rgb[i] * PARTS * opacity,
                         1, 1000);
}

/* Lays LAYER on what was painted before it. */
static void
lay(struct mixed *m, const struct layer *layer, bool over, emu x, emu y)
{
    uint8_t rgb[3] = {0, 0, 0};
    bool opaque = layers_opaque(layer);
    if (layer->item->kind == ITEM_IMAGE) {
        m->picture = true;
        return;
    }
    m->picture = m->picture && !opaque;
    m->hidden = m->hidden || (over && opaque);
    colour_at(layer, x, y, rgb);
    int32_t opacity = layer->item->paint.opacity;
    mix(m->under, rgb, opaque, opacity);
    if (over)
        mix(m->text, rgb, opaque, opacity);
}

/* Of the fill and the stroke of one path only the stroke shows where both
 * are. */
static bool
is_beneath_own_stroke(const struct sight *s, size_t i, emu x, emu y)
{
    return i + 1 < s->n && s->layer[i + 1]->item == s->layer[i]->item &&
           layers_hold(s->layers, s->layer[i + 1], x, y);
}

static struct mixed
mix_at(const struct sight *s, const uint8_t text[3], emu x, emu y)
{
    struct mixed m = {{text[0] * PARTS, text[1] * PARTS, text[2] * PARTS},
        {255 * PARTS, 255 * PARTS, 255 * PARTS}, false, false};
    for (size_t i = 0; i < s->n; i++) {
        struct layer *layer = s->layer[i];
        bool holds = s->flat || layers_hold(s->layers, layer, x, y);
        if (!holds || is_beneath_own_stroke(s, i, x, y))
            continue;
        lay(&m, layer, layer->at > s->at, x, y);
    }
    return m;
}

static void
round_colour(const int32_t mixed[3], uint8_t out[3])
{
    for (int i = 0; i < 3; i++)
        out[i] = (uint8_t)unit_scale(mixed[i], 1, PARTS);
}

/* Judges the place X, Y of what is painted in TEXT. */
static void
judge(const struct sight *s, const uint8_t text[3], emu x, emu y,
    struct ground *out)
{
    uint8_t above[3], under[3];
    struct mixed m = mix_at(s, text, x, y);
    out->picture = out->picture || m.picture;
    if (m.hidden || m.picture)
        return;
    round_colour(m.text, above);
    round_colour(m.under, under);
    int ratio = wcag_ratio(above, under);
    out->reversed =
        out->reversed || wcag_luminance(above) > wcag_luminance(under);
    if (out->ratio > 0 && ratio >= out->ratio)
        return;
    out->ratio = ratio;
    out->x = x;
    out->y = y;
    memcpy(out->text, above, sizeof above);
    memcpy(out->under, under, sizeof under);
}

/* --- what is looked at ---------------------------------------------------- */

static bool
is_flat(const struct layer *layer)
{
    return layer->item->kind == ITEM_PATH &&
           (layer->stroke || layer->item->paint.gradient == NULL);
}

/* Thinner than a quarter of the type: a line beside or through a text. */
static bool
is_line(const struct layer *layer, emu thin)
{
    const struct bounds *b = &layer->bounds;
    return b->x1 - b->x0 < thin || b->y1 - b->y0 < thin ||
           (layer->stroke && layer->item->paint.line_width < thin);
}

/* Keeps of what was found around BOX what can show there: from the top down to
 * what hides all beneath it. */
static void
look(struct sight *s, const struct bounds *box, emu thin)
{
    struct layer **found;
    size_t all = layers_search(s->layers, box, &found), kept = all;
    bool hides = false;
    s->flat = true;
    for (size_t i = all; i-- > 0 && !hides;) {
        struct layer *layer = found[i];
        bool own = s->is_layer && layer->at == s->at;
        if (own || is_line(layer, thin))
            continue;
        enum meeting meeting = layers_meet(s->layers, layer, box);
        if (meeting == MEET_OUTSIDE)
            continue;
        hides =
            meeting == MEET_INSIDE && layers_opaque(layer) && layer->at < s->at;
        s->flat = s->flat && meeting == MEET_INSIDE && is_flat(layer);
        found[--kept] = layer;
    }
    s->layer = found + kept;
    s->n = all - kept;
}

static enum err
finish(const struct sight *s, struct ground *out)
{
    out->varies = !s->flat;
    out->hidden = out->ratio == 0 && !out->picture;
    return s->layers->failed ? ERR_NOMEM : ERR_OK;
}

/* Nine places of CORE: corners, middles of the sides, the centre. */
static void
judge_core(const struct sight *s, const uint8_t text[3],
    const struct bounds *core, struct ground *out)
{
    emu width = core->x1 - core->x0, height = core->y1 - core->y0;
    for (int i = 0; i < 9; i++)
        judge(s, text, core->x0 + width / 2 * (i % 3),
            core->y0 + height / 2 * (i / 3), out);
}

enum err
ground_of_text(struct layers *layers, size_t at, struct ground *out)
{
    const struct item *item = &layers->page->item[at];
    struct sight s = {.layers = layers, .at = at};
    struct bounds all = body_all(item, true), body;
    *out = (struct ground){.ratio = 0};
    if (bounds_empty(&all))
        return ERR_OK;
    look(&s, &all, item->run->size / 4);
    if (s.flat)
        judge(&s, item->colour.rgb, all.x0 + (all.x1 - all.x0) / 2,
            all.y0 + (all.y1 - all.y0) / 2, out);
    for (size_t i = 0; i < item->run->n && !s.flat; i++)
        if (body_of(item, i, &body)) {
            body = body_core(body);
            judge_core(&s, item->colour.rgb, &body, out);
        }
    return finish(&s, out);
}

enum err
ground_of_layer(struct layers *layers, struct layer *layer, struct ground *out)
{
    struct sight s = {.layers = layers, .at = layer->at, .is_layer = true};
    const struct contour *c = layers_contour(layers, layer);
    *out = (struct ground){.ratio = 0};
    if (c == NULL)
        return layers->failed ? ERR_NOMEM : ERR_OK;
    look(&s, &layer->bounds, NO_GROUND);
    size_t step = c->n / EDGES_MAX + 1;
    for (size_t i = 0; i < c->n; i += step) {
        const struct edge *e = &c->edge[i];
        uint8_t rgb[3];
        emu x = (emu)(((int64_t)e->x0 + e->x1) / 2);
        emu y = (emu)(((int64_t)e->y0 + e->y1) / 2);
        colour_at(layer, x, y, rgb);
        judge(&s, rgb, x, y, out);
    }
    return finish(&s, out);
}
