/* pdf: its parts by themselves, damaged pictures, and two readers' drawing. */
#include "test_pdf_fixture.h"

#include "pdf/jpegfile.h"
#include "pdf/pdf.h"
#include "pdf/pngfile.h"
#include "pdf/syntax.h"

static struct buf text;

static const char *
taken(void)
{
    static char copy[256];
    assert_false(text.failed);
    assert_true(text.n < sizeof copy);
    memcpy(copy, text.p == NULL ? "" : text.p, text.n);
    copy[text.n] = '\0';
    buf_fini(&text);
    return copy;
}

static void
numbers(void **state)
{
    (void)state;
    static const struct {
        int64_t value;
        const char *milli;
    } row[] = {{0, "0"}, {1, ".001"}, {-1, "-.001"}, {10, ".01"}, {100, ".1"},
        {120, ".12"}, {999, ".999"}, {1000, "1"}, {-1000, "-1"},
        {1001, "1.001"}, {-12340, "-12.34"}, {100000, "100"}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        syntax_thousandths(&text, row[i].value);
        assert_string_equal(taken(), row[i].milli);
    }
    assert_int_equal(syntax_milli(12700), 1000);
    assert_int_equal(syntax_milli(6), 0);
    assert_int_equal(syntax_milli(7), 1);
    assert_int_equal(syntax_milli(-7), -1);
    assert_int_equal(syntax_milli(-6), 0);
    syntax_points(&text, 210 * EMU_PER_MM);
    assert_string_equal(taken(), "595.2756");
    syntax_points(&text, -12700);
    assert_string_equal(taken(), "-1");
}

static void
strings_and_names(void **state)
{
    (void)state;
    syntax_name(&text, "A+B-c_1.x y/#\xE3");
    assert_string_equal(taken(), "/A+B-c_1.x#20y#2F#23#E3");
    syntax_bytes(&text, STR("a(b)\\c\r\n"));
    assert_string_equal(taken(), "(a\\(b\\)\\\\c\\r\n)");
    syntax_text(&text, STR("plain (text)"));
    assert_string_equal(taken(), "(plain \\(text\\))");
    syntax_text(&text, STR("あ𠮷"));
    assert_memory_equal(taken(), "(\xFE\xFF\x30\x42\xD8\x42\xDF\xB7)", 10);
    syntax_text(&text, STR("丨")); /* U+4E28: a parenthesis in its bytes */
    assert_memory_equal(taken(), "(\xFE\xFF\x4E\\\x28)", 7);
    syntax_utf16_hex(&text, STR("a𠮷\xFF"));
    assert_string_equal(taken(), "0061D842DFB7FFFD");
    syntax_entry(&text, "/K", (struct ref){0});
    assert_string_equal(taken(), "");
    syntax_entry(&text, "/K", (struct ref){12});
    assert_string_equal(taken(), "/K 12 0 R");
}

