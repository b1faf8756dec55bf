/* Through libpng, whose only way to report an error is to jump, too: the jump
 * stays inside this file.  Its memory comes from here, so that it is known when
 * that ran out. */
#include "raster/lightpng.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD = 8 /* bytes before the first chunk */, LEVEL = 9 };

struct work {
    jmp_buf back;
    bool nomem;
    struct arena *arena;
    struct str bytes;
    size_t at; /* in bytes */
    struct shrink *shrink;
    struct buf *out;
    png_structp from, to;
    png_infop from_info, to_info;
    unsigned char *old, *fresh; /* all rows of an interlaced file, else one */
};

/* --- what libpng calls ---------------------------------------------------- */

static void
on_error(png_structp png, png_const_charp text)
{
    struct work *w = png_get_error_ptr(png);
    (void)text;
    longjmp(w->back, 1);
}

static void
on_warning(png_structp png, png_const_charp text)
{
    (void)png; /* of chunks that do not matter here */
    (void)text;
}

static png_voidp
take(png_structp png, png_alloc_size_t n)
{
    struct work *w = png_get_mem_ptr(png);
    void *p = malloc(n);
    w->nomem = w->nomem || p == NULL;
    return p;
}

static void
give_back(png_structp png, png_voidp p)
{
    (void)png;
    free(p);
}

static void
read_bytes(png_structp png, png_bytep to, size_t n)
{
    struct work *w = png_get_io_ptr(png);
    if (n > w->bytes.n - w->at)
        png_error(png, "end");
    memcpy(to, w->bytes.p + w->at, n);
    w->at += n;
}

static void
write_bytes(png_structp png, png_bytep from, size_t n)
{
    struct work *w = png_get_io_ptr(png);
    buf_put(w->out, from, n); /* which remembers that memory ran out */
}

static void
flush(png_structp png)
{
    (void)png;
}

/* --- the old file --------------------------------------------------------- */

/* Does the file say that its numbers are others than those of sRGB? */
static bool
has_own_gamma(const struct work *w)
{
    enum { LEAST = 43000, MOST = 48000 }; /* 45455 is 1 / 2.2 */
    png_fixed_point gamma = 0;
    png_get_gAMA_fixed(w->from, w->from_info, &gamma);
    return gamma != 0 && (gamma < LEAST || gamma > MOST);
}

/* Files of 16 bits and interlaced ones are converted to sRGB when they go into
 * a PDF, others go in as they are: what was one of the first must not become
 * one of the others when that makes a difference. */
static bool
would_change(const struct work *w)
{
    bool converted =
        png_get_bit_depth(w->from, w->from_info) == 16 ||
        png_get_interlace_type(w->from, w->from_info) != PNG_INTERLACE_NONE;
    bool clear = (png_get_color_type(w->from, w->from_info) &
                     PNG_COLOR_MASK_ALPHA) != 0 ||
                 png_get_valid(w->from, w->from_info, PNG_INFO_tRNS) != 0;
    return converted && !clear && has_own_gamma(w);
}

/* Asks for 8 bits a component, grey or colours, with or without alpha. */
static void
ask_for_bytes(struct work *w)
{
    png_byte type = png_get_color_type(w->from, w->from_info);
    if (type == PNG_COLOR_TYPE_PALETTE)
        png_set_palette_to_rgb(w->from);
    if (type == PNG_COLOR_TYPE_GRAY)
        png_set_expand_gray_1_2_4_to_8(w->from);
    if (png_get_valid(w->from, w->from_info, PNG_INFO_tRNS) != 0)
        png_set_tRNS_to_alpha(w->from);
    png_set_scale_16(w->from);
}

static enum err
begin_old(struct work *w)
{
    w->from = png_create_read_struct_2(
        PNG_LIBPNG_VER_STRING, w, on_error, on_warning, w, take, give_back);
    w->from_info = w->from == NULL ? NULL : png_create_info_struct(w->from);
    if (w->from_info == NULL)
        return w->nomem ? ERR_NOMEM : ERR_INPUT;
    png_set_read_fn(w->from, w, read_bytes);
    png_read_info(w->from, w->from_info);
    if (would_change(w))
        return ERR_INPUT;
    ask_for_bytes(w);
    return ERR_OK;
}

/* --- the new one ---------------------------------------------------------- */

