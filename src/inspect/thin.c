/* What is too thin or too small to print. */
#include "inspect/body.h"
#include "inspect/ground.h"
#include "inspect/inkset.h"
#include "inspect/rules.h"

DIAG_MESSAGE(thin_line, "inspect.line", DIAG_ERROR,
    "ページ {1} の ({2}) mm にある{3}の太さは {6} で、印刷所の求める {7} より細"
    "いので、かすれるおそれがあります（{5} か所）。太くしてください",
    "page {1} at ({2}) mm, {4} is {6} thick, less than the printer's {7}, and "
    "may not print ({5} in all); make it thicker");
DIAG_MESSAGE(thin_reversed, "inspect.reversed-line", DIAG_ERROR,
    "ページ {1} の ({2}) mm にある白抜きの{3}の太さは {6} で、印刷所の求める "
    "{7}"
    " より細いので、つぶれるおそれがあります（{5} か所）。太くしてください",
    "page {1} at ({2}) mm, {4} lighter than its ground is {6} thick, less than "
    "the printer's {7}, and may fill in ({5} in all); make it thicker");
DIAG_MESSAGE(small_type, "inspect.type", DIAG_ERROR,
    "ページ {1} の ({2}) mm にある{3}の大きさは {6} で、印刷所の求める {7} より"
    "小さいです（{5} か所）。大きくしてください",
    "page {1} at ({2}) mm, {4} is set in {6}, smaller than the printer's {7} "
    "({5} in all); make it larger");
DIAG_MESSAGE(small_reversed, "inspect.reversed-type", DIAG_ERROR,
    "ページ {1} の ({2}) mm にある白抜きの{3}の大きさは {6} で、印刷所の求める "
    "{7} より小さいので、つぶれるおそれがあります（{5} か所）。大きくしてくださ"
    "い",
    "page {1} at ({2}) mm, {4}, lighter than its ground, is set in {6}, "
    "smaller "
    "than the printer's {7}, and may fill in ({5} in all); make it larger");
DIAG_MESSAGE(small_coloured, "inspect.colour-type", DIAG_ERROR,
    "ページ {1} の ({2}) mm にある{3}は 3 色以上のインキで刷られ、大きさが {6} "
    "で、印刷所の求める {7} "
    "より小さいので、版ずれでにじむおそれがあります（{5} "
    "か所）。墨だけの色にするか、大きくしてください",
    "page {1} at ({2}) mm, {4} is printed in three inks or more and set in "
    "{6}, "
    "smaller than the printer's {7}, and blurs when the plates shift ({5} "
    "pieces); use black alone or make it larger");

/* The limit that VALUE breaks: the reversed one counts where it is larger. */
static void
say(struct proof *p, size_t at, struct bounds area,
    const struct diag_message *message, emu value, emu limit)
{
    struct finding_about about = rules_about(p, at, area, message);
    about.worst = -(int64_t)value;
    rules_say(p, &about, rules_length(p, value), rules_length(p, limit));
}

/* --- lines ---------------------------------------------------------------- */

static bool
is_paper(struct colour colour)
{
    return colour.has_cmyk
               ? inkset_total(inkset_of(colour)) == 0
               : colour.rgb[0] + colour.rgb[1] + colour.rgb[2] == 3 * UINT8_MAX;
}

/* How thick a stroke is, or a shape at its thinnest side. */
static emu
thickness(const struct layer *layer)
{
    const struct bounds *b = &layer->bounds;
    emu width = b->x1 - b->x0, height = b->y1 - b->y0;
    if (layer->stroke)
        return layer->item->paint.line_width;
    return width < height ? width : height;
}

static enum err
check_line(struct proof *p, struct layer *layer)
{
    const struct preflight_limits *l = p->limits;
    emu thick = thickness(layer);
    struct ground ground;
    if (layer->item->kind != ITEM_PATH ||
        (thick >= l->line && thick >= l->reversed_line))
        return ERR_OK;
    enum err err = ground_of_layer(p->layers, layer, &ground);
    if (err != ERR_OK || ground.hidden)
        return err;
    if (ground.reversed && thick < l->reversed_line)
        say(p, layer->at, layer->bounds, &thin_reversed, thick,
            l->reversed_line);
    else if (thick < l->line)
        say(p, layer->at, layer->bounds, &thin_line, thick, l->line);
    return ERR_OK;
}

/* --- type ----------------------------------------------------------------- */

static enum err
check_type(struct proof *p, size_t at)
{
    const struct preflight_limits *l = p->limits;
    const struct item *item = &p->layers->page->item[at];
    struct bounds area = body_all(item, false);
    emu size = item->run->size;
    struct ground ground = {.ratio = 0};
    enum err err = ERR_OK;
    if (bounds_empty(&area))
        return ERR_OK;
    if (size < l->reversed_type)
        err = ground_of_text(p->layers, at, &ground);
    bool coloured =
        !is_paper(item->colour) && inkset_count(inkset_of(item->colour)) > 2;
    if (ground.reversed && size < l->reversed_type)
        say(p, at, area, &small_reversed, size, l->reversed_type);
    else if (size < l->type)
        say(p, at, area, &small_type, size, l->type);
    else if (coloured && size < l->colour_type)
        say(p, at, area, &small_coloured, size, l->colour_type);
    return err;
}

enum err
rules_thin(struct proof *p)
{
    const struct page *page = p->layers->page;
    enum err err = ERR_OK;
    for (size_t i = 0; i < p->layers->n && err == ERR_OK; i++)
        err = check_line(p, &p->layers->layer[i]);
    for (size_t i = 0; i < page->n_items && err == ERR_OK; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_GLYPHS && !item->colour.transparent &&
            !p->layers->around[i].ornament)
            err = check_type(p, i);
    }
    return err;
}
