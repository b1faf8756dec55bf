#include "test_data_fixture.h"

#define A "[source a]\nfile = a.csv\n"

#define BYTES_SAY(ini, csv, want)                                              \
    do {                                                                       \
        struct project said = project_bytes(ini, csv, sizeof(csv) - 1);        \
        assert_string_equal(said.out.p, want);                                 \
        project_free(&said);                                                   \
    } while (0)

#define BYTES_GIVE(ini, csv, want_out, want)                                   \
    do {                                                                       \
        struct project made = project_bytes(ini, csv, sizeof(csv) - 1);        \
        assert_string_equal(made.out.p, want_out);                             \
        assert_string_equal(project_rows(&made, "a"), want);                   \
        project_free(&made);                                                   \
    } while (0)

static void
encodings(void **state)
{
    static const char doubt[] =
        "a.csv: warning: the file can be read as CP932 and as EUC-JP; it was "
        "read as EUC-JP; say which in `encoding` [data.encoding-ambiguous]\n";
    (void)state;
    BYTES_GIVE(A, "国,数\n日本,1\n", "", "日本|1");
    BYTES_GIVE(A, "\xEF\xBB\xBF国,数\r\n日本,1\r\n", "", "日本|1");
    /* 国,数 / 日本,… with CRLF, 木﨑 (IBM extension FAB1), half-width kana */
    BYTES_GIVE(A,
        "\x8D\x91,\x90\x94\r\n\x96\xD8\xFA\xB1,\x81\x63\r\n\xB1\xB2,3\r\n", "",
        "木﨑|…/ｱｲ|3");
    BYTES_GIVE(A, "\xA5\xA4,\xA5\xA6\n\xA5\xA4\xA5\xAE,1\n", doubt, "イギ|1");
    BYTES_GIVE(A "encoding = euc-jp\n",
        "\xB9\xF1,\xBF\xF4\n\xC6\xFC\xCB\xDC,1\n", "", "日本|1");
    BYTES_GIVE(A "encoding = cp932\n", "a,b\n\xB1\xB2,1\n", "", "ｱｲ|1");
    BYTES_GIVE(A,
        "\xFF\xFE"
        "a\0,\0\xF7\x8B\n\0\x42\x30,\0\x31\0\n\0",
        "", "あ|1");
    BYTES_GIVE(A, "\xFE\xFF\0a\0,\0b\0\n\x30\x42\0,\0\x31", "", "あ|1");
    BYTES_GIVE(A "encoding = utf-16\n", "a\0\n\0\x42\x30\n\0", "", "あ");
    BYTES_GIVE(A "encoding = utf-8\n", "\xEF\xBB\xBF国\n日本\n", "", "日本");
}

static void
bad_bytes(void **state)
{
    (void)state;
    BYTES_SAY(A, "国,数\n日\xFF本,1\n\xE3\x81,2\n",
        "a.csv:2:2: error: byte 0xFF is not valid UTF-8; save the file again "
        "or correct `encoding` [data.undecodable]\n"
        "a.csv:3:1: error: byte 0xE3 is not valid UTF-8; save the file again "
        "or correct `encoding` [data.undecodable]\n"
        "a.csv:3:2: error: byte 0x81 is not valid UTF-8; save the file again "
        "or correct `encoding` [data.undecodable]\n");
    BYTES_SAY(A "encoding = cp932\n", "a\n\x8D\x91\x80,\xFD\n",
        "a.csv:2:2: error: byte 0x80 is not valid CP932; save the file again "
        "or correct `encoding` [data.undecodable]\n"
        "a.csv:2:4: error: byte 0xFD is not valid CP932; save the file again "
        "or correct `encoding` [data.undecodable]\n");
    BYTES_SAY(A "encoding = euc-jp\n", "a\r\n\xB9\xF1\xB9",
        "a.csv:2:2: error: byte 0xB9 is not valid EUC-JP; save the file again "
        "or correct `encoding` [data.undecodable]\n");
    BYTES_SAY(A "encoding = utf-16\n", "a\0\n\0\0\xD8\n\0",
        "a.csv:2:1: error: byte 0xD800 is not valid UTF-16; save the file "
        "again "
        "or correct `encoding` [data.undecodable]\n");
    BYTES_SAY(A, "a\n\0b\n",
        "a.csv:2:1: error: there is a NUL character (0x00); save the file as "
        "CSV again (for UTF-16 say encoding = utf-16) [data.nul]\n");
    BYTES_SAY(A, "a\n\x81\xFF\n",
        "a.csv:2:1: error: byte 0x81 is not valid UTF-8; save the file again "
        "or correct `encoding` [data.undecodable]\n"
        "a.csv:2:2: error: byte 0xFF is not valid UTF-8; save the file again "
        "or correct `encoding` [data.undecodable]\n");
}

