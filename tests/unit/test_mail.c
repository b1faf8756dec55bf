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

/* What the HTML shows is beside it, what is attached behind both. */
static void
related(void **state)
{
    (void)state;
    static const struct mailbox to = {.address = "a@b.example"};
    static const struct attachment picture = {.type = "image/png",
        .file = "figure-1.png",
        .id = "x@c.example",
        .bytes = {"1", 1}};
    static const struct attachment attached = {
        .type = "text/csv", .file = "a.csv", .bytes = {"2", 1}};
    static const char *const order[] = {"multipart/mixed",
        "multipart/alternative", "text/plain", "multipart/related", "text/html",
        "image/png", "\r\nContent-Disposition: inline;",
        "\r\nContent-ID: <x@c.example>\r\n", "--=_related_=--",
        "--=_alternative_=--", "\r\nContent-Disposition: attachment;"};
    struct mail mail = {.from = to,
        .to = {&to, 1},
        .subject = "s",
        .date = "2023-07-01T14:00+09:00",
        .message_id = "m@c.example",
        .text = {"t", 1},
        .html = {"h", 1},
        .attachment = &attached,
        .n_attachments = 1,
        .picture = &picture,
        .n_pictures = 1};
    struct diag *diag = diag_new();
    struct buf out = {0};
    assert_int_equal(mail_check(diag, &mail), ERR_OK);
    assert_int_equal(mail_write(&mail, false, &out), ERR_OK);
    const char *at = out.p;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        at = strstr(at, order[i]);
        assert_non_null(at);
    }
    buf_fini(&out);
    struct attachment bad = picture;
    bad.id = "x\r\n@c.example";
    mail.picture = &bad;
    assert_int_not_equal(mail_check(diag, &mail), ERR_OK);
    diag_free(diag);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(names),
        cmocka_unit_test(parameters),
        cmocka_unit_test(addresses),
        cmocka_unit_test(related),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
