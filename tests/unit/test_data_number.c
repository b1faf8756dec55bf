#include "test_data_fixture.h"

#include "data/kana.h"

static void
parses(const char *text, int64_t num, int64_t den, int decimals)
{
    struct number n;
    if (!number_parse(str_of(text), &n))
        fail_msg("%s is a number", text);
    assert_int_equal(n.num, num);
    assert_int_equal(n.den, den);
    assert_int_equal(n.decimals, decimals);
}

static void
numbers(void **state)
{
    (void)state;
    parses("3,637", 3637, 1, 0);
    parses("0", 0, 1, 0);
    parses("-0.5", -1, 2, 1);
    parses("△3.2", -16, 5, 1);
    parses("▲12", -12, 1, 0);
    parses("−7", -7, 1, 0);
    parses("‐7", -7, 1, 0);
    parses("－７", -7, 1, 0);
    parses("＋１２.５", 25, 2, 1);
    parses("１，２３４．５０", 2469, 2, 2);
    parses("6.4%", 8, 125, 3);
    parses("６．４％", 8, 125, 3);
    parses("△ 3.2 %", -4, 125, 3);
    parses(" 10.0\t", 10, 1, 1);
    parses("　12", 12, 1, 0);
    parses(".5", 1, 2, 1);
    parses("9223372036854775807", INT64_MAX, 1, 0);
    parses("0.000000000000000001", 1, INT64_C(1000000000000000000), 18);
}

static void
no_numbers(void **state)
{
    static const char *const texts[] = {"", " ", "-", "△", "+", "3人", "1 2",
        "12,34", "1,2345", "1,23,456", "1,23.5", ",123", "1234,567", "1,", "1.",
        "1.2.3", "1.2,345", "--1", "%", "1%%", "1e5", "9223372036854775808",
        "0x10", "ー7", "0.0000000000000000001", "1/2", "\xFF", "1\xE3\x81"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct number n;
        if (number_parse(str_of(texts[i]), &n))
            fail_msg("%s is no number", texts[i]);
        assert_int_equal(n.num, 0);
        assert_int_equal(n.den, 1);
    }
}

static struct number
of(const char *text)
{
    struct number n;
    assert_true(number_parse(str_of(text), &n));
    return n;
}

static void
arithmetic(void **state)
{
    struct number out, most = {INT64_MAX, 1, 0}, tiny = {1, INT64_MAX, -1};
    (void)state;
    assert_true(number_op(NUMBER_DIV, of("3637"), of("51848"), &out));
    assert_int_equal(out.num, 3637);
    assert_int_equal(out.den, 51848);
    assert_int_equal(out.decimals, -1);
    assert_true(number_op(NUMBER_SUB, of("0.3"), of("0.1"), &out));
    assert_int_equal(number_compare(out, of("0.2")), 0);
    assert_int_equal(out.decimals, 1);
    assert_true(number_op(NUMBER_DIV, of("1"), of("-4"), &out));
    assert_int_equal(out.num, -1);
    assert_int_equal(out.den, 4);
    assert_true(number_op(NUMBER_MUL, of("1.5"), of("△0.2"), &out));
    assert_int_equal(number_compare(out, of("-0.3")), 0);
    assert_int_equal(out.decimals, 2);
    assert_true(number_op(NUMBER_MUL, most, tiny, &out));
    assert_int_equal(out.num, 1);
    assert_false(number_op(NUMBER_DIV, of("1"), of("0"), &out));
    assert_false(number_op(NUMBER_ADD, most, of("1"), &out));
    assert_int_equal(out.den, 1);
    assert_false(number_op(NUMBER_MUL, most, of("2"), &out));
    assert_false(number_op(NUMBER_MUL, tiny, tiny, &out));
    assert_true(number_op(NUMBER_SUB, most, most, &out));
    assert_int_equal(out.num, 0);
    assert_true(number_compare(of("-1"), of("0.001")) < 0);
    assert_true(number_compare(most, tiny) > 0);
}

