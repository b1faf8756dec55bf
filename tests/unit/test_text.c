/* Composition: positions, steps of adjustment, line edges, settings.
 * Positions are origins of glyphs in 1/1000 em, so a full-width opening
 * bracket whose body begins at 0 stands at -500. */
#include "test_text_fixture.h"

/* JLREQ 2.4: characters are set solid, an em apart. */
static void
jlreq_2_1_2_solid_setting(void **state)
{
    struct fixture *f = *state;
    check(f, "組版の工夫", 5,
        "0:組 1000:版 2000:の 3000:工 4000:夫 |5000 5000 0!\n");
    check(f, "組版の工夫", 3,
        "0:組 1000:版 2000:の |3000 3000 0\n"
        "0:工 1000:夫 |2000 2000 0!\n");
}

/* JLREQ 3.1.2: brackets, 、。 and ・ are half-em bodies with space around. */
static void
jlreq_3_1_2_punctuation_is_half_an_em_and_space(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check(f, "「あ」、「い」。", 9,
        "-500:「 500:あ 1500:」 2000:、 2500:「 3500:い 4500:」 5000:。 |5500 "
        "5500 0!\n");
    check(f, "（『あ』）あ・い：う", 9,
        "-500:（ 0:『 1000:あ 2000:』 2500:） 3500:あ 4500:・ 5500:い 6500:： "
        "7500:う |8500 8500 0!\n");
    check(f, "あ「い」う、え。お", 12,
        "0:あ 1000:「 2000:い 3000:」 4000:う 5000:、 6000:え 7000:。 8000:お "
        "|9000 9000 0!\n");
    check(f, "あ、・い。・う", 12,
        "0:あ 1000:、 2000:・ 3000:い 4000:。 5000:・ 6000:う |7000 7000 0!\n");
    check(f, "あ・・い", 12, "0:あ 1000:・ 2000:・ 3000:い |4000 4000 0!\n");
}

/* JLREQ 3.1.4: closing with closing solid, closing with opening one half em. */
static void
jlreq_3_1_4_runs_of_punctuation(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check(f, "あ」）い", 12, "0:あ 1000:」 1500:） 2500:い |3500 3500 0!\n");
    check(f, "あ「（い", 12, "0:あ 1000:「 1500:（ 2500:い |3500 3500 0!\n");
    check(f, "あ」「い", 12, "0:あ 1000:」 1500:「 2500:い |3500 3500 0!\n");
    check(f, "あ、「い", 12, "0:あ 1000:、 1500:「 2500:い |3500 3500 0!\n");
    check(f, "あ。」い", 12, "0:あ 1000:。 1500:」 2500:い |3500 3500 0!\n");
    check(f, "あ」。い", 12, "0:あ 1000:」 1500:。 2500:い |3500 3500 0!\n");
    check(f, "あ！？」い", 12,
        "0:あ 1000:！ 2000:？ 3000:」 4000:い |5000 5000 0!\n");
}

/* JLREQ 3.2.6: a quarter em between Japanese and Western, none at edges or
 * beside punctuation. */
static void
jlreq_3_2_6_japanese_and_latin(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check(f, "日本はPDFと2023年に", 12,
        "0:日 1000:本 2000:は 3250:P 3750:D 4250:F 5000:と 6250:2 6750:0 "
        "7250:2 7750:3 8500:年 9500:に |10500 10500 0!\n");
    check(f, "日本のPDF、2023", 12,
        "0:日 1000:本 2000:の 3250:P 3750:D 4250:F 4750:、 5750:2 6250:0 "
        "6750:2 7250:3 |7750 7750 0!\n");
    check(f, "PDF", 12, "0:P 500:D 1000:F |1500 1500 0!\n");
    check(f, "日本(Japan)の男/女", 20,
        "0:日 1000:本 2250:( 2750:J 3250:a 3750:p 4250:a 4750:n 5250:) 6000:の "
        "7000:男 8000:/ 8500:女 |9500 9500 0!\n");
}

/* JLREQ 3.2.6: a word space is a third of an em and vanishes at line edges. */
static void
jlreq_3_2_6_word_space(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check(f, "aa b、c", 8,
        "0:a 500:a 1000:  1333:b 1833:、 2833:c |3333 3333 0!\n");
    check(f, "組 版", 8, "0:組 1000:  1333:版 |2333 2333 0!\n");
    check(f, "aa bb", 1,
        "0:a 500:a |1000 1000 0\n"
        "0:b 500:b |1000 1000 0!\n");
}

