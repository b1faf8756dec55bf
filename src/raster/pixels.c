/* PNG through cairo, JPEG through libjpeg, whose only way to report an error
 * is to jump: the jump stays inside decode_jpeg. */
#include "raster/pixels.h"

#include <string.h>

#include "raster/jpegtrap.h"

struct source {
    struct str bytes;
    size_t at;
};

static cairo_status_t
read_source(void *closure, unsigned char *p, unsigned n)
{
    struct source *s = closure;
    if (n > s->bytes.n - s->at)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(p, s->bytes.p + s->at, n);
    s->at += n;
    return CAIRO_STATUS_SUCCESS;
}

static enum err
check(cairo_surface_t *surface, cairo_surface_t **out)
{
    cairo_status_t status = cairo_surface_status(surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        *out = surface;
        return ERR_OK;
    }
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_NO_MEMORY ? ERR_NOMEM : ERR_INPUT;
}

/* One row as 0xRRGGBB words, from grey, RGB, or Adobe's inverted inks. */
static void
put_row(uint32_t *to, const JSAMPLE *from, unsigned width, int components,
    bool inverted)
{
    for (unsigned x = 0; x < width; x++, from += components) {
        unsigned v[3];
        for (int i = 0; i < 3; i++) {
            unsigned c = from[components < 3 ? 0 : i];
            if (components == 4 && !inverted)
                c = (255 - c) * (255u - from[3]) / 255;
            else if (components == 4)
                c = c * from[3] / 255;
            v[i] = c;
        }
        to[x] = v[0] << 16 | v[1] << 8 | v[2];
    }
}

static void
read_rows(struct jpeg_decompress_struct *jpeg, cairo_surface_t *surface)
{
    unsigned char *pixels = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    unsigned per_row = jpeg->output_width * (unsigned)jpeg->output_components;
    JSAMPARRAY row =
        jpeg->mem->alloc_sarray((j_common_ptr)jpeg, JPOOL_IMAGE, per_row, 1);
    while (jpeg->output_scanline < jpeg->output_height) {
        unsigned char *to = pixels + stride * jpeg->output_scanline;
        jpeg_read_scanlines(jpeg, row, 1);
        put_row((uint32_t *)(void *)to, row[0], jpeg->output_width,
            jpeg->output_components, jpeg->saw_Adobe_marker);
    }
    jpeg_finish_decompress(jpeg);
}

/* *OUT is set as soon as there is a surface, so that it outlives a jump. */
static bool
decode_jpeg(struct jpeg_decompress_struct *jpeg, struct jpegtrap *trap,
    struct str bytes, cairo_surface_t **out)
{
    if (setjmp(trap->back) != 0)
        return false;
    jpeg_create_decompress(jpeg);
    jpeg_mem_src(jpeg, (const unsigned char *)bytes.p, bytes.n);
    jpeg_read_header(jpeg, TRUE);
    if (jpeg->num_components == 4)
        jpeg->out_color_space = JCS_CMYK;
    else if (jpeg->num_components == 3)
        jpeg->out_color_space = JCS_RGB;
    jpeg_start_decompress(jpeg);
    *out = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)jpeg->output_width, (int)jpeg->output_height);
    if (cairo_surface_status(*out) != CAIRO_STATUS_SUCCESS)
        return true;
    read_rows(jpeg, *out);
    cairo_surface_mark_dirty(*out);
    return trap->base.num_warnings == 0;
}

static enum err
load_jpeg(struct str bytes, cairo_surface_t **out)
{
    struct jpeg_decompress_struct jpeg = {0};
    struct jpegtrap trap;
    cairo_surface_t *surface = NULL;
    jpeg.err = jpegtrap_set(&trap);
    bool good = decode_jpeg(&jpeg, &trap, bytes, &surface);
    jpeg_destroy_decompress(&jpeg);
    if (good)
        return check(surface, out);
    cairo_surface_destroy(surface);
    return jpegtrap_err(&trap);
}

enum err
pixels_load(const struct image *image, cairo_surface_t **out)
{
    *out = NULL;
    if (image->bytes.n == 0)
        return ERR_INPUT;
    if (image->kind == IMAGE_JPEG)
        return load_jpeg(image->bytes, out);
    struct source source = {image->bytes, 0};
    return check(
        cairo_image_surface_create_from_png_stream(read_source, &source), out);
}
