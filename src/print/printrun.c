#include "print/printrun.h"

#include <stdlib.h>

#include "base/file.h"
#include "print/errand.h"
#include "print/showticket.h"
#include "print/trouble.h"

enum { FAILURES = 3 /* jobs in a row that end early, then the run does */ };

DIAG_MESSAGE(invalid, "print.ticket-refused", DIAG_FATAL,
    "プリンターはこの印刷票を受け付けません（{1}）。印刷票の値を変えてください",
    "the printer does not accept this ticket ({1}); change what it asks for");
DIAG_MESSAGE(undecided, "print.undecided", DIAG_FATAL,
    "「{1}」は前の印刷で途中で終わりました（ジョブ {2}、{3}）。紙を確かめ、出て"
    "いれば --printed {1}、刷り直すなら --again {1} を加えてください",
    "\"{1}\" ended early in the run before (job {2}, {3}); look at the sheets, "
    "then add --printed {1}, or --again {1} to print it again");
DIAG_MESSAGE(other_file, "print.printed-otherwise", DIAG_FATAL,
    "「{1}」は印刷の後で作り直されています。新しいものを刷るなら --again {1}、"
    "刷らないなら --printed {1} を加えてください",
    "\"{1}\" was made anew after it was printed; add --again {1} to print the "
    "new one, or --printed {1} to leave it");
DIAG_MESSAGE(no_such, "print.no-such-edition", DIAG_ERROR,
    "「{1}」という版はありません。台帳の key か file の値を書いてください",
    "there is no edition \"{1}\"; write a key or a file of the manifest");
DIAG_MESSAGE(several, "print.several-editions", DIAG_ERROR,
    "「{1}」という版がいくつもあります。台帳の file の値を書いてください",
    "several editions are called \"{1}\"; write its file in the manifest");

struct run {
    struct arena *arena; /* of the whole run */
    struct diag *diag;
    const struct watch *watch;
    const struct wish *wish;
    struct device device;
    struct printjob_call call;
    ipp_t *printer;
    struct printlist list;
    struct printlog log;
    struct str shown; /* the job part of the ticket shown last */
    size_t done;
    bool begun;   /* the first job was made */
    int failures; /* in a row */
};

/* One edition, ready to be sent. */
struct ready {
    struct arena *arena; /* its own */
    struct pdfsheet sheet;
    struct ticket ticket;
    struct str bytes;
    char hash[SHA256_HEX + 1];
};

static bool
is_stopped(const struct run *run)
{
    return run->watch->stopped(run->watch->data);
}

static enum err
read_list(struct run *run)
{
    const struct wish *wish = run->wish;
    return wish->manifest != NULL ? printlist_read(run->arena, run->diag,
                                        wish->manifest, &run->list)
                                  : printlist_files(run->arena, run->diag,
                                        wish->file, wish->n_files, &run->list);
}

/* Beside manifest.csv stands printed.csv, beside NAME.csv NAME.printed.csv.
 * NULL: no memory; empty: nothing keeps a record. */
static const char *
record_path(const struct run *run)
{
    const struct wish *wish = run->wish;
    if (wish->record != NULL || wish->manifest == NULL)
        return wish->record == NULL ? "" : wish->record;
    const char *dir = file_dir(run->arena, wish->manifest);
    const char *slash = strrchr(wish->manifest, '/');
    const char *name = slash == NULL ? wish->manifest : slash + 1;
    if (dir == NULL || strcmp(name, "manifest.csv") == 0)
        return dir == NULL ? NULL
                           : arena_join(run->arena, dir, "/", "printed.csv");
    size_t n = strlen(wish->manifest);
    if (n > 4 && strcmp(wish->manifest + n - 4, ".csv") == 0)
        n -= 4;
    return arena_printf(run->arena, "%.*s.printed.csv", (int)n, wish->manifest);
}

static enum err
open_record(struct run *run)
{
    const char *path = record_path(run);
    enum printlog_mode mode = !run->wish->go      ? LOG_LOOK
                              : run->wish->resume ? LOG_GO_ON
                                                  : LOG_BEGIN;
    if (path == NULL)
        return ERR_NOMEM;
    run->log = (struct printlog){.path = path, .fd = -1};
    if (path[0] == '\0')
        return ERR_OK;
    return printlog_open(
        run->arena, run->diag, run->watch, path, mode, &run->log);
}

