#include "deliver/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/out.h"

DIAG_MESSAGE(exists, "deliver.manifest-exists", DIAG_ERROR,
    "「{1}」がもうあります。続きを作るなら --resume "
    "を付け、初めから作るなら別の"
    "フォルダーを --out で指定してください",
    "\"{1}\" is already there; go on with --resume, or begin anew in another "
    "folder (--out)");
DIAG_MESSAGE(busy, "deliver.manifest-busy", DIAG_FATAL,
    "「{1}」は別の kumihan batch が使っています。終わるのを待ってください",
    "another kumihan batch is at work on \"{1}\"; wait for its end");
DIAG_MESSAGE(beyond, "deliver.manifest-row", DIAG_ERROR,
    "manifest に行 {1} がありますが、リストは {2} 行です。この manifest の "
    "batch を --resume で最後まで作ってください",
    "the manifest has row {1}, but the list only {2}; make its batch to the "
    "end with --resume");
DIAG_MESSAGE(cannot_write, "deliver.manifest-write", DIAG_FATAL,
    "「{1}」に書けません（{2}）。空き容量と権限を確かめ、--resume "
    "で続けてくださ"
    "い",
    "cannot write \"{1}\" ({2}); check free space and permissions, then go on "
    "with --resume");

static enum err
say(struct diag *diag, const char *path)
{
    enum err err = DIAG(diag, LOC_NONE, &cannot_write, path, strerror(errno));
    return err == ERR_NOMEM ? err : ERR_ENVIRONMENT;
}

static enum err
write_all(struct diag *diag, const char *path, int fd, const char *p, size_t n)
{
    while (n > 0) {
        ssize_t put = write(fd, p, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return say(diag, path);
        p += put;
        n -= (size_t)put;
    }
    return fdatasync(fd) == 0 ? ERR_OK : say(diag, path);
}

/* --- which line is whose -------------------------------------------------- */

struct mapping {
    struct diag *diag;
    struct manifest *manifest;
    size_t lines, rows;
};

static enum err
map_line(void *self, struct str text, struct ledger_place place)
{
    struct mapping *mapping = self;
    struct manifest *m = mapping->manifest;
    struct loc loc = {m->path, (int32_t)place.line, 0};
    size_t row;
    if (!ledger_row(text, &row))
        return ledger_fault(mapping->diag, m->path, place.line);
    if (row > m->n)
        return DIAG(mapping->diag, loc, &beyond,
            diag_int(mapping->diag, (int64_t)row),
            diag_int(mapping->diag, (int64_t)m->n));
    mapping->lines++;
    if (row > 0) {
        mapping->rows += m->place[row - 1].line == 0;
        m->place[row - 1] = place;
    }
    return ERR_OK;
}

enum err
manifest_map(struct arena *arena, struct diag *diag, struct manifest *manifest,
    size_t n, size_t *older)
{
    struct mapping mapping = {.diag = diag, .manifest = manifest};
    bool torn;
    manifest->n = n;
    manifest->place = arena_array(arena, n, sizeof *manifest->place);
    if (manifest->place == NULL)
        return ERR_NOMEM;
    enum err err = ledger_walk(
        diag, manifest->path, manifest->fd, map_line, &mapping, &torn);
    *older = mapping.lines - mapping.rows;
    return err;
}

/* --- opening -------------------------------------------------------------- */

/* The bytes of the whole lines of FD; a torn last one is cut off. */
static enum err
cut_torn_line(struct diag *diag, struct manifest *m, off_t size)
{
    char c = '\n';
    off_t end = size;
    while (end > 0 && pread(m->fd, &c, 1, end - 1) == 1 && c != '\n')
        end--;
    if (end < size && (ftruncate(m->fd, end) != 0 || fsync(m->fd) != 0))
        return say(diag, m->path);
    return ERR_OK;
}

static enum err
sync_folder(struct arena *arena, struct diag *diag, const char *path)
{
    const char *folder = file_dir(arena, path);
    if (folder == NULL)
        return ERR_NOMEM;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = fd >= 0 && fsync(fd) == 0;
    enum err err = good ? ERR_OK : say(diag, folder);
    if (fd >= 0)
        close(fd);
    return err;
}

static enum err
open_lines(
    struct arena *arena, struct diag *diag, bool resume, struct manifest *m)
{
    struct stat st;
    if (fstat(m->fd, &st) != 0)
        return say(diag, m->path);
    if (st.st_size > 0 && !resume) {
        enum err err = DIAG(diag, LOC_NONE, &exists, m->path);
        return err == ERR_INPUT ? ERR_USAGE : err;
    }
    struct str heads = ledger_heads();
    enum err err = ledger_check(diag, m->path, m->fd); /* else left alone */
    if (err == ERR_OK)
        err = cut_torn_line(diag, m, st.st_size);
    if (err == ERR_OK && fstat(m->fd, &st) != 0)
        return say(diag, m->path);
    m->filled = st.st_size > (off_t)heads.n;
    if (err != ERR_OK || st.st_size > 0)
        return err;
    err = write_all(diag, m->path, m->fd, heads.p, heads.n);
    return err == ERR_OK ? sync_folder(arena, diag, m->path) : err;
}

/* Workers share the lock of their parent, so that one that was killed has not
 * left the folder before its workers have: they end with what they are at.  So
 * much is waited for. */
static bool
take_lock(int fd)
{
    enum { TRIES = 100 };
    const struct timespec pause = {0, 20 * 1000 * 1000};
    for (int i = 0; i < TRIES; i++) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return false;
        nanosleep(&pause, NULL);
    }
    return false;
}

