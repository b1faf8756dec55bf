/* What is never torn: figures with what belongs to them, numbered things,
 * dates but at their joints, addresses, forms of companies. */
#include "test_text_fixture.h"

#include <stdio.h>

#define NBSP "\xC2\xA0"

/* Fails when UNIT is torn behind FILL characters in lines of EMS em. */
static void
check_at(struct fixture *f, const char *unit, int fill, int ems)
{
    static const char filler[] = "組版の工夫とその話をする";
    char text[256];
    int bytes = fill * 3; /* of the filler */
    snprintf(
        text, sizeof text, "%.*s%s%s%s", bytes, filler, unit, filler, "組版の");
    assert_int_equal(compose(f, text, ems), ERR_OK);
    const char *first = text + bytes, *end = first + strlen(unit);
    for (size_t k = 0; k < f->n; k++)
        if (f->line[k].text.p > first && f->line[k].text.p < end)
            fail_msg("%s torn: %s", unit, line_texts(f));
}

static void
check_whole(struct fixture *f, const char *unit)
{
    for (int fill = 1; fill <= 12; fill++)
        for (int ems = 14; ems <= 17; ems++)
            check_at(f, unit, fill, ems);
}

/* The same, but it may be torn at each | of UNIT. */
static void
check_joints(struct fixture *f, const char *unit)
{
    char plain[64];
    bool joint[64] = {false};
    size_t n = 0;
    for (const char *p = unit; *p != '\0'; p++) {
        joint[n] |= *p == '|';
        if (*p != '|')
            plain[n++] = *p;
    }
    for (int fill = 1; fill <= 12; fill++)
        for (int ems = 8; ems <= 17; ems++) {
            char text[256];
            snprintf(text, sizeof text, "%.*s%.*sその話をする組版の", fill * 3,
                "組版の工夫とその話をする", (int)n, plain);
            assert_int_equal(compose(f, text, ems), ERR_OK);
            const char *first = text + fill * 3;
            for (size_t k = 0; k < f->n; k++) {
                const char *p = f->line[k].text.p;
                if (p > first && p < first + n && !joint[p - first])
                    fail_msg("%s torn: %s", unit, line_texts(f));
            }
        }
}

#define CHECK_ALL(f, ...)                                                      \
    do {                                                                       \
        static const char *const all[] = {__VA_ARGS__};                        \
        for (size_t i = 0; i < sizeof all / sizeof *all; i++)                  \
            check_whole(f, all[i]);                                            \
    } while (0)

static void
figures_and_their_units(void **state)
{
    struct fixture *f = *state;
    CHECK_ALL(f, "3,637人", "３，６３７人", "1万2,000人", "１万２千人", "2.5倍",
        "約3,000人", "計12件", "12ページ", "10か所", "３ヶ所", "5割", "3.2％増",
        "3.2%減", "3割増", "5回目", "3人目", "100円台", "3倍超", "第1回",
        "第１回", "第二回", "第十二章", "第3-2表", "第1号", "A4判", "B5判",
        "1世帯", "2学年", "3students", "三・二％", "三千六百人", "第二十一回",
        "二〇二六年", "十か所", "第1四半期", "第１四半期");
    CHECK_ALL(f, "±0.5ポイント", "▲0.5ポイント", "△3.2%", "▲1,200円", "+3.2%",
        "－3.2％", "−3.2%", "¥3,000", "￥３，０００", "$100", "＄100", "€20",
        "20℃", "1/2", "１／２", "50:50", "５０：５０", "1×2", "16:9");
    CHECK_ALL(f, "10～20歳", "１０～２０歳", "10〜20歳", "10-20歳", "10–20歳",
        "3～5%", "3%～5%", "2,000～3,000円", "-1～+1");
}

static void
numbered_things(void **state)
{
    struct fixture *f = *state;
    CHECK_ALL(f, "No.5", "No. 5", "№5", "p.12", "pp.12-15", "p. 12", "Ver.2.0",
        "ISO 9001", "JIS X 4051", "JIS Z 8401", "図2", "表3", "注1", "注1)",
        "(1)", "（1）", "①", "*7", "*1,2", "※2", "＊3", "#5", "Vol.3", "vol. 3",
        "Fig. 2", "3-2", "1-2-3");
}

