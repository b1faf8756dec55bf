/* mail: encoded words, parameters, addresses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mail/mail.h"
#include "mail/words.h"

static void
expect(struct buf *out, const char *wanted)
{
    assert_false(out->failed);
    assert_string_equal(out->p, wanted);
    buf_fini(out);
}

static void
texts(void **state)
{
    (void)state;
    struct buf out = {0};
    assert_int_equal(words_text(&out, 9, STR("plain words")), 20);
    expect(&out, "plain words");
    (void)words_text(&out, 9, STR("=?x"));
    expect(&out, "=?UTF-8?B?PT94?=");
    (void)words_text(&out, 9, STR("日本"));
    expect(&out, "=?UTF-8?B?5pel5pys?=");
    /* Fifteen characters of three octets fill a word; none is cut. */
    (void)words_text(&out, 9, STR("一二三四五六七八九十一二三四五六七"));
    expect(&out,
        "=?UTF-8?B?5LiA5LqM5LiJ5Zub5LqU5YWt5LiD5YWr5Lmd5Y2B5LiA5LqM5LiJ?=\r\n"
        " =?UTF-8?B?5Zub5LqU5YWt5LiD?=");
    (void)words_text(&out, 70, STR("日"));
    expect(&out, "\r\n =?UTF-8?B?5pel?=");
}

static void
names(void **state)
{
    (void)state;
    struct buf out = {0};
    (void)words_name(&out, 4, STR("Taro Yamada"));
    expect(&out, "Taro Yamada");
    (void)words_name(&out, 4, STR("Yamada, Taro \"T\\\""));
    expect(&out, "\"Yamada, Taro \\\"T\\\\\\\"\"");
    (void)words_name(&out, 4, STR("山田"));
    expect(&out, "=?UTF-8?B?5bGx55Sw?=");
    assert_int_equal(words_atom(&out, 70, STR("<a@b.example>")), 14);
    expect(&out, "\r\n <a@b.example>");
}

static void
parameters(void **state)
{
    (void)state;
    struct buf out = {0};
    words_parameter(&out, "filename", STR("a b'年.pdf"));
    expect(&out, ";\r\n filename*=UTF-8''a%20b%27%E5%B9%B4.pdf");
}

static void
addresses(void **state)
{
    (void)state;
    static const char *const good[] = {"a@b.jp", "a.b+c@x-y.example", "_@1.2"};
    static const char *const bad[] = {"", "a", "a@", "@b.jp", "a@b", "a@b.",
        "a@.b", "a@-b.jp", "a@b-.jp", "a b@c.jp", "a..b@c.jp", ".a@c.jp",
        "a@b.jp\n", "a@b@c.jp", "<a@b.jp>", "あ@b.jp", "a@あ.jp"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(mail_is_address(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(mail_is_address(bad[i]));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(names),
        cmocka_unit_test(parameters),
        cmocka_unit_test(addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
