/* Where lines end: statistics are never torn, forbidden breaks never happen,
 * lines partition the text. */
#include "test_text_fixture.h"

#include <stdio.h>

/* --- what is never torn --------------------------------------------------- */

/* TYPOGRAPHY of statistics: none of these may be split, wherever it falls. */
static const char *const units[] = {"△3.2%", "▲12.5％", "10～20歳", "第3-2表",
    "令和8年度", "平成31年", "3,637人", "注1)", "3.2p", "5r", "¥3,000", "＄100",
    "20℃", "3億2,000万円", "03-1234-5678", "〒100-0001", "１２，３４５円",
    "±0.5ポイント", "213/3,424", "（15）", "12か月", "No.5", "№5", "――", "……",
    "※2", "+7.0%", "-0.6%", "図2", "3世帯", "100%", "第12回"};

static void
check_unit_whole(struct fixture *f, const char *unit, int fill, int ems)
{
    static const char filler[] = "組版の工夫とその話をする";
    char text[256];
    int bytes = fill * 3; /* of the filler */
    snprintf(
        text, sizeof text, "%.*s%s%s%s", bytes, filler, unit, filler, "組版の");
    assert_int_equal(compose(f, text, ems), ERR_OK);
    const char *first = text + bytes, *end = first + strlen(unit);
    for (size_t k = 0; k < f->n; k++) {
        const char *p = f->line[k].text.p;
        if (p > first && p < end)
            fail_msg("%s torn: %s", unit, line_texts(f));
    }
}

static void
statistics_are_never_torn(void **state)
{
    struct fixture *f = *state;
    for (size_t u = 0; u < sizeof units / sizeof *units; u++)
        for (int fill = 0; fill <= 12; fill++)
            for (int ems = 8; ems <= 11; ems++)
                check_unit_whole(f, units[u], fill, ems);
    assert_int_equal(diag_count(f->diag), 0);
}

/* Never 「前 年 比 △ 3.2%」: a stretched line opens nothing inside. */
static void
stretching_leaves_figures_alone(void **state)
{
    struct fixture *f = *state;
    check_line(f, "前年比△3.2%、Internationalization", 12, 0,
        "0:前 2833:年 5667:比 8500:△ 9500:3 10000:. 10500:2 11000:% "
        "11500:、 |6500 12000 4\n");
}

/* JLREQ 3.8.4: the quarter em of 8年度 and 3,637人 grows as others do; else a
 * line of figures would spread the few kanji beside them: 「前 年 比 △3.2%」.
 */
static void
gaps_before_counters_grow_with_others(void **state)
{
    struct fixture *f = *state;
    check_texts(f,
        "前年比△3.2%、10～20歳、第3-2表、令和8年度、3,637人（6.2%増）、"
        "約1億2,000万円、03-1234-5678、〒100-0001、注1)、2026年11月24日。",
        17,
        "前年比△3.2%、10～20歳、第3-2表、/令和8年度、3,637人（6.2%増）、/"
        "約1億2,000万円、03-1234-5678、/〒100-0001、注1)、2026年11月24日。");
    check_line(f, "令和8年の「版、Internationalization", 6, 0,
        "0:令 1000:和 2583:8 3667:年 5000:の |5000 6000 4\n");
}

static void
ranges_with_counters_may_end_at_the_mark(void **state)
{
    struct fixture *f = *state;
    check_texts(f, "組版2015年～2023年", 7, "組版2015年～/2023年");
    check_texts(f, "組版15～23年組", 6, "組版/15～23年組");
}

static void
keep_list_and_kept_spans(void **state)
{
    struct fixture *f = *state;
    static const struct str keep[] = {
        {"株式会社", 12}, {"ＡＢＣ", 9}, {"", 0}, {"株主", 6}};
    check_texts(f, "組版組版株式会社の話", 6, "組版組版株式/会社の話");
    f->setting.keep = keep, f->setting.n_keep = 4;
    check_texts(f, "組版組版株式会社の話", 6, "組版組版/株式会社の話");
    check_texts(f, "組版組版の株主の話", 6, "組版組版の/株主の話");
    check_texts(f, "組版組[版工夫話]の話題", 5, "組版組/版工夫話の/話題");
}

