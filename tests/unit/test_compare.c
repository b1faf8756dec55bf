/* compare: editions from dumps, and what is otherwise in the newer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "compare/compare.h"
#include "compare/token.h"

static struct arena *arena;
static struct diag *diag;

static int
setup(void **state)
{
    (void)state;
    arena = arena_new();
    diag = diag_new();
    return arena == NULL || diag == NULL;
}

static int
teardown(void **state)
{
    (void)state;
    diag_free(diag);
    arena_free(arena);
    return 0;
}

/* The tokens of TEXT with a bar between them. */
static void
expect_tokens(const char *text, const char *want)
{
    struct tokens tokens = {0};
    const struct token proto = {0};
    struct buf got = {0};
    assert_int_equal(
        token_add_line(arena, &tokens, &proto, str_of(text)), ERR_OK);
    for (size_t i = 0; i < tokens.n; i++) {
        buf_text(&got, i == 0 ? "" : tokens.token[i].space ? "_" : "|");
        buf_str(&got, tokens.token[i].text);
    }
    assert_string_equal(got.p == NULL ? "" : got.p, want);
    buf_fini(&got);
}

static void
tokens(void **state)
{
    (void)state;
    expect_tokens("", "");
    expect_tokens(" 　", "");
    expect_tokens("3,637人、6.2%増", "3,637|人|、|6.2%|増");
    expect_tokens("+213 △5.0 −1 1983-1995", "+213_△5.0_−1_1983|-1995");
    expect_tokens("１，２３４％。", "１，２３４％|。");
    expect_tokens(
        "Contract Sales' don’t A4 co-op", "Contract_Sales|'_don’t_A4_co-op");
    expect_tokens("が（か\xe3\x82\x99）", "が|（|か\xe3\x82\x99|）");
    expect_tokens("CSOと2022年.", "CSO|と|2022|年|.");
}

static enum err
read_dump(const char *dump, struct edition *out)
{
    return edition_read(arena, diag, "x", str_of(dump), NULL, out);
}

/* The list of changes from OLDER to NEWER, a line each. */
static void
expect_changes(const char *older, const char *newer, const char *want)
{
    struct edition a, b;
    struct changes changes;
    struct buf got = {0};
    assert_int_equal(read_dump(older, &a), ERR_OK);
    assert_int_equal(read_dump(newer, &b), ERR_OK);
    assert_int_equal(compare_editions(arena, &a, &b, &changes), ERR_OK);
    for (size_t i = 0; i < changes.n; i++) {
        const struct change *c = &changes.change[i];
        buf_printf(&got, "%s %.*s ", compare_kind_name(c->kind),
            (int)c->block.n, c->block.p);
        buf_str(&got, c->old_text);
        buf_text(&got, ">");
        buf_str(&got, c->new_text);
        buf_byte(&got, '\n');
    }
    assert_string_equal(got.p == NULL ? "" : got.p, want);
    buf_fini(&got);
    edition_fini(&a);
    edition_fini(&b);
}

#define PAGE "page 1 100 100\n"
#define BLOCK(items) "block 0 0 50 50 \"b\"\n" items "end block\n"
#define SPAN(text)                                                             \
    "span \"" text "\"\nglyphs 1 2 F 9 #000000 \"x\" 1@0\nend span\n"

static void
words(void **state)
{
    (void)state;
    expect_changes(PAGE BLOCK(SPAN("一二三")), PAGE BLOCK(SPAN("一二三")), "");
    /* Lines may turn elsewhere. */
    expect_changes(PAGE BLOCK(SPAN("一二") SPAN("三 four")),
        PAGE BLOCK(SPAN("一") SPAN("二三") SPAN("four")), "");
    expect_changes(PAGE BLOCK(SPAN("人口は1,200人")),
        PAGE BLOCK(SPAN("人口は1,300人")), "text b 1,200>1,300\n");
    expect_changes(PAGE BLOCK(SPAN("all the words")),
        PAGE BLOCK(SPAN("all new") SPAN("words here")),
        "text b the>new\nadded b >here\n");
    /* Readings are apart from what they stand over, ornaments are no text. */
    expect_changes(
        PAGE BLOCK(
            SPAN("東京の") "span \"とう\" reading\nend span\n" SPAN("人")),
        PAGE BLOCK(
            SPAN("東京") SPAN("の人") "span \"とう\" reading\nend span\n"
                                      "span \"・\" ornament\nend span\n"),
        "");
    /* The text of the outermost span counts; glyphs without one too. */
    expect_changes(PAGE BLOCK("span \"ab\"\nspan \"a\"\nend span\nend span\n"
                              "glyphs 0 0 F 9 #000000 \"c\"\n"),
        PAGE BLOCK(SPAN("ab") SPAN("d")), "text b c>d\n");
}