/* Is FD still the file at PATH?  Who had the lock before may have put another
 * in its place. */
static bool
is_file_at(int fd, const char *path)
{
    struct stat own, there;
    return fstat(fd, &own) == 0 && stat(path, &there) == 0 &&
           own.st_dev == there.st_dev && own.st_ino == there.st_ino;
}

/* Opens and locks the file at PATH; -1: errno, which is EWOULDBLOCK when
 * another batch has it. */
static int
open_locked(const char *path)
{
    for (;;) {
        int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
        if (fd < 0)
            return -1;
        bool locked = take_lock(fd);
        if (locked && is_file_at(fd, path))
            return fd;
        close(fd);
        if (!locked) {
            errno = EWOULDBLOCK;
            return -1;
        }
    }
}

/* Opens and locks M's file; says why it cannot. */
static enum err
open_file(struct diag *diag, struct manifest *m)
{
    m->fd = open_locked(m->path);
    if (m->fd >= 0)
        return ERR_OK;
    if (errno != EWOULDBLOCK)
        return say(diag, m->path);
    enum err err = DIAG(diag, LOC_NONE, &busy, m->path);
    return err == ERR_NOMEM ? err : ERR_ENVIRONMENT;
}

enum err
manifest_open(struct arena *arena, struct diag *diag, const char *path,
    bool resume, struct manifest *out)
{
    *out = (struct manifest){.path = path};
    enum err err = open_file(diag, out);
    if (err == ERR_OK)
        err = open_lines(arena, diag, resume, out);
    if (err != ERR_OK)
        manifest_close(out);
    return err;
}

void
manifest_close(struct manifest *manifest)
{
    if (manifest->fd >= 0)
        close(manifest->fd);
    manifest->fd = -1;
}

/* --- writing -------------------------------------------------------------- */

enum err
manifest_append(
    struct diag *diag, struct manifest *manifest, const struct buf *lines)
{
    if (lines->failed)
        return ERR_NOMEM;
    return write_all(diag, manifest->path, manifest->fd, lines->p, lines->n);
}

/* What LINES holds to OUT, once it is worth while or at the END. */
static enum err
spill(struct diag *diag, struct out *out, struct buf *lines, bool end)
{
    enum { ENOUGH = 65536 };
    if (lines->failed)
        return ERR_NOMEM;
    if (lines->n < ENOUGH && !end)
        return ERR_OK;
    enum err err = out_write(diag, out, lines->p, lines->n);
    lines->n = 0;
    return err;
}

enum err
manifest_sort(struct diag *diag, const struct manifest *manifest)
{
    struct buf lines = {0};
    struct out *out;
    enum err err = out_open(diag, manifest->path, &out);
    if (err != ERR_OK)
        return err;
    buf_str(&lines, ledger_heads());
    for (size_t i = 0; i < manifest->n && err == ERR_OK; i++) {
        err = ledger_copy(
            diag, manifest->path, manifest->fd, manifest->place[i], &lines);
        if (err == ERR_OK)
            err = spill(diag, out, &lines, false);
    }
    if (err == ERR_OK)
        err = spill(diag, out, &lines, true);
    buf_fini(&lines);
    if (err == ERR_OK)
        return out_commit(diag, out);
    out_abandon(out);
    return err;
}

struct rewriting {
    struct diag *diag;
    struct manifest *manifest;
    struct out *out;
    struct buf lines;
    void (*change)(void *self, struct ledger_line *row);
    void *self;
};

static enum err
rewrite_line(void *self, struct str text, struct ledger_place place)
{
    struct rewriting *r = self;
    struct arena *arena = arena_new();
    struct ledger_line row;
    enum err err = arena == NULL
                       ? ERR_NOMEM
                       : ledger_take(arena, r->diag, r->manifest->path, text,
                             place.line, &row);
    if (err == ERR_OK) {
        r->change(r->self, &row);
        ledger_put(&row, &r->lines);
        err = spill(r->diag, r->out, &r->lines, false);
    }
    arena_free(arena);
    return err;
}

enum err
manifest_rewrite(struct arena *arena, struct diag *diag,
    struct manifest *manifest,
    void (*change)(void *self, struct ledger_line *row), void *self)
{
    struct rewriting r = {
        .diag = diag, .manifest = manifest, .change = change, .self = self};
    bool torn;
    enum err err = out_open(diag, manifest->path, &r.out);
    if (err != ERR_OK)
        return err;
    buf_str(&r.lines, ledger_heads());
    err = ledger_walk(
        diag, manifest->path, manifest->fd, rewrite_line, &r, &torn);
    if (err == ERR_OK)
        err = spill(diag, r.out, &r.lines, true);
    buf_fini(&r.lines);
    if (err != ERR_OK) {
        out_abandon(r.out);
        return err;
    }
    err = out_commit(diag, r.out);
    if (err != ERR_OK)
        return err;
    manifest_close(manifest); /* the lock is on a file that is no more */
    return manifest_open(arena, diag, manifest->path, true, manifest);
}
