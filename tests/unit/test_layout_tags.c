/* layout: what readers hear, as the structure of whole jobs. */
#include "test_layout_fixture.h"

/* The lines of the dump from `structure` on, without sequences and boxes. */
static void
expect_tags(struct fixture *f, const char *wanted)
{
    struct buf dump = {0}, tags = {0};
    document_dump(f->document, &dump);
    const char *line = strstr(dump.p, "\nstructure\n");
    buf_text(&tags, "");
    for (line = line == NULL ? "" : line + 11; *line != '\0';) {
        const char *end = strchr(line, '\n') + 1;
        const char *word = line + strspn(line, " ");
        const char *box = strstr(line, " box ");
        size_t n = (size_t)((box != NULL && box < end ? box : end - 1) - line);
        if (strncmp(word, "sequence", 8) != 0) {
            buf_put(&tags, line, n);
            buf_byte(&tags, '\n');
        }
        line = end;
    }
    if (strcmp(tags.p, wanted) != 0)
        print_error("--- got\n%s--- want\n%s---\n", tags.p, wanted);
    assert_string_equal(tags.p, wanted);
    buf_fini(&dump);
    buf_fini(&tags);
}

/* The texts of a line's parts are the line's, joined. */
static void
expect_parts(struct fixture *f)
{
    struct buf parts = {0};
    for (size_t p = 0; p < f->document->n_pages; p++) {
        const struct page *page = f->document->page[p];
        for (size_t i = 0; i < page->n_items; i++) {
            const struct item *line = &page->item[i];
            if (line->kind != ITEM_SPAN_BEGIN || line->inner ||
                line[1].kind != ITEM_SPAN_BEGIN)
                continue;
            parts.n = 0;
            for (const struct item *at = line + 1;
                 at->kind != ITEM_SPAN_END || at->inner; at++)
                if (at->kind == ITEM_SPAN_BEGIN)
                    buf_str(&parts, at->actual);
            buf_put(&parts, "", 0);
            assert_true(
                str_equal((struct str){parts.p, parts.n}, line->actual));
        }
    }
    buf_fini(&parts);
}

static void
copy(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "t.md",
        "# 題\n\n一[リンク](https://a.jp/)と{東京|とうきょう}と注[^a]。\n\n"
        "### 深い\n\n> 引用\n\n- 甲\n- 乙\n\n  続き\n\n  1. 子\n\n***\n\n"
        "The first words are English.\n\n[^a]: 注の文\n");
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: a*4\nrow.2 = auto: n*4\n"
        "[block t]\ntype = text\narea = a\nfile = t.md\n"
        "[block n]\ntype = notes\narea = n\n");
    expect_tags(f, "Sect\n"
                   " H1\n"
                   " P\n"
                   "  Link\n"
                   "   link 1.1\n"
                   "  Ruby\n   RB\n   RT\n"
                   "  Reference to note-1\n"
                   " H2\n"
                   " BlockQuote\n  P\n"
                   " L\n"
                   "  LI\n   Lbl\n   LBody\n"
                   "  LI\n   Lbl\n   LBody\n    P\n    P\n"
                   "    L ordered\n     LI\n      Lbl\n      LBody\n"
                   " P\n  Span lang en\n"
                   "Sect\n Note id note-1\n  Lbl\n  P\n");
    expect_parts(f);
}

/* Titles below the document's heading, headings of copy below titles; a block
 * of one paragraph is no section. */
static void
headings(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "t.md", "# 章\n\n文\n\n## 節\n\n文\n");
    fixture_good(f, FIXTURE_STYLE FIXTURE_PAGE
        "row.1 = fill: a*4\n"
        "[block h]\ntype = text\narea = a\ncopy = 表題\nheading = 1\n"
        "[block p]\ntype = text\narea = a\ncopy = 文\n"
        "[block t]\ntype = text\narea = a\nfile = t.md\ntitle = 見出し\n"
        "[block u]\ntype = text\narea = a\ncopy = 文\ntitle = 小\n"
        "title-level = 3\n"
        "[block v]\ntype = rule\narea = a\n");
    expect_tags(f, "H1\nP\nSect\n H2\n H3\n P\n H4\n P\nSect\n H3\n P\n");
}