/* Not more than ten faults of one file are said. */
static void
many_bad_bytes(void **state)
{
    char csv[64] = "a\n";
    struct project p;
    (void)state;
    memset(csv + 2, 0xFF, 40);
    p = project_bytes(A, csv, 42);
    assert_int_equal(p.err, ERR_INPUT);
    assert_int_equal(diag_errors(p.diag), 10);
    project_free(&p);
}

static void
quotes(void **state)
{
    (void)state;
    GIVES(A, "a,b\n\"x\n,y\",\"say \"\"no\"\"\"\n1,2\n", "a",
        "x\n,y|say \"no\"/1|2");
    GIVES(A, "\"総MR数\n（人）\"\n6000\n", "a", "6000");
    SAYS(A, "a,b\n1,2\"3\n",
        "a.csv:2:4: error: misplaced quote (\"); double a quote inside a "
        "field and put the whole field in quotes [data.csv-quote]\n");
    SAYS(A, "a,b\n\"1\n\",\"日\"本\"\n",
        "a.csv:3:6: error: misplaced quote (\"); double a quote inside a "
        "field and put the whole field in quotes [data.csv-quote]\n");
    SAYS(A, "a,b\n1,\"23\n4,5\n",
        "a.csv:2:3: error: the quote (\") that begins here is never closed; "
        "add the closing quote [data.csv-open-quote]\n");
}

static void
places(void **state)
{
    struct project p =
        project_load(A, "国,\"数\n\"\r\n日本,\"1\r\n\"\r\n x , 2\n");
    const struct record_set *set = dataset_records(p.data, "a");
    (void)state;
    assert_string_equal(p.out.p, "");
    assert_int_equal(set->n_rows, 2);
    assert_string_equal(set->column[1], "数");
    assert_int_equal(set->cell[0].loc.line, 3);
    assert_int_equal(set->cell[0].loc.col, 1);
    assert_int_equal(set->cell[1].loc.line, 3);
    assert_int_equal(set->cell[1].loc.col, 4);
    assert_int_equal(set->cell[2].loc.line, 5);
    assert_int_equal(set->cell[3].loc.col, 5);
    assert_string_equal(set->cell[2].text, "x");
    assert_non_null(strstr(set->cell[0].loc.file, "a.csv"));
    project_free(&p);
}

static void
heads(void **state)
{
    (void)state;
    GIVES(A, "a,b,,\n1,2,,\n3,4,,,,\n\n,,,\n", "a", "1|2/3|4");
    GIVES(A "header = 3\n", "表 1\n\na,b\n1,2\n", "a", "1|2");
    GIVES(A "header = 0\n", "1,2\n3,4\n", "a", "1|2/3|4");
    SAYS(A "header = 9\n", "a\n1\n",
        "job.ini:5:10: error: there is no row 9 to hold the column heads; the "
        "file has 2 rows; correct the file or `header` [data.no-head]\n");
    SAYS(A, "a,,c,a\n1,2,3,4\n",
        "a.csv:1:3: error: column 2 has no head; give it one "
        "[data.head-empty]\n"
        "a.csv:1:6: error: columns 1 and 4 have the same head \"a\"; make "
        "them differ [data.head-twice]\n");
    SAYS(A, "",
        "a.csv: error: the file is empty; write column heads and data into "
        "it [data.empty]\n");
    GIVES(A, "a,b\n", "a", "");
}

