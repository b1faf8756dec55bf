/* The registry keeps its own rules; explain and the manual tell all of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "config/explain.h"
#include "config/key.h"
#include "config/value.h"

static bool
is_fallback_good(const struct key_spec *spec)
{
    struct str s = str_of(spec->fallback);
    struct length length, lengths[4];
    struct colour colour;
    int32_t milli;
    int value, least, most;
    bool yes;
    struct job none = {0};
    switch (spec->type) {
    case KEY_WORD:
        return value_is_word(spec->choices, s);
    case KEY_INTEGER:
        return str_integer(s, &value) &&
               value_range(spec->choices, &least, &most) && value >= least &&
               value <= most;
    case KEY_BOOLEAN:
        return value_boolean(s, &yes);
    case KEY_LENGTH:
        return unit_parse(s, &length) &&
               value_length_fits(spec->choices, length);
    case KEY_LENGTHS:
        return value_lengths(s, lengths);
    case KEY_PERCENT:
        return value_percent(s, &milli);
    case KEY_WIDTH:
        return value_width(s);
    case KEY_COLOUR:
        return value_colour(&none, s, &colour);
    case KEY_AMOUNT:
        return value_amount(s, &value);
    case KEY_LANG:
        return value_lang(s);
    case KEY_DATE:
        return value_date(s);
    case KEY_TEXT:
    case KEY_LIST:
    case KEY_COPY:
    case KEY_SQL:
    case KEY_CONDITION:
    case KEY_ROW:
        return true;
    case KEY_RGB:
    case KEY_CMYK:
    case KEY_FILE:
    case KEY_SECTION:
    case KEY_SECTIONS:
        return false; /* a fallback would name something that may not exist */
    }
    return false;
}

static bool
ends_in_stop(const char *s)
{
    size_t n = strlen(s);
    return n == 0 || s[n - 1] == '.' ||
           (n >= 3 && strcmp(s + n - 3, "。") == 0);
}

static bool
is_ascii(const char *s)
{
    for (; *s != '\0'; s++)
        if ((unsigned char)*s >= 0x80)
            return false;
    return true;
}

/* key_rows hands out one stretch per kind. */
static void
test_kinds_stand_together(void **state)
{
    (void)state;
    size_t rows = 0;
    for (size_t i = 0; i < kind_registry_n; i++)
        rows += key_rows(kind_registry[i].kind).n;
    assert_int_equal(rows, key_registry_n);
    assert_int_equal(key_rows("no such kind").n, 0);
}

static void
check_choices(const struct key_spec *spec)
{
    int least, most;
    if (spec->type == KEY_WORD)
        assert_non_null(strchr(spec->choices, '|'));
    if (spec->type == KEY_INTEGER || spec->type == KEY_PERCENT) {
        assert_non_null(spec->choices);
        assert_true(value_range(spec->choices, &least, &most));
        assert_true(least < most);
    }
    if (spec->type == KEY_SECTION || spec->type == KEY_SECTIONS) {
        struct str rest = str_of(spec->choices);
        assert_non_null(rest.p);
        while (rest.p != NULL) {
            char kind[32] = "";
            struct str word = str_cut(rest, '|', &rest);
            memcpy(kind, word.p, word.n);
            assert_non_null(kind_find(kind));
        }
    }
}

/* The table finds what a walk over the registry finds. */
static void
check_table(const struct key_table *table, const char *kind,
    const char *variant, const char *name)
{
    assert_ptr_equal(key_table_find(table, key_rows(kind), variant, name),
        key_find(kind, variant, name));
}

static void
test_table(void **state)
{
    static const char *const others[] = {"", ".", ".a", "a.", "head.", "head.a",
        "head.a.b", "style.head", "style.head.a", "style.x", "siz", "sizes",
        "head.*", "*", ".*"};
    struct arena *arena = arena_new();
    const struct key_table *table = key_table_new(arena);
    (void)state;
    assert_non_null(table);
    for (size_t i = 0; i < key_registry_n; i++) {
        const struct key_spec *spec = &key_registry[i];
        for (size_t k = 0; k < kind_registry_n; k++) {
            const char *kind = kind_registry[k].kind;
            check_table(table, kind, NULL, spec->name);
            check_table(table, kind, spec->variant, spec->name);
            check_table(table, kind, "table", spec->name);
        }
        assert_ptr_equal(
            key_table_rows(table, spec->kind).spec, key_rows(spec->kind).spec);
        for (size_t k = 0; k < sizeof others / sizeof *others; k++)
            check_table(table, spec->kind, spec->variant, others[k]);
    }
    assert_int_equal(key_table_rows(table, "no such kind").n, 0);
    arena_free(arena);
}

