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
DIAG_MESSAGE(not_ours, "deliver.manifest-other", DIAG_ERROR,
    "「{1}」は kumihan batch の manifest ではありません（見出しが違います）",
    "\"{1}\" is no manifest of kumihan batch: its heads are others");
DIAG_MESSAGE(damaged, "deliver.manifest-line", DIAG_ERROR,
    "manifest のこの行を読めません。行を消すと、その版は作り直されます",
    "this line of the manifest cannot be read; delete it, and the edition is "
    "made again");
DIAG_MESSAGE(beyond, "deliver.manifest-row", DIAG_ERROR,
    "manifest に行 {1} がありますが、リストは {2} "
    "行です。作ったときと同じリスト"
    "を指定してください",
    "the manifest has row {1}, but the list only {2}; name the list that it "
    "was made from");
DIAG_MESSAGE(cannot_write, "deliver.manifest-write", DIAG_FATAL,
    "「{1}」に書けません（{2}）。空き容量と権限を確かめ、--resume "
    "で続けてくださ"
    "い",
    "cannot write \"{1}\" ({2}); check free space and permissions, then go on "
    "with --resume");

static const char heads[] =
    "row,key,file,pages,bytes,sha256,status,message,input\n";

enum {
    COL_ROW,
    COL_KEY,
    COL_FILE,
    COL_PAGES,
    COL_BYTES,
    COL_SHA256,
    COL_STATUS,
    COL_MESSAGE,
    COL_INPUT,
    COLUMNS
};

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

/* --- reading -------------------------------------------------------------- */

/* A plain number without sign; false: it is none that fits. */
static bool
read_number(struct str s, uint64_t most, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || *out > most / 10)
            return false;
        *out = *out * 10 + (uint64_t)(s.p[i] - '0');
    }
    return s.n > 0 && *out <= most;
}

/* The row of the list of which LINE is, by its bytes alone. */
static bool
row_of_line(struct str line, uint64_t *row)
{
    struct str rest;
    return read_number(str_cut(line, ',', &rest), UINT32_MAX, row) && *row > 0;
}

static enum err
map_lines(struct arena *arena, struct diag *diag, struct manifest *m)
{
    m->line = arena_array(arena, m->n, sizeof *m->line);
    if (m->line == NULL)
        return ERR_NOMEM;
    for (size_t i = 1; i <= m->old.n; i++) {
        struct loc loc = {m->path, m->old.row[i - 1].line, 0};
        uint64_t row;
        if (!row_of_line(list_text(&m->old, i), &row))
            return DIAG(diag, loc, &damaged, NULL);
        if (row > m->n)
            return DIAG(diag, loc, &beyond, diag_int(diag, (int64_t)row),
                diag_int(diag, (int64_t)m->n));
        m->line[row - 1] = (uint32_t)i;
    }
    return ERR_OK;
}

/* Reads the lines of M, whose heads it must have. */
static enum err
read_lines(struct arena *arena, struct diag *diag, struct manifest *m)
{
    struct str text;
    enum err err = file_read(arena, diag, LOC_NONE, m->path, &text);
    if (err != ERR_OK)
        return err;
    size_t n = sizeof heads - 1;
    if (text.n < n || memcmp(text.p, heads, n) != 0)
        return DIAG(diag, ((struct loc){m->path, 1, 0}), &not_ours, m->path);
    if (text.n > n) /* list_read wants rows */
        err = list_read(arena, diag, LOC_NONE, m->path, "utf-8", &m->old);
    return err == ERR_OK ? map_lines(arena, diag, m) : err;
}

enum err
manifest_read(struct arena *arena, struct diag *diag, const char *path,
    size_t n, struct manifest *out)
{
    *out = (struct manifest){.path = path, .fd = -1, .n = n};
    return read_lines(arena, diag, out);
}

