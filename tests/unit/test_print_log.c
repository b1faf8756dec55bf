/* The record of what was printed, and the list of what is to be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/out.h"
#include "print/newstext.h"
#include "print/printlog.h"
#include "print/wish.h"

static char folder[] = "/tmp/printlog-XXXXXX";

static void
stamp(void *data, char out[WATCH_STAMP])
{
    (void)data;
    strcpy(out, "2026-01-02T03:04:05Z");
}

static const struct watch watch = {.stamp = stamp};

struct fixture {
    struct arena *arena;
    struct diag *diag;
};

static int
open_fixture(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    strcpy(folder, "/tmp/printlog-XXXXXX");
    f->arena = arena_new();
    f->diag = diag_new();
    *state = f;
    return mkdtemp(folder) == NULL || chdir(folder) != 0;
}

static int
close_fixture(void **state)
{
    struct fixture *f = *state;
    diag_free(f->diag);
    arena_free(f->arena);
    free(f);
    remove("printed.csv");
    remove("manifest.csv");
    remove("a,b.pdf");
    return chdir("/") != 0 || rmdir(folder) != 0;
}

static void
put_file(struct fixture *f, const char *name, const char *text)
{
    assert_int_equal(out_file(f->diag, name, text, strlen(text)), ERR_OK);
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

static enum err
open_log(struct fixture *f, enum printlog_mode mode, struct printlog *log)
{
    return printlog_open(f->arena, f->diag, &watch, "printed.csv", mode, log);
}

static const struct edition one = {.row = "1",
    .key = "key \"1\"",
    .file = "a,b.pdf",
    .path = "a,b.pdf"};

static void
what_is_written_is_read(void **state)
{
    struct fixture *f = *state;
    struct printlog log;
    struct printlog_entry entry = {
        LOG_ACCEPTED, "", "", "5a", "ipp://x/y", "k12", 42};
    assert_int_equal(open_log(f, LOG_BEGIN, &log), ERR_OK);
    assert_int_equal(
        printlog_write(f->diag, &log, &one, &entry, "two\nlines"), ERR_OK);
    assert_int_equal(printlog_find(&log, &one).state, LOG_ACCEPTED);
    printlog_close(&log);
    assert_int_equal(open_log(f, LOG_GO_ON, &log), ERR_OK);
    struct printlog_entry found = printlog_find(&log, &one);
    assert_int_equal(found.state, LOG_ACCEPTED);
    assert_int_equal(found.job, 42);
    assert_string_equal(found.key, "key \"1\"");
    assert_string_equal(found.sha256, "5a");
    assert_string_equal(found.printer, "ipp://x/y");
    assert_string_equal(found.token, "k12");
    entry.state = LOG_SENT;
    assert_int_equal(printlog_write(f->diag, &log, &one, &entry, ""), ERR_OK);
    printlog_close(&log);
    assert_int_equal(open_log(f, LOG_LOOK, &log), ERR_OK);
    assert_int_equal(printlog_find(&log, &one).state, LOG_SENT);
    assert_int_equal(open_log(f, LOG_BEGIN, &log), ERR_INPUT);
    printlog_close(&log);
    check_said(f, "print.record-exists");
}

#define HEAD "row,key,file,sha256,printer,token,job_id,state,message,time\n"
#define LINE                                                                   \
    "\"1\",\"k\",\"a,b.pdf\",\"5a\",\"ipp://x/y\",\"k12\",7,sent,\"\",t\n"

/* Wherever a crash cuts the last line, the line before it counts. */
static void
a_torn_line_is_no_line(void **state)
{
    struct fixture *f = *state;
    static const char last[] =
        "\"1\",\"k\",\"a,b.pdf\",\"5a\",\"ipp://x/y\",\"k12\",7,completed,\"\","
        "t\n";
    for (size_t n = 0; n < sizeof last; n++) {
        struct printlog log;
        struct str text;
        const char *whole =
            arena_printf(f->arena, "%s%s%.*s", HEAD, LINE, (int)n, last);
        put_file(f, "printed.csv", whole);
        assert_int_equal(open_log(f, LOG_GO_ON, &log), ERR_OK);
        bool all = n == sizeof last - 1;
        assert_int_equal(
            printlog_find(&log, &one).state, all ? LOG_COMPLETED : LOG_SENT);
        printlog_close(&log);
        assert_int_equal(
            file_read(f->arena, f->diag, LOC_NONE, "printed.csv", &text),
            ERR_OK);
        assert_int_equal(text.n, strlen(HEAD LINE) + (all ? n : 0));
    }
}

