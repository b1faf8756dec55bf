/* A folder that appears whole: also where two folders cannot be exchanged, and
 * when syncing fails.  What stands here as fsync and renameat2 is what it
 * calls.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"

static int sync_errno;     /* 0: it works */
static int sync_countdown; /* calls of fsync that still work */
static int exchange_errno; /* 0: by two renames, as seen from outside */

int
fsync(int fd)
{
    (void)fd;
    errno = sync_countdown-- > 0 ? 0 : sync_errno;
    return errno == 0 ? 0 : -1;
}

int renameat2(int from, const char *a, int to, const char *b, unsigned flags);

int
renameat2(int from, const char *a, int to, const char *b, unsigned flags)
{
    (void)from, (void)to;
    assert_int_equal(flags, 2);
    errno = exchange_errno;
    if (errno != 0)
        return -1;
    assert_int_equal(rename(a, "between"), 0);
    assert_int_equal(rename(b, a), 0);
    return rename("between", b);
}

struct fixture {
    struct arena *arena;
    struct diag *diag;
    struct folder *folder;
};

static char place[32];

static int
open_fixture(void **state)
{
    static struct fixture f;
    strcpy(place, "/tmp/folder-XXXXXX");
    sync_errno = sync_countdown = exchange_errno = 0;
    f = (struct fixture){arena_new(), diag_new(), NULL};
    *state = &f;
    return mkdtemp(place) == NULL || chdir(place) != 0;
}

static int
close_fixture(void **state)
{
    struct fixture *f = *state;
    diag_free(f->diag);
    arena_free(f->arena);
    (void)remove("t/a");
    (void)remove("t/b");
    (void)remove("t");
    return chdir("/") != 0 || rmdir(place) != 0; /* nothing else is left */
}

static void
check_content(struct fixture *f, const char *path, const char *expected)
{
    struct str text;
    assert_int_equal(file_read(f->arena, f->diag, LOC_NONE, path, &text),
        expected == NULL ? ERR_INPUT : ERR_OK);
    if (expected != NULL)
        assert_string_equal(text.p, expected);
}

static void
check_said(struct fixture *f, const char *id)
{
    struct buf out = {0};
    diag_write(f->diag, DIAG_EN, DIAG_TEXT, &out);
    assert_non_null(out.p);
    assert_non_null(strstr(out.p, id));
    buf_fini(&out);
}

/* The folder t of one file NAME, not yet in place. */
static void
make(struct fixture *f, const char *name, const char *text)
{
    assert_int_equal(folder_open(f->arena, f->diag, "t/", &f->folder), ERR_OK);
    assert_int_equal(
        folder_put(f->diag, f->folder, name, str_of(text)), ERR_OK);
}

static void
make_old(struct fixture *f)
{
    make(f, "a", "old");
    assert_int_equal(folder_commit(f->diag, f->folder, NULL, 0), ERR_OK);
    check_content(f, "t/a", "old");
}

static const char *const old[] = {"a"};

static void
test_new(void **state)
{
    struct fixture *f = *state;
    make(f, "a", "1");
    assert_int_not_equal(access("t", F_OK), 0);
    assert_int_equal(folder_put(f->diag, f->folder, "b", str_of("2")), ERR_OK);
    assert_int_equal(folder_commit(f->diag, f->folder, NULL, 0), ERR_OK);
    check_content(f, "t/a", "1");
    check_content(f, "t/b", "2");
    assert_int_equal(diag_count(f->diag), 0);
}

static void
test_abandon(void **state)
{
    struct fixture *f = *state;
    make_old(f);
    make(f, "b", "new");
    folder_abandon(f->folder);
    folder_abandon(NULL);
    check_content(f, "t/a", "old");
}

static void
test_replace(void **state)
{
    struct fixture *f = *state;
    make_old(f);
    make(f, "b", "new");
    assert_int_equal(folder_commit(f->diag, f->folder, old, 1), ERR_OK);
    check_content(f, "t/b", "new");
    check_content(f, "t/a", NULL);
}

