/* Charts: lengths and places of bars, the words beside them, and every fault.
 */
#include "test_figure_fixture.h"

#define BLOCK                                                                  \
    "[block b]\ntype = chart\narea = a\nrows = v\nlabel = n\nvalue = v\n"      \
    "style = small\n"
#define SOURCE "[source v]\nfile = v.csv\n"

static void
lying_bars(void **state)
{
    (void)state;
    bench_text("v.csv", "n,v\n一,50\n三番,100\n");
    expect_items(SOURCE BLOCK "colour = red\nheight = 20mm\nbar-width = 50%\n",
        100, 0,
        "path fill #ff0000 m 396000 90000 l 1861200 90000 l 1861200 270000 l "
        "396000 270000 z\n"
        "path fill #ff0000 m 396000 450000 l 3326400 450000 l 3326400 630000 l "
        "396000 630000 z\n"
        "path stroke #000000/0,0,0,100 3600 m 396000 0 l 396000 720000\n"
        "text 0 234720 144000 \"一\"\n"
        "text 1918800 234720 144000 \"50\"\n"
        "text 0 594720 144000 \"三番\"\n"
        "text 3384000 594720 144000 \"100\"\n");
    assert_int_equal(bench.height, 20 * EMU_PER_MM);
    assert_false(bench.stretch);
}

/* Below zero to the left with the value outside; a sign instead of a bar. */
static void
signs_and_strength(void **state)
{
    (void)state;
    bench_text("v.csv", "n,v\n甲,40\n乙,-10\n丙,x\n丁,0\n");
    expect_items(SOURCE BLOCK "colour = red\nhighlight = 乙\n"
                              "highlight-colour = blue\nformat = \"0.0\"\n"
                              "unit = （人）\naxis-colour = blue\n",
        100, 0,
        "path fill #ff0000 m 1244160 259200 l 3254400 259200 l 3254400 388800 "
        "l 1244160 388800 z\n"
        "path fill #0000ff m 741600 475200 l 1244160 475200 l 1244160 604800 l "
        "741600 604800 z\n"
        "path stroke #0000ff 3600 m 1244160 216000 l 1244160 1080000\n"
        "text 1172160 162720 144000 \"（人）\"\n"
        "text 0 378720 144000 \"甲\"\n"
        "text 3312000 378720 144000 \"40.0\"\n"
        "text 0 594720 144000 \"乙\"\n"
        "text 252000 594720 144000 \"△10.0\"\n"
        "text 0 810720 144000 \"丙\"\n"
        "text 1301760 810720 144000 \"x\"\n"
        "text 0 1026720 144000 \"丁\"\n"
        "text 1301760 1026720 144000 \"0.0\"\n");
    assert_int_equal(bench.height, 30 * EMU_PER_MM);
    assert_true(bench.stretch);
}

static void
long_names_turn(void **state)
{
    (void)state;
    bench_text("v.csv", "n,v\nとても長い名前の棒なので折り返す,1\n");
    expect_items(SOURCE BLOCK "axis = no\n", 100, 0,
        "path fill #000000/0,0,0,100 m 1548000 86400 l 3470400 86400 l 3470400 "
        "345600 l 1548000 345600 z\n"
        "text 0 162720 144000 \"とても長い名前の棒な\"\n"
        "text 0 378720 144000 \"ので折り返す\"\n"
        "text 3528000 270720 144000 \"1\"\n");
    assert_int_equal(bench.height, 12 * EMU_PER_MM);
}

static void
standing_columns(void **state)
{
    (void)state;
    bench_text("v.csv", "n,v\n甲,40\n乙,-10\n丙,…\n");
    expect_items(SOURCE BLOCK "kind = column\ncolour = red\nunit = 万\n"
                              "height = 50mm\nalt = 図\n",
        60, 0,
        "path fill #ff0000 m 144000 460800 l 576000 460800 l 576000 1146240 l "
        "144000 1146240 z\n"
        "path fill #ff0000 m 864000 1146240 l 1296000 1146240 l 1296000 "
        "1317600 l 864000 1317600 z\n"
        "path stroke #000000/0,0,0,100 3600 m 0 1146240 l 2160000 1146240\n"
        "text 0 162720 144000 \"万\"\n"
        "text 288000 1746720 144000 \"甲\"\n"
        "text 288000 414720 144000 \"40\"\n"
        "text 1008000 1746720 144000 \"乙\"\n"
        "text 972000 1473120 144000 \"-10\"\n"
        "text 1728000 1746720 144000 \"丙\"\n"
        "text 1728000 1100160 144000 \"…\"\n");
}

static void
largest_by_the_job(void **state)
{
    (void)state;
    bench_text("v.csv", "n,v\n甲,6%\n");
    expect_items(SOURCE BLOCK "max = 12%\naxis = no\n", 100, 0,
        "path fill #000000/0,0,0,100 m 252000 43200 l 1825200 43200 l 1825200 "
        "172800 l 252000 172800 z\n"
        "text 0 162720 144000 \"甲\"\n"
        "text 1882800 162720 144000 \"6%\"\n");
}

