/* inspect: total ink over what overlaps, worked out by hand. */
#include "test_inspect_fixture.h"

#include "inspect/plates.h"
#include "inspect/preflight.h"

static bool overprint;

/* The inks at X, Y, in tenths of a millimetre, as "C M Y K" in 1/100 %. */
static void
inks(int x, int y, const char *wanted)
{
    char text[64];
    struct arena *own = arena_new();
    struct layers *layers = layers_new(own, page);
    struct plates plates;
    assert_non_null(layers);
    assert_int_equal(
        plates_paint(own, layers, 3 * MM, overprint, &plates), ERR_OK);
    const struct lattice *l = &plates.lattice;
    size_t column = (size_t)((x * (MM / 10) - l->x) / l->cell);
    size_t row = (size_t)((y * (MM / 10) - l->y) / l->cell);
    const uint16_t *part = plates.inks[row * (size_t)l->width + column].part;
    snprintf(
        text, sizeof text, "%d %d %d %d", part[0], part[1], part[2], part[3]);
    arena_free(own);
    assert_string_equal(text, wanted);
}

static int
begin(void **state)
{
    overprint = true;
    return setup(state);
}

static void
opaque_replaces(void **state)
{
    (void)state;
    rect(10, 10, 40, 40, filled(cmyk(100, 90, 80, 70)), 1);
    rect(20, 20, 10, 10, filled(cmyk(5, 0, 0, 0)), 2);
    inks(50, 50, "0 0 0 0");
    inks(150, 150, "10000 9000 8000 7000");
    inks(250, 250, "500 0 0 0");
}

/* Pure black keeps the inks beneath; rich black, tints of black and everything
 * without overprinting knock them out. */
static void
black_overprints(void **state)
{
    (void)state;
    rect(0, 0, 100, 100, filled(cmyk(85, 20, 65, 5)), 1);
    rect(10, 10, 5, 5, filled(cmyk(0, 0, 0, 100)), 2);
    rect(20, 10, 5, 5, filled(cmyk(30, 0, 0, 100)), 3);
    rect(30, 10, 5, 5, filled(cmyk(0, 0, 0, 95)), 4);
    inks(120, 120, "8500 2000 6500 10000");
    inks(220, 120, "3000 0 0 10000");
    inks(320, 120, "0 0 0 9500");
    overprint = false;
    inks(120, 120, "0 0 0 10000");
}

/* 40 % of the upper, 60 % of the lower ink. */
static void
opacity_mixes(void **state)
{
    (void)state;
    struct paint veil = filled(cmyk(100, 0, 50, 0));
    veil.opacity = 400;
    rect(0, 0, 50, 50, filled(cmyk(0, 100, 10, 20)), 1);
    rect(0, 0, 100, 100, veil, 2);
    inks(100, 100, "4000 6000 2600 1200");
    inks(700, 700, "4000 0 2000 0");
}

/* Fill and stroke of one transparent path are laid on as one. */
static void
groups_are_one(void **state)
{
    (void)state;
    struct paint both = filled(cmyk(100, 0, 0, 0));
    both.stroke = cmyk(0, 100, 0, 0);
    both.line_width = 4 * MM;
    both.opacity = 500;
    rect(20, 20, 40, 40, both, 1);
    inks(190, 400, "0 5000 0 0");
    inks(210, 400, "0 5000 0 0");
    inks(400, 400, "5000 0 0 0");
}

static void
gradient_runs(void **state)
{
    (void)state;
    struct gradient g = {
        0, 0, 100 * MM, 0, cmyk(100, 0, 0, 0), cmyk(0, 100, 0, 50)};
    struct paint paint = filled(COLOUR_NONE);
    paint.gradient = &g;
    rect(-3, 0, 106, 50, paint, 1);
    inks(-20, 100, "10000 0 0 0");
    /* The cell from 25.0 to 25.25 mm: 25.125 % of the way (to 1/65536). */
    inks(251, 100, "7487 2513 0 1256");
    inks(1020, 100, "0 10000 0 5000");
}