static void
numbers_of_telephones_and_posts(void **state)
{
    struct fixture *f = *state;
    CHECK_ALL(f, "〒100-0001", "〒１００－０００１", "03-1234-5678",
        "０３－１２３４－５６７８", "(03)1234-5678", "（03）1234-5678",
        "03(1234)5678", "+81-3-1234-5678", "0120-123-456");
}

static void
dates_and_times(void **state)
{
    struct fixture *f = *state;
    CHECK_ALL(f, "令和8年度", "令和８年度", "令和元年", "平成31年", "2026年度",
        "2026年", "11月", "24日", "2026/11/24", "2026-11-24", "2026.11.24",
        "午後3時", "午前10時", "1990年代", "21世紀", "3か月", "３ヵ年", "10:30",
        "3時間", "30分間");
}

/* JLREQ cl-24, cl-25. */
static void
unit_symbols_jlreq_cl_25(void **state)
{
    struct fixture *f = *state;
    CHECK_ALL(f, "5km", "5 km", "5" NBSP "km", "10 kg", "3mm", "3 cm", "20m²",
        "20 m²", "20m2", "5 km/h", "12 kWh", "3 ha", "7 t", "16 GB", "16GB",
        "100 km²", "3 MHz", "1,234.5 kg", "５km", "5㎞", "5㎏", "20㎡", "5ℓ",
        "5 ℃", "5 %", "36.5℃", "3㌔", "100 dpi");
}

/* JLREQ table 1, cl-24 cl-25: a quarter em, with a space typed or not; that
 * space does not change with the line. */
static void
unit_symbols_stand_a_quarter_em_off_jlreq_cl_25(void **state)
{
    struct fixture *f = *state;
    check(f, "重さ5kgの", 20,
        "0:重 1000:さ 2250:5 3000:k 3500:g 4250:の |5250 5250 0!\n");
    check(f, "重さ5 kgの", 20,
        "0:重 1000:さ 2250:5 2750:  3000:k 3500:g 4250:の |5250 5250 0!\n");
    check(f, "重さ5" NBSP "kg、", 20,
        "0:重 1000:さ 2250:5 2750:" NBSP
        " 3000:k 3500:g 4000:、 |4500 4500 0!\n");
    check(f, "速さ80km/hの", 20,
        "0:速 1000:さ 2250:8 2750:0 3500:k 4000:m 4500:/ 5000:h 5750:の |6750 "
        "6750 0!\n");
    check(f, "幅210×297mmの", 20,
        "0:幅 1250:2 1750:1 2250:0 3000:× 4250:2 4750:9 5250:7 6000:m 6500:m "
        "7250:の |8250 8250 0!\n");
    check_line(f, "前年比5 kg、Internationalization", 12, 0,
        "0:前 3167:年 6333:比 9750:5 10250:  10500:k 11000:g 11500:、 |5500 "
        "12000 4\n");
    /* no unit: a network, part of a word, more letters; L is a litre */
    check(f, "の5Gと3Lの5Wh1と5kgs", 20,
        "0:の 1250:5 1750:G 2500:と 3750:3 4500:L 5250:の 6500:5 7000:W 7500:h "
        "8000:1 8750:と 10000:5 10500:k 11000:g 11500:s |12000 12000 0!\n");
}

/* In a Western sentence all stays as it was typed, but for the break. */
static void
unit_symbols_in_western_sentences(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check(f, "a 5kg bag of 5 kg", 20,
        "0:a 500:  833:5 1333:k 1833:g 2333:  2666:b 3166:a 3666:g 4166:  "
        "4499:o 4999:f 5499:  5832:5 6332:  6665:k 7165:g |7665 7665 0!\n");
    check_texts(f, "walk 5 km today", 4, "walk/5 km/today");
    check_texts(f, "the 2 oldest men", 4, "the 2/oldest/men");
}

