/* Vertical areas and vertical paragraphs amid horizontal ones (decision 7).
 * The sketch gives the origin of a line's first run: the top centre of its
 * first character. */
#include "test_layout_fixture.h"

#define AREA_A "[area a]\ndirection = vertical\n"

/* 100 mm page, margins 10 mm, lines 6 mm apart: the first line's centre stands
 * 3 mm from the right edge of the type area, each line begins at its top. */
static void
lines_run_from_right_to_left(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 12mm: a*4\n" AREA_A
        "[block a]\ntype = text\narea = a\ncopy = 一二三四五六\n");
    assert_string_equal(
        fixture_sketch(f, 0), "8700,1000 一二三\n8100,1000 四五六\n");
}

static void
padding_is_that_of_the_paper(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 20mm: a*4\n" AREA_A "padding = 1mm 2mm 3mm 4mm\n"
        "[block a]\ntype = text\narea = a\npadding = 4mm 3mm 2mm 1mm\n"
        "copy = 一二三\n");
    /* right: 90 - 2 - 3 - 3 mm; top: 10 + 1 + 4 mm; 20 - 4 - 6 mm: two and a
     * half characters, and no last line of one */
    assert_string_equal(fixture_sketch(f, 0), "8200,1500 一\n7600,1500 二三\n");
}

static void
a_rule_and_a_ground_are_turned(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 12mm: a*4\n" AREA_A
        "[block r]\ntype = rule\narea = a\nweight = 1mm\n"
        "[block a]\ntype = text\narea = a\nfill = \"#ff0000\"\ncopy = 一\n");
    assert_string_equal(fixture_sketch(f, 0), "line 8950,1000 0x1200 #000000\n"
                                              "box 8300,1000 600x1200 #ff0000\n"
                                              "8600,1000 一\n");
}

static void
copy_runs_on_into_an_area_of_another_height(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 12mm: . . . a\nrow.2 = 8mm: b b b b\n"
        "[area a]\ndirection = vertical\nnext = b\n"
        "[area b]\ndirection = vertical\n"
        "[block a]\ntype = text\narea = a\n"
        "copy = 一二三四五六七八九十百千\n");
    /* a is 17 mm wide: two lines of three; b takes two a line */
    assert_string_equal(fixture_sketch(f, 0),
        "8700,1000 一二三\n8100,1000 四五六\n"
        "8700,2200 七八\n8100,2200 九十\n7500,2200 百千\n");
}

static void
notes_stand_in_vertical_areas(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "n.md", "[^n]: 注記\n");
    fixture_good(f, "[document]\ntitle = T\nnotes = n.md\n"
                    "[font f]\njapanese = BIZ UDGothic Regular\n"
                    "[style body]\nfont = f\nsize = 16Q\nleading = 24H\nalign "
                    "= start\n" FIXTURE_PAGE "row.1 = 40mm: a*2 n*2\n" AREA_A
                    "[area n]\ndirection = vertical\n"
                    "[block a]\ntype = text\narea = a\ncopy = 本文[^n]\n"
                    "[block n]\ntype = notes\narea = n\n");
    const char *sketch = fixture_sketch(f, 0);
    assert_non_null(strstr(sketch, "4500,1000 本文*1\n"));
    assert_non_null(strstr(sketch, "*1.注記\n"));
}

/* A vertical style in a horizontal area: a box at the left, as high as its
 * longest line, its lines from right to left. */
static void
a_vertical_style_makes_a_box(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE
        "[style v]\nbased-on = body\ndirection = vertical\n"
        "line-length = 3em\n" FIXTURE_PAGE "row.1 = 40mm: a*4\n"
        "[block 1]\ntype = text\narea = a\ncopy = 横\n"
        "[block 2]\ntype = text\narea = a\nstyle = v\ncopy = 縦組五文字\n"
        "[block 3]\ntype = text\narea = a\ncopy = 横\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 横\n1900,1600 縦組五\n1300,1600 文字\n1000,3252 横\n");
}

