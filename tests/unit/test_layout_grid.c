/* The page's grid: paper, columns, rows, areas, and what may be wrong. */
#include "test_layout_fixture.h"

#include "layout/grid.h"

static struct grid
read_grid(struct fixture *f, const char *page, enum err *err)
{
    char job[2048];
    struct grid grid;
    snprintf(job, sizeof job, FIXTURE_STYLE "[page p]\n%s", page);
    assert_int_equal(fixture_load(f, job), ERR_OK);
    *err = grid_read(
        f->arena, f->diag, job_find(f->job, "page", "p"), 144000, &grid);
    return grid;
}

static struct grid
good_grid(struct fixture *f, const char *page)
{
    enum err err;
    struct grid grid = read_grid(f, page, &err);
    if (err != ERR_OK)
        print_error("%s", fixture_messages(f));
    assert_int_equal(err, ERR_OK);
    return grid;
}

static void
check_area(const struct grid *grid, const char *name, emu x, emu y, emu width,
    emu height)
{
    const struct grid_area *area = grid_find(grid, name);
    assert_non_null(area);
    assert_int_equal(area->x, x);
    assert_int_equal(area->y, y);
    assert_int_equal(area->width, width);
    assert_int_equal(area->height, height);
}

enum { MM = EMU_PER_MM };

static void
test_paper(void **state)
{
    static const struct {
        const char *text;
        int width, height;
    } papers[] = {{"size = A4\n", 210, 297}, {"", 210, 297},
        {"size = A3\n", 297, 420}, {"size = B5\n", 182, 257},
        {"size = A5\norientation = landscape\n", 210, 148},
        {"size = 60mm 40mm\n", 60, 40}, {"size = 40mm  60mm\n", 40, 60},
        {"size = 60mm 40mm\norientation = portrait\n", 40, 60},
        {"size = postcard\norientation = landscape\n", 148, 100}};
    for (size_t i = 0; i < sizeof papers / sizeof papers[0]; i++) {
        char page[256];
        snprintf(page, sizeof page,
            "%smargin = 5mm\ngutter = 1mm\nrow.1 = fill: a*12\n",
            papers[i].text);
        struct grid grid = good_grid(*state, page);
        assert_int_equal(grid.width, papers[i].width * MM);
        assert_int_equal(grid.height, papers[i].height * MM);
    }
}

static void
test_columns_end_on_the_margin(void **state)
{
    struct grid grid = good_grid(*state,
        "size = 100mm 100mm\nmargin = 10mm 11mm 12mm 13mm\ncolumns = 7\n"
        "gutter = 1.1mm\nrow.1 = fill: a*7\n");
    assert_int_equal(grid.margin[SIDE_TOP], 10 * MM);
    assert_int_equal(grid.margin[SIDE_RIGHT], 11 * MM);
    assert_int_equal(grid.margin[SIDE_BOTTOM], 12 * MM);
    assert_int_equal(grid.margin[SIDE_LEFT], 13 * MM);
    assert_int_equal(grid_left(&grid, 0), 13 * MM);
    assert_int_equal(grid_right(&grid, 6), 89 * MM);
    emu least = INT_MAX, most = 0;
    for (size_t i = 0; i < 7; i++) {
        emu width = grid_right(&grid, i) - grid_left(&grid, i);
        least = width < least ? width : least;
        most = width > most ? width : most;
        if (i > 0)
            assert_int_equal(
                grid_left(&grid, i) - grid_right(&grid, i - 1), 39600);
    }
    assert_true(most - least <= 1);
}

static void
test_rows(void **state)
{
    struct grid grid = good_grid(*state,
        "size = 100mm 100mm\nmargin = 10mm\ncolumns = 4\ngutter = 4mm\n"
        "row-gap = 2mm\ngrid = 5mm\n"
        "row.10 = fill: a*2 c*2\n"
        "row.2 = 2 lines: b b . .\n"
        "row.1 = 12mm: head*4\n"
        "row.11 = fill: a*2 d*2\n"
        "row.12 = auto: foot*4\n");
    emu tallest[] = {0, 0, 0, 0, 7 * MM};
    assert_int_equal(grid.n_rows, 5);
    assert_int_equal(grid_resolve(&grid, tallest), 0);
    check_area(&grid, "head", 10 * MM, 10 * MM, 80 * MM, 12 * MM);
    check_area(&grid, "b", 10 * MM, 24 * MM, 38 * MM, 10 * MM);
    /* 80 - 12 - 10 - 7 - 4 * 2 = 43 for two rows */
    check_area(&grid, "a", 10 * MM, 36 * MM, 38 * MM, 45 * MM);
    check_area(&grid, "c", 52 * MM, 36 * MM, 38 * MM, 43 * MM / 2);
    check_area(
        &grid, "d", 52 * MM, 38 * MM + 43 * MM / 2, 38 * MM, 43 * MM / 2);
    check_area(&grid, "foot", 10 * MM, 83 * MM, 80 * MM, 7 * MM);
    assert_null(grid_find(&grid, "."));
    assert_string_equal(grid.area[0].name, "head");
    assert_string_equal(grid.area[1].name, "b");
}

