#include "app/kitlight.h"

#include "app/kitweigh.h"
#include "raster/lighten.h"

DIAG_MESSAGE(lightened, "app.press-lightened", DIAG_NOTE,
    "{7} をメールで送れる重さにするため、ページ {2} の画像「{1}」を {3} dpi "
    "から {4} dpi に下げました（{5} KB から {6} KB）。避けるには [press] の "
    "pdf-kilobytes か picture-dpi を大きくしてください",
    "to make {7} light enough for the mail, the picture \"{1}\" on page {2} "
    "was brought from {3} dpi to {4} dpi ({5} KB to {6} KB); to keep it, raise "
    "pdf-kilobytes or picture-dpi of [press]");

enum { EMU_PER_INCH = 914400 };

/* --- what is in a document ------------------------------------------------ */

static int64_t
dpi_of(const struct image *image, const struct picture_use *use)
{
    int64_t across = unit_scale(image->width, EMU_PER_INCH, use->width);
    int64_t down = unit_scale(image->height, EMU_PER_INCH, use->height);
    return across < down ? across : down;
}

int64_t
kitlight_dpi(const struct picture_use *use)
{
    return dpi_of(use->lighter == NULL ? use->image : use->lighter, use);
}

struct picture_use *
kitlight_find(const struct kit_pictures *pictures, const struct image *image)
{
    for (size_t i = 0; i < pictures->n; i++) {
        struct picture_use *use = &pictures->use[i];
        if (use->image == image || use->lighter == image ||
            str_equal(use->image->bytes, image->bytes))
            return use;
    }
    return NULL;
}

static emu
larger(emu a, emu b)
{
    return a > b ? a : b;
}

/* ITEM, a picture on page PAGE, among PICTURES. */
static bool
add_use(struct arena *arena, const struct item *item, size_t page,
    struct kit_pictures *pictures)
{
    struct picture_use *use = kitlight_find(pictures, item->image);
    if (use == NULL) {
        use = arena_grow(
            arena, pictures->use, pictures->n, &pictures->cap, sizeof *use);
        if (use == NULL)
            return false;
        pictures->use = use;
        use += pictures->n++;
        *use = (struct picture_use){.image = item->image};
    }
    if (item->width > use->width) {
        use->page = page;
        use->loc = item->loc;
    }
    use->width = larger(use->width, item->width);
    use->height = larger(use->height, item->height);
    return true;
}

static bool
is_picture(const struct item *item)
{
    return item->kind == ITEM_IMAGE && item->width > 0 && item->height > 0;
}

static enum err
find_pictures(struct arena *arena, const struct document *document,
    struct kit_pictures *out)
{
    for (size_t p = 0; p < document->n_pages; p++) {
        const struct page *page = document->page[p];
        for (size_t i = 0; i < page->n_items; i++)
            if (is_picture(&page->item[i]) &&
                !add_use(arena, &page->item[i], p, out))
                return ERR_NOMEM;
    }
    return ERR_OK;
}

/* --- making them lighter -------------------------------------------------- */

/* The pixels that DPI dots per inch need on LENGTH, at most PIXELS. */
static int
pixels_at(emu length, int64_t dpi, int pixels)
{
    int64_t n = (length * dpi + EMU_PER_INCH - 1) / EMU_PER_INCH;
    return n < pixels ? (int)n : pixels;
}

static enum err
say_lightened(struct kit *kit, const struct picture_use *use, const char *name)
{
    struct diag *diag = kit->k->diag;
    const struct image *image = use->image;
    return DIAG(diag, use->loc, &lightened,
        image->path == NULL ? "-" : image->path,
        diag_int(diag, (int64_t)use->page + 1),
        diag_int(diag, dpi_of(use->image, use)),
        diag_int(diag, kitlight_dpi(use)),
        diag_int(diag, kitweigh_kilobytes(image->bytes.n)),
        diag_int(diag, kitweigh_kilobytes(use->lighter->bytes.n)), name);
}

static enum err
lighten(struct kit *kit, struct picture_use *use, const char *name)
{
    int64_t dpi = section_integer(kit->section, "picture-dpi");
    if (dpi_of(use->image, use) <= dpi)
        return ERR_OK;
    enum err err = lighten_picture(kit->k->arena, use->image,
        pixels_at(use->width, dpi, use->image->width),
        pixels_at(use->height, dpi, use->image->height), &use->lighter);
    return err == ERR_OK && use->lighter != NULL ? say_lightened(kit, use, name)
                                                 : err;
}

/* Every picture of DOCUMENT that could be made lighter: so, or as it was read.
 */
static void
replace(struct document *document, const struct kit_pictures *pictures,
    bool lighter)
{
    for (size_t p = 0; p < document->n_pages; p++) {
        struct page *page = document->page[p];
        for (size_t i = 0; i < page->n_items; i++) {
            struct item *item = &page->item[i];
            const struct picture_use *use =
                item->kind == ITEM_IMAGE ? kitlight_find(pictures, item->image)
                                         : NULL;
            if (use != NULL && use->lighter != NULL)
                item->image = lighter ? use->lighter : use->image;
        }
    }
}

void
kitlight_restore(struct kumihan *k, const struct kit_pictures *pictures)
{
    replace(k->document, pictures, false);
    k->weights = NULL;
}

/* *CHANGED tells whether any picture of K became lighter. */
static enum err
lighten_all(struct kit *kit, struct kumihan *k, const char *name,
    struct kit_pictures *pictures, bool *changed)
{
    enum err err = find_pictures(kit->k->arena, k->document, pictures);
    *changed = false;
    for (size_t i = 0; i < pictures->n && err == ERR_OK; i++) {
        err = lighten(kit, &pictures->use[i], name);
        *changed = *changed || pictures->use[i].lighter != NULL;
    }
    if (err == ERR_OK)
        replace(k->document, pictures, true);
    return err;
}

enum err
kitlight_pdf(struct kit *kit, struct kumihan *k, const char *name,
    enum err (*write)(struct kumihan *k, struct buf *out),
    struct kit_pictures *pictures, struct buf *out)
{
    bool changed;
    *pictures = (struct kit_pictures){0};
    k->weights = arena_alloc(kit->k->arena, sizeof *k->weights);
    if (k->weights == NULL)
        return ERR_NOMEM;
    k->weights->arena = kit->k->arena;
    enum err err = write(k, out);
    if (err != ERR_OK || kitweigh_fits(kit, out->n))
        return err;
    err = lighten_all(kit, k, name, pictures, &changed);
    if (err != ERR_OK || !changed)
        return err;
    buf_fini(out);
    *out = (struct buf){0};
    return write(k, out);
}
