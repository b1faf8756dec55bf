#include "print/printrun.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/trouble.h"
#include "print/decide.h"
#include "print/errand.h"
#include "print/ready.h"
#include "print/showticket.h"

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
    "「{1}」は前の印刷でプリンターに渡した後で作り直されています。紙を確かめ、"
    "新しいものを刷るなら --again {1}、刷らないなら --printed {1} を加えて"
    "ください",
    "\"{1}\" was made anew after it was given to the printer; look at the "
    "sheets, then add --again {1} to print the new one, or --printed {1} to "
    "leave it");
DIAG_MESSAGE(unasked, "print.ticket-unasked", DIAG_WARN,
    "プリンターがこの印刷票を受け付けるかどうかを確かめられませんでした（{1}）",
    "the printer did not say whether it accepts this ticket ({1})");
DIAG_MESSAGE(gave_up, "print.gave-up", DIAG_FATAL,
    "{1} つのジョブが続けて途中で終わったので、残りは送りません。プリンターを"
    "直してから、もう一度印刷してください",
    "{1} jobs in a row ended early, so the rest is not sent; put the printer "
    "right, then print again");
DIAG_MESSAGE(interrupted, "print.interrupted", DIAG_FATAL,
    "途中でやめました。残りは送っていません",
    "stopped before the end; the rest was not sent");

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
    bool halt;    /* nothing more may be sent */
    int failures; /* in a row */
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
    struct str stem = str_without(wish->manifest, ".csv");
    return arena_printf(run->arena, "%.*s.printed.csv", (int)stem.n, stem.p);
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
    run->log = (struct printlog){.path = path, .file = {.fd = -1}};
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

/* --- before the first job ------------------------------------------------- */

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
    enum printjob_reply reply = printjob_validate(&run->call, &ready->ticket);
    if (reply == REPLY_REFUSED)
        return trouble(DIAG(run->diag, edition->loc, &invalid, run->call.why));
    return reply == REPLY_DONE
               ? ERR_OK
               : DIAG(run->diag, LOC_NONE, &unasked, run->call.why);
}

static enum err
check_edition(struct run *run, const struct edition *edition)
{
    struct ready ready;
    enum err err =
        ready_make(run->diag, run->printer, run->wish, edition, &ready);
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

/* --- what a run before left open ------------------------------------------ */

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

/* What was given to the printer was another file: what becomes of that says
 * nothing of this one. */
static enum err
say_other_file(struct run *run, const struct edition *edition)
{
    return trouble(
        DIAG(run->diag, edition->loc, &other_file, printlist_name(edition)));
}

static bool
is_other_file(const struct printlog_entry *entry, const char *hash)
{
    return entry->sha256[0] != '\0' && strcmp(hash, entry->sha256) != 0;
}

static enum err
ask_about(struct run *run, const struct edition *edition,
    const struct printlog_entry *entry)
{
    struct ready ready;
    enum err err =
        ready_make(run->diag, run->printer, run->wish, edition, &ready);
    if (err == ERR_OK && entry->state != LOG_SENDING &&
        is_other_file(entry, ready.hash))
        err = say_other_file(run, edition);
    if (err == ERR_OK)
        err = ready_turn(run->diag, edition, &ready);
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
    return err == ERR_OK && is_other_file(entry, hash)
               ? say_other_file(run, edition)
               : err;
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
        if (!run->wish->go && decide_names(run->wish, edition))
            continue;
        enum err err = settle(run, edition);
        if (err == ERR_NOMEM)
            return err;
        first = first == ERR_OK ? err : first;
    }
    return first;
}

/* --- printing ------------------------------------------------------------- */

/* One job that ended early is the edition's trouble, several are the
 * printer's.  Errors: ERR_OK, ERR_NOMEM. */
static enum err
count_end(struct run *run, enum errand_end end)
{
    run->failures = end == ERRAND_FAILED ? run->failures + 1 : 0;
    run->done += end == ERRAND_PRINTED;
    run->halt = end == ERRAND_HALT || run->failures == FAILURES;
    if (run->failures < FAILURES)
        return ERR_OK;
    enum err said =
        DIAG(run->diag, LOC_NONE, &gave_up, diag_int(run->diag, FAILURES));
    return said == ERR_NOMEM ? ERR_NOMEM : ERR_OK;
}

static enum err
send_edition(struct run *run, const struct edition *edition)
{
    struct ready ready;
    enum errand_end end = ERRAND_HALT;
    enum err err =
        ready_make(run->diag, run->printer, run->wish, edition, &ready);
    if (err == ERR_OK)
        err = ready_turn(run->diag, edition, &ready);
    if (err == ERR_OK) {
        struct errand errand = errand_for(run, edition, &ready);
        end = errand_run(&errand);
        err = err_of(&errand, end);
    }
    ready_fini(&ready);
    enum err counted = count_end(run, end);
    return counted == ERR_OK ? err : counted;
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
        if (err == ERR_NOMEM || run->halt)
            break;
    }
    return first;
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
    if (err == ERR_OK)
        err = decide_write(
            run->diag, &run->log, &run->list, run->wish, run->device.name);
    return err;
}

/* Ctrl-C may have come between any two steps. */
static enum err
say_stopped(struct run *run, enum err err)
{
    if (!is_stopped(run) || err == ERR_NOMEM || run->done == run->list.n)
        return err;
    enum err said = trouble(DIAG(run->diag, LOC_NONE, &interrupted, NULL));
    return err == ERR_OK || said == ERR_NOMEM ? said : err;
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
    err = say_stopped(run, err);
    bool sums = err == ERR_OK || run->begun;
    enum err summed = sums ? sum_up(run) : ERR_OK;
    return err == ERR_OK ? summed : err;
}

enum err
printrun_do(
    struct diag *diag, const struct watch *watch, const struct wish *wish)
{
    struct run run = {.diag = diag, .watch = watch, .wish = wish};
    run.log = (struct printlog){.file = {.fd = -1}, .path = ""};
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
