/* raster: pictures with fewer pixels keep their colours and what says them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>

#include "raster/lighten.h"
#include "raster/shrink.h"

enum { SIDE = 96, PROFILE = 70000 /* bytes: two pieces in a JPEG */ };

/* A picture before it is a file: SIDE x SIDE pixels of noise about COLOUR. */
struct kind {
    J_COLOR_SPACE space;
    int channels;
    bool fine;  /* colour as fine as brightness */
    bool adobe; /* with Adobe's marker */
};

static unsigned
noise(unsigned at)
{
    at = at * 2654435761U;
    return (at >> 16 ^ at >> 7) & 63;
}

static const unsigned char middle[4] = {180, 60, 100, 140};

static void
fill(unsigned char *row, unsigned y, int channels)
{
    for (unsigned i = 0; i < SIDE * (unsigned)channels; i++)
        row[i] = (unsigned char)(middle[i % (unsigned)channels] - 32 +
                                 noise(y * 4096 + i));
}

static const char *
profile(void)
{
    static char bytes[PROFILE];
    for (unsigned i = 0; i < PROFILE; i++)
        bytes[i] = (char)noise(i);
    return bytes;
}

/* --- files ---------------------------------------------------------------- */

static void
put_pieces(struct jpeg_compress_struct *jpeg)
{
    static unsigned char piece[14 + 60000] = "ICC_PROFILE";
    for (unsigned i = 0; i < 2; i++) {
        unsigned n = i == 0 ? 60000 : PROFILE - 60000;
        piece[12] = (unsigned char)(i + 1);
        piece[13] = 2;
        memcpy(piece + 14, profile() + (size_t)i * 60000, n);
        jpeg_write_marker(jpeg, JPEG_APP0 + 2, piece, 14 + n);
    }
    jpeg_write_marker(jpeg, JPEG_APP0 + 2, (const JOCTET *)"MPF\0other", 9);
    jpeg_write_marker(jpeg, JPEG_APP0 + 1, (const JOCTET *)"Exif\0\0", 6);
}

