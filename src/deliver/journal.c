/* What is about to get its name, and what is owned by no row.  Between the
 * renaming of files and the lines of the manifest that tell of them a run may
 * be killed: the same lines stand in the journal before the first file is
 * renamed, and the next run takes over those that hold. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "deliver/batch_imp.h"

/* `manifest.journal` beside the manifest; NULL: no memory. */
static const char *
journal_path(const struct batch *b)
{
    struct str stem = str_without(b->manifest.path, ".csv");
    return arena_printf(b->arena, "%.*s.journal", (int)stem.n, stem.p);
}

static bool
write_at_start(int fd, const struct buf *lines)
{
    size_t done = 0;
    if (ftruncate(fd, 0) != 0)
        return false;
    while (done < lines->n) {
        ssize_t put = pwrite(fd, lines->p + done, lines->n - done, (off_t)done);
        if (put < 0 && errno != EINTR)
            return false;
        done += put < 0 ? 0 : (size_t)put;
    }
    return fdatasync(fd) == 0;
}

enum err
journal_put(struct batch *b, const struct buf *lines, bool owned)
{
    if (lines->failed)
        return ERR_NOMEM;
    b->owns = owned;
    if (write_at_start(b->journal, lines))
        return ERR_OK;
    bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
    /* What is done shall not be lost because the journal has no room. */
    return !owned && full && ftruncate(b->journal, 0) == 0
               ? ERR_OK
               : commit_cannot_write(b, errno);
}

struct recovery {
    struct batch *b;
    struct diag *quiet;
    struct buf lines; /* that hold */
};

/* Keeps the line TEXT when the file it tells of is there. */
static enum err
recover_line(void *self, struct str text, struct ledger_place place)
{
    struct recovery *r = self;
    struct arena *arena = arena_new();
    struct ledger_line row;
    char hash[SHA256_HEX + 1];
    enum err err = arena == NULL
                       ? ERR_NOMEM
                       : ledger_take(arena, r->quiet, r->b->manifest.path, text,
                             place.line, &row);
    if (err == ERR_OK && row.done && strchr(row.file, '/') == NULL &&
        sha256_file(r->b->folder, row.file, hash) &&
        strcmp(hash, row.sha256) == 0)
        buf_str(&r->lines, text);
    arena_free(arena);
    return err == ERR_NOMEM ? err : ERR_OK;
}

static enum err
append(struct recovery *r)
{
    struct batch *b = r->b;
    if (r->lines.failed)
        return ERR_NOMEM;
    if (r->lines.n == 0)
        return ERR_OK;
    if (fsync(b->folder) != 0)
        return commit_cannot_write(b, errno);
    b->manifest.filled = true;
    return manifest_append(b->diag, &b->manifest, &r->lines);
}

enum err
journal_open(struct batch *b)
{
    struct recovery r = {.b = b, .quiet = diag_new()};
    const char *path = journal_path(b);
    bool torn;
    enum err err = path == NULL || r.quiet == NULL ? ERR_NOMEM : ERR_OK;
    if (err == ERR_OK) {
        b->journal =
            open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (b->journal < 0)
            err = commit_cannot_write(b, errno);
    }
    if (err == ERR_OK) /* what is no journal tells of nothing */
        err = ledger_walk(r.quiet, path, b->journal, recover_line, &r, &torn);
    if (err == ERR_OK || err == ERR_INPUT)
        err = append(&r);
    buf_fini(&r.lines);
    diag_free(r.quiet);
    return err;
}

void
journal_close(struct batch *b, bool done)
{
    struct stat st;
    if (b->journal < 0)
        return;
    const char *path = journal_path(b);
    bool empty = fstat(b->journal, &st) == 0 && st.st_size == 0;
    close(b->journal);
    if (path != NULL && ((done && !b->owns) || empty))
        unlink(path);
    b->journal = -1;
}
