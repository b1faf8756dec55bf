/* raster: pixels are where the items say. */
#include "test_pdf_fixture.h"

#include <cairo/cairo.h>

#include "raster/raster.h"

/* A drawn page: at 72 dpi a point is a pixel. */
struct picture {
    cairo_surface_t *surface;
    const unsigned char *data;
    int stride, width, height;
};

struct source {
    const char *p;
};

static cairo_status_t
read_png(void *closure, unsigned char *p, unsigned n)
{
    struct source *source = closure;
    memcpy(p, source->p, n);
    source->p += n;
    return CAIRO_STATUS_SUCCESS;
}

static struct picture
draw(struct fixture *f, int dpi)
{
    struct buf png = {0};
    enum err err = raster_page(f->diag, f->document, 0, dpi, &png);
    if (err != ERR_OK)
        fail_msg("%d: %s", err, fixture_said(f));
    struct source source = {png.p};
    struct picture p = {.surface = cairo_image_surface_create_from_png_stream(
                            read_png, &source)};
    assert_int_equal(cairo_surface_status(p.surface), CAIRO_STATUS_SUCCESS);
    assert_int_equal(source.p - png.p, png.n);
    p.data = cairo_image_surface_get_data(p.surface);
    p.stride = cairo_image_surface_get_stride(p.surface);
    p.width = cairo_image_surface_get_width(p.surface);
    p.height = cairo_image_surface_get_height(p.surface);
    buf_fini(&png);
    return p;
}

static unsigned
at(const struct picture *p, int x, int y)
{
    uint32_t v;
    memcpy(&v, p->data + (size_t)y * (size_t)p->stride + 4 * (size_t)x, 4);
    return v & 0xFFFFFF;
}

static bool
near(unsigned a, unsigned b, int most)
{
    for (int shift = 0; shift <= 16; shift += 8) {
        int off = (int)(a >> shift & 255) - (int)(b >> shift & 255);
        if (off > most || off < -most)
            return false;
    }
    return true;
}

static const struct colour red = {.rgb = {255, 0, 0}};
static const struct colour blue = {.rgb = {0, 0, 255}};

static void
rect(struct fixture *f, int x, int y, int w, int h, const struct paint *paint)
{
    assert_int_equal(page_add_rect(f->arena, f->page, PT(x), PT(y), PT(w),
                         PT(h), 0, paint, LOC_NONE),
        0);
}

static void
sizes(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, MM(210), MM(297), NULL);
    struct picture p = draw(f, 72);
    assert_true(p.width == 595 && p.height == 842);
    assert_int_equal(at(&p, 0, 0), 0xFFFFFF);
    assert_int_equal(at(&p, 594, 841), 0xFFFFFF);
    cairo_surface_destroy(p.surface);
    p = draw(f, 1);
    assert_true(p.width == 8 && p.height == 12);
    cairo_surface_destroy(p.surface);
}

