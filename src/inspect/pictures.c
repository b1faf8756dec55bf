/* Pictures: enough pixels for the size at which they are placed. */
#include "inspect/rules.h"

DIAG_MESSAGE(too_coarse, "inspect.resolution", DIAG_ERROR,
    "ページ {1} の ({2}) mm にある{3}の解像度は置いた大きさで {6} dpi "
    "で、印刷所"
    "の求める {7} dpi "
    "に足りません。画素の多い画像にするか、小さく置いてください",
    "page {1} at ({2}) mm, {4} has {6} dpi at its size, less than the "
    "printer's "
    "{7} dpi; use a picture of more pixels or place it smaller");
DIAG_MESSAGE(coarse, "inspect.resolution-low", DIAG_WARN,
    "ページ {1} の ({2}) mm にある{3}の解像度は置いた大きさで {6} dpi "
    "で、望まし"
    "い {7} dpi より低いです。できれば画素の多い画像にしてください",
    "page {1} at ({2}) mm, {4} has {6} dpi at its size, less than the {7} dpi "
    "that is recommended; use a picture of more pixels if there is one");
DIAG_MESSAGE(unknown_ink, "inspect.picture-ink", DIAG_NOTE,
    "ページ {1} の ({2}) mm "
    "にある{3}のインキ量は数えていません。画像ソフトで総量"
    "を確かめてください",
    "page {1} at ({2}) mm, {4}: its inks were not counted; check their total "
    "in "
    "an image program");

enum { EMU_PER_INCH = 914400, PNG_HEAD = 26 };

int64_t
preflight_dpi(const struct item *item)
{
    int64_t across = unit_scale(item->image->width, EMU_PER_INCH, item->width);
    int64_t down = unit_scale(item->image->height, EMU_PER_INCH, item->height);
    return across < down ? across : down;
}

/* A PNG of one bit a pixel: IHDR says so at a fixed place (ISO 15948, 11.2.2).
 */
static bool
is_bitmap(const struct image *image)
{
    return image->kind == IMAGE_PNG && image->bytes.n >= PNG_HEAD &&
           image->bytes.p[24] == 1;
}

static void
check_picture(struct proof *p, struct layer *layer)
{
    const struct preflight_limits *l = p->limits;
    const struct item *item = layer->item;
    int64_t dpi = preflight_dpi(item);
    bool bitmap = is_bitmap(item->image);
    int least = bitmap ? l->bitmap_dpi : l->dpi_min;
    const struct diag_message *message = NULL;
    if (dpi < least)
        message = &too_coarse;
    else if (!bitmap && dpi < l->dpi)
        message = &coarse;
    if (message != NULL) {
        struct finding_about about =
            rules_about(p, layer->at, layer->bounds, message);
        about.group = layer->at;
        about.worst = -dpi;
        rules_say(p, &about, finding_number(p->found, dpi, 0),
            finding_number(p->found, message == &coarse ? l->dpi : least, 0));
    }
    if (l->total_ink > 0) {
        struct finding_about about =
            rules_about(p, layer->at, layer->bounds, &unknown_ink);
        about.group = layer->at;
        rules_say(p, &about, NULL, NULL);
    }
}

enum err
rules_pictures(struct proof *p)
{
    for (size_t i = 0; i < p->layers->n; i++)
        if (p->layers->layer[i].item->kind == ITEM_IMAGE)
            check_picture(p, &p->layers->layer[i]);
    return ERR_OK;
}