static void
headless(void **state)
{
    struct project p = project_load(A "header = 0\n", "x,y\n");
    (void)state;
    assert_string_equal(dataset_records(p.data, "a")->column[1], "列2");
    project_free(&p);
}

static void
row_ranges(void **state)
{
    static const char csv[] = "a,b\n1,2\n3,4\n5,6\n注）概数,\n";
    (void)state;
    GIVES(A "rows = 2..4\n", csv, "a", "1|2/3|4/5|6");
    GIVES(A "rows = 3 .. 3\n", csv, "a", "3|4");
    GIVES(A "rows = 4..\ntypes.a = text\n", csv, "a", "5|6/注）概数|");
    SAYS(A "rows = 1..3\n", csv,
        "job.ini:5:8: error: bad range of rows \"1..3\" (the data is in rows "
        "2 to 5); write it like 3..49 [data.rows]\n");
    SAYS(A "rows = 3..9\n", csv,
        "job.ini:5:8: error: bad range of rows \"3..9\" (the data is in rows "
        "2 to 5); write it like 3..49 [data.rows]\n");
    SAYS(A "rows = 4..3\n", csv,
        "job.ini:5:8: error: bad range of rows \"4..3\" (the data is in rows "
        "2 to 5); write it like 3..49 [data.rows]\n");
    SAYS(A "rows = 3-4\n", csv,
        "job.ini:5:8: error: bad range of rows \"3-4\" (the data is in rows 2 "
        "to 5); write it like 3..49 [data.rows]\n");
}

static void
ragged_rows(void **state)
{
    (void)state;
    SAYS(A, "a,b\n1\n1,2,3\n1,2\n",
        "a.csv:2: error: this row has 1 cells, the head row has 2; correct "
        "the row, or say ragged = pad if cells are only missing "
        "[data.ragged]\n"
        "a.csv:3: error: this row has 3 cells, the head row has 2; correct "
        "the row, or say ragged = pad if cells are only missing "
        "[data.ragged]\n");
    GIVES(A "ragged = pad\n", "a,b\n1\n1,2\n", "a", "1|/1|2");
    SAYS(A "ragged = pad\n", "a,b\n1,2,3\n",
        "a.csv:2: error: this row has 3 cells, the head row has 2; correct "
        "the row, or say ragged = pad if cells are only missing "
        "[data.ragged]\n");
    SAYS(A, "a,b\n1,2\n\n3,4\n,\n5,6\n",
        "a.csv:3: warning: there is an empty row among the data; it was "
        "skipped; delete it [data.empty-row]\n"
        "a.csv:5: warning: there is an empty row among the data; it was "
        "skipped; delete it [data.empty-row]\n");
}

/* The kinds of the cells of a one-column table, one letter each. */
static void
kinds(const char *ini, const char *csv, const char *want)
{
    static const char letter[] = "etn-?x.";
    struct project p = project_load(ini, csv);
    char got[64] = "";
    assert_string_equal(p.out.p, "");
    const struct record_set *set = dataset_records(p.data, "a");
    for (size_t i = 0; i < set->n_rows; i++)
        got[i] = letter[set->cell[i * set->n_columns].kind];
    assert_string_equal(got, want);
    project_free(&p);
}

static void
cells(void **state)
{
    (void)state;
    kinds(A, "a\n1\n-\n－\n―\n−\n…\n・・・\n...\n***\nx\nX\nχ\n・\n△3\n",
        "n----????xxx.n");
    kinds(A, "a\nあ\nい\n-\nx\n3\n", "ttttt"); /* a column of texts */
    kinds(A, "a\n001\n012\n13\n", "ttt");      /* codes */
    kinds(A "types.a = number\n", "a\n001\n012\n", "nn");
    kinds(A "types.a = text\n", "a,b\n1,1\n-,1\n,1\n2,1\n", "ttet");
    kinds(A, "a,b\n1,x\n,y\n", "ne");
    kinds(A "nil-is-zero = yes\n", "a\n1\n-\nx\n", "nnx");
}