static enum err
meet_printer(struct run *run)
{
    enum err err =
        device_open(run->diag, run->watch, run->wish->to, &run->device);
    if (err == ERR_OK)
        err = device_describe(&run->device, run->diag, &run->printer);
    run->call =
        (struct printjob_call){&run->device, run->diag, NULL, NULL, false};
    return err == ERR_OK ? ticket_accepts(run->arena, run->diag, run->printer)
                         : err;
}

static enum err
show(struct run *run, struct buf *text)
{
    enum err err = text->failed ? ERR_NOMEM : ERR_OK;
    if (err == ERR_OK && text->n > 0)
        run->watch->show(run->watch->data, text->p);
    buf_fini(text);
    return err;
}

static struct showticket
how(const struct run *run, struct arena *arena)
{
    return (struct showticket){arena, run->wish->lang, run->wish->format};
}

static enum err
show_printer(struct run *run)
{
    struct buf text = {0};
    struct showticket s = how(run, run->arena);
    showticket_printer(&s, run->device.uri, run->printer, &text);
    return show(run, &text);
}

/* --- one edition made ready -------------------------------------------------
 */

static void
ready_fini(struct ready *ready)
{
    ticket_fini(&ready->ticket);
    arena_free(ready->arena);
}

/* Reads and checks EDITION; READY is ended by ready_fini whatever is said. */
static enum err
make_ready(struct run *run, const struct edition *edition, struct ready *ready)
{
    *ready = (struct ready){.arena = arena_new()};
    if (ready->arena == NULL)
        return ERR_NOMEM;
    enum err err = printlist_bytes(
        ready->arena, run->diag, edition, &ready->bytes, ready->hash);
    if (err == ERR_OK)
        err = pdfsheet_read(
            run->diag, edition->path, ready->bytes, &ready->sheet);
    if (err == ERR_OK)
        err = ticket_make(ready->arena, run->diag, run->printer, run->wish,
            edition->path, &ready->sheet, &ready->ticket);
    return err;
}

static enum err
turn(struct run *run, const struct edition *edition, struct ready *ready)
{
    struct str upright;
    if (!ready->ticket.turn)
        return ERR_OK;
    enum err err = pdfsheet_upright(
        ready->arena, run->diag, edition->path, ready->bytes, &upright);
    ready->bytes = upright;
    return err;
}

/* --- before the first job ---------------------------------------------------
 */

/* A ticket is shown, and the printer asked about it, when it differs from the
 * one before. */
static enum err
try_ticket(
    struct run *run, const struct edition *edition, const struct ready *ready)
{
    struct buf text = {0};
    struct showticket s = how(run, ready->arena);
    showticket_put(&s, edition, &ready->sheet, &ready->ticket, &text);
    struct str whole = {text.p, text.n}, job = whole;
    if (!text.failed && run->wish->format == DIAG_TEXT)
        (void)str_cut(whole, '\n', &job);
    if (!text.failed && str_equal(job, run->shown)) {
        buf_fini(&text);
        return ERR_OK;
    }
    const char *kept = arena_strndup(run->arena, job.p, job.n);
    run->shown = (struct str){kept, kept == NULL ? 0 : job.n};
    enum err err = show(run, &text);
    if (err != ERR_OK || kept == NULL)
        return ERR_NOMEM;
    if (printjob_validate(&run->call, &ready->ticket) == REPLY_REFUSED)
        return trouble(DIAG(run->diag, edition->loc, &invalid, run->call.why));
    return ERR_OK;
}

static enum err
check_edition(struct run *run, const struct edition *edition)
{
    struct ready ready;
    enum err err = make_ready(run, edition, &ready);
    if (err == ERR_OK)
        err = try_ticket(run, edition, &ready);
    ready_fini(&ready);
    return err;
}

static bool
is_done(enum printlog_state state)
{
    return state == LOG_COMPLETED || state == LOG_PRINTED;
}

/* Every edition that is still to be printed, before the first is sent; the
 * first fault is the result, all are said. */
static enum err
check_all(struct run *run)
{
    enum err first = ERR_OK;
    for (size_t i = 0; i < run->list.n && !is_stopped(run); i++) {
        const struct edition *edition = &run->list.edition[i];
        if (is_done(printlog_find(&run->log, edition).state))
            continue;
        enum err err = check_edition(run, edition);
        if (err == ERR_NOMEM)
            return err;
        first = first == ERR_OK ? err : first;
    }
    return first;
}

