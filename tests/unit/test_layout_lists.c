/* Members, rosters and notes. */
#include "test_layout_fixture.h"

#define PAGE FIXTURE_STYLE FIXTURE_PAGE "row.1 = fill: a*4\nrow.2 = auto: n*4\n"
#define SOURCE "[source s]\nfile = s.csv\n"

static void
test_members_are_sorted(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv",
        "名,よみ\n葛西,かさい\n青木,あおき\nデイリー,でいりー\n阿部,あべ\n"
        "ABC,えーびーしー\n");
    fixture_good(f,
        PAGE SOURCE "[block m]\ntype = members\narea = a\nrows = s\nname = 名\n"
                    "reading = よみ\ncolumns = 2\ncolumn-gap = 10mm\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 青木\n1000,2052 阿部\n1000,2652 ABC\n"
        "5500,1452 葛西\n5500,2052 デイリー\n");
    /* Without readings they stand as they come. */
    fixture_good(f,
        PAGE SOURCE "[block m]\ntype = members\narea = a\nrows = s\nname = 名\n"
                    "marker = ●\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 ●\n1400,1452 葛西\n1000,2052 ●\n1400,2052 青木\n"
        "1000,2652 ●\n1400,2652 デイリー\n1000,3252 ●\n1400,3252 阿部\n"
        "1000,3852 ●\n1400,3852 ABC\n");
}

static void
test_members_index(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv",
        "名,よみ\n葛西,かさい\n青木,あおき\n学習院,がくしゅういん\n");
    fixture_good(f,
        PAGE SOURCE "[block m]\ntype = members\narea = a\nrows = s\nname = 名\n"
                    "reading = よみ\nindex = yes\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 あ\n1000,2052 青木\n1000,2652 か\n1000,3252 学習院\n"
        "1000,3852 葛西\n");
}

/* Where glyph number AT of the text ACTUAL stands, in 1/100 mm. */
static int
glyph_x(const struct fixture *f, const char *actual, size_t at)
{
    const struct page *page = f->document->page[0];
    size_t i = 0;
    while (
        i < page->n_items && !str_equal(page->item[i].actual, str_of(actual)))
        i++;
    for (i++; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind != ITEM_GLYPHS)
            break;
        if (at < item->run->n)
            return fixture_mm(item->x + item->run->glyph[at].x);
        at -= item->run->n;
    }
    return -1;
}

#define ROSTER                                                                 \
    SOURCE "[block r]\ntype = roster\narea = a\nrows = s\nname = 姓, 名\n"   \
           "role = 役\ncompany = 社\nposition = 肩\n"

static void
test_roster(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv",
        "役,姓,名,社,肩\n会長,木﨑,弘,甲社,長\n副会長,林,清植,乙,課長\n"
        "理事,長谷川,進,丙,係\n理事,松本,大輔,丁,員\n");
    fixture_good(f, PAGE ROSTER "name-width = 5em\nrow-gap = 2mm\n"
                                "rule = \"#ff0000\"\n");
    /* Roles over 3 em, a gap, names over 5 em: the family name from the left,
     * the given name to the right. */
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 会長　木﨑　弘　甲社　長\n"
        "line 1000,1700 8000x0 #ff0000\n"
        "1000,2252 副会長　林　清植　乙　課長\n"
        "line 1000,2500 8000x0 #ff0000\n"
        "1000,3052 理事　長谷川　進　丙　係\n"
        "line 1000,3300 8000x0 #ff0000\n"
        "2600,3852 松本　大輔　丁　員\n");
    const char *row = "会長　木﨑　弘　甲社　長";
    static const int x[] = {1000, 1800, 2600, 3000, 4200, 5000, 5400, 6200};
    for (size_t i = 0; i < sizeof x / sizeof x[0]; i++)
        assert_int_equal(glyph_x(f, row, i), x[i]);
    assert_int_equal(glyph_x(f, row, 8), -1);
    assert_int_equal(glyph_x(f, "副会長　林　清植　乙　課長", 3), 2600);
    assert_int_equal(glyph_x(f, "副会長　林　清植　乙　課長", 4), 3800);
}

/* Wider than solid, each half is spread by itself. */
static void
test_roster_wide_names(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv",
        "役,姓,名,社,肩\n会長,木﨑,弘,甲,\n理事,松本,大輔,甲,\n"
        "理事,Smith,John,甲,\n");
    fixture_good(f, PAGE ROSTER "name-width = 7em\nrole-width = 3em\n");
    assert_int_equal(glyph_x(f, "理事　松本　大輔　甲", 2), 2600);
    assert_int_equal(glyph_x(f, "理事　松本　大輔　甲", 3), 2600 + 800);
    assert_int_equal(glyph_x(f, "理事　松本　大輔　甲", 4), 2600 + 1600);
    assert_int_equal(glyph_x(f, "理事　松本　大輔　甲", 5), 2600 + 2400);
    assert_int_equal(glyph_x(f, "会長　木﨑　弘　甲", 4), 2600 + 2400);
    /* Words of Latin letters are not torn apart. */
    assert_int_equal(glyph_x(f, "Smith John　甲", 0), 2600);
}

