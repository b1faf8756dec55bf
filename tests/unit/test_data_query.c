#include "test_data_fixture.h"

#define A "[source a]\nfile = a.csv\n"
#define R A "[records r]\n"
#define SQL(text) R "sql = \"" text "\"\n"
/* Line and column of the first character of the SQL in SQL(). */
#define AT "job.ini:6:8: "

static const char towns[] = "町,よみ,人,率\n東,ひがし,30,1.5%\n"
                            "西,にし,20,x\n南,みなみ,20,0.25\n北,きた,5,…\n";

static void
picking(void **state)
{
    (void)state;
    GIVES(R "source = a\n", towns, "r",
        "東|ひがし|30|1.5%/西|にし|20|x/南|みなみ|20|0.25/北|きた|5|…");
    GIVES(R "source = a\nwhere = 人 = 20 AND 町 <> '西'\n", towns, "r",
        "南|みなみ|20|0.25");
    GIVES(R "source = a\ncolumns = 人, 町\n", towns, "r",
        "30|東/20|西/20|南/5|北");
    GIVES(R "source = a\nlimit = 2\ncolumns = 町\n", towns, "r", "東/西");
    GIVES(R "source = a\norder = -人, kana:よみ\ncolumns = 町\n", towns, "r",
        "東/西/南/北");
    GIVES(R "source = a\norder = kana:よみ\ncolumns = 町\nlimit = 3\n", towns,
        "r", "北/西/東");
    GIVES(R "source = a\norder = -kana:よみ\ncolumns = 町\n", towns, "r",
        "南/東/西/北");
    GIVES(R "source = a\norder = 率\ncolumns = 町\n", towns, "r",
        "東/南/西/北"); /* signs stand last */
    GIVES(
        R "source = a\norder = -率\ncolumns = 町\n", towns, "r", "南/東/西/北");
    GIVES(R "source = a\nwhere = 人 > 99\n", towns, "r", "");
    GIVES(R "source = a\n[records s]\nsource = r\nlimit = 1\n", towns, "s",
        "東|ひがし|30|1.5%");
    /* A record set with its source's name. */
    GIVES(A "[records a]\nsource = a\norder = 人\ncolumns = 町\n", towns, "a",
        "北/西/南/東");
    GIVES(A "[records a]\nsource = a\nlimit = 1\n[records b]\n"
            "sql = SELECT (SELECT count(*) FROM a) AS n, (SELECT count(*) "
            "FROM [records a]) AS m\n",
        towns, "b", "4|1");
}

static void
picked_cells(void **state)
{
    struct project p =
        project_load(R "source = a\nwhere = 率 IS NULL\n", towns);
    const struct record_set *set = dataset_records(p.data, "r");
    (void)state;
    assert_int_equal(set->n_rows, 2);
    assert_int_equal(set->cell[3].kind, CELL_SUPPRESSED);
    assert_int_equal(set->cell[3].loc.line, 3);
    assert_int_equal(set->cell[7].kind, CELL_UNKNOWN);
    assert_null(dataset_records(p.data, "nobody"));
    assert_int_equal(records_column(set, "人"), 2);
    assert_int_equal(records_column(set, "人口"), 4);
    project_free(&p);
}

static void
picking_faults(void **state)
{
    (void)state;
    SAYS(R "source = a\norder = 人口, kana:\ncolumns = 町, 囗\n", towns,
        "job.ini:7:9: error: there is no column \"人口\" in \"a\"; did you "
        "mean \"人\"? [data.unknown-column]\n"
        "job.ini:7:9: error: a term of the order \"人口, kana:\" names no "
        "column; write it like -COLUMN or kana:COLUMN [data.order]\n");
    SAYS(R "source = a\ncolumns = よむ\n", towns,
        "job.ini:7:11: error: there is no column \"よむ\" in \"r\"; did you "
        "mean \"よみ\"? [data.unknown-column]\n");
    SAYS(R "limit = 3\n", towns,
        "job.ini:5:1: error: [records r] needs either `source` or `sql`, one "
        "of the two [data.records-source]\n");
    SAYS(R "sql = SELECT 1\nwhere = 1\norder = 人\n", towns,
        "job.ini:7:9: error: `where` cannot stand beside `sql`; write it "
        "inside the statement [data.records-sql]\n"
        "job.ini:8:9: error: `order` cannot stand beside `sql`; write it "
        "inside the statement [data.records-sql]\n");
    SAYS(A "[records r]\nsql = SELECT * FROM s\n[records s]\n"
           "sql = SELECT * FROM r\n",
        towns,
        "job.ini:8:7: error: \"r\" needs itself (r → s → r); break the "
        "circle [data.circle]\n");
    SAYS(A "[records r]\nsql = SELECT * FROM r\n", towns,
        "job.ini:6:7: error: \"r\" needs itself (r → r); break the circle "
        "[data.circle]\n");
}

