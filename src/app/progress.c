#include "app/progress.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/json.h"

enum {
    LINE_MS = 10000,
    BAR_MS = 100,
    BAR_CELLS = 24,
    SHOWN_MAX = 100 /* failures that are told in full; the manifest has all */
};

int64_t
progress_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct progress
progress_begin(const struct args *args)
{
    int64_t now = progress_now();
    return (struct progress){.args = args,
        .bar = isatty(STDERR_FILENO) == 1 && args->format == KUMIHAN_TEXT,
        .begun = now,
        .shown = now};
}

static size_t
finished(const struct batch_tally *tally)
{
    return tally->made + tally->kept + tally->failed;
}

/* Editions a second, 1/10, over the whole run. */
static int64_t
rate(const struct progress *p, const struct batch_tally *tally, int64_t now)
{
    int64_t ms = now > p->begun ? now - p->begun : 1;
    return (int64_t)finished(tally) * 10000 / ms;
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

static void
clear_bar(struct progress *p)
{
    if (p->drawn)
        fputs("\r\033[K", stderr);
    p->drawn = false;
}

/* Done of all, rate, time left, failures: in one line. */
static void
show(struct progress *p, const struct batch_tally *tally, int64_t now)
{
    size_t n = finished(tally);
    int64_t tenths = rate(p, tally, now);
    char left[32] = "-";
    if (tenths > 0)
        put_time((int64_t)(tally->rows - n) * 10 / tenths, left, sizeof left);
    if (p->bar) {
        char cells[BAR_CELLS + 1];
        size_t full = tally->rows == 0 ? 0 : n * BAR_CELLS / tally->rows;
        memset(cells, '.', BAR_CELLS);
        memset(cells, '#', full);
        cells[BAR_CELLS] = '\0';
        fprintf(stderr, "\r\033[K[%s] ", cells);
    }
    fprintf(stderr, "%zu/%zu  %lld.%lld/s  %s %s", n, tally->rows,
        (long long)(tenths / 10), (long long)(tenths % 10),
        args_text(p->args, "残り", "left"), left);
    if (tally->failed > 0)
        fprintf(stderr, "  %s %zu", args_text(p->args, "失敗", "failed"),
            tally->failed);
    if (!p->bar)
        fputc('\n', stderr);
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
    clear_bar(p);
    fprintf(stderr, "%s %zu (%s): %s\n", args_text(p->args, "行", "row"),
        e->row, e->key,
        args_text(p->args, "作れませんでした", "could not be made"));
    fputs(e->messages[0] == '\0' ? e->brief : e->messages, stderr);
    if (e->messages[0] == '\0')
        fputc('\n', stderr);
}

void
progress_tell(void *self, const struct batch_event *event)
{
    struct progress *p = self;
    int64_t now = progress_now();
    if (event != NULL) {
        p->tally = event->tally;
        if (p->args->format == KUMIHAN_JSON)
            put_event(event);
        else
            put_messages(p, event);
    }
    bool due = now - p->shown >= (p->bar ? BAR_MS : LINE_MS);
    if (p->tally != NULL && due && p->args->format == KUMIHAN_TEXT)
        show(p, p->tally, now);
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
    clear_bar(p);
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