/* --- what the user decides --------------------------------------------------
 */

static enum err
find_edition(struct run *run, const char *name, const struct edition **out)
{
    size_t keys = 0;
    *out = NULL;
    for (size_t i = 0; i < run->list.n; i++) {
        const struct edition *e = &run->list.edition[i];
        if (strcmp(e->file, name) == 0)
            return *out = e, ERR_OK;
        if (e->key[0] != '\0' && strcmp(e->key, name) == 0)
            *out = e, keys++;
    }
    if (keys == 1)
        return ERR_OK;
    return DIAG(run->diag, LOC_NONE, keys == 0 ? &no_such : &several, name);
}

static enum err
decide(struct run *run, const char *const *name, size_t n,
    enum printlog_state state)
{
    for (size_t i = 0; i < n; i++) {
        const struct edition *edition;
        enum err err = find_edition(run, name[i], &edition);
        if (err != ERR_OK)
            return err;
        struct printlog_entry entry = printlog_find(&run->log, edition);
        entry.state = state;
        entry.token = "";
        entry.printer = run->device.name;
        entry.sha256 = edition->sha256 != NULL ? edition->sha256
                       : entry.sha256 != NULL  ? entry.sha256
                                               : "";
        err = printlog_write(run->diag, &run->log, edition, &entry, "");
        if (err != ERR_OK)
            return err;
    }
    return ERR_OK;
}

/* True when NAME is among what the user decides about EDITION: in a dry run
 * nothing of it is in the record yet. */
static bool
is_decided(const struct run *run, const struct edition *edition)
{
    const struct wish *w = run->wish;
    for (size_t i = 0; i < w->n_again + w->n_printed; i++) {
        const char *name =
            i < w->n_again ? w->again[i] : w->printed[i - w->n_again];
        if (strcmp(name, edition->file) == 0 || strcmp(name, edition->key) == 0)
            return true;
    }
    return false;
}

/* --- what a run before left open --------------------------------------------
 */

static struct errand
errand_for(
    struct run *run, const struct edition *edition, const struct ready *ready)
{
    return (struct errand){.call = &run->call,
        .log = &run->log,
        .edition = edition,
        .ticket = &ready->ticket,
        .hash = ready->hash,
        .bytes = ready->bytes,
        .seconds = run->wish->wait,
        .has_record = run->log.path[0] != '\0'};
}

static enum err
err_of(const struct errand *errand, enum errand_end end)
{
    if (errand->err != ERR_OK)
        return errand->err;
    return end == ERRAND_PRINTED || end == ERRAND_NEVER ? ERR_OK
                                                        : ERR_ENVIRONMENT;
}

static enum err
ask_about(struct run *run, const struct edition *edition,
    const struct printlog_entry *entry)
{
    struct ready ready;
    enum err err = make_ready(run, edition, &ready);
    if (err == ERR_OK)
        err = turn(run, edition, &ready);
    if (err == ERR_OK) {
        struct errand errand = errand_for(run, edition, &ready);
        errand.hash = entry->sha256;
        err = err_of(&errand, errand_resume(&errand, entry));
    }
    ready_fini(&ready);
    return err;
}

/* A printed edition whose file is another now is the user's to decide. */
static enum err
check_printed(struct run *run, const struct edition *edition,
    const struct printlog_entry *entry)
{
    struct str bytes;
    char hash[SHA256_HEX + 1];
    struct arena *arena = arena_new();
    if (arena == NULL)
        return ERR_NOMEM;
    enum err err = printlist_bytes(arena, run->diag, edition, &bytes, hash);
    arena_free(arena);
    if (err == ERR_OK && entry->sha256[0] != '\0' &&
        strcmp(hash, entry->sha256) != 0)
        err = trouble(DIAG(
            run->diag, edition->loc, &other_file, printlist_name(edition)));
    return err;
}

static enum err
settle(struct run *run, const struct edition *edition)
{
    struct printlog_entry entry = printlog_find(&run->log, edition);
    switch (entry.state) {
    case LOG_NONE:
    case LOG_REFUSED:
    case LOG_AGAIN:
        return ERR_OK;
    case LOG_COMPLETED:
    case LOG_PRINTED:
        return check_printed(run, edition, &entry);
    case LOG_ABORTED:
    case LOG_CANCELED:
        return trouble(DIAG(run->diag, edition->loc, &undecided,
            printlist_name(edition), diag_int(run->diag, entry.job),
            printlog_state_name(entry.state)));
    case LOG_SENDING:
    case LOG_ACCEPTED:
    case LOG_SENT:
        break;
    }
    return run->wish->go ? ask_about(run, edition, &entry) : ERR_OK;
}

