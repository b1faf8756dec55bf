/* inspect: lines, type, bleed, trim, pictures, pages; each rule passes and
 * fails once, at its place and line. */
#include "test_inspect_fixture.h"

#include "inspect/preflight.h"

#define BLACK cmyk(0, 0, 0, 100)
#define PAPER cmyk(0, 0, 0, 0)

static struct preflight_limits limits;

static int
begin(void **state)
{
    limits = (struct preflight_limits){.loc = {"printer.ini", 5, 1}};
    return setup(state);
}

static void
check(const char *wanted)
{
    assert_int_equal(preflight_check(document, &limits, &found), ERR_OK);
    expect(wanted);
}

static void
rule(emu width, int y, struct colour colour, int from)
{
    struct paint paint = {
        .fill = COLOUR_NONE, .stroke = colour, .line_width = width};
    assert_int_equal(page_add_line(arena, page, 10 * MM, y * MM, 60 * MM,
                         y * MM, &paint, line(from)),
        ERR_OK);
}

static void
lines(void **state)
{
    (void)state;
    limits.line = MM / 10;
    limits.reversed_line = MM / 5;
    rule(MM / 10, 10, BLACK, 1);
    check("");
    rule(MM / 20, 20, BLACK, 2);
    check("2: inspect.line 1 (9.95, 19.95) a line x1 | 0.14 pt (0.05 mm) | "
          "0.28 pt (0.1 mm)\n");
    page->n_items = 0;
    rect(0, 0, 100, 100, filled(BLACK), 1);
    rule(MM / 5, 10, PAPER, 2);
    check("");
    rule(MM / 10, 20, PAPER, 3);
    check("3: inspect.reversed-line 1 (9.9, 19.9) a line x1 | 0.28 pt (0.1 mm) "
          "| 0.57 pt (0.2 mm)\n");
}

/* A filled rectangle 0.05 mm high is a line too. */
static void
filled_lines(void **state)
{
    (void)state;
    struct paint paint = filled(BLACK);
    limits.line = MM / 10;
    assert_int_equal(page_add_rect(arena, page, 10 * MM, 20 * MM, 30 * MM,
                         MM / 20, 0, &paint, line(1)),
        ERR_OK);
    check("1: inspect.line 1 (10, 20) a shape x1 | 0.14 pt (0.05 mm) | "
          "0.28 pt (0.1 mm)\n");
}

static void
type(void **state)
{
    (void)state;
    limits.type = 5 * PT;
    text_of(&regular, 3, 10, 10, 5 * PT, BLACK, 1);
    check("");
    text_of(&regular, 3, 10, 20, 4 * PT, BLACK, 2);
    text_of(&regular, 3, 10, 30, 3 * PT, BLACK, 2);
    check("2: inspect.type 1 (10, 30) the text \"abcdefghij\" x2 | "
          "3 pt (1.06 mm) | 5 pt (1.76 mm)\n");
}

static void
reversed_type(void **state)
{
    (void)state;
    limits.type = 4 * PT;
    limits.reversed_type = 7 * PT;
    rect(0, 0, 100, 50, filled(BLACK), 1);
    text_of(&regular, 3, 10, 10, 7 * PT, PAPER, 2);
    text_of(&regular, 3, 10, 60, 6 * PT, BLACK, 3);
    check("");
    text_of(&regular, 3, 10, 20, 6 * PT, PAPER, 4);
    check("4: inspect.reversed-type 1 (10, 20) the text \"abcdefghij\" x1 | "
          "6 pt (2.12 mm) | 7 pt (2.47 mm)\n");
}

static void
coloured_type(void **state)
{
    (void)state;
    limits.colour_type = 6 * PT;
    text_of(&regular, 3, 10, 10, 5 * PT, BLACK, 1);
    text_of(&regular, 3, 10, 20, 5 * PT, cmyk(50, 100, 0, 0), 2);
    text_of(&regular, 3, 10, 30, 6 * PT, cmyk(50, 100, 10, 0), 3);
    check("");
    text_of(&regular, 3, 10, 40, 5 * PT, cmyk(50, 100, 10, 0), 4);
    check("4: inspect.colour-type 1 (10, 40) the text \"abcdefghij\" x1 | "
          "5 pt (1.76 mm) | 6 pt (2.12 mm)\n");
}

static void
text_near_trim(void **state)
{
    (void)state;
    limits.trim = 3 * MM;
    text_of(&regular, 1, 3, 3, 94 * MM, BLACK, 1);
    check("");
    text_of(&regular, 1, 2, 10, 4 * MM, BLACK, 2);
    text_of(&regular, 1, 10, 94, 4 * MM, BLACK, 3);
    check("2: inspect.trim-text 1 (2, 10) the text \"abcdefghij\" x1 | 2 | 3\n"
          "3: inspect.trim-text 1 (10, 94) the text \"abcdefghij\" x1 | 2 | "
          "3\n");
}

static void
art_near_trim(void **state)
{
    (void)state;
    limits.trim = 3 * MM;
    limits.bleed = 3 * MM;
    rect(3, 3, 94, 94, filled(BLACK), 1);
    rect(-3, -3, 106, 20, filled(BLACK), 2);
    rect(1, 50, 10, 10, filled(PAPER), 3);
    check("");
    rect(1, 50, 10, 10, filled(BLACK), 4);
    check("4: inspect.trim-art 1 (1, 50) a shape x1 | 1 | 3\n");
}

/* A ground that is cut reaches the bleed on the side where it is cut; a circle
 * that just passes the trim need not. */