static void
fills_and_strokes(void **state)
{
    struct fixture *f = *state;
    struct paint fill = {.fill = red, .stroke = COLOUR_NONE};
    struct paint line = {
        .fill = COLOUR_NONE, .stroke = blue, .line_width = PT(2)};
    fixture_page(f, PT(100), PT(100), NULL);
    rect(f, 10, 10, 20, 20, &fill);
    fill.opacity = 500;
    rect(f, 20, 20, 20, 20, &fill);
    line.fill = red, line.opacity = 500;
    rect(f, 60, 60, 20, 20, &line);
    line.opacity = 0, line.fill = COLOUR_NONE;
    line.dash = PT(4), line.gap = PT(4);
    assert_int_equal(page_add_line(f->arena, f->page, 0, PT(51), PT(16), PT(51),
                         &line, LOC_NONE),
        0);
    line.gap = 0; /* as long as the dash */
    assert_int_equal(page_add_line(f->arena, f->page, 0, PT(55), PT(16), PT(55),
                         &line, LOC_NONE),
        0);
    line.line_width = 0; /* nothing */
    assert_int_equal(page_add_line(f->arena, f->page, 0, PT(90), PT(16), PT(90),
                         &line, LOC_NONE),
        0);
    struct picture p = draw(f, 72);
    assert_int_equal(at(&p, 9, 15), 0xFFFFFF);
    assert_int_equal(at(&p, 10, 10), 0xFF0000);
    assert_int_equal(at(&p, 29, 19), 0xFF0000);
    assert_int_equal(at(&p, 30, 15), 0xFFFFFF);
    assert_true(near(at(&p, 35, 35), 0xFF7F7F, 1));
    assert_true(near(at(&p, 70, 70), 0xFF7F7F, 1));
    /* The stroke hides the fill below it before both become translucent. */
    assert_true(near(at(&p, 60, 70), 0x7F7FFF, 1));
    assert_true(near(at(&p, 59, 70), 0x7F7FFF, 1));
    assert_int_equal(at(&p, 2, 50), 0x0000FF);
    assert_int_equal(at(&p, 5, 50), 0xFFFFFF);
    assert_int_equal(at(&p, 2, 54), 0x0000FF);
    assert_int_equal(at(&p, 5, 54), 0xFFFFFF);
    assert_int_equal(at(&p, 10, 54), 0x0000FF);
    for (int x = 0; x < 16; x++)
        assert_int_equal(at(&p, x, 90), 0xFFFFFF);
    cairo_surface_destroy(p.surface);
}

static void
gradients_clips_holes(void **state)
{
    struct fixture *f = *state;
    struct gradient g = {PT(10), 0, PT(90), 0, red, blue};
    struct paint paint = {
        .fill = COLOUR_NONE, .stroke = COLOUR_NONE, .gradient = &g};
    fixture_page(f, PT(100), PT(100), NULL);
    rect(f, 0, 0, 100, 10, &paint);
    paint = (struct paint){.fill = red, .stroke = COLOUR_NONE};
    rect(f, 50, 50, 10, 10, &paint);
    struct item clip = f->page->item[f->page->n_items - 1];
    clip.kind = ITEM_CLIP_BEGIN;
    paint.fill = blue;
    fixture_add(f, clip);
    rect(f, 55, 50, 40, 40, &paint);
    fixture_add(f, (struct item){.kind = ITEM_CLIP_END});
    /* A square in a square, drawn in the same direction. */
    struct path_op hole[10];
    for (int i = 0; i < 10; i++) {
        hole[i] = clip.op[i % 5];
        for (int k = 0; k < 3; k++) {
            hole[i].x[k] -= i < 5 ? PT(40) : PT(38);
            hole[i].y[k] += i < 5 ? 0 : PT(2);
        }
        if (i >= 6 && i < 8)
            hole[i].x[0] -= PT(4);
        if (i >= 7 && i < 9)
            hole[i].y[0] -= PT(4);
    }
    paint.even_odd = true;
    fixture_add(
        f, (struct item){
               .kind = ITEM_PATH, .op = hole, .n_ops = 10, .paint = paint});
    struct picture p = draw(f, 72);
    assert_int_equal(at(&p, 5, 5), 0xFF0000);
    assert_true(near(at(&p, 50, 5), 0x7F007F, 4));
    assert_int_equal(at(&p, 95, 5), 0x0000FF);
    assert_int_equal(at(&p, 52, 55), 0xFF0000);
    assert_int_equal(at(&p, 57, 55), 0x0000FF);
    assert_int_equal(at(&p, 62, 55), 0xFFFFFF);
    assert_int_equal(at(&p, 11, 55), 0x0000FF);
    assert_int_equal(at(&p, 15, 55), 0xFFFFFF);
    assert_int_equal(at(&p, 18, 55), 0x0000FF);
    cairo_surface_destroy(p.surface);
}