/* The head of a table that goes on over pages is read once. */
static void
tables(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "s.csv", "国,数\n英,1\n米,\n仏,3\n独,4\n");
    fixture_good(f, FIXTURE_STYLE
        "[page p]\nsize = 100mm 44mm\nmargin = 10mm\ncolumns = 1\n"
        "flow = yes\nrow.1 = fill: a\n[area a]\nnext = a\n"
        "[source s]\nfile = s.csv\n"
        "[block t]\ntype = table\narea = a\nrows = s\nhead.国 = \"\"\n"
        "caption = 表一\nunit = 単位 人\nrow-height = 6mm\n");
    assert_int_equal(f->document->n_pages, 2);
    expect_tags(f, "Table\n Caption\n  P\n  P\n"
                   " THead\n  TR\n   TD\n   TH\n"
                   " TBody\n"
                   "  TR\n   TH row\n   TD\n"
                   "  TR\n   TH row\n   TD\n"
                   "  TR\n   TH row\n   TD\n"
                   "  TR\n   TH row\n   TD\n");
}

static void
lists(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "m.csv",
        "名,よみ,役,上\n乙社,おつしゃ,長,\n甲社,こうしゃ,員,乙社\n");
    fixture_good(f, FIXTURE_STYLE
        "[page p]\nsize = 100mm 200mm\nmargin = 10mm\ncolumns = 4\n"
        "row.1 = fill: a*4\n[source m]\nfile = m.csv\n"
        "[value n]\nsource = m\ncolumn = 名\naggregate = count\n"
        "[block m]\ntype = members\narea = a\nrows = m\nname = 名\n"
        "reading = よみ\nindex = yes\nmarker = ・\n"
        "[block r]\ntype = roster\narea = a\nrows = m\nrole = 役\n"
        "name = 名\n"
        "[block f]\ntype = figures\narea = a\nvalues = n\nlabel.n = 社数\n"
        "unit.n = 社\n"
        "[block o]\ntype = orgchart\narea = a\nrows = m\nname = 名\n"
        "parent = 上\ndetail = よみ\n");
    expect_tags(f,
        "P\nL\n LI\n  Lbl\n  LBody\n"
        "P\nL\n LI\n  Lbl\n  LBody\n"
        "L\n LI\n  LBody\n LI\n  LBody\n"
        "L\n LI\n  LBody\n   P\n   P\n"
        "L\n LI\n  LBody\n   P\n   L\n    LI\n     Lbl\n     LBody\n"
        "   L\n    LI\n     LBody\n      P\n      L\n       LI\n        Lbl\n"
        "        LBody\n");
}

/* What pages repeat is read where it stands first, but its links stay. */
static void
repeats(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "t.md", "一\n\n二\n\n三\n\n四\n");
    fixture_good(f, FIXTURE_STYLE
        "[page p]\nsize = 100mm 44mm\nmargin = 10mm\ncolumns = 1\n"
        "flow = yes\nrow.1 = 12mm: h\nrow.2 = fill: a\n[area a]\nnext = a\n"
        "[block h]\ntype = text\narea = h\ncopy = \"柱[先](https://a.jp/)\"\n"
        "[block t]\ntype = text\narea = a\nfile = t.md\n");
    assert_int_equal(f->document->n_pages, 2);
    expect_tags(f, "P\n Link\n  link 1.1\nSect\n P\n P\n P\n P\n"
                   "P\n Link\n  link 2.1\n");
}

/* Parts of lines that divide words, turn at spaces and hold soft hyphens. */
static void
parts_of_lines(void **state)
{
    struct fixture *f = *state;
    fixture_file(f, "t.md",
        "日本[extraordinarily](https://a.jp/"
        ")と*communication*は[inter\u00ADnational"
        " cooperation](https://b.jp/)と{未来|みらい}に[typographically](https:/"
        "/c.jp/)"
        "つながり、again and again [compositions](https://d.jp/)を組む。\n");
    for (int width = 30; width <= 80; width += 5) {
        char job[1024];
        snprintf(job, sizeof job,
            FIXTURE_STYLE "hyphenate = en-US\n"
                          "[page p]\nsize = %dmm 200mm\nmargin = 5mm\n"
                          "columns = 1\nrow.1 = fill: a\n"
                          "[block t]\ntype = text\narea = a\nfile = t.md\n",
            width);
        fixture_good(f, job);
        expect_parts(f);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(copy, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(headings, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(tables, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(lists, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(repeats, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(
            parts_of_lines, fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