/* --- Western text --------------------------------------------------------- */

static void
western_text_breaks_by_uax_14(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check_texts(f, "The quick brown fox (and dog) well-known.", 5,
        "The quick/brown fox/(and dog)/well-/known.");
    check_texts(f, "日本語Photoshop等", 5, "日本語/Photoshop/等");
    check_texts(f, "日本語(Japan)と", 5, "日本語/(Japan)と");
    check_texts(f, "日本語のABC、と", 4, "日本語の/ABC、と");
    check_texts(f,
        "aa\xC2\xA0"
        "bb cc",
        3,
        "aa\xC2\xA0"
        "bb/cc");
}

static void
addresses_break_at_their_joints_only(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check_texts(f, "https://www.example.or.jp/statistics/new-data.html", 10,
        "https://www.example/.or.jp/statistics//new-data.html");
    check_texts(f, "info@mail.example.or.jp", 7, "info@mail/.example.or.jp");
    check_texts(f, "組版はinfo@example.jpへ", 9, "組版は/info@example.jpへ");
}

static void
authors_opportunities_and_joiners(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check_texts(f, "abcdef\xE2\x80\x8Bghijkl", 4, "abcdef/ghijkl");
    assert_int_equal(diag_count(f->diag), 0);
    check_texts(f, "組版組版\xE2\x81\xA0工夫", 4, "組版組/版\xE2\x81\xA0工夫");
}

/* --- emergencies ---------------------------------------------------------- */

static void
a_word_wider_than_the_line_is_broken_and_said(void **state)
{
    struct fixture *f = *state;
    check_texts(
        f, "組版Internationalization版", 5, "組版/Internatio/nalization/版");
    assert_string_equal(diags(f, DIAG_EN),
        "copy.md:1:13: warning: \"Internationalization\" is longer than the "
        "line and was broken inside; widen the measure, set it smaller, or "
        "show where it may break [text.word-broken]\n");
    assert_string_equal(diags(f, DIAG_JA),
        "copy.md:1:13: 警告: 「Internationalization」は行長より長いため、"
        "途中で改行しました。行長を広げるか、文字を小さくするか、"
        "分割できる位置を示してください [text.word-broken]\n");
}

static void
a_character_wider_than_the_line_is_said(void **state)
{
    struct fixture *f = *state;
    f->measure[0].measure = EM / 2;
    check_texts(f, "組版", 0, "組/版");
    assert_string_equal(diags(f, DIAG_EN),
        "copy.md:1:1: error: \"組\" is 0.3 mm wider than the line; widen "
        "the measure or set it smaller [text.too-wide]\n"
        "copy.md:1:2: error: \"版\" is 0.3 mm wider than the line; widen "
        "the measure or set it smaller [text.too-wide]\n");
}

/* Even then no line begins with a closing mark while another way is left. */
static void
emergencies_keep_kinsoku(void **state)
{
    struct fixture *f = *state;
    check_texts(f, "[組版組版、組版]", 4, "組版組/版、組版");
    f->measure[0].measure = EM;
    check_texts(f, "版、、、", 0, "版/、、/、");
}

static void
measures_by_line(void **state)
{
    struct fixture *f = *state;
    f->measure[0] = (struct text_measure){0, 6 * EM};
    f->measure[1] = (struct text_measure){1, 3 * EM};
    f->measure[2] = (struct text_measure){3, 8 * EM};
    f->setting.n_measures = 3;
    check_texts(f, "一二三四五六七八九十百千万億兆京", 0,
        "一二三四五六/七八九/十百千/万億兆京");
    for (size_t k = 0; k < 3; k++)
        assert_int_equal(f->line[k].width, (k == 0 ? 6 : 3) * EM);
}

/* Ways that reach one place with different line numbers are kept apart: here
 * the long word is not broken, since a fifth line can hold it. */
static void
narrow_lines_in_between(void **state)
{
    struct fixture *f = *state;
    f->measure[0] = (struct text_measure){0, 7 * EM};
    f->measure[1] = (struct text_measure){2, 5 * EM};
    f->measure[2] = (struct text_measure){4, 9 * EM};
    f->setting.n_measures = 3;
    check_texts(f, "の話Library「工夫」組版LibraryLibrary", 0,
        "の話/Library/「工夫」/組版/LibraryLibrary");
    assert_int_equal(diag_count(f->diag), 0);
}

