#define _DEFAULT_SOURCE /* struct winsize */
#include "app/progress.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "app/json.h"

enum {
    LINE_MS = 10000,
    BAR_MS = 100,
    SURE_MS = 1000, /* a rate is told of so long a time, at least */
    MARK_MS = 5000, /* the rate is that of the last two of these */
    BAR_CELLS = 24,
    BAR_CELLS_LEAST = 6,
    WORDS = 44, /* columns beside the bar, so that it does not change in size */
    COLUMNS = 80,   /* of a terminal that does not tell */
    SHOWN_MAX = 100 /* failures that are told in full; the manifest has all */
};

int64_t
progress_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A terminal without escapes would show them. */
static bool
has_bar(const struct args *args)
{
    const char *term = getenv("TERM");
    return args->format == KUMIHAN_TEXT && isatty(STDERR_FILENO) == 1 &&
           term != NULL && strcmp(term, "dumb") != 0;
}

struct progress
progress_begin(const struct args *args)
{
    int64_t now = progress_now();
    return (struct progress){.args = args,
        .bar = has_bar(args),
        .shown = now,
        .since = {now, 0},
        .later = {now, 0}};
}

/* Of the terminal, whose size may change. */
static int
columns(void)
{
    struct winsize size;
    int n = 0;
    const char *said = getenv("COLUMNS");
    if (said != NULL && str_integer(str_of(said), &n) && n > 0)
        return n;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return COLUMNS;
}

static size_t
finished(const struct batch_tally *tally)
{
    return tally->made + tally->kept + tally->failed;
}

/* How many editions were finished lately, in *MS: what an older run had made is
 * counted at the beginning, fast. */
static size_t
lately(struct progress *p, size_t n, int64_t now, int64_t *ms)
{
    size_t more = n - p->since.n;
    *ms = now - p->since.ms;
    if (now - p->later.ms >= MARK_MS) {
        p->since = p->later;
        p->later = (struct progress_mark){now, n};
    }
    return more;
}

/* "1:05:09" or "5:09", of SECONDS. */
static void
put_time(int64_t seconds, char *out, size_t n)
{
    int hours = (int)(seconds / 3600), rest = (int)(seconds % 3600);
    if (hours > 0)
        snprintf(out, n, "%d:%02d:%02d", hours, rest / 60, rest % 60);
    else
        snprintf(out, n, "%d:%02d", rest / 60, rest % 60);
}

void
progress_clear(struct progress *p)
{
    if (p->drawn)
        fputs("\r\033[K", stderr);
    p->drawn = false;
}

/* Columns that TEXT takes: ours is ASCII and full-width characters. */
static int
width_of(const char *text)
{
    int width = 0;
    for (; *text != '\0'; text++)
        if ((*text & 0xC0) != 0x80)
            width += (unsigned char)*text < 0x80 ? 1 : 2;
    return width;
}

enum { PARTS = 4, PART_BYTES_MAX = 64 };

/* Done of all, rate, time left, failures. */
static void
make_parts(struct progress *p, const struct batch_tally *tally, int64_t now,
    char part[PARTS][PART_BYTES_MAX])
{
    size_t n = finished(tally);
    int64_t ms, more = (int64_t)lately(p, n, now, &ms);
    char left[32] = "-", speed[32] = "-";
    if (ms >= SURE_MS && more > 0) {
        long long tenths = (long long)(more * 10000 / ms);
        int64_t rest = (int64_t)(tally->rows - n) * ms;
        snprintf(speed, sizeof speed, "%lld.%lld", tenths / 10, tenths % 10);
        put_time((rest + more * 1000 - 1) / (more * 1000), left, sizeof left);
    }
    snprintf(part[0], PART_BYTES_MAX, "%zu/%zu", n, tally->rows);
    snprintf(part[1], PART_BYTES_MAX, "  %s/s", speed);
    snprintf(part[2], PART_BYTES_MAX, "  %s %s",
        args_text(p->args, "残り", "left"), left);
    part[3][0] = '\0';
    if (tally->failed > 0)
        snprintf(part[3], PART_BYTES_MAX, "  %s %zu",
            args_text(p->args, "失敗", "failed"), tally->failed);
}

/* `[###...] ` in up to ROOM columns; "" when that is too little. */
static void
make_bar(const struct batch_tally *tally, int room, char out[BAR_CELLS + 4])
{
    int cells = room - 3 < BAR_CELLS ? room - 3 : BAR_CELLS;
    out[0] = '\0';
    if (cells < BAR_CELLS_LEAST)
        return;
    size_t full =
        tally->rows == 0 ? 0 : finished(tally) * (size_t)cells / tally->rows;
    memset(out + 1, '.', (size_t)cells);
    memset(out + 1, '#', full);
    out[0] = '[';
    strcpy(out + 1 + cells, "] ");
}

