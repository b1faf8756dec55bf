/* inspect: what the pages of a press release lack, at its place. */
#include "test_inspect_fixture.h"

#include "inspect/release.h"
#include "inspect/seen.h"

/* --- pages ---------------------------------------------------------------- */

/* An element of ROLE in PARENT, and with what SAYS a line in it. */
static struct element *
tag(struct element *parent, enum role role)
{
    return structure_add(document->structure,
        parent == NULL ? document->structure->root : parent, role);
}

static void
say(struct element *in, const char *says, bool turns, bool reading)
{
    struct glyph_run *run = arena_alloc(arena, sizeof *run);
    *run = (struct glyph_run){.face = &regular, .text = str_of(says)};
    page->element = in;
    const struct item begin = {.kind = ITEM_SPAN_BEGIN,
        .actual = str_of(says),
        .turns = turns,
        .reading = reading};
    const struct item glyphs = {.kind = ITEM_GLYPHS, .run = run};
    const struct item end = {.kind = ITEM_SPAN_END};
    assert_int_equal(page_add(arena, page, &begin), ERR_OK);
    assert_int_equal(page_add(arena, page, &glyphs), ERR_OK);
    assert_int_equal(page_add(arena, page, &end), ERR_OK);
    page->element = NULL;
}

/* The block NAME of all items since the last, X, Y mm from the top left. */
static void
place(const char *name, int x, int y, int width, enum frame_part part)
{
    if (page->scaffold == NULL)
        page->scaffold = arena_alloc(arena, sizeof *page->scaffold);
    struct scaffold *s = page->scaffold;
    size_t first = s->n_blocks == 0 ? 0 : s->block[s->n_blocks - 1].end;
    struct frame *all =
        arena_grow(arena, s->block, s->n_blocks, &s->cap_blocks, sizeof *all);
    s->block = all;
    all[s->n_blocks++] = (struct frame){.name = name,
        .x = x * MM,
        .y = y * MM,
        .width = width * MM,
        .height = 5 * MM,
        .loc = line(y),
        .part = part,
        .first = first,
        .end = page->n_items};
}

static void
block(const char *name, int y, enum frame_part part)
{
    place(name, 5, y, 90, part);
}

static struct release_rules rules;

static void
judge(const char *wanted)
{
    assert_int_equal(release_check(document, &rules, &found), ERR_OK);
    expect(wanted);
}

static void
test_seen(void **state)
{
    struct element *p = tag(NULL, ROLE_P), *ruby = tag(p, ROLE_RT);
    struct element *figure = tag(NULL, ROLE_FIGURE);
    struct buf out = {0};
    (void)state;
    say(p, "一", false, false);
    say(ruby, "いち", false, true);
    say(tag(p, ROLE_LINK), "二", false, false);
    say(p, "三", true, false);
    say(p, "四", false, false);
    say(tag(NULL, ROLE_P), "五", false, false);
    say(figure, "六", false, false);
    say(figure, "七", false, false);
    seen_put(page, 0, page->n_items, &out);
    assert_string_equal(out.p, "一二三\n四\n五\n六\n七\n");
    buf_fini(&out);
}

/* A number over two lines; a mail on another page of the same block. */
static void
test_contact(void **state)
{
    struct element *p = tag(NULL, ROLE_P);
    (void)state;
    rules = (struct release_rules){.phone = RELEASE_MUST,
        .mail = RELEASE_SHOULD,
        .contact = "contact",
        .contact_loc = line(99)};
    say(p, "03-1234-5678 a@example.jp", false, false);
    block("other", 10, FRAME_BEGINS);
    judge("99: inspect.contact 1 (0, 0)  x1 | contact\n");
    say(p, "電話 03-12", false, false);
    block("contact", 20, FRAME_BEGINS);
    judge("20: inspect.contact-phone 1 (5, 20)  x1 | contact\n"
          "20: inspect.contact-mail 1 (5, 20)  x1 | contact\n");
    say(p, "34-5678", false, false);
    page->scaffold->block[1].end = page->n_items;
    judge("20: inspect.contact-mail 1 (5, 20)  x1 | contact\n");
    page = document_add_page(document, 100 * MM, 100 * MM, NULL);
    say(p, "a@example.jp", false, false);
    block("contact", 10, FRAME_REPEATS);
    judge("20: inspect.contact-mail 1 (5, 20)  x1 | contact\n");
    page->scaffold->block[0].part = FRAME_GOES_ON;
    judge("");
}

