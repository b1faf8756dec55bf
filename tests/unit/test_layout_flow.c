/* Copy through areas: stacking, chains, lines that stay together, the grid of
 * base lines, flow pages, columns, shrinking. */
#include "test_layout_fixture.h"

/* Twenty characters make a line of 80 mm. */
#define LINE20 "一二三四五六七八九十一二三四五六七八九十"

static void
test_stack(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: a*4\n"
        "[block one]\ntype = text\narea = a\ncopy = 春\nspace-before = 9mm\n"
        "space-after = 2mm\n"
        "[block two]\ntype = text\narea = a\ncopy = 夏\nspace-before = 3mm\n"
        "[block gap]\ntype = spacer\narea = a\nheight = 5mm\n"
        "[block line]\ntype = rule\narea = a\nweight = 1mm\ncolour = black\n"
        "[block three]\ntype = text\narea = a\ncopy = 秋\nalign = centre\n"
        "width = 40mm\n");
    /* The em box stands 1 mm below the line's top, its base line 3.52 mm below
     * that.  Space at the top of an area is dropped; of two spaces that meet
     * the larger is kept. */
    assert_string_equal(fixture_sketch(f, 0), "1000,1452 春\n"
                                              "1000,2352 夏\n"
                                              "line 1000,3050 8000x0 #000000\n"
                                              "3000,3552 秋\n");
}

static void
test_dump(void **state)
{
    struct fixture *f = *state;
    struct buf dump = {0};
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: a*4\n[block one]\ntype = text\narea = a\ncopy = 一\n");
    document_dump(f->document, &dump);
    assert_string_equal(dump.p, "title \"T\"\n"
                                "lang \"ja\"\n"
                                "page 1 3600000 3600000\n"
                                "area 360000 360000 2880000 2880000 \"a\"\n"
                                "block 360000 360000 2880000 216000 \"one\"\n"
                                "span \"一\"\n"
                                "sequence 1\n"
                                "glyphs 360000 522720 BIZUDGothic-Regular "
                                "144000 #000000/0,0,0,100 \"一\" "
                                "2164@0\n"
                                "end span\n"
                                "end block\n"
                                "structure\n"
                                "P\n"
                                " sequence 1.1\n");
    buf_fini(&dump);
}

static void
test_area_look(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "background = \"#eeeeee\"\n"
        "row.1 = 20mm: . a*2 .\nrow.2 = 20mm: b*4\n"
        "[area a]\nfill = \"#ff0000\"\nborder = \"#00ff00\"\n"
        "border-width = 1mm\npadding = 2mm 3mm 4mm 5mm\nvalign = bottom\n"
        "rule-top = \"#0000ff\"\nrule-left = \"#0000ff\"\n"
        "[area b]\nfill = \"#ffff00\"\nbleed = yes\nvalign = middle\n"
        "rule-bottom = \"#0000ff\"\n"
        "[block one]\ntype = text\narea = a\ncopy = 春\n"
        "[block two]\ntype = text\narea = b\ncopy = 夏\n");
    /* Columns are 17 mm, their gutter 4 mm: a starts at 31 mm. */
    assert_string_equal(fixture_sketch(f, 0),
        "box -300,-300 10600x10600 #eeeeee\n"
        "box 3100,1000 3800x2000 #ff0000\n"
        "line 3150,1050 3700x1900 #00ff00\n"
        "line 3100,1000 3800x0 #0000ff\n"
        "line 3100,1000 0x2000 #0000ff\n"
        "box -300,3000 10600x2000 #ffff00\n"
        "line 1000,5000 8000x0 #0000ff\n"
        "3600,2452 春\n"
        "1000,4152 夏\n");
}

static void
test_valign_spread(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 50mm: a*4\n[area a]\nvalign = spread\n"
        "[block 1]\ntype = text\narea = a\ncopy = 春\n"
        "[block 2]\ntype = text\narea = a\ncopy = 夏\n"
        "[block 3]\ntype = text\narea = a\ncopy = 秋\n");
    assert_string_equal(
        fixture_sketch(f, 0), "1000,1452 春\n1000,3652 夏\n1000,5852 秋\n");
}

