/* Copy nobody would write: pieces of syntax in any order, and good copy with
 * bytes changed.  Nothing may crash, hang, or be lost; each text must stand
 * where its place says. */
#include "test_content_fixture.h"

#include "base/utf8.h"

/* A generator of our own, so that a failing round can be had again. */
struct dice {
    uint64_t state;
};

static size_t
roll(struct dice *dice, size_t sides)
{
    dice->state = dice->state * 6364136223846793005U + 1442695040888963407U;
    return (size_t)(dice->state >> 33) % sides;
}

static const char *const pieces[] = {"あ", "い", "「", "」", "。", "a", "b",
    "1", " ", " ", "  ", "\t", "\n", "\n", "\n\n", "*", "*", "**", "**", "***",
    "_", "{未来|みらい}", "{東|とう|京|きょう}", "{{rate}}", "{{name|0}}",
    "[^n]", "[", "](u)", "]", "]{.big}", " {.lead}", "(", ")", "(c)", "\\",
    "\\*", "\\|", "\\n", "&amp;", "&", ";", "> ", ">", "- ", "1. ", "# ",
    "---\n", "===\n", "|", "| ", "\n|---|---|\n", "\n|-|\n", "    ", "%", "𠮷",
    "…", "<a@b.c>", "<", "`", "!", "[^m]: ", "{", "}", ":", "\r\n",
    "\xEF\x82\xB7", "<br>", "　", "é", "{^2}", "{_あ}"};

static void
throw_copy(struct dice *dice, struct buf *out)
{
    size_t n = 1 + roll(dice, 24);
    out->n = 0;
    for (size_t i = 0; i < n; i++)
        buf_text(out, pieces[roll(dice, sizeof pieces / sizeof *pieces)]);
}

/* What is being read, for messages. */
static struct str last;

/* The bytes of COPY at LOC. */
static struct str
at_loc(struct str copy, struct loc loc)
{
    size_t at = 0, next;
    for (int32_t line = 1; line < loc.line && at < copy.n; line++) {
        while (at < copy.n && copy.p[at] != '\n' && copy.p[at] != '\r')
            at++;
        at += at + 1 < copy.n && copy.p[at] == '\r' && copy.p[at + 1] == '\n'
                  ? 2
                  : 1;
    }
    for (int32_t col = 1; col < loc.col && at < copy.n; col++) {
        utf8_next(copy, at, &next);
        at = next;
    }
    return at > copy.n ? STR("") : (struct str){copy.p + at, copy.n - at};
}

static bool
begins(struct str s, const char *with)
{
    return s.n >= strlen(with) && memcmp(s.p, with, strlen(with)) == 0;
}

static void
check_text(const struct node *node, struct str there)
{
    static const char *const other[] = {
        "{{", "&", "\xEF\x82\xB7", "\t", "\n", "\r"};
    bool good = there.n >= node->text.n &&
                memcmp(there.p, node->text.p, node->text.n) == 0;
    for (size_t i = 0; !good && i < sizeof other / sizeof *other; i++)
        good = begins(there, other[i]);
    /* The blank that joins two lines may stand before others. */
    good = good || str_equal(node->text, STR(" "));
    if (!good)
        fail_msg("text %.*s is not at %d:%d of:\n%.*s", (int)node->text.n,
            node->text.p, (int)node->loc.line, (int)node->loc.col, (int)last.n,
            last.p);
}

static void
check_places(const struct node *node, struct str copy)
{
    for (; node != NULL; node = node->next) {
        struct str there = at_loc(copy, node->loc);
        if (node->kind == NODE_TEXT)
            check_text(node, there);
        if (node->kind == NODE_RUBY || node->kind == NODE_SUPER ||
            node->kind == NODE_SUB)
            assert_true(begins(there, "{"));
        if (node->kind == NODE_NOTE)
            assert_true(begins(there, "[^"));
        if (node->kind == NODE_STRONG)
            assert_true(begins(there, "**") || begins(there, "__"));
        if (node->kind == NODE_EMPH)
            assert_true(begins(there, "*") || begins(there, "_"));
        if (node->kind == NODE_LINK || node->kind == NODE_SPAN)
            assert_true(begins(there, "[") || begins(there, "<"));
        check_places(node->first, copy);
    }
}

static size_t
count_in(struct str s, const char *what)
{
    size_t n = 0, length = strlen(what);
    for (size_t i = 0; i + length <= s.n; i++)
        n += memcmp(s.p + i, what, length) == 0;
    return n;
}

static size_t
count_kana(const struct node *node)
{
    size_t n = 0;
    for (; node != NULL; node = node->next) {
        n += count_in(node->text, "あ") + count_in(node->ruby, "あ");
        n += count_kana(node->first);
    }
    return n;
}

