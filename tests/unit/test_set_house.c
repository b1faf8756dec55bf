/* House rules: what styles and their CSV say about pairs of classes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "set/theme.h"
#include "text/pairs.h"

#define HEAD                                                                   \
    "[document]\n"                                                             \
    "title = T\n"                                                              \
    "[font f]\n"                                                               \
    "japanese = BIZ UDGothic Regular\n"                                        \
    "[style body]\n"                                                           \
    "font = f\n"

struct desk {
    struct arena *arena;
    struct diag *diag;
    struct font_set *fonts;
    struct theme *theme;
    struct buf said;
    char folder[64];
};

static void
put(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

static int
setup(void **state)
{
    static const char *const dirs[] = {"/usr/share/fonts"};
    struct desk *d = calloc(1, sizeof *d);
    *state = d;
    if (d == NULL)
        return -1;
    strcpy(d->folder, "/tmp/kumihan-house-XXXXXX");
    if (mkdtemp(d->folder) == NULL || chdir(d->folder) != 0)
        return -1;
    d->arena = arena_new();
    d->diag = diag_new();
    d->fonts = font_set_new(dirs, 1);
    return 0;
}

static int
teardown(void **state)
{
    struct desk *d = *state;
    unlink("job.ini");
    unlink("house.csv");
    int left = chdir("/") != 0 || rmdir(d->folder) != 0;
    buf_fini(&d->said);
    font_set_free(d->fonts);
    diag_free(d->diag);
    arena_free(d->arena);
    free(d);
    return left;
}

static enum err
load(struct desk *d, const char *job_text)
{
    const struct job *job;
    put("job.ini", job_text);
    enum err err = job_load(d->arena, d->diag, "job.ini", NULL, 0, &job);
    if (err == ERR_OK)
        err = theme_load(d->arena, d->diag, job, d->fonts, &d->theme);
    diag_write(d->diag, DIAG_EN, DIAG_TEXT, &d->said);
    return err;
}

static unsigned
cell(const struct desk *d, const char *style, enum pairs_table table,
    unsigned before, unsigned after)
{
    const struct set_style *s = theme_style(d->theme, style);
    assert_non_null(s->setting.tables);
    return s->setting.tables->cell[table][before][after];
}

static void
styles_that_say_nothing_have_no_tables(void **state)
{
    struct desk *d = *state;
    assert_int_equal(load(d, HEAD), ERR_OK);
    assert_null(theme_style(d->theme, "body")->setting.tables);
}

/* A style's file, then its keys, over all that its base says. */
static void
bases_files_and_keys(void **state)
{
    struct desk *d = *state;
    put("house.csv", "table,before,after,value\n"
                     "spacing,cl-02,cl-19,1/4\n"
                     "\n"
                     "spacing,cl-06,end,1/2\n"
                     "separation,cl-19,cl-09,free\n");
    assert_int_equal(load(d, HEAD "reduction = books\n"
                                  "spacing.cl-02.cl-19 = 0\n"
                                  "spacing.cl-02.cl-15 = 1/8\n"
                                  "[style small]\n"
                                  "based-on = body\n"
                                  "[style house]\n"
                                  "based-on = small\n"
                                  "tables = house.csv\n"
                                  "separation.cl-19.cl-09 = not\n"
                                  "reduction.cl-02.cl-15 = 1/8\n"
                                  "expansion.cl-19.cl-19 = 0\n"),
        ERR_OK);
    assert_null(d->said.p);
    assert_int_equal(cell(d, "body", PAIRS_SPACING, CL_02, CL_19), 0);
    assert_int_equal(cell(d, "small", PAIRS_SPACING, CL_02, CL_19), 0);
    assert_int_equal(cell(d, "house", PAIRS_SPACING, CL_02, CL_19), PAIR_BE(2));
    assert_int_equal(cell(d, "house", PAIRS_SPACING, CL_02, CL_15), PAIR_BE(1));
    assert_int_equal(
        cell(d, "house", PAIRS_SPACING, CL_06, CL_NONE), PAIR_BE(4));
    assert_int_equal(
        cell(d, "house", PAIRS_SEPARATION, CL_19, CL_09), PAIR_NOT | PAIR_FIRM);
    assert_int_equal(cell(d, "house", PAIRS_REDUCTION, CL_02, CL_15),
        PAIR_FROM(1) | PAIR_TO(1));
    assert_int_equal(cell(d, "house", PAIRS_REDUCTION, CL_02, CL_19),
        jlreq_reduction_books[CL_02][CL_19]);
    assert_int_equal(cell(d, "house", PAIRS_EXPANSION, CL_19, CL_19), 0);
    assert_int_equal(cell(d, "small", PAIRS_EXPANSION, CL_19, CL_19),
        jlreq_expansion[CL_19][CL_19]);
}