/* A vertical area changes nothing outside it. */
static void
figures_stay_horizontal(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "t.csv", "名,値\n東京,12\n大阪,7\n");
    fixture_good(f, FIXTURE_STYLE
        "[source s]\nfile = t.csv\n[records t]\nsource = s\n" FIXTURE_PAGE
        "row.1 = 50mm: c*4\nrow.2 = 20mm: a*4\n" AREA_A
        "[block c]\ntype = chart\narea = c\nrows = t\nlabel = 名\nvalue = 値\n"
        "height = 40mm\n"
        "[block a]\ntype = text\narea = a\ncopy = 縦\n");
    const struct page *page = f->document->page[0];
    size_t upright = 0;
    for (size_t i = 0; i < page->n_items; i++)
        if (page->item[i].kind == ITEM_GLYPHS &&
            page->item[i].run->direction != RUN_HORIZONTAL)
            upright++;
    assert_int_equal(upright, 1);
}

/* ruby over a short number leaves it tate-chu-yoko */
static void
numbers_under_ruby_are_combined(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 40mm: a*4\n" AREA_A
        "[block a]\ntype = text\narea = a\ncopy = {12|じゅうに}月\n");
    const struct item *item = fixture_glyphs(&f->document->page[0]->item[0]);
    assert_int_equal(item->kind, ITEM_GLYPHS);
    assert_int_equal(item->run->direction, RUN_UPRIGHT);
    assert_int_equal(item->run->n, 2);
}

/* Builds JOB, which must fail with the message ID. */
static void
faulty(struct fixture *f, const char *job, const char *id)
{
    assert_int_equal(fixture_build(f, job), ERR_INPUT);
    if (strstr(fixture_messages(f), id) == NULL)
        fail_msg("no %s in %s", id, fixture_messages(f));
}

static void
faults_are_said(void **state)
{
    struct fixture *f = *state;
    faulty(f,
        FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = auto: a*4\n" AREA_A
        "[block a]\ntype = text\narea = a\ncopy = 一\n",
        "layout.vertical-auto");
    faulty(f,
        FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 20mm: a*4\n" AREA_A
        "[block a]\ntype = qr\narea = a\ncontent = x\n",
        "layout.vertical-type");
    faulty(f,
        FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 20mm: a*2 b*2\n[area a]\ndirection = vertical\nnext = b\n"
        "[block a]\ntype = text\narea = a\ncopy = 一\n",
        "layout.next-direction");
    faulty(f,
        FIXTURE_STYLE
        "[style v]\nbased-on = body\ndirection = vertical\n" FIXTURE_PAGE
        "row.1 = 20mm: a*4\n"
        "[block a]\ntype = text\narea = a\nstyle = v\ncopy = - 一\n",
        "set.turned-list");
    faulty(f,
        FIXTURE_STYLE "[style v]\nbased-on = body\ndirection = "
                      "vertical\nline-length = 1em\n" FIXTURE_PAGE
                      "row.1 = 20mm: a*4\n"
                      "[block a]\ntype = text\narea = a\nstyle = v\n"
                      "copy = 一二三四五六七八九十百千万億\n",
        "set.turned-wide");
    faulty(f,
        FIXTURE_STYLE
        "[style v]\nbased-on = body\ndirection = vertical\n" FIXTURE_PAGE
        "row.1 = 20mm: a*4\n"
        "[block a]\ntype = text\narea = a\ncopy = \"一[二]{.v}三\"\n",
        "set.turned-span");
    faulty(f,
        FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 20mm: a*4\n[style out]\nbased-on = body\nindent = -30em\n"
        "[block a]\ntype = text\narea = a\nstyle = out\ncopy = 消える\n",
        "layout.off-page");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_run_from_right_to_left),
        cmocka_unit_test(padding_is_that_of_the_paper),
        cmocka_unit_test(a_rule_and_a_ground_are_turned),
        cmocka_unit_test(copy_runs_on_into_an_area_of_another_height),
        cmocka_unit_test(notes_stand_in_vertical_areas),
        cmocka_unit_test(a_vertical_style_makes_a_box),
        cmocka_unit_test(figures_stay_horizontal),
        cmocka_unit_test(numbers_under_ruby_are_combined),
        cmocka_unit_test(faults_are_said),
    };
    return cmocka_run_group_tests_name(
        "layout_vertical", tests, fixture_open, fixture_close);
}