/* The box of what is darker than half grey between X0 and X1. */
static void
expect_ink(const struct picture *p, int x0, int x1, const int box[4])
{
    int l = p->width, t = p->height, r = -1, b = -1;
    for (int y = 0; y < p->height; y++) {
        for (int x = x0; x < x1; x++) {
            if ((at(p, x, y) & 255) > 127)
                continue;
            l = x < l ? x : l;
            r = x > r ? x : r;
            t = y < t ? y : t;
            b = y > b ? y : b;
        }
    }
    int found[4] = {l, t, r, b};
    for (int i = 0; i < 4; i++) {
        if (found[i] < box[i] - 2 || found[i] > box[i] + 2)
            fail_msg("side %d: %d, not %d", i, found[i], box[i]);
    }
}

/* A full block fills its cell, condensed half of it; a hidden run shows
 * nothing.  TrueType and both kinds of CFF. */
static void
glyphs(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, PT(400), PT(100), NULL);
    struct item item = {.kind = ITEM_GLYPHS, .x = PT(0), .y = PT(80)};
    item.colour = COLOUR_BLACK;
    item.run = fixture_run(f, GOTHIC, PT(50), "■");
    fixture_add(f, item);
    struct glyph_run *narrow = fixture_run(f, GOTHIC, PT(50), "■");
    narrow->condense = 500;
    narrow->glyph[0].y = PT(10);
    item.run = narrow, item.x = PT(100);
    fixture_add(f, item);
    item.run = fixture_run(f, NOTO, PT(50), "一"), item.x = PT(150);
    fixture_add(f, item);
    item.run = fixture_run(f, INTER, PT(50), "H"), item.x = PT(250);
    fixture_add(f, item);
    item.colour = COLOUR_NONE, item.x = PT(350);
    fixture_add(f, item);
    struct picture p = draw(f, 72);
    expect_ink(&p, 0, 100, (int[]){5, 41, 44, 80});
    expect_ink(&p, 100, 150, (int[]){102, 31, 122, 70});
    expect_ink(&p, 150, 250, (int[]){152, 59, 197, 63});
    expect_ink(&p, 250, 350, (int[]){255, 44, 281, 79});
    for (int x = 350; x < 400; x++)
        assert_int_equal(at(&p, x, 60), 0xFFFFFF);
    cairo_surface_destroy(p.surface);
}