static struct str
load(struct fixture *f, const char *name)
{
    char path[64], *p = arena_alloc(f->arena, 4096);
    snprintf(path, sizeof path, "tests/cases/pdf/%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    struct str bytes = {p, fread(p, 1, 4096, file)};
    fclose(file);
    return bytes;
}

/* BYTES in a block of their own, so that reading beyond them is noticed. */
static char *
own_copy(struct str bytes, size_t n)
{
    char *p = malloc(n == 0 ? 1 : n);
    assert_non_null(p);
    memcpy(p, bytes.p, n);
    return p;
}

static bool
jpeg_good(const char *p, size_t n)
{
    struct jpegfile jpeg;
    return jpegfile_read((struct str){p, n}, &jpeg) == NULL;
}

static bool
png_good(const char *p, size_t n)
{
    bool nomem;
    struct pngfile png;
    struct pngfile_pixels pixels;
    struct arena *arena = arena_new();
    struct str bytes = {p, n};
    const char *fault = pngfile_read(arena, bytes, &png, &nomem);
    assert_false(nomem);
    if (fault == NULL)
        fault = pngfile_decode(arena, bytes, &pixels, &nomem);
    arena_free(arena);
    return fault == NULL;
}

/* A file cut short anywhere is refused; a changed byte never does harm, and in
 * a PNG it is always found. */
static void
damage(void **state)
{
    struct fixture *f = *state;
    static const char *const name[] = {"rgb.png", "palette.png", "trns.png",
        "interlaced.png", "rgb.jpg", "turned.jpg"};
    for (int i = 0; i < 6; i++) {
        struct str bytes = load(f, name[i]);
        bool png = i < 4;
        for (size_t n = 0; n < bytes.n; n++) {
            char *p = own_copy(bytes, n);
            assert_false(png ? png_good(p, n) : jpeg_good(p, n));
            free(p);
            p = own_copy(bytes, bytes.n);
            p[n] = (char)(p[n] ^ 0x55);
            bool good = png ? png_good(p, bytes.n) : jpeg_good(p, bytes.n);
            assert_false(png && good);
            free(p);
        }
        assert_true(
            png ? png_good(bytes.p, bytes.n) : jpeg_good(bytes.p, bytes.n));
    }
}

static const char *
jpeg_fault(const char *bytes, size_t n)
{
    struct jpegfile jpeg;
    const char *fault = jpegfile_read((struct str){bytes, n}, &jpeg);
    return fault == NULL ? "good" : fault;
}

#define FAULT(bytes) jpeg_fault(bytes, sizeof(bytes) - 1)

static void
jpeg_kinds(void **state)
{
    struct fixture *f = *state;
    struct jpegfile jpeg;
    assert_null(jpegfile_read(load(f, "cmyk.jpg"), &jpeg));
    assert_true(jpeg.adobe && jpeg.components == 4);
    assert_true(jpeg.width == 16 && jpeg.height == 8);
    assert_null(jpegfile_read(load(f, "turned.jpg"), &jpeg));
    assert_int_equal(jpeg.orientation, 6);
    assert_null(jpegfile_read(load(f, "grey.jpg"), &jpeg));
    assert_true(jpeg.components == 1 && jpeg.orientation == 1 && !jpeg.adobe);
    assert_string_equal(FAULT("GIF89a"), "SOI");
    assert_string_equal(FAULT("\xFF\xD8zzzz"), "marker");
    assert_string_equal(FAULT("\xFF\xD8\xFF\xD9zz"), "marker");
    assert_string_equal(FAULT("\xFF\xD8\xFF\xE0\x00\x01"), "length");
    assert_string_equal(FAULT("\xFF\xD8\xFF\xDA\x00\x02"), "SOS");
    assert_string_equal(FAULT("\xFF\xD8\xFF\xC3\x00\x08\x08\0\1\0\1\3"), "SOF");
    assert_string_equal(
        FAULT("\xFF\xD8\xFF\xC0\x00\x08\x0C\0\1\0\1\3"), "12-bit");
    assert_string_equal(
        FAULT("\xFF\xD8\xFF\xC0\x00\x08\x08\0\0\0\1\3"), "0 x 0");
    assert_string_equal(
        FAULT("\xFF\xD8\xFF\xC0\x00\x08\x08\0\1\0\1\2"), "components");
}

static void
png_kinds(void **state)
{
    struct fixture *f = *state;
    struct pngfile png;
    struct pngfile_pixels pixels;
    bool nomem;
    assert_null(pngfile_read(f->arena, load(f, "palette.png"), &png, &nomem));
    assert_true(png.simple && png.indexed && png.depth == 4);
    assert_int_equal(png.palette.n, 6);
    assert_null(pngfile_read(f->arena, load(f, "deep.png"), &png, &nomem));
    assert_false(png.simple);
    assert_null(
        pngfile_decode(f->arena, load(f, "opaque.png"), &pixels, &nomem));
    assert_true(pixels.channels == 1 && pixels.alpha.n == 0);
    assert_int_equal(pixels.colour.n, 16 * 8);
    assert_int_equal((unsigned char)pixels.colour.p[5], 90);
    assert_null(
        pngfile_decode(f->arena, load(f, "alpha.png"), &pixels, &nomem));
    assert_true(pixels.channels == 3 && pixels.alpha.n == 16 * 8);
    assert_string_equal(
        pngfile_read(f->arena, STR("nothing"), &png, &nomem), "signature");
    /* One pixel of 16 bits, half as bright as white in sRGB. */
    static const char half[] = "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\1\0\0\0"
                               "\1\x10\0\0\0\0\x6A\xEE\x47\x16\0\0\0\x0BIDAT"
                               "\x78\x9C\x63\x68\x68\0\0\1\x83\1\1\x18\x35\x22"
                               "\x15\0\0\0\0IEND\xAE\x42\x60\x82";
    assert_null(pngfile_decode(
        f->arena, (struct str){half, sizeof half - 1}, &pixels, &nomem));
    assert_int_equal((unsigned char)pixels.colour.p[0], 0x80);
}

/* The mean grey of each 8 x 8 field of two pictures (P5) differs little. */
static void
expect_alike(struct fixture *f, size_t width, size_t height)
{
    size_t size = width * height;
    fixture_sh(f, "pdftoppm -r 72 -gray t.pdf");
    assert_true(f->out.n > size);
    unsigned char *a = arena_alloc(f->arena, size);
    memcpy(a, f->out.p + f->out.n - size, size);
    fixture_sh(f, "mutool draw -q -r 72 -c gray -F pgm -o - t.pdf");
    assert_true(f->out.n > size);
    const unsigned char *b = (const unsigned char *)f->out.p + f->out.n - size;
    int ink = 0;
    for (size_t at = 0; at < size / 64; at++) {
        size_t x = at % (width / 8) * 8, y = at / (width / 8) * 8;
        int sum[2] = {0, 0};
        for (size_t i = 0; i < 64; i++) {
            size_t k = (y + i / 8) * width + x + i % 8;
            sum[0] += a[k];
            sum[1] += b[k];
        }
        int off = (sum[0] - sum[1]) / 64;
        if (off > 32 || off < -32)
            fail_msg("Poppler %d, MuPDF %d at %zu, %zu", sum[0] / 64,
                sum[1] / 64, x, y);
        ink += sum[0] / 64 < 250;
    }
    assert_true(ink > 100);
}

/* Both draw the same: glyphs of all three kinds of fonts, gradient, opacity,
 * dashes, clip. */
static void
two_readers(void **state)
{
    struct fixture *f = *state;
    struct colour dark = {.rgb = {0, 60, 120}};
    struct colour light = {.rgb = {200, 230, 255}};
    struct gradient g = {0, PT(100), PT(400), PT(200), dark, light};
    struct paint paint = {.fill = dark, .stroke = COLOUR_NONE};
    fixture_page(f, PT(400), PT(400), NULL);
    struct arena *a = f->arena;
    struct page *p = f->page;
    fixture_text(f, GOTHIC, PT(32), PT(10), PT(40), "日本語の組版");
    fixture_text(f, NOTO, PT(32), PT(10), PT(80), "永遠の葛\xF3\xA0\x84\x80飾");
    fixture_text(f, INTER, PT(32), PT(210), PT(80), "Ragged");
    paint.gradient = &g;
    assert_int_equal(page_add_ellipse(a, p, PT(200), PT(150), PT(180), PT(50),
                         &paint, LOC_NONE),
        0);
    paint.gradient = NULL;
    paint.opacity = 500;
    assert_int_equal(page_add_rect(a, p, PT(20), PT(180), PT(150), PT(100),
                         PT(20), &paint, LOC_NONE),
        0);
    fixture_add(f, (struct item){.kind = ITEM_CLIP_BEGIN,
                       .op = p->item[p->n_items - 1].op,
                       .n_ops = p->item[p->n_items - 1].n_ops});
    fixture_text(f, MINCHO, PT(60), PT(0), PT(250), "切り抜く");
    fixture_add(f, (struct item){.kind = ITEM_CLIP_END});
    paint.stroke = light;
    paint.line_width = PT(12);
    paint.fill = COLOUR_NONE;
    paint.dash = PT(20), paint.gap = PT(20), paint.cap = CAP_ROUND;
    assert_int_equal(page_add_line(a, p, PT(200), PT(250), PT(390), PT(350),
                         &paint, LOC_NONE),
        0);
    struct buf pdf = {0};
    static const struct pdf_options options = {.producer = "x"};
    assert_int_equal(pdf_write(f->diag, f->document, &options, &pdf), ERR_OK);
    fixture_put(f, "t.pdf", (struct str){pdf.p, pdf.n});
    buf_fini(&pdf);
    expect_alike(f, 400, 400);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers),
        cmocka_unit_test(strings_and_names), FIXTURE_TEST(damage),
        FIXTURE_TEST(jpeg_kinds), FIXTURE_TEST(png_kinds),
        FIXTURE_TEST(two_readers)};
    return cmocka_run_group_tests_name("pdf parts", tests, NULL, NULL);
}
