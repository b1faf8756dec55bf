/* From wishes and a printer's attributes to a ticket, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "print/pagelist.h"
#include "print/ticket.h"
#include "print/verdict.h"

struct fixture {
    struct arena *arena;
    struct diag *diag;
    ipp_t *printer;
    struct wish wish;
    struct pdfsheet sheet;
    struct ticket ticket;
    char text[4096];
};

static void
add_words(ipp_t *ipp, const char *name, const char *const *words, int n)
{
    ippAddStrings(ipp, IPP_TAG_PRINTER, IPP_TAG_KEYWORD, name, n, NULL, words);
}

/* A printer for the office: A4, A3, two sides, staples. */
static ipp_t *
office(void)
{
    static const char *const media[] = {"iso_a4_210x297mm.fullbleed",
        "iso_a4_210x297mm", "iso_a3_297x420mm", "custom_min_90x130mm",
        "custom_max_210x330mm"};
    static const char *const sides[] = {
        "one-sided", "two-sided-long-edge", "two-sided-short-edge"};
    static const char *const handling[] = {
        "separate-documents-collated-copies"};
    static const char *const colours[] = {"monochrome", "auto"};
    static const char *const scaling[] = {"auto", "none"};
    static const char *const trays[] = {"tray-1", "tray-2"};
    static const char *const columns[] = {"media-size", "media-source"};
    static const int finishings[] = {3, 4, 20};
    static const int quality[] = {4, 5};
    static const int ways[] = {3, 4};
    ipp_t *p = ippNew();
    add_words(p, "media-supported", media, 5);
    add_words(p, "media-ready", media, 3);
    add_words(p, "media-source-supported", trays, 2);
    add_words(p, "media-col-supported", columns, 2);
    add_words(p, "sides-supported", sides, 3);
    add_words(p, "multiple-document-handling-supported", handling, 1);
    add_words(p, "print-color-mode-supported", colours, 2);
    add_words(p, "print-scaling-supported", scaling, 2);
    ippAddIntegers(p, IPP_TAG_PRINTER, IPP_TAG_ENUM, "finishings-supported", 3,
        finishings);
    ippAddIntegers(p, IPP_TAG_PRINTER, IPP_TAG_ENUM, "print-quality-supported",
        2, quality);
    ippAddIntegers(p, IPP_TAG_PRINTER, IPP_TAG_ENUM,
        "orientation-requested-supported", 2, ways);
    ippAddRange(p, IPP_TAG_PRINTER, "copies-supported", 1, 99);
    ippAddRange(p, IPP_TAG_PRINTER, "number-up-supported", 1, 16);
    ippAddBoolean(p, IPP_TAG_PRINTER, "page-ranges-supported", (char)1);
    return p;
}

static int
open_fixture(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->arena = arena_new();
    f->diag = diag_new();
    f->printer = office();
    f->sheet = (struct pdfsheet){.pages = 8,
        .first = {21000, 29700},
        .largest = {21000, 29700},
        .same_size = true};
    *state = f;
    return f->arena == NULL || f->diag == NULL;
}

static int
close_fixture(void **state)
{
    struct fixture *f = *state;
    ticket_fini(&f->ticket);
    ippDelete(f->printer);
    diag_free(f->diag);
    arena_free(f->arena);
    free(f);
    return 0;
}

static enum err
make(struct fixture *f)
{
    ticket_fini(&f->ticket);
    return ticket_make(f->arena, f->diag, f->printer, &f->wish, "a.pdf",
        &f->sheet, &f->ticket);
}

static const char *
ask(struct fixture *f, const char *name)
{
    ipp_attribute_t *a = ippFindAttribute(f->ticket.ask, name, IPP_TAG_ZERO);
    f->text[0] = '\0';
    if (a != NULL)
        ippAttributeString(a, f->text, sizeof f->text);
    return f->text;
}

static void
check_said(struct fixture *f, const char *wanted)
{
    struct buf text = {0};
    diag_write(f->diag, DIAG_EN, DIAG_TEXT, &text);
    if (text.p == NULL || strstr(text.p, wanted) == NULL)
        fail_msg("wanted: %s\nin: %s", wanted, text.p == NULL ? "" : text.p);
    buf_fini(&text);
}

