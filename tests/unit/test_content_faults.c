/* Every diagnostic of the content room, with its place. */
#include "test_content_fixture.h"

#include "base/str.h"

static void
test_bytes(void **state)
{
    struct desk *desk = *state;
    struct node *root;
    desk_refuse(desk, "よい\nまずい\xFFと\xFE\n\n\x82\xA0\n",
        "c.md:2:4: error: the byte 0xFF is not UTF-8; save the file as UTF-8 "
        "[content.bad-byte]\n"
        "c.md:4:1: error: the byte 0x82 is not UTF-8; save the file as UTF-8 "
        "[content.bad-byte]\n");
    desk_refuse(desk, "一\x01二\x02\n\xC2\x85",
        "c.md:1:2: error: there is a control character U+0001; remove it "
        "[content.control]\n"
        "c.md:2:1: error: there is a control character U+0085; remove it "
        "[content.control]\n");
    desk_refuse(desk, "一\u202E二",
        "c.md:1:2: error: there is a control character U+202E; remove it "
        "[content.control]\n");
    const char *path = desk_file(desk, "n.md", "a\0b", 3);
    assert_int_equal(
        copy_read(&desk->context, LOC_NONE, path, &root), ERR_INPUT);
    assert_string_equal(desk_said(desk),
        "n.md:1:2: error: there is a control character U+0000; remove it "
        "[content.control]\n");
    char many[128] = "";
    for (int i = 0; i < 25; i++)
        strcat(many, "\xFF\n");
    desk_read(desk, many, ERR_INPUT);
    assert_non_null(strstr(desk_said(desk),
        "c.md:20:1: error: the byte 0xFF is not UTF-8; save the file as UTF-8 "
        "[content.bad-byte]\n"
        "c.md:1:1: error: 5 more lines have bytes that are not UTF-8 "
        "[content.bad-bytes]\n"));
    assert_int_equal(copy_plain(&desk->context, (struct loc){"a.csv", 2, 3},
                         STR("x\xFF"), STR(""), &root),
        ERR_INPUT);
    assert_string_equal(desk_said(desk),
        "a.csv:2:4: error: the byte 0xFF is not UTF-8; save the file as UTF-8 "
        "[content.bad-byte]\n");
}

static void
test_missing_file(void **state)
{
    struct desk *desk = *state;
    struct node *root;
    char path[64];
    snprintf(path, sizeof path, "%s/none.md", desk->dir);
    assert_int_equal(
        copy_read(&desk->context, (struct loc){"job.ini", 3, 8}, path, &root),
        ERR_INPUT);
    assert_non_null(strstr(desk_said(desk), "job.ini:3:8: error: cannot read"));
    assert_null(root);
}

