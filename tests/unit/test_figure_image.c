/* Picture files and QR codes.  Codes are read back by an independent reader
 * (zbarimg) from a picture of the path that was drawn. */
#include "test_figure_fixture.h"

#define IMAGE "[block b]\ntype = image\narea = a\n"
#define QR "[block b]\ntype = qr\narea = a\n"

/* Enough of a PNG and a JPEG to know their size: 600 x 300 pixels. */
static const char png[] =
    "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x02\x58\0\0\x01\x2C"
    "\x08\x02\0\0\0";
static const char jpeg[] = "\xFF\xD8\xFF\xE0\0\x04JF\xFF\xFF\xC4\0\x03x"
                           "\xFF\xC2\0\x0B\x08\x01\x2C\x02\x58\x01\0\0\0";
static const char svg[] = "\xEF\xBB\xBF <svg xmlns='http://www.w3.org/2000/svg'"
                          " viewBox='0 0 20 10'><path d='M0 0H20'/></svg>";

static int
setup(void **state)
{
    int failed = bench_setup(state);
    (void)bench_file("a.png", png, sizeof png - 1);
    (void)bench_file("a.jpg", jpeg, sizeof jpeg - 1);
    (void)bench_file("a.svg", svg, sizeof svg - 1);
    return failed;
}

#define PNG_HASH                                                               \
    "19a7c34436de09d647613c16145df1543b181c32d592241d0abfc199ee6e8c68"
#define JPEG_HASH                                                              \
    "08d7bdff35d23dfdef78e34629559df436f9b2b0463943c8bb57ab7553887f32"

static void
pixels(void **state)
{
    (void)state;
    expect_items(IMAGE "file = a.png\nalt = 絵\n", 50, 0,
        "image 0 0 1800000 900000 png 600x300 " PNG_HASH "\n");
    assert_int_equal(bench.height, 25 * EMU_PER_MM);
    assert_false(bench.stretch);
    expect_items(IMAGE "file = a.jpg\nheight = 10mm\nalign = end\n", 50, 0,
        "image 1080000 0 720000 360000 jpeg 600x300 " JPEG_HASH "\n");
    expect_items(IMAGE "file = a.png\nwidth = 40mm\nalign = centre\n", 50, 0,
        "image 180000 0 1440000 720000 png 600x300 " PNG_HASH "\n");
}

/* With both sizes the picture lies inside both. */
static void
both_sizes(void **state)
{
    (void)state;
    expect_items(IMAGE "file = a.png\nwidth = 40mm\nheight = 5mm\n", 50, 0,
        "image 0 0 360000 180000 png 600x300 " PNG_HASH "\n");
    expect_items(IMAGE "file = a.png\nwidth = 10mm\nheight = 50mm\n", 50, 0,
        "image 0 0 360000 180000 png 600x300 " PNG_HASH "\n");
}

static void
vectors(void **state)
{
    (void)state;
    expect_items(IMAGE "file = a.svg\nheight = 10mm\n", 50, 0,
        "path fill #000000 m 0 0 l 720000 0\n");
    expect_items(IMAGE "file = a.svg\nwidth = 1em\ncolour = red\nalt = 線\n",
        50, 0, "path fill #ff0000 m 0 0 l 360000 0\n");
}

static void
faults_of_pictures(void **state)
{
    (void)state;
    bench_text("x.png", "GIF89a");
    expect_ids(
        IMAGE "file = x.png\n", 50, 0, ERR_INPUT, "job.ini:25:8: image.kind\n");
    (void)bench_file("x.png", png, 20);
    expect_ids(IMAGE "file = x.png\n", 50, 0, ERR_INPUT,
        "job.ini:25:8: image.broken\n");
    (void)bench_file("x.jpg", jpeg, 16);
    expect_ids(IMAGE "file = x.jpg\n", 50, 0, ERR_INPUT,
        "job.ini:25:8: image.broken\n");
    bench_text("x.svg", "<svg/>");
    expect_ids(
        IMAGE "file = x.svg\n", 50, 0, ERR_INPUT, "x.svg:1:1: svg.not-svg\n");
    expect_ids(IMAGE "file = a.png\ncolour = red\n", 50, 0, ERR_INPUT,
        "job.ini:26:10: image.colour\n");
    expect_ids(
        IMAGE "file = a.png\n", 120, 0, ERR_OK, "job.ini:25:8: image.coarse\n");
    expect_ids(IMAGE "file = a.svg\nheight = 30mm\n", 50, 0, ERR_INPUT,
        "job.ini:22:1: figure.too-wide\n");
    expect_ids(IMAGE "file = a.svg\nheight = 30mm\n", 60, 29, ERR_INPUT,
        "job.ini:22:1: figure.too-high\n");
}

/* Every prefix of the picture files is read without harm. */
static void
cut_files(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof jpeg; n++) {
        (void)bench_file("x.jpg", jpeg, n);
        bench_job(IMAGE "file = x.jpg\n");
        enum err err = bench_draw(50, 0);
        assert_int_equal(err == ERR_OK, diag_errors(bench.diag) == 0);
    }
}

/* --- QR ------------------------------------------------------------------- */

enum { PIXEL = EMU_PER_MM / 8 };

/* The page's path as a picture of PIXELS a side; every rectangle of the path
 * is five ops. */
