/* The door: metadata, bookmarks, links, figures, and every message about
 * areas, blocks and what does not fit. */
#include "test_layout_fixture.h"

static void
test_metadata(void **state)
{
    struct fixture *f = *state;
    fixture_good(f,
        "[document]\ntitle = 題\nauthor = 人\nsubject = 事\nkeywords = 甲, 乙\n"
        "lang = en\ndate = 2024-04-01\n"
        "[font f]\njapanese = BIZ UDGothic Regular\n"
        "[style body]\nfont = f\n" FIXTURE_PAGE
        "page-label = 表紙\nrow.1 = fill: a*4\n");
    assert_string_equal(f->document->title, "題");
    assert_string_equal(f->document->author, "人");
    assert_string_equal(f->document->subject, "事");
    assert_string_equal(f->document->keywords, "甲, 乙");
    assert_string_equal(f->document->lang, "en");
    assert_string_equal(f->document->date, "2024-04-01");
    assert_int_equal(f->document->n_pages, 1);
    assert_string_equal(f->document->page[0]->label, "表紙");
    assert_int_equal(f->document->page[0]->width, 100 * EMU_PER_MM);
}

static void
check_bookmark(const struct fixture *f, size_t i, const char *title, int level,
    size_t page)
{
    assert_true(i < f->document->n_bookmarks);
    assert_string_equal(f->document->bookmark[i].title, title);
    assert_int_equal(f->document->bookmark[i].level, level);
    assert_int_equal(f->document->bookmark[i].page, page);
}

/* An outline has no holes: a level that skips one is raised. */
static void
test_bookmarks(void **state)
{
    struct fixture *f = *state;
    fixture_file(
        f, "t.md", "### 深\n\n文\n\n# 上{未|み}\n\n文\n\n### 下\n\n文\n");
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: a*4\n"
        "[page q]\nsize = A4\nrow.1 = fill: b*12\n"
        "[block u]\ntype = rule\narea = b\nbookmark = 後\n"
        "[block t]\ntype = text\narea = a\nfile = t.md\n");
    assert_int_equal(f->document->n_bookmarks, 4);
    check_bookmark(f, 0, "深", 1, 0);
    check_bookmark(f, 1, "上未", 1, 0);
    check_bookmark(f, 2, "下", 2, 0);
    check_bookmark(f, 3, "後", 1, 1);
    assert_int_equal(f->document->bookmark[1].y, 22 * EMU_PER_MM);
}

static void
test_links(void **state)
{
    struct fixture *f = *state;
    fixture_good(f,
        FIXTURE_STYLE FIXTURE_PAGE "row.1 = fill: a*4\n"
                                   "[block t]\ntype = text\narea = a\n"
                                   "copy = 前[先](https://example.org/)\n");
    const struct page *page = f->document->page[0];
    assert_int_equal(page->n_links, 1);
    assert_string_equal(page->link[0].url, "https://example.org/");
    assert_string_equal(page->link[0].contents, "先");
    assert_int_equal(page->link[0].x, 14 * EMU_PER_MM);
}

/* A figure takes the height it wants, and its title stays with it. */
static void
test_figure_block(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: a*4\n"
        "[block t]\ntype = qr\narea = a\ncontent = x\nsize = 20mm\n"
        "title = 題\nalt = 符号\n"
        "[block u]\ntype = text\narea = a\ncopy = 後\n");
    emu x, y;
    assert_int_equal(fixture_find(f, "題", &x, &y), 0);
    assert_int_equal(fixture_mm(y), 1452);
    assert_int_equal(fixture_find(f, "後", &x, &y), 0);
    assert_int_equal(fixture_mm(y), 4052);
}

static void
test_no_pages(void **state)
{
    fixture_bad(*state, FIXTURE_STYLE,
        "job.ini: error: there are no pages; write a [page NAME] "
        "[layout.no-pages]\n");
}