/* PART in one line that the terminal does not break; the last column stays
 * free: some break behind it. */
static void
draw(const struct batch_tally *tally, char part[PARTS][PART_BYTES_MAX])
{
    int room = columns() - 1, width = 0;
    char bar[BAR_CELLS + 4];
    for (int i = 0; i < PARTS; i++) {
        if (width + width_of(part[i]) > room)
            part[i][0] = '\0';
        width += width_of(part[i]);
    }
    make_bar(tally, room - (width > WORDS ? width : WORDS), bar);
    fprintf(
        stderr, "\r\033[K%s%s%s%s%s", bar, part[0], part[1], part[2], part[3]);
}

void
progress_show(struct progress *p, const struct batch_tally *tally)
{
    char part[PARTS][PART_BYTES_MAX];
    int64_t now = progress_now();
    if (p->args->format != KUMIHAN_TEXT ||
        now - p->shown < (p->bar ? BAR_MS : LINE_MS))
        return;
    make_parts(p, tally, now, part);
    if (p->bar)
        draw(tally, part);
    else
        fprintf(stderr, "%s%s%s%s\n", part[0], part[1], part[2], part[3]);
    fflush(stderr);
    p->drawn = p->bar;
    p->shown = now;
}

static void
put_event(const struct batch_event *e)
{
    struct buf out = {0};
    struct json json = {.out = &out, .one_line = true};
    json_open(&json, NULL, '{');
    json_text(&json, "event", "edition");
    json_int(&json, "row", (int64_t)e->row);
    json_text(&json, "key", e->key);
    json_text(&json, "file", e->done ? e->file : NULL);
    json_text(&json, "status", !e->done ? "failed" : e->kept ? "kept" : "done");
    json_int(&json, "pages", e->pages);
    json_int(&json, "bytes", (int64_t)e->bytes);
    json_text(&json, "message", e->brief[0] == '\0' ? NULL : e->brief);
    json_close(&json, '}');
    if (!out.failed)
        fwrite(out.p, 1, out.n, stdout);
    fflush(stdout); /* who listens hears it now */
    buf_fini(&out);
}

/* What EVENT tells a person: why an edition failed. */
static void
put_messages(struct progress *p, const struct batch_event *e)
{
    p->warned += e->done && e->messages[0] != '\0';
    if (e->done || e->tally->failed > SHOWN_MAX)
        return;
    progress_clear(p);
    fprintf(stderr, "%s %zu", args_text(p->args, "行", "row"), e->row);
    if (e->key[0] != '\0')
        fprintf(stderr, " (%s)", e->key);
    fprintf(stderr, ": %s\n",
        args_text(p->args, "作れませんでした", "could not be made"));
    fputs(e->messages[0] == '\0' ? e->brief : e->messages, stderr);
    if (e->messages[0] == '\0')
        fputc('\n', stderr);
}

void
progress_tell(void *self, const struct batch_event *event)
{
    struct progress *p = self;
    if (event != NULL) {
        p->tally = event->tally;
        if (p->args->format == KUMIHAN_JSON)
            put_event(event);
        else
            put_messages(p, event);
    }
    if (p->tally != NULL)
        progress_show(p, p->tally);
}

static void
put_end(const struct batch_tally *t)
{
    struct buf out = {0};
    struct json json = {.out = &out, .one_line = true};
    json_open(&json, NULL, '{');
    json_text(&json, "event", "end");
    json_int(&json, "rows", (int64_t)t->rows);
    json_int(&json, "made", (int64_t)t->made);
    json_int(&json, "kept", (int64_t)t->kept);
    json_int(&json, "failed", (int64_t)t->failed);
    json_bool(&json, "stopped", t->stopped);
    json_close(&json, '}');
    if (!out.failed)
        fwrite(out.p, 1, out.n, stdout);
    fflush(stdout); /* who listens hears it now */
    buf_fini(&out);
}

void
progress_end(struct progress *p, const struct batch_tally *t)
{
    const struct args *args = p->args;
    size_t rest = t->rows - finished(t);
    progress_clear(p);
    if (args->format == KUMIHAN_JSON) {
        put_end(t);
        return;
    }
    fprintf(stderr, "%s %zu", args_text(args, "作成", "made"), t->made);
    if (t->kept > 0)
        fprintf(
            stderr, "  %s %zu", args_text(args, "そのまま", "kept"), t->kept);
    if (t->failed > 0)
        fprintf(
            stderr, "  %s %zu", args_text(args, "失敗", "failed"), t->failed);
    if (rest > 0)
        fprintf(stderr, "  %s %zu（--resume）",
            args_text(args, "残り", "not made"), rest);
    fputc('\n', stderr);
    if (p->warned > 0)
        fprintf(stderr, "%s: %zu\n",
            args_text(args, "警告のある版（manifest の message を参照）",
                "editions with warnings (see message in the manifest)"),
            p->warned);
}
