/* page/structure: elements found again, their order, what items belong to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/document.h"

static struct arena *arena;
static struct document *document;
static struct structure *structure;
static struct page *page;

static int
open_document(void **state)
{
    (void)state;
    arena = arena_new();
    document = document_new(arena);
    page = document_add_page(document, 1000, 2000, NULL);
    structure = document->structure;
    return page == NULL;
}

static int
close_document(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct buf
dump(void)
{
    struct buf out = {0};
    document_dump(document, &out);
    return out;
}

static void
expect(const char *text)
{
    struct buf out = dump();
    assert_string_equal(out.p, text);
    buf_fini(&out);
}

static void
add(enum item_kind kind)
{
    const struct item item = {.kind = kind, .width = 1, .height = 1};
    assert_int_equal(page_add(arena, page, &item), ERR_OK);
}

static void
found_again(void **state)
{
    (void)state;
    int a = 0, b = 0;
    struct element *root = structure->root;
    struct element *p = structure_child(structure, root, ROLE_P, &a);
    assert_ptr_equal(structure_child(structure, root, ROLE_P, &a), p);
    struct element *q = structure_child(structure, root, ROLE_P, &b);
    assert_ptr_not_equal(q, p);
    assert_ptr_not_equal(structure_child(structure, root, ROLE_SECT, &a), p);
    assert_ptr_not_equal(structure_child(structure, q, ROLE_P, &a), p);
    assert_ptr_equal(structure_child(structure, root, ROLE_P, &a), p);
    assert_null(structure_child(structure, NULL, ROLE_P, &a));
    assert_int_equal(structure->n, 5);
}

/* Artifacts are part of nothing; runs of items are one sequence each; spans do
 * not part them. */
static void
sequences(void **state)
{
    (void)state;
    struct element *p = structure_add(structure, structure->root, ROLE_P);
    add(ITEM_CLIP_END);
    page->element = p;
    add(ITEM_CLIP_END);
    add(ITEM_SPAN_BEGIN);
    add(ITEM_CLIP_END);
    add(ITEM_SPAN_END);
    page->element = structure_add(structure, p, ROLE_LINK);
    add(ITEM_CLIP_END);
    const struct link link = {.url = "u", .contents = "c"};
    assert_int_equal(page_add_link(arena, page, &link), ERR_OK);
    page->element = NULL;
    add(ITEM_CLIP_END);
    page->element = p;
    add(ITEM_CLIP_END);
    expect("page 1 1000 2000\n"
           "end clip\nsequence 1\nend clip\nspan \"\"\nend clip\nend span\n"
           "sequence 2\nend clip\nartifact\nend clip\nsequence 3\nend clip\n"
           "link 0 0 0 0 \"u\" \"c\"\n"
           "structure\nP\n sequence 1.1\n Link\n  sequence 1.2\n  link 1.1\n"
           " sequence 1.3\n");
}

static void
levels_do_not_skip(void **state)
{
    (void)state;
    static const struct {
        int wanted, given;
    } row[] = {{2, 1}, {3, 2}, {6, 3}, {1, 1}, {1, 1}, {2, 2}, {0, 1}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct element *h = structure_heading(
            structure, structure->root, row[i].wanted, &row[i]);
        assert_int_equal(h->role, ROLE_H1 + row[i].given - 1);
        assert_int_equal(
            h->extra == NULL ? row[i].given : h->extra->wanted, row[i].wanted);
        assert_ptr_equal(
            structure_heading(structure, structure->root, 6, &row[i]), h);
    }
    char source[9];
    for (int level = 1; level <= 8; level++)
        structure_heading(structure, structure->root, level, &source[level]);
    assert_int_equal(structure->root->last->element->role, ROLE_H6);
}

/* A walk without recursion, as deep as copy is. */
static void
deep(void **state)
{
    (void)state;
    struct element *e = structure->root;
    size_t depth = 0, n = 0, most = 0;
    for (int i = 0; i < 100000; i++)
        e = structure_add(structure, e, ROLE_SECT);
    structure_add(structure, structure->root, ROLE_P);
    for (const struct kid *kid = structure->root->first; kid != NULL;
         kid = structure_next(kid, structure->root, &depth)) {
        most = depth > most ? depth : most;
        n++;
    }
    assert_int_equal(n, 100001);
    assert_int_equal(most, 99999);
    assert_int_equal(depth, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            found_again, open_document, close_document),
        cmocka_unit_test_setup_teardown(
            sequences, open_document, close_document),
        cmocka_unit_test_setup_teardown(
            levels_do_not_skip, open_document, close_document),
        cmocka_unit_test_setup_teardown(deep, open_document, close_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