static void
test_braces(void **state)
{
    desk_refuse(*state, "あ{い\n{{う}\n{え{|}",
        "c.md:1:2: error: \"{\" is not closed on this line; add \"}\", or "
        "write \"\\{\" to print the character [content.brace-unclosed]\n"
        "c.md:2:1: error: \"{\" is not closed on this line; add \"}\", or "
        "write \"\\{\" to print the character [content.brace-unclosed]\n"
        "c.md:3:1: error: \"{\" is not closed on this line; add \"}\", or "
        "write \"\\{\" to print the character [content.brace-unclosed]\n"
        "c.md:3:3: error: ruby \"{|}\" has an empty base or an empty reading; "
        "write both [content.ruby-empty]\n");
    desk_refuse(*state, "あ{い}{{}}{{a|}}{{a|b|c}}{.}{^}{_ }",
        "c.md:1:2: error: \"{い}\" is neither ruby {base|reading} nor a value "
        "{{name}} nor a style {.name} nor a script {^2} {_2}; write \"\\{\" to "
        "print the character [content.brace-unknown]\n"
        "c.md:1:5: error: \"{{}}\" is neither ruby {base|reading} nor a value "
        "{{name}} nor a style {.name} nor a script {^2} {_2}; write \"\\{\" to "
        "print the character [content.brace-unknown]\n"
        "c.md:1:9: error: \"{{a|}}\" is neither ruby {base|reading} nor a "
        "value {{name}} nor a style {.name} nor a script {^2} {_2}; write "
        "\"\\{\" to print the character [content.brace-unknown]\n"
        "c.md:1:15: error: \"{{a|b|c}}\" is neither ruby {base|reading} nor a "
        "value {{name}} nor a style {.name} nor a script {^2} {_2}; write "
        "\"\\{\" to print the character [content.brace-unknown]\n"
        "c.md:1:24: error: \"{.}\" is neither ruby {base|reading} nor a value "
        "{{name}} nor a style {.name} nor a script {^2} {_2}; write \"\\{\" to "
        "print the character [content.brace-unknown]\n"
        "c.md:1:27: error: \"{^}\" is neither ruby {base|reading} nor a value "
        "{{name}} nor a style {.name} nor a script {^2} {_2}; write \"\\{\" to "
        "print the character [content.brace-unknown]\n"
        "c.md:1:30: error: \"{_ }\" is neither ruby {base|reading} nor a value "
        "{{name}} nor a style {.name} nor a script {^2} {_2}; write \"\\{\" to "
        "print the character [content.brace-unknown]\n");
}

static void
test_ruby(void **state)
{
    desk_refuse(*state, "{未来|}と{|あ}と{東|とう| |きょう}",
        "c.md:1:1: error: ruby \"{未来|}\" has an empty base or an empty "
        "reading; write both [content.ruby-empty]\n"
        "c.md:1:7: error: ruby \"{|あ}\" has an empty base or an empty "
        "reading; write both [content.ruby-empty]\n"
        "c.md:1:12: error: ruby \"{東|とう| |きょう}\" has an empty base or "
        "an empty reading; write both [content.ruby-empty]\n");
    desk_refuse(*state, "{東京都|とう|きょう}{東|と|京都|き}{東|と|京}",
        "c.md:1:1: error: ruby \"{東京都|とう|きょう}\" has a base of 3 "
        "characters and 2 readings; give one reading per character, or write "
        "{東|とう|京|きょう} by turns [content.ruby-count]\n"
        "c.md:1:13: error: ruby \"{東|と|京都|き}\" has a base of 1 "
        "characters and 3 readings; give one reading per character, or write "
        "{東|とう|京|きょう} by turns [content.ruby-count]\n"
        "c.md:1:23: error: ruby \"{東|と|京}\" has a base of 1 characters and "
        "2 readings; give one reading per character, or write "
        "{東|とう|京|きょう} by turns [content.ruby-count]\n");
    desk_refuse(*state, "{東京|\\||き}",
        "c.md:1:1: error: ruby \"{東京|\\||き}\" has a base of 2 characters "
        "and 2 readings; give one reading per character, or write "
        "{東|とう|京|きょう} by turns [content.ruby-count]\n");
}

static void
test_values(void **state)
{
    struct desk *desk = *state;
    desk_refuse(desk, "# {{x}}\n\n> {{rate}}{{y|0}}",
        "c.md:1:3: error: there is no value \"x\" [data.no-value]\n"
        "c.md:3:11: error: there is no value \"y\" [data.no-value]\n");
    desk->context.dataset = NULL;
    desk_refuse(desk, "率{{rate}}",
        "c.md:1:2: error: the value \"rate\" cannot be used: there is no data "
        "[content.no-data]\n");
}