static void
test_contact_anywhere(void **state)
{
    const struct link phone = {.x = 10 * MM,
        .y = 11 * MM,
        .width = MM,
        .height = MM,
        .url = "tel:+81312345678"};
    (void)state;
    rules =
        (struct release_rules){.phone = RELEASE_MUST, .contact_loc = line(99)};
    say(tag(NULL, ROLE_P), "お電話ください", false, false);
    block("one", 10, FRAME_BEGINS);
    judge("99: inspect.contact-phone 1 (0, 0)  x1\n");
    assert_int_equal(page_add_link(arena, page, &phone), ERR_OK);
    judge("");
    /* But not the link of another block. */
    rules.contact = "two";
    say(tag(NULL, ROLE_P), "電話", false, false);
    block("two", 20, FRAME_BEGINS);
    judge("20: inspect.contact-phone 1 (5, 20)  x1 | two\n");
}

static void
test_clubs(void **state)
{
    const char *clubs[] = {"甲記者会", "乙記者会"};
    (void)state;
    rules =
        (struct release_rules){.clubs = RELEASE_SHOULD, .clubs_loc = line(7)};
    say(tag(NULL, ROLE_P), "甲記", false, false);
    say(tag(NULL, ROLE_P), "者会", false, false);
    judge("7: inspect.clubs 1 (0, 0)  x1\n");
    rules.club = clubs, rules.n_clubs = 2;
    judge("7: inspect.clubs 1 (0, 0)  x1 | 乙記者会\n");
    rules.n_clubs = 1;
    judge("");
}

static struct release_figure chart = {
    "chart", {"グラフ", "chart"}, false, false};

/* A second one, of which few tests ask. */
static struct release_figure figures[2] = {
    {.block = ""}, {"other", {"表", "table"}, false, false}};

static void
ask_for(size_t n)
{
    figures[0] = chart;
    rules = (struct release_rules){.labels = RELEASE_MUST,
        .sources = RELEASE_MUST,
        .figure = figures,
        .n_figures = n};
}

#define OTHER_NO_LABEL                                                         \
    "36: inspect.figure-label 1 (5, 36) the table \"other\" x1\n"
#define NO_LABEL "20: inspect.figure-label 1 (5, 20) the chart \"chart\" x1\n"
#define NO_SOURCE "20: inspect.figure-source 1 (5, 20) the chart \"chart\" x1\n"

/* A chart in the upper area, between ABOVE (a heading when H) and BELOW, which
 * stands at Y. */
static void
put_chart(const char *above, bool h, const char *below, int y)
{
    say(tag(NULL, h ? ROLE_H2 : ROLE_P), above, false, false);
    block("above", 10, FRAME_BEGINS);
    say(tag(NULL, ROLE_FIGURE), "7.0%", false, false);
    block("chart", 20, FRAME_BEGINS);
    say(tag(NULL, ROLE_P), below, false, false);
    block("below", y, FRAME_BEGINS);
    rules = (struct release_rules){.labels = RELEASE_MUST,
        .sources = RELEASE_SHOULD,
        .figure = &chart,
        .n_figures = 1};
}

static void
test_bare_figure(void **state)
{
    (void)state;
    put_chart("出典：甲", false, "資料をまとめた", 30);
    judge(NO_LABEL NO_SOURCE);
    rules.sources = RELEASE_FREE;
    judge(NO_LABEL);
    rules.labels = RELEASE_FREE, rules.sources = RELEASE_MUST;
    judge(NO_SOURCE);
    chart.plain = true;
    judge("");
    chart.plain = false;
    rules.n_figures = 0;
    judge("");
}

/* Blocks in the order of the job, which need not be that of places; what says
 * nothing does not stand between. */