static void
flags_and_units(void **state)
{
    struct project p = project_load(A "unit-row = yes\n",
        "年,数,率,値\n年,人,%,％\n2021,p3,6.4,7.0%\n2022,r 4,*7.0,1p\n");
    const struct record_set *set = dataset_records(p.data, "a");
    (void)state;
    assert_string_equal(p.out.p, "");
    assert_string_equal(set->unit[1], "人");
    assert_int_equal(set->n_rows, 2);
    assert_int_equal(set->cell[1].flags, CELL_PROVISIONAL);
    assert_int_equal(set->cell[1].number.num, 3);
    assert_string_equal(set->cell[1].text, "p3");
    assert_int_equal(set->cell[5].flags, CELL_REVISED);
    assert_int_equal(set->cell[6].flags, CELL_SMALL_SAMPLE);
    assert_int_equal(set->cell[2].number.num, 8); /* 6.4 % is 8/125 */
    assert_int_equal(set->cell[2].number.den, 125);
    assert_int_equal(set->cell[3].number.num, 7);
    assert_int_equal(set->cell[3].number.den, 100);
    assert_int_equal(set->cell[7].number.den, 100);
    project_free(&p);
}

static void
wrong_types(void **state)
{
    (void)state;
    SAYS(A, "a,b\n1,2\n3,四\n12O,5\n",
        "a.csv:4:1: error: \"12O\" in column \"a\" is not a number; correct "
        "it or say types.a = text [data.not-number]\n"
        "a.csv:3:3: error: \"四\" in column \"b\" is not a number; correct it "
        "or say types.b = text [data.not-number]\n");
    SAYS(A "types.人数 = text\n", "人 数,b\n1,2\n",
        "job.ini:5:12: error: there is no column \"人数\" in \"a\"; did you "
        "mean \"人 数\"? [data.unknown-column]\n");
}

static void
too_many_faults(void **state)
{
    struct buf csv = {0};
    (void)state;
    buf_text(&csv, "a,b\n");
    for (int i = 0; i < 200; i++)
        buf_text(&csv, "1\n");
    struct project p = project_load(A, csv.p);
    assert_int_equal(diag_errors(p.diag), 51);
    assert_non_null(strstr(p.out.p,
        "a.csv: error: this file has 50 faults or more; correct these first "
        "[data.too-many]\n"));
    project_free(&p);
    buf_fini(&csv);
}

static void
private_use(void **state)
{
    (void)state;
    GIVES(A, "a\n\uF06C欠員\n", "a", "\uF06C欠員");
}

/* Random edits of a good file never crash, hang or pass in silence: either the
 * job loads or an error is said. */
static void
mutations(void **state)
{
    static const char good[] = "国,\"数\n\"\r\n\"日,本\",3\r\nx,△1.5%\r\n";
    static const char byte[] = "\",\n\r\0\xFF\x82\xE3 x0-%";
    uint32_t seed = 1;
    (void)state;
    for (int round = 0; round < 300; round++) {
        char csv[sizeof good];
        memcpy(csv, good, sizeof good);
        for (int i = 0; i < 3; i++) {
            seed = seed * 1664525 + 1013904223;
            csv[(seed >> 8) % (sizeof good - 1)] =
                byte[(seed >> 16) % (sizeof byte - 1)];
        }
        size_t n = sizeof good - 1 - (seed >> 20) % 8;
        struct project p = project_bytes(A "[records r]\nsource = a\n"
                                           "order = kana:国\n",
            csv, n);
        if (p.err != ERR_OK) {
            assert_int_equal(p.err, ERR_INPUT);
            assert_true(diag_errors(p.diag) > 0);
        }
        project_free(&p);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings),
        cmocka_unit_test(bad_bytes),
        cmocka_unit_test(many_bad_bytes),
        cmocka_unit_test(quotes),
        cmocka_unit_test(places),
        cmocka_unit_test(heads),
        cmocka_unit_test(headless),
        cmocka_unit_test(row_ranges),
        cmocka_unit_test(ragged_rows),
        cmocka_unit_test(cells),
        cmocka_unit_test(flags_and_units),
        cmocka_unit_test(wrong_types),
        cmocka_unit_test(too_many_faults),
        cmocka_unit_test(private_use),
        cmocka_unit_test(mutations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
