/* page/recorder: what is done again is what would have been done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/recorder.h"

static struct arena *arena;

static int
begin(void **state)
{
    (void)state;
    arena = arena_new();
    return arena == NULL;
}

static int
end(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* A document with a page and an element that comes before all. */
struct copy {
    struct document *document;
    struct page *page;
    struct element *sect;
};

static struct copy
copy_new(int level)
{
    struct copy c = {.document = document_new(arena)};
    assert_non_null(c.document);
    c.page = document_add_page(c.document, 1000, 2000, NULL);
    struct structure *s = c.document->structure;
    if (level > 0)
        c.page->element = structure_heading(s, s->root, level, &arena);
    const struct item item = {.kind = ITEM_PATH, .width = 7, .height = 7};
    if (level > 0)
        assert_int_equal(page_add(arena, c.page, &item), ERR_OK);
    c.page->element = NULL;
    c.sect = structure_add(s, s->root, ROLE_SECT);
    return c;
}

static void
add(struct page *page, enum item_kind kind, emu width)
{
    const struct item item = {.kind = kind, .width = width, .height = 1};
    assert_int_equal(page_add(arena, page, &item), ERR_OK);
}

/* What is drawn: all that can be recorded. */
static void
draw(struct copy *c)
{
    static const char source[4] = "";
    struct structure *s = c->document->structure;
    struct page *page = c->page;
    const struct link link = {.url = "https://example.org", .width = 3};
    const struct decision decision = {
        .kind = DECISION_BALANCED, .word = STR("w")};
    add(page, ITEM_PATH, 1);
    page->element = structure_heading(s, c->sect, 3, &source[0]);
    structure_extra(s, page->element)->lang = "en";
    add(page, ITEM_PATH, 2);
    struct element *p = structure_child(s, c->sect, ROLE_P, &source[1]);
    page->element = p;
    add(page, ITEM_SPAN_BEGIN, 0);
    add(page, ITEM_PATH, 3);
    page->element = structure_child(s, p, ROLE_LINK, &source[2]);
    assert_int_equal(page_add_link(arena, page, &link), ERR_OK);
    add(page, ITEM_PATH, 4);
    page->element = structure_child(s, c->sect, ROLE_P, &source[1]);
    add(page, ITEM_PATH, 5);
    add(page, ITEM_SPAN_END, 0);
    assert_int_equal(page_add_decision(arena, page, &decision), ERR_OK);
    page->element = structure_add(s, p, ROLE_SPAN);
    structure_extra(s, page->element)->alt = "before";
    structure_extra(s, page->element)->alt = "alt";
    structure_extra(s, c->sect)->id = "sect";
    add(page, ITEM_PATH, 6);
    page->element = NULL;
}

static struct buf
dump(const struct copy *c)
{
    struct buf out = {0};
    document_dump(c->document, &out);
    assert_false(out.failed);
    return out;
}

/* What the headings skipped, as one number. */
static int
skipped(const struct copy *c)
{
    const struct element *root = c->document->structure->root;
    const struct kid *kid = root->first;
    size_t depth = 0;
    int sum = 0;
    for (; kid != NULL; kid = structure_next(kid, root, &depth))
        if (kid->kind == KID_ELEMENT && kid->element->extra != NULL)
            sum = sum * 20 + kid->element->extra->wanted * 2 +
                  kid->element->extra->first;
    return sum;
}

static void
expect_same(const struct copy *a, const struct copy *b)
{
    struct buf x = dump(a), y = dump(b);
    assert_string_equal(x.p, y.p);
    assert_int_equal(skipped(a), skipped(b));
    assert_int_equal(a->page->n_links, b->page->n_links);
    assert_int_equal(a->page->n_decisions, b->page->n_decisions);
    assert_int_equal(a->page->n_sequences, b->page->n_sequences);
    assert_string_equal(a->sect->extra->id, b->sect->extra->id);
    buf_fini(&x);
    buf_fini(&y);
}

/* Draws on a page behind a heading of LEVEL, in the two ways. */
static void
expect_again(int level)
{
    struct recorder recorder = {.arena = arena};
    struct copy first = copy_new(0), again = copy_new(level),
                anew = copy_new(level);
    first.document->structure->recorder = &recorder;
    draw(&first);
    first.document->structure->recorder = NULL;
    recorder_end(&recorder, 0);
    assert_false(recorder.failed);
    struct element **map = arena_array(
        arena, first.document->structure->n, sizeof(struct element *));
    map[first.sect->number] = again.sect;
    assert_int_equal(recorder_replay(arena, recorder.record, recorder.n,
                         first.page, again.page, map),
        ERR_OK);
    assert_null(again.page->element);
    draw(&anew);
    expect_same(&again, &anew);
}

static void
test_it_is_done_again(void **state)
{
    (void)state;
    expect_again(0);
}

/* A heading is of another level there, and sequences have other numbers. */
static void
test_it_minds_what_comes_before(void **state)
{
    (void)state;
    expect_again(1);
    expect_again(2);
}

static void
test_nothing_is_noted_without_a_recorder(void **state)
{
    (void)state;
    struct copy c = copy_new(0);
    draw(&c);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_it_is_done_again, begin, end),
        cmocka_unit_test_setup_teardown(
            test_it_minds_what_comes_before, begin, end),
        cmocka_unit_test_setup_teardown(
            test_nothing_is_noted_without_a_recorder, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
