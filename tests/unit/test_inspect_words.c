/* inspect: telephone numbers, mail addresses, names and sources as people write
 * them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "inspect/contact.h"
#include "inspect/origin.h"
#include "inspect/phone.h"

/* All N texts of TEXTS are to be judged as WANTED. */
static void
all(const char *const *texts, size_t n, bool (*judge)(struct str), bool wanted)
{
    size_t wrong = 0;
    for (size_t i = 0; i < n; i++)
        if (judge(str_of(texts[i])) != wanted) {
            print_error("%s: %s\n", wanted ? "missed" : "taken", texts[i]);
            wrong++;
        }
    assert_int_equal(wrong, 0);
}

#define ALL(texts, judge, wanted)                                              \
    all(texts, sizeof(texts) / sizeof *(texts), judge, wanted)

/* --- telephone ------------------------------------------------------------ */

static void
test_phones(void **state)
{
    static const char *const good[] = {"03-0000-0000", "電話03-1234-5678まで",
        "TEL 03-1234-5678", "TEL03-1234-5678", "(03)1234-5678",
        "（03）1234-5678", "(03) 1234-5678", "03(1234)5678", "03（1234）5678",
        "０３－１２３４－５６７８", "03‐1234‐5678", "03–1234–5678",
        "03−1234−5678", "03ー1234ー5678", "0120-123-456", "0120-12-3456",
        "0120-123456", "0800-123-4567", "0570-012-345", "090-1234-5678",
        "050-1234-5678", "03 1234 5678", "03.1234.5678", "03・1234・5678",
        "03･1234･5678", "03-1234 5678", "080 1234-5678", "03 - 1234 - 5678",
        "+81-3-1234-5678", "+81 3 1234 5678", "+81 (0)3-1234-5678",
        "+81(3)1234-5678", "+81-90-1234-5678", "+81312345678",
        "＋81-3-1234-5678", "+81-03-1234-5678", "(+81)3-1234-5678",
        "(+81) 3-1234-5678", "+81.3.1234.5678", "〒105-0023 03-1234-5678",
        "〒060-0001\n011-123-4567", "〒060-0001 011-123-4567",
        "2023年7月1日 03-1234-5678 2023年", "03-1234-5678（内線12）",
        "03-1234-5678(12)", "03-1234-5678。", "（03-1234-5678）",
        "センター03-1234-5678", "ビル3F　03-1234-5678"};
    (void)state;
    ALL(good, phone_is_in, true);
}

static void
test_no_phones(void **state)
{
    static const char *const bad[] = {"", "0", "+", "(", "+81", "電話",
        "〒105-0023", "〒060-0001", "〒060-0001 2023年", "〒030-0001 017",
        "2023-07-01", "2023年07月01日", "03-1234", "1234-5678", "03-1234-56789",
        "03-1234-567", "00-0000-0000", "000-0000-0000", "090-123-4567",
        "03-1234-5678-9", "1-03-1234-5678", "0-306-40615-2", "0.0312345678",
        "1,0312345678", "10312345678", "031234567890", "03-12-34-56-78",
        "03-1234\n-5678", "03-1234.5678", "+1-212-555-0100", "+82-2-1234-5678",
        "\xFF"
        "0"};
    (void)state;
    ALL(bad, phone_is_in, false);
}