static void
without_wishes_a_page_goes_on_its_own_sheet(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(make(f), ERR_OK);
    assert_string_equal(ask(f, "media"), "iso_a4_210x297mm");
    assert_string_equal(ask(f, "sides"), "one-sided");
    assert_string_equal(ask(f, "print-scaling"), "none");
    assert_string_equal(ask(f, "orientation-requested"), "portrait");
    assert_string_equal(ask(f, "copies"), "1");
    assert_string_equal(ask(f, "finishings"), "none");
    assert_string_equal(ask(f, "number-up"), "1");
    assert_int_equal(f->ticket.impressions, 8);
    assert_int_equal(diag_count(f->diag), 0);
}

static void
every_wish_has_its_attribute(void **state)
{
    struct fixture *f = *state;
    f->wish = (struct wish){.copies = 3,
        .collate = COLLATE_YES,
        .sides = SIDES_SHORT,
        .colour = "monochrome",
        .quality = "high",
        .pages = "1-2,7",
        .finish = {"staple-top-left", "4"},
        .n_finish = 2};
    assert_int_equal(make(f), ERR_OK);
    assert_string_equal(ask(f, "copies"), "3");
    assert_string_equal(ask(f, "multiple-document-handling"),
        "separate-documents-collated-copies");
    assert_string_equal(ask(f, "sides"), "two-sided-short-edge");
    assert_string_equal(ask(f, "print-color-mode"), "monochrome");
    assert_string_equal(ask(f, "print-quality"), "high");
    assert_string_equal(ask(f, "finishings"), "staple-top-left,staple");
    assert_string_equal(ask(f, "page-ranges"), "1-2,7-7");
    assert_int_equal(f->ticket.impressions, 9);
}

static void
a_book_turns_at_the_side_as_it_is_read(void **state)
{
    struct fixture *f = *state;
    f->wish.sides = SIDES_BOOK;
    assert_int_equal(make(f), ERR_OK);
    assert_string_equal(ask(f, "sides"), "two-sided-long-edge");
    f->sheet.landscape = true;
    f->sheet.wide = 8;
    assert_int_equal(make(f), ERR_OK);
    assert_string_equal(ask(f, "sides"), "two-sided-short-edge");
    assert_true(f->ticket.turn);
}

static void
the_file_says_its_sides_unless_the_user_does(void **state)
{
    struct fixture *f = *state;
    f->sheet.duplex = DUPLEX_LONG;
    assert_int_equal(make(f), ERR_OK);
    assert_string_equal(ask(f, "sides"), "two-sided-long-edge");
    f->wish.sides = SIDES_ONE;
    assert_int_equal(make(f), ERR_OK);
    assert_string_equal(ask(f, "sides"), "one-sided");
}

static void
a_tray_goes_with_the_size_of_the_sheet(void **state)
{
    struct fixture *f = *state;
    f->wish.tray = "tray-2";
    assert_int_equal(make(f), ERR_OK);
    assert_string_equal(ask(f, "media"), "");
    assert_non_null(strstr(ask(f, "media-col"), "media-source=tray-2"));
    assert_non_null(strstr(ask(f, "media-col"), "x-dimension=21000"));
    f->wish.tray = "tray-9";
    assert_int_equal(make(f), ERR_ENVIRONMENT);
    check_said(f, "no tray \"tray-9\"; it has: tray-1, tray-2");
}

static void
a_sheet_the_printer_lacks_is_refused(void **state)
{
    struct fixture *f = *state;
    f->sheet.first = f->sheet.largest = (struct paper){25700, 36400};
    assert_int_equal(make(f), ERR_ENVIRONMENT);
    check_said(f, "of 257 × 364 mm; it has: iso_a4_210x297mm.fullbleed, ");
    f->sheet.first = f->sheet.largest = (struct paper){10000, 20000};
    assert_int_equal(make(f), ERR_OK);
    assert_string_equal(ask(f, "media"), "custom_kumihan_100x200mm");
    check_said(f, "is not loaded now");
}

static void
pages_are_never_made_to_fit(void **state)
{
    struct fixture *f = *state;
    f->wish.media = "A3";
    assert_int_equal(make(f), ERR_OK);
    assert_string_equal(ask(f, "media"), "iso_a3_297x420mm");
    f->sheet.first = f->sheet.largest = (struct paper){29700, 42000};
    f->wish.media = "A4";
    assert_int_equal(make(f), ERR_INPUT);
    check_said(f, "does not fit on \"A4\"");
    f->wish.media = "A44";
    assert_int_equal(make(f), ERR_INPUT);
    check_said(f, "\"A44\" is not known");
    f->wish.media = NULL;
    f->sheet.same_size = false;
    assert_int_equal(make(f), ERR_INPUT);
    check_said(f, "several sizes");
}