static void
rounds(const char *text, int decimals, enum rounding rounding, const char *want)
{
    struct number out;
    assert_true(number_round(of(text), decimals, rounding, &out));
    assert_int_equal(number_compare(out, of(want)), 0);
    assert_int_equal(out.decimals, decimals);
}

static void
rounding(void **state)
{
    struct number out, most = {INT64_MAX, 1, 0};
    (void)state;
    rounds("2.5", 0, ROUND_HALF_UP, "3");
    rounds("2.5", 0, ROUND_HALF_EVEN, "2");
    rounds("3.5", 0, ROUND_HALF_EVEN, "4");
    rounds("-2.5", 0, ROUND_HALF_UP, "-3");
    rounds("-2.5", 0, ROUND_HALF_EVEN, "-2");
    rounds("0.285", 2, ROUND_HALF_UP, "0.29");
    rounds("1.005", 2, ROUND_HALF_UP, "1.01");
    rounds("2.51", 0, ROUND_HALF_EVEN, "3");
    rounds("7", 3, ROUND_HALF_UP, "7");
    assert_true(number_round(most, 18, ROUND_HALF_UP, &out));
    assert_int_equal(out.num, INT64_MAX);
}

/* NUMBER by the format TEXT. */
static void
shows(struct number number, const char *text, const char *want)
{
    struct arena *arena = arena_new();
    struct number_format format;
    struct buf buf = {0};
    if (!number_format_parse(arena, str_of(text), &format))
        fail_msg("%s is a format", text);
    number_show(&buf, number, &format);
    assert_string_equal(buf.p, want);
    buf_fini(&buf);
    arena_free(arena);
}

static void
formats(void **state)
{
    struct number rate;
    (void)state;
    assert_true(number_op(NUMBER_DIV, of("3637"), of("51848"), &rate));
    shows(of("3637"), "#,##0", "3,637");
    shows(of("3637"), "0", "3637");
    shows(of("3637"), "#", "3637");
    shows(of("51848.5"), "#,##0", "51,849");
    shows(of("1234567"), "#,##0.00", "1,234,567.00");
    shows(of("999999.995"), "#,##0.00", "1,000,000.00");
    shows(of("0.05"), "0.0", "0.1");
    shows(rate, "0.0%", "7.0%");
    shows(rate, "0.00％", "7.01％");
    shows(rate, "0.0 %", "7.0 %");
    shows(rate, "0.0[%]", "7.0");
    shows(rate, "約0.0[%]ポイント", "約7.0ポイント");
    shows(rate, "0‰", "70‰");
    shows(of("213"), "+#,##0", "+213");
    shows(of("213"), "+△#,##0人", "+213人");
    shows(of("-213"), "+△#,##0人", "△213人");
    shows(of("-213"), "△+#,##0人", "△213人");
    shows(of("0"), "+0", "0");
    shows(of("-1234"), "#,##0", "△1,234");
    shows(of("-1234"), "▲#,##0", "▲1,234");
    shows(of("-1234"), "-#,##0", "-1,234");
    shows(of("-1234"), "計 −#,##0円", "計 −1,234円");
    shows(of("-0.04"), "0.0", "0.0");
    shows(of("-0.04"), "+0.0", "0.0");
    shows(of("1234567"), "#,##0,千円", "1,235千円");
    shows(of("1234567"), "#,##0.0,,百万円", "1.2百万円");
    shows(of("1234567"), "#,##0.0[万]万人", "123.5万人");
    shows(of("123456789"), "0.00[億]億円", "1.23億円");
    shows(of("12345678"), "0[百万]", "12");
    shows(of("12345678"), "#,##0[千]", "12,346");
    shows(of("9223372036854775807"), "#,##0.000000000",
        "9,223,372,036,854,775,807.000000000");
    shows((struct number){INT64_MAX, 1, 0}, "0%", "922337203685477580700%");
}

static void
no_formats(void **state)
{
    static const char *const texts[] = {
        "", "人", "0.#", "00", "#0#", "0.0.0", "0.0000000000", "0,,,,"};
    struct arena *arena = arena_new();
    struct number_format format;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (number_format_parse(arena, str_of(texts[i]), &format))
            fail_msg("%s is no format", texts[i]);
    arena_free(arena);
}