static void
faults_of_keys_have_their_places(void **state)
{
    struct desk *d = *state;
    assert_int_equal(load(d, HEAD "spacing.cl-02.cl-17 = 0\n"
                                  "spacing.end.cl-02 = 0\n"
                                  "spacing.cl-01.end = 0\n"
                                  "separation.cl-27.cl-27 = free\n"),
        ERR_INPUT);
    assert_string_equal(d->said.p,
        "job.ini:7:1: error: \"cl-17\" is no character class for this place; "
        "write end, or one of cl-01 to cl-16, cl-19 (also for cl-17 and "
        "cl-18), cl-20, cl-24 to cl-27, cl-30 [set.no-class]\n"
        "job.ini:8:1: error: \"end\" is no character class for this place; "
        "write head, or one of cl-01 to cl-16, cl-19 (also for cl-17 and "
        "cl-18), cl-20, cl-24 to cl-27, cl-30 [set.no-class]\n"
        "job.ini:9:1: error: spacing between cl-01 and end cannot be changed: "
        "the two never meet; remove it [set.no-pair]\n"
        "job.ini:10:1: error: separation between cl-27 and cl-27 cannot be "
        "changed: inside Western text UAX #14 decides, and figures keep their "
        "units; remove it "
        "[set.no-pair]\n");
}

static void
amounts_are_checked_with_the_job(void **state)
{
    struct desk *d = *state;
    assert_int_equal(load(d, HEAD "spacing.cl-02.cl-19 = 1/3\n"
                                  "reduction.cl-02.cl-19 = 1\n"
                                  "expansion.cl-02.cl-19 = -1/4\n"
                                  "separation.cl-02.cl-19 = never\n"
                                  "spacing.cl-02 = 0\n"),
        ERR_INPUT);
    assert_string_equal(d->said.p,
        "job.ini:7:23: error: \"spacing.cl-02.cl-19\" is \"1/3\"; write 0, "
        "1/8, 1/4, 3/8, 1/2, 5/8, 3/4 or 7/8 (of an em) [config.amount]\n"
        "job.ini:8:25: error: \"reduction.cl-02.cl-19\" is \"1\"; write 0, "
        "1/8, 1/4, 3/8, 1/2, 5/8, 3/4 or 7/8 (of an em) [config.amount]\n"
        "job.ini:9:25: error: \"expansion.cl-02.cl-19\" is \"-1/4\"; write 0, "
        "1/8, 1/4, 3/8, 1/2, 5/8, 3/4 or 7/8 (of an em) [config.amount]\n"
        "job.ini:10:26: error: \"separation.cl-02.cl-19\" cannot be "
        "\"never\"; possible: free, not [config.word]\n"
        "job.ini:11:1: error: [style body] has no key \"spacing.cl-02\"; did "
        "you mean \"spacing.*.*\"? [config.unknown-key]\n");
}

static void
faults_of_a_file_have_their_places(void **state)
{
    struct desk *d = *state;
    put("house.csv", "table,before,after,value\n"
                     "spaceing,cl-02,cl-19,0\n"
                     "spacing,cl-2,cl-19,0\n"
                     "spacing,cl-02,cl-19\n"
                     "spacing,cl-02,cl-19,free\n"
                     "separation,cl-02,cl-19,1/2\n"
                     "separation,cl-19,cl-14,not\n");
    assert_int_equal(load(d, HEAD "tables = house.csv\n"), ERR_INPUT);
    assert_string_equal(d->said.p,
        "house.csv:2:1: error: there is no table \"spaceing\"; write spacing, "
        "reduction, expansion or separation [set.no-table]\n"
        "house.csv:3:9: error: \"cl-2\" is no character class for this place; "
        "write head, or one of cl-01 to cl-16, cl-19 (also for cl-17 and "
        "cl-18), cl-20, cl-24 to cl-27, cl-30 [set.no-class]\n"
        "house.csv:4: error: this row has 3 fields; write four, such as "
        "spacing,cl-02,cl-19,1/2 [set.tables-row]\n"
        "house.csv:5:21: error: spacing cannot be \"free\"; write one of 0, "
        "1/8, 1/4, 3/8, 1/2, 5/8, 3/4, 7/8 [set.tables-value]\n"
        "house.csv:6:24: error: separation cannot be \"1/2\"; write one of "
        "free, not [set.tables-value]\n"
        "house.csv:7:12: error: separation between cl-19 and cl-14 cannot be "
        "changed: spaces vanish at the end of a line and never begin one; "
        "remove it [set.no-pair]\n");
}

static void
a_file_without_its_head(void **state)
{
    struct desk *d = *state;
    put("house.csv", "spacing,cl-02,cl-19,0\n");
    assert_int_equal(load(d, HEAD "tables = house.csv\n"), ERR_INPUT);
    assert_string_equal(d->said.p,
        "house.csv:1:1: error: the first row of a file of tables must be "
        "table,before,after,value [set.tables-head]\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(styles_that_say_nothing_have_no_tables),
        TEST(bases_files_and_keys),
        TEST(faults_of_keys_have_their_places),
        TEST(amounts_are_checked_with_the_job),
        TEST(faults_of_a_file_have_their_places),
        TEST(a_file_without_its_head),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
