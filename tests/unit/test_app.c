/* The public library, as its header promises it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kumihan.h"

static const char good[] = "[document]\n"
                           "title = 試験\n"
                           "[font gothic]\n"
                           "japanese = BIZ UDGothic Regular\n"
                           "[style body]\n"
                           "font = gothic\n"
                           "size = 4mm\n"
                           "leading = 6mm\n"
                           "[source rows]\n"
                           "file = rows.csv\n"
                           "[value total]\n"
                           "source = rows\n"
                           "column = 数\n"
                           "aggregate = sum\n"
                           "[page one]\n"
                           "columns = 1\n"
                           "row.1 = fill: main\n"
                           "[block copy]\n"
                           "type = text\n"
                           "area = main\n"
                           "copy = 合計は{{total}}です。\n";

static void
put(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

static char *
get(const char *path, size_t *n)
{
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    *n = fread(text, 1, (1 << 20) - 1, in);
    fclose(in);
    return text;
}

static int
setup(void **state)
{
    static char folder[64];
    strcpy(folder, "/tmp/kumihan app 試験-XXXXXX");
    if (mkdtemp(folder) == NULL || chdir(folder) != 0)
        return -1;
    *state = folder;
    put("job.ini", good);
    put("rows.csv", "名,数\n東,10\n西,20\n");
    return 0;
}

static int
teardown(void **state)
{
    static const char *const files[] = {"job.ini", "rows.csv", "colours.ini",
        "job.pdf", "own.pdf", "a.pdf", "b.pdf", "page.png", "bad.ini"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        unlink(files[i]);
    return chdir("/") != 0 || rmdir(*state) != 0;
}

static struct kumihan *
load(const char *path, int result)
{
    struct kumihan *k;
    assert_int_equal(kumihan_load(path, NULL, &k), result);
    assert_non_null(k);
    return k;
}

static void
expect_messages(const struct kumihan *k, const char *part)
{
    char *text = kumihan_messages(k, KUMIHAN_EN, KUMIHAN_TEXT);
    assert_non_null(text);
    if (part[0] == '\0' ? text[0] != '\0' : strstr(text, part) == NULL)
        fail_msg("wanted: %s\nin: %s", part, text);
    free(text);
}

static void
a_job_becomes_a_file(void **state)
{
    (void)state;
    struct kumihan *k = load("job.ini", KUMIHAN_OK);
    size_t n;
    assert_int_equal(kumihan_pages(k), 0);
    assert_int_equal(kumihan_build(k, "own.pdf"), KUMIHAN_OK);
    assert_int_equal(kumihan_pages(k), 1);
    assert_int_equal(kumihan_problems(k), 0);
    expect_messages(k, "");
    char *pdf = get("own.pdf", &n);
    assert_memory_equal(pdf, "%PDF-", 5);
    free(pdf);
    kumihan_free(k);
}

/* Asking twice gives the same result and nothing new. */
static void
twice_is_once(void **state)
{
    (void)state;
    struct kumihan *k = load("job.ini", KUMIHAN_OK);
    size_t n, m;
    assert_int_equal(kumihan_check(k), KUMIHAN_OK);
    assert_int_equal(kumihan_check(k), KUMIHAN_OK);
    assert_int_equal(kumihan_build(k, "a.pdf"), KUMIHAN_OK);
    assert_int_equal(kumihan_build(k, "b.pdf"), KUMIHAN_OK);
    assert_int_equal(kumihan_pages(k), 1);
    char *a = get("a.pdf", &n), *b = get("b.pdf", &m);
    assert_int_equal(n, m);
    assert_memory_equal(a, b, n);
    free(a);
    free(b);
    kumihan_free(k);
}

