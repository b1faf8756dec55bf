/* Tables: widths, alignment, heads, rules, notes, rows over areas. */
#include "test_layout_fixture.h"

#define TABLE                                                                  \
    FIXTURE_STYLE FIXTURE_PAGE                                                 \
        "row.1 = fill: a*4\n[source s]\nfile = s.csv\n"                        \
        "[block t]\ntype = table\narea = a\nrows = s\ncell-padding = 0 1mm\n"

static void
test_decimal_points(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv",
        "国,率,人数\n英,10.0%,6000\n米,11.95%,61421\n日,－,5\n独,△7%,x\n");
    fixture_good(f,
        TABLE "width.国 = 20mm\nwidth.率 = 30mm\nwidth.人数 = 30mm\n"
              "format.人数 = \"#,##0\"\n");
    emu y, left[4];
    /* Half-width figures are 2 mm, as is the point; `%` is 4 mm wide when it
     * is full-width, here half.  Every point stands at one place. */
    assert_int_equal(fixture_find(f, "10.0%", &left[0], &y), 0);
    assert_int_equal(fixture_find(f, "11.95%", &left[1], &y), 0);
    assert_int_equal(left[0], left[1]);
    fixture_find(f, "△7%", &left[2], &y);
    /* △ is a full em, 10. is two digits: two more mm to the left. */
    assert_int_equal(fixture_mm(left[2]), fixture_mm(left[0]) - 200);
    /* A dash ends where the last decimal of the column ends. */
    fixture_find(f, "－", &left[3], &y);
    assert_int_equal(fixture_mm(left[3]), fixture_mm(left[0]) + 1000 - 400);
    fixture_find(f, "61,421", &left[0], &y);
    fixture_find(f, "5", &left[1], &y);
    assert_int_equal(fixture_mm(left[1]) - fixture_mm(left[0]), 1000);
    fixture_find(f, "x", &left[2], &y);
    assert_true(left[2] >= left[1]);
    /* The figures stand in the middle of their column: 60 mm + 30 mm. */
    assert_int_equal(fixture_mm(left[0]), 6000 + 1500 - 600);
}

static void
test_alignment(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv", "甲,乙,丙\nア,イ,ウ\n");
    fixture_good(f,
        TABLE "width.甲 = 20mm\nwidth.乙 = 20mm\nwidth.丙 = 20mm\n"
              "align.乙 = centre\nalign.丙 = end\nhead.甲 = 見\\n出\n"
              "row-height = 10mm\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1100,1452 見\n1100,2052 出\n"
        "3800,1752 乙\n6500,1752 丙\n"
        "1100,2852 ア\n3800,2852 イ\n6500,2852 ウ\n");
}

static void
test_widths(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv", "a,b,c,d\nア,イ,ウ,エ\n");
    fixture_good(f,
        TABLE "width.a = 10mm\nwidth.b = 25%\nwidth.c = 2*\nwidth.d = 3*\n"
              "head.a = \"\"\nhead.b = \"\"\nhead.c = \"\"\nhead.d = \"\"\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1100,1452 ア\n2100,1452 イ\n4100,1452 ウ\n6100,1452 エ\n");
    /* By content: what is left goes to the columns as they are wide. */
    fixture_file(f, "s.csv", "甲,乙\n一,一二三四五六七八\n");
    fixture_good(f, TABLE);
    assert_string_equal(fixture_sketch(f, 0),
        "1100,1452 甲\n2300,1452 乙\n1100,2052 一\n"
        "2300,2052 一二三四五六七八\n");
    /* Too much is saved where copy can wrap. */
    fixture_file(
        f, "s.csv", "甲,乙\n1983,一二三四五六七八九十一二三四五六七八九十\n");
    fixture_good(f, TABLE);
    assert_string_equal(fixture_sketch(f, 0),
        "1300,1452 甲\n2100,1452 乙\n1100,2352 1983\n"
        "2100,2052 一二三四五六七八九十一二三四五六七\n"
        "2100,2652 八九十\n");
}

