#include "raster/lighten.h"

#include "raster/lightjpeg.h"
#include "raster/lightpng.h"

/* FILE, which is of SIZE, as *OUT, when that helps. */
static enum err
keep(struct arena *arena, const struct image *image, const struct buf *file,
    const struct shrink *size, const struct image **out)
{
    if (file->failed)
        return ERR_NOMEM;
    if (file->n >= image->bytes.n)
        return ERR_OK;
    struct image *lighter = arena_alloc(arena, sizeof *lighter);
    const char *p = arena_strndup(arena, file->p, file->n);
    if (lighter == NULL || p == NULL)
        return ERR_NOMEM;
    *lighter = (struct image){.kind = image->kind,
        .path = image->path,
        .bytes = {p, file->n},
        .width = size->width,
        .height = size->height};
    *out = lighter;
    return ERR_OK;
}

enum err
lighten_picture(struct arena *arena, const struct image *image, int width,
    int height, const struct image **out)
{
    struct buf file = {0};
    struct shrink shrink = {.width = width, .height = height};
    struct arena *scratch = arena_new();
    *out = NULL;
    enum err err = scratch == NULL ? ERR_NOMEM
                   : image->kind == IMAGE_JPEG
                       ? lightjpeg_write(scratch, image->bytes, &shrink, &file)
                       : lightpng_write(scratch, image->bytes, &shrink, &file);
    if (err == ERR_OK)
        err = keep(arena, image, &file, &shrink, out);
    buf_fini(&file);
    arena_free(scratch);
    return err == ERR_INPUT || err == ERR_USAGE ? ERR_OK : err;
}