/* Every call is allowed on a job that could not be loaded. */
static void
a_failed_job_answers(void **state)
{
    (void)state;
    static const char *const paths[] = {"none.ini", "bad.ini", ".", ""};
    put("bad.ini", "[document]\ntitle = x\n[stlye body]\nsize = 3mm\n");
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct kumihan *k = load(paths[i], KUMIHAN_INPUT);
        size_t n = kumihan_problems(k);
        assert_true(n > 0 && kumihan_errors(k) > 0);
        assert_int_equal(kumihan_check(k), KUMIHAN_INPUT);
        assert_int_equal(kumihan_build(k, "own.pdf"), KUMIHAN_INPUT);
        assert_int_equal(kumihan_build(k, NULL), KUMIHAN_INPUT);
        assert_int_equal(kumihan_png(k, 1, 72, "page.png"), KUMIHAN_INPUT);
        assert_int_equal(kumihan_pages(k), 0);
        assert_null(kumihan_dump(k));
        assert_null(kumihan_text(k));
        assert_null(kumihan_trace(k, "total"));
        assert_int_equal(kumihan_problems(k), n);
        kumihan_free(k);
    }
    assert_int_not_equal(access("own.pdf", F_OK), 0);
}

static void
a_fault_found_late_is_kept(void **state)
{
    (void)state;
    put("rows.csv", "名,数\n東,10,3\n");
    struct kumihan *k = load("job.ini", KUMIHAN_OK);
    put("own.pdf", "older");
    size_t n;
    for (int i = 0; i < 2; i++)
        assert_int_equal(kumihan_build(k, "own.pdf"), KUMIHAN_INPUT);
    expect_messages(k, "rows.csv:2: error: this row has 3 cells");
    assert_int_equal(kumihan_errors(k), 1);
    char *text = get("own.pdf", &n);
    assert_string_equal(text, "older");
    free(text);
    kumihan_free(k);
}

static void
the_output_has_a_usual_name(void **state)
{
    (void)state;
    struct kumihan *k = load("job.ini", KUMIHAN_OK);
    assert_int_equal(kumihan_build(k, NULL), KUMIHAN_OK);
    assert_int_equal(access("job.pdf", F_OK), 0);
    kumihan_free(k);
    const char *const set[] = {"document:output=own.pdf"};
    const struct kumihan_options options = {.set = set, .n_set = 1};
    assert_int_equal(kumihan_load("job.ini", &options, &k), KUMIHAN_OK);
    assert_int_equal(kumihan_build(k, NULL), KUMIHAN_OK);
    assert_int_equal(access("own.pdf", F_OK), 0);
    kumihan_free(k);
}

static void
inputs_are_not_overwritten(void **state)
{
    (void)state;
    struct kumihan *k = load("job.ini", KUMIHAN_OK);
    size_t n;
    assert_int_equal(kumihan_build(k, "job.ini"), KUMIHAN_INPUT);
    assert_int_equal(kumihan_build(k, "./rows.csv"), KUMIHAN_INPUT);
    assert_int_equal(kumihan_png(k, 1, 72, "rows.csv"), KUMIHAN_INPUT);
    expect_messages(k, "[app.output-is-input]");
    char *text = get("job.ini", &n);
    assert_string_equal(text, good);
    free(text);
    assert_int_equal(kumihan_build(k, "own.pdf"), KUMIHAN_OK);
    kumihan_free(k);
}

static void
places_that_cannot_be_written(void **state)
{
    (void)state;
    struct kumihan *k = load("job.ini", KUMIHAN_OK);
    assert_int_equal(kumihan_build(k, "no/a.pdf"), KUMIHAN_ENVIRONMENT);
    assert_int_equal(kumihan_build(k, "."), KUMIHAN_ENVIRONMENT);
    assert_int_equal(kumihan_build(k, ""), KUMIHAN_ENVIRONMENT);
    assert_int_equal(kumihan_build(k, "own.pdf"), KUMIHAN_OK);
    kumihan_free(k);
}