/* `auto` takes the tallest content of areas that stand in the row alone. */
static void
test_auto_rows(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row-gap = 2mm\n"
        "row.1 = auto: a*2 b*2\nrow.2 = fill: c*4\nrow.3 = auto: d*4\n"
        "[area a]\npadding = 1mm\n[area c]\nfill = \"#ff0000\"\n"
        "[block a]\ntype = text\narea = a\ncopy = 春\n"
        "[block b]\ntype = text\narea = b\ncopy = 一\\n二\\n三\n"
        "[block d]\ntype = text\narea = d\ncopy = 冬\n");
    assert_string_equal(fixture_sketch(f, 0),
        "box 1000,3000 8000x5200 #ff0000\n"
        "1100,1552 春\n"
        "5200,1452 一\n5200,2052 二\n5200,2652 三\n"
        "1000,8852 冬\n");
}

/* Lines of the grid start where body copy at the type area's top stands. */
static void
test_grid_lines(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE
        "grid = yes\n[style head]\nbased-on = body\nsize = 24Q\n"
        "leading = 32H\ngrid = no\n"
        "[style small]\nbased-on = body\nsize = 12Q\nleading = 18H\n"
        "grid = no\n" FIXTURE_PAGE
        "grid = 6mm\nrow.1 = 3 lines: a*2 b*2\nrow.2 = 31mm: c*4\n"
        "[block a]\ntype = text\narea = a\ncopy = 一\\n二\\n三\n"
        "[block b1]\ntype = text\narea = b\nstyle = small\ncopy = 小\n"
        "[block b2]\ntype = text\narea = b\ncopy = 本\n"
        "[block c1]\ntype = text\narea = c\nstyle = head\ncopy = 見出し\n"
        "[block c2]\ntype = text\narea = c\ncopy = 本文\\n本文\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 一\n1000,2052 二\n1000,2652 三\n"
        "5200,1339 小\n5200,2052 本\n"
        "1000,3428 見出し\n"
        /* the head ends at 36 mm, between two lines of the grid */
        "1000,4452 本文\n1000,5052 本文\n");
}

/* A ground that touches the margin on every side bleeds on every side; it may
 * change its colour. */
static void
test_gradient_bleeds(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: a*4\n[area a]\nfill-to = \"#0000ff\"\nbleed = yes\n");
    const struct page *page = f->document->page[0];
    assert_int_equal(page->n_items, 1);
    const struct gradient *g = page->item[0].paint.gradient;
    assert_non_null(g);
    assert_int_equal(g->from.rgb[0], 255);
    assert_int_equal(g->to.rgb[2], 255);
    assert_int_equal(fixture_mm(g->x0), -300);
    assert_int_equal(fixture_mm(g->x1), 10300);
    emu box[4];
    fixture_box(&page->item[0], box);
    assert_int_equal(fixture_mm(box[1]), -300);
    assert_int_equal(fixture_mm(box[3]), 10300);
}

/* A chart without a height takes what its area leaves, in a frame too. */
static void
test_stretch(void **state)
{
    struct fixture *f = *state;
    emu x, y;
    fixture_file(f, "s.csv", "国,率\n英,10.0%\n米,12.0%\n");
#define CHART                                                                  \
    "[source s]\nfile = s.csv\n"                                               \
    "[block c]\ntype = chart\narea = a\nrows = s\nlabel = 国\nvalue = 率\n"  \
    "kind = column\nalt = 図\n"
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: a*4\n" CHART
        "[block t]\ntype = text\narea = a\ncopy = 後\n");
    fixture_find(f, "後", &x, &y);
    assert_int_equal(fixture_mm(y), 9000 - 148);
    emu lowest = 0;
    for (size_t i = 0; i < f->document->page[0]->n_items; i++) {
        const struct item *item = &f->document->page[0]->item[i];
        emu box[4] = {0};
        if (item->kind == ITEM_PATH)
            fixture_box(item, box);
        lowest = box[3] > lowest ? box[3] : lowest;
    }
    assert_true(fixture_mm(lowest) > 7000 && fixture_mm(lowest) < 8400);
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: a*4\n" CHART "padding = 5mm\ntitle = 題\n"
        "[block t]\ntype = text\narea = a\ncopy = 後\n");
    fixture_find(f, "後", &x, &y);
    assert_int_equal(fixture_mm(y), 9000 - 148);
}