/* JLREQ 3.1.10 b: dashes and leaders are solid. */
static void
jlreq_3_1_10_inseparable_marks(void **state)
{
    struct fixture *f = *state;
    check(f, "組版――工夫……工夫…―", 20,
        "0:組 1000:版 2000:― 3000:― 4000:工 5000:夫 6000:… 7000:… 8000:工 "
        "9000:夫 10000:… 11000:― |12000 12000 0!\n");
}

/* Quotation marks are brackets beside Japanese, letters in Western text. */
static void
jlreq_appendix_a_quotation_marks_by_use(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check(f, "彼は“版”と“Hello”と", 40,
        "0:彼 1000:は 2000:“ 3000:版 4000:” 5000:と 6000:“ 7000:H 7500:e "
        "8000:l 8500:l 9000:o 9500:” 10500:と |11500 11500 0!\n");
    check(f, "He “said” a", 40,
        "0:H 500:e 1000:  833:“ 1833:s 2333:a 2833:i 3333:d 3833:” 4333:  "
        "4666:a |5166 5166 0!\n");
    check(f, "it’s", 40, "0:i 500:t 1000:’ 1500:s |2000 2000 0!\n");
    check(f, "“a ‘版’ b”", 40,
        "-500:“ 500:a 1000:  1333:‘ 2333:版 3333:’ 3833:  4666:b 5166:” "
        "|5666 5666 0!\n");
    check(f, "版“a”b c", 40,
        "0:版 1000:“ 2000:a 2500:” 3500:b 4000:  4333:c |4833 4833 0!\n");
    check(f, "a “b 版” c", 40,
        "0:a 500:  833:“ 1833:b 2333:  2666:版 3666:” 4166:  4999:c |5499 5499 "
        "0!\n");
}

/* Half-width katakana and marks are set as they are. */
static void
jlreq_appendix_a_half_width_forms(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check(f, "ｶﾞｲﾄﾞ、ﾊﾟｰﾄ｡ｱ", 40,
        "0:ｶ 500:ﾞ 1000:ｲ 1500:ﾄ 2000:ﾞ 2500:、 3500:ﾊ 4000:ﾟ 4500:ｰ 5000:ﾄ "
        "5500:｡ 6000:ｱ |6500 6500 0!\n");
    check(f, "｢ｱ｣､ｲ･ｳ", 40,
        "0:｢ 500:ｱ 1000:｣ 1500:､ 2000:ｲ 2500:･ 3000:ｳ |3500 3500 0!\n");
}

/* Commas and points inside a full-width number take no space. */
static void
jlreq_3_1_10_full_width_numbers(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check(f, "３，４２４人と△３．２％", 40,
        "0:３ 1000:， 1500:４ 2500:２ 3500:４ 4500:人 5500:と 6500:△ 7500:３ "
        "8500:． 9000:２ 10000:％ |11000 11000 0!\n");
}

/* JLREQ 3.8.3 a: word spaces shrink to a quarter em first. */
static void
jlreq_3_8_3_reduction_1_word_space(void **state)
{
    struct fixture *f = *state;
    check_line(f, "aa bb cc dd ee、組版組版の話", 10, 0,
        "0:a 500:a 1000:  1250:b 1750:b 2250:  2500:c 3000:c 3500:  3750:d "
        "4250:d 4750:  5000:e 5500:e 6000:、 7000:組 8000:版 9000:組 |10332 "
        "10000 -1\n");
    check_line(f, "ab ab ab、組版組版の話", 7, 0,
        "0:a 500:b 1000:  1500:a 2000:b 2500:  3000:a 3500:b 4000:、 5000:組 "
        "6000:版 |6666 7000 1\n");
}

