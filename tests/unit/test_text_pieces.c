/* What composition hands on: runs, their text and places; widths; faults. */
#include "test_text_fixture.h"

#include "text/justify.h"

static void
pieces_of(struct fixture *f, struct buf *b)
{
    *b = (struct buf){.n = 0};
    for (size_t k = 0; k < f->n; k++) {
        for (size_t i = 0; i < f->line[k].n; i++) {
            const struct text_piece *p = &f->line[k].piece[i];
            buf_printf(b, "%s[%.*s] x%d y%d s%d %s", p->ruby ? "^" : "",
                (int)p->run.text.n, p->run.text.p, milli(p->x), milli(p->y),
                milli(p->run.size), face_info(p->run.face)->family);
            buf_byte(b, '\n');
        }
        buf_text(b, "/\n");
    }
}

static void
check_pieces(struct fixture *f, const char *expected)
{
    struct buf b;
    pieces_of(f, &b);
    assert_string_equal(b.p, expected);
    buf_fini(&b);
}

/* A composite font: another face, size and base line for Latin. */
static void
a_run_is_one_face_size_and_base_line(void **state)
{
    struct fixture *f = *state;
    const struct face *inter;
    assert_int_equal(
        font_set_face(f->fonts, f->diag, LOC_NONE, "Inter Regular", &inter),
        ERR_OK);
    f->font.part[ROLE_LATIN] = (struct composite_part){inter, 1100, -20, false};
    assert_int_equal(compose(f, "日本PDF版", 20), ERR_OK);
    check_pieces(f, "[日本] x0 y0 s1000 BIZ UDGothic\n"
                    "[PDF] x2250 y-20 s1100 Inter\n"
                    "[版] x4634 y0 s1000 BIZ UDGothic\n/\n");
    /* the word space stays a third of an em of the style */
    emu one, two;
    read_spans(f, "P");
    assert_int_equal(
        text_width(f->arena, f->diag, &f->setting, f->span, 1, &one), ERR_OK);
    read_spans(f, "P P");
    assert_int_equal(
        text_width(f->arena, f->diag, &f->setting, f->span, 1, &two), ERR_OK);
    assert_int_equal(milli(two - 2 * one), 333);
}

static void
spans_keep_their_own_style_and_owner(void **state)
{
    struct fixture *f = *state;
    struct text_style big = f->style;
    int owner;
    read_spans(f, "[組][版]、工夫");
    f->span[0].keep = f->span[1].keep = false;
    big.size = 2 * EM;
    big.shift = EM / 4;
    big.colour = (struct colour){.rgb = {255, 0, 0}};
    f->span[1].style = &big;
    f->span[1].owner = &owner;
    f->measure[0] = (struct text_measure){0, 10 * EM};
    assert_int_equal(text_compose(f->arena, f->diag, &f->setting, f->span,
                         f->n_spans, &f->line, &f->n),
        ERR_OK);
    check_pieces(f, "[組] x0 y0 s1000 BIZ UDGothic\n"
                    "[版] x1000 y250 s2000 BIZ UDGothic\n"
                    "[、工夫] x3000 y0 s1000 BIZ UDGothic\n/\n");
    assert_ptr_equal(f->line->piece[1].span->owner, &owner);
    assert_int_equal(f->line->piece[1].colour.rgb[0], 255);
    assert_int_equal(f->line->piece[0].colour.rgb[0], 0);
}

/* The text of a line is what was written, without ruby, joined over spans,
 * without the spaces where it turned. */
static void
the_text_of_a_line(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check_texts(f, "組{未来|みらい}の[版]と", 3, "組未来/の版と");
    check_texts(f, "aa bb [cc] dd", 3, "aa bb/cc dd");
    check_texts(f, "組版<*1>。工夫", 10, "組版*1。工夫");
    check_texts(f, "組^^版^", 10, "組//版");
    check_texts(f, "", 10, "");
}

/* Every glyph says which bytes it stands for; together they are the text. */
static void
glyphs_cover_the_text(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(
        compose(f, "か\xE3\x82\x99 office 組版「葛\xF3\xA0\x84\x80」", 20),
        ERR_OK);
    size_t at = 0, pieces = f->line->n;
    assert_int_equal(f->n, 1);
    assert_int_equal(pieces, 1);
    const struct glyph_run *run = &f->line->piece->run;
    for (size_t g = 0; g < run->n; g++) {
        if (run->glyph[g].n == 0)
            continue;
        assert_int_equal(run->glyph[g].at, at);
        at += run->glyph[g].n;
    }
    assert_int_equal(at, run->text.n);
    assert_true(str_equal(run->text, f->span->text));
    assert_int_equal(run->direction, RUN_HORIZONTAL);
    assert_int_equal(run->condense, 1000);
}

/* x of glyphs is exact: the last one ends where the line does. */
static void
every_emu_is_given_out(void **state)
{
    struct fixture *f = *state;
    static const char text[] = "組版の工「夫」その話をPDFにする人と版の字組版";
    f->setting.line_end = LINE_END_HALF;
    for (emu measure = 5 * EM; measure < 6 * EM; measure += 997) {
        f->measure[0].measure = measure;
        assert_int_equal(compose(f, text, 0), ERR_OK);
        for (size_t k = 0; k < f->n; k++) {
            const struct text_line *line = &f->line[k];
            const struct glyph_run *run = &line->piece->run;
            emu end = run->glyph[run->n - 1].x + EM;
            if (line->last)
                continue;
            assert_int_equal(line->width, measure);
            if (line->text.p[line->text.n - 1] != "」"[2])
                assert_int_equal(line->piece->x + end, measure);
        }
    }
}