static void
test_figure_between(void **state)
{
    (void)state;
    put_chart("各国の率", true, "資料 : 甲", 35);
    block("spacer", 27, FRAME_BEGINS);
    block("rule", 16, FRAME_BEGINS);
    judge("");
    say(tag(NULL, ROLE_P), "なお", false, false);
    block("between", 28, FRAME_BEGINS);
    judge(NO_SOURCE);
    say(tag(NULL, ROLE_P), "なお", false, false);
    block("between", 15, FRAME_BEGINS);
    judge(NO_LABEL NO_SOURCE);
}

/* What stands too far away is of something else. */
static void
test_figure_alone(void **state)
{
    (void)state;
    put_chart("各国の率", false, "出典：甲", 36);
    judge(NO_LABEL NO_SOURCE);
    chart.named = true;
    judge(NO_SOURCE);
    chart.named = false;
}

/* Texts beside a chart at 20 to 25 mm, each 5 mm high. */
static void
test_figure_beside(void **state)
{
    static const struct {
        struct {
            const char *says;
            int x, y;
        } text[3];
        const char *wanted;
    } rows[] = {{{{"図1 率", 5, 10}, {"資料：甲", 5, 30}}, ""},
        {{{"図1 率", 5, 4}, {"資料：甲", 5, 36}}, NO_LABEL NO_SOURCE},
        {{{"図1 率\n資料：甲", 5, 27}}, ""},
        {{{"図1 率", 5, 26}, {"資料：甲", 5, 35}}, ""},
        {{{"表1 率", 5, 5}, {"（単位：%）", 5, 14}, {"自社調べ", 5, 35}}, ""},
        {{{"Figure 1 Rate", 5, 15}, {"注：率", 5, 26}, {"資料：甲", 5, 32}},
            ""},
        {{{"図1 率", 5, 10}, {"注：率\n※率\n資料：甲", 5, 30}}, ""},
        {{{"図1 率", 5, 10}, {"率は下がった\n資料：甲", 5, 30}}, NO_SOURCE},
        {{{"率は\n図1 率\n※率", 5, 10}, {"資料：甲", 5, 30}}, ""},
        {{{"図1 率\n率は", 5, 10}, {"資料：甲", 5, 30}}, NO_LABEL},
        {{{"図1 率（甲省調べ）", 5, 12}}, ""},
        {{{"図1 率", 5, 10}, {"出典は後日公表します。", 5, 30}}, NO_SOURCE},
        {{{"図1 率", 60, 10}, {"写真：甲", 50, 20}}, NO_LABEL},
        {{{"図1 率", 5, 10}, {"写真：甲", 60, 20}}, NO_SOURCE},
        {{{"図1 率", 50, 20}, {"資料：甲", 55, 30}}, NO_LABEL NO_SOURCE}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(teardown(NULL), 0);
        assert_int_equal(setup(NULL), 0);
        say(tag(NULL, ROLE_FIGURE), "7.0%", false, false);
        place("chart", 5, 20, 40, FRAME_BEGINS);
        for (size_t k = 0; k < 3 && rows[i].text[k].says != NULL; k++) {
            say(tag(NULL, ROLE_P), rows[i].text[k].says, false, false);
            place(
                "text", rows[i].text[k].x, rows[i].text[k].y, 40, FRAME_BEGINS);
        }
        ask_for(1);
        judge(rows[i].wanted);
    }
}

/* A label between two charts is that of the nearer one; a source is that of the
 * one over it.  What another chart says of itself does not count. */
static void
test_figure_pair(void **state)
{
    (void)state;
    say(tag(NULL, ROLE_FIGURE), "7.0%", false, false);
    block("chart", 20, FRAME_BEGINS);
    say(tag(NULL, ROLE_P), "図2 率", false, false);
    block("text", 29, FRAME_BEGINS);
    say(tag(NULL, ROLE_FIGURE), "8.0%（乙省調べ）", false, false);
    block("other", 36, FRAME_BEGINS);
    ask_for(2);
    judge(NO_LABEL NO_SOURCE);
    page->scaffold->block[1].y = 27 * MM;
    judge(NO_SOURCE OTHER_NO_LABEL);
    say(tag(NULL, ROLE_P), "資料：甲", false, false);
    page->scaffold->block[1].first = page->n_items - 3;
    page->scaffold->block[1].end = page->n_items;
    page->scaffold->block[1].y = 29 * MM;
    judge(NO_LABEL OTHER_NO_LABEL);
}