static void
top_and_others(void **state)
{
    static const char csv[] = "町,人,値,字\nア,5,1.5,p\nイ,4,2.5,q\n"
                              "ウ,3,0.25,r\nエ,2,0.5,s\n";
    (void)state;
    GIVES(R "source = a\ntop = 2\n", csv, "r",
        "ア|5|1.5|p/イ|4|2.5|q/その他|5|0.75|");
    GIVES(R "source = a\norder = 人\ntop = 3\nothers = ほか\n"
            "columns = 町, 人\n",
        csv, "r", "エ|2/ウ|3/イ|4/ほか|5");
    GIVES(R "source = a\ntop = 4\n", csv, "r",
        "ア|5|1.5|p/イ|4|2.5|q/ウ|3|0.25|r/エ|2|0.5|s");
    GIVES(R "source = a\ntop = 1\n", "a,b,c\nx,1,1\ny,x,-\nz,…,3\n", "r",
        "x|1|1/その他|x|－");
    GIVES(
        R "source = a\ntop = 1\n", "a,b\nx,1\ny,\nz,3\n", "r", "x|1/その他|…");
    SAYS(R "source = a\ntop = 1\n", "a,b\nx,1\ny,9223372036854775807\nz,1\n",
        "job.ini:7:7: error: the sum of column \"b\" in the row \"その他\" is "
        "too large [data.others-overflow]\n");
}

static void
statements(void **state)
{
    (void)state;
    GIVES(SQL("SELECT 町, 人 * 2 AS 倍 FROM a WHERE 人 < 30 ORDER BY 人, 町 "
              "COLLATE kana"),
        towns, "r", "北|10/南|40/西|40");
    GIVES(SQL("SELECT 町 FROM a ORDER BY よみ COLLATE kana; -- end"), towns,
        "r", "北/西/東/南");
    GIVES(SQL("WITH t AS (SELECT 人 FROM a) SELECT sum(人) AS s FROM t"), towns,
        "r", "75");
    GIVES(SQL("SELECT 町, ratio(人, sum(人) OVER ()) AS 割 FROM a LIMIT 1"),
        towns, "r", "東|0.4");
    GIVES(SQL("SELECT 町, sum(人) OVER (ORDER BY rowid ROWS BETWEEN 1 "
              "PRECEDING AND CURRENT ROW) AS 動 FROM a"),
        towns, "r", "東|30/西|50/南|40/北|25");
    GIVES(SQL("SELECT x.町 AS 町 FROM a AS x JOIN a AS y ON x.人 = y.人 AND "
              "x.町 <> y.町 ORDER BY 1"),
        towns, "r", "南/西");
    GIVES(SQL("SELECT count(*) AS n FROM A"), towns, "r", "4");
    GIVES(SQL("SELECT count(*) AS n FROM main.a"), towns, "r", "4");
    GIVES(SQL("SELECT '' AS e, 'x' AS x, '7' AS t"), towns, "r", "|x|7");
}

/* Results come back exactly, and rounding is ours. */
static void
exactness(void **state)
{
    static const char csv[] = "a,b\n0.1,0.2\n0.285,10.50\n";
    struct project p = project_load(
        SQL("SELECT ratio(1, 3) AS r, a, b, sum(a) OVER () AS s FROM a"), csv);
    const struct cell *cell = dataset_records(p.data, "r")->cell;
    (void)state;
    assert_int_equal(cell[0].number.num, 1);
    assert_int_equal(cell[0].number.den, 3);
    assert_int_equal(cell[1].number.num, 1);
    assert_int_equal(cell[1].number.den, 10);
    assert_string_equal(cell[6].text, "10.5");
    assert_int_equal(cell[3].number.num, 77);
    assert_int_equal(cell[3].number.den, 200);
    project_free(&p);
    GIVES(SQL("SELECT round(a, 2) AS r FROM a"), csv, "r", "0.1/0.29");
    GIVES(SQL("SELECT round(2.5) AS r, round(-2.5) AS s"), csv, "r", "3|△3");
    GIVES("rounding = half-even\nminus = ▲\n" SQL(
              "SELECT round(2.5) AS r, round(-3.5) AS s"),
        csv, "r", "2|▲4");
    GIVES(SQL("SELECT avg(a) AS m, change(3, 2) AS c, points(0.07, 0.064) AS "
              "p, ratio(-1, 8) AS n FROM a"),
        csv, "r", "0.1925|0.5|0.6|△0.125");
    GIVES(SQL("SELECT a + b AS s, a * 3 AS t FROM a LIMIT 1"), csv, "r",
        "0.3|0.3");
    GIVES(SQL("SELECT sum(ratio(1, 3)) AS s FROM a"), csv, "r", "0.6667");
    GIVES(SQL("SELECT 1.0 / 3 AS s"), csv, "r", "0.3333");
    /* Through a record set of its own, and back. */
    GIVES(
        SQL("SELECT ratio(1, 3) AS t UNION ALL SELECT ratio(2, 3)") "[records "
                                                                    "s]\nsql = "
                                                                    "SELECT "
                                                                    "sum(t) AS "
                                                                    "one FROM "
                                                                    "r\n",
        csv, "s", "1");
    GIVES(SQL("SELECT max(t) AS m FROM (SELECT ratio(1, 3) AS t UNION SELECT "
              "ratio(2, 3))"),
        csv, "r", "0.6667");
    /* Decimals as the source column writes them. */
    GIVES(SQL("SELECT a FROM a ORDER BY a DESC"), "a\n1.0\n2.0\n", "r",
        "2.0/1.0");
    SAYS(SQL("SELECT a FROM a"), "a\n0.1234567890123456\n",
        "a.csv:2:1: error: the decimal \"0.1234567890123456\" has more than "
        "15 digits, which SQL cannot hold exactly; give it fewer digits "
        "[data.sql-precision]\n");
    GIVES(SQL("SELECT a FROM a WHERE a = 123456789012345678"),
        "a\n123456789012345678\n", "r", "123456789012345678");
}