/* --- widths --------------------------------------------------------------- */

static int
width_of(struct fixture *f, const char *s)
{
    emu width;
    read_spans(f, s);
    assert_int_equal(
        text_width(f->arena, f->diag, &f->setting, f->span, f->n_spans, &width),
        ERR_OK);
    return milli(width);
}

static void
natural_widths(void **state)
{
    struct fixture *f = *state;
    f->setting.n_measures = 0; /* not needed */
    assert_int_equal(width_of(f, ""), 0);
    assert_int_equal(width_of(f, "組版"), 2000);
    assert_int_equal(width_of(f, "「組版」"), 3000);
    assert_int_equal(width_of(f, "組版PDF "), 3750);
    assert_int_equal(width_of(f, "組版^組版工^"), 3000);
    assert_int_equal(width_of(f, "{志|こころざし}"), 2500);
    f->setting.line_end = LINE_END_HALF;
    assert_int_equal(width_of(f, "組版。"), 3000);
}

/* What text_width says fits on one line of that measure. */
static void
a_natural_width_fits(void **state)
{
    struct fixture *f = *state;
    static const char *const texts[] = {
        "組版、PDFの「工夫」。", "aa bb cc", "{志|こころざし}は", "3.2%増"};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        for (int align = TEXT_START; align <= TEXT_SPREAD; align++) {
            f->setting.align = (enum text_align)align;
            emu width;
            read_spans(f, texts[k]);
            assert_int_equal(text_width(f->arena, f->diag, &f->setting, f->span,
                                 f->n_spans, &width),
                ERR_OK);
            f->measure[0].measure = width;
            assert_int_equal(compose(f, texts[k], 0), ERR_OK);
            assert_int_equal(f->n, 1);
            assert_int_equal(f->line->step, 0);
        }
}

/* --- faults --------------------------------------------------------------- */

static void
a_missing_character_is_said_and_no_line_is_made(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(compose(f, "組\U0001F600版", 10), ERR_INPUT);
    assert_null(f->line);
    assert_int_equal(f->n, 0);
    assert_int_equal(diag_errors(f->diag), 1);
    assert_non_null(strstr(diags(f, DIAG_EN), "copy.md:1:2: error:"));
    emu width = 1;
    assert_int_equal(
        text_width(f->arena, f->diag, &f->setting, f->span, f->n_spans, &width),
        ERR_INPUT);
    assert_int_equal(width, 0);
}

static void
no_measure_is_a_usage_error(void **state)
{
    struct fixture *f = *state;
    f->setting.n_measures = 0;
    assert_int_equal(compose(f, "組", 0), ERR_USAGE);
    assert_null(f->line);
}

/* Hostile lengths neither overflow nor loop. */
static void
hostile_settings(void **state)
{
    struct fixture *f = *state;
    static const emu lengths[] = {
        -UNIT_MAX, -1, 0, 1, EM, UNIT_MAX / 2, UNIT_MAX};
    for (size_t a = 0; a < 7; a++)
        for (size_t b = 0; b < 7; b++)
            for (int align = TEXT_START; align <= TEXT_SPREAD; align++) {
                f->setting.align = (enum text_align)align;
                f->measure[0].measure = lengths[a];
                f->setting.indent = lengths[b] / 2;
                assert_int_equal(
                    compose(f, "「組版」、{志|こころざし}aa bb。", 0), ERR_OK);
                assert_true(f->n >= 1);
            }
    struct buf long_ruby = {.n = 0};
    buf_text(&long_ruby, "{組|");
    for (int k = 0; k < 3000; k++)
        buf_text(&long_ruby, "あ");
    buf_text(&long_ruby, "}版");
    f->measure[0].measure = EM;
    f->setting.indent = 0;
    assert_int_equal(compose(f, long_ruby.p, 0), ERR_OK);
    buf_fini(&long_ruby);
}

/* --- the log of steps ----------------------------------------------------- */

/* justify alone: a hung mark, and what is left is stretched. */
static void
a_plan_can_be_asked_for(void **state)
{
    (void)state;
    struct justify_line line = {.sum = {.natural = 1100, .gaps = 10},
        .measure = 1000,
        .hang = 200,
        .em = 100,
        .fill = true};
    line.sum.stretch[STRETCH_OTHER] = 250;
    struct justify_plan plan;
    justify_plan(&line, &plan);
    assert_true(plan.hang);
    assert_int_equal(plan.width, 1000);
    assert_int_equal(plan.stretch[STRETCH_OTHER], 100);
    assert_int_equal(plan.step, 3);
    line.hang = 0;
    justify_plan(&line, &plan);
    assert_true(plan.cost == JUSTIFY_TOO_LONG);
    line.cut = 100;
    justify_plan(&line, &plan);
    assert_true(plan.cut);
    assert_int_equal(plan.step, -2);
    line.dot = true;
    justify_plan(&line, &plan);
    assert_int_equal(plan.step, -3);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_run_is_one_face_size_and_base_line),
        TEST(spans_keep_their_own_style_and_owner),
        TEST(the_text_of_a_line),
        TEST(glyphs_cover_the_text),
        TEST(every_emu_is_given_out),
        TEST(natural_widths),
        TEST(a_natural_width_fits),
        TEST(a_missing_character_is_said_and_no_line_is_made),
        TEST(no_measure_is_a_usage_error),
        TEST(hostile_settings),
        TEST(a_plan_can_be_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
