/* Total ink (総インキ量, TAC): what lies on top of each other at one place. */
#include "inspect/body.h"
#include "inspect/plates.h"
#include "inspect/rules.h"

DIAG_MESSAGE(too_much, "inspect.total-ink", DIAG_ERROR,
    "ページ {1} の ({2}) mm から始まる所で、{3}のインキの総量が {6} （{7}）にな"
    "り、印刷所の上限 {8} を超えています（同じ行から {5} か所）。色の cmyk の値"
    "を減らすか、重なりをなくしてください",
    "page {1} from ({2}) mm on, {4}: the inks together reach {6} ({7}), more "
    "than the printer's {8} ({5} in all); lower the colour's "
    "cmyk or keep the objects apart");
DIAG_MESSAGE(guessed, "inspect.no-process-colour", DIAG_WARN,
    "ページ {1} の ({2}) mm にある{3}の色 {6} には cmyk "
    "の値がなく、印刷のインキ"
    "は変換で決まります（{5} か所）。[colour] に cmyk を書いてください",
    "page {1} at ({2}) mm, {4}: the colour {6} has no cmyk values, so that its "
    "inks depend on a conversion ({5} in all); give them in a [colour]");

/* The cells of one item that have too much. */
struct heap {
    struct bounds at;
    struct inkset worst;
    int32_t total; /* of the worst; 0: none */
};

static void
add_cell(struct heap *heap, const struct plates *plates, size_t cell)
{
    const struct lattice *l = &plates->lattice;
    size_t width = (size_t)l->width;
    emu x = l->x + (emu)(cell % width) * l->cell;
    emu y = l->y + (emu)(cell / width) * l->cell;
    int32_t total = inkset_total(plates->inks[cell]);
    heap->at =
        bounds_join(heap->at, (struct bounds){x, y, x + l->cell, y + l->cell});
    if (total <= heap->total)
        return;
    heap->total = total;
    heap->worst = plates->inks[cell];
}

static void
say_heap(struct proof *p, size_t at, const struct heap *heap)
{
    struct findings *f = p->found;
    struct finding_about about = rules_about(p, at, heap->at, &too_much);
    about.worst = heap->total;
    struct finding *own = finding_add(f, &about);
    if (own == NULL)
        return;
    const uint16_t *part = heap->worst.part;
    own->own[0] = finding_text(f, "%s%%", finding_number(f, heap->total, 2));
    own->own[1] = finding_text(f, "C%d M%d Y%d K%d", (part[0] + 50) / 100,
        (part[1] + 50) / 100, (part[2] + 50) / 100, (part[3] + 50) / 100);
    own->own[2] =
        finding_text(f, "%s%%", finding_number(f, p->limits->total_ink, 1));
}

static enum err
find_heaps(struct proof *p, const struct plates *plates)
{
    const struct lattice *l = &plates->lattice;
    size_t n = (size_t)l->width * (size_t)l->height;
    size_t items = p->layers->page->n_items;
    struct heap *heap = arena_array(p->scratch, items, sizeof *heap);
    if (heap == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        if (plates->top[i] != 0 &&
            inkset_total(plates->inks[i]) > p->limits->total_ink * 10)
            add_cell(&heap[plates->top[i] / 2 - 1], plates, i);
    for (size_t i = 0; i < items; i++)
        if (heap[i].total > 0)
            say_heap(p, i, &heap[i]);
    return ERR_OK;
}

static void
say_guessed(
    struct proof *p, size_t at, struct bounds area, const uint8_t rgb[3])
{
    struct finding_about about = rules_about(p, at, area, &guessed);
    about.whole = &guessed; /* once for each colour, wherever it is used */
    about.any_page = true;
    about.group =
        (uint64_t)rgb[0] << 16 | (uint64_t)rgb[1] << 8 | (uint64_t)rgb[2];
    rules_say(p, &about, finding_text(p->found, "#%06x", (unsigned)about.group),
        NULL);
}

static void
find_guessed(struct proof *p)
{
    for (size_t i = 0; i < p->layers->n; i++) {
        const struct layer *layer = &p->layers->layer[i];
        const struct paint *paint = &layer->item->paint;
        struct colour colour = layer->stroke ? paint->stroke : paint->fill;
        if (layer->item->kind != ITEM_PATH)
            continue;
        if (!layer->stroke && paint->gradient != NULL)
            colour = paint->gradient->from.has_cmyk ? paint->gradient->to
                                                    : paint->gradient->from;
        if (!colour.has_cmyk)
            say_guessed(p, layer->at, layer->bounds, colour.rgb);
    }
    const struct page *page = p->layers->page;
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_GLYPHS && !item->colour.transparent &&
            !item->colour.has_cmyk)
            say_guessed(p, i, body_all(item, false), item->colour.rgb);
    }
}

enum err
rules_total_ink(struct proof *p)
{
    struct plates plates;
    find_guessed(p);
    if (p->limits->total_ink == 0)
        return ERR_OK;
    enum err err = plates_paint(
        p->scratch, p->layers, p->limits->bleed, p->limits->overprint, &plates);
    return err == ERR_OK ? find_heaps(p, &plates) : err;
}
