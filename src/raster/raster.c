#include "raster/raster.h"

#include "raster/canvas.h"

DIAG_MESSAGE(too_large, "raster.too-large", DIAG_ERROR,
    "{1} dpi ではページ {2} の画像が {3} × {4} 画素になり大きすぎます"
    "（上限 {5} 画素）。解像度を下げてください",
    "at {1} dpi the picture of page {2} has {3} x {4} pixels, which is too "
    "large (limit {5} a side); ask for fewer dots per inch");

enum {
    EMU_PER_INCH = 914400,
    DPI_MAX = 1200,
    SIDE_MAX = 30000 /* cairo's coordinates end at 32767 */
};

static cairo_status_t
to_buf(void *closure, const unsigned char *p, unsigned n)
{
    struct buf *out = closure;
    buf_put(out, p, n);
    return out->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

/* Pictures that cannot be read are all said before the page is given up. */
static enum err
paint(struct canvas *c, const struct page *page)
{
    enum err result = ERR_OK;
    cairo_set_source_rgb(c->cairo, 1, 1, 1);
    cairo_paint(c->cairo);
    for (size_t i = 0; i < page->n_items; i++) {
        enum err err = canvas_item(c, &page->item[i]);
        if (err != ERR_OK && err != ERR_INPUT)
            return err;
        if (err != ERR_OK)
            result = err;
    }
    return c->clips > 0 ? ERR_INTERNAL : result;
}

static enum err
draw(struct canvas *c, const struct page *page, cairo_surface_t *surface,
    struct buf *out)
{
    c->cairo = cairo_create(surface);
    enum err err = paint(c, page);
    if (err == ERR_OK && cairo_status(c->cairo) != CAIRO_STATUS_SUCCESS)
        err = cairo_status(c->cairo) == CAIRO_STATUS_NO_MEMORY ? ERR_NOMEM
                                                               : ERR_INTERNAL;
    cairo_destroy(c->cairo);
    if (err == ERR_OK && cairo_surface_write_to_png_stream(
                             surface, to_buf, out) != CAIRO_STATUS_SUCCESS)
        err = ERR_NOMEM;
    return err;
}

/* What stands from X, Y (emu) on at SCALE (pixels an emu), in a picture of
 * WIDTH and HEIGHT. */
static enum err
render(struct diag *diag, const struct page *page, emu x, emu y, double scale,
    int width, int height, struct buf *out)
{
    struct canvas canvas = {.arena = arena_new(), .diag = diag, .scale = scale};
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, width < 1 ? 1 : width, height < 1 ? 1 : height);
    cairo_surface_set_device_offset(surface, -x * scale, -y * scale);
    enum err err = ERR_NOMEM;
    if (canvas.arena != NULL &&
        cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
        err = draw(&canvas, page, surface, out);
    canvas_fini(&canvas);
    cairo_surface_destroy(surface);
    arena_free(canvas.arena);
    return err;
}

enum err
raster_page(struct diag *diag, const struct document *document, size_t number,
    int dpi, struct buf *out)
{
    if (number >= document->n_pages || dpi < 1 || dpi > DPI_MAX)
        return ERR_USAGE;
    const struct page *page = document->page[number];
    int64_t width = unit_scale(page->width, dpi, EMU_PER_INCH);
    int64_t height = unit_scale(page->height, dpi, EMU_PER_INCH);
    if (width > SIDE_MAX || height > SIDE_MAX)
        return DIAG(diag, LOC_NONE, &too_large, diag_int(diag, dpi),
            diag_int(diag, (int64_t)number + 1), diag_int(diag, width),
            diag_int(diag, height), diag_int(diag, SIDE_MAX));
    return render(diag, page, 0, 0, (double)dpi / EMU_PER_INCH, (int)width,
        (int)height, out);
}

enum err
raster_part(struct diag *diag, const struct page *page,
    const struct raster_box *box, int width, struct buf *out)
{
    if (box->width <= 0 || box->height <= 0 || width < 1 || width > SIDE_MAX)
        return ERR_USAGE;
    int64_t height = unit_scale(box->height, width, box->width);
    if (height > SIDE_MAX)
        return ERR_USAGE;
    return render(diag, page, box->x, box->y, (double)width / box->width, width,
        (int)height, out);
}
