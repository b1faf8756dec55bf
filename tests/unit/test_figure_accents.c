/* Large figures and organisation charts. */
#include "test_figure_fixture.h"

#define VALUES                                                                 \
    "[value n]\nnumber = 3637\nformat = \"#,##0\"\n"                           \
    "[value r]\nnumber = 0.07\nformat = \"0.0%\"\n"
#define FIGURES                                                                \
    VALUES "[block b]\ntype = figures\narea = a\nvalues = n, r\n"              \
           "label-style = small\nunit-style = small\nnote-style = small\n"

static void
side_by_side(void **state)
{
    (void)state;
    expect_items(FIGURES "label.n = 人数\nunit.n = 人\nnote.n = 下\n"
                         "lead.r = 上\nlabel.r = 率\ndivider = red\n",
        100, 0,
        "text 0 378720 144000 \"人数\"\n"
        "text 0 900000 360000 \"3,637\"\n"
        "text 925920 900000 144000 \"人\"\n"
        "text 0 1257120 144000 \"下\"\n"
        "path stroke #ff0000 3600 m 1800000 0 l 1800000 1310400\n"
        "text 1926000 162720 144000 \"上\"\n"
        "text 1926000 378720 144000 \"率\"\n"
        "text 1926000 900000 360000 \"7.0\"\n"
        "text 2491920 900000 144000 \"%\"\n");
    assert_false(bench.stretch);
}

/* The per cent sign of the format is the unit; nothing else is there. */
static void
one_above_the_other(void **state)
{
    (void)state;
    expect_items(FIGURES "columns = 1\n", 50, 0,
        "text 0 424800 360000 \"3,637\"\n"
        "text 0 1360800 360000 \"7.0\"\n"
        "text 565920 1360800 144000 \"%\"\n");
}

static void
aligned_by_style(void **state)
{
    (void)state;
    expect_items("[style c]\nbased-on = small\nalign = centre\n"
                 "[style e]\nbased-on = body\nalign = end\n" VALUES
                 "[block b]\ntype = figures\narea = a\nvalues = r\n"
                 "number-style = e\nlabel-style = c\nunit-style = small\n"
                 "label.r = 率\n",
        100, 0,
        "text 1728000 162720 144000 \"率\"\n"
        "text 2962080 748800 360000 \"7.0\"\n"
        "text 3528000 748800 144000 \"%\"\n");
}

static void
notes_of_figures(void **state)
{
    (void)state;
    bench_job(FIGURES "label.r = 率[^c]\nnote.n = 人[^b]\n"
                      "label.n = 人数[^a]\n");
    const struct section *block = job_find(bench.context.job, "block", "b");
    assert_int_equal(figure_number_notes(&bench.context, block), ERR_OK);
    static const char *const ids[] = {"a", "b", "c"};
    for (int i = 0; i < 3; i++) {
        const struct note *note = notes_at(bench.context.notes, i + 1);
        assert_non_null(note);
        assert_string_equal(note->id, ids[i]);
    }
}

static void
faults_of_figures(void **state)
{
    (void)state;
    expect_ids(FIGURES "label.m = 人数\nnote.xyz = 下\nunit.n = 人\n", 100, 0,
        ERR_INPUT,
        "job.ini:35:11: figure.no-member\n"
        "job.ini:36:12: figure.no-member\n");
    expect_ids(FIGURES, 50, 0, ERR_INPUT, "job.ini:28:1: figure.too-wide\n");
    expect_ids(FIGURES "columns = 12\n", 60, 0, ERR_INPUT,
        "job.ini:28:1: figure.too-wide\n");
    expect_ids(FIGURES, 100, 15, ERR_INPUT, "job.ini:28:1: figure.too-high\n");
}

#define CHART                                                                  \
    "[source o]\nfile = o.csv\n[block b]\ntype = orgchart\narea = a\n"         \
    "rows = o\nname = n\nparent = p\ndetail = d\nstyle = small\n"