/* A ring: even-odd leaves its hole, the other rule fills it. */
static void
even_odd(void **state)
{
    (void)state;
    static const struct path_op op[] = {{PATH_MOVE, {10 * MM}, {10 * MM}},
        {PATH_LINE, {50 * MM}, {10 * MM}}, {PATH_LINE, {50 * MM}, {50 * MM}},
        {PATH_LINE, {10 * MM}, {50 * MM}}, {PATH_CLOSE, {0}, {0}},
        {PATH_MOVE, {20 * MM}, {20 * MM}}, {PATH_LINE, {40 * MM}, {20 * MM}},
        {PATH_LINE, {40 * MM}, {40 * MM}}, {PATH_LINE, {20 * MM}, {40 * MM}},
        {PATH_CLOSE, {0}, {0}}};
    struct item item = {.kind = ITEM_PATH,
        .op = op,
        .n_ops = 10,
        .paint = filled(cmyk(50, 0, 0, 0))};
    item.paint.even_odd = true;
    assert_int_equal(page_add(arena, page, &item), ERR_OK);
    inks(150, 150, "5000 0 0 0");
    inks(300, 300, "0 0 0 0");
    page->item[0].paint.even_odd = false;
    inks(300, 300, "5000 0 0 0");
}

static void
clips_cut(void **state)
{
    (void)state;
    rect(0, 0, 20, 100, filled(cmyk(0, 0, 0, 0)), 1);
    rect(0, 0, 100, 20, filled(cmyk(0, 0, 0, 0)), 1);
    page->item[0].kind = page->item[1].kind = ITEM_CLIP_BEGIN;
    rect(0, 0, 100, 100, filled(cmyk(0, 0, 80, 0)), 2);
    mark(ITEM_CLIP_END, false);
    rect(0, 30, 100, 10, filled(cmyk(0, 60, 0, 0)), 3);
    mark(ITEM_CLIP_END, false);
    rect(50, 80, 10, 10, filled(cmyk(40, 0, 0, 0)), 4);
    inks(100, 100, "0 0 8000 0");
    inks(100, 250, "0 0 0 0");
    inks(300, 100, "0 0 0 0");
    inks(100, 350, "0 6000 0 0");
    inks(300, 350, "0 0 0 0");
    inks(550, 850, "4000 0 0 0");
}

/* Thin lines and glyphs are found wherever they lie in a cell. */
static void
thin_things(void **state)
{
    (void)state;
    struct paint rule = {.fill = COLOUR_NONE,
        .stroke = cmyk(0, 0, 0, 100),
        .line_width = MM / 10};
    rect(0, 0, 100, 100, filled(cmyk(90, 0, 0, 0)), 1);
    for (int i = 0; i < 10; i++)
        assert_int_equal(page_add_line(arena, page, 0, 10 * i * MM + i * 900,
                             100 * MM, 10 * i * MM + i * 900, &rule, line(2)),
            ERR_OK);
    for (int i = 0; i < 10; i++)
        inks(505, 100 * i + i / 4, "9000 0 0 10000");
    text_of(&regular, 1, 5, 5, 1 * MM, cmyk(0, 0, 0, 100), 3);
    inks(55, 55, "9000 0 0 10000");
    inks(65, 55, "9000 0 0 0");
}

static void
estimate(void **state)
{
    (void)state;
    rect(0, 0, 10, 10, filled(rgb(0xFF0000)), 1);
    rect(10, 0, 10, 10, filled(rgb(0x336699)), 1);
    inks(50, 50, "0 10000 10000 0");
    inks(150, 50, "4000 2000 0 4000");
}

/* --- findings ------------------------------------------------------------- */

static void
preflight(int32_t total, const char *wanted)
{
    struct preflight_limits limits = {
        .total_ink = total, .bleed = 3 * MM, .overprint = overprint};
    assert_int_equal(preflight_check(document, &limits, &found), ERR_OK);
    expect(wanted);
}