/* One reading with notes and diagnostics of its own. */
static void
try_copy(struct desk *desk, struct str copy, bool own, uint64_t round)
{
    struct node *root = NULL;
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct copy_context context = desk->context;
    context.arena = arena;
    context.diag = diag;
    context.notes = notes_new(arena);
    enum err err;
    if (own)
        err = copy_inline(&context, (struct loc){"j.ini", 1, 1}, copy, &root);
    else
        err = copy_read(
            &context, LOC_NONE, desk_file(desk, "m.md", copy.p, copy.n), &root);
    assert_true(err == ERR_OK || err == ERR_INPUT);
    assert_int_equal(err == ERR_INPUT, diag_errors(diag) > 0);
    struct buf said = {0};
    diag_write(diag, DIAG_EN, DIAG_TEXT, &said);
    if (said.p != NULL && strstr(said.p, "content.lost") != NULL)
        fail_msg("round %llu lost its place in:\n%.*s",
            (unsigned long long)round, (int)copy.n, copy.p);
    buf_fini(&said);
    if (err == ERR_OK) {
        last = copy;
        check_places(root, copy);
        notes_number(context.notes, root);
        size_t found = count_kana(root->first);
        size_t written = count_in(copy, "あ"); /* nothing is lost */
        if (found != written && count_in(copy, "]:") == 0)
            fail_msg("round %llu lost text of:\n%.*s",
                (unsigned long long)round, (int)copy.n, copy.p);
    }
    arena_free(arena);
    diag_free(diag);
}

static void
test_pieces(void **state)
{
    struct desk *desk = *state;
    struct dice dice = {20230401};
    struct buf copy = {0};
    for (uint64_t round = 0; round < 5000; round++) {
        throw_copy(&dice, &copy);
        try_copy(desk, (struct str){copy.p, copy.n}, true, round);
    }
    for (uint64_t round = 0; round < 500; round++) {
        throw_copy(&dice, &copy);
        try_copy(desk, (struct str){copy.p, copy.n}, false, round);
    }
    buf_fini(&copy);
}

static const char good[] =
    "# 題 {.big}\n\n健やかな{未来|あした}へ**「強調」**の*点*、{{rate}}[^a]。\n"
    "続き [語](http://x/ \"題\")と[字]{.lead}\\\n改行&copy;\n\n"
    "> 引用\n> - 一\n>   二\n\n| a | {b|c} |\n|--:|:--|\n| {{rate}} | \\| |\n\n"
    "[^a]: 注\n  続き\n";

static void
test_changed_bytes(void **state)
{
    struct desk *desk = *state;
    struct dice dice = {7};
    static const char bytes[] = "*_[]{}|\\\n >-#&<`!^:.1a\x01\x80\xE3\xFF";
    char copy[sizeof good];
    for (uint64_t round = 0; round < 1500; round++) {
        memcpy(copy, good, sizeof good);
        size_t n = sizeof good - 1, changes = 1 + roll(&dice, 3);
        for (size_t i = 0; i < changes; i++)
            copy[roll(&dice, n)] = bytes[roll(&dice, sizeof bytes - 1)];
        struct node *root;
        struct diag *diag = diag_new();
        struct arena *arena = arena_new();
        struct copy_context context = desk->context;
        context.arena = arena;
        context.diag = diag;
        context.notes = notes_new(arena);
        enum err err = copy_inline(&context, (struct loc){"j", 1, 1},
            (struct str){copy, roll(&dice, 4) == 0 ? roll(&dice, n) : n},
            &root);
        assert_int_equal(err == ERR_INPUT, diag_errors(diag) > 0);
        assert_int_equal(err == ERR_OK, root != NULL);
        arena_free(arena);
        diag_free(diag);
    }
}

/* The tree of TEXT as inline copy, or as the file it makes. */
static const char *
read_either(struct desk *desk, struct str text, bool is_file, struct buf *out)
{
    const struct loc loc = {"c.md", 1, 1};
    const char *path = is_file ? desk_file(desk, "c.md", text.p, text.n) : NULL;
    struct node *root = NULL;
    enum err err = is_file ? copy_read(&desk->context, loc, path, &root)
                           : copy_inline(&desk->context, loc, text, &root);
    out->n = 0;
    buf_printf(out, "%d\n", (int)err);
    desk_dump(root, 0, out);
    return out->p;
}

/* Inline copy that looks as if it had no markup does not go through cmark; a
 * file always does.  Both say the same. */
static void
test_bare(void **state)
{
    struct desk *desk = *state;
    static const char *const bare[] = {"1", "23", ".", ")", "-", "+", " ",
        "  ", "a", "Zb", "%", ",", "/", ":", ";", "(", "?", "'", "\"", "日本",
        "語", "、", "（", "ｶﾞ", "髙", "\u3000", "\u00A0", "https://a.b", "é",
        "\uF06C", "\uE000", "𠮷", "=", "#", "!", "@", "~"};
    struct dice dice = {42};
    struct buf copy = {0}, one = {0}, other = {0};
    for (uint64_t round = 0; round < 4000; round++) {
        copy.n = 0;
        for (size_t n = 1 + roll(&dice, 6); n > 0; n--)
            buf_text(
                &copy, bare[roll(&dice, sizeof bare / sizeof *bare)]);
        struct str text = {copy.p, copy.n};
        assert_string_equal(read_either(desk, text, false, &one),
            read_either(desk, text, true, &other));
    }
    buf_fini(&copy);
    buf_fini(&one);
    buf_fini(&other);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_open, desk_close)
    const struct CMUnitTest tests[] = {
        TEST(test_pieces), TEST(test_changed_bytes), TEST(test_bare)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