static void
nulls(void **state)
{
    static const char one[] = "a,b\nい,x\nろ,2\n";
    (void)state;
    GIVES(SQL("SELECT b FROM a"), one, "r", "x/2");
    GIVES(SQL("SELECT b + 1 AS c FROM a"), one, "r", "…/3");
    GIVES(SQL("SELECT sum(b) AS s, total(b) AS t, avg(b) AS m, count(b) AS n "
              "FROM a"),
        one, "r", "…|2|…|1");
    GIVES(SQL("SELECT ratio(b, 2) AS c, ratio(1, 0) AS d, change(1, 0) AS e "
              "FROM a"),
        one, "r", "…|…|…/1|…|…");
    GIVES(SQL("SELECT coalesce(b, '') AS c FROM a"), one, "r", "/2");
    GIVES(SQL("SELECT y.b AS b FROM a AS x LEFT JOIN a AS y ON y.a = 'z'"),
        "a,b\nい,1\n", "r", "");
    SAYS(SQL("SELECT 率 FROM a"), towns,
        AT "error: column \"率\" has different signs or empty cells, which "
           "the SQL result cannot tell apart; use cell('a', '率', rowid) "
           "[data.sql-sign]\n");
    GIVES(SQL("SELECT cell('a', '率', rowid) AS 率 FROM a"), towns, "r",
        "1.5%/x/0.25/…");
}

static void
sql_faults(void **state)
{
    (void)state;
    SAYS(SQL("SELECT 町 FORM a"), towns,
        "job.ini:6:22: error: SQL error: near \"a\": syntax error; correct "
        "the statement (text stands in '...', column names in \"...\") "
        "[data.bad-sql]\n");
    SAYS(SQL("SELECT 町, 人口 FROM a"), towns,
        "job.ini:6:18: error: SQL error: no such column: 人口; correct the "
        "statement (text stands in '...', column names in \"...\") "
        "[data.bad-sql]\n");
    SAYS(R "source = a\nwhere = 人 = = 3\n", towns,
        "job.ini:7:13: error: SQL error: near \"=\": syntax error; correct "
        "the statement (text stands in '...', column names in \"...\") "
        "[data.bad-sql]\n");
    SAYS(R "source = a\nwhere = 1) --\n", towns,
        "job.ini:7:9: error: SQL error: near \")\": syntax error; correct "
        "the statement (text stands in '...', column names in \"...\") "
        "[data.bad-sql]\n");
    SAYS(R "source = a\nwhere = 町 = \"東京\"\n", towns,
        "job.ini:7:13: error: SQL error: no such column: 東京; correct the "
        "statement (text stands in '...', column names in \"...\") "
        "[data.bad-sql]\n");
    SAYS(SQL("SELECT * FROM towns"), towns,
        "job.ini:6:22: error: no [source] or [records] is called \"towns\" as "
        "in this SQL; did you mean \"a\"? [data.unknown-table]\n");
    SAYS(SQL("SELECT 1 AS x, 2 AS x"), towns,
        AT "error: the SQL result has two columns \"x\"; rename one with AS "
           "[data.sql-column-twice]\n");
    SAYS(SQL("SELECT 1; SELECT 2"), towns,
        AT "error: the SQL must be one SELECT statement and nothing else "
           "[data.sql-statement]\n");
    SAYS(SQL(" "), towns,
        "job.ini:6:8: error: the SQL must be one SELECT statement and nothing "
        "else [data.sql-statement]\n");
    SAYS(SQL("SELECT ratio('a', 1) AS x"), towns,
        AT "error: SQL error: an argument is not a number; correct the "
           "statement (text stands in '...', column names in \"...\") "
           "[data.bad-sql]\n");
    SAYS(SQL("SELECT sum(町) AS x FROM a"), towns,
        AT "error: SQL error: sum: not a number; correct the statement (text "
           "stands in '...', column names in \"...\") [data.bad-sql]\n");
    SAYS(SQL("SELECT sum(a) AS x FROM a"), "a\n9223372036854775807\n1\n",
        AT "error: SQL error: number too large; correct the statement (text "
           "stands in '...', column names in \"...\") [data.bad-sql]\n");
    SAYS(SQL("SELECT 1e300 AS x"), towns,
        AT "error: the SQL result in column \"x\" is no number that we can "
           "hold exactly [data.sql-number]\n");
    SAYS(SQL("SELECT cell('a', '無', 1) AS x, rowid FROM a"), towns,
        AT "error: SQL error: cell: no such column; correct the statement "
           "(text stands in '...', column names in \"...\") "
           "[data.bad-sql]\n");
}