static void
a_torn_head_is_made_anew(void **state)
{
    struct fixture *f = *state;
    struct printlog log;
    struct str text;
    put_file(f, "printed.csv", "row,key,fi");
    assert_int_equal(open_log(f, LOG_BEGIN, &log), ERR_OK);
    printlog_close(&log);
    assert_int_equal(
        file_read(f->arena, f->diag, LOC_NONE, "printed.csv", &text), ERR_OK);
    assert_string_equal(text.p, HEAD);
}

static void
what_is_no_record_is_refused(void **state)
{
    struct fixture *f = *state;
    struct printlog log;
    put_file(f, "printed.csv", "a,b\n1,2\n");
    assert_int_equal(open_log(f, LOG_GO_ON, &log), ERR_INPUT);
    printlog_close(&log);
    check_said(f, "is no record of kumihan");
    put_file(f, "printed.csv",
        HEAD "\"1\",\"k\",\"a\",\"5\",\"p\",\"t\",7,done,\"\",t\n");
    assert_int_equal(open_log(f, LOG_GO_ON, &log), ERR_INPUT);
    printlog_close(&log);
    check_said(f, "the state \"done\" is not known");
}

#define MANIFEST "row,key,file,pages,bytes,sha256,status,message,input\n"
#define SHA "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
the_manifest_is_in_the_order_of_its_rows(void **state)
{
    struct fixture *f = *state;
    struct printlist list;
    struct str bytes;
    char hash[SHA256_HEX + 1];
    put_file(f, "a,b.pdf", "abc");
    put_file(f, "manifest.csv",
        MANIFEST "10,j,j.pdf,1,1," SHA ",done,,\n"
                 "2,b,old.pdf,1,1," SHA ",done,,\n"
                 "3,c,c.pdf,0,0,,failed,x,\n"
                 "0,gone,gone.pdf,1,1," SHA ",done,,\n"
                 "2,b,\"a,b.pdf\",1,1," SHA ",done,,\n4,torn");
    assert_int_equal(
        printlist_read(f->arena, f->diag, "manifest.csv", &list), ERR_OK);
    assert_int_equal(list.n, 2);
    assert_int_equal(list.left_out, 1);
    assert_string_equal(list.edition[0].file, "a,b.pdf");
    assert_string_equal(list.edition[1].file, "j.pdf");
    check_said(f, "print.manifest-torn");
    assert_int_equal(
        printlist_bytes(f->arena, f->diag, &list.edition[0], &bytes, hash),
        ERR_OK);
    put_file(f, "a,b.pdf", "abd");
    assert_int_equal(
        printlist_bytes(f->arena, f->diag, &list.edition[0], &bytes, hash),
        ERR_INPUT);
    check_said(f, "print.file-changed");
}

static void
a_manifest_cannot_point_outside(void **state)
{
    struct fixture *f = *state;
    struct printlist list;
    put_file(f, "manifest.csv",
        MANIFEST "1,a,../x.pdf,1,1," SHA ",done,,\n"
                 "2,b,b.pdf,1,1,12,done,,\n"
                 "3,c,c.pdf,1,1," SHA ",done,,\n"
                 "4,d,c.pdf,1,1," SHA ",done,,\n");
    assert_int_equal(
        printlist_read(f->arena, f->diag, "manifest.csv", &list), ERR_INPUT);
    check_said(f, "base.outside-project");
    check_said(f, "print.no-hash");
    check_said(f, "print.file-twice");
}

