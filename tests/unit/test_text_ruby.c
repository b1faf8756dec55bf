/* Readings over their bases: mono, group, jukugo; how far they hang over;
 * line edges.  A reading's clusters stand behind `^`, each half an em wide. */
#include "test_text_fixture.h"

/* JLREQ 3.3.5: mono ruby is centred over its character. */
static void
jlreq_3_3_5_mono_ruby_is_centred(void **state)
{
    struct fixture *f = *state;
    check(f, "{東京|とう|きょ}の", 10,
        "0:東 1000:京 2000:の ^ 0:と 500:う ^ 1000:き 1500:ょ |3000 3000 0!\n");
    check(f, "{山|や}川", 10, "0:山 1000:川 ^ 250:や |2000 2000 0!\n");
    check(f, "{山川|や|か}", 10,
        "0:山 1000:川 ^ 250:や ^ 1250:か |2000 2000 0!\n");
}

/* JLREQ 3.3.6: a shorter group ruby is spread 1:2:1. */
static void
jlreq_3_3_6_group_ruby_is_spread(void **state)
{
    struct fixture *f = *state;
    check(f, "{未来|みら}へ", 10,
        "0:未 1000:来 2000:へ ^ 250:み 1250:ら |3000 3000 0!\n");
    check(f, "{小豆色|あず}の", 10,
        "0:小 1000:豆 2000:色 3000:の ^ 500:あ 2000:ず |4000 4000 0!\n");
    check(
        f, "{明日|ア}の", 10, "0:明 1000:日 2000:の ^ 750:ア |3000 3000 0!\n");
}

/* A reading in Western letters keeps its own spacing, centred. */
static void
jlreq_3_3_6_western_readings_are_not_spread(void **state)
{
    struct fixture *f = *state;
    check(f, "{国際連合|UN}の", 10,
        "0:国 1000:際 2000:連 3000:合 4000:の ^ 1750:U 2000:N |5000 5000 0!\n");
}

/* JLREQ 3.3.8: a reading may hang over kana by one em of its own. */
static void
jlreq_3_3_8_over_kana(void **state)
{
    struct fixture *f = *state;
    check(f, "の{志|こころざし}の", 10,
        "0:の 1250:志 2500:の ^ 500:こ 1000:こ 1500:ろ 2000:ざ 2500:し |3500 "
        "3500 0!\n");
    check(f, "の{志|こころざ}の", 10,
        "0:の 1000:志 2000:の ^ 500:こ 1000:こ 1500:ろ 2000:ざ |3000 3000 "
        "0!\n");
    check(f, "ア{志|こころざ}ー", 10,
        "0:ア 1000:志 2000:ー ^ 500:こ 1000:こ 1500:ろ 2000:ざ |3000 3000 "
        "0!\n");
}

/* JLREQ 3.3.8: never over kanji; the base is spread 1:2:1 instead. */
static void
jlreq_3_3_8_never_over_kanji(void **state)
{
    struct fixture *f = *state;
    check(f, "山{志|こころざし}川", 10,
        "0:山 1750:志 3500:川 ^ 1000:こ 1500:こ 2000:ろ 2500:ざ 3000:し |4500 "
        "4500 0!\n");
    check(f, "山{志願|こころざしねがい}川", 10,
        "0:山 1500:志 3500:願 5000:川 ^ 1000:こ 1500:こ 2000:ろ 2500:ざ "
        "3000:し 3500:ね 4000:が 4500:い |6000 6000 0!\n");
}

/* Katakana: allowed by JLREQ, not by JIS X 4051. */
static void
jlreq_3_3_8_over_katakana_by_house(void **state)
{
    struct fixture *f = *state;
    f->setting.reduction = REDUCE_JISX4051;
    check(f, "ア{志|こころざ}ア", 10,
        "0:ア 1500:志 3000:ア ^ 1000:こ 1500:こ 2000:ろ 2500:ざ |4000 4000 "
        "0!\n");
}

/* JLREQ 3.3.8: over the space of punctuation, which then does not shrink. */
static void
jlreq_3_3_8_into_the_space_of_punctuation(void **state)
{
    struct fixture *f = *state;
    check(f, "山、{志|こころざ}山", 10,
        "0:山 1000:、 2250:志 3500:山 ^ 1500:こ 2000:こ 2500:ろ 3000:ざ |4500 "
        "4500 0!\n");
    check(f, "山{志|こころざ}「山", 10,
        "0:山 1250:志 2500:「 3500:山 ^ 1000:こ 1500:こ 2000:ろ 2500:ざ |4500 "
        "4500 0!\n");
    check(f, "山「{志|こころざ}」山", 10,
        "0:山 1000:「 2000:志 3000:」 4000:山 ^ 1500:こ 2000:こ 2500:ろ "
        "3000:ざ |5000 5000 0!\n");
    check_line(f, "「山版、{志|こころざ}は山版の山版の話", 6, 0,
        "-500:「 500:山 1750:版 2750:、 3750:志 5000:は ^ 3250:こ 3750:こ "
        "4250:ろ 4750:ざ |5500 6000 3\n");
    check_line(f, "「山版、志は山版の山版の話", 6, 0,
        "-500:「 500:山 1500:版 2500:、 3000:志 4000:は 5000:山 |6500 6000 "
        "-5\n");
}

