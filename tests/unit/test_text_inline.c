/* Pieces of a line that are set apart: scripts, text set to a width, letter
 * space, emphasis marks, text kept whole. */
#include "test_text_fixture.h"

/* The next span, set in STYLE (NULL: the usual one). */
static struct text_span *
put(struct fixture *f, const char *text, const struct text_style *style)
{
    struct text_span *span = add_span(f, text, strlen(text));
    if (style != NULL)
        span->style = style;
    return span;
}

static void
compose_put(struct fixture *f, emu measure)
{
    f->measure[0] = (struct text_measure){0, measure};
    assert_int_equal(text_compose(f->arena, f->diag, &f->setting, f->span,
                         f->n_spans, &f->line, &f->n),
        ERR_OK);
}

/* Composes what was put to EMS em; compares all lines. */
static void
check_put(struct fixture *f, int ems, const char *expected)
{
    compose_put(f, ems * EM);
    buf_fini(&f->dump);
    f->dump = (struct buf){.n = 0};
    for (size_t k = 0; k < f->n; k++)
        dump_line(&f->dump, &f->line[k]);
    assert_string_equal(f->dump.p, expected);
}

/* No line ends inside PART, at any measure that holds it. */
static void
check_whole(struct fixture *f, const char *part, int least)
{
    for (int half = 2 * least; half < 40; half++) {
        compose_put(f, half * EM / 2);
        bool found = false;
        for (size_t k = 0; k < f->n; k++) {
            char text[256] = "";
            memcpy(text, f->line[k].text.p, f->line[k].text.n);
            found |= strstr(text, part) != NULL;
        }
        if (!found)
            fail_msg("%s torn at %d: %s", part, half, line_texts(f));
    }
}

/* --- scripts ----------------------------------------------------------- */

static struct text_style
script_style(const struct fixture *f, emu shift)
{
    struct text_style style = f->style;
    style.size = EM * 6 / 10;
    style.shift = shift;
    return style;
}

/* JLREQ table 1, cl-21: no space before a script; behind it as behind its
 * base, here the quarter em of Western text. */
static void
scripts_stand_close_to_their_base_jlreq_cl_21(void **state)
{
    struct fixture *f = *state;
    struct text_style up = script_style(f, EM * 4 / 10);
    struct text_style down = script_style(f, -EM * 15 / 100);
    put(f, "広さのm", NULL);
    put(f, "2", &up)->script = true;
    put(f, "とCO", NULL);
    put(f, "2", &down)->script = true;
    put(f, "の話", NULL);
    check_put(f, 20,
        "0:広 1000:さ 2000:の 3250:m 3750:2 4300:と 5550:C 6050:O 6550:2 "
        "7100:の 8100:話 |9100 9100 0!\n");
    assert_string_equal(line_texts(f), "広さのm2とCO2の話");
    assert_int_equal(f->line[0].piece[1].y, up.shift);
    assert_int_equal(f->line[0].piece[3].y, down.shift);
    check_whole(f, "m2", 2);
    check_whole(f, "CO2", 2);
}

static void
scripts_of_japanese_characters_jlreq_cl_21(void **state)
{
    struct fixture *f = *state;
    struct text_style up = script_style(f, EM * 4 / 10);
    f->n_spans = 0;
    put(f, "組版男性", NULL);
    put(f, "注2", &up)->script = true;
    put(f, "の話、工夫", NULL);
    check_put(f, 20,
        "0:組 1000:版 2000:男 3000:性 4000:注 4600:2 4900:の 5900:話 6900:、 "
        "7900:工 8900:夫 |9900 9900 0!\n");
    check_whole(f, "性注2", 3);
}

/* --- text set to a width -------------------------------------------------- */

static struct text_span *
put_name(struct fixture *f, const char *text)
{
    struct text_span *span = put(f, text, NULL);
    span->jidori = 5 * EM;
    span->jidori_of = f;
    return span;
}