/* A record keeps a line a step: a name that breaks lines could not be found in
 * it again, and would be printed twice. */
static void
a_name_must_fit_a_line_of_the_record(void **state)
{
    struct fixture *f = *state;
    struct printlist list;
    char tab[] = "a\tb.pdf", line[] = "a\nb.pdf";
    char *names[] = {tab, line};
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            printlist_files(f->arena, f->diag, &names[i], 1, &list), ERR_INPUT);
    check_said(f, "print.file-name");
    check_said(f, "\"a b.pdf\"");
    put_file(
        f, "manifest.csv", MANIFEST "1,a,\"a\nb.pdf\",1,1," SHA ",done,,\n");
    assert_int_equal(
        printlist_read(f->arena, f->diag, "manifest.csv", &list), ERR_INPUT);
}

static enum err
read_wish(struct fixture *f, struct wish *wish, int argc, char **argv)
{
    wish->lang = DIAG_EN;
    return wish_read(f->diag, argc, argv, wish);
}

static void
options_are_read(void **state)
{
    struct fixture *f = *state;
    struct wish wish;
    char to[] = "--to=q", copies[] = "--copies", two[] = "2", a[] = "a.pdf",
         end[] = "--", b[] = "-b.pdf", colour[] = "--colour=mono",
         bad[] = "--sides=both", near[] = "--copie";
    char *good[] = {a, to, copies, two, colour, end, b};
    assert_int_equal(read_wish(f, &wish, 7, good), ERR_OK);
    assert_int_equal(wish.copies, 2);
    assert_int_equal(wish.n_files, 2);
    assert_string_equal(wish.file[1], "-b.pdf");
    assert_string_equal(wish.colour, "monochrome");
    assert_false(wish.go);
    char *wrong[] = {a, to, bad};
    assert_int_equal(read_wish(f, &wish, 3, wrong), ERR_USAGE);
    check_said(f, "it may be: one, long, short, book");
    char *unknown[] = {near};
    assert_int_equal(read_wish(f, &wish, 1, unknown), ERR_USAGE);
    check_said(f, "near it: --copies");
    char *last[] = {a, copies};
    assert_int_equal(read_wish(f, &wish, 2, last), ERR_USAGE);
    check_said(f, "the value of \"--copies\" is missing");
    char go[] = "--go=no";
    char *flag[] = {a, to, go};
    assert_int_equal(read_wish(f, &wish, 3, flag), ERR_USAGE);
    check_said(f, "\"--go\" has no value");
}

static void
news_are_said_in_words(void **state)
{
    struct buf text = {0};
    struct news news = {"processing-stopped", "支店1", "1.pdf", 7,
        "printer-stopped,media-empty-error"};
    (void)state;
    newstext_put(&news, DIAG_JA, DIAG_TEXT, &text);
    assert_string_equal(text.p, "支店1（ジョブ 7）: プリンターが止まっています"
                                ": 用紙がありません\n");
    text.n = 0;
    newstext_put(&news, DIAG_JA, DIAG_JSON, &text);
    assert_string_equal(text.p,
        "{\"event\":\"job\",\"state\":\"processing-stopped\",\"key\":\"支店1\","
        "\"file\":\"1.pdf\",\"job\":7,\"detail\":\"printer-stopped,"
        "media-empty-error\"}\n");
    buf_fini(&text);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_written_is_read),
        TEST(a_torn_line_is_no_line),
        TEST(a_torn_head_is_made_anew),
        TEST(what_is_no_record_is_refused),
        TEST(the_manifest_is_in_the_order_of_its_rows),
        TEST(a_manifest_cannot_point_outside),
        TEST(a_name_must_fit_a_line_of_the_record),
        TEST(options_are_read),
        TEST(news_are_said_in_words),
    };
    return cmocka_run_group_tests_name("print_log", tests, NULL, NULL);
}