/* JLREQ 3.3.8: two readings never touch, not even over one kana. */
static void
jlreq_3_3_8_readings_never_touch(void **state)
{
    struct fixture *f = *state;
    check(f, "{志|こころざし}の{志|こころざし}", 12,
        "0:志 2000:の 4125:志 ^ 0:こ 500:こ 1000:ろ 1500:ざ 2000:し ^ 2625:こ "
        "3125:こ 3625:ろ 4125:ざ 4625:し |5125 5125 0!\n");
    check(f, "{志|こころざし}{志|こころざし}", 12,
        "0:志 4125:志 ^ 0:こ 500:こ 1000:ろ 1500:ざ 2000:し ^ 2625:こ 3125:こ "
        "3625:ろ 4125:ざ 4625:し |5125 5125 0!\n");
    check(f, "{志志|こころざし|こころざし}", 12,
        "0:志 4125:志 ^ 0:こ 500:こ 1000:ろ 1500:ざ 2000:し ^ 2625:こ 3125:こ "
        "3625:ろ 4125:ざ 4625:し |5125 5125 0!\n");
    check(f, "{志|こころざ}、{志|こころざ}", 12,
        "0:志 1500:、 3125:志 ^ 0:こ 500:こ 1000:ろ 1500:ざ ^ 2125:こ 2625:こ "
        "3125:ろ 3625:ざ |4125 4125 0!\n");
    check(f, "{志|こころざ}のの{志|こころざ}", 12,
        "0:志 1500:の 2500:の 4000:志 ^ 0:こ 500:こ 1000:ろ 1500:ざ ^ 3000:こ "
        "3500:こ 4000:ろ 4500:ざ |5000 5000 0!\n");
}

/* ... nor where the one just fills its base and the other is wider. */
static void
jlreq_3_3_8_readings_of_two_words_keep_a_quarter_apart(void **state)
{
    struct fixture *f = *state;
    check(f, "{山|やまま}{川|かわ}", 12,
        "0:山 1625:川 ^ 0:や 500:ま 1000:ま ^ 1625:か 2125:わ |2625 2625 "
        "0!\n");
    check(f, "{山|やま}{川|かわ}", 12,
        "0:山 1125:川 ^ 0:や 500:ま ^ 1125:か 1625:わ |2125 2125 0!\n");
    check(f, "{山|や}{川|か}", 12,
        "0:山 1000:川 ^ 250:や ^ 1250:か |2000 2000 0!\n");
    check(f, "{山川|やま|かわ}", 12,
        "0:山 1000:川 ^ 0:や 500:ま ^ 1000:か 1500:わ |2000 2000 0!\n");
}

/* JLREQ 3.8.4, table 6 n. 7. */
static void
jlreq_3_8_4_the_inside_of_a_jukugo_is_not_stretched(void **state)
{
    struct fixture *f = *state;
    check_line(f, "山{=山川|やま|かわ}山「山山」", 5, 0,
        "0:山 1500:山 2500:川 4000:山 ^ 1500:や 2000:ま ^ 2500:か 3000:わ "
        "|4000 5000 4\n");
}

/* JLREQ 3.3.7: inside one jukugo a long reading may use the room of a short
 * one. */
static void
jlreq_3_3_7_jukugo_shares_its_room(void **state)
{
    struct fixture *f = *state;
    check(f, "山{=志田|こころ|だ}川", 10,
        "0:山 1188:志 2375:田 3375:川 ^ 1000:こ 1500:こ 2000:ろ ^ 2625:だ "
        "|4375 4375 0!\n");
    check(f, "山{志田|こころ|だ}川", 10,
        "0:山 1250:志 2500:田 3500:川 ^ 1000:こ 1500:こ 2000:ろ ^ 2750:だ "
        "|4500 4500 0!\n");
    check(f, "山{=田志|だ|こころ}川", 10,
        "0:山 1000:田 2188:志 3375:川 ^ 1250:だ ^ 1875:こ 2375:こ 2875:ろ "
        "|4375 4375 0!\n");
}

/* JLREQ 3.3.8: at the line head reading and base are flush. */
static void
jlreq_3_3_8_line_head(void **state)
{
    struct fixture *f = *state;
    check(f, "{志|こころざし}山", 10,
        "0:志 2500:山 ^ 0:こ 500:こ 1000:ろ 1500:ざ 2000:し |3500 3500 0!\n");
    check(f, "の{志|こころざし}", 10,
        "0:の 2000:志 ^ 500:こ 1000:こ 1500:ろ 2000:ざ 2500:し |3000 3000 "
        "0!\n");
}

