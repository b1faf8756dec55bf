#include "test_data_fixture.h"

#define A "[source a]\nfile = a.csv\n"
#define V(name, body) "[value " name "]\n" body "\n"

static const char mr[] = "年度,人数,率,全数\n2021,3424,6.4%,x\n"
                         "2022,3637,7.0%,51848\n";

/* The figure v of the job A + INI over CSV, in prose. */
static void
shows(const char *ini, const char *csv, const char *want)
{
    char job[1024];
    struct str out;
    snprintf(job, sizeof job, A "%s", ini);
    struct project p = project_load(job, csv);
    assert_string_equal(p.out.p, "");
    assert_int_equal(
        dataset_show(p.arena, p.diag, p.data, LOC_NONE, STR("v"), NULL, &out),
        ERR_OK);
    assert_string_equal(out.p, want);
    assert_int_equal(out.n, strlen(want));
    project_free(&p);
}

#define FROM(more) V("v", "source = a\ncolumn = 人数\n" more)

static void
reading(void **state)
{
    (void)state;
    shows(FROM("where = 年度 = 2022"), mr, "3,637");
    shows(FROM("where = 年度 = 2022\nformat = \"0人\""), mr, "3637人");
    shows(FROM("aggregate = sum"), mr, "7,061");
    shows(FROM("aggregate = max"), mr, "3,637");
    shows(FROM("aggregate = min"), mr, "3,424");
    shows(FROM("aggregate = count"), mr, "2");
    shows(FROM("aggregate = count\nwhere = 年度 > 2050"), mr, "0");
    shows(V("v", "source = a\naggregate = count"), mr, "2");
    shows(V("v", "source = a\ncolumn = 年度\naggregate = max"), mr, "2022");
    shows(V("v", "source = a\ncolumn = 率\nwhere = 人数 > 3500"), mr, "7.0%");
    shows(V("v", "source = a\ncolumn = 全数\naggregate = sum"), mr, "x");
    shows(V("v", "source = a\ncolumn = 全数\nwhere = 年度=2021\n"
                 "format = \"#,##0\""),
        mr, "x");
    shows(FROM(""), "人数\n-12.50\n", "△12.50");
    shows("[records r]\nsource = a\nwhere = 年度 = 2021\n" V(
              "v", "source = r\ncolumn = 人数"),
        mr, "3,424");
    shows(V("v", "source = a\ncolumn = 人数\naggregate = sum"),
        "人数\n0.1\n0.2\n", "0.3");
    shows(V("v", "source = a\ncolumn = 名"), "名\n東京\n", "東京");
}

#define TWO                                                                    \
    V("n", "number = 3,637")                                                   \
    V("o", "number = 3,424")                                                   \
    V("p", "number = 7.0%")                                                    \
    V("q", "number = 6.4%")

static void
computing(void **state)
{
    (void)state;
    shows(TWO V("v", "sum = n, o, n"), mr, "10,698");
    shows(TWO V("v", "difference = n, o"), mr, "213");
    shows(TWO V("v", "difference = o, n"), mr, "△213");
    shows(TWO V("v", "change = n, o"), mr, "6.2%");
    shows(TWO V("v", "change = n, o\nformat = \"+0.00%\""), mr, "+6.22%");
    shows(TWO V("v", "ratio = n, o"), mr, "106.2%");
    shows(TWO V("v", "points = p, q"), mr, "0.6ポイント");
    shows(TWO V("v", "difference = p, q"), mr, "0.6%");
    shows(TWO V("v", "max = o, n"), mr, "3,637");
    shows(TWO V("v", "min = o, n"), mr, "3,424");
    shows(TWO V("v", "sum = n"), mr, "3,637");
    shows(V("v", "number = 1,234.50"), mr, "1,234.50");
    shows(V("v", "number = …"), mr, "…");
    shows(V("v", "text = 本文"), mr, "本文");
    shows(V("v", "sql = SELECT sum(人数) AS s FROM a"), mr, "7,061");
    shows(V("v", "sql = SELECT sum(全数) AS s FROM a"), mr, "…");
    /* Any order, and figures inside SQL. */
    shows(V("v", "source = a\ncolumn = 人数\nwhere = 年度 = value('y') - 1")
              V("y", "source = a\ncolumn = 年度\naggregate = max"),
        mr, "3,424");
    shows(V("v", "sql = \"SELECT ratio(value('n'), 51848) AS r\"\n"
                 "format = \"0.000%\"") TWO,
        mr, "7.015%");
}

