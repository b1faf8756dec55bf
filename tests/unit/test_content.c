/* Copy into trees: every piece of syntax, and where each piece stands. */
#include "test_content_fixture.h"

static void
test_paragraphs(void **state)
{
    desk_tree(*state, "", "");
    desk_tree(*state, "\n \n", "");
    desk_tree(*state, "一段\n\n  二段\n",
        "p@1:1\n  text@1:1 一段\n"
        "p@3:3\n  text@3:3 二段\n");
    desk_tree(*state, "\xEF\xBB\xBF一\r\n\r\n二\r\r三",
        "p@1:1\n  text@1:1 一\n"
        "p@3:1\n  text@3:1 二\n"
        "p@5:1\n  text@5:1 三\n");
}

static void
test_line_ends(void **state)
{
    desk_tree(*state, "日本\n語と\nword\nnext\nの", /* no blank in Japanese */
        "p@1:1\n  text@1:1 日本\n  text@2:1 語と\n  text@3:1 word\n"
        "  text@3:5  \n  text@4:1 next\n  text@5:1 の\n");
    desk_tree(*state, "日。”\n“本", /* quotation marks follow their text */
        "p@1:1\n  text@1:1 日。”\n  text@2:1 “本\n");
    desk_tree(*state, "end.”\n“Go",
        "p@1:1\n  text@1:1 end.”\n  text@1:6  \n  text@2:1 “Go\n");
    desk_tree(*state, "a\n{{rate}}\n{東|ひがし}\nb\n{{name}}",
        "p@1:1\n  text@1:1 a\n  text@1:2  \n  text@2:1 7.0%\n"
        "  ruby@3:1 東 0 ひがし\n  text@4:1 b\n  text@5:1 日本\n");
    desk_tree(*state, "一\\\n二  \n三",
        "p@1:1\n  text@1:1 一\n  break@1:2\n  text@2:1 二\n  break@2:2\n"
        "  text@3:1 三\n");
}

static void
test_emphasis(void **state)
{
    desk_tree(*state, "*点*と**太**と***両***と_下_",
        "p@1:1\n  emph@1:1\n    text@1:2 点\n  text@1:4 と\n"
        "  strong@1:5\n    text@1:7 太\n  text@1:10 と\n"
        "  emph@1:11\n    strong@1:12\n      text@1:14 両\n  text@1:18 "
        "と_下_\n");
}

/* CommonMark alone leaves every one of these as it is. */
static void
test_emphasis_beside_punctuation(void **state)
{
    desk_tree(*state, "の**「強」**の",
        "p@1:1\n  text@1:1 の\n  strong@1:2\n    text@1:4 「強」\n"
        "  text@1:9 の\n");
    desk_tree(*state, "**10%**の**(注)**は",
        "p@1:1\n  strong@1:1\n    text@1:3 10%\n  text@1:8 の\n"
        "  strong@1:9\n    text@1:11 (注)\n  text@1:16 は\n");
    desk_tree(*state, "CSO**「強」**CSO",
        "p@1:1\n  text@1:1 CSO\n  strong@1:4\n    text@1:6 「強」\n"
        "  text@1:11 CSO\n");
    desk_tree(*state, "**(a)**「**い**」**{{rate}}、**{{rate}}",
        "p@1:1\n  strong@1:1\n    text@1:3 (a)\n  text@1:8 「\n"
        "  strong@1:9\n    text@1:11 い\n  text@1:14 」\n  strong@1:15\n"
        "    text@1:17 7.0%\n    text@1:25 、\n  text@1:28 7.0%\n");
    desk_tree(*state, "𠮷**(a)**𠮷**%**{{rate}}",
        "p@1:1\n  text@1:1 𠮷\n  strong@1:2\n    text@1:4 (a)\n"
        "  text@1:9 𠮷\n  strong@1:10\n    text@1:12 %\n  text@1:15 7.0%\n");
    desk_tree(*state, "は**[語](u)**の", /* markup beside it counts as well */
        "p@1:1\n  text@1:1 は\n  strong@1:2\n    link@1:4 <u>\n"
        "      text@1:5 語\n  text@1:12 の\n");
}