/* JLREQ 3.8.3 b: the half em at the line end goes, all or nothing. */
static void
jlreq_3_8_3_reduction_2_line_end(void **state)
{
    struct fixture *f = *state;
    f->setting.line_end = LINE_END_HALF;
    check_line(f, "「組版組版組版組、工夫の話", 8, 0,
        "-500:「 500:組 1500:版 2500:組 3500:版 4500:組 5500:版 6500:組 "
        "7500:、 |8500 8000 -2\n");
    check_line(f, "「組版組版組版組。工夫の話", 8, 0,
        "-500:「 500:組 1500:版 2500:組 3500:版 4500:組 5500:版 6500:組 "
        "7500:。 |8500 8000 -2\n");
    check_line(f, "「組版組版組（版）工夫の話", 8, 0,
        "-500:「 500:組 1500:版 2500:組 3500:版 4500:組 5500:（ 6500:版 "
        "7500:） |8500 8000 -2\n");
    f->setting.reduction = REDUCE_JISX4051;
    check_line(f, "「組版組版組版組。工夫の話」", 8, 0,
        "-500:「 500:組 1800:版 3100:組 4400:版 5700:組 7000:版 |6500 8000 "
        "4\n");
}

/* JLREQ 3.8.3 c: then the quarter em of a middle dot there. */
static void
jlreq_3_8_3_reduction_3_line_end_middle_dot(void **state)
{
    struct fixture *f = *state;
    f->setting.line_end = LINE_END_HALF;
    check_line(f, "「P組版組版・工夫の話」", 6, 0,
        "-500:「 500:P 1250:組 2250:版 3250:組 4250:版 5250:・ |6250 6000 "
        "-3\n");
}

/* JLREQ 3.8.3 d: then the space around middle dots. */
static void
jlreq_3_8_3_reduction_4_middle_dot(void **state)
{
    struct fixture *f = *state;
    check_line(f, "「組・組版・版版の工夫の話」", 7, 0,
        "-500:「 500:組 1375:・ 2250:組 3250:版 4125:・ 5000:版 6000:版 |7500 "
        "7000 -4\n");
    check_line(f, "「組・組版・版版、工夫の話」", 7, 0,
        "-500:「 500:組 1250:・ 2000:組 3000:版 3750:・ 4500:版 5500:版 "
        "6500:、 |8000 7000 -4\n");
}

/* JLREQ 3.8.3 e: then that of brackets and commas; never that of full stops. */
static void
jlreq_3_8_3_reduction_5_brackets_and_commas(void **state)
{
    struct fixture *f = *state;
    check_line(f, "組版、組版組版「組」組版組", 10, 0,
        "0:組 1000:版 2000:、 2667:組 3667:版 4667:組 5667:版 6333:「 7333:組 "
        "8333:」 9000:組 |11000 10000 -5\n");
    check_line(f, "組版、組版。版「組」組版版版", 10, 0,
        "0:組 1000:版 2000:、 2667:組 3667:版 4667:。 5667:版 6333:「 7333:組 "
        "8333:」 9000:組 |11000 10000 -5\n");
}

/* JLREQ 3.8.3 f: last the gaps beside Western text, to an eighth. */
static void
jlreq_3_8_3_reduction_6_japanese_latin(void **state)
{
    struct fixture *f = *state;
    check_line(f, "「日本P日本語P版の字の話」", 8, 0,
        "-500:「 500:日 1500:本 2625:P 3250:日 4250:本 5250:語 6375:P 7000:版 "
        "|8500 8000 -6\n");
    check_line(f, "日本、P日本語P版の字の話」", 8, 0,
        "0:日 1000:本 2000:、 2500:P 3167:日 4167:本 5167:語 6333:P 7000:版 "
        "|8750 8000 -6\n");
}

/* The three houses: JLREQ and JIS X 4051 shrink to nothing, books to a quarter
 * em. */
static void
jlreq_3_8_3_reduction_houses(void **state)
{
    struct fixture *f = *state;
    f->setting.reduction = REDUCE_JISX4051;
    check_line(f, "「組版、組版組版組版の話」", 6, 0,
        "-500:「 500:組 1500:版 2500:、 3000:組 4000:版 5000:組 |6500 6000 "
        "-5\n");
    f->setting.reduction = REDUCE_BOOKS;
    check_line(f, "「組版、組版組版組版の話」", 6, 0,
        "-500:「 500:組 1750:版 2750:、 3750:組 5000:版 |5500 6000 3\n");
}