/* Withheld beats unknown beats nil; a sign passes through each formula. */
static void
poison(void **state)
{
    static const char *const how[] = {
        "sum", "difference", "ratio", "change", "points", "max", "min"};
    (void)state;
    for (size_t i = 0; i < sizeof how / sizeof *how; i++) {
        char ini[512];
        snprintf(ini, sizeof ini,
            V("x", "number = x") V("u", "number = …") V("z", "number = －")
                V("n", "number = 5") V("v", "%s = n, x") V("a", "sum = u, x")
                    V("b", "sum = z, u") V("c", "sum = n, z"),
            how[i]);
        shows(ini, mr, "x");
    }
    struct project p = project_load(
        V("x", "number = x") V("u", "number = …") V("z", "number = －")
            V("n", "number = 5") V("a", "sum = u, x") V("b", "sum = z, u")
                V("c", "sum = n, z"),
        mr);
    assert_int_equal(dataset_value(p.data, "a")->kind, CELL_SUPPRESSED);
    assert_int_equal(dataset_value(p.data, "b")->kind, CELL_UNKNOWN);
    assert_int_equal(dataset_value(p.data, "c")->kind, CELL_NIL);
    assert_null(dataset_value(p.data, "d"));
    size_t n;
    assert_string_equal(dataset_value_names(p.data, &n)[1], "u");
    assert_int_equal(n, 9); /* with those that every job has */
    project_free(&p);
}