static void
all_that_is_refused_is_told_at_once(void **state)
{
    struct fixture *f = *state;
    f->wish = (struct wish){.copies = 100,
        .collate = COLLATE_NO,
        .colour = "color",
        .quality = "draft",
        .finish = {"punch"},
        .n_finish = 1};
    assert_int_equal(make(f), ERR_ENVIRONMENT);
    check_said(f, "\"--copies 100\"; it can do: 1-99");
    check_said(f, "it can do: separate-documents-collated-copies");
    check_said(f, "\"--colour color\"; it can do: monochrome, auto");
    check_said(f, "\"--quality draft\"; it can do: normal, high");
    check_said(
        f, "\"--finish punch\"; it can do: none, staple, staple-top-left");
    f->wish = (struct wish){.finish = {"stapel"}, .n_finish = 1, .pages = "9"};
    assert_int_equal(make(f), ERR_INPUT);
    check_said(f, "\"stapel\" is not known");
    check_said(f, "up to page 8");
}

static void
a_printer_that_must_scale_is_refused(void **state)
{
    static const char *const scaling[] = {"auto", "fit"};
    struct fixture *f = *state;
    ippDeleteAttribute(f->printer,
        ippFindAttribute(f->printer, "print-scaling-supported", IPP_TAG_ZERO));
    assert_int_equal(make(f), ERR_OK);
    check_said(f, "print.scaling-unknown");
    add_words(f->printer, "print-scaling-supported", scaling, 2);
    assert_int_equal(make(f), ERR_ENVIRONMENT);
    check_said(f, "it can do: auto, fit");
}

/* A printer is believed as little as any other input. */
static void
lists_of_a_wrong_type_are_no_lists(void **state)
{
    static const char *const lists[] = {"media-supported", "media-ready",
        "sides-supported", "copies-supported", "finishings-supported",
        "print-scaling-supported", "media-source-supported",
        "orientation-requested-supported"};
    struct fixture *f = *state;
    f->wish = (struct wish){.tray = "tray-1", .copies = 2, .media = "B4"};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        ippDeleteAttribute(
            f->printer, ippFindAttribute(f->printer, lists[i], IPP_TAG_ZERO));
        ippAddDate(f->printer, IPP_TAG_PRINTER, lists[i],
            (const ipp_uchar_t *)"\x07\xE8\1\1\0\0\0\0+\0\0");
        assert_int_not_equal(make(f), ERR_OK);
    }
    check_said(f, "print.no-media");
}

static void
what_any_job_needs(void **state)
{
    static const int operations[] = {2, 4, 8, 9, 10, 11};
    struct fixture *f = *state;
    ippAddIntegers(f->printer, IPP_TAG_PRINTER, IPP_TAG_ENUM,
        "operations-supported", 6, operations);
    assert_int_equal(
        ticket_accepts(f->arena, f->diag, f->printer), ERR_ENVIRONMENT);
    check_said(f, "the printer lacks Create-Job");
}