static void
test_look(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv", "甲,乙\nア,イ\nカ,キ\nサ,シ\n");
    fixture_good(f, TABLE
        "[style big]\nbased-on = body\nsize = 24Q\nleading = 36H\n"
        "[block u]\ntype = table\narea = a\nrows = s\ncell-padding = 0\n"
        "width.甲 = 20mm\nwidth.乙 = 20mm\nspace-before = 10mm\n"
        "head-fill = \"#111111\"\nzebra = \"#222222\"\nrule = \"#333333\"\n"
        "head-rule = \"#444444\"\nfoot-rule = \"#555555\"\n"
        "top-rule = \"#666666\"\nhighlight = 乙 = 'シ'\n"
        "highlight-fill = \"#777777\"\nhighlight-style = big\n"
        "style.row-head = big\ncaption = 表\nunit = 人\n");
    const char *sketch = fixture_sketch(f, 0);
    const char *second = strstr(sketch, "1000,4852 表");
    assert_non_null(second);
    assert_string_equal(second, "1000,4852 表\n4600,4852 人\n"
                                "box 1000,5000 4000x600 #111111\n"
                                "line 1000,5000 4000x0 #666666\n"
                                "line 1000,5600 4000x0 #444444\n"
                                "1000,5452 甲\n3000,5452 乙\n"
                                "line 1000,6500 4000x0 #333333\n"
                                "1000,6278 ア\n3000,6278 イ\n"
                                "box 1000,6500 4000x900 #222222\n"
                                "line 1000,7400 4000x0 #333333\n"
                                "1000,7178 カ\n3000,7178 キ\n"
                                "box 1000,7400 4000x900 #777777\n"
                                "line 1000,8300 4000x0 #555555\n"
                                "1000,8078 サ\n3000,8078 シ\n");
}

/* Marks hang behind what they belong to and move nothing. */
static void
test_note_marks(void **state)
{
    struct fixture *f = *state;
    emu plain, marked, y;
    fixture_file(f, "n.md", "[^p]: 甲注\n\n[^q]: 乙注\n");
    fixture_file(f, "s.csv", "国,数,注\n英,123,q\n米,456,\n");
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: a*4\nrow.2 = auto: n*4\n"
        "[source s]\nfile = s.csv\n"
        "[block t]\ntype = table\narea = a\nrows = s\ncolumns = 国, 数\n"
        "note.数 = 注\nhead.国 = 国[^p]\n"
        "[block n]\ntype = notes\narea = n\n"
        "[block d]\ntype = text\narea = n\nfile = n.md\n");
    assert_non_null(strstr(fixture_text(f), "国*1"));
    assert_non_null(strstr(fixture_text(f), "123*2"));
    assert_int_equal(fixture_find_start(f, "123", &marked, &y), 0);
    assert_int_equal(fixture_find(f, "456", &plain, &y), 0);
    assert_int_equal(plain, marked);
    assert_int_equal(fixture_find(f, "*1.", &marked, &y), 0);
    assert_int_equal(fixture_find(f, "*2.", &marked, &y), 0);
}

/* What is left beside lengths and content goes to shares; a column may have a
 * style of its own. */
static void
test_shares_and_styles(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv", "甲,乙,丙\n一,二,三\n");
    fixture_good(f,
        TABLE "width.乙 = 2*\nwidth.丙 = 12.5%\ncell-style.乙 = small\n"
              "[style small]\nbased-on = body\nsize = 8Q\nleading = 12H\n");
    /* 甲 takes 6 mm, 丙 10 mm, 乙 the other 64 mm. */
    assert_string_equal(fixture_sketch(f, 0),
        "1100,1452 甲\n1700,1452 乙\n8100,1452 丙\n"
        "1100,2052 一\n1700,2052 二\n8100,2052 三\n");
    fixture_bad(f, TABLE "width.甲 = 40mm\nwidth.乙 = 2*\nwidth.丙 = 40mm\n",
        "job.ini:19:1: error: the columns of table \"t\" are 0.1 mm wider than "
        "its area; show fewer columns, or reduce width.* or the type size "
        "[layout.table-wide]\n");
}

