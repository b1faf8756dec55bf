/* What is told of composed lines: the rows of `kumihan lines`, compared whole.
 */
#include "test_text_fixture.h"

#include "text/linelog.h"

/* Composes the notation S and writes all its lines from NUMBER on. */
static const char *
rows(struct fixture *f, const char *s, int ems, struct linelog_frame frame)
{
    f->setting.trace = true;
    assert_int_equal(compose(f, s, ems), ERR_OK);
    buf_fini(&f->dump);
    f->dump = (struct buf){.n = 0};
    linelog_write(f->line, f->n, &frame, &f->dump);
    assert_false(f->dump.failed);
    return f->dump.p;
}

static const struct linelog_frame plain = {1, EM, 0};

static void
nothing_is_kept_unless_it_is_asked_for(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(compose(f, "日本", 4), ERR_OK);
    assert_null(f->line[0].trace);
}

static void
bodies_gaps_and_steps(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(rows(f, "この「本」を、読", 7, plain),
        "1\tこ\tcl-15\t0\t1000\t0\n"
        "1\tの\tcl-15\t1000\t1000\t0\n"
        "1\t「\tcl-01\t2167\t500\t167\n"
        "1\t本\tcl-19\t2667\t1000\t0\n"
        "1\t」\tcl-02\t3667\t500\t0\n"
        "1\tを\tcl-15\t4333\t1000\t166\n"
        "1\t、\tcl-07\t5333\t500\t0\n"
        "1\t読\tcl-19\t6000\t1000\t167\n"
        "#line\t8000\t7000\t-5\tpunctuation\t0\t1\n");
}

static void
word_spaces_are_rows_and_vanish(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    assert_string_equal(rows(f, "aa b cc", 3, plain),
        "1\ta\tcl-27\t0\t500\t0\n"
        "1\ta\tcl-27\t500\t500\t0\n"
        "1\t \tcl-26\t1000\t333\t0\n"
        "1\tb\tcl-27\t1333\t500\t0\n"
        "#line\t1833\t1833\t0\tnone\t0\t1\n"
        "2\tc\tcl-27\t0\t500\t0\n"
        "2\tc\tcl-27\t500\t500\t0\n"
        "#line\t1000\t1000\t0\tnone\t0\t2\n");
}

/* The base of the first reading is flush with the line's head. */
static void
readings_and_dots(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(rows(f, "{国|あいうえ}の(*点*)", 9, plain),
        "1\t国\tcl-19\t0\t1000\t0\n"
        "1\tの\tcl-15\t1500\t1000\t500\n"
        "1\t点\tcl-19\t2500\t1000\t0\n"
        "#ruby\t1\tあいうえ\t0\t2000\t国\n"
        "#ruby\t1\t•\t2875\t250\t点\n"
        "#line\t3500\t3500\t0\tnone\t0\t1\n");
}

static void
hanging_frame_and_start(void **state)
{
    struct fixture *f = *state;
    f->setting.line_end = LINE_END_HANG;
    f->setting.indent = EM;
    const struct linelog_frame frame = {7, EM, 2 * EM};
    assert_string_equal(rows(f, "日本国。^人", 4, frame),
        "7\t日\tcl-19\t3000\t1000\t0\n"
        "7\t本\tcl-19\t4000\t1000\t0\n"
        "7\t国\tcl-19\t5000\t1000\t0\n"
        "7\t。\tcl-06\t6000\t500\t0\n"
        "#line\t3500\t3000\t-2\tline-end\t500\t7\n"
        "8\t人\tcl-19\t2000\t1000\t0\n"
        "#line\t1000\t1000\t0\tnone\t0\t8\n");
}

/* Thirds of an em cannot be told in whole thousandths: edges are rounded, what
 * lies between is derived. */
static void
rounded_edges_add_up(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_SPREAD;
    assert_string_equal(rows(f, "日本国人", 5, plain),
        "1\t日\tcl-19\t0\t1000\t0\n"
        "1\t本\tcl-19\t1333\t1000\t333\n"
        "1\t国\tcl-19\t2667\t1000\t334\n"
        "1\t人\tcl-19\t4000\t1000\t333\n"
        "#line\t4000\t5000\t4\teven\t0\t1\n");
}

static void
an_empty_line_and_invisible_characters(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(rows(f, "", 5, plain), "#line\t0\t0\t0\tnone\t0\t1\n");
    assert_string_equal(rows(f, "日\u200B本", 5, plain),
        "1\t日\tcl-19\t0\t1000\t0\n"
        "1\t本\tcl-19\t1000\t1000\t0\n"
        "#line\t2000\t2000\t0\tnone\t0\t1\n");
}

static void
every_step_has_a_name(void **state)
{
    (void)state;
    static const char *const names[] = {"japanese-latin", "punctuation",
        "middle-dot", "line-end-middle-dot", "line-end", "word-space", "none",
        "word-space", "japanese-latin", "other", "even"};
    for (int step = -6; step <= 4; step++)
        assert_string_equal(linelog_step(step), names[step + 6]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_kept_unless_it_is_asked_for),
        TEST(bodies_gaps_and_steps),
        TEST(word_spaces_are_rows_and_vanish),
        TEST(readings_and_dots),
        TEST(hanging_frame_and_start),
        TEST(rounded_edges_add_up),
        TEST(an_empty_line_and_invisible_characters),
        cmocka_unit_test(every_step_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