static void
test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < key_registry_n; i++) {
        const struct key_spec *spec = &key_registry[i];
        assert_non_null(kind_find(spec->kind));
        assert_false(ends_in_stop(spec->ja));
        assert_false(ends_in_stop(spec->en));
        assert_false(is_ascii(spec->ja));
        check_choices(spec);
        bool required =
            spec->fallback != NULL && strcmp(spec->fallback, "!") == 0;
        if (spec->fallback != NULL && !required && !is_fallback_good(spec))
            fail_msg(
                "%s:%s cannot be %s", spec->kind, spec->name, spec->fallback);
        if (spec->variant != NULL)
            assert_true(
                value_is_word(key_find(spec->kind, NULL, "type")->choices,
                    str_of(spec->variant)));
        /* Each row can be found: no other of its variant hides it. */
        assert_ptr_equal(key_find(spec->kind, spec->variant, spec->name), spec);
        /* A type's key must not hide one that every block has. */
        if (spec->variant != NULL)
            assert_null(key_find(spec->kind, NULL, spec->name));
        for (const char *c = spec->name; *c != '\0'; c++)
            assert_true((*c >= 'a' && *c <= 'z') || *c == '-' || *c == '.' ||
                        (*c == '*' && (c[1] == '\0' || c[1] == '.')));
    }
    for (size_t i = 0; i < kind_registry_n; i++) {
        assert_false(ends_in_stop(kind_registry[i].ja));
        assert_false(ends_in_stop(kind_registry[i].en));
    }
}

static void
test_find(void **state)
{
    (void)state;
    assert_string_equal(key_find("style", NULL, "size")->fallback, "13Q");
    assert_null(key_find("style", NULL, "siz"));
    assert_null(key_find("stile", NULL, "size"));
    assert_string_equal(
        key_find("block", "table", "head.国名")->name, "head.*");
    assert_null(key_find("block", "table", "head."));
    assert_null(key_find("block", "table", "head"));
    assert_string_equal(
        key_find("style", NULL, "spacing.a.b")->name, "spacing.*.*");
    assert_null(key_find("style", NULL, "spacing.a"));
    assert_null(key_find("style", NULL, "spacing.a."));
    assert_null(key_find("style", NULL, "spacing..b"));
    assert_null(key_find("style", NULL, "spacing.a.b.c"));
    assert_string_equal(
        key_find("style", NULL, "reduction")->name, "reduction");
    assert_null(key_find("block", "qr", "head.a"));
    assert_null(key_find("block", NULL, "head.a"));
    assert_string_equal(key_find("block", "table", "area")->name, "area");
    assert_string_equal(
        key_find("block", "table", "style.head")->name, "style.head");
    assert_null(kind_find("stile"));
    assert_int_equal(kind_find("document")->named, 0);
}

/* --- single values ------------------------------------------------------- */

static void
test_percent(void **state)
{
    static const struct {
        const char *text;
        int milli; /* -1: no percentage */
    } cases[] = {{"92%", 920}, {"102.5%", 1025}, {"0%", 0}, {"7 %", 70},
        {"-1%", -1}, {"+1%", -1}, {"1.25%", -1}, {"1.%", -1}, {".5%", -1},
        {"%", -1}, {"", -1}, {"92", -1}, {"9a%", -1}, {"1000000%", -1},
        {"99999999999999999999%", -1}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int32_t milli;
        bool good = value_percent(str_of(cases[i].text), &milli);
        assert_int_equal(good, cases[i].milli >= 0);
        assert_int_equal(milli, good ? cases[i].milli : 0);
    }
}