/* JIS X 4051. */
static void
jidori_is_flush_at_both_edges(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = {
        "山田", "山田実", "山田太郎", "五十嵐健太"};
    static const char *const lines[] = {
        "0:は 1000:山 5000:田 6000:と |7000 7000 0!\n",
        "0:は 1000:山 3000:田 5000:実 6000:と |7000 7000 0!\n",
        "0:は 1000:山 2333:田 3667:太 5000:郎 6000:と |7000 7000 0!\n",
        "0:は 1000:五 2000:十 3000:嵐 4000:健 5000:太 6000:と |7000 7000 0!\n"};
    for (size_t i = 0; i < 4; i++) {
        f->n_spans = 0;
        put(f, "は", NULL);
        put_name(f, names[i]);
        put(f, "と", NULL);
        check_put(f, 20, lines[i]);
    }
    assert_int_equal(diag_count(f->diag), 0);
}

static void
jidori_of_one_character_is_centred(void **state)
{
    struct fixture *f = *state;
    put(f, "は", NULL);
    put_name(f, "轟");
    put(f, "と", NULL);
    check_put(f, 20, "0:は 3000:轟 6000:と |7000 7000 0!\n");
    f->n_spans = 0;
    put_name(f, "轟");
    check_put(f, 20, "2000:轟 |5000 5000 0!\n");
}

/* Several spans of one text; readings; a space; Latin; letter space. */
static void
jidori_takes_what_stands_inside(void **state)
{
    struct fixture *f = *state;
    struct text_style wide = f->style;
    wide.tracking = EM / 2;
    put_name(f, "山");
    struct text_span *ruby = put_name(f, "田");
    ruby->ruby = STR("だ"), ruby->ruby_kind = TEXT_RUBY_MONO;
    ruby->ruby_style = &f->ruby;
    put(f, "と", NULL);
    check_put(f, 20, "0:山 4000:田 5000:と ^ 4250:だ |6000 6000 0!\n");
    f->n_spans = 0;
    put_name(f, "J. Doe");
    check_put(f, 20, "0:J 1042:. 1542:  2417:D 3458:o 4500:e |5000 5000 0!\n");
    f->n_spans = 0;
    put_name(f, "山田実")->style = &wide;
    check_put(f, 20, "0:山 2000:田 4000:実 |5000 5000 0!\n");
    assert_int_equal(diag_count(f->diag), 0);
}

/* Note marks and scripts stay with their base; they are part of the width. */
static void
jidori_leaves_marks_with_their_base(void **state)
{
    struct fixture *f = *state;
    struct text_style up = script_style(f, EM * 4 / 10);
    put_name(f, "山田");
    struct text_span *mark = put_name(f, "*1");
    mark->style = &up, mark->attach = mark->keep = true;
    put(f, "と", NULL);
    check_put(f, 20, "0:山 3400:田 4400:* 4700:1 5000:と |6000 6000 0!\n");
    f->n_spans = 0;
    put_name(f, "CO");
    struct text_span *two = put_name(f, "2");
    two->style = &up, two->script = true;
    check_put(f, 20, "0:C 4200:O 4700:2 |5000 5000 0!\n");
}

/* A reading wider than its base takes of the room that is given. */
static void
jidori_holds_wide_readings(void **state)
{
    struct fixture *f = *state;
    struct text_span *ruby = put_name(f, "轟");
    ruby->ruby = STR("とどろき"), ruby->ruby_kind = TEXT_RUBY_MONO;
    ruby->ruby_style = &f->ruby;
    check_put(
        f, 20, "2000:轟 ^ 1500:と 2000:ど 2500:ろ 3000:き |5000 5000 0!\n");
    f->n_spans = 0;
    ruby = put_name(f, "東海林");
    ruby->ruby = STR("しょうじ"), ruby->ruby_kind = TEXT_RUBY_GROUP;
    ruby->ruby_style = &f->ruby;
    check_put(f, 20,
        "0:東 2000:海 4000:林 ^ 375:し 1625:ょ 2875:う 4125:じ |5000 5000 "
        "0!\n");
}

static void
jidori_is_never_torn_nor_stretched(void **state)
{
    struct fixture *f = *state;
    put(f, "組版の工夫を話す", NULL);
    put_name(f, "山田");
    put(f, "と組版の工夫を話す", NULL);
    check_whole(f, "山田", 5);
    for (int half = 10; half < 40; half++) {
        compose_put(f, half * EM / 2);
        for (size_t k = 0; k < f->n; k++)
            for (size_t p = 0; p < f->line[k].n; p++) {
                const struct text_piece *piece = &f->line[k].piece[p];
                if (piece->span == &f->span[1])
                    assert_int_equal(piece->run.glyph[1].x, 4 * EM);
            }
    }
}

