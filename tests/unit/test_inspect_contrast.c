/* inspect: contrast of text on what lies under it (WCAG 2.2, 1.4.3). */
#include "test_inspect_fixture.h"

#include "inspect/contrast.h"
#include "inspect/wcag.h"

#define WHITE rgb(0xFFFFFF)
#define BLACK rgb(0x000000)

static void
check(const char *wanted)
{
    struct arena *scratch = arena_new();
    assert_int_equal(contrast_check(scratch, document, NULL, &found), ERR_OK);
    arena_free(scratch);
    expect(wanted);
}

/* Ratios that WCAG's authors and everybody's calculators give. */
static void
ratios(void **state)
{
    (void)state;
    struct colour white = WHITE, black = BLACK;
    const struct {
        unsigned rgb;
        int ratio;
        bool text, large;
    } greys[] = {{0x767676, 454, true, true}, {0x777777, 447, false, true},
        {0x949494, 303, false, true}, {0x959595, 299, false, false},
        {0xFF0000, 399, false, true}, {0x0000FF, 859, true, true},
        {0x00856F, 458, true, true}};
    assert_int_equal(wcag_ratio(white.rgb, black.rgb), 2100);
    assert_int_equal(wcag_ratio(black.rgb, white.rgb), 2100);
    assert_int_equal(wcag_ratio(white.rgb, white.rgb), 100);
    for (size_t i = 0; i < sizeof greys / sizeof *greys; i++) {
        struct colour c = rgb(greys[i].rgb);
        assert_int_equal(wcag_ratio(c.rgb, white.rgb), greys[i].ratio);
        assert_int_equal(
            wcag_suffices(white.rgb, c.rgb, WCAG_TEXT), greys[i].text);
        assert_int_equal(
            wcag_suffices(c.rgb, white.rgb, WCAG_LARGE), greys[i].large);
    }
}

static void
large_text(void **state)
{
    (void)state;
    assert_true(wcag_is_large(18 * PT, 400));
    assert_false(wcag_is_large(18 * PT - 1, 400));
    assert_true(wcag_is_large(14 * PT, 700));
    assert_false(wcag_is_large(14 * PT, 600));
    text_of(&regular, 1, 10, 10, 18 * PT, rgb(0x949494), 1);
    text_of(&bold, 1, 10, 20, 14 * PT, rgb(0x949494), 2);
    text_of(&regular, 1, 10, 30, 14 * PT, rgb(0x949494), 3);
    text_of(&regular, 1, 10, 40, 18 * PT, rgb(0x959595), 4);
    check("3: inspect.contrast 1 (10, 30) the text \"abcdefghij\" x1 | "
          "#949494 / #ffffff | 3.03:1 | 4.5:1 | #767676 / #ffffff\n"
          "4: inspect.contrast 1 (10, 40) the text \"abcdefghij\" x1 | "
          "#959595 / #ffffff | 2.99:1 | 3.0:1 | #949494 / #ffffff\n");
}

static void
on_paper(void **state)
{
    (void)state;
    text_of(&regular, 3, 10, 10, 10 * PT, rgb(0x767676), 1);
    check("");
    text_of(&regular, 3, 10, 20, 10 * PT, rgb(0x777777), 2);
    check("2: inspect.contrast 1 (10, 20) the text \"abcdefghij\" x1 | "
          "#777777 / #ffffff | 4.47:1 | 4.5:1 | #767676 / #ffffff\n");
}

/* The nearest opaque ground counts, not what it hides. */
static void
on_grounds(void **state)
{
    (void)state;
    rect(0, 0, 100, 100, filled(BLACK), 1);
    rect(5, 5, 50, 20, filled(WHITE), 2);
    text_of(&regular, 3, 10, 10, 10 * PT, BLACK, 3);
    text_of(&regular, 3, 60, 10, 10 * PT, BLACK, 4);
    check("4: inspect.contrast 1 (60, 10) the text \"abcdefghij\" x1 | "
          "#000000 / #000000 | 1.00:1 | 4.5:1 | #000000 / #757575\n");
}

/* What is painted later is over the text, not under it. */
static void
order_counts(void **state)
{
    (void)state;
    text_of(&regular, 3, 10, 10, 10 * PT, BLACK, 1);
    rect(0, 40, 100, 20, filled(BLACK), 2);
    check("");
    rect(0, 0, 100, 40, filled(WHITE), 3);
    check("1: inspect.text-hidden 1 (10, 10) the text \"abcdefghij\" x1\n");
}