static void
test_styles(void **state)
{
    struct desk *desk = *state;
    desk_refuse(desk, "一 {.lede}\n\n[二]{.zzz}",
        "c.md:1:3: error: the job has no style \"lede\"; did you mean "
        "\"lead\"? [content.style-unknown]\n"
        "c.md:3:4: error: the job has no style \"zzz\"; write a section [style "
        "zzz] [content.style-unknown]\n");
    desk_refuse(desk,
        "一 {.big} 二\n三 {.big}\n\n{.big}\n\n四 {.big} {.lead}\n\n"
        "五 | {.big}\n",
        "c.md:1:3: error: put {.big} at the end of the first line of a "
        "paragraph, heading or cell, or right behind [text] "
        "[content.style-place]\n"
        "c.md:2:3: error: put {.big} at the end of the first line of a "
        "paragraph, heading or cell, or right behind [text] "
        "[content.style-place]\n"
        "c.md:4:1: error: put {.big} at the end of the first line of a "
        "paragraph, heading or cell, or right behind [text] "
        "[content.style-place]\n"
        "c.md:6:3: error: put {.big} at the end of the first line of a "
        "paragraph, heading or cell, or right behind [text] "
        "[content.style-place]\n"
        "c.md:8:5: error: put {.big} at the end of the first line of a "
        "paragraph, heading or cell, or right behind [text] "
        "[content.style-place]\n");
    desk_refuse(desk, "| a |\n|---|\n| b | {.big}\n",
        "c.md:3:7: error: put {.big} at the end of the first line of a "
        "paragraph, heading or cell, or right behind [text] "
        "[content.style-place]\n");
    desk_refuse(desk, "**一 [二** 三]{.big}\n\n[四 **五]{.big} 六**",
        "c.md:1:5: error: the range [ ... ]{.big} crosses emphasis, a link or "
        "a cell; keep it inside or around them [content.span-crosses]\n"
        "c.md:3:1: error: the range [ ... ]{.big} crosses emphasis, a link or "
        "a cell; keep it inside or around them [content.span-crosses]\n");
    desk->context.job = NULL;
    desk_refuse(desk, "一 {.big}",
        "c.md:1:3: error: the job has no style \"big\"; write a section [style "
        "big] [content.style-unknown]\n");
}

static void
test_what_cannot_be_set(void **state)
{
    desk_refuse(*state, "あ<b>い</b>\n![図](a.png)と`c``d`e\n",
        "c.md:1:2: error: HTML \"<b>\" cannot be used; write \"\\<\" to print "
        "the character [content.html]\n"
        "c.md:1:6: error: HTML \"</b>\" cannot be used; write \"\\<\" to print "
        "the character [content.html]\n"
        "c.md:2:1: error: an image cannot stand in copy; write a block with "
        "type = image in the job [content.image]\n"
        "c.md:2:13: error: code between backquotes cannot be used; write "
        "\"\\`\" to print the character [content.code]\n");
    desk_refuse(*state,
        "<div>\nx\n</div>\n\n    code\n\n```\nx\n```\n\n<!-- 覚え\n書き -->\n\n"
        "あ<br>い<a\nb>{.big} う",
        "c.md:1:1: error: an HTML block cannot be used; write \"\\<\" to print "
        "the character [content.html-block]\n"
        "c.md:5:5: error: a code block cannot be used; remove the indent (4 or "
        "more blanks) or the \"```\" [content.code-block]\n"
        "c.md:7:1: error: a code block cannot be used; remove the indent (4 or "
        "more blanks) or the \"```\" [content.code-block]\n"
        "c.md:11:1: error: an HTML block cannot be used; write \"\\<\" to "
        "print the character [content.html-block]\n"
        "c.md:14:2: error: HTML \"<br>\" cannot be used; write \"\\<\" to "
        "print the character [content.html]\n"
        "c.md:14:7: error: HTML \"<a\" cannot be used; write \"\\<\" to print "
        "the character [content.html]\n"
        "c.md:15:3: error: put {.big} at the end of the first line of a "
        "paragraph, heading or cell, or right behind [text] "
        "[content.style-place]\n");
}