#define CHAIN(rows, areas)                                                     \
    FIXTURE_STYLE FIXTURE_PAGE rows areas                                      \
        "[block t]\ntype = text\narea = a\nfile = t.md\n"

static void
test_chain_keeps_lines_together(void **state)
{
    struct fixture *f = *state;
    /* Five lines: 4 + 1 would leave one alone, 3 + 2 does not. */
    fixture_file(f, "t.md", LINE20 LINE20 LINE20 LINE20 LINE20 "\n");
    fixture_good(f, CHAIN("row.1 = 24mm: a*4\nrow.2 = 30mm: b*4\n",
                        "[area a]\nnext = b\n"));
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 " LINE20 "\n1000,2052 " LINE20 "\n1000,2652 " LINE20 "\n"
        "1000,3852 " LINE20 "\n1000,4452 " LINE20 "\n");
    /* A first line does not stay at the foot alone. */
    fixture_file(f, "t.md", LINE20 LINE20 LINE20 "\n\n" LINE20 LINE20 "\n");
    fixture_good(f, CHAIN("row.1 = 24mm: a*4\nrow.2 = 30mm: b*4\n",
                        "[area a]\nnext = b\n"));
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 " LINE20 "\n1000,2052 " LINE20 "\n1000,2652 " LINE20 "\n"
        "1000,3852 " LINE20 "\n1000,4452 " LINE20 "\n");
}

/* A heading stays with two lines of what follows, in its block or the next. */
static void
test_headings_stay(void **state)
{
    struct fixture *f = *state;
    emu x, y;
    fixture_file(f, "t.md", "前\n\n# 題\n\n" LINE20 LINE20 LINE20 "\n");
    fixture_good(f, CHAIN("row.1 = 18mm: a*4\nrow.2 = 30mm: b*4\n",
                        "[area a]\nnext = b\n"));
    fixture_find(f, "題", &x, &y);
    assert_int_equal(fixture_mm(y), 3252);
    fixture_file(f, "t.md", "前\n\n# 題\n\n一\n\n二\n\n三\n");
    fixture_good(f, CHAIN("row.1 = 18mm: a*4\nrow.2 = 30mm: b*4\n",
                        "[area a]\nnext = b\n"));
    fixture_find(f, "題", &x, &y);
    assert_int_equal(fixture_mm(y), 3252);
    fixture_good(f, CHAIN("row.1 = 24mm: a*4\nrow.2 = 30mm: b*4\n",
                        "[area a]\nnext = b\n"));
    fixture_find(f, "題", &x, &y);
    assert_int_equal(fixture_mm(y), 2052);
    /* A title stays with its block. */
    fixture_file(f, "t.md", "前\n\n前\n");
    fixture_good(f,
        CHAIN("row.1 = 18mm: a*4\nrow.2 = 30mm: b*4\n",
            "[area a]\nnext = b\n") "[block u]\ntype = text\narea = "
                                    "a\ntitle = 題\ncopy = 本文\n");
    fixture_find(f, "題", &x, &y);
    assert_int_equal(fixture_mm(y), 3252);
}

/* A style with keep-next does the same, over blocks. */
static void
test_keep_next(void **state)
{
    struct fixture *f = *state;
    emu x, y;
    fixture_good(f, FIXTURE_STYLE
        "[style head]\nbased-on = body\nkeep-next = yes\n" FIXTURE_PAGE
        "row.1 = 24mm: a*4\nrow.2 = 30mm: b*4\n[area a]\nnext = b\n"
        "[block s]\ntype = text\narea = a\ncopy = 前\n"
        "[block t]\ntype = text\narea = a\ncopy = 題\nstyle = head\n"
        "[block u]\ntype = text\narea = a\ncopy = 一\\n二\n"
        "space-before = 1mm\n");
    fixture_find(f, "題", &x, &y);
    assert_int_equal(fixture_mm(y), 3852);
}

static void
test_thematic_break(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "t.md", "前\n\n---\n\n後\n");
    fixture_good(f, CHAIN("row.1 = 24mm: a*4\n", ""));
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 前\nline 1000,1900 8000x0 #000000\n1000,2652 後\n");
}

/* What runs on in another width is set to that width from there, and nothing of
 * it is lost or said twice. */