static void
test_lengths(void **state)
{
    (void)state;
    struct length four[4];
    assert_true(value_lengths(STR(" 1mm  2mm\t3mm 4mm "), four));
    for (int i = 0; i < 4; i++)
        assert_int_equal(four[i].fixed, (i + 1) * EMU_PER_MM);
    assert_true(value_lengths(STR("1em"), four));
    for (int i = 0; i < 4; i++)
        assert_int_equal(four[i].em_milli, 1000);
    assert_false(value_lengths(STR(""), four));
    assert_false(value_lengths(STR("1mm 2mm 3mm"), four));
    assert_false(value_lengths(STR("1mm x"), four));
    assert_false(value_lengths(STR("1mm 1mm 1mm 1mm 1mm"), four));
}

static void
test_colour(void **state)
{
    static const struct {
        const char *text;
        int rgb; /* -1: no colour, -2: none */
    } cases[] = {{"black", 0}, {"white", 0xFFFFFF}, {"none", -2},
        {"black 50%", 0x7F7F7F}, {"black 0%", 0xFFFFFF},
        {"white 50%", 0xFFFFFF}, {"#102030", 0x102030}, {"#aBcDeF", 0xABCDEF},
        {"#000000 20%", 0xCCCCCC}, {"#12345", -1}, {"#1234567", -1}, {"", -1},
        {"12%", -1}, {"black 101%", -1}, {"black x%", -1}, {"red", -1},
        {"black 12", -1}, {"none 12%", -1}};
    struct job none = {0};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct colour c;
        bool good = value_colour(&none, str_of(cases[i].text), &c);
        assert_int_equal(good, cases[i].rgb != -1);
        assert_int_equal(c.transparent, cases[i].rgb < 0);
        if (cases[i].rgb >= 0)
            assert_int_equal(
                c.rgb[0] << 16 | c.rgb[1] << 8 | c.rgb[2], cases[i].rgb);
    }
    struct colour c;
    assert_true(value_colour(&none, STR("black 12.5%"), &c));
    assert_true(c.has_cmyk);
    assert_int_equal(c.cmyk[3], 13);
    assert_true(value_colour(&none, STR("#000000"), &c));
    assert_false(c.has_cmyk);
}

static void
test_others(void **state)
{
    (void)state;
    uint8_t ink[4];
    bool yes;
    assert_true(value_date(STR("2000-02-29")));
    assert_false(value_date(STR("2100-02-29")));
    assert_false(value_date(STR("2023-04-31")));
    assert_false(value_date(STR("0000-01-01")));
    assert_false(value_date(STR("2023-00-01")));
    assert_false(value_date(STR("2023-01-00")));
    assert_false(value_date(STR("2023-01")));
    assert_false(value_date(STR("2023-01-01-")));
    assert_true(value_width(STR("2*")));
    assert_true(value_width(STR("33.3%")));
    assert_true(value_width(STR("3em")));
    assert_false(value_width(STR("*")));
    assert_false(value_width(STR("0*")));
    assert_false(value_width(STR("0%")));
    assert_false(value_width(STR("-3mm")));
    assert_true(value_rgb(STR(" 1  2 255 "), ink));
    assert_int_equal(ink[2], 255);
    assert_false(value_rgb(STR("1 2 -3"), ink));
    assert_int_equal(ink[0], 0);
    assert_true(value_cmyk(STR("0 1 2 100"), ink));
    assert_int_equal(ink[3], 100);
    assert_false(value_cmyk(STR("0 1 2"), ink));
    assert_true(value_boolean(STR("yes"), &yes) && yes);
    assert_true(value_boolean(STR("no"), &yes) && !yes);
    assert_false(value_boolean(STR("Yes"), &yes));
    assert_false(value_is_word("a|b", STR("")));
    assert_false(value_is_word("a|b", STR("a|b")));
}

/* --- explain ------------------------------------------------------------- */

static void
explain(const char *topic, enum diag_lang lang, const char *want)
{
    struct buf out = {0};
    const char *nearest;
    assert_true(explain_topic(topic, lang, &out, &nearest));
    assert_null(nearest);
    assert_false(out.failed);
    if (strstr(out.p, want) == NULL)
        fail_msg("%s lacks %s:\n%s", topic, want, out.p);
    buf_fini(&out);
}