/* 50 % black on white is 127.5, rounded to 128; over black text it is 0. */
static void
opacity_mixes(void **state)
{
    (void)state;
    struct paint veil = filled(BLACK);
    veil.opacity = 500;
    rect(0, 0, 100, 100, veil, 1);
    text_of(&regular, 3, 10, 10, 10 * PT, WHITE, 2);
    check("2: inspect.contrast 1 (10, 10) the text \"abcdefghij\" x1 | "
          "#ffffff / #808080 | 3.94:1 | 4.5:1 | #ffffff / #767676\n");
    struct paint fog = filled(WHITE);
    fog.opacity = 500;
    page->n_items = 0;
    text_of(&regular, 3, 10, 10, 10 * PT, BLACK, 1);
    rect(0, 0, 100, 100, fog, 2);
    check("1: inspect.contrast 1 (10, 10) the text \"abcdefghij\" x1 | "
          "#808080 / #ffffff | 3.94:1 | 4.5:1 | #767676 / #ffffff\n");
}

/* The dark panel ends under the last of five characters. */
static void
worst_place(void **state)
{
    (void)state;
    rect(0, 0, 45, 100, filled(BLACK), 1);
    text_of(&regular, 4, 0, 10, 10 * MM, WHITE, 2);
    check("");
    text_of(&regular, 5, 0, 30, 10 * MM, WHITE, 3);
    check("3: inspect.contrast 1 (0, 30) the text \"abcdefghij\" x1 | "
          "#ffffff / #ffffff | 1.00:1 | 3.0:1 | #949494 / #ffffff\n");
}

/* What covers a part of a text leaves what lies beneath for the rest. */
static void
partly_covered(void **state)
{
    (void)state;
    rect(0, 0, 100, 100, filled(BLACK), 1);
    rect(0, 0, 25, 100, filled(WHITE), 2);
    text_of(&regular, 2, 0, 10, 10 * MM, BLACK, 3);
    check("");
    text_of(&regular, 4, 0, 30, 10 * MM, BLACK, 4);
    check("4: inspect.contrast 1 (0, 30) the text \"abcdefghij\" x1 | "
          "#000000 / #000000 | 1.00:1 | 3.0:1 | #000000 / #5a5a5a\n");
}

/* A run from black to white over 90 mm: the last character stands worst. */
static void
on_gradient(void **state)
{
    (void)state;
    struct gradient g = {0, 0, 90 * MM, 0, BLACK, WHITE};
    struct paint paint = filled(COLOUR_NONE);
    paint.gradient = &g;
    rect(0, 0, 90, 100, paint, 1);
    text_of(&regular, 2, 0, 10, 10 * MM, WHITE, 2);
    check("");
    text_of(&regular, 9, 0, 30, 10 * MM, WHITE, 3);
    check("3: inspect.contrast 1 (0, 30) the text \"abcdefghij\" x1 | "
          "#ffffff / #fafafa | 1.04:1 | 3.0:1 | #ffffff / #949494\n");
}

/* A rule through the text is a line, not a ground; a clipped panel is one only
 * where it shows. */
static void
lines_and_clips(void **state)
{
    (void)state;
    struct paint rule = {
        .fill = COLOUR_NONE, .stroke = BLACK, .line_width = MM / 5};
    assert_int_equal(page_add_line(arena, page, 0, 12 * MM, 100 * MM, 12 * MM,
                         &rule, line(1)),
        ERR_OK);
    text_of(&regular, 3, 10, 10, 4 * MM, BLACK, 2);
    rect(0, 30, 20, 20, filled(WHITE), 3);
    page->item[page->n_items - 1].kind = ITEM_CLIP_BEGIN;
    rect(0, 30, 100, 20, filled(BLACK), 4);
    mark(ITEM_CLIP_END, false);
    text_of(&regular, 2, 30, 35, 4 * MM, BLACK, 5);
    check("");
    text_of(&regular, 2, 5, 35, 4 * MM, BLACK, 6);
    check("6: inspect.contrast 1 (5, 35) the text \"abcdefghij\" x1 | "
          "#000000 / #000000 | 1.00:1 | 4.5:1 | #000000 / #757575\n");
}

/* A wide stroke is a ground, round panels end where their corners do. */
static void
strokes_and_corners(void **state)
{
    (void)state;
    struct paint bar = {
        .fill = COLOUR_NONE, .stroke = BLACK, .line_width = 10 * MM};
    struct paint panel = filled(BLACK);
    assert_int_equal(page_add_line(arena, page, 0, 20 * MM, 100 * MM, 20 * MM,
                         &bar, line(1)),
        ERR_OK);
    text_of(&regular, 3, 10, 18, 4 * MM, WHITE, 2);
    assert_int_equal(page_add_rect(arena, page, 40 * MM, 40 * MM, 40 * MM,
                         40 * MM, 20 * MM, &panel, line(3)),
        ERR_OK);
    text_of(&regular, 3, 54, 58, 4 * MM, WHITE, 4);
    check("");
    text_of(&regular, 1, 41, 41, 4 * MM, WHITE, 5);
    check("5: inspect.contrast 1 (41, 41) the text \"abcdefghij\" x1 | "
          "#ffffff / #ffffff | 1.00:1 | 4.5:1 | #767676 / #ffffff\n");
}