/* A name in one column is parted at its blank; without a width the longest
 * names make it. */
static void
test_roster_one_column(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv", "氏名\n木﨑　弘\n長谷川 健太郎\n宗家\n");
    fixture_good(f, PAGE SOURCE
        "[block r]\ntype = roster\narea = a\nrows = s\nname = 氏名\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 木﨑　弘\n"
        "1000,2052 長谷川 健太郎\n1000,2652 宗家\n");
}

/* A position that has no room beside the companies follows them. */
static void
test_roster_narrow(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv",
        "役,姓,名,社,肩\n会長,木﨑,弘,株式会社一二三四五六,代表取締役社長\n");
    fixture_good(f, PAGE ROSTER "name-width = 5em\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 会長　木﨑　弘　株式会社一二三四五六\n4600,2052 "
        "代表取締役社長\n");
    /* It stays on the line where it fits, else it begins one. */
    fixture_file(f, "s.csv",
        "役,姓,名,社,肩\n会長,木﨑,弘,株式会社一二三,代表取締役\n"
        "理事,林,進,株式会社一二,課長\n");
    fixture_good(f, PAGE ROSTER "name-width = 5em\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 会長　木﨑　弘　株式会社一二三\n4600,2052 代表取締役\n"
        "1000,2652 理事　林　進　株式会社一二　課長\n");
}

static void
test_roster_bad(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv", "役,姓,名,社,肩\n会長,木﨑,弘,甲,乙\n");
    fixture_bad(f, PAGE ROSTER "name-width = 20em\n",
        "job.ini:20:1: error: role and name alone make roster \"r\" 16.0 mm "
        "too wide; widen its area or reduce role-width, name-width or gap "
        "[layout.roster-narrow]\n");
    fixture_bad(f,
        PAGE SOURCE
        "[block r]\ntype = roster\narea = a\nrows = s\nname = 氏名\n"
        "[block m]\ntype = members\narea = a\nrows = s\nname = namae\n"
        "reading = yomi\n",
        "job.ini:24:8: error: \"s\" has no column \"氏名\"; did you mean "
        "\"名\"? [layout.no-column]\n"
        "job.ini:29:8: error: \"s\" has no column \"namae\"; check the column "
        "names [layout.no-column]\n"
        "job.ini:30:11: error: \"s\" has no column \"yomi\"; check the column "
        "names [layout.no-column]\n");
}

/* Numbers follow the first use in reading order; a page shows the notes that
 * are first used on it. */
static void
test_notes(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "n.md", "[^a]: 甲注\n\n[^b]: 乙注\n\n[^c]: 丙注\n");
    fixture_good(f,
        "[document]\ntitle = T\nnotes = n.md\nnote-mark = 注{n}\n"
        "note-end = ）\n"
        "[font f]\njapanese = BIZ UDGothic Regular\n"
        "[style body]\nfont = f\nsize = 16Q\nleading = 24H\nalign = start\n"
        "indent = 0\n"
        "[style note]\nbased-on = body\nsize = 8Q\nleading = 12H\n"
        "[page p]\nsize = 100mm 100mm\nmargin = 10mm\ncolumns = 1\n"
        "row.1 = fill: a\nrow.2 = auto: n\n"
        "[page q]\nsize = 100mm 100mm\nmargin = 10mm\ncolumns = 1\n"
        "row.1 = fill: b\nrow.2 = auto: m\n"
        "[block two]\ntype = text\narea = b\ncopy = 後[^a]又[^c]。\n"
        "[block one]\ntype = text\narea = a\ncopy = 前[^b]又[^a]。\n"
        "[block n]\ntype = notes\narea = n\n"
        "[block m]\ntype = notes\narea = m\n");
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 前注1又注2。\n"
        "1000,8626 注1）\n1550,8626 乙注\n"
        "1000,8926 注2）\n1550,8926 甲注\n");
    assert_string_equal(fixture_sketch(f, 1),
        "1000,1452 後注2又注3。\n1000,8926 注3）\n1550,8926 丙注\n");
}

