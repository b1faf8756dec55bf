/* The base room: each door, each failure it can meet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/fold.h"
#include "base/map.h"
#include "base/out.h"
#include "base/sha256.h"
#include "base/utf8.h"

static void
arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t size = 0; size < 5000; size += 7) {
        unsigned char *p = arena_alloc(a, size);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xFF, size);
    }
    assert_non_null(arena_alloc(a, 10 * 1024 * 1024));
    assert_null(arena_array(a, SIZE_MAX, 2));
    assert_null(arena_alloc(a, SIZE_MAX));
    assert_string_equal(arena_printf(a, "%d-%s", 7, "x"), "7-x");
    assert_string_equal(arena_strndup(a, "abcdef", 3), "abc");
    arena_free(a);
    arena_free(NULL);
}

static void
arena_grows_arrays(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    int *p = NULL;
    size_t cap = 0;
    for (int i = 0; i < 1000; i++) {
        p = arena_grow(a, p, (size_t)i, &cap, sizeof *p);
        assert_non_null(p);
        p[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(p[i], i);
    arena_free(a);
}

/* The last array of an arena grows where it stands; others move, whole. */
static void
arena_grows_in_place(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    size_t cap = 0;
    int *p = arena_grow(a, NULL, 0, &cap, sizeof *p), *old = p;
    while (cap < 8)
        p = arena_grow(a, p, cap, &cap, sizeof *p);
    assert_int_equal(cap, 8);
    for (size_t i = 0; i < cap; i++)
        p[i] = 7;
    p = arena_grow(a, p, 8, &cap, sizeof *p);
    assert_ptr_equal(p, old);
    assert_int_equal(cap, 16);
    assert_int_equal(p[7], 7);
    for (size_t i = 8; i < cap; i++)
        assert_int_equal(p[i], 0);
    char *behind = arena_strdup(a, "behind");
    p = arena_grow(a, p, 16, &cap, sizeof *p);
    assert_ptr_not_equal(p, old);
    assert_int_equal(p[7], 7);
    assert_int_equal(p[31], 0);
    assert_string_equal(behind, "behind");
    size_t huge = SIZE_MAX / 2;
    assert_null(arena_grow(a, p, huge, &huge, sizeof *p));
    arena_free(a);
}

/* An array with a block of its own keeps its place among the others. */
static void
arena_grows_beyond_its_blocks(void **state)
{
    (void)state;
    enum { ARRAYS = 5, LENGTH = 40000 };
    struct arena *a = arena_new();
    int *p[ARRAYS] = {NULL};
    size_t cap[ARRAYS] = {0};
    for (int i = 0; i < LENGTH; i++)
        for (int k = 0; k < ARRAYS; k++) {
            p[k] = arena_grow(a, p[k], (size_t)i, &cap[k], sizeof *p[k]);
            assert_non_null(p[k]);
            assert_int_equal(p[k][i], 0);
            p[k][i] = i * k;
            if (i % 1000 == k)
                assert_non_null(arena_alloc(a, (size_t)i * 3));
        }
    for (int i = 0; i < LENGTH; i++)
        for (int k = 0; k < ARRAYS; k++)
            assert_int_equal(p[k][i], i * k);
    arena_free(a);
}

static void
arena_prints_any_length(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (int n = 0; n < 600; n++) {
        const char *s = arena_printf(a, "%*s%d", n, "", 42);
        assert_int_equal(strlen(s), n + 2);
        assert_string_equal(s + n, "42");
    }
    arena_free(a);
}

