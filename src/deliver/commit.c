/* One sync for many files: at any moment a row in the manifest has its whole
 * file on the disk, and a file without a row is made again. */
#define _GNU_SOURCE /* syncfs */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "deliver/batch_imp.h"

DIAG_MESSAGE(cannot_sync, "deliver.cannot-write", DIAG_FATAL,
    "「{1}」に書けません（{2}）。空き容量と権限を確かめ、--resume "
    "で続けてくださ"
    "い。ここまでの版は無事です",
    "cannot write into \"{1}\" ({2}); check free space and permissions, then "
    "go on with --resume. What was finished is safe");

enum err
commit_cannot_write(struct batch *b, int error)
{
    enum err err = DIAG(
        b->diag, LOC_NONE, &cannot_sync, b->options->folder, strerror(error));
    return err == ERR_NOMEM ? err : ERR_ENVIRONMENT;
}

static bool
is_new(const struct finished *one)
{
    return one->answer.result == 0 && !one->answer.kept;
}

/* True for what the disk is to blame for, not a name. */
static bool
is_of_disk(int error)
{
    return error == ENOSPC || error == EDQUOT || error == EIO ||
           error == EROFS || error == ENOENT || error == EACCES;
}

/* ONE's file cannot take its name: that row fails alone. */
static enum err
fail_name(struct batch *b, struct finished *one, const char *part, int error)
{
    char brief[512];
    unlinkat(b->folder, part, 0);
    snprintf(brief, sizeof brief, "%s: %s", one->file, strerror(error));
    free(one->brief);
    one->brief = strdup(brief);
    one->answer.result = ERR_ENVIRONMENT;
    one->answer.pages = 0;
    one->answer.bytes = 0;
    one->answer.sha256[0] = '\0';
    return one->brief == NULL ? ERR_NOMEM : ERR_OK;
}

/* The part of ONE takes its name. */
static enum err
rename_one(struct batch *b, struct finished *one)
{
    char part[PART_BYTES];
    worker_part((size_t)one->answer.row, part);
    if (renameat(b->folder, part, b->folder, one->file) == 0)
        return ERR_OK;
    int error = errno;
    return is_of_disk(error) ? commit_cannot_write(b, error)
                             : fail_name(b, one, part, error);
}

static void
put_line(const struct finished *one, struct buf *lines)
{
    const struct answer *a = &one->answer;
    bool done = a->result == 0;
    const struct ledger_line row = {.row = (size_t)a->row,
        .key = one->key,
        .file = done ? one->file : "",
        .pages = a->pages,
        .bytes = a->bytes,
        .sha256 = a->sha256,
        .done = done,
        .message = one->brief,
        .input = a->input};
    ledger_put(&row, lines);
}

static enum err
tell_journal(struct batch *b)
{
    struct buf lines = {0};
    buf_str(&lines, ledger_heads());
    for (size_t i = 0; i < b->n_done; i++)
        if (is_new(&b->done[i]))
            put_line(&b->done[i], &lines);
    enum err err = journal_put(b, &lines, false);
    buf_fini(&lines);
    return err;
}

/* The bytes of ONE's file, which are on the disk, leave the system's memory: a
 * batch of gigabytes pushes out nothing else, and the next files are written to
 * the same pages. */
static void
forget_bytes(const struct batch *b, const struct finished *one)
{
    int fd = openat(b->folder, one->file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return;
    (void)posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    close(fd);
}

/* The parts of all new editions take their names. */
static enum err
rename_all(struct batch *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->n_done; i++)
        n += is_new(&b->done[i]);
    if (n == 0)
        return ERR_OK;
    if (syncfs(b->folder) != 0)
        return commit_cannot_write(b, errno);
    enum err told = tell_journal(b);
    if (told != ERR_OK)
        return told;
    for (size_t i = 0; i < b->n_done; i++) {
        enum err err =
            is_new(&b->done[i]) ? rename_one(b, &b->done[i]) : ERR_OK;
        if (err != ERR_OK)
            return err;
    }
    return fsync(b->folder) == 0 ? ERR_OK : commit_cannot_write(b, errno);
}

static enum err
append_lines(struct batch *b)
{
    struct buf lines = {0};
    for (size_t i = 0; i < b->n_done; i++)
        if (!b->done[i].answer.kept)
            put_line(&b->done[i], &lines);
    enum err err =
        lines.n == 0 ? ERR_OK : manifest_append(b->diag, &b->manifest, &lines);
    buf_fini(&lines);
    return err;
}

static void
tell(struct batch *b, const struct finished *one)
{
    const struct answer *a = &one->answer;
    bool done = a->result == 0;
    b->tally->made += done && !a->kept;
    b->tally->kept += done && a->kept;
    b->tally->failed += !done;
    const struct batch_event event = {.row = (size_t)a->row,
        .key = one->key,
        .file = one->file,
        .done = done,
        .kept = a->kept,
        .pages = a->pages,
        .bytes = a->bytes,
        .messages = one->messages,
        .brief = one->brief,
        .tally = b->tally};
    b->options->tell(b->options->self, &event);
}

static void
release(struct finished *one)
{
    free(one->key);
    free(one->file);
    free(one->messages);
    free(one->brief);
}

enum err
commit_all(struct batch *b)
{
    enum err err = rename_all(b);
    if (err == ERR_OK)
        err = append_lines(b);
    for (size_t i = 0; i < b->n_done; i++) {
        if (err == ERR_OK && !b->options->reread && is_new(&b->done[i]))
            forget_bytes(b, &b->done[i]);
        if (err == ERR_OK)
            tell(b, &b->done[i]);
        release(&b->done[i]);
    }
    b->n_done = 0;
    return err;
}

enum err
commit_add(struct batch *b, const struct finished *one)
{
    if (b->n_done == 0)
        b->since = b->options->now();
    b->done[b->n_done++] = *one;
    return b->n_done == COMMIT_ROWS ? commit_all(b) : ERR_OK;
}
