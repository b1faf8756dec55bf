/* What is cut must reach the bleed; what is not must stay clear of the knife.
 */
#include "inspect/body.h"
#include "inspect/inkset.h"
#include "inspect/rules.h"

DIAG_MESSAGE(no_bleed, "inspect.bleed", DIAG_ERROR,
    "ページ {1} の ({2}) mm にある{3}は仕上がり線まで塗られていますが、塗り足し"
    "が {6} mm しかなく、印刷所の求める {7} mm に足りません（{5} か所）。外へ"
    "広げてください",
    "page {1} at ({2}) mm, {4} reaches the trim, but goes only {6} mm beyond "
    "it, "
    "not the printer's {7} mm ({5} in all); extend it");
DIAG_MESSAGE(text_near, "inspect.trim-text", DIAG_ERROR,
    "ページ {1} の ({2}) mm にある{3}は仕上がり線から {6} mm "
    "で、印刷所の求める "
    "{7} mm より近く、断裁で切れるおそれがあります（{5} か所）。内側へ動かして"
    "ください",
    "page {1} at ({2}) mm, {4} is {6} mm from the trim, nearer than the "
    "printer's {7} mm, and may be cut ({5} in all); move it inwards");
DIAG_MESSAGE(art_near, "inspect.trim-art", DIAG_WARN,
    "ページ {1} の ({2}) mm にある{3}は仕上がり線から {6} mm の所で終わり、断裁"
    "の誤差（{7} mm まで）で目立ちます（{5} "
    "か所）。内側に収めるか、塗り足しまで"
    "広げてください",
    "page {1} at ({2}) mm, {4} ends {6} mm from the trim, where it shows when "
    "the cut is off (keep {7} mm; {5} in all); keep it inside or extend it "
    "into "
    "the bleed");

enum { TOLERANCE = EMU_PER_MM / 100 /* lengths in other units are rounded */ };

/* How far B goes beyond each side of PAGE: top, right, bottom, left. */
static void
beyond(const struct page *page, const struct bounds *b, int64_t out[4])
{
    out[0] = -(int64_t)b->y0;
    out[1] = (int64_t)b->x1 - page->width;
    out[2] = (int64_t)b->y1 - page->height;
    out[3] = -(int64_t)b->x0;
}

static bool
is_on_page(const struct page *page, const struct bounds *b)
{
    const struct bounds trim = {0, 0, page->width, page->height};
    return bounds_meet(&trim, b);
}

static void
say(struct proof *p, size_t at, const struct bounds *area,
    const struct diag_message *message, int64_t found, int64_t wanted)
{
    struct finding_about about = rules_about(p, at, *area, message);
    about.worst = -found;
    rules_say(p, &about,
        finding_number(p->found, unit_scale(found, 100, EMU_PER_MM), 2),
        finding_number(p->found, unit_scale(wanted, 100, EMU_PER_MM), 2));
}

static void
check_text(struct proof *p, size_t at)
{
    const struct page *page = p->layers->page;
    struct bounds area = body_all(&page->item[at], false);
    const struct clip *clip = p->layers->around[at].clip;
    int64_t out[4];
    if (clip != NULL)
        area = bounds_common(area, clip->bounds);
    if (bounds_empty(&area) || !is_on_page(page, &area))
        return;
    beyond(page, &area, out);
    for (int side = 0; side < 4; side++)
        if (out[side] > TOLERANCE - (int64_t)p->limits->trim)
            say(p, at, &area, &text_near, -out[side], p->limits->trim);
}

static bool
is_paper(const struct layer *layer)
{
    const struct paint *paint = &layer->item->paint;
    struct colour colour = layer->stroke ? paint->stroke : paint->fill;
    return layer->item->kind == ITEM_PATH &&
           (layer->stroke || paint->gradient == NULL) &&
           inkset_total(inkset_of(colour)) == 0;
}

/* Does LAYER end in a straight edge along SIDE of its bounds?  A curve that
 * just passes the trim has colour on both sides of it. */
static bool
is_straight(struct proof *p, struct layer *layer, int side)
{
    const struct contour *c = layers_contour(p->layers, layer);
    const struct bounds *b = &layer->bounds;
    if (c == NULL || layer->clip != NULL)
        return true;
    for (size_t i = 0; i < c->n; i++) {
        const struct edge *e = &c->edge[i];
        bool level = side % 2 == 0;
        emu at = side == 0   ? b->y0
                 : side == 1 ? b->x1
                 : side == 2 ? b->y1
                             : b->x0;
        if (level ? e->y0 == at && e->y1 == at && e->x0 != e->x1
                  : e->x0 == at && e->x1 == at && e->y0 != e->y1)
            return true;
    }
    return false;
}

static void
check_layer(struct proof *p, struct layer *layer)
{
    const struct page *page = p->layers->page;
    const struct preflight_limits *l = p->limits;
    struct bounds area = layer->bounds;
    const struct contour *c = layers_contour(p->layers, layer);
    int64_t out[4];
    if (c != NULL)
        area = bounds_common(area, c->bounds);
    layer->bounds = area;
    if (!is_on_page(page, &area) || is_paper(layer))
        return;
    beyond(page, &area, out);
    for (int side = 0; side < 4; side++) {
        bool cut = out[side] >= -TOLERANCE;
        if (cut && out[side] < (int64_t)l->bleed - TOLERANCE &&
            is_straight(p, layer, side))
            say(p, layer->at, &area, &no_bleed, out[side] < 0 ? 0 : out[side],
                l->bleed);
        if (!cut && out[side] > TOLERANCE - (int64_t)l->trim)
            say(p, layer->at, &area, &art_near, -out[side], l->trim);
    }
}

enum err
rules_trim(struct proof *p)
{
    const struct page *page = p->layers->page;
    for (size_t i = 0; i < p->layers->n; i++)
        check_layer(p, &p->layers->layer[i]);
    for (size_t i = 0; i < page->n_items && p->limits->trim > 0; i++)
        if (page->item[i].kind == ITEM_GLYPHS &&
            !page->item[i].colour.transparent)
            check_text(p, i);
    return p->layers->failed ? ERR_NOMEM : ERR_OK;
}
