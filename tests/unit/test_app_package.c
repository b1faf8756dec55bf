/* The parts of a package that need no job: names, sizes, plates, the sheet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "app/packageink.h"
#include "app/packagename.h"
#include "app/packagesheet.h"
#include "app/papersize.h"

/* --- names --------------------------------------------------------------- */

static void
test_good_names(void **state)
{
    static const char *const good[] = {"a", "0", "brochure-print", "A_b.C-1",
        "console", "com", "com10", "nullable",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(packagename_good(good[i]));
}

static void
test_bad_names(void **state)
{
    static const char *const bad[] = {"", ".", "-a", "_a", ".a", "a.", "a b",
        "a/b", "a\\b", "a:b", "a\n", "案内", "a\xCC\x81", "ａ", "CON", "nul",
        "Aux.x", "com1", "LPT9.2",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(packagename_good(bad[i]));
}

static void
test_pictures(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    assert_string_equal(packagename_picture(a, "n", 1, 1), "n-p01.png");
    assert_string_equal(packagename_picture(a, "n", 99, 99), "n-p99.png");
    assert_string_equal(packagename_picture(a, "n", 7, 100), "n-p007.png");
    assert_string_equal(packagename_picture(a, "n", 7, 1000), "n-p0007.png");
    arena_free(a);
}

/* --- sizes ---------------------------------------------------------------- */

static void
size(emu width, emu height, const char *ja, const char *en)
{
    struct buf out = {0};
    papersize_put(&out, width, height, true);
    assert_string_equal(out.p, ja);
    buf_fini(&out);
    out = (struct buf){0};
    papersize_put(&out, width, height, false);
    assert_string_equal(out.p, en);
    buf_fini(&out);
}

static void
test_sizes(void **state)
{
    const emu mm = EMU_PER_MM;
    (void)state;
    size(210 * mm, 297 * mm, "A4 縦（210 × 297 mm）",
        "A4 portrait (210 × 297 mm)");
    size(420 * mm, 297 * mm, "A3 横（420 × 297 mm）",
        "A3 landscape (420 × 297 mm)");
    size(182 * mm, 257 * mm, "JIS B5 縦（182 × 257 mm）",
        "JIS B5 portrait (182 × 257 mm)");
    size(176 * mm, 250 * mm, "ISO B5 縦（176 × 250 mm）",
        "ISO B5 portrait (176 × 250 mm)");
    size(100 * mm, 148 * mm, "はがき 縦（100 × 148 mm）",
        "Japanese postcard portrait (100 × 148 mm)");
    size(612 * EMU_PER_PT, 792 * EMU_PER_PT, "レター 縦（215.9 × 279.4 mm）",
        "Letter portrait (215.9 × 279.4 mm)");
    /* Rounded from points it still is A4; 0.2 mm off it no longer is. */
    size(595 * EMU_PER_PT, 842 * EMU_PER_PT, "A4 縦（209.903 × 297.039 mm）",
        "A4 portrait (209.903 × 297.039 mm)");
    size(210 * mm + mm / 5, 297 * mm, "210.2 × 297 mm", "210.2 × 297 mm");
    size(210 * mm, 210 * mm, "210 × 210 mm", "210 × 210 mm");
}

/* --- plates --------------------------------------------------------------- */

static const struct colour_role spot = {.name = "ours",
    .spot = "DIC 161",
    .cmyk = {90, 80, 0, 0},
    .has_cmyk = true};

static struct item
text_in(struct colour colour)
{
    return (struct item){.kind = ITEM_GLYPHS, .colour = colour};
}

static void
plates(const struct pdf_print *print, const struct item *item, size_t n,
    const char *want)
{
    struct arena *a = arena_new();
    struct plate_set set = {0};
    struct buf out = {0};
    struct item *items = malloc((n + 1) * sizeof *items);
    assert_non_null(items);
    memcpy(items, item, n * sizeof *items);
    struct page page = {.item = items, .n_items = n};
    assert_int_equal(packageink_add(a, print, &page, &set), ERR_OK);
    packageink_put(&set, &out);
    assert_string_equal(out.p, want);
    buf_fini(&out);
    free(items);
    arena_free(a);
}

static void
test_plates(void **state)
{
    const struct pdf_print press = {.spots = true}, process = {.spots = false};
    struct colour ours = {
        .has_cmyk = true, .cmyk = {90, 80, 0, 0}, .tint = 1000, .role = &spot};
    struct colour warm = {.has_cmyk = true, .cmyk = {0, 40, 90, 0}};
    struct item black = text_in(COLOUR_BLACK), white = text_in(COLOUR_WHITE);
    struct item in_spot = text_in(ours), none = text_in(COLOUR_NONE);
    struct gradient blend = {.from = warm, .to = ours};
    struct item path = {
        .kind = ITEM_PATH, .paint = {.fill = warm, .stroke = COLOUR_BLACK}};
    struct item blended = {.kind = ITEM_PATH,
        .paint = {.stroke = COLOUR_NONE, .gradient = &blend}};
    (void)state;
    plates(&press, &black, 1, "K");
    plates(&press, &white, 1, "-");
    plates(&press, &none, 1, "-");
    plates(&press, &in_spot, 1, "DIC 161");
    plates(&process, &in_spot, 1, "C M");
    plates(&press, &path, 1, "M Y K");
    plates(&press, &blended, 1, "M Y + DIC 161");
    plates(&press, (struct item[]){in_spot, black, in_spot}, 3, "K + DIC 161");
}

static void
test_pictures_plates(void **state)
{
    const struct pdf_print press = {.spots = true};
    static char head[33];
    struct image image = {.kind = IMAGE_PNG, .bytes = {head, sizeof head}};
    struct item item = {.kind = ITEM_IMAGE, .image = &image};
    (void)state;
    head[25] = 0;
    plates(&press, &item, 1, "K");
    head[25] = 4;
    plates(&press, &item, 1, "K");
    static const char in_colour[] = {2, 3, 6};
    for (size_t i = 0; i < sizeof in_colour; i++) {
        head[25] = in_colour[i];
        plates(&press, &item, 1, "C M Y K");
    }
    image.kind = IMAGE_JPEG; /* one that cannot be read is in colour */
    plates(&press, &item, 1, "C M Y K");
}

static void
test_plate_sets(void **state)
{
    struct arena *a = arena_new();
    const char *one[] = {"a"}, *two[] = {"a", "b"}, *other[] = {"b"};
    struct plate_set x = {.spot = one, .n = 1};
    struct plate_set y = {.spot = other, .n = 1, .process = {false, true}};
    struct plate_set both = {.spot = two, .n = 2, .process = {false, true}};
    struct plate_set all = {0};
    (void)state;
    assert_int_equal(packageink_join(a, &y, &all), ERR_OK);
    assert_true(packageink_equal(&all, &y));
    assert_int_equal(packageink_join(a, &x, &all), ERR_OK);
    assert_int_equal(packageink_join(a, &x, &all), ERR_OK);
    assert_true(packageink_equal(&all, &both));
    assert_false(packageink_equal(&x, &y));
    assert_int_equal(packageink_count(&all), 3);
    arena_free(a);
}

/* --- the sheet ------------------------------------------------------------ */

static void
make_sheet(struct spec *spec, struct arena *arena)
{
    *spec = (struct spec){.arena = arena};
    packagesheet_head(spec, "製品", "Product");
    packagesheet_row(spec, "title", "品名", "Title", "一,\"二\"", NULL);
    packagesheet_row(spec, "none", "無", "None", NULL, NULL);
    packagesheet_row(spec, "size", "判", "Size", "縦", "portrait");
    packagesheet_row(spec, "plates", "版", "Plates", "P1: K\nP2: C", NULL);
}

static void
test_text(void **state)
{
    struct arena *a = arena_new();
    struct spec spec;
    struct buf out = {0};
    (void)state;
    make_sheet(&spec, a);
    packagesheet_text(&spec, &out);
    assert_string_equal(out.p,
        "\xEF\xBB\xBF入稿仕様書 / Specification for printing\r\n"
        "\r\n"
        "■ 製品 / Product\r\n"
        "品名 / Title: 一,\"二\"\r\n"
        "判 / Size: 縦 / portrait\r\n"
        "版 / Plates:\r\n"
        "    P1: K\r\n"
        "    P2: C\r\n");
    buf_fini(&out);
    arena_free(a);
}

static void
test_csv(void **state)
{
    struct arena *a = arena_new();
    struct spec spec;
    struct buf out = {0};
    (void)state;
    make_sheet(&spec, a);
    packagesheet_csv(&spec, &out);
    assert_string_equal(out.p,
        "\xEF\xBB\xBFkey,項目,内容,Item,Value\r\n"
        "title,品名,\"一,\"\"二\"\"\",Title,\"一,\"\"二\"\"\"\r\n"
        "size,判,縦,Size,portrait\r\n"
        "plates,版,\"P1: K\nP2: C\",Plates,\"P1: K\nP2: C\"\r\n");
    buf_fini(&out);
    arena_free(a);
}

static void
test_take(void **state)
{
    struct arena *a = arena_new();
    struct spec spec = {.arena = a};
    struct buf text = {0}, lost = {.failed = true};
    (void)state;
    assert_null(packagesheet_take(&spec, &text));
    assert_false(spec.failed);
    buf_text(&text, "x");
    assert_string_equal(packagesheet_take(&spec, &text), "x");
    assert_int_equal(text.n, 0);
    assert_null(packagesheet_take(&spec, &lost));
    assert_true(spec.failed);
    arena_free(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_names),
        cmocka_unit_test(test_bad_names),
        cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_plates),
        cmocka_unit_test(test_pictures_plates),
        cmocka_unit_test(test_plate_sets),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