/* JLREQ 3.8.4 a: word spaces widen to half an em first. */
static void
jlreq_3_8_4_expansion_1_word_space(void **state)
{
    struct fixture *f = *state;
    check(f, "aa bb cc ddd eeeee", 6,
        "0:a 500:a 1000:  1500:b 2000:b 2500:  3000:c 3500:c 4000:  4500:d "
        "5000:d 5500:d |5499 6000 1\n"
        "0:e 500:e 1000:e 1500:e 2000:e |2500 2500 0!\n");
}

/* JLREQ 3.8.4 b: then gaps beside Western text to half an em. */
static void
jlreq_3_8_4_expansion_2_japanese_latin(void **state)
{
    struct fixture *f = *state;
    check_line(f, "組P組P組Iiii", 6, 0,
        "0:組 1500:P 2500:組 4000:P 5000:組 |5000 6000 2\n");
}

/* JLREQ 3.8.4 c: then other places by up to a quarter em. */
static void
jlreq_3_8_4_expansion_3_other_places(void **state)
{
    struct fixture *f = *state;
    check_line(f, "日本P日本『組", 6, 0,
        "0:日 1250:本 2750:P 3750:日 5000:本 |5000 6000 3\n");
    check_line(f, "組版、組版組P「版版版版", 7, 0,
        "0:組 1000:版 2000:、 3000:組 4000:版 5000:組 6500:P |6750 7000 2\n");
}

/* JLREQ 3.8.4 d: at last all places evenly. */
static void
jlreq_3_8_4_expansion_4_evenly(void **state)
{
    struct fixture *f = *state;
    check_line(f, "組版組版Internationalization組版", 11, 0,
        "0:組 3333:版 6667:組 10000:版 |4000 11000 4\n");
    check(f, "組版組版組", 4,
        "0:組 1500:版 3000:組 |3000 4000 4\n"
        "0:版 1000:組 |2000 2000 0!\n");
}

/* JLREQ 3.1.5 (1): indented brackets at one em, turned lines flush. */
static void
jlreq_3_1_5_line_head_1_flush(void **state)
{
    struct fixture *f = *state;
    f->setting.indent = EM;
    check(f, "「組版」組版組版組「版」", 7,
        "-500:「 500:組 1500:版 2500:」 3000:組 4000:版 5000:組 |6500 6000 -5 "
        "+1000\n"
        "0:版 1000:組 2000:「 3000:版 4000:」 |4500 4500 0!\n");
    check(f, "組版組版組版「版版」", 7,
        "0:組 1000:版 2000:組 3000:版 4000:組 5000:版 |6000 6000 0 +1000\n"
        "-500:「 500:版 1500:版 2500:」 |3000 3000 0!\n");
}

/* JLREQ 3.1.5 (2): one and a half em, turned lines half an em. */
static void
jlreq_3_1_5_line_head_2_indented(void **state)
{
    struct fixture *f = *state;
    f->setting.indent = EM;
    f->setting.line_head = LINE_HEAD_INDENT;
    check_line(f, "「組版」組版組版組「版」", 8, 0,
        "0:「 1000:組 2000:版 3000:」 4000:組 5000:版 6000:組 |7000 7000 0 "
        "+1000\n");
    check(f, "組版組版組版「版版」", 7,
        "0:組 1000:版 2000:組 3000:版 4000:組 5000:版 |6000 6000 0 +1000\n"
        "0:「 1000:版 2000:版 3000:」 |3500 3500 0!\n");
}

/* JLREQ 3.1.5 (3): half an em, turned lines flush. */
static void
jlreq_3_1_5_line_head_3_half(void **state)
{
    struct fixture *f = *state;
    f->setting.indent = EM;
    f->setting.line_head = LINE_HEAD_HALF;
    check_line(f, "「組版」組版組版組「版」", 8, 0,
        "-1000:「 0:組 1000:版 2000:」 3000:組 4000:版 5000:組 6000:版 |7000 "
        "7000 0 +1000\n");
    check(f, "組版組版組版「版版」", 7,
        "0:組 1000:版 2000:組 3000:版 4000:組 5000:版 |6000 6000 0 +1000\n"
        "-500:「 500:版 1500:版 2500:」 |3000 3000 0!\n");
    f->setting.indent = 0;
    check(f, "「組版」", 8, "-500:「 500:組 1500:版 2500:」 |3000 3000 0!\n");
}