static void
test_strong_left(void **state)
{
    struct desk *desk = *state;
    desk_read(desk, "これは ** 強調 ** と**\n\\*\\* と **太** です*", ERR_OK);
    assert_string_equal(desk_said(desk),
        "c.md:1:5: warning: \"**\" did not become bold and is printed; remove "
        "blanks inside it, check its partner, or write \"\\*\\*\" to mean the "
        "characters [content.strong-left]\n"
        "c.md:1:11: warning: \"**\" did not become bold and is printed; remove "
        "blanks inside it, check its partner, or write \"\\*\\*\" to mean the "
        "characters [content.strong-left]\n"
        "c.md:1:15: warning: \"**\" did not become bold and is printed; remove "
        "blanks inside it, check its partner, or write \"\\*\\*\" to mean the "
        "characters [content.strong-left]\n");
}

static void
test_indent(void **state)
{
    struct desk *desk = *state;
    desk_read(desk, "　一\n　二\n\n　三\n", ERR_OK);
    assert_string_equal(desk_said(desk),
        "c.md:2:1: warning: the line begins with an ideographic space but "
        "belongs to the paragraph above; put a blank line before it to begin "
        "a new one [content.indent]\n");
}

static void
test_tables(void **state)
{
    struct desk *desk = *state;
    desk_refuse(desk, "| a | b |\n|---|---|\n| c | d | e |\n",
        "c.md:3:11: error: this row of the table has more cells than its head "
        "(2); check the \"|\", and write \"\\|\" for the character "
        "[content.row-long]\n");
    desk_refuse(desk, "| a | b |\n|---|\n| c | d |\n",
        "c.md:2:1: error: \"|---|\" looks like the rule of a table, but there "
        "is no table; give it as many columns as the head row "
        "[content.no-table]\n");
    struct node *root =
        desk_read(desk, "| a | b |\n|---|---|\n| c |\n", ERR_OK);
    assert_string_equal(desk_said(desk),
        "c.md:3:1: warning: this row of the table has fewer cells than its "
        "head (2); the rest stay empty [content.row-short]\n");
    assert_non_null(root->first->first->next->first->next);
}

static void
test_notes(void **state)
{
    desk_refuse(*state, "あ[^]い[^a b]う[^c\n",
        "c.md:1:2: error: the note mark \"[^\" has no name and \"]\" behind "
        "it; write [^name], or \"\\[^\" to print the characters "
        "[content.note-form]\n"
        "c.md:1:6: error: the note mark \"[^\" has no name and \"]\" behind "
        "it; write [^name], or \"\\[^\" to print the characters "
        "[content.note-form]\n"
        "c.md:1:13: error: the note mark \"[^\" has no name and \"]\" behind "
        "it; write [^name], or \"\\[^\" to print the characters "
        "[content.note-form]\n");
    desk_refuse(*state, "> [^a]: 引用の中\n\n[^b]:  \n",
        "c.md:3:1: error: the definition of note \"b\" has no text; write it "
        "behind the \":\" [content.note-empty]\n"
        "c.md:1:3: error: the definition of note \"a\" stands inside an indent "
        "or a quotation; begin it at the head of a line "
        "[content.note-place]\n");
}

static char *
repeat(struct desk *desk, const char *s, size_t n, const char *tail)
{
    size_t length = strlen(s), rest = strlen(tail);
    char *p = arena_alloc(desk->arena, n * length + rest + 1);
    for (size_t i = 0; i < n; i++)
        memcpy(p + i * length, s, length);
    memcpy(p + n * length, tail, rest + 1);
    return p;
}