/* Nothing is sent while one edition is in doubt; all doubts are told. */
static enum err
settle_all(struct run *run)
{
    enum err first = ERR_OK;
    for (size_t i = 0; i < run->list.n && !is_stopped(run); i++) {
        const struct edition *edition = &run->list.edition[i];
        if (!run->wish->go && is_decided(run, edition))
            continue;
        enum err err = settle(run, edition);
        if (err == ERR_NOMEM)
            return err;
        first = first == ERR_OK ? err : first;
    }
    return first;
}

/* --- printing ---------------------------------------------------------------
 */

static enum err
send_edition(struct run *run, const struct edition *edition)
{
    struct ready ready;
    enum errand_end end = ERRAND_HALT;
    enum err err = make_ready(run, edition, &ready);
    if (err == ERR_OK)
        err = turn(run, edition, &ready);
    if (err == ERR_OK) {
        struct errand errand = errand_for(run, edition, &ready);
        end = errand_run(&errand);
        err = err_of(&errand, end);
    }
    ready_fini(&ready);
    run->failures = end == ERRAND_FAILED ? run->failures + 1 : 0;
    run->done += end == ERRAND_PRINTED;
    bool halt = end == ERRAND_HALT || run->failures == FAILURES;
    run->failures = halt ? FAILURES : run->failures;
    return err;
}

static enum err
send_all(struct run *run)
{
    enum err first = ERR_OK;
    run->begun = true;
    for (size_t i = 0; i < run->list.n && !is_stopped(run); i++) {
        const struct edition *edition = &run->list.edition[i];
        if (is_done(printlog_find(&run->log, edition).state)) {
            run->done++;
            continue;
        }
        enum err err = send_edition(run, edition);
        first = first == ERR_OK ? err : first;
        if (err == ERR_NOMEM || run->failures == FAILURES)
            break;
    }
    return first == ERR_OK && is_stopped(run) ? ERR_ENVIRONMENT : first;
}

static enum err
sum_up(struct run *run)
{
    struct buf text = {0};
    struct showticket s = how(run, run->arena);
    if (!run->wish->go)
        for (size_t i = 0; i < run->list.n; i++)
            run->done +=
                is_done(printlog_find(&run->log, &run->list.edition[i]).state);
    showticket_sum(
        &s, !run->wish->go, run->list.n, run->done, run->list.left_out, &text);
    return show(run, &text);
}

static enum err
prepare(struct run *run)
{
    enum err err = read_list(run);
    if (err == ERR_OK)
        err = meet_printer(run);
    if (run->printer != NULL) {
        enum err shown = run->wish->go ? ERR_OK : show_printer(run);
        err = err == ERR_OK ? shown : err;
    }
    if (err == ERR_OK)
        err = open_record(run);
    if (err == ERR_OK && run->wish->go)
        err =
            decide(run, run->wish->printed, run->wish->n_printed, LOG_PRINTED);
    if (err == ERR_OK && run->wish->go)
        err = decide(run, run->wish->again, run->wish->n_again, LOG_AGAIN);
    return err;
}

static enum err
work(struct run *run)
{
    enum err err = prepare(run);
    if (err == ERR_OK)
        err = check_all(run);
    if (err == ERR_OK)
        err = settle_all(run);
    if (err == ERR_OK && run->wish->go)
        err = send_all(run);
    bool sums = err == ERR_OK || run->begun;
    enum err summed = sums ? sum_up(run) : ERR_OK;
    return err == ERR_OK ? summed : err;
}

enum err
printrun_do(
    struct diag *diag, const struct watch *watch, const struct wish *wish)
{
    struct run run = {.diag = diag, .watch = watch, .wish = wish};
    run.log = (struct printlog){.fd = -1, .path = ""};
    run.arena = arena_new();
    if (run.arena == NULL)
        return ERR_NOMEM;
    enum err err = work(&run);
    printlog_close(&run.log);
    device_close(&run.device);
    ippDelete(run.printer);
    arena_free(run.arena);
    return err;
}