static void
test_bad_areas(void **state)
{
    struct fixture *f = *state;
    fixture_bad(f,
        FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: story*4\n"
        "[page q]\nsize = A4\nrow.1 = fill: note*12\n"
        "[area stoy]\nfill = black\n"
        "[area story]\nnext = nowhere-at-all\n"
        "[area note]\nnext = story\npage = p\npadding = 0 95mm\n"
        "[block t]\ntype = text\narea = storry\ncopy = x\n",
        "job.ini:27:11: error: the padding of area \"note\" leaves no room "
        "(10.0 mm too wide); reduce it [layout.area-narrow]\n"
        "job.ini:30:8: error: area \"storry\" is in no page's rows; did you "
        "mean \"story\"? [layout.area-unknown]\n");
    fixture_bad(f,
        FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: story*4\n"
        "[page q]\nsize = A4\nrow.1 = fill: note*12\n"
        "[area stoy]\nfill = black\n"
        "[area story]\nnext = nowhere-at-all\n"
        "[area note]\nnext = story\npage = p\n"
        "[block t]\ntype = text\narea = storry\ncopy = x\n",
        "job.ini:20:1: error: area \"stoy\" is in no page's rows; did you mean "
        "\"story\"? [layout.area-unknown]\n"
        "job.ini:26:8: error: area \"note\" is on page \"q\", not on \"p\"; "
        "correct its page [layout.area-page]\n"
        "job.ini:23:8: error: area \"nowhere-at-all\" is in no page's rows; "
        "name it in a row such as row.1 [layout.area-unknown]\n"
        "job.ini:25:8: error: next of area \"note\" goes back to \"story\" on "
        "an earlier page; name an area of the same or a later page "
        "[layout.next-back]\n"
        "job.ini:29:8: error: area \"storry\" is in no page's rows; did you "
        "mean \"story\"? [layout.area-unknown]\n");
    fixture_bad(f,
        FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: a*4\n[page q]\nsize = A4\nrow.1 = fill: a*12\n",
        "job.ini:19:15: error: area \"a\" is on page \"p\" and on page \"q\"; "
        "give it another name [layout.area-twice]\n");
}

static void
test_bad_chains(void **state)
{
    struct fixture *f = *state;
    fixture_bad(f,
        FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: a b c .\n[area a]\nnext = c\n[area b]\nnext = c\n",
        "job.ini:20:8: error: both \"a\" and \"b\" run on into area \"c\"; "
        "remove one next [layout.next-twice]\n");
    fixture_bad(f,
        FIXTURE_STYLE FIXTURE_PAGE "row.1 = fill: a*4\n[area a]\nnext = a\n",
        "job.ini:18:8: error: following next from area \"a\" leads back to it; "
        "only a page with flow = yes may have such a circle "
        "[layout.next-circle]\n");
    fixture_bad(f,
        FIXTURE_STYLE FIXTURE_PAGE "flow = yes\nrow.1 = fill: a*2 b*2\n",
        "job.ini:16:8: error: page \"p\" has flow = yes but no area whose copy "
        "goes on; give that area next = its own name [layout.flow-nowhere]\n");
    fixture_bad(f,
        FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = auto: a*4\nrow.2 = fill: b*4\n[area a]\nnext = b\n",
        "job.ini:16:15: error: area \"a\" is part of a chain and cannot stand "
        "in a row of height auto; give the row a length or fill "
        "[layout.auto-chain]\n");
}

static void
test_bad_blocks(void **state)
{
    fixture_bad(*state,
        FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: a*2 b*2\n"
        "[block t]\ntype = text\narea = a\ncopy = x\nwidth = 50mm\n"
        "[block u]\ntype = text\narea = a\n"
        "[block v]\ntype = text\narea = a\ncopy = x\nfile = job.ini\n"
        "[block w]\ntype = text\narea = b\ncopy = x\npadding = 0 19mm\n",
        "job.ini:21:9: error: block \"t\" is 12.0 mm wider than its area "
        "\"a\"; reduce its width [layout.block-wide]\n"
        "job.ini:22:1: error: block \"u\" has no copy; give it file or copy "
        "[layout.no-copy]\n"
        "job.ini:28:8: error: block \"v\" has both file and copy; remove one "
        "[layout.copy-twice]\n"
        "job.ini:34:11: error: the padding of block \"w\" leaves no room "
        "(0.1 mm too much); reduce it [layout.block-padding]\n");
}