static void
jidori_that_is_too_narrow_is_said(void **state)
{
    struct fixture *f = *state;
    put(f, "は", NULL);
    put_name(f, "勅使河原健太郎");
    check_put(f, 20,
        "0:は 1000:勅 2000:使 3000:河 4000:原 5000:健 6000:太 7000:郎 |8000 "
        "8000 0!\n");
    assert_string_equal(diags(f, DIAG_EN),
        "copy.md:1:1: error: \"勅使河原健太郎\" is 1.3 mm wider than its "
        "jidori of 3.3 mm; make jidori wider, or the text shorter or smaller "
        "[text.jidori]\n");
    assert_string_equal(diags(f, DIAG_JA),
        "copy.md:1:1: エラー: 「勅使河原健太郎」は字取りの幅 3.3 mm より 1.3 "
        "mm 広くなります。jidori "
        "を大きくするか、文字を減らすか、小さくしてください [text.jidori]\n");
}

/* --- letter space --------------------------------------------------------- */

/* Only between the characters of its span; none at a line's edges. */
static void
letter_space_stands_inside_its_span(void **state)
{
    struct fixture *f = *state;
    struct text_style wide = f->style, tight = f->style;
    wide.tracking = EM / 4;
    tight.tracking = -EM / 10;
    f->setting.align = TEXT_START;
    put(f, "あい", NULL);
    put(f, "うえお", &wide);
    put(f, "かき", NULL);
    put(f, "くけ", &tight);
    check_put(f, 20,
        "0:あ 1000:い 2000:う 3250:え 4500:お 5500:か 6500:き 7500:く 8400:け "
        "|9400 9400 0!\n");
    f->n_spans = 0;
    put(f, "うえおかき", &wide);
    check_put(f, 4,
        "0:う 1250:え 2500:お |3500 3500 0\n"
        "0:か 1250:き |2250 2250 0!\n");
    f->n_spans = 0;
    put(f, "ab cd 12.5", &wide);
    check_put(f, 20,
        "0:a 750:b 1250:  2083:c 2833:d 3333:  4166:1 4916:2 5666:. 6416:5 "
        "|6916 6916 0!\n");
}

/* JLREQ 3.8: a justified line ends flush, at every measure. */
static void
letter_space_leaves_justified_lines_flush_jlreq_3_8(void **state)
{
    struct fixture *f = *state;
    struct text_style wide = f->style;
    put(f, "組版の工夫、", NULL);
    put(f, "前年比△3.2%、「字間」をJLREQ tablesで広げる。", &wide);
    put(f, "組版の工夫を話す、その先も。", NULL);
    for (int track = -8; track <= 24; track += 4)
        for (int half = 10; half < 60; half++) {
            wide.tracking = EM * track / 100;
            compose_put(f, half * EM / 2);
            for (size_t k = 0; k < f->n; k++) {
                const struct text_line *line = &f->line[k];
                const struct text_piece *piece = &line->piece[line->n - 1];
                const struct glyph *g = &piece->run.glyph[piece->run.n - 1];
                assert_true(line->width <= half * EM / 2);
                if (line->step > 0)
                    assert_int_equal(line->width, half * EM / 2);
                /* a mark's glyph is wider than its body by half an em */
                emu end = piece->x + g->x + g->advance;
                assert_true(end == line->width || end == line->width + EM / 2);
            }
        }
    assert_int_equal(diag_count(f->diag), 0);
}

/* --- emphasis ------------------------------------------------------------- */