static void
test_chain_changes_width(void **state)
{
    struct fixture *f = *state;
    char copy[4096] = "", joined[4096] = "";
    for (int i = 0; i < 3; i++) {
        strcat(copy,
            LINE20 LINE20 LINE20 LINE20 LINE20 "春夏秋冬、東西南北。\n\n");
        strcat(
            joined, LINE20 LINE20 LINE20 LINE20 LINE20 "春夏秋冬、東西南北。");
    }
    fixture_file(f, "t.md", copy);
    for (int height = 6; height <= 66; height += 6) {
        char rows[128];
        char job[2048];
        snprintf(rows, sizeof rows,
            "row.1 = %dmm: . a*2 .\nrow.2 = %dmm: b c*3\n"
            "row.3 = fill: d*4\n",
            height, 18);
        snprintf(job, sizeof job,
            FIXTURE_STYLE "[page p]\nsize = 100mm 200mm\nmargin = 10mm\n"
                          "columns = 4\ngutter = 4mm\n%s"
                          "[area a]\nnext = b\n[area b]\nnext = c\n"
                          "[area c]\nnext = d\n[block t]\ntype = text\narea = "
                          "a\nfile = t.md\n",
            rows);
        fixture_good(f, job);
        assert_string_equal(fixture_text(f), joined);
    }
}

/* One line would go on alone in the wider area: another goes with it. */
static void
test_one_line_does_not_turn(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "t.md", LINE20 LINE20 "一二三四五六七八九十一\n");
    fixture_good(f, CHAIN("row.1 = 24mm: a*2 . .\nrow.2 = fill: b*4\n",
                        "[area a]\nnext = b\n"));
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 一二三四五六七八九\n1000,2052 十一二三四五六七八\n"
        "1000,2652 九十一二三四五六七\n"
        "1000,3852 八九十一二三四五六七八九十一二三四五六七\n"
        "1000,4452 八九十一\n");
}

/* Of the spaces of two paragraphs the larger is kept. */
static void
test_paragraph_spaces(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "t.md", "春\n\n夏\n\n# 題\n\n秋\n");
    fixture_good(f,
        CHAIN("row.1 = fill: a*4\n",
            "") "style = loose\n"
                "[style loose]\nbased-on = body\nspace-before = 1mm\n"
                "space-after = 2mm\n"
                "[style h1]\nbased-on = body\nspace-before = 4mm\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 春\n1000,2252 夏\n1000,3252 題\n1000,3952 秋\n");
}

static void
test_chain_over_pages(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "t.md", LINE20 LINE20 LINE20 LINE20 "\n");
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 12mm: a*4\n"
        "[page q]\nsize = 60mm 60mm\nmargin = 10mm\ncolumns = 1\n"
        "row.1 = fill: b\n"
        "[area a]\nnext = b\n"
        "[block t]\ntype = text\narea = a\nfile = t.md\n");
    assert_int_equal(f->document->n_pages, 2);
    assert_string_equal(
        fixture_sketch(f, 0), "1000,1452 " LINE20 "\n1000,2052 " LINE20 "\n");
    assert_string_equal(fixture_sketch(f, 1),
        "1000,1452 一二三四五六七八九十\n1000,2052 一二三四五六七八九十\n"
        "1000,2652 一二三四五六七八九十\n1000,3252 一二三四五六七八九十\n");
}

static void
test_flow_page(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "t.md", "# 甲\n\n一\n\n二\n\n三\n\n四\n\n五\n\n六\n\n七\n");
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "flow = yes\nrow.1 = 10mm: head*4\nrow.2 = 18mm: a*4\n"
        "[area a]\nnext = a\n"
        "[block head]\ntype = text\narea = head\ncopy = 柱\nbookmark = 柱\n"
        "[block t]\ntype = text\narea = a\nfile = t.md\n");
    assert_int_equal(f->document->n_pages, 3);
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 柱\n1000,2452 甲\n1000,3052 一\n1000,3652 二\n");
    assert_string_equal(fixture_sketch(f, 1),
        "1000,1452 柱\n1000,2452 三\n1000,3052 四\n1000,3652 五\n");
    assert_string_equal(
        fixture_sketch(f, 2), "1000,1452 柱\n1000,2452 六\n1000,3052 七\n");
    /* What is repeated has one bookmark. */
    assert_int_equal(f->document->n_bookmarks, 2);
    assert_string_equal(f->document->bookmark[0].title, "柱");
    assert_string_equal(f->document->bookmark[1].title, "甲");
}