static void
pictures(void **state)
{
    (void)state;
    struct kumihan *k = load("job.ini", KUMIHAN_OK);
    size_t n;
    assert_int_equal(kumihan_png(k, 1, 36, "page.png"), KUMIHAN_OK);
    char *png = get("page.png", &n);
    assert_memory_equal(png, "\211PNG", 4);
    free(png);
    assert_int_equal(kumihan_png(k, 0, 36, "a.pdf"), KUMIHAN_USAGE);
    assert_int_equal(kumihan_png(k, 2, 36, "a.pdf"), KUMIHAN_USAGE);
    assert_int_equal(kumihan_png(k, 1, 0, "a.pdf"), KUMIHAN_USAGE);
    assert_int_equal(kumihan_png(k, 1, 1201, "a.pdf"), KUMIHAN_USAGE);
    assert_int_equal(kumihan_png(k, 1, -1, "a.pdf"), KUMIHAN_USAGE);
    assert_int_not_equal(access("a.pdf", F_OK), 0);
    kumihan_free(k);
}

static void
what_the_pages_say(void **state)
{
    (void)state;
    struct kumihan *k = load("job.ini", KUMIHAN_OK);
    char *words = kumihan_text(k), *items = kumihan_dump(k);
    char *trace = kumihan_trace(k, "total");
    assert_non_null(strstr(words, "合計は30です。"));
    assert_non_null(strstr(items, "BIZUDGothic-Regular"));
    assert_non_null(strstr(trace, "rows.csv"));
    assert_null(kumihan_trace(k, "none"));
    assert_int_equal(kumihan_errors(k), 0);
    free(words);
    free(items);
    free(trace);
    kumihan_free(k);
}

static void
what_composition_did(void **state)
{
    (void)state;
    static const struct kumihan_key keys[] = {{"align", "end", NULL}};
    struct kumihan_lines what = {
        .job = "job.ini", .measure = "4em", .key = keys, .n_keys = 1};
    static const char copy[] = "{{total}}人";
    struct kumihan *k;
    char *text;
    assert_int_equal(
        kumihan_lines(&what, NULL, copy, sizeof copy - 1, &k, &text),
        KUMIHAN_OK);
    assert_non_null(strstr(text, "#para\t1\tbody\t11.339\t45.354\n"
                                 "1\t3\tcl-24\t1750\t500\t0\n"
                                 "1\t0\tcl-24\t2250\t500\t0\n"
                                 "1\t人\tcl-19\t3000\t1000\t250\n"
                                 "#line\t2250\t2250\t0\tnone\t0\t1\n"));
    free(text);
    kumihan_free(k);
    what = (struct kumihan_lines){.style = "bodi"};
    assert_int_equal(
        kumihan_lines(&what, NULL, copy, sizeof copy - 1, &k, &text),
        KUMIHAN_INPUT);
    assert_null(text);
    assert_int_equal(kumihan_errors(k), 1);
    assert_int_equal(kumihan_check(k), KUMIHAN_INPUT);
    kumihan_free(k);
}

static void
without_a_job(void **state)
{
    (void)state;
    const char *nearest = "";
    char *text = kumihan_explain(NULL, KUMIHAN_JA, NULL);
    assert_non_null(text);
    free(text);
    assert_null(kumihan_explain("leeding", KUMIHAN_EN, &nearest));
    assert_string_equal(nearest, "leading");
    assert_null(kumihan_explain("leeding", KUMIHAN_EN, NULL));
    text = kumihan_manual(KUMIHAN_EN);
    assert_non_null(strstr(text, "leading"));
    free(text);
    const char *const dirs[] = {"/no/such/folder", ""};
    const struct kumihan_options options = {.font_dirs = dirs, 2, NULL, 0};
    text = kumihan_fonts(&options);
    assert_non_null(strstr(text, "BIZ UDGothic"));
    free(text);
    kumihan_free(NULL);
}