/* Line ends are solid. */
static void
jlreq_3_1_9_line_end_solid(void **state)
{
    struct fixture *f = *state;
    check(f, "組版組版。", 8,
        "0:組 1000:版 2000:組 3000:版 4000:。 |4500 4500 0!\n");
    f->setting.align = TEXT_END;
    check(f, "組版組版。", 8,
        "0:組 1000:版 2000:組 3000:版 4000:。 |4500 4500 0! +3500\n");
    check(f, "組版」", 8, "0:組 1000:版 2000:」 |2500 2500 0! +5500\n");
}

/* JLREQ 3.1.9: half an em behind closing marks; JIS X 4051 keeps it only behind
 * full stops. */
static void
jlreq_3_1_9_line_end_half(void **state)
{
    struct fixture *f = *state;
    f->setting.line_end = LINE_END_HALF;
    f->setting.align = TEXT_END;
    check(f, "組版。", 8, "0:組 1000:版 2000:。 |3000 3000 0! +5000\n");
    check(f, "組版、", 8, "0:組 1000:版 2000:、 |3000 3000 0! +5000\n");
    check(f, "組版」", 8, "0:組 1000:版 2000:」 |3000 3000 0! +5000\n");
    check(f, "組版・", 8, "0:組 1000:版 2000:・ |3000 3000 0! +5000\n");
    f->setting.reduction = REDUCE_JISX4051;
    check(f, "組版。", 8, "0:組 1000:版 2000:。 |3000 3000 0! +5000\n");
    check(f, "組版、", 8, "0:組 1000:版 2000:、 |2500 2500 0! +5500\n");
}

/* JLREQ 3.8.2 note: only 、 and 。 hang, and only when they do not fit. */
static void
jlreq_3_8_2_line_end_hanging(void **state)
{
    struct fixture *f = *state;
    f->setting.line_end = LINE_END_HANG;
    check(f, "組版組版組版組版。組版組版", 8,
        "0:組 1000:版 2000:組 3000:版 4000:組 5000:版 6000:組 7000:版 8000:。 "
        "|8500 8000 -2\n"
        "0:組 1000:版 2000:組 3000:版 |4000 4000 0!\n");
    check_line(f, "組版組版組版組。組版組版", 8, 0,
        "0:組 1083:版 2167:組 3250:版 4333:組 5417:版 6500:組 7500:。 |7500 "
        "8000 3\n");
    check_line(f, "組版組版組版組版」組版組版", 8, 0,
        "0:組 1167:版 2333:組 3500:版 4667:組 5833:版 7000:組 |7000 8000 3\n");
}

/* JLREQ 3.1.6: the em behind ？ vanishes at the line end. */
static void
jlreq_3_1_6_space_behind_question_mark(void **state)
{
    struct fixture *f = *state;
    check(f, "組版ですか？　組版", 7,
        "0:組 1250:版 2500:で 3750:す 5000:か 6000:？ |6000 7000 3\n"
        "0:組 1000:版 |2000 2000 0!\n");
    check(f, "組版か？　組版", 8,
        "0:組 1000:版 2000:か 3000:？ 4000:　 5000:組 6000:版 |7000 7000 0!\n");
}

/* First lines are indented, or hang out. */
static void
jlreq_3_5_1_indents(void **state)
{
    struct fixture *f = *state;
    f->setting.indent = 2 * EM;
    check(f, "組版の工夫の話", 5,
        "0:組 1000:版 2000:の |3000 3000 0 +2000\n"
        "0:工 1000:夫 2000:の 3000:話 |4000 4000 0!\n");
    f->setting.indent = -EM;
    check(f, "組版の工夫の話の話", 5,
        "0:組 1000:版 2000:の 3000:工 4000:夫 5000:の |6000 6000 0 +-1000\n"
        "0:話 1000:の 2000:話 |3000 3000 0!\n");
}

/* Start, end, centre. */
static void
alignments(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check(f, "組版の", 5, "0:組 1000:版 2000:の |3000 3000 0!\n");
    f->setting.align = TEXT_END;
    check(f, "組版の", 5, "0:組 1000:版 2000:の |3000 3000 0! +2000\n");
    f->setting.align = TEXT_CENTRE;
    check(f, "組版の", 5, "0:組 1000:版 2000:の |3000 3000 0! +1000\n");
    f->setting.indent = EM;
    check(f, "組版", 6, "0:組 1000:版 |2000 2000 0! +2500\n");
}