static void
two_levels(void **state)
{
    (void)state;
    bench_text("o.csv", "n,p,d\n本,,\n甲,本,仕事の一\n乙,本,\n甲,本,"
                        "仕事の二は長い文で折り返す\n");
    expect_items(CHART "root-fill = red\nline-colour = blue\n", 100, 0,
        "path stroke #0000ff 7200 m 1800000 432000 l 1800000 540000\n"
        "path stroke #0000ff 7200 m 864000 540000 l 2736000 540000\n"
        "path stroke #0000ff 7200 m 864000 540000 l 864000 648000\n"
        "path stroke #0000ff 7200 m 2736000 540000 l 2736000 648000\n"
        "path fill #ff0000 m 954000 0 l 2646000 0 c 2655941 0 2664000 8059 "
        "2664000 18000 l 2664000 414000 c 2664000 423941 2655941 432000 "
        "2646000 432000 l 954000 432000 c 944059 432000 936000 423941 936000 "
        "414000 l 936000 18000 c 936000 8059 944059 0 954000 0 z\n"
        "text 1008000 270720 144000 \"本\"\n"
        "path stroke #0000ff 7200 m 18000 648000 l 1710000 648000 c 1719941 "
        "648000 1728000 656059 1728000 666000 l 1728000 1062000 c 1728000 "
        "1071941 1719941 1080000 1710000 1080000 l 18000 1080000 c 8059 "
        "1080000 0 1071941 0 1062000 l 0 666000 c 0 656059 8059 648000 18000 "
        "648000 z\n"
        "text 72000 918720 144000 \"甲\"\n"
        "text -36000 1350720 144000 \"・\"\n"
        "text 144000 1350720 144000 \"仕事の一\"\n"
        "text -36000 1566720 144000 \"・\"\n"
        "text 144000 1566720 144000 \"仕事の二は長い文で折り\"\n"
        "text 144000 1782720 144000 \"返す\"\n"
        "path stroke #0000ff 7200 m 1890000 648000 l 3582000 648000 c 3591941 "
        "648000 3600000 656059 3600000 666000 l 3600000 1062000 c 3600000 "
        "1071941 3591941 1080000 3582000 1080000 l 1890000 1080000 c 1880059 "
        "1080000 1872000 1071941 1872000 1062000 l 1872000 666000 c 1872000 "
        "656059 1880059 648000 1890000 648000 z\n"
        "text 1944000 918720 144000 \"乙\"\n");
    assert_int_equal(bench.height, 51 * EMU_PER_MM);
}

static void
one_column_and_deeper(void **state)
{
    (void)state;
    bench_text("o.csv", "n,p,d\n本,,根\n甲,本,\n乙,甲,仕事\n丙,甲,\n");
    expect_items(CHART "root-fill = red\nbox-fill = blue\nline-colour = blue\n",
        60, 0,
        "path stroke #0000ff 7200 m 1080000 756000 l 1080000 864000\n"
        "path stroke #0000ff 7200 m 1080000 864000 l 1080000 972000\n"
        "path fill #ff0000 m 18000 0 l 2142000 0 c 2151941 0 2160000 8059 "
        "2160000 18000 l 2160000 414000 c 2160000 423941 2151941 432000 "
        "2142000 432000 l 18000 432000 c 8059 432000 0 423941 0 414000 l 0 "
        "18000 c 0 8059 8059 0 18000 0 z\n"
        "text 72000 270720 144000 \"本\"\n"
        "text -36000 702720 144000 \"・\"\n"
        "text 144000 702720 144000 \"根\"\n"
        "path fill #0000ff m 18000 972000 l 2142000 972000 c 2151941 972000 "
        "2160000 980059 2160000 990000 l 2160000 1386000 c 2160000 1395941 "
        "2151941 1404000 2142000 1404000 l 18000 1404000 c 8059 1404000 0 "
        "1395941 0 1386000 l 0 990000 c 0 980059 8059 972000 18000 972000 z\n"
        "text 72000 1242720 144000 \"甲\"\n"
        "path stroke #0000ff 7200 m 86400 1728000 l 172800 1728000\n"
        "path fill #0000ff m 190800 1512000 l 2142000 1512000 c 2151941 "
        "1512000 2160000 1520059 2160000 1530000 l 2160000 1926000 c 2160000 "
        "1935941 2151941 1944000 2142000 1944000 l 190800 1944000 c 180859 "
        "1944000 172800 1935941 172800 1926000 l 172800 1530000 c 172800 "
        "1520059 180859 1512000 190800 1512000 z\n"
        "text 244800 1782720 144000 \"乙\"\n"
        "text 136800 2214720 144000 \"・\"\n"
        "text 316800 2214720 144000 \"仕事\"\n"
        "path stroke #0000ff 7200 m 86400 2592000 l 172800 2592000\n"
        "path stroke #0000ff 7200 m 86400 1404000 l 86400 2592000\n"
        "path fill #0000ff m 190800 2376000 l 2142000 2376000 c 2151941 "
        "2376000 2160000 2384059 2160000 2394000 l 2160000 2790000 c 2160000 "
        "2799941 2151941 2808000 2142000 2808000 l 190800 2808000 c 180859 "
        "2808000 172800 2799941 172800 2790000 l 172800 2394000 c 172800 "
        "2384059 180859 2376000 190800 2376000 z\n"
        "text 244800 2646720 144000 \"丙\"\n");
}