/* With a bar it is ruby, whatever its base begins with. */
static void
test_scripts(void **state)
{
    desk_tree(*state, "100m{^2}とCO{_2}、10{^-3}、{_x|y}",
        "p@1:1\n"
        "  text@1:1 100m\n"
        "  super@1:5 2\n"
        "  text@1:9 とCO\n"
        "  sub@1:12 2\n"
        "  text@1:16 、10\n"
        "  super@1:19 -3\n"
        "  text@1:24 、\n"
        "  ruby@1:25 _x 0 y\n");
    desk_tree(*state, "**m{^2}**と[x{_i}]{.big}{^ a\\|b }",
        "p@1:1\n"
        "  strong@1:1\n"
        "    text@1:3 m\n"
        "    super@1:4 2\n"
        "  text@1:10 と\n"
        "  span@1:11 {.big}\n"
        "    text@1:12 x\n"
        "    sub@1:13 i\n"
        "  super@1:24 a|b\n");
    desk_tree(*state, "| a{^1} |\n|---|\n| {_2|に} |",
        "table@1:1\n"
        "  row@1:1\n"
        "    cell@1:3\n"
        "      text@1:3 a\n"
        "      super@1:4 1\n"
        "  row@3:1\n"
        "    cell@3:3\n"
        "      ruby@3:3 _2 0 に\n");
}

static void
test_ruby(void **state)
{
    desk_tree(*state, "健やかな{未来|あした}へ",
        "p@1:1\n  text@1:1 健やかな\n  ruby@1:5 未来 0 あした\n"
        "  text@1:13 へ\n");
    desk_tree(*state, "{東|とう|京|きょう}",
        "p@1:1\n  ruby@1:1 東京 1 とう|きょう\n");
    desk_tree(*state, "{東京|とう|きょう}{東京都|とう|きょう|と}",
        "p@1:1\n  ruby@1:1 東京 2 とう|きょう\n"
        "  ruby@1:12 東京都 2 とう|きょう|と\n");
    desk_tree(*state, "{ か\xE3\x82\x99 | g }", /* blanks do not count */
        "p@1:1\n  ruby@1:1 か\xE3\x82\x99 0 g\n");
    desk_tree(*state,
        "{葛󠄀|かつ|飾|しか}", /* a variation selector does not */
        "p@1:1\n  ruby@1:1 葛󠄀飾 1 かつ|しか\n");
    desk_tree(
        *state, "{a\\|b\\{\\}\\\\c|d}", "p@1:1\n  ruby@1:1 a|b{}\\c 0 d\n");
    desk_tree(*state, "\\{未来|あした\\}",
        "p@1:1\n  text@1:2 {未来|あした\n  text@1:10 }\n");
}

static void
test_values(void **state)
{
    desk_tree(*state, "率は{{rate}}、{{ rate | 0.00% }}、{{none}}。",
        "p@1:1\n  text@1:1 率は\n  text@1:3 7.0%\n  text@1:11 、\n"
        "  text@1:12 7.00%\n  text@1:30 、\n  text@1:39 。\n");
}

static void
test_headings_and_rules(void **state)
{
    desk_tree(*state, "# 一 #\n\n###### {{name}}の六\n\n二\n===\n\n---\n",
        "h@1:1 1\n  text@1:3 一\n"
        "h@3:1 6\n  text@3:8 日本\n  text@3:16 の六\n"
        "h@5:1 1\n  text@5:1 二\n"
        "rule@8:1\n");
}

static void
test_quotes_and_lists(void **state)
{
    desk_tree(*state, "> 引用\n> 続き *点*\nだらり *と*\n",
        "quote@1:1\n  p@1:3\n    text@1:3 引用\n    text@2:3 続き \n"
        "    emph@2:6\n      text@2:7 点\n    text@3:1 だらり \n"
        "    emph@3:5\n      text@3:6 と\n");
    desk_tree(*state, "- 一\n- 二\n  続き\n\n  - 内\n",
        "list@1:1 -1\n  item@1:1\n    p@1:3\n      text@1:3 一\n"
        "  item@2:1\n    p@2:3\n      text@2:3 二\n      text@3:3 続き\n"
        "    list@5:3 -1\n      item@5:3\n        p@5:5\n"
        "          text@5:5 内\n");
    desk_tree(*state, "7. 七\n   > 引\n   > 用\n8. 八\n",
        "list@1:1 7\n  item@1:1\n    p@1:4\n      text@1:4 七\n"
        "    quote@2:4\n      p@2:6\n        text@2:6 引\n"
        "        text@3:6 用\n"
        "  item@4:1\n    p@4:4\n      text@4:4 八\n");
}