/* Kinto-wari 均等割り: over the whole measure, on one line if it fits. */
static void
jlreq_3_7_3_spread(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_SPREAD;
    check(f, "組版", 8, "0:組 7000:版 |2000 8000 4!\n");
    check(f, "版", 8, "0:版 |1000 1000 0! +3500\n");
    check(f, "山田太郎", 8, "0:山 2333:田 4667:太 7000:郎 |4000 8000 4!\n");
    check(f, "組　版", 8, "0:組 3500:　 7000:版 |3000 8000 4!\n");
    check(f, "組 版", 8, "0:組 1000:  7000:版 |2333 8000 4!\n");
    check(f, "Tokyo", 8, "0:T 1875:o 3750:k 5625:y 7500:o |2500 8000 4!\n");
    check(f, "組版組版組版", 4,
        "0:組 1000:版 2000:組 3000:版 |4000 4000 0\n"
        "0:組 3000:版 |2000 4000 4!\n");
    check(f, "山田、太郎", 8,
        "0:山 2500:田 3500:、 4500:太 7000:郎 |5000 8000 4!\n");
    check(f, "令和5年", 8, "0:令 2500:和 5000:5 7000:年 |3500 8000 4!\n");
    check(f, "3,637人", 8,
        "0:3 500:, 1000:6 1500:3 2000:7 7000:人 |3500 8000 4!\n");
    check(f, "2023", 8, "0:2 500:0 1000:2 1500:3 |2000 2000 0! +3000\n");
    check(f, "{山田|やまだ}太郎", 8,
        "0:山 1000:田 4000:太 7000:郎 ^ 83:や 750:ま 1417:だ |4000 8000 4!\n");
}

/* A forced break ends a line without filling it; one at the end adds none. */
static void
forced_breaks(void **state)
{
    struct fixture *f = *state;
    f->setting.indent = EM;
    check(f, "組版^工夫^", 8,
        "0:組 1000:版 |2000 2000 0! +1000\n"
        "0:工 1000:夫 |2000 2000 0!\n");
    check(f, "^^", 8,
        "|0 0 0! +1000\n"
        "|0 0 0!\n");
    check(f, "", 8, "|0 0 0! +1000\n");
    check(f, "組版^^工夫", 8,
        "0:組 1000:版 |2000 2000 0! +1000\n"
        "|0 0 0!\n"
        "0:工 1000:夫 |2000 2000 0!\n");
}

/* Spaces vanish at the end of a line, an ideographic one stays at the head of a
 * paragraph. */
static void
spaces_at_edges(void **state)
{
    struct fixture *f = *state;
    check(f, "　組版組版 ", 8,
        "0:　 1000:組 2000:版 3000:組 4000:版 |5000 5000 0!\n");
    check(f, "  ", 8, "|0 0 0!\n");
    check(f, " 組", 8, "0:  0:組 |1000 1000 0!\n");
}

/* JIS X 4051 4.20: never one character alone on the last line. */
static void
jlreq_3_5_3_runts(void **state)
{
    struct fixture *f = *state;
    check(f, "組版組版組", 4,
        "0:組 1500:版 3000:組 |3000 4000 4\n"
        "0:版 1000:組 |2000 2000 0!\n");
    check(f, "組版組版組。", 4,
        "0:組 1500:版 3000:組 |3000 4000 4\n"
        "0:版 1000:組 2000:。 |2500 2500 0!\n");
    check(f, "組版組版組版組版組版組版組版組版組版組版版。", 20,
        "0:組 1056:版 2111:組 3167:版 4222:組 5278:版 6333:組 7389:版 8444:組 "
        "9500:版 10556:組 11611:版 12667:組 13722:版 14778:組 15833:版 "
        "16889:組 17944:版 19000:組 |19000 20000 3\n"
        "0:版 1000:版 2000:。 |2500 2500 0!\n");
    check(f, "組版組版版", 5,
        "0:組 1000:版 2000:組 3000:版 4000:版 |5000 5000 0!\n");
    check(f, "組版の版", 3,
        "0:組 2000:版 |2000 3000 4\n"
        "0:の 1000:版 |2000 2000 0!\n");
}

/* JLREQ cl-20: a note mark is solid with what it follows, and no line begins
 * with it. */