static void
test_too_high(void **state)
{
    struct fixture *f = *state;
    struct grid grid =
        good_grid(f, "size = 100mm 100mm\nmargin = 10mm\ncolumns = 1\n"
                     "row.1 = 50mm: a\nrow.2 = 30.5mm: b\nrow.3 = fill: c\n");
    emu tallest[3] = {0};
    assert_int_equal(grid_resolve(&grid, tallest), MM / 2);
    assert_int_equal(grid_find(&grid, "c")->height, 0);
    assert_int_equal(grid_say_high(f->diag, &grid, MM / 2), ERR_INPUT);
    assert_string_equal(fixture_messages(f),
        "job.ini:11:1: error: the rows of page \"p\" are 0.5 mm too high; "
        "reduce row heights or their content [layout.rows-high]\n");
}

static void
check_bad(struct fixture *f, const char *page, const char *messages)
{
    enum err err;
    read_grid(f, page, &err);
    assert_string_equal(fixture_messages(f), messages);
    assert_int_equal(err, ERR_INPUT);
}

static void
test_bad_paper(void **state)
{
    check_bad(*state, "size = A99\nrow.1 = fill: a*12\n",
        "job.ini:12:8: error: no paper is called \"A99\"; write a name such as "
        "A4, A5 or B5, or width and height such as 210mm 297mm "
        "[layout.page-size]\n");
    check_bad(*state, "size = 210mm 0mm\nrow.1 = fill: a*12\n",
        "job.ini:12:8: error: no paper is called \"210mm 0mm\"; write a name "
        "such as A4, A5 or B5, or width and height such as 210mm 297mm "
        "[layout.page-size]\n");
    check_bad(*state, "size = 100mm 100mm\nmargin = 30mm\nrow.1 = fill: a*12\n",
        "job.ini:11:1: error: the margins and gutters of page \"p\" leave no "
        "room (4.0 mm too much); reduce margin, gutter or columns "
        "[layout.page-narrow]\n");
}

static void
test_bad_rows(void **state)
{
    check_bad(*state, "columns = 2\n",
        "job.ini:11:1: error: page \"p\" has no rows; write one such as "
        "row.1 = fill: name*2 [layout.no-rows]\n");
    check_bad(*state, "columns = 2\nrow.1 = fill: a*2\nrow.01 = fill: b*2\n",
        "job.ini:14:10: error: row 1 stands twice; give one of them another "
        "number [layout.row-twice]\n");
    check_bad(*state, "columns = 2\nrow.x = fill: a*2\n",
        "job.ini:13:9: error: \"row.x\" has no number; write row.1, row.2 and "
        "so on [layout.row-number]\n");
    check_bad(*state, "columns = 2\nrow.1 = 3 lines: a*2\n",
        "job.ini:13:9: error: a height in lines needs the page's grid; give "
        "page \"p\" a grid pitch [layout.row-lines]\n");
}

static void
test_bad_heights(void **state)
{
    check_bad(*state,
        "columns = 1\ngrid = 5mm\nrow.1 = tall: a\nrow.2 = 0 lines: b\n"
        "row.3 = -2mm: c\nrow.4 = 1 line: d\nrow.5 = 2 行: e\n",
        "job.ini:14:9: error: cannot read the row height \"tall\"; write a "
        "length such as 22mm, \"12 lines\", auto or fill, followed by a colon "
        "[layout.row-height]\n"
        "job.ini:15:9: error: cannot read the row height \"0\"; write a "
        "length such as 22mm, \"12 lines\", auto or fill, followed by a colon "
        "[layout.row-height]\n"
        "job.ini:16:9: error: cannot read the row height \"-2mm\"; write a "
        "length such as 22mm, \"12 lines\", auto or fill, followed by a colon "
        "[layout.row-height]\n");
}

/* All faults of all rows are found in one run. */
static void
test_bad_words(void **state)
{
    check_bad(*state,
        "columns = 4\n"
        "row.1 = fill: a*3\n"
        "row.2 = fill: 見出し*2 b*x c\n"
        "row.3 = fill: d*2 . d\n"
        "row.4 = fill: e*2 . .\n"
        "row.5 = fill: . e*2 .\n",
        "job.ini:13:9: error: row 1 names 3 columns but the page has 4; make "
        "them equal with NAME*N [layout.row-words]\n"
        "job.ini:14:21: error: cannot read the count in \"b*x\"; write NAME*1 "
        "up to NAME*48 [layout.row-count]\n"
        "job.ini:15:21: error: area \"d\" is not a rectangle; put it in the "
        "same columns of consecutive rows [layout.area-shape]\n"
        "job.ini:17:17: error: area \"e\" is not a rectangle; put it in the "
        "same columns of consecutive rows [layout.area-shape]\n");
    check_bad(*state,
        "columns = 1\nrow.1 = fill: a\nrow.2 = fill: b\nrow.3 = fill: a\n",
        "job.ini:15:15: error: area \"a\" is not a rectangle; put it in the "
        "same columns of consecutive rows [layout.area-shape]\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paper),
        cmocka_unit_test(test_columns_end_on_the_margin),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_too_high),
        cmocka_unit_test(test_bad_paper),
        cmocka_unit_test(test_bad_rows),
        cmocka_unit_test(test_bad_heights),
        cmocka_unit_test(test_bad_words),
    };
    return cmocka_run_group_tests_name(
        "layout_grid", tests, fixture_open, fixture_close);
}