/* The same where a line turns. */
static void
jlreq_3_3_8_line_edges_when_turned(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check(f, "山山山の{志|こころざし}の", 4,
        "0:山 1000:山 2000:山 3000:の |4000 4000 0\n"
        "0:志 2000:の ^ 0:こ 500:こ 1000:ろ 1500:ざ 2000:し |3000 3000 0!\n");
    check(f, "山山{志|こころざし}の", 4,
        "0:山 1000:山 |2000 2000 0\n"
        "0:志 2000:の ^ 0:こ 500:こ 1000:ろ 1500:ざ 2000:し |3000 3000 0!\n");
}

/* Mono and jukugo ruby may break between characters, group ruby never. */
static void
jlreq_3_3_5_mono_ruby_breaks_between_characters(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check(f, "山山山{東京|とう|きょ}", 4,
        "0:山 1000:山 2000:山 |3000 3000 0\n"
        "0:東 1000:京 ^ 0:と 500:う ^ 1000:き 1500:ょ |2000 2000 0!\n");
    check(f, "山山山{=東京|とう|きょ}", 4,
        "0:山 1000:山 2000:山 |3000 3000 0\n"
        "0:東 1000:京 ^ 0:と 500:う ^ 1000:き 1500:ょ |2000 2000 0!\n");
    check(f, "山山山{東京|とうきょ}", 4,
        "0:山 1000:山 2000:山 |3000 3000 0\n"
        "0:東 1000:京 ^ 0:と 500:う 1000:き 1500:ょ |2000 2000 0!\n");
}

/* What does not pair off is not lost. */
static void
too_few_and_too_many_readings(void **state)
{
    struct fixture *f = *state;
    check(f, "{東京都|とう|きょう}", 10,
        "0:東 1250:京 2500:都 ^ 0:と 500:う ^ 1000:き 1500:ょ 2000:う |3500 "
        "3500 0!\n");
    check(f, "{東|とう|きょう}山", 10,
        "0:東 2750:山 ^ 0:と 500:う 1000:| 1250:き 1750:ょ 2250:う |3750 3750 "
        "0!\n");
    check(f, "{東京||きょ}", 10,
        "0:東 1000:京 ^ 1000:き 1500:ょ |2000 2000 0!\n");
}

/* A stretched line leaves a group and its reading together. */
static void
ruby_and_justification(void **state)
{
    struct fixture *f = *state;
    check_line(f, "{小豆色|あずきいろ}のInternationalization", 11, 0,
        "0:小 1000:豆 2000:色 10000:の ^ 50:あ 650:ず 1250:き 1850:い 2450:ろ "
        "|4000 11000 4\n");
}

static void
a_reading_is_above_its_base(void **state)
{
    struct fixture *f = *state;
    f->style.shift = EM / 10;
    assert_int_equal(compose(f, "{山|やま}", 10), ERR_OK);
    assert_true(f->line->has_ruby);
    assert_int_equal(f->line->n, 2);
    const struct text_piece *base = f->line->piece, *ruby = base + 1;
    assert_false(base->ruby);
    assert_true(ruby->ruby);
    assert_int_equal(base->y, EM / 10);
    /* em boxes touch: 880 of the base, 120 below the reading's half em */
    assert_int_equal(milli(ruby->y), 880 + 60 + 100);
    assert_int_equal(ruby->run.size, EM / 2);
    assert_ptr_equal(ruby->span, base->span);
    assert_string_equal(line_texts(f), "山");
    assert_int_equal(compose(f, "山", 10), ERR_OK);
    assert_false(f->line->has_ruby);
}

static void
a_missing_character_in_a_reading_is_said(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(compose(f, "{山|\U0001F600}", 10), ERR_INPUT);
    assert_int_equal(diag_errors(f->diag), 1);
    assert_null(f->line);
    assert_int_equal(f->n, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(jlreq_3_3_5_mono_ruby_is_centred),
        TEST(jlreq_3_3_6_group_ruby_is_spread),
        TEST(jlreq_3_3_6_western_readings_are_not_spread),
        TEST(jlreq_3_3_8_over_kana),
        TEST(jlreq_3_3_8_never_over_kanji),
        TEST(jlreq_3_3_8_over_katakana_by_house),
        TEST(jlreq_3_3_8_into_the_space_of_punctuation),
        TEST(jlreq_3_3_8_readings_never_touch),
        TEST(jlreq_3_3_8_readings_of_two_words_keep_a_quarter_apart),
        TEST(jlreq_3_8_4_the_inside_of_a_jukugo_is_not_stretched),
        TEST(jlreq_3_3_7_jukugo_shares_its_room),
        TEST(jlreq_3_3_8_line_head),
        TEST(jlreq_3_3_8_line_edges_when_turned),
        TEST(jlreq_3_3_5_mono_ruby_breaks_between_characters),
        TEST(too_few_and_too_many_readings),
        TEST(ruby_and_justification),
        TEST(a_reading_is_above_its_base),
        TEST(a_missing_character_in_a_reading_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