static enum err
take_fields(
    struct diag *diag, const struct job_row *row, struct manifest_row *out)
{
    uint64_t number, pages, bytes;
    const struct job_field *f = row->field;
    bool done = strcmp(f[COL_STATUS].text, "done") == 0;
    bool good = row->n == COLUMNS &&
                read_number(str_of(f[COL_ROW].text), UINT32_MAX, &number) &&
                read_number(str_of(f[COL_PAGES].text), UINT32_MAX, &pages) &&
                read_number(str_of(f[COL_BYTES].text), INT64_MAX, &bytes) &&
                (done || strcmp(f[COL_STATUS].text, "failed") == 0) &&
                (!done || strlen(f[COL_SHA256].text) == SHA256_HEX);
    if (!good)
        return DIAG(diag, row->loc, &damaged, NULL);
    *out = (struct manifest_row){.row = (size_t)number,
        .key = f[COL_KEY].text,
        .file = f[COL_FILE].text,
        .pages = (unsigned)pages,
        .bytes = bytes,
        .sha256 = f[COL_SHA256].text,
        .done = done,
        .message = f[COL_MESSAGE].text,
        .input = f[COL_INPUT].text};
    return ERR_OK;
}

enum err
manifest_find(struct arena *arena, struct diag *diag,
    const struct manifest *manifest, size_t row, struct manifest_row *out,
    bool *found)
{
    struct job_row fields;
    size_t line = manifest->line == NULL ? 0 : manifest->line[row - 1];
    *found = line > 0;
    if (line == 0)
        return ERR_OK;
    enum err err = list_row(arena, diag, &manifest->old, line, &fields);
    return err == ERR_OK ? take_fields(diag, &fields, out) : err;
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
    enum err err = cut_torn_line(diag, m, st.st_size);
    if (err == ERR_OK && fstat(m->fd, &st) != 0)
        return say(diag, m->path);
    if (err != ERR_OK || st.st_size > 0)
        return err == ERR_OK ? read_lines(arena, diag, m) : err;
    err = write_all(diag, m->path, m->fd, heads, sizeof heads - 1);
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

enum err
manifest_open(struct arena *arena, struct diag *diag, const char *path,
    size_t n, bool resume, struct manifest *out)
{
    *out = (struct manifest){.path = path, .n = n};
    out->fd = open_locked(path);
    if (out->fd < 0 && errno == EWOULDBLOCK)
        return DIAG(diag, LOC_NONE, &busy, path) == ERR_NOMEM ? ERR_NOMEM
                                                              : ERR_ENVIRONMENT;
    if (out->fd < 0)
        return say(diag, path);
    enum err err = open_lines(arena, diag, resume, out);
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

static bool
needs_quotes(const char *text)
{
    return strpbrk(text, ",\"\r\n") != NULL || text[0] == ' ' ||
           (text[0] != '\0' && text[strlen(text) - 1] == ' ');
}

static void
put_field(struct buf *out, const char *text)
{
    bool quoted = needs_quotes(text);
    if (quoted)
        buf_byte(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            buf_byte(out, '"');
        buf_byte(out, *text == '\n' || *text == '\r' ? ' ' : *text);
    }
    if (quoted)
        buf_byte(out, '"');
}

void
manifest_heads(struct buf *lines)
{
    buf_text(lines, heads);
}

void
manifest_put(const struct manifest_row *row, struct buf *lines)
{
    const char *texts[] = {
        row->sha256, row->done ? "done" : "failed", row->message, row->input};
    buf_printf(lines, "%zu,", row->row);
    put_field(lines, row->key);
    buf_byte(lines, ',');
    put_field(lines, row->file);
    buf_printf(lines, ",%u,%llu", row->pages, (unsigned long long)row->bytes);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        buf_byte(lines, ',');
        put_field(lines, texts[i]);
    }
    buf_byte(lines, '\n');
}

enum err
manifest_append(
    struct diag *diag, struct manifest *manifest, const struct buf *lines)
{
    if (lines->failed)
        return ERR_NOMEM;
    return write_all(diag, manifest->path, manifest->fd, lines->p, lines->n);
}

enum err
manifest_sort(struct diag *diag, const struct manifest *manifest)
{
    struct arena *arena = arena_new();
    struct manifest all;
    struct buf sorted = {0};
    enum err err = arena == NULL ? ERR_NOMEM
                                 : manifest_read(arena, diag, manifest->path,
                                       manifest->n, &all);
    if (err == ERR_OK) {
        buf_text(&sorted, heads);
        for (size_t i = 0; i < all.n; i++)
            if (all.line[i] > 0)
                buf_str(&sorted, list_text(&all.old, all.line[i]));
        err = sorted.failed
                  ? ERR_NOMEM
                  : out_file(diag, manifest->path, sorted.p, sorted.n);
    }
    buf_fini(&sorted);
    arena_free(arena);
    return err;
}