static void
balanced_lines_break_at_phrases(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_CENTRE;
    check_texts(f, "組版という仕事はとても楽しいものです", 16,
        "組版という仕事はとても楽しいもの/です");
    f->setting.balance = true;
    check_texts(f, "組版という仕事はとても楽しいものです", 16,
        "組版という仕事は/とても楽しいものです");
    check_texts(f, "コンピューターで組むデータベースの話題集", 15,
        "コンピューターで組む/データベースの話題集");
}

/* Headings (見出し): a particle behind a noun ends a phrase, a compound parts
 * between words of two kanji, a torn word costs more than another line. */
static void
headings_break_behind_particles(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    f->setting.balance = true;
    check_texts(f, "コントラクト人財のさらなる価値向上を推進", 12,
        "コントラクト人財の/さらなる価値向上を推進");
    check_texts(f, "地域とともに歩むこれからの医療を支えるCSOの役割", 12,
        "地域とともに歩む/これからの医療を/支えるCSOの役割");
    check_texts(f, "よりよいくらしをつくる人を育てる", 12,
        "よりよいくらしを/つくる人を育てる");
    check_texts(
        f, "みなさまのくらしを守るために", 12, "みなさまの/くらしを守るために");
}

static void
headings_do_not_tear_words(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    f->setting.balance = true;
    check_texts(f, "取り組みの広がりと今後の課題について", 12,
        "取り組みの広がりと/今後の課題について");
    check_texts(f, "会員数は過去最高を更新し3637人になりました", 12,
        "会員数は過去最高を更新し/3637人になりました");
    check_texts(f, "令和8年度の事業計画および収支予算のお知らせ", 12,
        "令和8年度の事業計画/および収支予算のお知らせ");
    check_texts(f, "コンピューターによる組版の自動化に向けた取り組み", 8,
        "コンピューター/による組版の/自動化に/向けた取り組み");
    check_texts(
        f, "医薬品の適正使用推進に貢献", 8, "医薬品の適正/使用推進に貢献");
}

/* --- any text ------------------------------------------------------------- */

static uint32_t
next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static const char *const letters[] = {"組", "版", "の", "あ", "ア", "ー", "ッ",
    "々", "、", "。", "「", "」", "（", "）", "・", "！", "？", "…", "…", "―",
    "―", "a", "bc", "PDF", " ", "3", "7", ",", ".", "%", "％", "～", "-", "△",
    "¥", "　", "“", "”", "(", ")", "㎏", "¥", "年", "第", "×", "＝", "ｱ", "｡",
    "\xE2\x80\x8B", "\xC2\xA0", "/", "@"};

static const char line_start_forbidden[] = "、。」）・！？ーッ々";
static const char line_end_forbidden[] = "「（";

static bool
holds(const char *set, struct str s, bool at_end)
{
    size_t from = 0;
    while (at_end && from + 1 < s.n &&
           ((unsigned char)s.p[s.n - 1 - from] & 0xC0) == 0x80)
        from++;
    size_t at = at_end ? s.n - 1 - from : 0, n = 1;
    while (at + n < s.n && ((unsigned char)s.p[at + n] & 0xC0) == 0x80)
        n++;
    char c[8] = "";
    memcpy(c, s.p + at, n);
    return strstr(set, c) != NULL;
}

static bool
only_spaces(const char *p, const char *end)
{
    while (p < end) {
        size_t n = *p == ' ' ? 1 : 3;
        if (n == 3 && memcmp(p, "　", 3) != 0 &&
            memcmp(p, "\xE2\x80\x8B", 3) != 0)
            return false;
        p += n;
    }
    return p == end;
}

static bool
is_shortened(const struct text_line *line)
{
    return line->n == 0 || line->text.n == 0;
}