/* A date is parted at its joints when nothing else fits. */
static void
dates_may_be_parted_at_their_joints(void **state)
{
    struct fixture *f = *state;
    check_joints(f, "2026年|11月|24日");
    check_joints(f, "令和8年|11月|24日|（火）");
    check_joints(f, "午後3時|30分");
    f->setting.align = TEXT_START;
    check_texts(f, "2026年11月24日（火）", 4, "2026年/11月/24日/（火）");
    check_texts(f, "午後3時30分", 4, "午後3時/30分");
    assert_int_equal(diag_count(f->diag), 0);
}

/* Behind / and -, before . @ ? & and #. */
/* Scripts that are characters of their own stay with their base. */
static void
script_characters_jlreq_cl_21(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(font_set_face(f->fonts, f->diag, LOC_NONE, "Inter Regular",
                         &f->font.fallback[0]),
        ERR_OK);
    f->font.n_fallbacks = 1;
    CHECK_ALL(f, "CO₂", "H₂O", "m²", "x₁", "10⁷", "3m³", "CO₂e");
    check(f, "排出CO₂の", 20,
        "0:排 1000:出 2250:C 2750:O 3250:₂ 3920:の |4920 4920 0!\n");
}

static void
addresses_are_parted_at_sensible_points_only(void **state)
{
    struct fixture *f = *state;
    check_joints(f, "info|@a|.jp");
    check_joints(f, "https://|a|.jp/|b-|c");
    check_joints(f, "https://|example|.com/|a-|b/|c|?x=1");
    f->setting.align = TEXT_START;
    check_texts(f, "https://example.com/a-b/c?x=1", 8,
        "https://example/.com/a-b/c?x=1");
    check_texts(f, "https://example.com/a-b/c?x=1", 10,
        "https://example.com//a-b/c?x=1");
    check_texts(f, "info@example.com", 5, "info/@example/.com");
}

static void
companies_and_their_forms(void **state)
{
    struct fixture *f = *state;
    CHECK_ALL(f, "株式会社フジ", "株式会社フジタ", "株式会社フジ",
        "フジ株式会社", "ABC株式会社", "株式会社ABC", "（株）フジ", "(株)フジ",
        "㈱フジ", "フジ㈱", "フジ（株）", "合同会社フジ", "有限会社フジ",
        "フジ有限会社");
    f->setting.align = TEXT_START;
    /* Only a long name is parted, not behind its first character. */
    for (int ems = 6; ems < 26; ems++) {
        assert_int_equal(
            compose(f, "株式会社フジクリエイティブコーポレーション", ems),
            ERR_OK);
        assert_true(f->line[0].text.n >= 6 * strlen("株"));
        assert_int_equal(diag_count(f->diag), 0);
    }
    check_texts(f, "株式会社フジクリエイティブコーポレーション", 8,
        "株式会社フジクリ/エイティブコーポ/レーション");
    check_texts(f, "組版のフジ株式会社", 5, "組版のフジ/株式会社");
    /* without a name it is a word like others */
    check_texts(f, "その株式会社の話", 4, "その株式/会社の話");
}

/* What looks alike and is none. */
static void
ordinary_words_are_parted(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check_texts(f, "組版の第一歩", 4, "組版の第/一歩");
    check_texts(f, "組版地元年金", 4, "組版地元/年金");
    check_texts(f, "見る(1)2人", 4, "見る/(1)2人");
    check_texts(f, "the UN 12 men", 4, "the UN/12 men");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(figures_and_their_units),
        TEST(numbered_things),
        TEST(numbers_of_telephones_and_posts),
        TEST(dates_and_times),
        TEST(unit_symbols_jlreq_cl_25),
        TEST(unit_symbols_stand_a_quarter_em_off_jlreq_cl_25),
        TEST(unit_symbols_in_western_sentences),
        TEST(dates_may_be_parted_at_their_joints),
        TEST(script_characters_jlreq_cl_21),
        TEST(addresses_are_parted_at_sensible_points_only),
        TEST(companies_and_their_forms),
        TEST(ordinary_words_are_parted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
