#include "deliver/ledger.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "data/rows.h"

DIAG_MESSAGE(not_ours, "deliver.manifest-other", DIAG_ERROR,
    "「{1}」は kumihan batch の manifest ではありません（見出しが違います）",
    "\"{1}\" is no manifest of kumihan batch: its heads are others");
DIAG_MESSAGE(damaged, "deliver.manifest-line", DIAG_ERROR,
    "manifest のこの行を読めません。行を消すと、その版は作り直されます",
    "this line of the manifest cannot be read; delete it, and the edition is "
    "made again");
DIAG_MESSAGE(cannot_read, "deliver.manifest-read", DIAG_FATAL,
    "「{1}」を読めません（{2}）。ディスクと権限を確かめてください",
    "cannot read \"{1}\" ({2}); check the disk and permissions");

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

enum err
ledger_fault(struct diag *diag, const char *path, uint32_t line)
{
    return DIAG(diag, ((struct loc){path, (int32_t)line, 0}), &damaged, NULL);
}

bool
ledger_row(struct str text, size_t *row)
{
    struct str rest;
    uint64_t number;
    bool good = read_number(str_cut(text, ',', &rest), UINT32_MAX, &number);
    *row = good ? (size_t)number : 0;
    return good && rest.p != NULL;
}

/* A file of lines that is read piece by piece. */
struct reader {
    struct diag *diag;
    const char *path;
    int fd;
    struct buf text;           /* what is read and not yet given */
    struct ledger_place place; /* of the next line */
};

static enum err
say_unread(struct diag *diag, const char *path)
{
    enum err err = DIAG(diag, LOC_NONE, &cannot_read, path, strerror(errno));
    return err == ERR_NOMEM ? err : ERR_ENVIRONMENT;
}

/* Up to N bytes at AT to P; -1: errno. */
static ssize_t
read_at(int fd, void *p, size_t n, int64_t at)
{
    ssize_t got;
    do
        got = pread(fd, p, n, (off_t)at);
    while (got < 0 && errno == EINTR);
    return got;
}

/* Appends what follows; *END: nothing does. */
static enum err
read_more(struct reader *r, bool *end)
{
    char piece[32768];
    ssize_t got =
        read_at(r->fd, piece, sizeof piece, r->place.at + (int64_t)r->text.n);
    if (got < 0)
        return say_unread(r->diag, r->path);
    *end = got == 0;
    buf_put(&r->text, piece, (size_t)got);
    return r->text.failed ? ERR_NOMEM : ERR_OK;
}

/* Gives the whole lines of R's text to VISIT and leaves the rest; the heads
 * stand in the first line. */
static enum err
give_lines(struct reader *r,
    enum err (*visit)(void *self, struct str text, struct ledger_place place),
    void *self)
{
    struct str rest = {r->text.p, r->text.n};
    const char *end;
    enum err err = ERR_OK;
    while (err == ERR_OK && rest.n > 0 &&
           (end = memchr(rest.p, '\n', rest.n)) != NULL) {
        struct str text = {rest.p, (size_t)(end - rest.p) + 1};
        r->place.n = (uint32_t)text.n;
        r->place.line++;
        if (r->place.line > 1)
            err = visit(self, text, r->place);
        r->place.at += (int64_t)text.n;
        rest = (struct str){rest.p + text.n, rest.n - text.n};
    }
    if (rest.n > 0)
        memmove(r->text.p, rest.p, rest.n);
    r->text.n = rest.n;
    return err;
}

enum err
ledger_check(struct diag *diag, const char *path, int fd)
{
    char text[sizeof heads];
    ssize_t got = read_at(fd, text, sizeof heads - 1, 0);
    if (got < 0)
        return say_unread(diag, path);
    return memcmp(text, heads, (size_t)got) == 0
               ? ERR_OK
               : DIAG(diag, ((struct loc){path, 1, 0}), &not_ours, path);
}

enum err
ledger_walk(struct diag *diag, const char *path, int fd,
    enum err (*visit)(void *self, struct str text, struct ledger_place place),
    void *self, bool *torn)
{
    struct reader r = {.diag = diag, .path = path, .fd = fd};
    enum err err = ledger_check(diag, path, fd);
    bool end = false;
    while (err == ERR_OK && !end) {
        err = read_more(&r, &end);
        if (err == ERR_OK)
            err = give_lines(&r, visit, self);
    }
    *torn = r.text.n > 0;
    buf_fini(&r.text);
    return err;
}

static enum err
take_fields(struct diag *diag, const struct row *row, struct ledger_line *out)
{
    uint64_t number, pages, bytes;
    const struct field *f = row->field;
    bool good = row->n == COLUMNS;
    bool done = good && str_equal(f[COL_STATUS].text, STR("done"));
    good = good && read_number(f[COL_ROW].text, UINT32_MAX, &number) &&
           read_number(f[COL_PAGES].text, UINT32_MAX, &pages) &&
           read_number(f[COL_BYTES].text, INT64_MAX, &bytes) &&
           (done || str_equal(f[COL_STATUS].text, STR("failed"))) &&
           (!done || f[COL_SHA256].text.n == SHA256_HEX);
    if (!good)
        return DIAG(diag, row->loc, &damaged, NULL);
    *out = (struct ledger_line){.row = (size_t)number,
        .key = f[COL_KEY].text.p,
        .file = f[COL_FILE].text.p,
        .pages = (unsigned)pages,
        .bytes = bytes,
        .sha256 = f[COL_SHA256].text.p,
        .done = done,
        .message = f[COL_MESSAGE].text.p,
        .input = f[COL_INPUT].text.p};
    return ERR_OK;
}

enum err
ledger_take(struct arena *arena, struct diag *diag, const char *path,
    struct str text, uint32_t line, struct ledger_line *out)
{
    struct rows rows;
    struct loc loc = {path, (int32_t)line, 1};
    enum err err = rows_read(arena, diag, loc, text, &rows);
    if (err != ERR_OK)
        return err;
    if (rows.n != 1)
        return ledger_fault(diag, path, line);
    return take_fields(diag, &rows.row[0], out);
}

enum err
ledger_read(struct arena *arena, struct diag *diag, const char *path, int fd,
    struct ledger_place place, struct ledger_line *out)
{
    char *text = arena_alloc(arena, (size_t)place.n + 1);
    if (text == NULL)
        return ERR_NOMEM;
    ssize_t got = read_at(fd, text, place.n, place.at);
    if (got < 0)
        return say_unread(diag, path);
    return ledger_take(
        arena, diag, path, (struct str){text, (size_t)got}, place.line, out);
}

enum err
ledger_copy(struct diag *diag, const char *path, int fd,
    struct ledger_place place, struct buf *out)
{
    char text[1024];
    while (place.n > 0) {
        size_t n = place.n < sizeof text ? place.n : sizeof text;
        ssize_t got = read_at(fd, text, n, place.at);
        if (got <= 0)
            return say_unread(diag, path);
        buf_put(out, text, (size_t)got);
        place.at += got;
        place.n -= (uint32_t)got;
    }
    return out->failed ? ERR_NOMEM : ERR_OK;
}

/* --- writing -------------------------------------------------------------- */

static bool
needs_quotes(const char *text)
{
    size_t n = strlen(text);
    return strpbrk(text, ",\"\r\n") != NULL ||
           (n > 0 && strchr(" \t", text[0]) != NULL) ||
           (n > 0 && strchr(" \t", text[n - 1]) != NULL);
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

struct str
ledger_heads(void)
{
    return STR(heads);
}

void
ledger_put(const struct ledger_line *row, struct buf *lines)
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