/* What a word before it, or in brackets behind it, makes of a number. */
static void
test_phone_words(void **state)
{
    static const char *const good[] = {"電話・FAX 03-1234-5678",
        "TEL/FAX: 03-1234-5678", "電話兼ファクス 03-1234-5678",
        "FAX 03-1111-2222 TEL 03-1234-5678",
        "TEL 03-1234-5678 FAX 03-1111-2222", "電話\nFAX\n03-1234-5678",
        "TEL.03-1234-5678　FAX.03-1234-5679", "Tel.03-1234-5678",
        "TEL-03-1234-5678", "TEL,03-1234-5678", "電話,03-1234-5678",
        "電話およびFAX 03-1234-5678", "電話・FAX：03-1234-5678",
        "電話及びFAX 03-1234-5678", "電話番号・FAX番号：03-1234-5678",
        "Tel. & Fax. 03-1234-5678", "Telephone and fax: 03-1234-5678",
        "TEL（FAX兼用）：03-1234-5678", "TELとFAXは03-1234-5678",
        "T&F 03-1234-5678", "FAX/TEL 03-1234-5678",
        "FAX 03-1111-2222　代表 03-1234-5678",
        "FAX 03-1111-2222 T：03-1234-5678",
        "FAXは受け付けません。03-1234-5678へ", "FAX 03-1111-2222\n03-1234-5678",
        "FAXは受け付けません\n03-1234-5678", "FAX\n総務部 03-1234-5678",
        "03-1111-2222（FAX）　03-1234-5678", "03-1234-5678（電話・FAX）",
        "3F 03-1234-5678", "Halifax 03-1234-5678"};
    static const char *const bad[] = {"FAX 03-1234-5678", "FAX:03-1234-5678",
        "ＦＡＸ　03-1234-5678", "ファクス（03-1234-5678）",
        "ファックス番号：03-1234-5678", "Fax. (03)1234-5678",
        "FAX\n03-1234-5678", "FAX（代表）03-1234-5678", "F：03-1234-5678",
        "（F）03-1234-5678", "Ｆ 03-1234-5678", "F.03-1234-5678",
        "FAX（広報直通）：03-1234-5678", "FAX送信先 03-1234-5678",
        "FAX送信先\n03-1234-5678", "FAX→03-1234-5678", "FAX No. 03-1234-5678",
        "FAXNo.03-1234-5678", "Fax number 03-1234-5678",
        "Facsimile: 03-1234-5678", "FAX専用：03-1234-5678", "FAX…03-1234-5678",
        "FAX 03-1234-5678、03-1234-5679",
        "FAX 03-1234-5678（代表）、03-1234-5679（広報）",
        "TEL：　　FAX：03-1234-5678", "TEL　　　FAX 03-1234-5678",
        "TEL.　FAX.03-1234-5678", "TEL：\nFAX：03-1234-5678",
        "電話\nFAX 03-1234-5678", "FAX | 03-1234-5678",
        "TEL | | FAX | 03-1234-5678", "ファクス 03-1234-5678",
        "ファックス　03-1234-5678", "ファクシミリ：03-1234-5678",
        "ﾌｧｯｸｽ 03-1234-5678", "℻ 03-1234-5678", "Telefax 03-1234-5678",
        "03-1234-5678（FAX）", "03-1234-5678 (Fax)", "FAX +81-3-1234-5678",
        "FAXでのお申し込みは03-1234-5678まで"};
    (void)state;
    ALL(good, phone_is_in, true);
    ALL(bad, phone_is_in, false);
}

/* Digits alone may be an account or an article. */
static void
test_bare_phones(void **state)
{
    static const char *const good[] = {"電話0312345678", "TEL:0312345678",
        "Tel 09012345678", "T:0312345678", "携帯 09012345678",
        "直通：0312345678", "代表0312345678", "☎0312345678",
        "電話番号（代表）：0312345678", "お電話は 0312345678 まで",
        "電話\n0312345678", "0312345678（代表）", "0312345678（TEL）",
        "TEL/FAX 0312345678", "+81312345678"};
    static const char *const bad[] = {"0312345678", "09012345678",
        "口座番号 0312345678", "普通 0312345678", "JAN 0312345678",
        "商品コード：0312345678", "FAX 0312345678", "0312345678（FAX）",
        "電話 口座番号 0312345678", "Hotel 0312345678",
        "電話でのお申し込みの方は受付の番号 0312345678 をお伝えください"};
    (void)state;
    ALL(good, phone_is_in, true);
    ALL(bad, phone_is_in, false);
}

/* --- mail, names ---------------------------------------------------------- */