static void
exempt(void **state)
{
    (void)state;
    mark(ITEM_SPAN_BEGIN, true);
    text_of(&regular, 3, 10, 10, 10 * PT, WHITE, 1);
    mark(ITEM_SPAN_END, false);
    text_of(&regular, 3, 10, 30, 10 * PT, COLOUR_NONE, 2);
    check("");
    text_of(&regular, 3, 10, 50, 10 * PT, WHITE, 3);
    check("3: inspect.contrast 1 (10, 50) the text \"abcdefghij\" x1 | "
          "#ffffff / #ffffff | 1.00:1 | 4.5:1 | #767676 / #ffffff\n");
}

static void
on_pictures(void **state)
{
    (void)state;
    static const struct image image = {
        .path = "p.jpg", .width = 1, .height = 1};
    struct item item = {.kind = ITEM_IMAGE,
        .width = 50 * MM,
        .height = 50 * MM,
        .image = &image,
        .loc = line(1)};
    assert_int_equal(page_add(arena, page, &item), ERR_OK);
    text_of(&regular, 3, 10, 10, 10 * PT, WHITE, 2);
    check(
        "2: inspect.contrast-picture 1 (10, 10) the text \"abcdefghij\" x1\n");
    rect(0, 0, 50, 50, filled(BLACK), 3);
    text_of(&regular, 3, 10, 30, 10 * PT, WHITE, 4);
    check("2: inspect.text-hidden 1 (10, 10) the text \"abcdefghij\" x1\n");
}

/* One finding for a pair of colours and a line, or a whole table. */
static void
groups(void **state)
{
    (void)state;
    text_of(&regular, 3, 10, 10, 10 * PT, rgb(0x999999), 1);
    text_of(&regular, 3, 10, 20, 10 * PT, rgb(0x999999), 1);
    text_of(&regular, 3, 10, 30, 10 * PT, rgb(0x999998), 1);
    text_of(&regular, 3, 10, 40, 10 * PT, rgb(0x999999), 2);
    check("1: inspect.contrast 1 (10, 10) the text \"abcdefghij\" x2 | "
          "#999999 / #ffffff | 2.84:1 | 4.5:1 | #767676 / #ffffff\n"
          "1: inspect.contrast 1 (10, 30) the text \"abcdefghij\" x1 | "
          "#999998 / #ffffff | 2.85:1 | 4.5:1 | #767676 / #ffffff\n"
          "2: inspect.contrast 1 (10, 40) the text \"abcdefghij\" x1 | "
          "#999999 / #ffffff | 2.84:1 | 4.5:1 | #767676 / #ffffff\n");
}

/* Upright and turned runs stand where they are painted. */
static void
vertical(void **state)
{
    (void)state;
    rect(20, 0, 10, 100, filled(BLACK), 1);
    text_of(&regular, 5, 22, 20, 6 * MM, WHITE, 2);
    struct item *item = &page->item[page->n_items - 1];
    struct glyph_run turned = *item->run;
    turned.direction = RUN_TURNED;
    item->run = &turned;
    check("");
    turned.direction = RUN_HORIZONTAL;
    check("2: inspect.contrast 1 (22, 20) the text \"abcdefghij\" x1 | "
          "#ffffff / #ffffff | 1.00:1 | 4.5:1 | #767676 / #ffffff\n");
}

/* Many layers: those in buckets and those that lie everywhere. */
static void
many_layers(void **state)
{
    (void)state;
    for (int y = 0; y < 100; y++)
        for (int x = 0; x < 100; x += 5)
            rect(x, y, 5, 1, filled(y % 10 == 9 ? BLACK : WHITE), 1);
    text_of(&regular, 3, 10, 10, 4 * MM, BLACK, 2);
    check("");
    text_of(&regular, 3, 10, 16, 4 * MM, BLACK, 3);
    check("3: inspect.contrast 1 (10, 16) the text \"abcdefghij\" x1 | "
          "#000000 / #000000 | 1.00:1 | 4.5:1 | #000000 / #757575\n");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {CASE(ratios), CASE(large_text),
        CASE(on_paper), CASE(on_grounds), CASE(order_counts),
        CASE(opacity_mixes), CASE(worst_place), CASE(partly_covered),
        CASE(on_gradient), CASE(lines_and_clips), CASE(strokes_and_corners),
        CASE(exempt), CASE(on_pictures), CASE(groups), CASE(vertical),
        CASE(many_layers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