/* A flow page without `next` repeats its only area, or its only chain. */
static void
test_flow_page_closes(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "t.md", "一\n\n二\n\n三\n\n四\n\n五\n");
    fixture_good(f, CHAIN("flow = yes\nrow.1 = 18mm: a*4\n", ""));
    assert_int_equal(f->document->n_pages, 2);
    assert_string_equal(fixture_sketch(f, 1), "1000,1452 四\n1000,2052 五\n");
    fixture_good(f, CHAIN("flow = yes\nrow.1 = 12mm: h b*3\n"
                          "row.2 = 6mm: h a*3\n",
                        "[area a]\nnext = b\n"));
    assert_int_equal(f->document->n_pages, 2);
    assert_string_equal(
        fixture_sketch(f, 0), "3100,2652 一\n3100,1452 二\n3100,2052 三\n");
    assert_string_equal(fixture_sketch(f, 1), "3100,2652 四\n3100,1452 五\n");
}

/* A block that began in a later area goes on in the first of the next copy. */
static void
test_flow_page_comes_round(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "flow = yes\nrow.1 = 12mm: a*2 b*2\n[area a]\nnext = b\n"
        "[block t]\ntype = text\narea = a\ncopy = 前\n"
        "[block u]\ntype = text\narea = b\ncopy = 一\\n二\\n三\\n四\n");
    assert_int_equal(f->document->n_pages, 2);
    assert_string_equal(
        fixture_sketch(f, 0), "1000,1452 前\n5200,1452 一\n5200,2052 二\n");
    assert_string_equal(fixture_sketch(f, 1), "1000,1452 三\n1000,2052 四\n");
}

/* Each block shrinks as far as it allows itself. */
static void
test_shrink_apart(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 17.3mm: a*4\n"
        "[block t]\ntype = text\narea = a\ncopy = 一\nfit = 98%\n"
        "[block u]\ntype = text\narea = a\ncopy = 二\n"
        "[block v]\ntype = text\narea = a\ncopy = 三\nfit = 80%\n");
    const struct page *page = f->document->page[0];
    assert_int_equal(page->item[1].run->size, 144000 * 98 / 100);
    assert_int_equal(page->item[4].run->size, 144000);
    assert_int_equal(page->item[7].run->size, 144000 * 90 / 100);
}

static void
test_columns(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 40mm: a*4\n"
        "[block t]\ntype = text\narea = a\ncolumns = 3\ncolumn-gap = 4mm\n"
        "copy = 一\\n二\\n三\\n四\\n五\\n六\\n七\n"
        "[block u]\ntype = text\narea = a\ncopy = 後\n");
    /* (80 - 2 * 4) / 3 = 24 mm a column */
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 一\n1000,2052 二\n1000,2652 三\n"
        "3800,1452 四\n3800,2052 五\n"
        "6600,1452 六\n6600,2052 七\n"
        "1000,3252 後\n");
}

/* A block that begins in a later area of a chain waits for it. */
static void
test_block_in_later_area(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 18mm: a*2 b*2\n[area a]\nnext = b\n"
        "[block v]\ntype = text\narea = b\ncopy = 後\n"
        "[block t]\ntype = text\narea = a\ncopy = 一\\n二\n"
        "[block w]\ntype = text\narea = a\ncopy = 三\\n四\n");
    /* Read in the order of the job, placed in the order of the chain. */
    assert_string_equal(fixture_sketch(f, 0),
        "5200,2652 後\n1000,1452 一\n1000,2052 二\n"
        "5200,1452 三\n5200,2052 四\n");
}

static void
test_shrink(void **state)
{
    struct fixture *f = *state;
    emu x, y;
    fixture_file(f, "t.md", LINE20 "一\n");
    fixture_good(f, CHAIN("row.1 = 6mm: a*4\n", "") "fit = 90%\n");
    /* 21 characters fit at 95 %: 3.8 mm each */
    assert_int_equal(fixture_find(f, LINE20 "一", &x, &y), 0);
    const struct item *item = &f->document->page[0]->item[1];
    assert_int_equal(item->run->size, 136800);
    fixture_bad(f, CHAIN("row.1 = 6mm: a*4\n", "") "fit = 96%\n",
        "job.ini:17:1: error: block \"t\" does not fit area \"a\": 5.5 mm too "
        "much, lines left over: 1; shorten the copy, enlarge the area or allow "
        "shrinking with fit [layout.overflow]\n");
}