/* JLREQ 3.3.9: half the size, over the middle of each character. */
static void
emphasis_marks_by_kind_jlreq_3_3_9(void **state)
{
    struct fixture *f = *state;
    static const char *const marks[] = {[TEXT_EMPHASIS_AUTO] = "•",
        [TEXT_EMPHASIS_DOT] = "•",
        [TEXT_EMPHASIS_SESAME] = "﹅",
        [TEXT_EMPHASIS_CIRCLE] = "●",
        [TEXT_EMPHASIS_OPEN_CIRCLE] = "○",
        [TEXT_EMPHASIS_DOUBLE_CIRCLE] = "◎",
        [TEXT_EMPHASIS_TRIANGLE] = "▲",
        [TEXT_EMPHASIS_OPEN_TRIANGLE] = "△"};
    static const int centres[] = {500, 1500, 3250};
    for (int kind = TEXT_EMPHASIS_AUTO; kind <= TEXT_EMPHASIS_OPEN_TRIANGLE;
         kind++) {
        f->n_spans = 0;
        put(f, "強a、調", NULL)->emphasis = (enum text_emphasis)kind;
        compose_put(f, 20 * EM);
        const struct text_piece *dots = &f->line[0].piece[f->line[0].n - 1];
        assert_true(dots->ruby);
        assert_true(str_equal(dots->run.text, str_of(marks[kind])));
        assert_int_equal(dots->run.size, EM / 2);
        assert_int_equal(dots->run.n, 3); /* none on the comma */
        for (size_t g = 0; g < 3; g++) {
            const struct glyph *glyph = &dots->run.glyph[g];
            emu centre = dots->x + glyph->x + glyph->advance / 2;
            assert_int_equal(milli(centre), centres[g]);
        }
    }
}

/* Letter space does not move them; jidori neither. */
static void
emphasis_marks_stay_over_their_characters(void **state)
{
    struct fixture *f = *state;
    struct text_style wide = f->style;
    wide.tracking = EM / 4;
    put(f, "強調", &wide)->emphasis = TEXT_EMPHASIS_AUTO;
    check_put(f, 20, "0:強 1250:調 ^ 375:• 1625:• |2250 2250 0!\n");
    f->n_spans = 0;
    put_name(f, "強調")->emphasis = TEXT_EMPHASIS_AUTO;
    check_put(f, 20, "0:強 4000:調 ^ 375:• 4375:• |5000 5000 0!\n");
}

/* A font without the mark has the usual one; one without that, a middle dot. */
static void
emphasis_marks_that_a_font_lacks(void **state)
{
    struct fixture *f = *state;
    const struct face *face;
    assert_int_equal(
        font_set_face(f->fonts, f->diag, LOC_NONE, "Inter Regular", &face),
        ERR_OK);
    assert_int_equal(face_glyph(face, 0xFE45, 0), 0);
    f->font.part[ROLE_JAPANESE].face = face;
    put(f, "abc", NULL)->emphasis = TEXT_EMPHASIS_SESAME;
    compose_put(f, 20 * EM);
    assert_true(
        str_equal(f->line[0].piece[f->line[0].n - 1].run.text, STR("•")));
    /* a fallback of the font has it */
    f->font.fallback[0] = f->font.part[ROLE_LATIN].face;
    f->font.n_fallbacks = 1;
    compose_put(f, 20 * EM);
    assert_true(
        str_equal(f->line[0].piece[f->line[0].n - 1].run.text, STR("﹅")));
    assert_int_equal(diag_count(f->diag), 0);
}

/* --- kept whole ----------------------------------------------------------- */

static void
kept_text_is_whole_over_its_spans(void **state)
{
    struct fixture *f = *state;
    put(f, "組版の工夫", NULL);
    static const char *const parts[] = {"株式", "会社", "組"};
    for (size_t i = 0; i < 3; i++) {
        struct text_span *span = put(f, parts[i], NULL);
        span->keep = true, span->whole = parts;
    }
    put(f, "の話をする", NULL);
    check_whole(f, "株式会社組", 5);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(scripts_stand_close_to_their_base_jlreq_cl_21),
        TEST(scripts_of_japanese_characters_jlreq_cl_21),
        TEST(jidori_is_flush_at_both_edges),
        TEST(jidori_of_one_character_is_centred),
        TEST(jidori_takes_what_stands_inside),
        TEST(jidori_leaves_marks_with_their_base),
        TEST(jidori_holds_wide_readings),
        TEST(jidori_is_never_torn_nor_stretched),
        TEST(jidori_that_is_too_narrow_is_said),
        TEST(letter_space_stands_inside_its_span),
        TEST(letter_space_leaves_justified_lines_flush_jlreq_3_8),
        TEST(emphasis_marks_by_kind_jlreq_3_3_9),
        TEST(emphasis_marks_stay_over_their_characters),
        TEST(emphasis_marks_that_a_font_lacks),
        TEST(kept_text_is_whole_over_its_spans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