static void
jlreq_4_2_3_note_marks(void **state)
{
    struct fixture *f = *state;
    check(f, "組版<*1>。組版、<*2>組版", 40,
        "0:組 1000:版 2000:* 2500:1 3000:。 4000:組 5000:版 6000:、 6500:* "
        "7000:2 7500:組 8500:版 |9500 9500 0!\n");
    check(f, "組版組版<*1>組版", 4,
        "0:組 1500:版 3000:組 |3000 4000 4\n"
        "0:版 1000:* 1500:1 2000:組 3000:版 |4000 4000 0!\n");
}

/* JLREQ 3.3.9: a dot over each character, not over punctuation. */
static void
jlreq_3_3_9_emphasis_dots(void **state)
{
    struct fixture *f = *state;
    check(f, "(*圏点、付き*)の組版", 40,
        "0:圏 1000:点 2000:、 3000:付 4000:き 5000:の 6000:組 7000:版 ^ 375:• "
        "1375:• 3375:• 4375:• |8000 8000 0!\n");
    check(f, "(*圏点圏点*)", 2,
        "0:圏 1000:点 ^ 375:• 1375:• |2000 2000 0\n"
        "0:圏 1000:点 ^ 375:• 1375:• |2000 2000 0!\n");
}

/* Letter space stands behind each character but the last of a line. */
static void
tracking(void **state)
{
    struct fixture *f = *state;
    f->style.tracking = EM / 10;
    check(f, "組版、工", 10, "0:組 1100:版 2200:、 3300:工 |4300 4300 0!\n");
    check(f, "組版工夫", 3,
        "0:組 2000:版 |2100 3000 4\n"
        "0:工 1100:夫 |2100 2100 0!\n");
}

/* Chotai 長体: bodies and spaces alike are narrowed. */
static void
condensed(void **state)
{
    struct fixture *f = *state;
    f->style.condense = 800;
    check(f, "「組」版P", 10,
        "-400:「 400:組 1200:」 2000:版 3000:P |3400 3400 0!\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(jlreq_2_1_2_solid_setting),
        TEST(jlreq_3_1_2_punctuation_is_half_an_em_and_space),
        TEST(jlreq_3_1_4_runs_of_punctuation),
        TEST(jlreq_3_2_6_japanese_and_latin),
        TEST(jlreq_3_2_6_word_space),
        TEST(jlreq_3_1_10_inseparable_marks),
        TEST(jlreq_appendix_a_quotation_marks_by_use),
        TEST(jlreq_appendix_a_half_width_forms),
        TEST(jlreq_3_1_10_full_width_numbers),
        TEST(jlreq_3_8_3_reduction_1_word_space),
        TEST(jlreq_3_8_3_reduction_2_line_end),
        TEST(jlreq_3_8_3_reduction_3_line_end_middle_dot),
        TEST(jlreq_3_8_3_reduction_4_middle_dot),
        TEST(jlreq_3_8_3_reduction_5_brackets_and_commas),
        TEST(jlreq_3_8_3_reduction_6_japanese_latin),
        TEST(jlreq_3_8_3_reduction_houses),
        TEST(jlreq_3_8_4_expansion_1_word_space),
        TEST(jlreq_3_8_4_expansion_2_japanese_latin),
        TEST(jlreq_3_8_4_expansion_3_other_places),
        TEST(jlreq_3_8_4_expansion_4_evenly),
        TEST(jlreq_3_1_5_line_head_1_flush),
        TEST(jlreq_3_1_5_line_head_2_indented),
        TEST(jlreq_3_1_5_line_head_3_half),
        TEST(jlreq_3_1_9_line_end_solid),
        TEST(jlreq_3_1_9_line_end_half),
        TEST(jlreq_3_8_2_line_end_hanging),
        TEST(jlreq_3_1_6_space_behind_question_mark),
        TEST(jlreq_3_5_1_indents),
        TEST(alignments),
        TEST(jlreq_3_7_3_spread),
        TEST(forced_breaks),
        TEST(spaces_at_edges),
        TEST(jlreq_3_5_3_runts),
        TEST(jlreq_4_2_3_note_marks),
        TEST(jlreq_3_3_9_emphasis_dots),
        TEST(tracking),
        TEST(condensed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
