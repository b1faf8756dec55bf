#include "app/kitfigures.h"

#include "base/sha256.h"
#include "raster/raster.h"
#include "reading/html.h"
#include "reading/svg.h"

enum {
    WIDTH_MOST = 600, /* CSS pixels: what fits a column of mail */
    FINE = 2,         /* pixels of what is drawn, a CSS pixel */
    ID_DIGITS = 32    /* of the hash of a picture that are its id */
};

/* The figures of a release as the HTML shows them. */
struct shown {
    struct html_picture *picture;
    size_t n, cap;
};

/* What is shown in place of a figure. */
struct picture {
    const char *type, *ending;
    struct str bytes;
    int width, height; /* CSS pixels */
};

/* --- what stands for a figure --------------------------------------------- */

/* Of something that is ACROSS by DOWN, when it is WIDTH wide. */
static int
height_of(int64_t width, int64_t down, int64_t across)
{
    int64_t height = unit_scale(down, width, across);
    return height < 1 ? 1 : (int)height;
}

static void
take_image(const struct image *image, int width, struct picture *out)
{
    bool png = image->kind == IMAGE_PNG;
    width = width > 0 ? width : image->width;
    width = width < WIDTH_MOST ? width : WIDTH_MOST;
    *out = (struct picture){.type = png ? "image/png" : "image/jpeg",
        .ending = png ? ".png" : ".jpg",
        .bytes = image->bytes,
        .width = width,
        .height = height_of(width, image->height, image->width)};
}

static enum err
draw(struct kit *kit, const struct element_extra *x, int width,
    struct picture *out)
{
    struct buf png = {0};
    const struct page *page = kit->k->document->page[x->page];
    const struct raster_box box = {x->x, x->y, x->width, x->height};
    width = width < WIDTH_MOST ? width : WIDTH_MOST;
    *out = (struct picture){.type = "image/png",
        .ending = ".png",
        .width = width,
        .height = height_of(width, x->height, x->width)};
    enum err err = raster_part(kit->k->diag, page, &box, width * FINE, &png);
    if (err == ERR_OK)
        err = kit_keep(kit, &png, &out->bytes);
    buf_fini(&png);
    return err;
}

/* --- the parts of the mail ------------------------------------------------ */

/* The id of BYTES: their hash, and the domain of the mail's own. */
static const char *
id_of(struct kit *kit, struct str bytes)
{
    char hash[SHA256_HEX + 1];
    const char *own = section_text(kit->section, "message-id");
    const char *at = strchr(own, '@');
    sha256_hex(bytes, hash);
    return arena_printf(
        kit->k->arena, "%.*s%s", ID_DIGITS, hash, at == NULL ? "" : at);
}

/* Adds PICTURE, of a figure that is made at LOC, unless it is there. */
static enum err
add_part(struct kit *kit, const struct picture *picture, const char *id,
    struct loc loc)
{
    struct arena *arena = kit->k->arena;
    for (size_t i = 0; i < kit->n_pictures; i++)
        if (strcmp(kit->picture[i].id, id) == 0)
            return ERR_OK;
    struct attachment *all = arena_grow(
        arena, kit->picture, kit->n_pictures, &kit->cap_pictures, sizeof *all);
    const char *file = arena_printf(
        arena, "figure-%zu%s", kit->n_pictures + 1, picture->ending);
    if (all == NULL || file == NULL)
        return ERR_NOMEM;
    kit->picture = all;
    all[kit->n_pictures++] = (struct attachment){.type = picture->type,
        .file = file,
        .id = id,
        .bytes = picture->bytes,
        .loc = loc};
    return ERR_OK;
}

static enum err
show(struct kit *kit, const struct element *figure,
    const struct picture *picture, struct shown *shown)
{
    struct arena *arena = kit->k->arena;
    const char *id = id_of(kit, picture->bytes);
    struct html_picture *all =
        arena_grow(arena, shown->picture, shown->n, &shown->cap, sizeof *all);
    const char *url = id == NULL ? NULL : arena_join(arena, "cid:", "", id);
    if (all == NULL || url == NULL)
        return ERR_NOMEM;
    shown->picture = all;
    all[shown->n++] = (struct html_picture){.figure = figure,
        .url = url,
        .width = picture->width,
        .height = picture->height};
    return add_part(kit, picture, id,
        figure->extra == NULL ? LOC_NONE : figure->extra->loc);
}

/* A figure that is drawn nowhere has no picture in the file of HTML, either. */
static enum err
add_figure(struct kit *kit, const struct element *figure, struct shown *shown)
{
    struct picture picture;
    const struct image *image = svg_picture(kit->k->document, figure);
    int width = svg_pixels(figure);
    enum err err = ERR_OK;
    if (image == NULL && width == 0)
        return ERR_OK;
    if (image != NULL)
        take_image(image, width, &picture);
    else
        err = draw(kit, figure->extra, width, &picture);
    return err == ERR_OK ? show(kit, figure, &picture, shown) : err;
}

static enum err
add_figures(struct kit *kit, struct shown *shown)
{
    const struct element *root = kit->k->document->structure->root;
    enum err err = ERR_OK;
    size_t depth = 0;
    for (const struct kid *kid = root->first; kid != NULL && err == ERR_OK;
         kid = structure_next(kid, root, &depth))
        if (kid->kind == KID_ELEMENT && kid->element->role == ROLE_FIGURE)
            err = add_figure(kit, kid->element, shown);
    return err;
}

enum err
kitfigures_html(struct kit *kit)
{
    struct buf html = {0};
    struct shown shown = {0};
    enum err err = add_figures(kit, &shown);
    const struct html_pictures pictures = {shown.picture, shown.n};
    if (err == ERR_OK)
        err = html_write(kit->k->document, &pictures, &html);
    if (err == ERR_OK)
        err = kit_keep(kit, &html, &kit->html);
    buf_fini(&html);
    return err;
}