static void
test_links(void **state)
{
    desk_tree(*state, "[宛*先*](mailto:a@b.jp \"題\\\"\")へ",
        "p@1:1\n  link@1:1 <mailto:a@b.jp>\n    text@1:2 宛\n    emph@1:3\n"
        "      text@1:4 先\n  text@1:28 へ\n");
    desk_tree(*state, "<a@b.jp>と<http://x/a&amp;b_\\c>",
        "p@1:1\n  link@1:1 <mailto:a@b.jp>\n    text@1:2 a@b.jp\n"
        "  text@1:9 と\n  link@1:10 <http://x/a&b_\\c>\n"
        "    text@1:11 http://x/a\n    text@1:21 &\n    text@1:26 b_\\c\n");
    desk_tree(*state, "[a](<u v>)[b](u(v)\\)w 'q')c",
        "p@1:1\n  link@1:1 <u v>\n    text@1:2 a\n"
        "  link@1:11 <u(v))w>\n    text@1:12 b\n  text@1:27 c\n");
    desk_tree(*state, "[a](http://x/{{name}}?{b|c})d",
        "p@1:1\n  link@1:1 <http://x/日本?{b|c}>\n    text@1:2 a\n"
        "  text@1:29 d\n");
    desk_tree(*state, "> [a\n> b](\n> u\n> \"t\"\n> )c",
        "quote@1:1\n  p@1:3\n    link@1:3 <u>\n      text@1:4 a\n"
        "      text@1:5  \n      text@2:3 b\n    text@5:4 c\n");
}

/* What CommonMark would take for the definition of a link is text. */
static void
test_no_link_definitions(void **state)
{
    desk_tree(*state, "[注]: 本文\n\n[a][b] [c]\n\n> - [d]: e\n",
        "p@1:1\n  text@1:1 [注]: 本文\n"
        "p@3:1\n  text@3:1 [a][b] [c]\n"
        "quote@5:1\n  list@5:3 -1\n    item@5:3\n      p@5:5\n"
        "        text@5:5 [d]: e\n");
}

static void
test_escapes_and_entities(void **state)
{
    desk_tree(*state, "\\*a\\* b&amp;c&#65;&copy;&none;&amp;amp; \\|x\\a\\",
        "p@1:1\n  text@1:2 *a\n  text@1:5 * b\n  text@1:8 &\n"
        "  text@1:13 c\n  text@1:14 A\n  text@1:19 ©\n"
        "  text@1:25 &none;\n  text@1:31 &\n  text@1:36 amp; \n"
        "  text@1:42 |\n  text@1:43 x\\a\\\n");
    desk_tree(*state, "a\tb &NotEqualTilde;c &NotEqualTilde;\\*",
        "p@1:1\n  text@1:1 a\n  text@1:2  \n  text@1:3 b \n"
        "  text@1:5 ≂̸\n  text@1:20 c \n  text@1:22 ≂̸\n"
        "  text@1:38 *\n");
}