static struct image *
load(struct fixture *f, const char *name)
{
    struct image *image = arena_alloc(f->arena, sizeof *image);
    char path[64], *p = arena_alloc(f->arena, 4096);
    snprintf(path, sizeof path, "tests/cases/pdf/%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    image->bytes = (struct str){p, fread(p, 1, 4096, file)};
    fclose(file);
    image->kind = strstr(name, ".png") != NULL ? IMAGE_PNG : IMAGE_JPEG;
    image->path = name;
    return image;
}

static void
place(struct fixture *f, const struct image *image, int x, int y)
{
    fixture_add(f, (struct item){.kind = ITEM_IMAGE,
                       .x = PT(x),
                       .y = PT(y),
                       .width = PT(16),
                       .height = PT(8),
                       .image = image,
                       .loc = {"job.ini", 7, 3}});
}

static void
pictures(void **state)
{
    struct fixture *f = *state;
    static const char *const name[] = {"rgb.png", "palette.png", "alpha.png",
        "interlaced.png", "deep.png", "rgb.jpg", "cmyk.jpg", "grey.jpg"};
    fixture_page(f, PT(32), PT(64), NULL);
    for (int i = 0; i < 8; i++)
        place(f, load(f, name[i]), 0, 8 * i);
    place(f, f->page->item[0].image, 16, 0);
    struct picture p = draw(f, 72);
    for (int i = 0; i < 7; i++) {
        assert_true(near(at(&p, 2, 8 * i + 4), 0xFF0000, 12));
        assert_true(near(at(&p, 10, 8 * i + 4), 0x0000FF, 12));
    }
    assert_int_equal(at(&p, 6, 8 * 2 + 4), 0xFFFFFF);
    assert_true(near(at(&p, 2, 60), 0x828282, 12));
    assert_int_equal(at(&p, 18, 4), 0xFF0000);
    assert_int_equal(at(&p, 15, 4), 0x0000FF);
    cairo_surface_destroy(p.surface);
}

/* Every shortened file is refused and said, never drawn in part. */
static void
damaged_pictures(void **state)
{
    struct fixture *f = *state;
    static const char *const name[] = {"rgb.png", "rgb.jpg"};
    struct buf png = {0};
    fixture_page(f, PT(32), PT(64), NULL);
    for (int i = 0; i < 2; i++) {
        struct image *image = load(f, name[i]);
        size_t whole = image->bytes.n;
        f->page->n_items = 0;
        place(f, image, 0, 0);
        for (size_t n = 0; n < whole - 14; n += 7) {
            image->bytes.n = n;
            assert_int_equal(
                raster_page(f->diag, f->document, 0, 72, &png), ERR_INPUT);
        }
    }
    assert_int_equal(png.n, 0);
    assert_string_equal(fixture_said(f),
        "job.ini:7:3: error: the image \"rgb.png\" is damaged or cannot be "
        "read as PNG; open it in an image program and save it again "
        "[raster.image-damaged]\n"
        "job.ini:7:3: error: the image \"rgb.jpg\" is damaged or cannot be "
        "read as JPEG; open it in an image program and save it again "
        "[raster.image-damaged]\n");
}

static void
refusals(void **state)
{
    struct fixture *f = *state;
    struct buf png = {0};
    fixture_page(f, MM(1000), MM(10), NULL);
    assert_int_equal(raster_page(f->diag, f->document, 1, 72, &png), ERR_USAGE);
    assert_int_equal(raster_page(f->diag, f->document, 0, 0, &png), ERR_USAGE);
    assert_int_equal(
        raster_page(f->diag, f->document, 0, 1201, &png), ERR_USAGE);
    assert_int_equal(
        raster_page(f->diag, f->document, 0, 1200, &png), ERR_INPUT);
    assert_string_equal(fixture_said(f),
        "error: at 1200 dpi the picture of page 1 has 47244 x 472 pixels, "
        "which is too large (limit 30000 a side); ask for fewer dots per inch "
        "[raster.too-large]\n");
    fixture_add(f, (struct item){.kind = ITEM_CLIP_END});
    assert_int_equal(
        raster_page(f->diag, f->document, 0, 72, &png), ERR_INTERNAL);
    f->page->n_items = 0;
    fixture_add(f, (struct item){.kind = ITEM_CLIP_BEGIN});
    assert_int_equal(
        raster_page(f->diag, f->document, 0, 72, &png), ERR_INTERNAL);
    f->page->n_items = 0;
    fixture_text(f, GOTHIC, PT(10), 0, 0, "あ")->glyph[0].gid = 65000;
    assert_int_equal(
        raster_page(f->diag, f->document, 0, 72, &png), ERR_INTERNAL);
    assert_int_equal(png.n, 0);
}

static void
same_bytes(void **state)
{
    struct fixture *f = *state;
    struct buf a = {0}, b = {0};
    fixture_page(f, PT(200), PT(100), NULL);
    fixture_text(f, GOTHIC, PT(20), PT(10), PT(50), "同じ画素");
    assert_int_equal(raster_page(f->diag, f->document, 0, 144, &a), ERR_OK);
    assert_int_equal(raster_page(f->diag, f->document, 0, 144, &b), ERR_OK);
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.p, b.p, a.n);
    buf_fini(&a);
    buf_fini(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {FIXTURE_TEST(sizes),
        FIXTURE_TEST(fills_and_strokes), FIXTURE_TEST(gradients_clips_holes),
        FIXTURE_TEST(glyphs), FIXTURE_TEST(pictures),
        FIXTURE_TEST(damaged_pictures), FIXTURE_TEST(refusals),
        FIXTURE_TEST(same_bytes)};
    return cmocka_run_group_tests_name("raster", tests, NULL, NULL);
}