static void
check_lines(struct fixture *f, const char *text)
{
    const char *at = text;
    bool emergency = diag_count(f->diag) > 0;
    for (size_t k = 0; k < f->n; k++) {
        const struct text_line *line = &f->line[k];
        if (is_shortened(line))
            continue;
        assert_true(line->text.p >= at);
        assert_true(only_spaces(at, line->text.p));
        at = line->text.p + line->text.n;
        /* after ZWSP the author wants it so */
        bool wanted = line->text.p >= text + 3 &&
                      memcmp(line->text.p - 3, "\xE2\x80\x8B", 3) == 0;
        if (k > 0 && !emergency && !wanted &&
            holds(line_start_forbidden, line->text, 0))
            fail_msg("line start: %s", line_texts(f));
        wanted = memcmp(at, "\xE2\x80\x8B", 3) == 0;
        if (!line->last && !emergency && !wanted &&
            holds(line_end_forbidden, line->text, 1))
            fail_msg("line end: %s", line_texts(f));
        emu measure =
            f->setting.measure[0].measure - (k == 0 ? f->setting.indent : 0);
        if (line->width > measure && !emergency)
            fail_msg("too wide: %s", line_texts(f));
        if (line->step > 0)
            assert_int_equal(line->width, measure);
        for (size_t i = 1; i < line->n; i++)
            assert_true(line->piece[i].ruby ||
                        line->piece[i].x >= line->piece[i - 1].x);
    }
    assert_true(only_spaces(at, text + strlen(text)));
}

static void
lines_partition_any_text(void **state)
{
    struct fixture *f = *state;
    uint32_t seed = 1;
    for (int round = 0; round < 1500; round++) {
        char text[512] = "";
        size_t n = next_random(&seed) % 60, used = 0;
        for (size_t k = 0; k < n; k++) {
            const char *c = letters[next_random(&seed) %
                                    (sizeof letters / sizeof *letters)];
            memcpy(text + used, c, strlen(c) + 1);
            used += strlen(c);
        }
        f->setting.align = (enum text_align)(next_random(&seed) % 5);
        f->setting.line_end = (enum text_line_end)(next_random(&seed) % 3);
        f->setting.line_head = (enum text_line_head)(next_random(&seed) % 3);
        f->setting.reduction = (enum text_reduction)(next_random(&seed) % 3);
        f->setting.balance = next_random(&seed) % 4 == 0;
        f->setting.indent = (emu)(next_random(&seed) % 2) * EM;
        f->measure[0] =
            (struct text_measure){0, (emu)(next_random(&seed) % 24 + 2) * EM};
        f->n_spans = 0;
        add_span(f, text, used);
        diag_free(f->diag);
        f->diag = diag_new();
        assert_int_equal(text_compose(f->arena, f->diag, &f->setting, f->span,
                             1, &f->line, &f->n),
            ERR_OK);
        check_lines(f, text);
    }
}

/* One paragraph of 100,000 characters; time grows with its length. */
static void
a_long_paragraph(void **state)
{
    struct fixture *f = *state;
    static const char unit[] = "前年比△3.2%で、「10～20歳」の人口は3,637人。";
    struct buf text = {.n = 0};
    for (size_t k = 0; k < 3500; k++)
        buf_text(&text, unit);
    f->measure[0] = (struct text_measure){0, 30 * EM};
    add_span(f, text.p, text.n);
    assert_int_equal(text_compose(f->arena, f->diag, &f->setting, f->span, 1,
                         &f->line, &f->n),
        ERR_OK);
    assert_true(f->n > 2500 && f->n < 3500);
    check_lines(f, text.p);
    buf_fini(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(statistics_are_never_torn),
        TEST(stretching_leaves_figures_alone),
        TEST(gaps_before_counters_grow_with_others),
        TEST(ranges_with_counters_may_end_at_the_mark),
        TEST(keep_list_and_kept_spans),
        TEST(western_text_breaks_by_uax_14),
        TEST(addresses_break_at_their_joints_only),
        TEST(authors_opportunities_and_joiners),
        TEST(a_word_wider_than_the_line_is_broken_and_said),
        TEST(a_character_wider_than_the_line_is_said),
        TEST(emergencies_keep_kinsoku),
        TEST(measures_by_line),
        TEST(narrow_lines_in_between),
        TEST(balanced_lines_break_at_phrases),
        TEST(headings_break_behind_particles),
        TEST(headings_do_not_tear_words),
        TEST(lines_partition_any_text),
        TEST(a_long_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