static void
test_explain(void **state)
{
    (void)state;
    explain(NULL, DIAG_JA, "[style 名前]\n");
    explain(NULL, DIAG_EN, "[document]\n      The document itself");
    explain("style", DIAG_EN, "\n  size = length, above zero (default 13Q)\n");
    explain("block", DIAG_EN,
        "\ntype = table\n  rows = section, source, "
        "records (required)\n");
    explain("style:size", DIAG_EN, "[style]\n  size = ");
    explain("size", DIAG_JA,
        "[block] type = qr\n  size = 長さ、0 より大きい"
        "（既定 20mm）\n");
    explain("size", DIAG_EN, "[page]\n  size = text (default A4)\n");
    explain("block:table", DIAG_EN, "[block NAME] type = table\n  type = ");
    explain("table", DIAG_EN, "[block NAME] type = table\n  type = ");
    explain("block:table", DIAG_JA, "  head.* = 文章\n");
    explain("head.国名", DIAG_EN, "type = table\n  head.* = copy\n");
    explain("spacing.cl-02.cl-19", DIAG_EN, "  spacing.*.* = space\n");
    explain("style:separation", DIAG_EN, "  separation.*.* = free, not\n");
    explain("block:head", DIAG_EN, "type = table\n  head.* = copy\n");
    explain("kinsoku", DIAG_EN, "  kinsoku = integer, 1 to 4 (default 4)\n");
    explain("condense", DIAG_JA, "割合、30%～300%（既定 100%）");
}

static void
test_explain_unknown(void **state)
{
    static const char *const cases[][2] = {{"stile", "style"},
        {"style:siez", "size"}, {"kinsku", "kinsoku"}, {"tabble", "table"},
        {"block:orgchat", "orgchart"}, {"wwwwwwww", NULL}, {"", NULL},
        {":", NULL}, {"style:", NULL}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf out = {0};
        const char *nearest;
        assert_false(explain_topic(cases[i][0], DIAG_EN, &out, &nearest));
        if (cases[i][1] == NULL)
            assert_null(nearest);
        else
            assert_string_equal(nearest, cases[i][1]);
        assert_int_equal(out.n, 0);
        buf_fini(&out);
    }
}

/* --- the manual ---------------------------------------------------------- */

static const char *const manual_path[] = {
    "docs/job-file.ja.md", "docs/job-file.md"};

static void
test_manual(void **state)
{
    (void)state;
    for (int lang = DIAG_JA; lang <= DIAG_EN; lang++) {
        struct buf out = {0}, file = {0};
        explain_manual((enum diag_lang)lang, &out);
        FILE *f = fopen(manual_path[lang], "rb");
        assert_non_null(f);
        char bytes[4096];
        for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
            buf_put(&file, bytes, n);
        fclose(f);
        if (out.n != file.n || memcmp(out.p, file.p, out.n) != 0)
            fail_msg("%s is not current: run this test with --write",
                manual_path[lang]);
        for (size_t i = 0; i < key_registry_n; i++)
            assert_non_null(strstr(file.p, key_registry[i].name));
        buf_fini(&out);
        buf_fini(&file);
    }
}

static int
write_manual(void)
{
    for (int lang = DIAG_JA; lang <= DIAG_EN; lang++) {
        struct buf out = {0};
        explain_manual((enum diag_lang)lang, &out);
        FILE *f = fopen(manual_path[lang], "wb");
        if (f == NULL || fwrite(out.p, 1, out.n, f) != out.n || fclose(f) != 0)
            return 1;
        buf_fini(&out);
    }
    return 0;
}

int
main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--write") == 0)
        return write_manual();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds_stand_together),
        cmocka_unit_test(test_rows), cmocka_unit_test(test_table),
        cmocka_unit_test(test_find), cmocka_unit_test(test_percent),
        cmocka_unit_test(test_lengths), cmocka_unit_test(test_colour),
        cmocka_unit_test(test_others), cmocka_unit_test(test_explain),
        cmocka_unit_test(test_explain_unknown), cmocka_unit_test(test_manual)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