static void
note_of_the_unit(void **state)
{
    (void)state;
    bench_text("v.csv", "n,v\n甲,1\n");
    bench_job(SOURCE BLOCK "unit = 人[^u]\n");
    const struct section *block = job_find(bench.context.job, "block", "b");
    assert_int_equal(figure_number_notes(&bench.context, block), ERR_OK);
    assert_string_equal(notes_at(bench.context.notes, 1)->id, "u");
}

static void
only_zeros(void **state)
{
    (void)state;
    bench_text("v.csv", "n,v\n甲,0\n");
    expect_items(SOURCE BLOCK, 100, 0,
        "path stroke #000000/0,0,0,100 3600 m 252000 0 l 252000 216000\n"
        "text 0 162720 144000 \"甲\"\n"
        "text 309600 162720 144000 \"0\"\n");
}

static void
twenty_rows(void **state)
{
    (void)state;
    struct buf csv = {0};
    buf_text(&csv, "n,v\n");
    for (int i = 1; i <= 20; i++)
        buf_printf(&csv, "名%d,%d\n", i, i * 7);
    bench_text("v.csv", csv.p);
    buf_fini(&csv);
    bench_job(SOURCE BLOCK);
    assert_int_equal(bench_draw(90, 0), ERR_OK);
    assert_int_equal(bench.height, 120 * EMU_PER_MM);
    bench_job(SOURCE BLOCK "height = 100mm\n");
    assert_int_equal(bench_draw(90, 0), ERR_INPUT);
}

static void
faults_of_values(void **state)
{
    (void)state;
    bench_text("v.csv", "n,v\n甲,多い\n乙,\n丙,3\n");
    expect_ids(SOURCE BLOCK "highlight = 丁\n", 100, 0, ERR_INPUT,
        "v.csv:2:3: chart.not-number\n"
        "v.csv:3:3: chart.not-number\n"
        "job.ini:31:13: chart.highlight\n");
    bench_text("v.csv", "n,v\n甲,13\n乙,12\n");
    expect_ids(SOURCE BLOCK "max = 12\n", 100, 0, ERR_INPUT,
        "v.csv:2:3: chart.over-max\n");
    expect_ids(SOURCE BLOCK "max = -1\n", 100, 0, ERR_INPUT,
        "job.ini:31:7: chart.max\n");
    expect_ids(SOURCE BLOCK "max = 十\n", 100, 0, ERR_INPUT,
        "job.ini:31:7: chart.max\n");
    bench_text(
        "v.csv", "n,v\n甲,9223372036854775807\n乙,-9223372036854775807\n");
    expect_ids(SOURCE BLOCK, 200, 0, ERR_INPUT, "job.ini:24:1: chart.range\n");
}

static void
faults_of_rows(void **state)
{
    (void)state;
    bench_text("v.csv", "n,v\n甲,13\n");
    expect_ids("[source v]\nfile = v.csv\n[records r]\nsource = v\n"
               "where = \"v > 99\"\n[block b]\ntype = chart\narea = a\n"
               "rows = r\nlabel = n\nvalue = v\n",
        100, 0, ERR_INPUT, "job.ini:30:8: figure.no-rows\n");
    expect_ids("[source v]\nfile = v.csv\n[block b]\ntype = chart\narea = a\n"
               "rows = v\nlabel = 名前\nvalue = vv\n",
        100, 0, ERR_INPUT,
        "job.ini:28:9: figure.no-column\n"
        "job.ini:29:9: figure.no-column\n");
}

static void
faults_of_room(void **state)
{
    (void)state;
    bench_text("v.csv", "n,v\n名前,1234567\n名前二,2\n");
    expect_ids(
        SOURCE BLOCK, 30, 0, ERR_INPUT, "job.ini:24:1: figure.too-wide\n");
    expect_ids(SOURCE BLOCK "kind = column\n", 29, 0, ERR_INPUT,
        "job.ini:24:1: figure.too-wide\n");
    expect_ids(
        SOURCE BLOCK, 100, 11, ERR_INPUT, "job.ini:24:1: figure.too-high\n");
    struct buf said = {0};
    diag_write(bench.diag, DIAG_EN, DIAG_TEXT, &said);
    assert_non_null(strstr(
        said.p, "the figure is 1.0 mm too high (needs 12.0 mm, has 11.0 mm)"));
    buf_fini(&said);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            lying_bars, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            signs_and_strength, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            long_names_turn, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            standing_columns, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            largest_by_the_job, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            note_of_the_unit, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            only_zeros, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            twenty_rows, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            faults_of_values, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            faults_of_rows, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            faults_of_room, bench_setup, bench_teardown),
    };
    return cmocka_run_group_tests_name("figure chart", tests, NULL, NULL);
}