static void
value_faults(void **state)
{
    (void)state;
    SAYS(A V("v", "format = 0") V("w", "number = 1\ntext = 1"), mr,
        "job.ini:5:1: error: [value v] says 0 ways to get it; say one of "
        "source, sum, difference, ratio, change, points, max, min, number, "
        "text, sql [data.value-kinds]\n"
        "job.ini:7:1: error: [value w] says 2 ways to get it; say one of "
        "source, sum, difference, ratio, change, points, max, min, number, "
        "text, sql [data.value-kinds]\n");
    SAYS(A V("v", "source = a"), mr,
        "job.ini:6:10: error: [value v] has no `column`; say which column to "
        "read [data.value-column]\n");
    SAYS(A V("v", "source = a\ncolumn = 人口"), mr,
        "job.ini:7:10: error: there is no column \"人口\" in \"a\"; did you "
        "mean \"人数\"? [data.unknown-column]\n");
    SAYS(A V("v", "number = 1\nwhere = 1\naggregate = sum"), mr,
        "job.ini:7:9: error: `where` works only together with `source`; "
        "remove it [data.value-stray]\n"
        "job.ini:8:13: error: `aggregate` works only together with `source`; "
        "remove it [data.value-stray]\n");
    SAYS(A FROM("") V("w", "source = a\ncolumn = 人数\nwhere = 年度 = 1"), mr,
        "job.ini:7:10: error: [value v] reads exactly one row, but 2 rows "
        "match; narrow `where` or say `aggregate` [data.value-rows]\n"
        "job.ini:12:9: error: [value w] reads exactly one row, but 0 rows "
        "match; narrow `where` or say `aggregate` [data.value-rows]\n");
    SAYS(A FROM("aggregate = sum\nwhere = 0"), mr,
        "job.ini:9:9: error: [value v] reads exactly one row, but 0 rows "
        "match; narrow `where` or say `aggregate` [data.value-rows]\n");
    SAYS(A FROM("where = 年度 = 1")
             V("w", "source = a\ncolumn = 人数\naggregate = sum"),
        "年度,人数\n1,\n",
        "a.csv:2:3: error: the cell that [value v] reads is empty; fill it in "
        "or correct `where` [data.value-empty]\n"
        "a.csv:2:3: error: the cell that [value w] reads is empty; fill it in "
        "or correct `where` [data.value-empty]\n");
    SAYS(A V("v", "source = a\ncolumn = 名\naggregate = max"), "名\n東\n",
        "a.csv:2:1: error: \"東\" is not a number (of at most 18 digits), "
        "so [value v] cannot be computed from it; correct it "
        "[data.value-text]\n");
    SAYS(A V("v", "source = a\ncolumn = 数\naggregate = max"), "数\n10\nabc\n",
        "a.csv:3:1: error: \"abc\" is not a number (of at most 18 digits), "
        "so [value v] cannot be computed from it; correct it "
        "[data.value-text]\n");
    SAYS(A V("v", "sql = SELECT 年度, 人数 FROM a"), mr,
        "job.ini:6:7: error: the result has 2 rows and 2 columns; write SQL "
        "that gives one cell [data.value-cells]\n");
    SAYS(A V("v", "number = 3人"), mr,
        "job.ini:6:10: error: \"3人\" is not a number; write it like 3,637 or "
        "6.4% [data.value-number]\n");
    SAYS(A TWO V("v", "ratio = n"), mr,
        "job.ini:14:9: error: `ratio` takes 2 names of values, but 1 stand "
        "here [data.value-operands]\n");
    SAYS(A V("t", "text = 字") V("v", "sum = t"), mr,
        "job.ini:8:7: error: \"字\" is not a number (of at most 18 digits), "
        "so [value v] cannot be computed from it; correct it "
        "[data.value-text]\n");
    SAYS(A TWO V("z", "number = 0") V("v", "ratio = n, z")
             V("w", "change = n, z"),
        mr,
        "job.ini:16:9: error: [value v] would divide by the zero of \"z\"; "
        "check that value [data.value-zero]\n"
        "job.ini:18:10: error: [value w] would divide by the zero of \"z\"; "
        "check that value [data.value-zero]\n");
    SAYS(A TWO V("m", "number = △3") V("v", "change = n, m"), mr,
        "job.ini:16:10: error: [value v]: a rate of change from the negative "
        "\"m\" has no meaning; use `difference` [data.value-base]\n");
    SAYS(A V("m", "number = 9223372036854775807") V("v", "sum = m, m"), mr,
        "job.ini:8:7: error: the computation of [value v] leaves the range of "
        "exact numbers [data.value-overflow]\n");
    SAYS(A V("v", "number = 1\nformat = 人") V("w", "text = 字\nformat = 0"),
        mr,
        "job.ini:7:10: error: \"人\" is not a number format; write it like "
        "#,##0 or 0.0% [data.format]\n"
        "job.ini:10:10: error: the text \"字\" cannot be shown by the number "
        "format \"0\"; remove the format [data.format-text]\n");
}

static void
circles(void **state)
{
    struct buf ini = {0};
    (void)state;
    SAYS(A V("v", "source = a\ncolumn = 人数\nwhere = 年度 = value('w')")
             V("w", "sql = \"SELECT value('v') AS v\""),
        mr,
        "job.ini:10:8: error: \"v\" needs itself (v → w → v); break the "
        "circle [data.circle]\n");
    SAYS(A V("v", "source = a\ncolumn = 人数\nwhere = 年度 = value('yaer')")
             V("year", "number = 2022"),
        mr,
        "job.ini:8:9: error: there is no [value yaer]; did you mean "
        "\"year\"? [data.unknown-value]\n");
    for (int i = 0; i < 150; i++)
        buf_printf(
            &ini, "[value v%d]\nsql = SELECT value('v%d') AS v\n", i, i + 1);
    buf_printf(&ini, "[value v150]\nnumber = 1\n");
    SAYS(ini.p, mr,
        "job.ini:202:7: error: \"v100\" is more than 100 references deep; use "
        "fewer [data.too-deep]\n");
    buf_fini(&ini);
}