static void
test_depth(void **state)
{
    struct desk *desk = *state;
    static const char deep[] = "error: quotations, lists and emphasis are "
                               "nested more than 32 deep; flatten them "
                               "[content.too-deep]\n";
    const struct {
        const char *unit, *tail;
        int col;
    } nests[] = {{"> ", "a", 1}, {">", "a", 1}, {"- ", "a", 1}, {"1. ", "a", 1},
        {"+ > ", "a", 1}};
    for (size_t i = 0; i < sizeof nests / sizeof *nests; i++) {
        desk_read(
            desk, repeat(desk, nests[i].unit, 1000, nests[i].tail), ERR_INPUT);
        const char *said = desk_said(desk);
        assert_int_equal(strncmp(said, "c.md:1:1: ", 10), 0);
        assert_string_equal(said + 10, deep);
    }
    desk_read(desk,
        arena_printf(desk->arena, "%s%s", repeat(desk, "*a **b ", 500, "c"),
            repeat(desk, "** d*", 500, "")),
        ERR_INPUT);
    assert_non_null(strstr(desk_said(desk), deep));
    desk_read(desk,
        arena_printf(desk->arena, "%s%s", repeat(desk, "[", 60, "c"),
            repeat(desk, "]{.big}", 60, "")),
        ERR_INPUT);
    assert_non_null(strstr(desk_said(desk), deep));
    desk_read(desk, repeat(desk, "> ", 14, "- a"), ERR_OK); /* 30 deep */
    desk_read(desk, repeat(desk, "- ", 100, ""), ERR_OK);   /* a rule */
    assert_string_equal(desk_said(desk), "");
}

static void
test_limits(void **state)
{
    struct desk *desk = *state;
    desk_read(desk, repeat(desk, "[", 100000, "]"), ERR_INPUT);
    assert_string_equal(desk_said(desk),
        "c.md:1:65: error: more than 64 \"[\" are open; close them or write "
        "\"\\[\" [content.too-many-brackets]\n");
    desk_read(desk, repeat(desk, "[a] [", 60, "]"), ERR_OK);
    desk_read(desk, repeat(desk, "|", 257, ""), ERR_INPUT);
    assert_string_equal(desk_said(desk),
        "c.md:1:1: error: more than 256 \"|\" stand on one line; split the "
        "table, or write \"\\|\" for the character [content.table-wide]\n");
    desk_read(desk,
        arena_printf(desk->arena, "%s\n%s\n%s", repeat(desk, "|a", 200, ""),
            repeat(desk, "|-", 200, ""), repeat(desk, "|b\n", 1000, "")),
        ERR_INPUT);
    assert_string_equal(desk_said(desk),
        "c.md:1:1: error: the tables of this copy have more than 200000 "
        "cells; keep the data in a CSV and set it with a table block "
        "[content.table-large]\n");
    desk_read(desk, repeat(desk, "{a", 1000, ""), ERR_INPUT);
    const char *said = desk_said(desk);
    assert_non_null(strstr(said,
        "c.md:1:200: error: 100 faults were found; what follows is not read "
        "until they are mended [content.too-many-faults]\n"));
    assert_null(strstr(said, "c.md:1:201"));
    desk_read(desk, repeat(desk, "<b>", 1000, ""), ERR_INPUT);
    assert_non_null(strstr(desk_said(desk), "[content.too-many-faults]"));
    desk_read(desk, repeat(desk, "a ** b ", 1000, ""), ERR_OK);
    said = desk_said(desk);
    size_t lines = 0;
    for (; *said != '\0'; said++)
        lines += *said == '\n';
    assert_int_equal(lines, 20);
    desk_read(desk, repeat(desk, "あ", (4 << 20) / 3 + 1, ""), ERR_INPUT);
    assert_string_equal(desk_said(desk),
        "c.md:1:1: error: the copy is too large (limit 4 MiB); split the file "
        "[content.too-large]\n");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_open, desk_close)
    const struct CMUnitTest tests[] = {TEST(test_bytes),
        TEST(test_missing_file), TEST(test_braces), TEST(test_ruby),
        TEST(test_values), TEST(test_styles), TEST(test_what_cannot_be_set),
        TEST(test_strong_left), TEST(test_indent), TEST(test_tables),
        TEST(test_notes), TEST(test_depth), TEST(test_limits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