/* The chunks that say what the colours mean, as they are (PNG, 11.3.3). */
static void
copy_colour(struct work *w)
{
    static const char *const names[] = {"cHRM", "gAMA", "iCCP", "sRGB", "cICP"};
    size_t at = HEAD;
    while (w->bytes.n - at >= 12) { /* length, name, CRC */
        png_const_bytep p = (png_const_bytep)w->bytes.p + at;
        size_t n = png_get_uint_32(p);
        if (n > w->bytes.n - at - 12 || memcmp(p + 4, "IDAT", 4) == 0)
            return;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (memcmp(p + 4, names[i], 4) == 0)
                png_write_chunk(w->to, p + 4, p + 8, n);
        at += n + 12;
    }
}

static enum err
begin_new(struct work *w)
{
    static const int types[] = {PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA,
        PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};
    const struct shrink *s = w->shrink;
    w->to = png_create_write_struct_2(
        PNG_LIBPNG_VER_STRING, w, on_error, on_warning, w, take, give_back);
    w->to_info = w->to == NULL ? NULL : png_create_info_struct(w->to);
    if (w->to_info == NULL)
        return ERR_NOMEM;
    png_set_write_fn(w->to, w, write_bytes, flush);
    png_set_compression_level(w->to, LEVEL);
    png_set_IHDR(w->to, w->to_info, (png_uint_32)s->width,
        (png_uint_32)s->height, 8, types[s->channels - 1], PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(w->to, w->to_info);
    copy_colour(w);
    return ERR_OK;
}

/* --- from row to row ------------------------------------------------------ */

static enum err
begin_rows(struct work *w, bool interlaced)
{
    struct shrink *s = w->shrink;
    s->from_width = (int)png_get_image_width(w->from, w->from_info);
    s->from_height = (int)png_get_image_height(w->from, w->from_info);
    s->channels = png_get_channels(w->from, w->from_info);
    s->alpha = s->channels == 2 || s->channels == 4;
    enum err err = shrink_begin(w->arena, s);
    if (err != ERR_OK)
        return err;
    size_t rows = interlaced ? (size_t)s->from_height : 1;
    w->old = arena_array(
        w->arena, (size_t)s->from_width * rows, (size_t)s->channels);
    w->fresh = arena_array(w->arena, (size_t)s->width, (size_t)s->channels);
    return w->old == NULL || w->fresh == NULL ? ERR_NOMEM : ERR_OK;
}

static void
copy_row(struct work *w, const unsigned char *old)
{
    if (shrink_row(w->shrink, old, w->fresh))
        png_write_row(w->to, w->fresh);
}

/* The last of PASSES gives whole rows; the others fill in what they have. */
static void
copy_rows(struct work *w, int passes)
{
    const struct shrink *s = w->shrink;
    size_t n = (size_t)s->from_width * (size_t)s->channels;
    for (int pass = 1; pass <= passes; pass++)
        for (int y = 0; y < s->from_height; y++) {
            unsigned char *row = w->old + (passes > 1 ? n * (size_t)y : 0);
            png_read_row(w->from, row, NULL);
            if (pass == passes)
                copy_row(w, row);
        }
    png_read_end(w->from, NULL);
    png_write_end(w->to, NULL);
}

static enum err
convert(struct work *w)
{
    if (setjmp(w->back) != 0)
        return w->nomem ? ERR_NOMEM : ERR_INPUT;
    enum err err = begin_old(w);
    if (err != ERR_OK)
        return err;
    int passes = png_set_interlace_handling(w->from);
    png_read_update_info(w->from, w->from_info);
    err = begin_rows(w, passes > 1);
    if (err == ERR_OK)
        err = begin_new(w);
    if (err == ERR_OK)
        copy_rows(w, passes);
    return err;
}

enum err
lightpng_write(
    struct arena *arena, struct str bytes, struct shrink *s, struct buf *out)
{
    struct work *w = arena_alloc(arena, sizeof *w);
    if (w == NULL)
        return ERR_NOMEM;
    w->arena = arena;
    w->bytes = bytes;
    w->shrink = s;
    w->out = out;
    enum err err = convert(w);
    png_destroy_write_struct(&w->to, &w->to_info);
    png_destroy_read_struct(&w->from, &w->from_info, NULL);
    return err == ERR_OK && out->failed ? ERR_NOMEM : err;
}