/* Rows that go on in an area of another width are set to it. */
static void
test_rows_change_width(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv", "甲,乙\nア,イ\nカ,キ\nサ,シ\n");
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 18mm: a b*2 .\n[area a]\nnext = b\n"
        "[source s]\nfile = s.csv\n"
        "[block t]\ntype = table\narea = a\nrows = s\ncell-padding = 0\n"
        "width.甲 = 50%\nwidth.乙 = 50%\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 甲\n1850,1452 乙\n1000,2052 ア\n1850,2052 イ\n"
        "1000,2652 カ\n1850,2652 キ\n"
        "3100,1452 甲\n5000,1452 乙\n3100,2052 サ\n5000,2052 シ\n");
}

/* Where a table goes on its head is repeated. */
static void
test_rows_run_on(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv", "数\n1\n2\n3\n4\n5\n");
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "flow = yes\nrow.1 = 24mm: a*4\n[source s]\nfile = s.csv\n"
        "[block t]\ntype = table\narea = a\nrows = s\nhead.数 = 頭\n"
        "width.数 = 10mm\ncell-padding = 0\n");
    assert_int_equal(f->document->n_pages, 2);
    assert_string_equal(fixture_sketch(f, 0),
        "1300,1452 頭\n1400,2052 1\n1400,2652 2\n1400,3252 3\n");
    assert_string_equal(
        fixture_sketch(f, 1), "1300,1452 頭\n1400,2052 4\n1400,2652 5\n");
}

static void
test_bad_tables(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv", "county,数\n英,1\n");
    fixture_bad(f,
        TABLE "columns = country, 数\nhead.国名 = 国\nalign.数 = end\n"
              "note.数 = code\n",
        "job.ini:24:11: error: \"s\" has no column \"country\"; did you mean "
        "\"county\"? [layout.no-column]\n"
        "job.ini:27:10: error: \"s\" has no column \"code\"; check the column "
        "names [layout.no-column]\n"
        "job.ini:25:11: error: \"head.国名\" is about the column \"国名\", "
        "which the table does not show; add it to columns or remove this line "
        "[layout.table-column]\n");
    fixture_bad(f, TABLE "highlight = 数\n",
        "job.ini:24:13: error: cannot read the row to highlight \"数\"; write "
        "highlight = COLUMN = 'VALUE' [layout.highlight]\n");
    fixture_bad(f, TABLE "highlight = 数 = 2\n",
        "job.ini:24:13: error: no row matches \"数 = 2\"; check the value "
        "[layout.highlight-none]\n");
    fixture_bad(f, TABLE "width.county = 50mm\nwidth.数 = 40mm\n",
        "job.ini:19:1: error: the columns of table \"t\" are 10.0 mm wider "
        "than its area; show fewer columns, or reduce width.* or the type size "
        "[layout.table-wide]\n");
    fixture_bad(f, TABLE "width.数 = 3mm\n",
        "job.ini:19:1: error: the figures in column \"数\" of table \"t\" "
        "stick out by 1.0 mm; widen width.数 [layout.column-narrow]\n");
    fixture_file(f, "s.csv", "国名,数\n");
    fixture_bad(f, TABLE,
        "job.ini:22:8: error: \"s\" has no rows; check the CSV or its where "
        "condition [layout.rows-empty]\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decimal_points),
        cmocka_unit_test(test_alignment),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_look),
        cmocka_unit_test(test_note_marks),
        cmocka_unit_test(test_shares_and_styles),
        cmocka_unit_test(test_rows_change_width),
        cmocka_unit_test(test_rows_run_on),
        cmocka_unit_test(test_bad_tables),
    };
    return cmocka_run_group_tests_name(
        "layout_table", tests, fixture_open, fixture_close);
}