static void
only_a_root(void **state)
{
    (void)state;
    bench_text("o.csv", "n,p,d\n本,,\n");
    expect_items(CHART "root-fill = red\n", 60, 0,
        "path fill #ff0000 m 18000 0 l 2142000 0 c 2151941 0 2160000 8059 "
        "2160000 18000 l 2160000 414000 c 2160000 423941 2151941 432000 "
        "2142000 432000 l 18000 432000 c 8059 432000 0 423941 0 414000 l 0 "
        "18000 c 0 8059 8059 0 18000 0 z\n"
        "text 72000 270720 144000 \"本\"\n");
}

static void
faults_of_units(void **state)
{
    (void)state;
    bench_text("o.csv", "n,p,d\n本部,,\n,本部,a\n甲,本郡,\n乙,ない組織,\n丙,,\n"
                        "甲,乙,\n丁,戊,\n戊,丁,\n");
    expect_ids(CHART, 100, 0, ERR_INPUT,
        "o.csv:3:1: orgchart.no-name\n"
        "o.csv:7:3: orgchart.two-parents\n"
        "o.csv:4:3: orgchart.no-parent\n"
        "o.csv:5:3: orgchart.no-parent\n"
        "o.csv:6:1: orgchart.two-roots\n"
        "o.csv:8:3: orgchart.circle\n"
        "o.csv:9:3: orgchart.circle\n");
    bench_text("o.csv", "n,p,d\n甲,乙,\n乙,丙,\n丙,甲,\n");
    expect_ids(CHART, 100, 0, ERR_INPUT,
        "o.csv:2:3: orgchart.circle\n"
        "o.csv:3:3: orgchart.circle\n"
        "o.csv:4:3: orgchart.circle\n");
    bench_text("o.csv", "n,p,d\n1,,\n2,1,\n3,2,\n4,3,\n5,4,\n6,5,\n7,6,\n8,7,\n"
                        "9,8,\n");
    expect_ids(CHART, 300, 0, ERR_INPUT, "o.csv:10:1: orgchart.too-deep\n");
}

static void
root_is_missing(void **state)
{
    (void)state;
    bench_text("o.csv", "n,p\n甲,甲\n");
    expect_ids("[source o]\nfile = o.csv\n[block b]\ntype = orgchart\n"
               "area = a\nrows = o\nname = n\nparent = p\n",
        100, 0, ERR_INPUT, "o.csv:2:3: orgchart.circle\n");
}

static void
room_of_units(void **state)
{
    (void)state;
    bench_text("o.csv", "n,p,d\n本,,\n甲,本,仕事\n乙,本,仕事\n");
    expect_ids(CHART, 60, 0, ERR_INPUT, "job.ini:24:1: figure.too-wide\n");
    expect_ids(CHART "gap = 60mm\n", 60, 0, ERR_INPUT,
        "job.ini:24:1: figure.too-wide\n");
    expect_ids(CHART, 100, 38, ERR_INPUT, "job.ini:24:1: figure.too-high\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            side_by_side, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            one_above_the_other, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            aligned_by_style, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            notes_of_figures, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            faults_of_figures, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            two_levels, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            one_column_and_deeper, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            only_a_root, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            faults_of_units, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            root_is_missing, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            room_of_units, bench_setup, bench_teardown),
    };
    return cmocka_run_group_tests_name("figure accents", tests, NULL, NULL);
}
