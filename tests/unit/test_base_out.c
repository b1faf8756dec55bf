/* out_commit when syncing fails: what stands here as fsync is what it calls. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/out.h"

static int file_errno, folder_errno; /* 0: it works */
static int folders;                  /* synced */

int
fsync(int fd)
{
    struct stat st;
    assert_int_equal(fstat(fd, &st), 0);
    folders += S_ISDIR(st.st_mode) ? 1 : 0;
    errno = S_ISDIR(st.st_mode) ? folder_errno : file_errno;
    return errno == 0 ? 0 : -1;
}

static char folder[] = "/tmp/out-XXXXXX";

static int
open_fixture(void **state)
{
    strcpy(folder, "/tmp/out-XXXXXX");
    file_errno = folder_errno = folders = 0;
    *state = diag_new();
    return mkdtemp(folder) == NULL || chdir(folder) != 0 ||
           out_file(*state, "o", "old", 3) != ERR_OK;
}

static int
close_fixture(void **state)
{
    diag_free(*state);
    remove("o");
    return chdir("/") != 0 || rmdir(folder) != 0; /* nothing else is left */
}

static void
check_content(struct diag *diag, const char *expected)
{
    struct arena *a = arena_new();
    struct str text;
    assert_int_equal(file_read(a, diag, LOC_NONE, "o", &text), ERR_OK);
    assert_string_equal(text.p, expected);
    arena_free(a);
}

static void
check_messages(struct diag *diag, const char *expected)
{
    struct buf text = {0};
    diag_write(diag, DIAG_EN, DIAG_TEXT, &text);
    assert_string_equal(text.p == NULL ? "" : text.p, expected);
    buf_fini(&text);
}

static void
the_folder_is_synced(void **state)
{
    folders = 0;
    assert_int_equal(out_file(*state, "o", "new", 3), ERR_OK);
    assert_int_equal(folders, 1);
    check_content(*state, "new");
}

static void
a_file_that_cannot_be_synced_changes_nothing(void **state)
{
    file_errno = EIO;
    assert_int_equal(out_file(*state, "o", "new", 3), ERR_ENVIRONMENT);
    check_content(*state, "old");
    check_messages(*state,
        "fatal: cannot write \"o\" (Input/output error); check free space and "
        "permissions. The earlier file is untouched [base.cannot-write]\n");
}

/* The rename is done: the message must not say that the old file is there. */
static void
a_folder_that_cannot_be_synced_is_said(void **state)
{
    folder_errno = EIO;
    assert_int_equal(out_file(*state, "o", "new", 3), ERR_ENVIRONMENT);
    check_content(*state, "new");
    check_messages(*state,
        "fatal: \"o\" is the new file, but its folder cannot be synced "
        "(Input/output error): a power cut may lose it; check the disk "
        "[base.not-synced]\n");
}

static void
what_knows_no_sync_is_taken_as_it_is(void **state)
{
    static const int unknown[] = {EINVAL, EROFS, ENOTSUP};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        file_errno = folder_errno = unknown[i];
        assert_int_equal(out_file(*state, "o", "new", 3), ERR_OK);
    }
    check_content(*state, "new");
    check_messages(*state, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            the_folder_is_synced, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(
            a_file_that_cannot_be_synced_changes_nothing, open_fixture,
            close_fixture),
        cmocka_unit_test_setup_teardown(a_folder_that_cannot_be_synced_is_said,
            open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(
            what_knows_no_sync_is_taken_as_it_is, open_fixture, close_fixture),
    };
    return cmocka_run_group_tests_name("base_out", tests, NULL, NULL);
}