static void
pages_rise(void **state)
{
    struct pagelist list;
    (void)state;
    assert_true(pagelist_read("1-4, 7", 8, &list));
    assert_int_equal(list.n, 2);
    assert_int_equal(list.pages, 5);
    static const char *const bad[] = {
        "", "0", "3-1", "1-4,4", "5,1", "1-9", "a", "1-", "-3", "1,,2"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (pagelist_read(bad[i], 8, &list))
            fail_msg("taken: %s", bad[i]);
}

/* --- was it printed? ------------------------------------------------------ */

static enum verdict
judge(enum verdict_sent sent, ipp_jstate_t state, int impressions,
    int documents, int kbytes)
{
    struct verdict_case c = {
        .sent = sent, .impressions = 4, .bytes = 10 * 1024 + 1};
    struct printjob job = {.state = state,
        .impressions = impressions,
        .documents = documents,
        .kbytes = kbytes};
    return verdict_of(&c, &job);
}

static void
only_proof_makes_it_printed(void **state)
{
    const ipp_jstate_t done = IPP_JSTATE_COMPLETED;
    (void)state;
    assert_int_equal(judge(SENT_REFUSED, done, -1, -1, -1), VERDICT_DOUBT);
    assert_int_equal(judge(SENT_REFUSED, done, 0, 0, 0), VERDICT_DOUBT);
    assert_int_equal(judge(SENT_REFUSED, done, 4, 1, 11), VERDICT_PRINTED);
    assert_int_equal(judge(SENT_PART, done, 4, 1, 11), VERDICT_DOUBT);
    assert_int_equal(judge(SENT_UNKNOWN, done, -1, -1, -1), VERDICT_DOUBT);
    assert_int_equal(judge(SENT_UNKNOWN, done, -1, 1, 11), VERDICT_PRINTED);
    assert_int_equal(judge(SENT_UNKNOWN, done, 4, 1, 5), VERDICT_DOUBT);
    assert_int_equal(judge(SENT_UNKNOWN, done, 4, 1, -1), VERDICT_PRINTED);
    assert_int_equal(judge(SENT_UNKNOWN, done, 3, 1, 0), VERDICT_DOUBT);
    assert_int_equal(judge(SENT_UNKNOWN, done, 0, 0, 11), VERDICT_PRINTED);
    assert_int_equal(judge(SENT_UNKNOWN, done, 0, 0, 0), VERDICT_DOUBT);
}

static void
only_a_count_makes_it_never_taken(void **state)
{
    const ipp_jstate_t ended = IPP_JSTATE_ABORTED;
    (void)state;
    assert_int_equal(judge(SENT_PART, ended, 0, 1, 5), VERDICT_NEVER);
    assert_int_equal(judge(SENT_PART, ended, -1, 0, 0), VERDICT_NEVER);
    assert_int_equal(judge(SENT_PART, ended, 2, 1, 5), VERDICT_DOUBT);
    assert_int_equal(judge(SENT_PART, ended, -1, -1, -1), VERDICT_DOUBT);
    assert_int_equal(judge(SENT_NOTHING, ended, -1, -1, -1), VERDICT_NEVER);
    assert_int_equal(
        judge(SENT_NOTHING, IPP_JSTATE_COMPLETED, 0, 0, 0), VERDICT_NEVER);
    assert_int_equal(judge(SENT_REFUSED, ended, 0, 1, 11), VERDICT_NEVER);
}

/* CUPS counts no sides that its filters do not tell, and no documents once it
 * has removed the files of a job that ended. */
static void
a_count_of_zero_proves_nothing_of_a_document(void **state)
{
    const ipp_jstate_t ended = IPP_JSTATE_ABORTED;
    (void)state;
    assert_int_equal(judge(SENT_UNKNOWN, ended, 0, 1, 11), VERDICT_DOUBT);
    assert_int_equal(judge(SENT_UNKNOWN, ended, 0, 0, 11), VERDICT_DOUBT);
    assert_int_equal(judge(SENT_UNKNOWN, ended, 0, -1, -1), VERDICT_DOUBT);
    assert_int_equal(judge(SENT_UNKNOWN, ended, 0, 0, 0), VERDICT_NEVER);
    assert_int_equal(judge(SENT_UNKNOWN, ended, 2, 0, 0), VERDICT_DOUBT);
    struct verdict_case c = {
        .sent = SENT_UNKNOWN, .impressions = 4, .bytes = 9};
    struct printjob job = {.state = ended,
        .impressions = 0,
        .documents = -1,
        .kbytes = -1,
        .unbegun = true};
    assert_int_equal(verdict_of(&c, &job), VERDICT_NEVER);
    job.impressions = 1;
    assert_int_equal(verdict_of(&c, &job), VERDICT_DOUBT);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(without_wishes_a_page_goes_on_its_own_sheet),
        TEST(every_wish_has_its_attribute),
        TEST(a_book_turns_at_the_side_as_it_is_read),
        TEST(the_file_says_its_sides_unless_the_user_does),
        TEST(a_tray_goes_with_the_size_of_the_sheet),
        TEST(a_sheet_the_printer_lacks_is_refused),
        TEST(pages_are_never_made_to_fit),
        TEST(all_that_is_refused_is_told_at_once),
        TEST(a_printer_that_must_scale_is_refused),
        TEST(lists_of_a_wrong_type_are_no_lists),
        TEST(what_any_job_needs),
        cmocka_unit_test(pages_rise),
        cmocka_unit_test(only_proof_makes_it_printed),
        cmocka_unit_test(only_a_count_makes_it_never_taken),
        cmocka_unit_test(a_count_of_zero_proves_nothing_of_a_document),
    };
    return cmocka_run_group_tests_name("print_ticket", tests, NULL, NULL);
}