#define NOTES_FLOW(height)                                                     \
    "[document]\ntitle = T\nnotes = n.md\n"                                    \
    "[font f]\njapanese = BIZ UDGothic Regular\n"                              \
    "[style body]\nfont = f\nsize = 16Q\nleading = 24H\nalign = start\n"       \
    "indent = 0\n"                                                             \
    "[page p]\nsize = 100mm " height "\nmargin = 10mm\ncolumns = 1\n"          \
    "flow = yes\nrow.1 = fill: a\nrow.2 = auto: n\n[area a]\nnext = a\n"       \
    "[block t]\ntype = text\narea = a\nfile = t.md\n"                          \
    "[block n]\ntype = notes\narea = n\nmark-width = 10mm\n"

/* The room for notes may push copy on, and its notes with it. */
static void
test_notes_on_flow_pages(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "n.md", "[^a]: 甲\n\n[^b]: 乙\n\n[^c]: 丙\n");
    fixture_file(f, "t.md", "一[^a]。\n\n二[^b]。\n\n三[^c]。\n");
    fixture_good(f, NOTES_FLOW("44mm"));
    assert_int_equal(f->document->n_pages, 2);
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 一*1。\n1000,2052 二*2。\n"
        "1000,2652 *1.\n2000,2652 甲\n1000,3252 *2.\n2000,3252 乙\n");
    assert_string_equal(fixture_sketch(f, 1),
        "1000,1452 三*3。\n1000,3252 *3.\n2000,3252 丙\n");
    /* Three lines: the second note pushes the line that refers to it on. */
    fixture_good(f, NOTES_FLOW("38mm"));
    assert_int_equal(f->document->n_pages, 3);
    for (size_t i = 0; i < 3; i++) {
        const char *sketch = fixture_sketch(f, i);
        assert_non_null(strstr(sketch, "1000,1452 "));
        assert_non_null(strstr(sketch, "。\n1000,2"));
    }
    assert_string_equal(fixture_sketch(f, 0),
        "1000,1452 一*1。\n1000,2052 *1.\n2000,2052 甲\n");
    assert_string_equal(fixture_sketch(f, 2),
        "1000,1452 三*3。\n1000,2652 *3.\n2000,2652 丙\n");
}

/* Notes of figures and of blocks in frames are found too. */
static void
test_notes_in_figures(void **state)
{
    struct fixture *f = *state;
    emu x, y;
    fixture_file(f, "n.md", "[^a]: 甲\n\n[^b]: 乙\n\n[^c]: 丙\n");
    fixture_good(f,
        "[document]\ntitle = T\nnotes = n.md\n"
        "[font f]\njapanese = BIZ UDGothic Regular\n"
        "[style body]\nfont = f\nsize = 16Q\nleading = 24H\n"
        "[value v]\nnumber = 12\n" FIXTURE_PAGE
        "row.1 = fill: a*4\nrow.2 = auto: n*4\n"
        "[block s]\ntype = text\narea = a\ncopy = 文[^b]\nfill = black\n"
        "[block g]\ntype = figures\narea = a\nvalues = v\n"
        "label.v = 数[^c]\nnote.v = 注[^b]\npadding = 1mm\n"
        "[block t]\ntype = text\narea = a\ncopy = 後[^a]\n"
        "[block n]\ntype = notes\narea = n\n");
    static const char *const marks[] = {"*1.", "*2.", "*3."};
    static const char *const notes[] = {"乙", "丙", "甲"};
    for (size_t i = 0; i < 3; i++) {
        emu line;
        assert_int_equal(fixture_find(f, marks[i], &x, &line), 0);
        assert_int_equal(fixture_find(f, notes[i], &x, &y), 0);
        assert_int_equal(y, line);
    }
}

static void
test_notes_missing(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "n.md", "[^a]: 甲\n\n本文[^a]\n");
    fixture_bad(f, PAGE "[block t]\ntype = text\narea = a\nfile = n.md\n",
        "job.ini:18:1: error: note \"a\" is used on page \"p\", which has no "
        "block of type notes; add one [layout.no-notes-block]\n");
    fixture_bad(f,
        PAGE "[block t]\ntype = text\narea = a\nfile = n.md\n"
             "[block n]\ntype = notes\narea = n\n"
             "[block m]\ntype = notes\narea = a\n",
        "job.ini:25:1: error: page \"p\" has two blocks of type notes, \"n\" "
        "and \"m\"; keep one [layout.notes-twice]\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_are_sorted),
        cmocka_unit_test(test_members_index),
        cmocka_unit_test(test_roster),
        cmocka_unit_test(test_roster_wide_names),
        cmocka_unit_test(test_roster_one_column),
        cmocka_unit_test(test_roster_narrow),
        cmocka_unit_test(test_roster_bad),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_notes_on_flow_pages),
        cmocka_unit_test(test_notes_in_figures),
        cmocka_unit_test(test_notes_missing),
    };
    return cmocka_run_group_tests_name(
        "layout_lists", tests, fixture_open, fixture_close);
}