static void
test_tables(void **state)
{
    desk_tree(*state,
        "| 国 | 率 | {{name}} |\n|----|---:|:-:|\n"
        "| {英国|えい|こく} | {{rate|0.00%}} |  |\n|a\\|b|*c*[^n]||\n\n[^n]: n",
        "table@1:1\n  row@1:1\n    cell@1:3\n      text@1:3 国\n"
        "    cell@1:7 end\n      text@1:7 率\n    cell@1:11 centre\n"
        "      text@1:11 日本\n"
        "  row@3:1\n    cell@3:3\n      ruby@3:3 英国 2 えい|こく\n"
        "    cell@3:16 end\n      text@3:16 7.00%\n    cell@3:34 centre\n"
        "  row@4:1\n    cell@4:2\n      text@4:2 a\n      text@4:4 |\n"
        "      text@4:5 b\n    cell@4:7 end\n      emph@4:7\n"
        "        text@4:8 c\n      note@4:10 n\n    cell@4:15 centre\n");
    desk_tree(*state, "前\n| a |\n|---|\n| b<br>c<br /> d |\n",
        "p@1:1\n  text@1:1 前\n"
        "table@2:1\n  row@2:1\n    cell@2:3\n      text@2:3 a\n"
        "  row@4:1\n    cell@4:3\n      text@4:3 b\n      break@4:4\n"
        "      text@4:8 c\n      break@4:9\n      text@4:16 d\n");
    desk_tree(*state, "> 引\n>\n> a | b\n> --|--\n> c | d {.big}\n",
        "quote@1:1\n  p@1:3\n    text@1:3 引\n  table@3:3\n    row@3:3\n"
        "      cell@3:3\n        text@3:3 a\n      cell@3:7\n"
        "        text@3:7 b\n    row@5:3\n      cell@5:3\n"
        "        text@5:3 c\n      cell@5:7 {.big}\n        text@5:7 d\n");
}

static void
test_styles(void **state)
{
    desk_tree(*state,
        "リード {.lead}\n二行目\n\n# 題 {.big}\n\n# 題 {.big} #\n",
        "p@1:1 {.lead}\n  text@1:1 リード\n  text@2:1 二行目\n"
        "h@4:1 1 {.big}\n  text@4:3 題\nh@6:1 1 {.big}\n  text@6:3 題\n");
    desk_tree(*state, "リード {.lead}\\\n二行目\n",
        "p@1:1 {.lead}\n  text@1:1 リード\n  break@1:12\n  text@2:1 二行目\n");
    desk_tree(*state, "- 項 {.small}\n\n> {{rate}} {.lead}\n",
        "list@1:1 -1\n  item@1:1\n    p@1:3 {.small}\n      text@1:3 項\n"
        "quote@3:1\n  p@3:3 {.lead}\n    text@3:3 7.0%\n");
    desk_tree(*state, "[大]{.big}と[小**太** [内]{.lead}]{.small }",
        "p@1:1\n  span@1:1 {.big}\n    text@1:2 大\n"
        "  text@1:10 と\n  span@1:11 {.small}\n    text@1:12 小\n"
        "    strong@1:13\n      text@1:15 太\n    text@1:18  \n"
        "    span@1:19 {.lead}\n      text@1:20 内\n");
    desk_tree(*state, "| a | b | {.big}\n|---|---|\n| [c]{.lead} | d |\n",
        "table@1:1 {.big}\n  row@1:1\n    cell@1:3\n      text@1:3 a\n"
        "    cell@1:7\n      text@1:7 b\n  row@3:1\n    cell@3:3\n"
        "      span@3:3 {.lead}\n        text@3:4 c\n    cell@3:16\n"
        "      text@3:16 d\n");
}

static void
test_symbols(void **state)
{
    struct desk *desk = *state;
    struct node *root = desk_read(
        desk, "\xEF\x81\xAC一\n\xEF\x81\xAE\xEF\x82\xB7\xEF\x82\xB7", ERR_OK);
    assert_string_equal(desk_said(desk),
        "c.md:1:1: note: the private-use symbol U+F06C was read as \"●\" (1 "
        "from here on) [content.bullet]\n"
        "c.md:2:1: note: the private-use symbol U+F06E was read as \"■\" (1 "
        "from here on) [content.bullet]\n"
        "c.md:2:2: note: the private-use symbol U+F0B7 was read as \"•\" (2 "
        "from here on) [content.bullet]\n");
    struct str plain;
    assert_int_equal(node_plain(desk->arena, root, &plain), ERR_OK);
    assert_string_equal(plain.p, "●一■••");
    desk_tree(desk, "\xEE\x80\x80\xCD\xB8*\xEE\x80\x80*", /* others stay */
        "p@1:1\n  text@1:1 \xEE\x80\x80\xCD\xB8\n  emph@1:3\n"
        "    text@1:4 \xEE\x80\x80\n");
}