/* Blocks that have not begun are set to the area they come to. */
static void
test_blocks_change_width(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 18mm: a*3 b\n[area a]\nnext = b\n"
        "[block t]\ntype = text\narea = a\ncopy = 一\\n二\n"
        "[block u]\ntype = text\narea = a\ncopy = 一二三四五六\ntitle = 題\n"
        "fill = \"#ff0000\"\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 一\n1000,2052 二\n"
        "box 7300,1000 1700x1800 #ff0000\n"
        "7300,1452 題\n7300,2052 一二三四\n7300,2652 五六\n");
}

/* Rows of height `auto` that are too high shrink what stands in them. */
static void
test_shrink_rows(void **state)
{
    struct fixture *f = *state;
#define HIGH(fit)                                                              \
    FIXTURE_STYLE "[page p]\nsize = 100mm 37.8mm\nmargin = 10mm\n"             \
                  "columns = 1\nrow.1 = auto: a\n"                             \
                  "[block t]\ntype = text\narea = a\ncopy = 一\\n二\\n三\n" \
                  "fit = " fit "\n"
    fixture_good(f, HIGH("95%"));
    assert_int_equal(
        f->document->page[0]->item[1].run->size, 144000 * 98 / 100);
    fixture_bad(f, HIGH("98.9%"),
        "job.ini:11:1: error: the rows of page \"p\" are 0.1 mm too high; "
        "reduce row heights or their content [layout.rows-high]\n");
}

static void
test_boxed_block(void **state)
{
    struct fixture *f = *state;
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = 60mm: a*4\n"
        "[block t]\ntype = text\narea = a\ncopy = 一\\n二\ntitle = 題\n"
        "fill = \"#ff0000\"\nborder = \"#0000ff\"\nborder-width = 1mm\n"
        "padding = 2mm 3mm\nbookmark = 箱\nwidth = 50mm\nalign = end\n"
        "title-rule = \"#00ff00\"\n"
        "[block u]\ntype = text\narea = a\ncopy = 後\n");
    assert_string_equal(fixture_sketch(f, 0),
        "box 4000,1000 5000x2300 #ff0000\n"
        "line 4050,1050 4900x2200 #0000ff\n"
        "4300,1652 題\n"
        "line 4300,1850 4400x0 #00ff00\n"
        "4300,2352 一\n4300,2952 二\n"
        "1000,3752 後\n");
    assert_int_equal(f->document->n_bookmarks, 1);
    assert_int_equal(f->document->bookmark[0].y, 10 * EMU_PER_MM);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stack),
        cmocka_unit_test(test_dump),
        cmocka_unit_test(test_area_look),
        cmocka_unit_test(test_valign_spread),
        cmocka_unit_test(test_auto_rows),
        cmocka_unit_test(test_grid_lines),
        cmocka_unit_test(test_chain_keeps_lines_together),
        cmocka_unit_test(test_headings_stay),
        cmocka_unit_test(test_chain_changes_width),
        cmocka_unit_test(test_one_line_does_not_turn),
        cmocka_unit_test(test_paragraph_spaces),
        cmocka_unit_test(test_gradient_bleeds),
        cmocka_unit_test(test_stretch),
        cmocka_unit_test(test_keep_next),
        cmocka_unit_test(test_thematic_break),
        cmocka_unit_test(test_blocks_change_width),
        cmocka_unit_test(test_shrink_rows),
        cmocka_unit_test(test_chain_over_pages),
        cmocka_unit_test(test_flow_page),
        cmocka_unit_test(test_flow_page_closes),
        cmocka_unit_test(test_flow_page_comes_round),
        cmocka_unit_test(test_shrink_apart),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_block_in_later_area),
        cmocka_unit_test(test_shrink),
        cmocka_unit_test(test_boxed_block),
    };
    return cmocka_run_group_tests_name(
        "layout_flow", tests, fixture_open, fixture_close);
}