static void
test_mail(void **state)
{
    static const char *const good[] = {"info@example.jp",
        "電子メールinfo@example.jpまで", "<a.b+c@mail.example.co.jp>",
        "info@example.jp.", "info@x-y.example", "a@b.com、"};
    static const char *const bad[] = {"", "@", "a@", "@example.jp", "a@b",
        "info＠example.jp", "info(at)example.jp", "情報@example.jp", "a@b.",
        "a@b..jp", "a@.jp", "a@b.c", "a@b.12", "a @b.jp", "a@ b.jp"};
    (void)state;
    ALL(good, contact_has_mail, true);
    ALL(bad, contact_has_mail, false);
}

static void
test_names(void **state)
{
    const struct str text =
        STR("同時提供：厚生労働\n記者会、本町　記者会、ＮＨＫクラブ");
    (void)state;
    assert_true(contact_has_name(text, STR("厚生労働記者会")));
    assert_true(contact_has_name(text, STR("厚生 労働記者会")));
    assert_true(contact_has_name(text, STR("本町記者会")));
    assert_true(contact_has_name(text, STR("nhkクラブ")));
    assert_true(contact_has_name(text, STR("クラブ")));
    assert_false(contact_has_name(text, STR("本町記者会館")));
    assert_false(contact_has_name(text, STR("新聞協会")));
    assert_false(contact_has_name(STR(""), STR("記")));
    assert_true(contact_has_name(text, STR(" ")));
}

/* A club is named by itself, not by a longer name. */
static void
test_clubs(void **state)
{
    static const char *const clubs[] = {
        "労働記者会", "厚生労働記者会", "記者会", "ABC 記者会"};
    static const struct {
        const char *text;
        int named; /* a bit for each */
    } rows[] = {{"", 0}, {"厚生労働記者会", 2}, {"労働記者会", 1},
        {"厚生労働記者会、労働記者会", 3}, {"労働記者会、厚生労働記者会", 3},
        {"厚生\n労働　記者会", 2}, {"同時提供労働記者会", 1},
        {"同時提供：労働記者会", 1}, {"報道各社 労働記者会", 1},
        {"国際労働記者会", 0}, {"センター労働記者会", 0}, {"ＡＢＣ記者会", 8},
        {"XABC記者会", 0}, {"および厚生労働記者会御中", 2}, {"・記者会", 4},
        {"労働記者会\n", 1}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int named = 0;
        for (size_t k = 0; k < 4; k++)
            named |= contact_has_club(str_of(rows[i].text), clubs, 4, k) << k;
        if (named != rows[i].named)
            fail_msg("%s: %x", rows[i].text, (unsigned)named);
    }
    /* Nor by one that nobody lists. */
    assert_false(contact_has_club(STR("厚生労働記者会"), clubs, 1, 0));
}

/* --- sources -------------------------------------------------------------- */