/* All that does not fit is found in one run. */
static void
test_overflows(void **state)
{
    fixture_bad(*state,
        FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 13mm: a*2 b*2\nrow.2 = 20mm: c*4\nrow.3 = 60mm: d*4\n"
        "[block t]\ntype = text\narea = a\ncopy = 一\\n二\\n三\\n四\n"
        "[block u]\ntype = text\narea = b\ncopy = 一\\n二\n"
        "[block v]\ntype = text\narea = b\ncopy = 三\\n四\n"
        "[block w]\ntype = spacer\narea = c\nheight = 20.5mm\n",
        "job.ini:11:1: error: the rows of page \"p\" are 13.0 mm too high; "
        "reduce row heights or their content [layout.rows-high]\n"
        "job.ini:19:1: error: block \"t\" does not fit area \"a\": 11.0 mm too "
        "much, lines left over: 2; shorten the copy, enlarge the area or allow "
        "shrinking with fit [layout.overflow]\n"
        "job.ini:27:1: error: block \"v\" does not fit area \"b\": 11.0 mm too "
        "much, lines left over: 2; shorten the copy, enlarge the area or allow "
        "shrinking with fit [layout.overflow]\n"
        "job.ini:31:1: error: block \"w\" does not fit area \"c\": 0.5 mm too "
        "much; reduce its content or enlarge the area [layout.overflow]\n");
}

/* A flow page is not repeated for what no copy of it can hold. */
static void
test_stuck(void **state)
{
    fixture_bad(*state,
        FIXTURE_STYLE FIXTURE_PAGE
        "flow = yes\nrow.1 = 18mm: a*4\n"
        "[block t]\ntype = text\narea = a\ncopy = 一\\n二\n"
        "[block w]\ntype = spacer\narea = a\nheight = 20mm\n"
        "[block u]\ntype = text\narea = a\ncopy = 三\n",
        "job.ini:22:1: error: block \"w\" does not fit area \"a\": 2.0 mm too "
        "much; reduce its content or enlarge the area [layout.overflow]\n");
}

/* A character no font has is said once, however often it is set. */
static void
test_missing_glyph(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(
        fixture_build(f, FIXTURE_STYLE FIXTURE_PAGE
            "row.1 = auto: a*4\n"
            "[block t]\ntype = text\narea = a\ncopy = 一\U0001F600\n"
            "[block u]\ntype = text\narea = a\ncopy = 二\U0001F601\n"),
        ERR_INPUT);
    assert_null(f->document);
    assert_int_equal(diag_errors(f->diag), 2);
}

/* Every line of text lies inside the area its block names; the blank half of a
 * bracket or point (2 mm) may stick out. */
static void
test_text_stays_inside(void **state)
{
    struct fixture *f = *state;
    char copy[4096] = "";
    for (int i = 0; i < 12; i++)
        strcat(copy, "見出しのある文章を、いくつもの枠に流し込む。ABC 123。\n\n"
                     "- 項目「甲」\n- 項目（乙）\n\n## 題\n\n");
    fixture_file(f, "t.md", copy);
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "flow = yes\nrow.1 = 31mm: . a*2 .\nrow.2 = fill: b*3 c\n"
        "[area a]\nnext = b\npadding = 1mm\n[area b]\nnext = c\n"
        "[block t]\ntype = text\narea = a\nfile = t.md\n");
    static const int area[][4] = {{3200, 1100, 3600, 2900},
        {1000, 4100, 5900, 4900}, {7300, 4100, 1700, 4900}};
    size_t lines = 0;
    for (size_t p = 0; p < f->document->n_pages; p++) {
        const struct page *page = f->document->page[p];
        for (size_t i = 0; i < page->n_items; i++) {
            const struct item *item = &page->item[i];
            if (item->kind != ITEM_GLYPHS)
                continue;
            const struct glyph *last = &item->run->glyph[item->run->n - 1];
            int x = fixture_mm(item->x), y = fixture_mm(item->y);
            int right = fixture_mm(item->x + last->x + last->advance);
            bool inside = false;
            for (size_t a = 0; a < 3; a++)
                inside =
                    inside || (x >= area[a][0] - 200 && y - 352 >= area[a][1] &&
                                  right <= area[a][0] + area[a][2] + 200 &&
                                  y + 48 <= area[a][1] + area[a][3]);
            if (!inside)
                print_error("%d,%d to %d\n", x, y, right);
            assert_true(inside);
            lines++;
        }
    }
    assert_true(lines > 80 && f->document->n_pages > 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_metadata),
        cmocka_unit_test(test_bookmarks),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_figure_block),
        cmocka_unit_test(test_no_pages),
        cmocka_unit_test(test_bad_areas),
        cmocka_unit_test(test_bad_chains),
        cmocka_unit_test(test_bad_blocks),
        cmocka_unit_test(test_overflows),
        cmocka_unit_test(test_stuck),
        cmocka_unit_test(test_missing_glyph),
        cmocka_unit_test(test_text_stays_inside),
    };
    return cmocka_run_group_tests_name(
        "layout", tests, fixture_open, fixture_close);
}