static void
open_decimals(void **state)
{
    struct number_format open = {.decimals = -1, .prefix = "", .suffix = ""};
    struct number out;
    struct buf buf = {0};
    (void)state;
    number_show(&buf, of("10.0"), &open);
    buf_byte(&buf, ' ');
    open.scale = 2;
    number_show(&buf, of("6.40%"), &open);
    buf_byte(&buf, ' ');
    number_show(&buf, of("6"), &open);
    buf_byte(&buf, ' ');
    open.scale = 0;
    assert_true(number_op(NUMBER_DIV, of("1"), of("3"), &out));
    number_show(&buf, out, &open);
    buf_byte(&buf, ' ');
    assert_true(number_op(NUMBER_DIV, of("7"), of("2"), &out));
    number_show(&buf, out, &open);
    assert_string_equal(buf.p, "10.0 6.40 600 0.3333 3.5");
    buf_fini(&buf);
}

static void
before(const char *a, const char *b)
{
    if (kana_compare(str_of(a), str_of(b)) >= 0 ||
        kana_compare(str_of(b), str_of(a)) <= 0)
        fail_msg("%s stands before %s", a, b);
}

static void
gojuon(void **state)
{
    (void)state;
    before("あい", "あう");
    before("あ", "ああ");
    before("はは", "はひ");
    before("はん", "ばん");
    before("ばん", "ぱん");
    before("はんだ", "ぱんた"); /* clear first, where the first differ */
    before("ぱんあ", "はんい"); /* but the bases decide before any voice */
    before("かって", "かつと");
    before("さっか", "さつか");
    before("しょう", "しよう");
    before("あ", "ア");
    before("はは", "はハ");
    before("カ", "き");
    before("ｶ", "き");
    before("か", "ｶﾞ");
    before("ｶﾞ", "キ");
    before("か", "か\u3099");
    before("らーめん", "らあめん"); /* ー is the vowel before it */
    before("らあまん", "らーめん");
    before("こーひー", "こおひいあ");
    before("ﾗｰﾒﾝ", "らあめん");
    before("うゔ", "うゔぁ");
    before("う", "ゔ");
    before("ゔ", "え");
    before("わ", "ゐ");
    before("ゑ", "を");
    before("を", "ん");
    before("かか゛", "かき");
    before("かゝ", "かか"); /* repeated before plain */
    before("かか", "かゞ");
    before("9", "a");
    before("z", "あ");
    before("ん", "亜");
    before("Ａｂ", "ac");
    before("あ い", "あい"); /* a blank counts last */
    before("あ・い", "あう");
    before("さーびす・あ", "さーびすい");
    assert_int_equal(kana_compare(str_of("あ"), str_of("あ")), 0);
    assert_int_equal(kana_compare(str_of(""), str_of("")), 0);
    before("", "あ");
    before("あい", "あ\xFF");
    before("ワ", "ヷ");
    before("ンー", "ンン");
}

static void
rows_of_kana(void **state)
{
    static const char *const pairs[][2] = {{"あ", "あ"}, {"ゔ", "あ"},
        {"ガ", "か"}, {"ｻ", "さ"}, {"っ", "た"}, {"の", "な"}, {"ぽ", "は"},
        {"も", "ま"}, {"ょ", "や"}, {"ろ", "ら"}, {"わ", "わ"}, {"ん", "わ"},
        {"・さ", "さ"}, {"", ""}, {"A", ""}, {"亜", ""}, {"ー", ""}};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_string_equal(kana_row(str_of(pairs[i][0])), pairs[i][1]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(no_numbers),
        cmocka_unit_test(arithmetic),
        cmocka_unit_test(rounding),
        cmocka_unit_test(formats),
        cmocka_unit_test(no_formats),
        cmocka_unit_test(open_decimals),
        cmocka_unit_test(gojuon),
        cmocka_unit_test(rows_of_kana),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