static void
inline_tree(
    struct desk *desk, struct loc loc, const char *copy, const char *tree)
{
    struct node *root;
    assert_int_equal(
        copy_inline(&desk->context, loc, str_of(copy), &root), ERR_OK);
    assert_string_equal(desk_said(desk), "");
    desk->text.n = 0;
    buf_put(&desk->text, "", 0);
    desk_dump(root->first, 0, &desk->text);
    assert_string_equal(desk->text.p, tree);
}

static void
test_inline(void **state)
{
    struct loc loc = {"job.ini", 7, 12};
    inline_tree(*state, loc, "CSO*と* \\n {未来|あした}\\\\n",
        "p@7:12\n  text@7:12 CSO\n  emph@7:15\n    text@7:16 と\n"
        "  break@7:19\n  ruby@7:22 未来 0 あした\n  text@7:31 \\n\n");
    inline_tree(*state, loc, "一\n二", /* a cell may hold line ends */
        "p@7:12\n  text@7:12 一\n  text@8:1 二\n");
    inline_tree(*state, (struct loc){"job.ini", 7, 0}, "一*二*",
        "p@7:0\n  text@7:0 一\n  emph@7:0\n    text@7:0 二\n");
    inline_tree(*state, LOC_NONE, "見\n\n- 出",
        "p@0:0\n  text@0:0 見\nlist@0:0 -1\n  item@0:0\n    p@0:0\n"
        "      text@0:0 出\n");
    inline_tree(*state, loc, "a\\n- b\\n\\nc", /* no blocks behind a break */
        "p@7:12\n  text@7:12 a\n  break@7:13\n  text@7:15 - b\n"
        "  break@7:18\n  break@7:20\n  text@7:22 c\n");
}

static void
test_plain_copy(void **state)
{
    struct desk *desk = *state;
    struct node *root;
    struct loc loc = {"a.csv", 3, 5};
    assert_int_equal(
        copy_plain(&desk->context, loc, STR("*{a|b}* \\n\r\n二\xEF\x82\xB7三"),
            STR(" uk\tmr "), &root),
        ERR_OK);
    desk_said(desk);
    desk->text.n = 0;
    desk_dump(root, 0, &desk->text);
    assert_string_equal(desk->text.p,
        "root@3:5\n  p@3:5\n    text@3:5 *{a|b}* \\n\n    break@4:1\n"
        "    text@4:1 二\n    text@4:2 •\n    text@4:3 三\n"
        "    note@3:5 uk\n    note@3:5 mr\n");
    assert_int_equal(
        copy_plain(&desk->context, loc, STR(""), STR(""), &root), ERR_OK);
    assert_null(root->first->first);
}

static void
test_node_plain(void **state)
{
    struct desk *desk = *state;
    struct node *root = desk_read(desk,
        "# 健やかな*{未来|あした}*[^a]\\\nへ word\\\nnext\n\n"
        "- {{rate}}\n- [b](u)\n\n[^a]: 注\n",
        ERR_OK);
    struct str plain;
    assert_int_equal(node_plain(desk->arena, root, &plain), ERR_OK);
    assert_string_equal(plain.p, "健やかな未来\\ へ word next 7.0% b");
    root = desk_read(desk, "soft&shy;ware m{^2}とCO{_2}", ERR_OK);
    assert_int_equal(node_plain(desk->arena, root, &plain), ERR_OK);
    assert_string_equal(plain.p, "software m2とCO2");
    assert_int_equal(node_plain(desk->arena, NULL, &plain), ERR_OK);
    assert_int_equal(plain.n, 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_open, desk_close)
    const struct CMUnitTest tests[] = {TEST(test_paragraphs),
        TEST(test_line_ends), TEST(test_emphasis),
        TEST(test_emphasis_beside_punctuation), TEST(test_ruby),
        TEST(test_scripts), TEST(test_values), TEST(test_headings_and_rules),
        TEST(test_quotes_and_lists), TEST(test_links),
        TEST(test_no_link_definitions), TEST(test_escapes_and_entities),
        TEST(test_tables), TEST(test_styles), TEST(test_symbols),
        TEST(test_inline), TEST(test_plain_copy), TEST(test_node_plain)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