static void
buf_formats_numbers(void **state)
{
    (void)state;
    static const struct {
        int64_t value;
        int decimals;
        const char *text;
    } cases[] = {{0, 3, "0"}, {12500, 3, "12.5"}, {-5, 2, "-0.05"},
        {100, 2, "1"}, {123, 0, "123"}, {-1000001, 6, "-1.000001"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf b = {0};
        buf_fixed(&b, cases[i].value, cases[i].decimals);
        assert_string_equal(b.p, cases[i].text);
        buf_fini(&b);
    }
    struct buf b = {0};
    buf_int(&b, INT64_MIN);
    buf_byte(&b, ' ');
    buf_json(&b, STR("a\"\\\n"));
    buf_json(&b, STR("版\xE9\xE7"));
    buf_printf(&b, "%s", "!");
    assert_string_equal(
        b.p, "-9223372036854775808 a\\\"\\\\\\u000a版\\ufffd\\ufffd!");
    buf_fini(&b);
    b = (struct buf){0};
    buf_csv(&b, STR("a b\0c"));
    buf_csv(&b, STR(",\""));
    buf_csv_quoted(&b, STR(""));
    assert_memory_equal(b.p, "a b\0c\",\"\"\"\"\"", b.n);
    assert_int_equal(b.n, 12);
    buf_fini(&b);
}

static void
utf8_is_strict(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t bad; /* where the first ill-formed byte stands */
    } cases[] = {{"日本", 6}, {"a\xC0\x80", 1}, {"\xED\xA0\x80", 0},
        {"\xF4\x90\x80\x80", 0}, {"\xE6\x97", 0}, {"\xF0\xA0\xAE\xB7", 4},
        {"\x80", 0}, {"\xE0\x80\xAF", 0}, {"\xFE", 0}, {"ok\xFF", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(utf8_valid(str_of(cases[i].bytes)), cases[i].bad);
    size_t next;
    assert_int_equal(utf8_next(STR("\xF0\xA0\xAE\xB7"), 0, &next), 0x20BB7);
    assert_int_equal(next, 4);
    static const uint32_t edges[] = {
        0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        char p[4];
        size_t n = utf8_put(edges[i], p);
        assert_int_equal(utf8_next((struct str){p, n}, 0, &next), edges[i]);
        assert_int_equal(next, n);
    }
    assert_int_equal(utf8_count(str_of("日本\xFF")), 3);
}

static void
unit_reads_lengths_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool ok;
        emu fixed;
        int32_t em_milli;
    } cases[] = {{"12mm", true, 432000, 0}, {"16Q", true, 144000, 0},
        {"24H", true, 216000, 0}, {"9.5pt", true, 120650, 0},
        {"1.5em", true, 0, 1500}, {"2zw", true, 0, 2000}, {"0", true, 0, 0},
        {"-0.5mm", true, -18000, 0}, {" 3 mm ", true, 108000, 0},
        {"+.25em", true, 0, 250}, {"1cm", true, 360000, 0}, {"", false, 0, 0},
        {"mm", false, 0, 0}, {"12", false, 0, 0}, {"1.2345mm", false, 0, 0},
        {"12 inches", false, 0, 0}, {"99999mm", false, 0, 0},
        {"1..2mm", false, 0, 0}, {"９mm", false, 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct length length;
        assert_int_equal(
            unit_parse(str_of(cases[i].text), &length), cases[i].ok);
        assert_int_equal(length.fixed, cases[i].fixed);
        assert_int_equal(length.em_milli, cases[i].em_milli);
    }
    assert_int_equal(unit_scale(5, 1, 2), 3);
    assert_int_equal(unit_scale(-5, 1, 2), -3);
    assert_int_equal(unit_resolve((struct length){100, 500}, 1000), 600);
    assert_int_equal(
        unit_resolve((struct length){UNIT_MAX, 1000}, UNIT_MAX), UNIT_MAX);
}

static void
str_cuts_and_suggests(void **state)
{
    (void)state;
    static const char *const names[] = {"leading", "size", "colour"};
    assert_string_equal(str_nearest("colur", names, 3), "colour");
    assert_string_equal(str_nearest("leeding", names, 3), "leading");
    assert_null(str_nearest("zebra", names, 3));
    struct str rest = STR("a,,b");
    assert_true(str_equal(str_cut(rest, ',', &rest), STR("a")));
    assert_true(str_equal(str_cut(rest, ',', &rest), STR("")));
    assert_true(str_equal(str_cut(rest, ',', &rest), STR("b")));
    assert_null(rest.p);
    int value;
    assert_true(str_integer(STR("-12"), &value));
    assert_int_equal(value, -12);
    assert_false(str_integer(STR("99999999999"), &value));
    assert_false(str_integer(STR("1x"), &value));
    assert_false(str_integer(STR("-"), &value));
}

static void
str_members_may_hold_commas(void **state)
{
    (void)state;
    static const char *const cases[][4] = {
        {"a, b", "a", "b"},
        {" \"Name, Inc\" , b", "Name, Inc", "b"},
        {"a,\"\",b", "a", "", "b"},
        {"\"a\" b, c", "\"a\" b", "c"}, /* no quotes as in a CSV */
        {"\"a, b", "\"a", "b"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str rest = str_of(cases[i][0]);
        size_t n = 1;
        for (; rest.p != NULL; n++)
            assert_true(
                str_equal(str_member(rest, &rest), str_of(cases[i][n])));
        assert_true(n == 4 || cases[i][n] == NULL);
    }
}

static void
str_endings_go(void **state)
{
    (void)state;
    assert_true(str_equal(str_without("a.pdf", ".pdf"), STR("a")));
    assert_true(str_equal(str_without("a.PdF", ".pdf"), STR("a")));
    assert_true(str_equal(str_without(".pdf", ".pdf"), STR(".pdf")));
    assert_true(str_equal(str_without("a.pdfx", ".pdf"), STR("a.pdfx")));
    assert_true(str_equal(str_without("", ".pdf"), STR("")));
}

static void
map_finds_what_was_put(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct map map = {0};
    size_t value;
    assert_false(map_find(&map, STR("x"), &value));
    for (size_t i = 0; i < 1000; i++)
        assert_true(
            map_put(&map, a, str_of(arena_printf(a, "key %zu", i % 500)), i));
    assert_int_equal(map.n, 500);
    assert_true(map_find(&map, STR("key 7"), &value));
    assert_int_equal(value, 507);
    assert_false(map_find(&map, STR("key 500"), &value));
    arena_free(a);
}

DIAG_MESSAGE(ragged, "test.ragged", DIAG_ERROR, "{2} 列のはずが {1} 列です",
    "found {1} columns, expected {2}");
DIAG_MESSAGE(hint, "test.hint", DIAG_WARN, "ご注意", "mind \"this\"");

/* A thousand of one kind do not bury the others. */
static void
diag_counts_what_is_too_much(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    struct buf out = {0};
    for (int i = 1; i <= 1000; i++)
        assert_int_equal(
            DIAG(diag, ((struct loc){"a.csv", i, 1}), &ragged, "4", "5"),
            ERR_INPUT);
    assert_int_equal(DIAG(diag, LOC_NONE, &hint, NULL), ERR_OK);
    assert_int_equal(diag_count(diag), 101);
    assert_int_equal(diag_errors(diag), 1000);
    diag_write(diag, DIAG_EN, DIAG_TEXT, &out);
    diag_write(diag, DIAG_JA, DIAG_JSON, &out);
    buf_byte(&out, '\0');
    assert_non_null(strstr(out.p, "a.csv:100:1: "));
    assert_null(strstr(out.p, "a.csv:101:1: "));
    assert_non_null(strstr(out.p, ": 900 more of this kind ["));
    assert_non_null(strstr(out.p, "同じ指摘がほかに 900 件あります"));
    buf_fini(&out);
    diag_free(diag);
}

static void
diag_speaks_both_languages(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    const struct loc loc = {"a.csv", 3, 7};
    assert_int_equal(DIAG(diag, loc, &ragged, "4", "5"), ERR_INPUT);
    assert_int_equal(DIAG(diag, loc, &ragged, "4", "5"), ERR_INPUT);
    assert_int_equal(DIAG(diag, LOC_NONE, &hint, NULL), ERR_OK);
    assert_int_equal(diag_count(diag), 2);
    assert_int_equal(diag_errors(diag), 1);
    struct buf out = {0};
    diag_write(diag, DIAG_EN, DIAG_TEXT, &out);
    diag_write(diag, DIAG_JA, DIAG_TEXT, &out);
    diag_write(diag, DIAG_EN, DIAG_JSON, &out);
    assert_string_equal(out.p,
        "a.csv:3:7: error: found 4 columns, expected 5 [test.ragged]\n"
        "warning: mind \"this\" [test.hint]\n"
        "a.csv:3:7: エラー: 5 列のはずが 4 列です [test.ragged]\n"
        "警告: ご注意 [test.hint]\n"
        "{\"file\":\"a.csv\",\"line\":3,\"column\":7,\"level\":\"error\","
        "\"id\":\"test.ragged\",\"text\":\"found 4 columns, expected 5\"}\n"
        "{\"file\":\"\",\"line\":0,\"column\":0,\"level\":\"warning\","
        "\"id\":\"test.hint\",\"text\":\"mind \\\"this\\\"\"}\n");
    buf_fini(&out);
    assert_string_equal(diag_char(diag, 0x20BB7), "𠮷 (U+20BB7)");
    assert_string_equal(diag_mm(diag, -EMU_PER_MM / 4), "-0.3");
    diag_free(diag);
}

/* --- files ---------------------------------------------------------------- */

static char folder[64];

static int
make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/kumihan-base-XXXXXX");
    return mkdtemp(folder) == NULL ? -1 : chdir(folder);
}

static int
drop_folder(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return chdir("/") == 0 ? system(command) : -1;
}

static void
file_stays_inside_the_project(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct diag *diag = diag_new();
    const char *path;
    assert_int_equal(mkdir("in", 0777), 0);
    assert_int_equal(symlink("/etc", "in/etc"), 0);
    static const struct {
        const char *name;
        enum err err;
    } cases[] = {{"a.csv", ERR_OK}, {"x/../a.csv", ERR_OK},
        {"../a.csv", ERR_INPUT}, {"/etc/passwd", ERR_INPUT},
        {"x/../../a.csv", ERR_INPUT}, {"etc/passwd", ERR_INPUT}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(
            file_inside(a, diag, LOC_NONE, "in", cases[i].name, &path),
            cases[i].err);
    assert_int_equal(diag_errors(diag), 4);
    static const char *const tidy[][2] = {{"in/..", "."}, {"in/../x", "x"},
        {"../x", "../x"}, {"../../x/", "../../x"}, {"/in/../..", "/.."},
        {"./a//b", "a/b"}, {"in/etc/..", "in/etc/.."}, {".", "."}, {"/", "/"}};
    for (size_t i = 0; i < sizeof tidy / sizeof tidy[0]; i++)
        assert_string_equal(file_tidy(a, tidy[i][0]), tidy[i][1]);
    assert_string_equal(file_dir(a, "a/b.ini"), "a");
    assert_string_equal(file_dir(a, "b.ini"), ".");
    assert_string_equal(file_dir(a, "/b.ini"), "/");
    diag_free(diag);
    arena_free(a);
}

static void
file_reads_or_says_why(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct diag *diag = diag_new();
    struct str text;
    assert_int_equal(out_file(diag, "f", "abc", 3), ERR_OK);
    assert_int_equal(file_read(a, diag, LOC_NONE, "f", &text), ERR_OK);
    assert_true(str_equal(text, STR("abc")));
    assert_int_equal(text.p[3], '\0');
    assert_int_equal(file_read(a, diag, LOC_NONE, "none", &text), ERR_INPUT);
    assert_int_equal(file_read(a, diag, LOC_NONE, ".", &text), ERR_INPUT);
    assert_int_equal(mkfifo("pipe", 0666), 0);
    assert_int_equal(file_read(a, diag, LOC_NONE, "pipe", &text), ERR_INPUT);
    assert_int_equal(text.n, 0);
    assert_int_equal(diag_errors(diag), 3);
    diag_free(diag);
    arena_free(a);
}

static void
out_appears_whole_or_not_at_all(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct diag *diag = diag_new();
    struct out *out;
    struct str text;
    assert_int_equal(out_file(diag, "o", "old", 3), ERR_OK);
    assert_int_equal(out_open(diag, "o", &out), ERR_OK);
    assert_int_equal(out_write(diag, out, "ne", 2), ERR_OK);
    assert_int_equal(file_read(a, diag, LOC_NONE, "o", &text), ERR_OK);
    assert_true(str_equal(text, STR("old")));
    out_abandon(out);
    assert_int_equal(access("o.part0", F_OK), -1);
    assert_int_equal(out_open(diag, "o", &out), ERR_OK);
    assert_int_equal(out_write(diag, out, "new", 3), ERR_OK);
    assert_int_equal(out_commit(diag, out), ERR_OK);
    assert_int_equal(file_read(a, diag, LOC_NONE, "o", &text), ERR_OK);
    assert_true(str_equal(text, STR("new")));
    assert_int_equal(out_open(diag, "no/such/folder/o", &out), ERR_ENVIRONMENT);
    assert_null(out);
    out_abandon(NULL);
    diag_free(diag);
    arena_free(a);
}

/* A name beside the target that a crashed run left does not stop the next. */
static void
out_steps_around_leftovers(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    assert_int_equal(out_file(diag, "p.part0", "left", 4), ERR_OK);
    assert_int_equal(out_file(diag, "p", "x", 1), ERR_OK);
    assert_int_equal(access("p.part0", F_OK), 0);
    diag_free(diag);
}

/* The examples of FIPS 180-4. */
static void
sha256_names_contents(void **state)
{
    (void)state;
    char hash[SHA256_HEX + 1];
    sha256_hex(STR("abc"), hash);
    assert_string_equal(hash, "ba7816bf8f01cfea414140de5dae2223"
                              "b00361a396177a9cb410ff61f20015ad");
    sha256_hex((struct str){NULL, 0}, hash);
    assert_string_equal(hash, "e3b0c44298fc1c149afbf4c8996fb924"
                              "27ae41e4649b934ca495991b7852b855");
}

/* Whatever came before, and however alike it was. */
static void
sha256_of_contents_that_begin_alike(void **state)
{
    (void)state;
    struct sha256_memory *memory = sha256_memory_new();
    assert_non_null(memory);
    static const size_t lengths[] = {
        1000, 1000, 1000, 900, 70, 1000, 0, 63, 64, 1000, 1000};
    static const size_t changes[] = {
        999, 700, 640, 5000, 5000, 0, 5000, 10, 63, 700, 999};
    char bytes[1000], like[SHA256_HEX + 1], plain[SHA256_HEX + 1];
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        memset(bytes, 'a', sizeof bytes);
        if (changes[i] < sizeof bytes)
            bytes[changes[i]] = (char)('b' + i);
        const struct str contents = {bytes, lengths[i]};
        sha256_hex_like(memory, contents, like);
        sha256_hex(contents, plain);
        assert_string_equal(like, plain);
        sha256_hex_like(NULL, contents, like);
        assert_string_equal(like, plain);
    }
    sha256_memory_free(memory);
}

static void
sha256_reads_plain_files_alone(void **state)
{
    (void)state;
    char hash[SHA256_HEX + 1], whole[SHA256_HEX + 1];
    enum { LARGE = 200001 }; /* more than one piece */
    char *bytes = malloc(LARGE);
    FILE *f = fopen("large", "wb");
    assert_true(bytes != NULL && f != NULL);
    memset(bytes, 'a', LARGE);
    assert_int_equal(fwrite(bytes, 1, LARGE, f), LARGE);
    assert_int_equal(fclose(f), 0);
    sha256_hex((struct str){bytes, LARGE}, whole);
    assert_true(sha256_file(AT_FDCWD, "large", hash));
    assert_string_equal(hash, whole);
    assert_int_equal(symlink("large", "link"), 0);
    assert_int_equal(mkdir("dir", 0777), 0);
    assert_int_equal(mkfifo("pipe", 0666), 0);
    static const char *const none[] = {"link", "dir", "pipe", "absent"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_false(sha256_file(AT_FDCWD, none[i], hash));
        assert_string_equal(hash, "");
    }
    free(bytes);
}

static void
fold_makes_names_that_are_one_equal(void **state)
{
    static const char *const cases[][2] = {{"Report-1.PDF", "report-1.pdf"},
        {"", ""}, {"\xC3\x84", "\xC3\xA4"}, {"a\xCC\x88", "\xC3\xA4"},
        {"STRA\xC3\x9F"
         "E",
            "strasse"},
        {"\xE3\x81\x8B\xE3\x82\x99", "\xE3\x81\x8C"}, /* か + 濁点 */
        {"\xEF\xBD\xB6", "\xEF\xBD\xB6"},             /* half-width kana stay */
        {"\xEF\xBC\xA1", "\xEF\xBD\x81"},             /* Ａ, ａ */
        {"A\xFF", "A\xFF"}};                          /* no UTF-8 */
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        buf_byte(&out, '>');
        fold_put(str_of(cases[i][0]), &out);
        assert_string_equal(out.p + 1, cases[i][1]);
        buf_fini(&out);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(arena_grows_arrays),
        cmocka_unit_test(arena_grows_in_place),
        cmocka_unit_test(arena_grows_beyond_its_blocks),
        cmocka_unit_test(arena_prints_any_length),
        cmocka_unit_test(buf_formats_numbers),
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(unit_reads_lengths_exactly),
        cmocka_unit_test(str_cuts_and_suggests),
        cmocka_unit_test(str_members_may_hold_commas),
        cmocka_unit_test(str_endings_go),
        cmocka_unit_test(map_finds_what_was_put),
        cmocka_unit_test(diag_speaks_both_languages),
        cmocka_unit_test(diag_counts_what_is_too_much),
        cmocka_unit_test(sha256_names_contents),
        cmocka_unit_test(sha256_of_contents_that_begin_alike),
        cmocka_unit_test(fold_makes_names_that_are_one_equal),
        cmocka_unit_test_setup_teardown(
            sha256_reads_plain_files_alone, make_folder, drop_folder),
        cmocka_unit_test_setup_teardown(
            file_stays_inside_the_project, make_folder, drop_folder),
        cmocka_unit_test_setup_teardown(
            file_reads_or_says_why, make_folder, drop_folder),
        cmocka_unit_test_setup_teardown(
            out_appears_whole_or_not_at_all, make_folder, drop_folder),
        cmocka_unit_test_setup_teardown(
            out_steps_around_leftovers, make_folder, drop_folder),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
