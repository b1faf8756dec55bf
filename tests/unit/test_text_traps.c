/* Sentences that other systems set wrongly (TYPOGRAPHY: what nobody does well),
 * each justified to many measures with many beginnings: some line turns at
 * every place where it may. */
#include "test_text_fixture.h"

#include <stdio.h>

#include "text/linelog.h"

enum { MEASURE_LEAST = 7, MEASURE_MOST = 24, FILLS = 10, TEXT_MAX = 512 };

/* What is looked at: the line K of F, composed to EMS. */
typedef void look_fn(struct fixture *f, size_t k, int ems, const void *what);

static void
compose_traced(struct fixture *f, const char *text, int ems)
{
    f->setting.trace = true;
    assert_int_equal(compose(f, text, ems), ERR_OK);
}

/* Calls LOOK for every line of SENTENCE behind beginnings of all lengths. */
static void
try_everywhere(
    struct fixture *f, const char *sentence, look_fn *look, const void *what)
{
    static const char filler[] = "組版の仕事の話をする";
    char text[TEXT_MAX];
    for (int fill = 0; fill < FILLS; fill++) {
        snprintf(text, sizeof text, "%.*s%sその話をする組版の仕事", fill * 3,
            filler, sentence);
        for (int ems = MEASURE_LEAST; ems <= MEASURE_MOST; ems++) {
            compose_traced(f, text, ems);
            for (size_t k = 0; k < f->n; k++)
                look(f, k, ems, what);
        }
    }
}

/* The index of the cell at byte AT of LINE's text. */
static const struct text_cell *
cell_at(const struct text_line *line, const char *at)
{
    for (size_t i = 0; i < line->trace->n; i++)
        if (line->trace->cell[i].text.p == at)
            return &line->trace->cell[i];
    return NULL;
}

static const char *
find(struct str s, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= s.n; i++)
        if (memcmp(s.p + i, word, n) == 0)
            return s.p + i;
    return NULL;
}

/* WHAT stands on one line, and nothing opens inside it. */
static void
look_tight(struct fixture *f, size_t k, int ems, const void *what)
{
    const char *word = what;
    struct str line = f->line[k].text;
    size_t n = strlen(word);
    const char *at = find(line, word);
    for (size_t cut = 1; cut < n; cut++) {
        bool whole = ((unsigned char)word[cut] & 0xC0) != 0x80;
        if (whole && !f->line[k].last && line.n >= cut &&
            memcmp(line.p + line.n - cut, word, cut) == 0 &&
            memcmp(line.p + line.n, word + cut, n - cut) == 0)
            fail_msg("%s torn at %d em: %s", word, ems, line_texts(f));
    }
    while (at != NULL) {
        const struct text_cell *first = cell_at(&f->line[k], at);
        assert_non_null(first);
        for (const struct text_cell *c = first;
             c[1].text.p < at + n && c[1].text.p > at; c++)
            if (c[1].x != c->x + c->advance)
                fail_msg("%s opened at %d em by %d: %s", word, ems,
                    milli(c[1].x - c->x - c->advance), line_texts(f));
        struct str rest = {at + n, (size_t)(line.p + line.n - at) - n};
        at = find(rest, word);
    }
}

static void
tight(struct fixture *f, const char *sentence, const char *word)
{
    try_everywhere(f, sentence, look_tight, word);
}

/* Never 「前 年 比 △ 3.2%」, never 3,6/37, never ¥/1,000, never CS/O. */
static void
statistics_are_never_torn_nor_opened(void **state)
{
    struct fixture *f = *state;
    tight(f, "前年比△3.2%で、組版の", "△3.2%");
    tight(f, "会員は3,637名、組版の", "3,637");
    tight(f, "会費は¥1,000です。", "¥1,000");
    tight(f, "▲0.5ポイント減り、", "▲0.5");
    tight(f, "日本CSO協会の", "CSO");
    tight(f, "電話は03-1234-5678です。", "03-1234-5678");
    tight(f, "割合は12.5％です。", "12.5");
}

/* JLREQ 3.1.10, 3.1.11: doubled marks. */
static void
jlreq_3_1_11_doubled_marks_are_one(void **state)
{
    struct fixture *f = *state;
    tight(f, "そして――組版の", "――");
    tight(f, "そして……組版の", "……");
    tight(f, "そして‥‥組版の", "‥‥");
}

