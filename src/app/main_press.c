/* kumihan-press: the press kit of a job, and its mail to those who are to get
 * it.  A program of its own because it links GMime, libcurl and cairo, which
 * the others do not need. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/args.h"
#include "app/stop.h"
#include "base/buf.h"

enum { STATES = 7 };

/* How it stands with a recipient: as the record and the library call it. */
static const struct {
    const char *name, *ja, *en;
} states[STATES] = {{"before", "送信済みです", "has it"},
    {"ready", "送ります", "would get it"}, {"sent", "送りました", "sent"},
    {"refused", "受け取られませんでした", "refused"},
    {"later", "まだ受け取られません", "not yet taken"},
    {"left", "送っていません", "not tried"},
    {"unknown", "届いたかどうかわかりません", "in doubt"}};

/* The last word on a recipient; ADDRESS is the library's own, so that it is the
 * same for the same one. */
struct told {
    const char *address;
    size_t state;
};

struct teller {
    const struct args *args;
    struct told *told;
    size_t n, cap;
    bool failed; /* something could not be kept or shown */
};

static void
show(struct teller *teller, struct buf *line)
{
    bool shown = !line->failed && line->p != NULL &&
                 fputs(line->p, stdout) >= 0 && fflush(stdout) == 0;
    teller->failed = teller->failed || !shown;
    buf_fini(line);
}

static void
keep(struct teller *teller, const char *address, size_t state)
{
    size_t i = teller->n;
    while (i > 0 && teller->told[i - 1].address != address)
        i--;
    if (i > 0) {
        teller->told[i - 1].state = state;
        return;
    }
    if (teller->n == teller->cap) {
        size_t cap = teller->cap == 0 ? 64 : 2 * teller->cap;
        struct told *grown = realloc(teller->told, cap * sizeof *grown);
        teller->failed = teller->failed || grown == NULL;
        if (grown == NULL)
            return;
        teller->told = grown;
        teller->cap = cap;
    }
    teller->told[teller->n++] = (struct told){address, state};
}

static void
put_object(struct buf *line, const char *address, const char *state, int code,
    const char *answer)
{
    buf_text(line, "{\"event\":\"mail\",");
    buf_json_member(line, "address", address);
    buf_byte(line, ',');
    buf_json_member(line, "state", state);
    buf_printf(line, ",\"code\":%d,", code);
    buf_json_member(line, "answer", answer);
    buf_text(line, "}\n");
}

/* `press@example.jp: sent (250 OK id=1)` */
static void
put_words(struct buf *line, const char *address, const char *words, int code,
    const char *answer)
{
    buf_printf(line, "%s: %s", address, words);
    if (code != 0)
        buf_printf(line, " (%d %s)", code, answer);
    else if (answer[0] != '\0')
        buf_printf(line, " (%s)", answer);
    buf_byte(line, '\n');
}

static void
tell(void *data, const char *address, const char *state, int code,
    const char *answer)
{
    struct teller *teller = data;
    struct buf line = {0};
    size_t at = 0;
    /* `sending`, which a crash leaves, is in doubt, too. */
    while (at < STATES - 1 && strcmp(states[at].name, state) != 0)
        at++;
    keep(teller, address, at);
    if (teller->args->format == KUMIHAN_JSON)
        put_object(&line, address, state, code, answer);
    else
        put_words(&line, address,
            args_text(teller->args, states[at].ja, states[at].en), code,
            answer);
    show(teller, &line);
}

static int
stopped(void *data)
{
    (void)data;
    return stop_asked != 0;
}

/* How many of what. */
static void
sum_up(struct teller *teller)
{
    const struct args *args = teller->args;
    struct buf line = {0};
    size_t count[STATES] = {0};
    for (size_t i = 0; i < teller->n; i++)
        count[teller->told[i].state]++;
    for (size_t i = 0; i < STATES; i++)
        if (count[i] > 0)
            buf_printf(&line, "%s%s: %zu", line.n == 0 ? "" : ", ",
                args_text(args, states[i].ja, states[i].en), count[i]);
    if (line.n == 0)
        return;
    if (!args->send.go)
        buf_text(
            &line, args_text(args,
                       "。まだ何も送っていません。送るには --go を付けます",
                       "; nothing was sent, --go sends"));
    buf_byte(&line, '\n');
    show(teller, &line);
}

static int
send_kit(struct args *args, struct kumihan *job)
{
    struct teller teller = {.args = args};
    args->send.tell = tell;
    args->send.stopped = stopped;
    args->send.data = &teller;
    stop_hear();
    int result = kumihan_send(job, args->folder, &args->send);
    if (args->format == KUMIHAN_TEXT)
        sum_up(&teller);
    free(teller.told);
    if (teller.failed)
        fprintf(stderr, "kumihan-press: %s\n",
            args_text(args, "結果を書き出せませんでした。記録を見てください",
                "what happened could not be shown; see the record"));
    return teller.failed && result == KUMIHAN_OK ? KUMIHAN_ENVIRONMENT : result;
}

/* Is something said that makes no sense without a server to send to? */
static bool
needs_server(const struct kumihan_sending *s)
{
    return s->go || s->resume || s->under_embargo || s->user != NULL ||
           s->password_file != NULL || s->ca != NULL || s->record != NULL ||
           s->wait > 0 || s->timeout > 0 || s->n_again > 0 || s->n_sent > 0 ||
           s->tls != KUMIHAN_TLS_BY_URL;
}

static int
check(const struct args *args)
{
    const struct kumihan_sending *s = &args->send;
    const char *fault = NULL;
    if (args->folder == NULL)
        fault = args_text(
            args, "--out フォルダー が必要です", "--out DIR is needed");
    else if (s->url == NULL && needs_server(s))
        fault =
            args_text(args, "送信の指定には --send smtp://ホスト が必要です",
                "what is said of sending needs --send smtp://HOST");
    else if (s->under_embargo && args->for_public)
        fault =
            args_text(args, "--public と --under-embargo は一緒に使えません",
                "--public and --under-embargo exclude each other");
    if (fault == NULL)
        return KUMIHAN_OK;
    fprintf(stderr, "kumihan-press: %s\n", fault);
    return KUMIHAN_USAGE;
}

int
main(int argc, char **argv)
{
    struct args args;
    struct kumihan *job = NULL;
    unsetenv("SSLKEYLOGFILE"); /* keys of TLS are nobody else's */
    signal(SIGXFSZ, SIG_IGN);  /* a limit on files is a write that fails */
    int result =
        args_read(&args, TAKE_JOB | TAKE_FONTS | TAKE_PROFILE | TAKE_PRESS, 1,
            1, argc - 1, argv + 1);
    if (result == KUMIHAN_OK)
        result = check(&args);
    if (result != KUMIHAN_OK)
        return result;
    bool sends = args.send.url != NULL;
    /* What is sent is for all, unless it is said to be held. */
    if (sends && !args.send.under_embargo)
        args.options.for_public = true;
    result = kumihan_load(args.plain[0], &args.options, &job);
    if (result == KUMIHAN_OK)
        result = sends ? send_kit(&args, job) : kumihan_press(job, args.folder);
    args_report(&args, job);
    kumihan_free(job);
    return sends ? stop_result(result) : result;
}