static void
prose(void **state)
{
    struct loc here = {"copy.md", 3, 4};
    struct str out;
    struct project p = project_load(
        "minus = ▲\n" TWO V("v", "difference = o, n") V("t", "text = 字"), mr);
    (void)state;
    assert_int_equal(
        dataset_show(p.arena, p.diag, p.data, here, STR("v"), "#,##0人", &out),
        ERR_OK);
    assert_string_equal(out.p, "▲213人");
    assert_int_equal(
        dataset_show(p.arena, p.diag, p.data, here, STR("v"), "−0", &out),
        ERR_OK);
    assert_string_equal(out.p, "−213");
    assert_int_equal(
        dataset_show(p.arena, p.diag, p.data, here, STR("vv"), NULL, &out),
        ERR_INPUT);
    assert_int_equal(out.n, 0);
    assert_int_equal(
        dataset_show(p.arena, p.diag, p.data, here, STR("v"), "x", &out),
        ERR_INPUT);
    assert_int_equal(
        dataset_show(p.arena, p.diag, p.data, here, STR("t"), "0", &out),
        ERR_INPUT);
    project_say(&p);
    assert_string_equal(p.out.p,
        "copy.md:3:4: error: there is no [value vv]; did you mean \"v\"? "
        "[data.unknown-value]\n"
        "copy.md:3:4: error: \"x\" is not a number format; write it like "
        "#,##0 or 0.0% [data.format]\n"
        "copy.md:3:4: error: the text \"字\" cannot be shown by the number "
        "format \"0\"; remove the format [data.format-text]\n");
    project_free(&p);
}

static void
cells_shown(void **state)
{
    static const char csv[] = "a,b\n1234.50,x\n-3,10.0%\n,・\n";
    static const char *const want[][3] = {{"1234.50", "1,235", "1234.50"},
        {"x", "x", "x"}, {"-3", "△3", "−3.00"}, {"10.0%", "0", "0.10"},
        {"", "", ""}, {"・", "・", "・"}};
    static const char *const format[] = {NULL, "#,##0", "−0.00"};
    struct project p = project_load(A, csv);
    struct str out;
    (void)state;
    for (size_t i = 0; i < 6; i++)
        for (size_t k = 0; k < 3; k++) {
            const struct cell *cell = &dataset_records(p.data, "a")->cell[i];
            assert_int_equal(
                cell_show(p.arena, p.diag, cell, format[k], &out), ERR_OK);
            assert_string_equal(out.p, want[i][k]);
        }
    project_free(&p);
}