static void
messages_as_json(void **state)
{
    (void)state;
    struct kumihan *k = load("none \"x\".ini", KUMIHAN_INPUT);
    char *text = kumihan_messages(k, KUMIHAN_JA, KUMIHAN_JSON);
    assert_non_null(strstr(text, "{\"file\":\"none \\\"x\\\".ini\""));
    free(text);
    kumihan_free(k);
}

/* Threads must not meet cmocka: they count what went wrong. */
static void *
work(void *path)
{
    intptr_t wrong = 0;
    for (int i = 0; i < 3; i++) {
        struct kumihan *k;
        wrong += kumihan_load("job.ini", NULL, &k) != KUMIHAN_OK;
        wrong += kumihan_build(k, path) != KUMIHAN_OK;
        kumihan_free(k);
        wrong += kumihan_load("bad.ini", NULL, &k) != KUMIHAN_INPUT;
        free(kumihan_messages(k, KUMIHAN_JA, KUMIHAN_TEXT));
        kumihan_free(k);
    }
    return (void *)wrong;
}

/* A row's colours go with it: the next row looks at none of them. */
static void
colours_that_rows_choose(void **state)
{
    (void)state;
    const struct kumihan_options options = {.row = KUMIHAN_NO_ROW};
    struct kumihan *k;
    put("rows.csv",
        "id,rgb,name\n1,#102030,ink\n2,#000011,ink\n3,#112233,black\n");
    put("colours.ini",
        "[document]\ntitle = x\n[colour ink]\nrgb = \"{{rgb}}\"\n"
        "[font f]\njapanese = BIZ UDGothic Regular\n"
        "[style body]\nfont = f\nsize = 3mm\nleading = 5mm\n"
        "colour = {{name}}\n[page one]\nsize = A6\ncolumns = 1\n"
        "row.1 = fill: main\n[batch]\nlist = rows.csv\n"
        "[block b]\ntype = text\narea = main\ncopy = x\n");
    assert_int_equal(kumihan_load("colours.ini", &options, &k), KUMIHAN_OK);
    assert_int_equal(kumihan_share(k), KUMIHAN_OK);
    for (size_t row = 1; row <= 3; row++) {
        char *pdf = NULL;
        size_t n;
        assert_int_equal(kumihan_turn(k, row), KUMIHAN_OK);
        assert_int_equal(kumihan_pdf(k, &pdf, &n), KUMIHAN_OK);
        free(pdf);
    }
    kumihan_free(k);
}

static void
two_jobs_in_two_threads(void **state)
{
    (void)state;
    static char a_pdf[] = "a.pdf", b_pdf[] = "b.pdf";
    pthread_t a, b;
    void *wrong_a, *wrong_b;
    size_t n, m;
    put("bad.ini", "[document]\ntitle = x\n[stlye body]\nsize = 3mm\n");
    assert_int_equal(pthread_create(&a, NULL, work, a_pdf), 0);
    assert_int_equal(pthread_create(&b, NULL, work, b_pdf), 0);
    assert_int_equal(pthread_join(a, &wrong_a), 0);
    assert_int_equal(pthread_join(b, &wrong_b), 0);
    assert_null(wrong_a);
    assert_null(wrong_b);
    char *one = get("a.pdf", &n), *two = get("b.pdf", &m);
    assert_int_equal(n, m);
    assert_memory_equal(one, two, n);
    free(one);
    free(two);
}

int
main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(a_job_becomes_a_file),
        CASE(twice_is_once),
        CASE(a_failed_job_answers),
        CASE(a_fault_found_late_is_kept),
        CASE(the_output_has_a_usual_name),
        CASE(inputs_are_not_overwritten),
        CASE(places_that_cannot_be_written),
        CASE(pictures),
        CASE(what_the_pages_say),
        CASE(what_composition_did),
        CASE(without_a_job),
        CASE(messages_as_json),
        CASE(colours_that_rows_choose),
        CASE(two_jobs_in_two_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