/* 85 + 20 + 65 + 5 is 175; black over it 85 + 20 + 65 + 100 = 270. */
static void
black_text_on_green(void **state)
{
    (void)state;
    rect(10, 10, 50, 50, filled(cmyk(85, 20, 65, 5)), 1);
    text_of(&regular, 2, 70, 20, 4 * MM, cmyk(0, 0, 0, 100), 2);
    preflight(2600, "");
    text_of(&regular, 2, 20, 20, 4 * MM, cmyk(0, 0, 0, 100), 3);
    text_of(&regular, 2, 20, 30, 4 * MM, cmyk(0, 0, 0, 100), 3);
    preflight(2700, "");
    preflight(2699,
        "3: inspect.total-ink 1 (20, 20) the text \"abcdefghij\" x2 | 270% | "
        "C85 M20 Y65 K100 | 269.9%\n");
    overprint = false;
    preflight(2600, "");
}

/* A hot ground is hot only where it shows. */
static void
covered_is_not_counted(void **state)
{
    (void)state;
    rect(10, 10, 20, 20, filled(cmyk(100, 90, 80, 70)), 1);
    preflight(3400, "");
    preflight(3390, "1: inspect.total-ink 1 (10, 10) a shape x1 | 340% | "
                    "C100 M90 Y80 K70 | 339%\n");
    rect(10, 10, 20, 20, filled(cmyk(10, 0, 0, 0)), 2);
    preflight(3390, "");
    rect(40, 40, 20, 20, filled(cmyk(100, 90, 80, 70)), 3);
    rect(40, 40, 20, 15, filled(cmyk(10, 0, 0, 0)), 4);
    preflight(3390, "3: inspect.total-ink 1 (40, 55) a shape x1 | 340% | "
                    "C100 M90 Y80 K70 | 339%\n");
}

/* The sum is most where the run is cut off. */
static void
worst_of_gradient(void **state)
{
    (void)state;
    struct gradient g = {
        0, 0, 100 * MM, 0, cmyk(0, 0, 0, 0), cmyk(100, 100, 100, 50)};
    struct paint paint = filled(COLOUR_NONE);
    paint.gradient = &g;
    rect(-3, 40, 53, 10, paint, 1);
    /* The last cell ends at 50 mm; its middle is at 49.875 %. */
    preflight(1745, "1: inspect.total-ink 1 (49.75, 40) a shape x1 | 174.55% | "
                    "C50 M50 Y50 K25 | 174.5%\n");
    preflight(1746, "");
}

static void
no_process_values(void **state)
{
    (void)state;
    rect(10, 10, 20, 20, filled(rgb(0x336699)), 1);
    rect(40, 10, 20, 20, filled(rgb(0x336699)), 2);
    preflight(0, "1: inspect.no-process-colour 1 (10, 10) a shape x2 | "
                 "#336699\n");
}

/* A page of 10 x 10 m has coarser cells, not more of them. */
static void
huge_page(void **state)
{
    (void)state;
    page->width = page->height = 10000 * MM;
    rect(0, 0, 10000, 10000, filled(cmyk(100, 100, 100, 100)), 1);
    struct layers *layers = layers_new(arena, page);
    struct plates plates;
    assert_non_null(layers);
    assert_int_equal(
        plates_paint(arena, layers, 3 * MM, true, &plates), ERR_OK);
    assert_true(
        (int64_t)plates.lattice.width * plates.lattice.height <= 4000000);
    assert_int_equal(plates.lattice.cell, 8 * MM);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, begin, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {CASE(opaque_replaces),
        CASE(black_overprints), CASE(opacity_mixes), CASE(groups_are_one),
        CASE(gradient_runs), CASE(even_odd), CASE(clips_cut), CASE(thin_things),
        CASE(estimate), CASE(black_text_on_green), CASE(covered_is_not_counted),
        CASE(worst_of_gradient), CASE(no_process_values), CASE(huge_page)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