/* A figure's note of the name ID, and what it says on another page. */
static void
refer(struct element *in, const char *id, const char *says)
{
    struct element *reference = tag(in, ROLE_REFERENCE);
    struct element *note = tag(NULL, ROLE_NOTE);
    structure_extra(document->structure, reference)->target = id;
    structure_extra(document->structure, note)->id = id;
    say(reference, "*1", false, false);
    page->scaffold->block[0].end = page->n_items;
    page = document_add_page(document, 100 * MM, 100 * MM, NULL);
    say(tag(note, ROLE_P), says, false, false);
    block("notes", 20, FRAME_BEGINS);
    page = document->page[0];
}

static void
test_figure_itself(void **state)
{
    struct element *h = tag(NULL, ROLE_H2);
    (void)state;
    ask_for(1);
    judge(""); /* it is on no page */
    say(h, "各国の率", false, false);
    block("chart", 20, FRAME_BEGINS);
    judge(NO_SOURCE);
    refer(h, "note-1", "率とは甲をいう");
    judge(NO_SOURCE);
    refer(h, "note-2", "甲省「統計年報」");
    judge("");
}

/* Notes below a figure are its source only where it refers to them. */
static void
test_figure_over_notes(void **state)
{
    (void)state;
    say(tag(NULL, ROLE_H2), "率", false, false);
    say(tag(NULL, ROLE_FIGURE), "7.0%", false, false);
    block("chart", 20, FRAME_BEGINS);
    say(tag(tag(NULL, ROLE_NOTE), ROLE_P), "甲省調べ", false, false);
    block("notes", 27, FRAME_BEGINS);
    ask_for(1);
    judge(NO_SOURCE);
}

/* A document has a headline that is seen; a title of another block is none. */
static void
test_headline(void **state)
{
    const char *blocks[] = {"lead", "headline"};
    struct element *h = tag(NULL, ROLE_H1), *lower = tag(NULL, ROLE_H1);
    (void)state;
    structure_extra(document->structure, lower)->wanted = 2;
    rules = (struct release_rules){.headline = RELEASE_MUST,
        .headline_block = blocks,
        .n_headline_blocks = 2,
        .headline_loc = line(5)};
    say(tag(NULL, ROLE_H2), "率", false, false);
    say(lower, "率", false, false);
    block("headline", 10, FRAME_BEGINS);
    say(h, "率", false, false);
    block("chart", 20, FRAME_BEGINS);
    judge("5: inspect.headline 1 (0, 0)  x1\n");
    say(h, " 　\xE2\x80\x8B", false, false);
    block("headline", 30, FRAME_BEGINS);
    judge("5: inspect.headline 1 (0, 0)  x1\n");
    rules.headline = RELEASE_FREE;
    judge("");
    rules.headline = RELEASE_SHOULD;
    say(tag(h, ROLE_SPAN), "率", false, false);
    page->scaffold->block[2].end = page->n_items;
    judge("");
}

static void
test_figure_caption(void **state)
{
    (void)state;
    rules = (struct release_rules){.labels = RELEASE_MUST,
        .sources = RELEASE_MUST,
        .figure = &chart,
        .n_figures = 1};
    say(tag(tag(NULL, ROLE_TABLE), ROLE_CAPTION), "表1（甲省調べ）", false,
        false);
    block("chart", 20, FRAME_BEGINS);
    judge("");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {TEST(test_seen), TEST(test_contact),
        TEST(test_contact_anywhere), TEST(test_clubs), TEST(test_bare_figure),
        TEST(test_figure_between), TEST(test_figure_alone),
        TEST(test_figure_beside), TEST(test_figure_pair),
        TEST(test_figure_itself), TEST(test_figure_over_notes),
        TEST(test_headline), TEST(test_figure_caption)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
