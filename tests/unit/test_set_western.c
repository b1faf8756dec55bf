/* set/western: which words are spoken in another language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "set/western.h"

static void
expect(const char *text, const char *words)
{
    struct str found = western_words(str_of(text));
    if (!str_equal(found, str_of(words)))
        fail_msg("%s: %.*s, not %s", text, (int)found.n, found.p, words);
    assert_true(found.p >= text);
}

static void
two_words_and_more(void **state)
{
    (void)state;
    expect(
        "これはContract Sales Organizationの略", "Contract Sales Organization");
    expect("Medical Science Liaison ：疾患領域", "Medical Science Liaison");
    expect("(Human Resource) と", "(Human Resource)");
    expect("set carefully typeset.", "set carefully typeset.");
    expect("Café crème, s'il vous plaît", "Café crème, s'il vous plaît");
    expect("日本の Human Resource MR 2022", "Human Resource");
    expect("on 5 May and", "on 5 May and");
    expect("日本の A small table は", "A small table");
    expect("I have it", "I have it");
}

/* Names in capitals, single words and addresses are read as they are amid
 * Japanese. */
static void
what_stays(void **state)
{
    (void)state;
    expect("", "");
    expect("日本語", "");
    expect("CSOのMSL", "");
    expect("CSO MSL MR", "");
    expect("コントラクトMRとHuman", "");
    expect("e-mail: info@example.jp", "");
    expect("https://example.jp/some/path here", "");
    expect("A b c", "");
    expect("A small 表", "");
    expect("2022年 3,637人", "");
    expect("\xE6\x97", ""); /* cut short */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_words_and_more),
        cmocka_unit_test(what_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