/* No gap at the line's edges, no quarter em beside punctuation. */
static void
look_edges(struct fixture *f, size_t k, int ems, const void *what)
{
    (void)what;
    const struct text_line *line = &f->line[k];
    const struct text_trace *trace = line->trace;
    if (trace->n == 0)
        return;
    const struct text_cell *last = &trace->cell[trace->n - 1];
    if (trace->cell[0].x != 0)
        fail_msg("line head at %d em: %s", ems, line_texts(f));
    emu end = last->x + last->advance - trace->hang;
    if (!line->last && abs(end - ems * EM) > EM / 500)
        fail_msg("line end %d at %d em: %s", milli(end), ems, line_texts(f));
}

static void
jlreq_3_2_6_no_gap_at_the_edges_of_lines(void **state)
{
    struct fixture *f = *state;
    try_everywhere(
        f, "PDFとCSVをMarkdownでWebへ、DTPはISO規格の", look_edges, NULL);
}

static void
look_punctuation(struct fixture *f, size_t k, int ems, const void *what)
{
    (void)what;
    const struct text_trace *trace = f->line[k].trace;
    for (size_t i = 0; i + 1 < trace->n; i++) {
        const struct text_cell *c = &trace->cell[i];
        emu gap = c[1].x - c->x - c->advance;
        if (c->class == CL_01 && gap != 0)
            fail_msg("「 + %d at %d em: %s", milli(gap), ems, line_texts(f));
        if (c[1].class == CL_02 && gap != 0)
            fail_msg("%d + 」 at %d em: %s", milli(gap), ems, line_texts(f));
    }
}

/* JLREQ 3.1.2, 3.1.4: nothing between a bracket and what it holds, whatever the
 * line has to give or take. */
static void
jlreq_3_1_4_brackets_hold_what_they_hold(void **state)
{
    struct fixture *f = *state;
    try_everywhere(f, "彼は「『PDF』（第一版）」、「日本」・「CSO」と言う。",
        look_punctuation, NULL);
}

/* The marks that begin and end no line, at the strictest level. */
static void
look_kinsoku(struct fixture *f, size_t k, int ems, const void *what)
{
    static const char *const heads[] = {"、", "。", "」", "）", "・", "：",
        "；", "？", "！", "ー", "っ", "ょ", "ァ", "々", "‐"};
    (void)what;
    struct str s = f->line[k].text;
    for (size_t i = 0; k > 0 && i < sizeof heads / sizeof *heads; i++)
        if (s.n >= 3 && memcmp(s.p, heads[i], 3) == 0)
            fail_msg(
                "%s begins a line at %d em: %s", heads[i], ems, line_texts(f));
    if (s.n >= 3 && !f->line[k].last &&
        (memcmp(s.p + s.n - 3, "「", 3) == 0 ||
            memcmp(s.p + s.n - 3, "（", 3) == 0))
        fail_msg("a bracket ends a line at %d em: %s", ems, line_texts(f));
}

static void
jlreq_3_1_7_line_heads_and_3_1_8_line_ends(void **state)
{
    struct fixture *f = *state;
    try_everywhere(f,
        "「ちょっと、チャートの話（人々の）は？！」ニューヨークで：組版・仕事"
        "。",
        look_kinsoku, NULL);
}

/* JLREQ 4.2.3: a note mark stays with its word and before the full stop. */
static void
jlreq_4_2_3_note_marks_stay_with_their_word(void **state)
{
    struct fixture *f = *state;
    for (int fill = 0; fill < FILLS; fill++) {
        char text[TEXT_MAX];
        snprintf(text, sizeof text, "%.*s協会<*1>。その話をする組版の仕事",
            fill * 3, "組版の仕事の話をする");
        for (int ems = MEASURE_LEAST; ems <= MEASURE_MOST; ems++) {
            compose_traced(f, text, ems);
            for (size_t k = 1; k < f->n; k++)
                if (f->line[k].text.p[0] == '*' ||
                    memcmp(f->line[k].text.p, "。", 3) == 0)
                    fail_msg("torn at %d em: %s", ems, line_texts(f));
        }
    }
}

/* What is wider than the line parts behind the mark of a range or code. */
static void
codes_too_wide_part_behind_their_hyphens(void **state)
{
    struct fixture *f = *state;
    check_texts(f, "国国国国1,000～2,000円国国国国国国国", 7,
        "国国国/国1,000～/2,000円国国国/国国国国");
    check_texts(f, "国国国０３－１２３４－５６７８をを国国国国国国国国", 8,
        "国国国/０３－１２３４－/５６７８をを国国/国国国国国国");
}