static void
test_sources(void **state)
{
    static const char *const good[] = {"出典：甲省「統計」", "（出典）甲省",
        "出典 甲省統計局", "出所=甲省", "引用元：甲", "出典は甲省の白書による",
        "出典：\n甲省", "出典：警察庁「行方不明者の状況」", "資料：甲",
        "資料 : 甲", "資料）甲省", "（資料）甲省", "※資料：甲", "参考資料：甲",
        "写真：甲", "写真＝甲", "（写真：甲）", "写真提供：甲", "写真／甲",
        "撮影：甲", "提供：甲社", "データ：甲省", "データ提供：甲",
        "Source: OECD", "Sources: OECD, IMF", "Source OECD", "(Source OECD)",
        "source：甲", "Data source: OECD", "Photo: A. B.", "Photo by A. B.",
        "Based on OECD data", "シミック・イニジオ調べ（2022年）", "※自社調べ",
        "（甲省調べ）", "（当社調べ、2022年）", "甲省調べによる", "甲省調べ。",
        "(甲省の調べ)", "ABC調べ", "総務省『労働力調査』より", "「白書」より",
        "甲省「統計」（2022年）より", "MR白書より", "甲省ホームページより抜粋",
        "甲省の統計をもとに作成", "甲省データを基に当社作成",
        "甲省の統計より作成", "甲省データより当社が作成", "甲省資料から作図",
        "甲省の統計に基づき作成", "甲省の統計を加工して作成",
        "甲省統計に基づいて推計"};
    static const char *const bad[] = {"", "出典は後日公表します。",
        "データ出典なし", "出典不明", "出典：不明", "出典：なし", "出典：",
        "出典", "出典：未定", "出典：（後日公表）", "出典（追って公表）",
        "出典（確認中）", "出典は確認中です", "出典の記載はありません",
        "転載時は出典を明記してください", "資料をまとめた", "資料、写真",
        "詳細は添付資料）を参照", "写真の提供を受けた", "同時提供：甲記者会",
        "資料：", "資料：なし", "Source: unknown", "Source: to follow",
        "Source code is open", "Open source software", "Resources: many",
        "下調べをした", "取り調べ", "甲の調べによると増えた", "詳しく調べる",
        "調べ", "前年より増えた", "前年より増えた製品を作成",
        "前年調査より増加", "従来より加工しやすい", "より作成"};
    (void)state;
    ALL(good, origin_is_told, true);
    ALL(bad, origin_is_told, false);
}

static void
test_notes(void **state)
{
    static const char *const good[] = {
        "日本CSO協会「わが国のCSO事業に関する実態調査 -2022年度-」",
        "MR認定センター「2022年版 MR白書」", "シミック・イニジオ調べ（2022）",
        "甲省（2022年）", "https://example.jp/data", "甲省統計年報", "出典：甲",
        "Smith et al., 2020"};
    static const char *const bad[] = {"",
        "Contract Sales Organization ：医薬品販売業務受託機関",
        "MR業務に従事する者のほか、医療機器担当者等を含む",
        "臨床経験のある看護師が、医療アウトカム向上を支援",
        "「MR」とは医薬情報担当者をいう", "調査とは甲のこと", "出典不明",
        "データ出典なし", "出典は調査中", "10人（うち2022人）以上"};
    (void)state;
    ALL(good, origin_is_noted, true);
    ALL(bad, origin_is_noted, false);
}

static void
test_labels(void **state)
{
    static const char *const good[] = {"図1　率", "図１ 率", "表1　率",
        "表 2：率", "図-3 率", "図①率", "図A 率", "第2図　率", "（図1）率",
        "■図1 率", "グラフ：率", "表）率", "写真1 甲", "図表4-1 率",
        "Figure 1 Rates", "FIGURE 1. Rates", "Fig. 2 Rates", "Table 2: Rates",
        "Table A Rates"};
    static const char *const bad[] = {"", "図1", "図", "図書館の数", "表紙",
        "表のとおり", "図1のとおり増えた", "図12に示すように", "第1図は率",
        "グラフは率", "写真：甲", "資料：甲", "Tables", "Figures are",
        "Table of contents", "第1回"};
    static const char *const aside[] = {"注：率", "注）率", "注1 率",
        "（注）率", "※率", "*1 率", "備考 率", "（単位：人）", "単位：%",
        "Note: rates", "n=100"};
    static const char *const body[] = {
        "", "注目の率", "注意", "なお", "図1 率", "Notebooks"};
    (void)state;
    ALL(good, origin_is_label, true);
    ALL(bad, origin_is_label, false);
    ALL(aside, origin_is_aside, true);
    ALL(body, origin_is_aside, false);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test(name)
    const struct CMUnitTest tests[] = {TEST(test_phones), TEST(test_no_phones),
        TEST(test_phone_words), TEST(test_bare_phones), TEST(test_mail),
        TEST(test_names), TEST(test_clubs), TEST(test_sources),
        TEST(test_notes), TEST(test_labels)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