static void
bleed(void **state)
{
    (void)state;
    struct paint paint = filled(BLACK);
    limits.bleed = 3 * MM;
    rect(-3, 20, 20, 20, filled(BLACK), 1);
    assert_int_equal(page_add_ellipse(arena, page, 96 * MM, 50 * MM, 5 * MM,
                         5 * MM, &paint, line(2)),
        ERR_OK);
    rect(101, 0, 10, 10, filled(BLACK), 3);
    check("");
    rect(0, 20, 20, 20, filled(BLACK), 4);
    rect(80, 90, 21, 13, filled(BLACK), 5);
    check("4: inspect.bleed 1 (0, 20) a shape x1 | 0 | 3\n"
          "5: inspect.bleed 1 (80, 90) a shape x1 | 1 | 3\n");
}

/* 300 pixels over 25.4 mm are 300 dpi. */
static void
picture(int width, int height, int from, const struct image *image)
{
    struct item item = {.kind = ITEM_IMAGE,
        .x = 10 * MM,
        .y = 10 * MM,
        .width = (emu)((int64_t)width * 914400 / 10),
        .height = (emu)((int64_t)height * 914400 / 10),
        .image = image,
        .loc = line(from)};
    assert_int_equal(page_add(arena, page, &item), ERR_OK);
}

static void
pictures(void **state)
{
    (void)state;
    static const struct image photo = {
        .kind = IMAGE_JPEG, .path = "p.jpg", .width = 300, .height = 300};
    limits.dpi = 300;
    limits.dpi_min = 200;
    picture(10, 10, 1, &photo);
    check("");
    picture(12, 10, 2, &photo);
    check("2: inspect.resolution-low 1 (10, 10) the picture \"p.jpg\" x1 | 250 "
          "| 300\n");
    picture(10, 20, 3, &photo);
    check("2: inspect.resolution-low 1 (10, 10) the picture \"p.jpg\" x1 | 250 "
          "| 300\n"
          "3: inspect.resolution 1 (10, 10) the picture \"p.jpg\" x1 | 150 | "
          "200\n");
    page->n_items = 1;
    limits.total_ink = 3000;
    check("1: inspect.picture-ink 1 (10, 10) the picture \"p.jpg\" x1\n");
}

static void
bitmaps(void **state)
{
    (void)state;
    static const char head[26] = {[24] = 1};
    static const struct image seal = {.kind = IMAGE_PNG,
        .path = "s.png",
        .bytes = {head, sizeof head},
        .width = 600,
        .height = 600};
    limits.dpi_min = 200;
    limits.bitmap_dpi = 600;
    picture(10, 10, 1, &seal);
    check("");
    picture(20, 20, 2, &seal);
    check("2: inspect.resolution 1 (10, 10) the picture \"s.png\" x1 | 300 | "
          "600\n");
}

static void
pages(void **state)
{
    (void)state;
    limits.pages_multiple = 1;
    limits.pages_least = 1;
    limits.pages_most = 1;
    check("");
    limits.pages_multiple = 4;
    limits.pages_least = 8;
    check("5: inspect.pages-multiple 1 (0, 0)  x1 | 1 | 4\n"
          "5: inspect.pages-least 1 (0, 0)  x1 | 1 | 8\n");
    limits = (struct preflight_limits){.pages_most = 1, .loc = limits.loc};
    assert_non_null(document_add_page(document, 1 * MM, 1 * MM, NULL));
    check("5: inspect.pages-most 1 (0, 0)  x1 | 2 | 1\n");
}

static void
standards_and_fonts(void **state)
{
    (void)state;
    limits.pdfx = "x-1a";
    check("");
    limits.written = "x-4";
    limits.outlined = true;
    text_of(&regular, 1, 10, 10, 10 * PT, BLACK, 1);
    text_of(&guarded, 1, 10, 30, 10 * PT, BLACK, 2);
    check("5: inspect.pdfx 1 (0, 0)  x1 | x-4 | x-1a\n"
          "5: inspect.fonts-outlined 1 (0, 0)  x1\n"
          "5: inspect.font-rights 1 (0, 0)  x1 | Test-Guarded\n");
}

/* Errors make the result; warnings do not. */
static void
results(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    struct buf out = {0};
    limits.trim = 3 * MM;
    rect(1, 50, 10, 10, filled(BLACK), 4);
    assert_int_equal(preflight_check(document, &limits, &found), ERR_OK);
    assert_int_equal(findings_say(&found, diag), ERR_OK);
    text_of(&regular, 1, 2, 10, 4 * MM, BLACK, 2);
    found = (struct findings){.arena = arena};
    assert_int_equal(preflight_check(document, &limits, &found), ERR_OK);
    assert_int_equal(findings_say(&found, diag), ERR_INPUT);
    diag_write(diag, DIAG_EN, DIAG_TEXT, &out);
    assert_string_equal(out.p,
        "a.md:4:1: warning: page 1 at (1.0, 50.0) mm, a shape ends 1 mm from "
        "the trim, where it shows when the cut is off (keep 3 mm; 1 in all); "
        "keep it inside or extend it into the bleed [inspect.trim-art]\n"
        "a.md:2:1: error: page 1 at (2.0, 10.0) mm, the text \"abcdefghij\" is "
        "2 mm from the trim, nearer than the printer's 3 mm, and may be cut (1 "
        "in all); move it inwards [inspect.trim-text]\n");
    buf_fini(&out);
    diag_free(diag);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, begin, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {CASE(lines), CASE(filled_lines),
        CASE(type), CASE(reversed_type), CASE(coloured_type),
        CASE(text_near_trim), CASE(art_near_trim), CASE(bleed), CASE(pictures),
        CASE(bitmaps), CASE(pages), CASE(standards_and_fonts), CASE(results)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