static void
trace(void **state)
{
    struct project p = project_load(
        A V("n", "source = a\ncolumn = 人数\nwhere = 年度 = 2022") V(
            "all", "source = a\ncolumn = 全数\nwhere = 年度 = 2022")
            V("rate", "ratio = n, all") V("s", "sum = n, n") V(
                "x", "source = a\ncolumn = 全数\naggregate = sum") V("r",
                "sql = SELECT max(人数) AS m FROM t") V("m", "sum = rate, rate")
                V("k", "sum = rate, m") "[records t]\nsql = SELECT * FROM a\n",
        mr);
    struct buf out = {0};
    (void)state;
    assert_string_equal(p.out.p, "");
    assert_false(dataset_trace(p.data, "nobody", &out));
    assert_true(dataset_trace(p.data, "m", &out));
    assert_true(dataset_trace(p.data, "k", &out));
    assert_true(dataset_trace(p.data, "x", &out));
    assert_true(dataset_trace(p.data, "r", &out));
    buf_fini(&p.out);
    p.out = (struct buf){0};
    project_strip(&p, &out);
    assert_string_equal(p.out.p,
        "m = 14.0%  sum(rate, rate) = 3637/25924  [job.ini:24:7]\n"
        "  rate = 7.0%  ratio(n, all) = 3637/51848  [job.ini:14:9]\n"
        "    n = 3,637  a.人数 where 年度 = 2022 = 3637  [a.csv:3:6]\n"
        "    all = 51,848  a.全数 where 年度 = 2022 = 51848  [a.csv:3:16]\n"
        "k = 21.0%  sum(rate, m) = 10911/51848  [job.ini:26:7]\n"
        "  rate = 7.0%  ratio(n, all) = 3637/51848  [job.ini:14:9]\n"
        "    n = 3,637  a.人数 where 年度 = 2022 = 3637  [a.csv:3:6]\n"
        "    all = 51,848  a.全数 where 年度 = 2022 = 51848  [a.csv:3:16]\n"
        "  m = 14.0%  sum(rate, rate) = 3637/25924  [job.ini:24:7]\n"
        "    rate = 7.0%  ratio(n, all) = 3637/51848  [job.ini:14:9]\n"
        "x = x  sum(a.全数)  [job.ini:18:10]\n"
        "  [source a]  [a.csv]\n"
        "r = 3,637  SELECT max(人数) AS m FROM t = 3637  [job.ini:22:7]\n"
        "  [records t]  SELECT * FROM a  [job.ini:27:1]\n"
        "    [source a]  [a.csv]\n");
    buf_fini(&out);
    project_free(&p);
}

#define C(body) "[check c]\nvalue = v\n" body "\n"
#define RATE                                                                   \
    V("v", "ratio = n, all")                                                   \
    V("n", "number = 3637")                                                    \
    V("all", "number = "                                                       \
             "51848")

static void
claims_that_hold(void **state)
{
    static const char *const bodies[] = {"equals = 7.0%", "equals = 7%",
        "equals = 7.01%", "equals = ７．０％", "equals = 0.07",
        "equals = 7.0%超", "equals = 7.5%\nwithin = 0.5%",
        "equals = 0.07\nwithin = 0.001", "highest = a.率", "lowest = a.人数",
        "highest = a.率\nlowest = a.人数",
        "highest = a.人数\nwhere = 人数 < 0"};
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        char ini[512];
        snprintf(ini, sizeof ini, A RATE C("%s"), bodies[i]);
        SAYS(ini, mr, "");
    }
    SAYS(A V("v", "number = 3,637") C("equals = 3637人"), mr, "");
    SAYS(A V("v", "text = 東京") C("equals = 東京"), mr, "");
    SAYS("rounding = half-even\n" A V("v", "number = 2.5") C("equals = 2"), mr,
        "");
    SAYS(A TWO V("v", "number = 7,061") C("sum-of = n, o"), mr, "");
}

static void
claims_that_fail(void **state)
{
    (void)state;
    SAYS(A RATE C("equals = 7.1%\nmessage = 白書の値"), mr,
        "job.ini:13:10: error: [check c] the claim is 7.1%, but the value is "
        "7.015% (ratio(n, all) = 3637/51848); correct the claim or the data "
        "at job.ini:6:9: 白書の値 [data.check-failed]\n");
    SAYS(A FROM("where = 年度 = 2022") C("equals = 3,640人"), mr,
        "job.ini:11:10: error: [check c] the claim is 3,640人, but the value "
        "is 3,637 (a.人数 where 年度 = 2022 = 3637); correct the claim or "
        "the data at a.csv:3:6 [data.check-failed]\n");
    SAYS(A RATE C("equals = 7.5%\nwithin = 0.1%"), mr,
        "job.ini:13:10: error: [check c] the claim is 7.5% (within 0.1%), but "
        "the value is 7.015% (ratio(n, all) = 3637/51848); correct the claim "
        "or the data at job.ini:6:9 [data.check-failed]\n");
    SAYS(A V("v", "text = 東京") C("equals = 大阪"), mr,
        "job.ini:9:10: error: [check c] the claim is 大阪, but the value is "
        "東京 (東京); correct the claim or the data at job.ini:6:8 "
        "[data.check-failed]\n");
    SAYS(A V("v", "number = 3,500") C("highest = a.人数\nlowest = a.人数"), mr,
        "job.ini:9:11: error: [check c] v is 3,500 (3,500), but there "
        "is a higher 3637 at a.csv:3:6; correct the claim or the data "
        "[data.check-failed]\n"
        "job.ini:10:10: error: [check c] v is 3,500 (3,500), but "
        "there is a lower 3424 at a.csv:2:6; correct the claim or the data "
        "[data.check-failed]\n");
    SAYS(A TWO V("v", "number = 7,000") C("sum-of = n, o"), mr,
        "job.ini:17:10: error: [check c] v is 7,000 (7,000), but its "
        "parts sum to 7,061; correct the data [data.check-failed]\n");
}