#define DENIED "error: only SELECT is allowed in SQL"
#define ANEW "; write the statement anew [data.sql-denied]\n"

static void
forbidden(void **state)
{
    static const char *const writes[] = {"DELETE FROM a", "DROP TABLE a",
        "INSERT INTO a VALUES (1)", "UPDATE a SET 人 = 1", "CREATE TABLE b (c)",
        "PRAGMA user_version", "ATTACH 'x' AS y", "BEGIN",
        "SELECT * FROM sqlite_master"};
    static const char *const clocks[] = {
        "random", "date", "strftime", "load_extension", "changes"};
    (void)state;
    for (size_t i = 0; i < sizeof writes / sizeof *writes; i++) {
        char ini[256];
        /* The first record set makes the table `a`. */
        snprintf(ini, sizeof ini,
            A "[records q]\nsql = SELECT 1 AS x FROM a\n[records r]\n"
              "sql = %s\n",
            writes[i]);
        SAYS(ini, towns, "job.ini:8:7: " DENIED ANEW);
    }
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        char ini[256], want[256];
        snprintf(ini, sizeof ini, R "sql = SELECT %s(%s) AS x\n", clocks[i],
            strcmp(clocks[i], "load_extension") == 0 ? "'x'"
            : clocks[i][0] == 'd'                    ? "'now'"
            : clocks[i][0] == 's'                    ? "'%Y', 'now'"
                                                     : "");
        snprintf(
            want, sizeof want, "job.ini:6:7: " DENIED " (%s)" ANEW, clocks[i]);
        SAYS(ini, towns, want);
    }
    SAYS(SQL("VACUUM"), towns,
        AT "error: the SQL must be one SELECT statement and nothing else "
           "[data.sql-statement]\n");
    SAYS(R "sql = SELECT current_timestamp AS x\n", towns,
        "job.ini:6:7: " DENIED " (current_timestamp)" ANEW);
    SAYS(R "source = a\nwhere = 人 > random()\n", towns,
        "job.ini:7:9: " DENIED " (random)" ANEW);
}

static void
without_end(void **state)
{
    (void)state;
    SAYS(SQL("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n FROM t) "
             "SELECT count(*) AS n FROM t"),
        towns,
        AT "error: the SQL does not end within 50000000 steps; look at its "
           "conditions and joins [data.sql-endless]\n");
}

static void
long_but_good(void **state)
{
    (void)state;
    GIVES(SQL("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t "
              "WHERE n < 20000) SELECT sum(n) AS s FROM t"),
        towns, "r", "200010000");
}

static void
odd_names(void **state)
{
    (void)state;
    GIVES(R "source = a\nwhere = 0 < \"総MR数（人）\" AND 総MR数（人） > "
            "1\norder = -総MR数（人）, sel\"ect\n",
        "総MR数（人）,\"sel\"\"ect\",rowid\n2,b,7\n3,a,8\n1,c,9\n", "r",
        "3|a|8/2|b|7");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(picking),
        cmocka_unit_test(picked_cells),
        cmocka_unit_test(picking_faults),
        cmocka_unit_test(top_and_others),
        cmocka_unit_test(statements),
        cmocka_unit_test(exactness),
        cmocka_unit_test(nulls),
        cmocka_unit_test(sql_faults),
        cmocka_unit_test(forbidden),
        cmocka_unit_test(without_end),
        cmocka_unit_test(long_but_good),
        cmocka_unit_test(odd_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