static struct str
jpeg_file(const struct kind *kind)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr err;
    unsigned char row[SIDE * 4], *p = row, *file = NULL;
    unsigned long n = 0;
    jpeg.err = jpeg_std_error(&err);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &file, &n);
    jpeg.image_width = jpeg.image_height = SIDE;
    jpeg.input_components = kind->channels;
    jpeg.in_color_space = kind->space;
    jpeg_set_defaults(&jpeg);
    jpeg_set_colorspace(&jpeg, kind->space);
    jpeg_set_quality(&jpeg, 95, TRUE);
    jpeg.write_Adobe_marker = kind->adobe;
    for (int i = 0; kind->fine && i < kind->channels; i++)
        jpeg.comp_info[i].h_samp_factor = jpeg.comp_info[i].v_samp_factor = 1;
    jpeg_start_compress(&jpeg, TRUE);
    put_pieces(&jpeg);
    for (unsigned y = 0; y < SIDE; y++) {
        fill(row, y, kind->channels);
        jpeg_write_scanlines(&jpeg, &p, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    return (struct str){(char *)file, n};
}

struct png_kind {
    int type, depth, channels;
    int interlace;
    png_fixed_point gamma; /* 0: not said */
    bool clear;            /* tRNS */
    int channels_after;    /* 0: it is left alone */
};

static void
to_buf(png_structp png, png_bytep p, size_t n)
{
    buf_put(png_get_io_ptr(png), p, n);
}

static void
set_kind(png_structp png, png_infop info, const struct png_kind *kind)
{
    png_color palette[64];
    png_byte alpha[2] = {0, 128};
    png_color_16 clear = {.gray = 1};
    for (int i = 0; i < 64; i++)
        palette[i] = (png_color){(png_byte)(148 + i), (png_byte)(28 + i), 100};
    png_set_IHDR(png, info, SIDE, SIDE, kind->depth, kind->type,
        kind->interlace, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (kind->gamma != 0)
        png_set_gAMA_fixed(png, info, kind->gamma);
    if (kind->type == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(png, info, palette, 64);
    if (kind->clear)
        png_set_tRNS(png, info, alpha, 2, &clear);
}

/* Noise in rows of KIND; more bits than a byte repeat it. */
static void
fill_png(unsigned char *row, unsigned y, const struct png_kind *kind)
{
    unsigned char bytes[SIDE * 4];
    unsigned per = (unsigned)kind->depth / 8;
    fill(bytes, y, kind->channels);
    for (unsigned i = 0; i < SIDE * (unsigned)kind->channels; i++) {
        if (kind->type == PNG_COLOR_TYPE_PALETTE)
            bytes[i] = (unsigned char)noise(y * 4096 + i);
        for (unsigned k = 0; k < per; k++)
            row[i * per + k] = bytes[i];
    }
    if (per == 0)
        memcpy(row, bytes, SIDE * (unsigned)kind->depth / 8);
}

static struct str
png_file(const struct png_kind *kind)
{
    struct buf file = {0};
    unsigned char rows[SIDE][SIDE * 8];
    png_bytep row[SIDE];
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &file, to_buf, NULL);
    png_set_compression_level(png, 1);
    set_kind(png, info, kind);
    for (unsigned y = 0; y < SIDE; y++) {
        row[y] = rows[y];
        fill_png(rows[y], y, kind);
    }
    png_write_info(png, info);
    png_write_chunk(png, (png_const_bytep) "tEXt", (png_const_bytep) "a\0b", 3);
    png_write_image(png, row);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return (struct str){file.p, file.n};
}

static struct image
image_of(enum image_kind kind, struct str bytes)
{
    return (struct image){kind, "x", bytes, SIDE, SIDE};
}

static const struct image *
lighten(struct arena *arena, const struct image *image, int width, int height)
{
    const struct image *out = image;
    assert_int_equal(
        lighten_picture(arena, image, width, height, &out), ERR_OK);
    return out;
}

/* --- the filter ----------------------------------------------------------- */

static void
shrink(struct shrink s, const unsigned char *in, unsigned char *out)
{
    struct arena *arena = arena_new();
    int rows = 0;
    assert_int_equal(shrink_begin(arena, &s), ERR_OK);
    for (int y = 0; y < s.from_height; y++)
        rows += shrink_row(&s, in + y * s.from_width * s.channels,
            out + rows * s.width * s.channels);
    assert_int_equal(rows, s.height);
    arena_free(arena);
}

static void
means(void **state)
{
    unsigned char out[16];
    (void)state;
    const unsigned char four[] = {0, 10, 250, 255, 20, 31, 251, 254};
    shrink((struct shrink){4, 2, 2, 1, 1, .alpha = false}, four, out);
    assert_int_equal(out[0], 15); /* 61 / 4 */
    assert_int_equal(out[1], 253);
    /* Parts of pixels by their part, either way. */
    const unsigned char three[] = {0, 90, 255};
    shrink((struct shrink){3, 1, 2, 1, 1, .alpha = false}, three, out);
    assert_true(out[0] == 30 && out[1] == 200);
    shrink((struct shrink){1, 3, 1, 2, 1, .alpha = false}, three, out);
    assert_true(out[0] == 30 && out[1] == 200);
    shrink((struct shrink){3, 1, 3, 1, 1, .alpha = false}, three, out);
    assert_memory_equal(out, three, 3);
    const unsigned char colours[] = {10, 20, 30, 30, 40, 51};
    shrink((struct shrink){2, 1, 1, 1, 3, .alpha = false}, colours, out);
    assert_true(out[0] == 20 && out[1] == 30 && out[2] == 41);
}

/* What is not seen gives no colour. */
static void
seen_through(void **state)
{
    unsigned char out[4];
    (void)state;
    const unsigned char one[] = {200, 100, 50, 255, 0, 255, 0, 0};
    shrink((struct shrink){2, 1, 1, 1, 4, .alpha = true}, one, out);
    assert_memory_equal(out, ((unsigned char[]){200, 100, 50, 128}), 4);
    const unsigned char thin[] = {200, 51, 100, 204};
    shrink((struct shrink){2, 1, 1, 1, 2, .alpha = true}, thin, out);
    assert_memory_equal(out, ((unsigned char[]){120, 128}), 2);
    const unsigned char none[] = {200, 0, 100, 0};
    shrink((struct shrink){2, 1, 1, 1, 2, .alpha = true}, none, out);
    assert_memory_equal(out, ((unsigned char[]){0, 0}), 2);
}

/* One colour stays itself at any size; a fine pattern becomes grey. */
static void
no_patterns(void **state)
{
    enum { OLD = 200 };
    static unsigned char in[OLD * OLD], out[OLD * OLD];
    (void)state;
    for (int n = 1; n < OLD; n += 13) {
        memset(in, 201, sizeof in);
        shrink((struct shrink){OLD, OLD, n, n, 1, .alpha = false}, in, out);
        for (int i = 0; i < n * n; i++)
            assert_int_equal(out[i], 201);
    }
    for (int i = 0; i < OLD * OLD; i++)
        in[i] = (i / OLD + i) % 2 == 0 ? 255 : 0;
    shrink((struct shrink){OLD, OLD, 75, 75, 1, .alpha = false}, in, out);
    for (int i = 0; i < 75 * 75; i++)
        assert_in_range(out[i], 108, 147);
}

static void
sizes_refused(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct shrink bad[] = {{4, 4, 5, 4, 1, .alpha = false},
        {4, 4, 4, 5, 1, .alpha = false}, {4, 4, 0, 4, 1, .alpha = false},
        {4, 4, 4, 4, 5, .alpha = false},
        {1 << 15, (1 << 13) + 1, 4, 4, 1, .alpha = false}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(shrink_begin(arena, &bad[i]), ERR_USAGE);
    arena_free(arena);
}

/* --- JPEG ----------------------------------------------------------------- */

/* The profile in JPEG's markers, and nothing else, is the one that was put in.
 */
static void
expect_profile(const struct jpeg_decompress_struct *jpeg)
{
    size_t at = 0;
    for (jpeg_saved_marker_ptr m = jpeg->marker_list; m != NULL; m = m->next) {
        assert_int_equal(m->marker, JPEG_APP0 + 2);
        assert_memory_equal(m->data, "ICC_PROFILE", 12);
        assert_memory_equal(m->data + 14, profile() + at, m->data_length - 14);
        at += m->data_length - 14;
    }
    assert_int_equal(at, PROFILE);
}

/* The means of all rows of JPEG, which is begun, are about those of fill(). */
static void
expect_means(struct jpeg_decompress_struct *jpeg)
{
    unsigned char row[SIDE * 4], *p = row;
    unsigned long sum[4] = {0};
    unsigned n = (unsigned)jpeg->num_components;
    while (jpeg->output_scanline < jpeg->output_height) {
        jpeg_read_scanlines(jpeg, &p, 1);
        for (unsigned i = 0; i < jpeg->output_width * n; i++)
            sum[i % n] += row[i];
    }
    for (unsigned c = 0; c < n; c++) {
        unsigned long mean =
            sum[c] / (jpeg->output_width * jpeg->output_height);
        assert_in_range(mean, middle[c] - 3U, middle[c] + 3U);
    }
}

static void
expect_jpeg(const struct image *image, const struct kind *kind)
{
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr err;
    jpeg.err = jpeg_std_error(&err);
    jpeg_create_decompress(&jpeg);
    jpeg_save_markers(&jpeg, JPEG_APP0 + 1, 0xFFFF);
    jpeg_save_markers(&jpeg, JPEG_APP0 + 2, 0xFFFF);
    jpeg_mem_src(&jpeg, (const unsigned char *)image->bytes.p, image->bytes.n);
    jpeg_read_header(&jpeg, TRUE);
    assert_int_equal(jpeg.jpeg_color_space, kind->space);
    assert_int_equal(jpeg.num_components, kind->channels);
    if (kind->channels == 4)
        assert_int_equal(jpeg.saw_Adobe_marker, kind->adobe);
    bool coarse =
        !kind->fine && (kind->space == JCS_YCbCr || kind->space == JCS_YCCK);
    assert_int_equal(jpeg.comp_info[0].h_samp_factor, coarse ? 2 : 1);
    expect_profile(&jpeg);
    jpeg.out_color_space = jpeg.jpeg_color_space;
    jpeg_start_decompress(&jpeg);
    assert_int_equal(jpeg.output_width, image->width);
    assert_int_equal(jpeg.output_height, image->height);
    expect_means(&jpeg);
    jpeg_finish_decompress(&jpeg);
    jpeg_destroy_decompress(&jpeg);
}

static void
jpeg_kinds(void **state)
{
    static const struct kind kinds[] = {{JCS_GRAYSCALE, 1, false, false},
        {JCS_YCbCr, 3, false, false}, {JCS_YCbCr, 3, true, false},
        {JCS_RGB, 3, false, true}, {JCS_CMYK, 4, false, true},
        {JCS_CMYK, 4, false, false}, {JCS_YCCK, 4, false, true},
        {JCS_YCCK, 4, true, true}};
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct arena *arena = arena_new();
        struct image old = image_of(IMAGE_JPEG, jpeg_file(&kinds[i]));
        const struct image *fresh = lighten(arena, &old, 41, 30);
        assert_non_null(fresh);
        assert_true(fresh->bytes.n < old.bytes.n);
        assert_true(fresh->kind == IMAGE_JPEG && fresh->width == 41 &&
                    fresh->height == 30);
        assert_string_equal(fresh->path, "x");
        expect_jpeg(fresh, &kinds[i]);
        const struct image *again = lighten(arena, &old, 41, 30);
        assert_true(str_equal(fresh->bytes, again->bytes));
        free((void *)(uintptr_t)old.bytes.p);
        arena_free(arena);
    }
}

/* --- PNG ------------------------------------------------------------------ */

/* The place of the chunk NAME in FILE, or NULL. */
static const char *
chunk(struct str file, const char *name)
{
    for (size_t at = 8; at + 12 <= file.n;) {
        if (memcmp(file.p + at + 4, name, 4) == 0)
            return file.p + at;
        at += png_get_uint_32((png_const_bytep)file.p + at) + 12;
    }
    return NULL;
}

static void
expect_png(const struct image *image, const struct png_kind *kind)
{
    static const int type[] = {PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA,
        PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};
    png_image png = {.version = PNG_IMAGE_VERSION};
    unsigned char *p = malloc((size_t)image->width * (size_t)image->height * 4);
    const char *head = chunk(image->bytes, "IHDR");
    assert_int_equal(head[16], 8);
    assert_int_equal(head[17], type[kind->channels_after - 1]);
    assert_int_equal(head[20], 0);
    assert_true((chunk(image->bytes, "gAMA") != NULL) == (kind->gamma != 0));
    assert_null(chunk(image->bytes, "tEXt"));
    assert_true(
        png_image_begin_read_from_memory(&png, image->bytes.p, image->bytes.n));
    png.format = PNG_FORMAT_RGBA;
    assert_int_equal(png.width, image->width);
    assert_int_equal(png.height, image->height);
    assert_true(png_image_finish_read(&png, NULL, p, 0, NULL));
    unsigned long sum = 0;
    for (int i = 0; i < image->width * image->height; i++)
        sum += p[4 * i];
    sum /= (unsigned long)image->width * (unsigned long)image->height;
    if (kind->depth >= 8 && kind->gamma == 0)
        assert_in_range(sum, 176, 183);
    free(p);
}

static void
png_kinds(void **state)
{
    enum {
        GREY = PNG_COLOR_TYPE_GRAY,
        RGB = PNG_COLOR_TYPE_RGB,
        PALETTE = PNG_COLOR_TYPE_PALETTE
    };
    static const struct png_kind kinds[] = {{GREY, 8, 1, 0, 0, false, 1},
        {GREY, 1, 1, 0, 0, false, 1}, {GREY, 4, 1, 0, 0, true, 2},
        {GREY, 16, 1, 0, 0, false, 1}, {RGB, 8, 3, 0, 45455, false, 3},
        {RGB, 8, 3, 0, 100000, false, 3}, {RGB, 8, 3, 1, 0, false, 3},
        {RGB, 16, 3, 1, 45455, false, 3}, {RGB, 16, 3, 0, 100000, false, 0},
        {RGB, 8, 3, 1, 100000, false, 0}, {PALETTE, 8, 1, 0, 0, false, 3},
        {PALETTE, 8, 1, 0, 0, true, 4},
        {PNG_COLOR_TYPE_GRAY_ALPHA, 8, 2, 0, 0, false, 2},
        {PNG_COLOR_TYPE_RGB_ALPHA, 8, 4, 0, 0, false, 4},
        {PNG_COLOR_TYPE_RGB_ALPHA, 16, 4, 1, 100000, false, 4}};
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct arena *arena = arena_new();
        struct image old = image_of(IMAGE_PNG, png_file(&kinds[i]));
        const struct image *fresh = lighten(arena, &old, 20, 15);
        if ((fresh != NULL) != (kinds[i].channels_after != 0))
            fail_msg("kind %zu", i);
        if (fresh != NULL) {
            assert_true(fresh->bytes.n < old.bytes.n);
            assert_true(fresh->width == 20 && fresh->height == 15);
            expect_png(fresh, &kinds[i]);
        }
        free((void *)(uintptr_t)old.bytes.p);
        arena_free(arena);
    }
}

/* A profile comes over byte by byte, whatever libpng thinks of it. */
static void
png_profile(void **state)
{
    static const struct png_kind kind = {
        PNG_COLOR_TYPE_RGB, 8, 3, 0, 45455, false, 3};
    static const char iccp[] = "\0\0\0\x0CiCCPsome\0\0\x78\x9C\x03\0\0\0\x01";
    struct arena *arena = arena_new();
    struct str plain = png_file(&kind);
    struct buf file = {0};
    unsigned char crc[4];
    (void)state;
    buf_put(&file, plain.p, 8 + 25);
    buf_put(&file, iccp, 4 + 4 + 12);
    png_save_uint_32(crc, 0);
    buf_put(&file, crc, 4);
    buf_put(&file, plain.p + 33, plain.n - 33);
    struct image old = image_of(IMAGE_PNG, (struct str){file.p, file.n});
    const struct image *fresh = lighten(arena, &old, 30, 25);
    assert_non_null(fresh);
    const char *p = chunk(fresh->bytes, "iCCP");
    assert_non_null(p);
    assert_memory_equal(p, iccp, 4 + 4 + 12);
    assert_true(p < chunk(fresh->bytes, "IDAT"));
    buf_fini(&file);
    free((void *)(uintptr_t)plain.p);
    arena_free(arena);
}

/* --- what is left alone --------------------------------------------------- */

/* Every cut, and bytes changed one by one: an answer, never more. */
static void
damage(struct image old)
{
    struct arena *arena = arena_new();
    char *bytes = arena_strndup(arena, old.bytes.p, old.bytes.n);
    size_t n = old.bytes.n;
    const struct image *out;
    old.bytes.p = bytes;
    for (old.bytes.n = 0; old.bytes.n < n - 16; old.bytes.n += 1 + n / 200)
        assert_null(lighten(arena, &old, 9, 9));
    old.bytes.n = n;
    for (size_t at = 0; at < n; at += 1 + n / 400) {
        bytes[at] ^= 0x5A;
        assert_int_equal(lighten_picture(arena, &old, 9, 9, &out), ERR_OK);
        bytes[at] ^= 0x5A;
    }
    arena_free(arena);
}

static void
damaged(void **state)
{
    static const struct png_kind kind = {
        PNG_COLOR_TYPE_RGB, 8, 3, 0, 0, false, 3};
    static const struct kind photo = {JCS_YCbCr, 3, false, false};
    (void)state;
    struct str png = png_file(&kind), jpeg = jpeg_file(&photo);
    damage(image_of(IMAGE_PNG, png));
    damage(image_of(IMAGE_JPEG, jpeg));
    damage(image_of(IMAGE_PNG, jpeg));
    damage(image_of(IMAGE_JPEG, png));
    free((void *)(uintptr_t)png.p);
    free((void *)(uintptr_t)jpeg.p);
}

/* More pixels than there are, or no fewer bytes. */
static void
not_lighter(void **state)
{
    static const struct png_kind kind = {
        PNG_COLOR_TYPE_GRAY, 1, 1, 0, 0, false, 1};
    struct arena *arena = arena_new();
    struct image old = image_of(IMAGE_PNG, png_file(&kind));
    (void)state;
    assert_null(lighten(arena, &old, SIDE + 1, SIDE));
    assert_null(lighten(arena, &old, 0, 1));
    assert_null(lighten(arena, &old, 90, 90));
    free((void *)(uintptr_t)old.bytes.p);
    arena_free(arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(means),
        cmocka_unit_test(seen_through), cmocka_unit_test(no_patterns),
        cmocka_unit_test(sizes_refused), cmocka_unit_test(jpeg_kinds),
        cmocka_unit_test(png_kinds), cmocka_unit_test(png_profile),
        cmocka_unit_test(damaged), cmocka_unit_test(not_lighter)};
    return cmocka_run_group_tests_name("raster: lighten", tests, NULL, NULL);
}
