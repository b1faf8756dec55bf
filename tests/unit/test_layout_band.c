/* Areas painted behind others: the key `around`. */
#include "test_layout_fixture.h"

#define PAGE                                                                   \
    FIXTURE_STYLE FIXTURE_PAGE "row.1 = 20mm: h*2 i*2\nrow.2 = fill: a b "     \
                               "c*2\nrow.3 = 10mm: d d c*2\n"
#define TEXT "[block t]\ntype = text\narea = a\ncopy = 文\n"

/* One rectangle over the areas and the gutter between them, below what the
 * areas paint themselves. */
static void
test_band(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, PAGE "[area b]\nfill = \"#00ff00\"\n"
                         "[area band]\naround = b, a, d\nfill = \"#ff0000\"\n"
                         "rule-bottom = \"#0000ff\"\npage = p\n" TEXT);
    assert_string_equal(fixture_sketch(f, 0),
        "box 1000,3000 3800x6000 #ff0000\n"
        "line 1000,9000 3800x0 #0000ff\n"
        "box 3100,3000 1700x5000 #00ff00\n"
        "1000,3452 文\n");
}

/* It bleeds where it touches the margin, as one ground with one blend. */
static void
test_band_bleeds(void **state)
{
    struct fixture *f = *state;
    fixture_good(f,
        PAGE "[area band]\naround = a, b, c, d\nfill = \"#ff0000\"\n"
             "fill-to = \"#0000ff\"\nbleed = yes\n" TEXT);
    const struct item *item = &f->document->page[0]->item[0];
    emu box[4];
    assert_int_equal(item->kind, ITEM_PATH);
    assert_non_null(item->paint.gradient);
    fixture_box(item, box);
    assert_int_equal(fixture_mm(box[0]), -300);
    assert_int_equal(fixture_mm(box[1]), 3000);
    assert_int_equal(fixture_mm(box[2]), 10300);
    assert_int_equal(fixture_mm(box[3]), 10300);
    assert_int_equal(item->paint.gradient->x0, box[0]);
    assert_int_equal(item->paint.gradient->x1, box[2]);
    assert_int_equal(f->document->page[0]->item[1].kind, ITEM_SPAN_BEGIN);
}

/* The copies of a flow page repeat it, at the heights of each. */
static void
test_band_on_flow_page(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE
        "[page p]\nsize = 40mm 40mm\nmargin = 10mm\ncolumns = 1\nflow = yes\n"
        "row.1 = fill: a\n[area a]\nnext = a\n"
        "[area band]\naround = a\nfill = \"#ff0000\"\n"
        "[block t]\ntype = text\narea = a\n"
        "copy = 一二三四五六七八九十一二三四五六七八九十\n");
    assert_int_equal(f->document->n_pages, 2);
    for (size_t i = 0; i < 2; i++)
        assert_non_null(
            strstr(fixture_sketch(f, i), "box 1000,1000 2000x2000 #ff0000\n"));
}

static void
test_bad_bands(void **state)
{
    struct fixture *f = *state;
    fixture_bad(f, PAGE "[area band]\naround = a, c\n" TEXT,
        "job.ini:20:10: error: the areas that \"band\" goes around do not make "
        "a rectangle; name the areas between them too [layout.around-shape]\n");
    fixture_bad(f, PAGE "[area band]\naround = a, e\n" TEXT,
        "job.ini:20:10: error: area \"e\" is in no page's rows; did you mean "
        "\"h\"? [layout.area-unknown]\n");
    fixture_bad(f,
        PAGE "[area band]\naround = a, b\npadding = 1mm\nnext = a\n"
             "valign = middle\n" TEXT,
        "job.ini:22:8: error: area \"band\" is only painted behind others, so "
        "next means nothing here; write it in the areas it goes around "
        "[layout.around-key]\n"
        "job.ini:21:11: error: area \"band\" is only painted behind others, so "
        "padding means nothing here; write it in the areas it goes around "
        "[layout.around-key]\n"
        "job.ini:23:10: error: area \"band\" is only painted behind others, so "
        "valign means nothing here; write it in the areas it goes around "
        "[layout.around-key]\n");
    fixture_bad(f, PAGE "[area h]\naround = a, b\n" TEXT,
        "job.ini:20:10: error: area \"h\" goes around others and cannot stand "
        "in a page's rows; take it out of the rows or remove around "
        "[layout.around-grid]\n");
}

/* Nothing stands in a band, nothing runs on into it, no band is around one. */
static void
test_band_holds_nothing(void **state)
{
    struct fixture *f = *state;
    fixture_bad(f,
        PAGE "[area band]\naround = a, b\n[area wide]\naround = band\n"
             "[area c]\nnext = band\n"
             "[block t]\ntype = text\narea = band\ncopy = 文\n",
        "job.ini:24:8: error: area \"band\" is only painted behind others and "
        "holds nothing; name one of the areas it goes around "
        "[layout.around-only]\n"
        "job.ini:22:10: error: area \"band\" is only painted behind others and "
        "holds nothing; name one of the areas it goes around "
        "[layout.around-only]\n"
        "job.ini:27:8: error: area \"band\" is only painted behind others and "
        "holds nothing; name one of the areas it goes around "
        "[layout.around-only]\n");
}

static void
test_bands_and_pages(void **state)
{
    struct fixture *f = *state;
    static const char other[] =
        "[page q]\nsize = 100mm 100mm\ncolumns = 1\nrow.1 = fill: z\n";
    char job[2000];
    snprintf(job, sizeof job, "%s%s%s", PAGE, other,
        "[area band]\naround = a, z\n" TEXT);
    fixture_bad(f, job,
        "job.ini:24:10: error: around of area \"band\" names \"a\" and \"z\", "
        "which are on different pages; name areas of one page "
        "[layout.around-pages]\n");
    snprintf(job, sizeof job, "%s%s%s", PAGE, other,
        "[area band]\naround = a, b\npage = q\n" TEXT);
    fixture_bad(f, job,
        "job.ini:25:8: error: the areas that \"band\" goes around are on page "
        "\"p\", not on \"q\"; correct its page [layout.around-page]\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_band),
        cmocka_unit_test(test_band_bleeds),
        cmocka_unit_test(test_band_on_flow_page),
        cmocka_unit_test(test_bad_bands),
        cmocka_unit_test(test_band_holds_nothing),
        cmocka_unit_test(test_bands_and_pages),
    };
    return cmocka_run_group_tests_name(
        "layout_band", tests, fixture_open, fixture_close);
}