static void
paint_path(const char *path, int pixels)
{
    size_t n = (size_t)pixels * (size_t)pixels;
    unsigned char *dot = malloc(n);
    assert_non_null(dot);
    memset(dot, 255, n);
    for (size_t i = 0; i < bench.page->n_items; i++) {
        const struct item *item = &bench.page->item[i];
        for (size_t k = 0; item->kind == ITEM_PATH && k < item->n_ops; k += 5) {
            const struct path_op *op = item->op + k;
            assert_int_equal(op[4].verb, PATH_CLOSE);
            for (emu y = op[0].y[0] / PIXEL; y < op[2].y[0] / PIXEL; y++)
                for (emu x = op[0].x[0] / PIXEL; x < op[2].x[0] / PIXEL; x++)
                    dot[y * pixels + x] = 0;
        }
    }
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fprintf(f, "P5 %d %d 255\n", pixels, pixels);
    assert_int_equal(fwrite(dot, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
    free(dot);
}

/* What zbarimg reads from the code of JOB, SIDE millimetres wide. */
static void
expect_read(const char *job, int side, const char *content)
{
    char got[400] = "";
    bench_job(job);
    assert_int_equal(bench_draw(side, 0), ERR_OK);
    assert_int_equal(diag_count(bench.diag), 0);
    assert_int_equal(bench.height, side * EMU_PER_MM);
    const char *path = arena_printf(bench.arena, "%s/qr.pgm", bench.dir);
    paint_path(path, side * EMU_PER_MM / PIXEL);
    FILE *f = popen(
        arena_printf(bench.arena, "zbarimg -q --raw %s 2>/dev/null", path),
        "r");
    assert_non_null(f);
    size_t n = fread(got, 1, sizeof got - 1, f);
    assert_int_equal(pclose(f), 0);
    assert_true(n > 0 && got[n - 1] == '\n');
    got[n - 1] = '\0';
    assert_string_equal(got, content);
}

static void
codes_read_back(void **state)
{
    (void)state;
    expect_read(QR "content = mailto:info@jcsoa.gr.jp\n", 20,
        "mailto:info@jcsoa.gr.jp");
    expect_read(QR "content = https://example.jp/a?b=1&c=%20\nlevel = H\n"
                   "size = 30mm\ncolour = blue\n",
        30, "https://example.jp/a?b=1&c=%20");
    expect_read(QR "content = 日本の健やかな未来\nsize = 25mm\nlevel = L\n", 25,
        "日本の健やかな未来");
    expect_read(QR "content = 0123456789\nlevel = Q\n", 20, "0123456789");
}

/* Four modules around are free, and what it is read as. */
static void
quiet_zone(void **state)
{
    (void)state;
    bench_job(QR "content = A\nsize = 29mm\nalign = centre\n");
    struct element *root = bench.context.document->structure->root;
    bench.page->element = root;
    assert_int_equal(bench_draw(49, 0), ERR_OK);
    assert_int_equal(bench.page->n_items, 1);
    assert_int_equal(root->first->element->role, ROLE_FIGURE);
    assert_string_equal(root->first->element->extra->alt, "A");
    emu least = UNIT_MAX, most = 0, top = UNIT_MAX;
    const struct item *item = &bench.page->item[0];
    for (size_t i = 0; i < item->n_ops; i += 5) {
        least = item->op[i].x[0] < least ? item->op[i].x[0] : least;
        top = item->op[i].y[0] < top ? item->op[i].y[0] : top;
        most = item->op[i + 1].x[0] > most ? item->op[i + 1].x[0] : most;
    }
    /* 21 modules and 2 x 4 around in 29 mm, in the middle of 49 mm. */
    assert_int_equal(least, 14 * EMU_PER_MM);
    assert_int_equal(most, 35 * EMU_PER_MM);
    assert_int_equal(top, 4 * EMU_PER_MM);
}

static void
faults_of_codes(void **state)
{
    (void)state;
    char *text = arena_alloc(bench.arena, 3000);
    strcpy(text, "block b:content=");
    memset(text + strlen(text), 'a', 2900);
    bench.set.text = text;
    expect_ids(QR "content = A\nlevel = Q\n", 30, 0, ERR_INPUT,
        "--set: qr.too-long\n");
    bench.set.text = NULL;
    expect_ids(QR "content = A\nsize = 8mm\n", 30, 0, ERR_OK,
        "job.ini:26:8: qr.fine\n");
    expect_ids(QR "content = A\ncolour = red 20%\n", 30, 0, ERR_OK,
        "job.ini:26:10: qr.light\n");
    expect_ids(QR "content = A\nsize = 0.001Q\n", 30, 0, ERR_INPUT,
        "job.ini:26:8: qr.no-room\n");
    expect_ids(QR "content = A\nsize = 31mm\n", 30, 0, ERR_INPUT,
        "job.ini:22:1: figure.too-wide\n");
    expect_ids(QR "content = A\nsize = 30mm\n", 30, 29, ERR_INPUT,
        "job.ini:22:1: figure.too-high\n");
}

static void
types(void **state)
{
    (void)state;
    assert_true(figure_draws("qr"));
    assert_true(figure_draws("orgchart"));
    assert_false(figure_draws("table"));
    assert_false(figure_draws(""));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pixels, setup, bench_teardown),
        cmocka_unit_test_setup_teardown(both_sizes, setup, bench_teardown),
        cmocka_unit_test_setup_teardown(vectors, setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            faults_of_pictures, setup, bench_teardown),
        cmocka_unit_test_setup_teardown(cut_files, setup, bench_teardown),
        cmocka_unit_test_setup_teardown(codes_read_back, setup, bench_teardown),
        cmocka_unit_test_setup_teardown(quiet_zone, setup, bench_teardown),
        cmocka_unit_test_setup_teardown(faults_of_codes, setup, bench_teardown),
        cmocka_unit_test(types),
    };
    return cmocka_run_group_tests_name("figure image", tests, NULL, NULL);
}
