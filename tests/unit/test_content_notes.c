/* Notes: definitions, references, numbers, and what is missing. */
#include "test_content_fixture.h"

static const char *
body_text(struct desk *desk, int number)
{
    const struct note *note = notes_at(desk->context.notes, number);
    struct str plain;
    assert_non_null(note);
    assert_int_equal(note->number, number);
    assert_int_equal(node_plain(desk->arena, note->body, &plain), ERR_OK);
    return plain.p;
}

static void
test_two_files(void **state)
{
    struct desk *desk = *state;
    struct notes *notes = desk->context.notes;
    struct node *story =
        desk_read(desk, "一[^b]二[^a]\n\n| [^c] |\n|---|\n| x[^b] |\n", ERR_OK);
    desk_read(desk,
        "[^a]: 甲{亜|あ}\n[^b]: 乙\n  続き\n\n    次の段\n\n前[^delta]\n"
        "   [^c]:丙 *点*\n",
        ERR_OK);
    notes_number(notes, story);
    assert_string_equal(body_text(desk, 1), "乙続き 次の段");
    assert_string_equal(body_text(desk, 2), "甲亜");
    assert_string_equal(body_text(desk, 3), "丙 点");
    assert_null(notes_at(notes, 4));
    assert_null(notes_at(notes, 0));
    const struct node *first = story->first->first->next;
    assert_int_equal(first->kind, NODE_NOTE);
    assert_string_equal(first->note->id, "b");
    assert_int_equal(first->note->loc.line, 2);
    assert_int_equal(first->note->loc.col, 1);
    assert_int_equal(notes_check(notes, desk->diag), ERR_INPUT);
    assert_string_equal(desk_said(desk),
        "c.md:7:2: error: note \"delta\" is not defined; write a line "
        "\"[^delta]: text\" [content.note-undefined]\n");
}

/* The places of a definition's text are the file's. */
static void
test_places(void **state)
{
    struct desk *desk = *state;
    struct node *root = desk_read(
        desk, "[^a]\n\n  [^a]:  甲*乙*\n   丙\n\n    丁{x|y}\n", ERR_OK);
    notes_number(desk->context.notes, root);
    desk->text.n = 0;
    desk_dump(notes_at(desk->context.notes, 1)->body, 0, &desk->text);
    assert_string_equal(desk->text.p,
        "root@3:10\n  p@3:10\n    text@3:10 甲\n    emph@3:11\n"
        "      text@3:12 乙\n    text@4:4 丙\n"
        "  p@6:5\n    text@6:5 丁\n    ruby@6:6 x 0 y\n");
    assert_int_equal(notes_at(desk->context.notes, 1)->loc.line, 3);
    assert_int_equal(notes_at(desk->context.notes, 1)->loc.col, 3);
    desk_refuse(desk, "あ\n[^z]: い{う\n",
        "c.md:2:8: error: \"{\" is not closed on this line; add \"}\", or "
        "write \"\\{\" to print the character [content.brace-unclosed]\n");
}

/* A note that a note refers to comes behind those of the copy. */
static void
test_notes_in_notes(void **state)
{
    struct desk *desk = *state;
    struct node *root = desk_read(desk,
        "[^a]と[^c]\n\n[^a]: 甲[^b][^a]\n[^b]: 乙[^e]\n[^c]: 丙\n[^e]: 戊\n",
        ERR_OK);
    notes_number(desk->context.notes, root);
    notes_number(desk->context.notes, root);
    assert_string_equal(body_text(desk, 1), "甲");
    assert_string_equal(body_text(desk, 2), "丙");
    assert_string_equal(body_text(desk, 3), "乙");
    assert_string_equal(body_text(desk, 4), "戊");
    assert_int_equal(notes_check(desk->context.notes, desk->diag), ERR_OK);
    assert_string_equal(desk_said(desk), "");
    notes_number(desk->context.notes, NULL);
}

static void
test_faults(void **state)
{
    struct desk *desk = *state;
    struct node *root;
    desk_refuse(desk, "あ[^nurce]い[^x]\n\n[^nurse]: 一\n[^nurse]: 二\n",
        "c.md:4:1: error: note \"nurse\" is also defined at c.md:3; remove one "
        "or rename it [content.note-twice]\n");
    assert_int_equal(copy_plain(&desk->context, (struct loc){"a.csv", 2, 3},
                         STR("x"), STR("q"), &root),
        ERR_OK);
    assert_int_equal(notes_check(desk->context.notes, desk->diag), ERR_INPUT);
    assert_string_equal(desk_said(desk),
        "c.md:3:1: warning: note \"nurse\" is never referred to; put [^nurse] "
        "somewhere or remove it [content.note-unused]\n"
        "c.md:1:2: error: note \"nurce\" is not defined; did you mean "
        "\"nurse\"? [content.note-undefined]\n"
        "c.md:1:11: error: note \"x\" is not defined; write a line \"[^x]: "
        "text\" [content.note-undefined]\n"
        "a.csv:2:3: error: note \"q\" is not defined; write a line \"[^q]: "
        "text\" [content.note-undefined]\n");
}

/* A faulty definition is still a definition. */
static void
test_faulty_body(void **state)
{
    struct desk *desk = *state;
    desk_read(desk, "[^a]: {}\n", ERR_INPUT);
    desk_said(desk);
    struct node *root = desk_read(desk, "あ[^a]", ERR_OK);
    notes_number(desk->context.notes, root);
    assert_int_equal(notes_check(desk->context.notes, desk->diag), ERR_OK);
    assert_string_equal(desk_said(desk), "");
}

static void
test_many(void **state)
{
    struct desk *desk = *state;
    struct buf copy = {0};
    for (int i = 0; i < 500; i++)
        buf_printf(&copy, "あ[^n%d]\n\n[^n%d]: 注%d[^n%d]\n\n", i, i, i,
            (i + 1) % 500);
    struct node *root = desk_read(desk, copy.p, ERR_OK);
    buf_fini(&copy);
    notes_number(desk->context.notes, root);
    assert_string_equal(body_text(desk, 500), "注499");
    assert_int_equal(notes_check(desk->context.notes, desk->diag), ERR_OK);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_open, desk_close)
    const struct CMUnitTest tests[] = {TEST(test_two_files), TEST(test_places),
        TEST(test_notes_in_notes), TEST(test_faults), TEST(test_faulty_body),
        TEST(test_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