/* JLREQ 3.8.3: the half em at the line's end goes when the word spaces have
 * given what they can, not before. */
static void
jlreq_3_8_3_word_spaces_give_before_the_line_end(void **state)
{
    struct fixture *f = *state;
    static const char text[] =
        "国国 aa 国国 bb 国国「国」国、国国・国国国国。国国国国";
    f->setting.line_end = LINE_END_HALF;
    f->measure[0] = (struct text_measure){0, (emu)(22132LL * EM / 1000)};
    assert_int_equal(compose(f, text, 0), ERR_OK);
    assert_int_equal(f->line[0].step, -1);
    f->measure[0].measure = (emu)(21900LL * EM / 1000);
    assert_int_equal(compose(f, text, 0), ERR_OK);
    assert_int_equal(f->line[0].step, -2);
}

/* JLREQ 3.8.3 c, table 3 n. 5: a middle dot at the end may lose the space on
 * both its sides. */
static void
jlreq_3_8_3_a_middle_dot_at_the_end_may_stand_solid(void **state)
{
    struct fixture *f = *state;
    f->setting.line_end = LINE_END_HALF;
    f->setting.trace = true;
    f->measure[0] = (struct text_measure){0, (emu)(8500LL * EM / 1000)};
    assert_int_equal(compose(f, "国国国国国国国国・国国国国国国", 0), ERR_OK);
    assert_int_equal(f->line[0].step, -3);
    const struct text_cell *last =
        &f->line[0].trace->cell[f->line[0].trace->n - 1];
    assert_int_equal(last->class, CL_05);
    assert_int_equal(milli(last->x), 8000);
    assert_int_equal(milli(f->line[0].width), 8500);
}

/* JLREQ 3.3.8: no reading stands out of the measure, not even over a mark that
 * does. */
static void
jlreq_3_3_8_readings_do_not_hang_out(void **state)
{
    struct fixture *f = *state;
    f->setting.line_end = LINE_END_HANG;
    f->setting.trace = true;
    f->measure[0] = (struct text_measure){0, (emu)(4500LL * EM / 1000)};
    assert_int_equal(
        compose(f, "国国国{心|けすこざ}、国国国国国国国", 0), ERR_OK);
    for (size_t k = 0; k < f->n; k++)
        for (size_t i = 0; i < f->line[k].trace->n_readings; i++) {
            const struct text_reading *r = &f->line[k].trace->reading[i];
            assert_true(r->x >= 0 && r->x + r->width <= f->measure[0].measure);
        }
}

/* JLREQ table 6 n. 4: — beside … may be parted from it, so it opens too. */
static void
jlreq_table_6_different_inseparable_marks_open(void **state)
{
    struct fixture *f = *state;
    f->measure[0] = (struct text_measure){0, (emu)(5300LL * EM / 1000)};
    assert_int_equal(compose(f, "国国国―…国国国国国", 0), ERR_OK);
    const struct text_piece *p = &f->line[0].piece[0];
    assert_int_equal(milli(p->run.glyph[4].x - p->run.glyph[3].x), 1075);
}

/* JLREQ 3.5.3: one character alone on the last line. */
static void
look_last(struct fixture *f, size_t k, int ems, const void *what)
{
    (void)what;
    struct str s = f->line[k].text;
    if (k > 0 && k + 1 == f->n && s.n <= 3)
        fail_msg("a runt at %d em: %s", ems, line_texts(f));
}

static void
jlreq_3_5_3_no_runt_where_it_can_be_helped(void **state)
{
    struct fixture *f = *state;
    try_everywhere(f, "組版の仕事", look_last, NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(statistics_are_never_torn_nor_opened),
        TEST(jlreq_3_1_11_doubled_marks_are_one),
        TEST(jlreq_3_2_6_no_gap_at_the_edges_of_lines),
        TEST(jlreq_3_1_4_brackets_hold_what_they_hold),
        TEST(jlreq_3_1_7_line_heads_and_3_1_8_line_ends),
        TEST(jlreq_4_2_3_note_marks_stay_with_their_word),
        TEST(codes_too_wide_part_behind_their_hyphens),
        TEST(jlreq_3_8_3_word_spaces_give_before_the_line_end),
        TEST(jlreq_3_8_3_a_middle_dot_at_the_end_may_stand_solid),
        TEST(jlreq_3_3_8_readings_do_not_hang_out),
        TEST(jlreq_table_6_different_inseparable_marks_open),
        TEST(jlreq_3_5_3_no_runt_where_it_can_be_helped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