static void
test_replace_without_exchange(void **state)
{
    exchange_errno = EINVAL;
    test_replace(state);
}

static void
test_no_exchange(void **state)
{
    struct fixture *f = *state;
    make_old(f);
    make(f, "b", "new");
    exchange_errno = EACCES;
    assert_int_equal(
        folder_commit(f->diag, f->folder, old, 1), ERR_ENVIRONMENT);
    check_said(f, "base.folder]");
    check_content(f, "t/a", "old");
}

/* A folder that was filled after it was looked at is not replaced. */
static void
test_filled_meanwhile(void **state)
{
    struct fixture *f = *state;
    make(f, "b", "new");
    assert_int_equal(mkdir("t", 0777), 0);
    int fd = open("t/a", O_WRONLY | O_CREAT, 0666);
    assert_true(fd >= 0 && close(fd) == 0);
    assert_int_equal(
        folder_commit(f->diag, f->folder, NULL, 0), ERR_ENVIRONMENT);
    check_content(f, "t/a", "");
    check_content(f, "t/b", NULL);
}

/* What nobody knew of is kept, and told. */
static void
test_old_stays(void **state)
{
    struct fixture *f = *state;
    make_old(f);
    make(f, "b", "new");
    int fd = open("t/more", O_WRONLY | O_CREAT, 0666);
    assert_true(fd >= 0 && close(fd) == 0);
    assert_int_equal(folder_commit(f->diag, f->folder, old, 1), ERR_OK);
    check_said(f, "base.folder-old]");
    check_content(f, "t/b", "new");
    assert_int_equal(remove("t.part0/more"), 0);
    assert_int_equal(remove("t.part0"), 0);
}

static void
test_sync_of_a_file(void **state)
{
    struct fixture *f = *state;
    make_old(f);
    make(f, "b", "new");
    sync_errno = EIO;
    sync_countdown = 0;
    assert_int_equal(
        folder_put(f->diag, f->folder, "c", str_of("x")), ERR_ENVIRONMENT);
    folder_abandon(f->folder);
    check_content(f, "t/a", "old");
}

static void
test_sync_of_the_folder(void **state)
{
    struct fixture *f = *state;
    make_old(f);
    make(f, "b", "new");
    sync_errno = EIO;
    sync_countdown = 0;
    assert_int_equal(
        folder_commit(f->diag, f->folder, old, 1), ERR_ENVIRONMENT);
    check_said(f, "base.folder]");
    check_content(f, "t/a", "old");
}

static void
test_sync_of_the_parent(void **state)
{
    struct fixture *f = *state;
    make(f, "b", "new");
    sync_errno = EIO;
    sync_countdown = 1;
    assert_int_equal(
        folder_commit(f->diag, f->folder, NULL, 0), ERR_ENVIRONMENT);
    check_said(f, "base.folder-not-synced]");
    check_content(f, "t/b", "new");
}

static void
test_names(void **state)
{
    struct fixture *f = *state;
    static const char *const bad[] = {"", "/", ".", "..", "t/..", "t/."};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        enum err err = folder_open(f->arena, f->diag, bad[i], &f->folder);
        assert_true(err == ERR_INPUT || err == ERR_ENVIRONMENT);
        assert_null(f->folder);
    }
    assert_int_equal(
        folder_open(f->arena, f->diag, "none/t", &f->folder), ERR_ENVIRONMENT);
    check_said(f, "base.folder-parent]");
}

int
main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
    const struct CMUnitTest tests[] = {
        TEST(test_new),
        TEST(test_abandon),
        TEST(test_replace),
        TEST(test_replace_without_exchange),
        TEST(test_no_exchange),
        TEST(test_filled_meanwhile),
        TEST(test_old_stays),
        TEST(test_sync_of_a_file),
        TEST(test_sync_of_the_folder),
        TEST(test_sync_of_the_parent),
        TEST(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
