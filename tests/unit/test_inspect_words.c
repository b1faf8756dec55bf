/* inspect: telephone numbers, mail addresses, names and sources as people write
 * them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "inspect/contact.h"
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

int
main(void)
{
#define TEST(name) cmocka_unit_test(name)
    const struct CMUnitTest tests[] = {TEST(test_phones), TEST(test_no_phones),
        TEST(test_phone_words), TEST(test_bare_phones), TEST(test_mail),
        TEST(test_names), TEST(test_clubs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