static void
blocks(void **state)
{
    (void)state;
    expect_changes(PAGE BLOCK(SPAN("一")),
        PAGE BLOCK(SPAN("一")) "block 0 0 1 1 \"c\"\n" SPAN("二") "end block\n",
        "added c >二\n");
    expect_changes(PAGE BLOCK(SPAN("一")),
        PAGE "block 0 0 1 1 \"c\"\n" SPAN("一") "end block\n",
        "added c >一\nremoved b 一>\n");
    expect_changes(PAGE BLOCK(SPAN("一")),
        PAGE "page 2 100 100\n" BLOCK(SPAN("一")), "moved b >\n");
    /* What goes on is one block; a repeated head is not compared. */
    expect_changes(PAGE BLOCK(SPAN("一二三四")),
        PAGE BLOCK(
            SPAN("一二")) "page 2 100 100\n"
                          "block 0 0 50 50 \"b\" repeats\n" SPAN(
                              "頭") "end block\n"
                                    "block 0 0 50 50 \"b\" goes-on\n" SPAN(
                                        "三四") "end block\n",
        "");
}

static void
pictures(void **state)
{
    (void)state;
#define LINE(x, c) "path stroke " c " 10 m " x " 5 l " x " 9\n"
    expect_changes(
        PAGE BLOCK(LINE("7", "#000000")), PAGE BLOCK(LINE("7", "#000000")), "");
    expect_changes(PAGE BLOCK(LINE("7", "#000000")),
        PAGE BLOCK(LINE("8", "#000000")), "picture b >\n");
    expect_changes(PAGE BLOCK(LINE("7", "#000000")),
        PAGE "block 20 0 50 50 \"b\"\n" LINE("27", "#000000") "end block\n",
        "");
    /* Of another height: lengths are not held to. */
    expect_changes(PAGE BLOCK(LINE("7", "#000000")),
        PAGE "block 0 0 50 60 \"b\"\n" LINE("9", "#000000") "end block\n", "");
    expect_changes(PAGE BLOCK(LINE("7", "#000000")),
        PAGE "block 0 0 50 60 \"b\"\n" LINE("9", "#ff0000") "end block\n",
        "picture b >\n");
    expect_changes(PAGE BLOCK("image 1 2 3 4 png 5x6 aa\n"),
        PAGE BLOCK("image 1 2 3 4 png 5x6 bb\n"), "picture b >\n");
}

static void
bad_dumps(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "x", "page", "page 2 1 1\n",
        "block 0 0 1 1 \"b\"\n", PAGE "block 0 0 1 \"b\"\n",
        PAGE "block 0 0 1 1 b\n", PAGE "block 0 0 1 1 \"b\n",
        PAGE "span \"\\q\"\n", PAGE "span \"\\u12\"\n",
        PAGE "span \"\\ud800\"\n", PAGE "span \"\xff\"\n", PAGE "end span\n",
        PAGE "end of it\n", PAGE "end\n", "span \"a\"\n", PAGE "glyphs 1 2\n",
        "%PDF-1.7\n"};
    struct edition edition;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct diag *own = diag_new();
        enum err err =
            edition_read(arena, own, "x", str_of(bad[i]), NULL, &edition);
        assert_int_equal(err, ERR_INPUT);
        assert_int_equal(diag_errors(own), 1);
        diag_free(own);
    }
    assert_int_equal(read_dump(PAGE "structure\nanything\n", &edition), ERR_OK);
    assert_int_equal(diag_count(diag), 1); /* it has no blocks */
    edition_fini(&edition);
}

/* Every byte of a dump in turn becomes another. */
static void
mutated(void **state)
{
    (void)state;
    static const char good[] = PAGE BLOCK(SPAN("a\\\"\\u0041") LINE("7", "#0"));
    char dump[sizeof good];
    const char other[] = {'\0', ' ', '"', '\\', '9', '\n', (char)0xE3};
    for (size_t i = 0; i < sizeof good - 1; i++)
        for (size_t k = 0; k < sizeof other; k++) {
            struct edition edition;
            memcpy(dump, good, sizeof good);
            dump[i] = other[k];
            struct diag *own = diag_new();
            enum err err = edition_read(arena, own, "x",
                (struct str){dump, sizeof good - 1}, NULL, &edition);
            assert_true(err == ERR_OK || err == ERR_INPUT);
            edition_fini(&edition);
            diag_free(own);
        }
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {CASE(tokens), CASE(words), CASE(blocks),
        CASE(pictures), CASE(bad_dumps), CASE(mutated)};
    return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