static void
claims_misspelt(void **state)
{
    (void)state;
    SAYS(A RATE C(""), mr,
        "job.ini:11:1: error: [check c] checks nothing; say equals, highest, "
        "lowest or sum-of [data.check-nothing]\n");
    SAYS(A RATE C("equals = 約7%"), mr,
        "job.ini:13:10: error: \"約7%\" is not a number; write it like 6.2% "
        "or 3,637 [data.check-number]\n");
    SAYS(A RATE C("equals = 7%\nwithin = 少し"), mr,
        "job.ini:14:10: error: \"少し\" is not a number; write it like 6.2% "
        "or 3,637 [data.check-number]\n");
    SAYS(A RATE C("highest = 率"), mr,
        "job.ini:13:11: error: \"率\" names no column; write it like a.COLUMN "
        "[data.check-column]\n");
    SAYS(A RATE C("highest = a.卒"), mr,
        "job.ini:13:11: error: there is no column \"卒\" in \"a\"; did you "
        "mean \"年度\"? [data.unknown-column]\n");
    SAYS(A V("v", "number = x") C("equals = 3"), mr,
        "job.ini:9:10: error: [check c]: the value v is \"x\", not a number, "
        "and cannot be checked [data.check-text]\n");
    /* A figure that failed is not said twice. */
    SAYS(A V("v", "number = 三") C("equals = 3"), mr,
        "job.ini:6:10: error: \"三\" is not a number; write it like 3,637 or "
        "6.4% [data.value-number]\n");
}

static void
claims_in_doubt(void **state)
{
    (void)state;
    SAYS(A V("v", "number = 60,000") C("highest = a.全数"), mr,
        "job.ini:9:11: warning: [check c] cannot be proven against the cell "
        "\"x\" at a.csv:2:16; leave it out with `where` or fill in its value "
        "[data.check-unproven]\n");
    SAYS(A V("v", "number = 10") V("x", "number = x") V("y", "number = 3")
             C("sum-of = x, y"),
        mr,
        "job.ini:13:10: warning: the withheld x can be computed from the "
        "total v and the other parts; withhold a second one "
        "[data.disclosure]\n");
    SAYS(A V("v", "number = 10") V("x", "number = x") V("y", "number = …")
             C("sum-of = x, y"),
        mr,
        "job.ini:13:10: warning: [check c] the sum cannot be checked because "
        "a part is \"…\" [data.check-sum-unknown]\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading),
        cmocka_unit_test(computing),
        cmocka_unit_test(poison),
        cmocka_unit_test(value_faults),
        cmocka_unit_test(circles),
        cmocka_unit_test(prose),
        cmocka_unit_test(cells_shown),
        cmocka_unit_test(trace),
        cmocka_unit_test(claims_that_hold),
        cmocka_unit_test(claims_that_fail),
        cmocka_unit_test(claims_misspelt),
        cmocka_unit_test(claims_in_doubt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
