#include "print/errand.h"

#include <stdio.h>

enum {
    TRIES = 4,     /* jobs made for one edition in one run */
    BUSY_MS = 500, /* the first rest of a busy printer */
    BUSY_MAX_MS = 15000,
    LOOK_MAX_MS = 5000 /* the longest rest while a job is looked for */
};

DIAG_MESSAGE(refused, "print.refused", DIAG_FATAL,
    "「{1}」のジョブをプリンターが断りました（{2}）。何も印刷されていません",
    "the printer refuses the job for \"{1}\" ({2}); nothing of it is printed");
DIAG_MESSAGE(never, "print.never-taken", DIAG_FATAL,
    "「{1}」をプリンターが {2} "
    "回とも受け取りませんでした（{3}）。何も印刷されて"
    "いません。プリンターを直して、もう一度印刷してください",
    "the printer did not take \"{1}\" in {2} tries ({3}); nothing of it is "
    "printed. Put the printer right and print again");
DIAG_MESSAGE(busy, "print.busy", DIAG_FATAL,
    "プリンターは「{1}」のジョブを {2} 秒待っても受け付けません（{3}）。あとで"
    "もう一度印刷してください",
    "the printer took no job for \"{1}\" within {2} s ({3}); print again "
    "later");
DIAG_MESSAGE(ended, "print.job-ended", DIAG_FATAL,
    "「{1}」のジョブ {2} は途中で終わりました（{3}: {4}）。出た紙を確かめ、要れ"
    "ば刷り直してください",
    "job {2} for \"{1}\" ended early ({3}: {4}); look at the sheets that came "
    "out and print it again if need be");
DIAG_MESSAGE(doubt, "print.doubt", DIAG_FATAL,
    "「{1}」が印刷されたかどうか、プリンターの答えからはわかりません（ジョブ "
    "{2}: {3}）。紙を確かめ、出ていれば --resume --printed {1}、出ていなければ "
    "--resume --again {1} としてください",
    "the printer cannot tell whether \"{1}\" was printed (job {2}: {3}); look "
    "at "
    "the sheets, then run with --resume --printed {1}, or --resume --again {1} "
    "to print it");
DIAG_MESSAGE(lost, "print.lost", DIAG_FATAL,
    "「{1}」のジョブ {2} の終わりを見届けられませんでした（{3}）。ジョブは"
    "プリンターに残っています。--resume で続きを見届けます",
    "job {2} for \"{1}\" could not be followed to its end ({3}); the printer "
    "keeps it. --resume follows it further");
DIAG_MESSAGE(stopped, "print.stopped", DIAG_FATAL,
    "「{1}」のジョブ {2} を見届けるのをやめました。ジョブはプリンターに残って"
    "います。--resume で続きを見届けます",
    "no longer following job {2} for \"{1}\"; the printer keeps it. --resume "
    "follows it further");
DIAG_MESSAGE(alone, "print.not-followed", DIAG_FATAL,
    "「{1}」のジョブ {2} がどうなったかを見届けられませんでした（{3}）。記録は"
    "ありません。プリンターと紙を確かめてください",
    "what became of job {2} for \"{1}\" is not known ({3}), and there is no "
    "record; look at the printer and its sheets");
DIAG_MESSAGE(elsewhere, "print.other-printer", DIAG_FATAL,
    "「{1}」はプリンター「{2}」に渡したところです。--to {2} として --resume "
    "してください。そのプリンターが使えないときは、紙を確かめ、出ていれば "
    "--printed {1}、出ていなければ --again {1} を加えてください",
    "\"{1}\" was given to the printer \"{2}\"; use --resume with --to {2}. If "
    "that printer is out of order, look at its sheets, then add --printed {1}, "
    "or --again {1} to print it here");

/* What to do next with one edition. */
enum step { STEP_AGAIN, STEP_FOLLOW, STEP_PRINTED, STEP_FAILED, STEP_HALT };

static const char *
name_of(const struct errand *e)
{
    return printlist_name(e->edition);
}

static const char *
why(const struct errand *e)
{
    return e->call->why == NULL || e->call->why[0] == '\0' ? "?" : e->call->why;
}

static void
say(struct errand *e, enum err said)
{
    if (said == ERR_NOMEM)
        e->err = ERR_NOMEM;
}

/* The record first; false: it failed and nothing more may be done. */
static bool
note(struct errand *e, enum printlog_state state, const char *message)
{
    e->entry.state = state;
    e->err =
        printlog_write(e->call->diag, e->log, e->edition, &e->entry, message);
    const struct watch *watch = e->call->device->watch;
    struct news news = {printlog_state_name(state), e->edition->key,
        e->edition->file, e->entry.job, message};
    watch->tell(watch->data, &news);
    return e->err == ERR_OK;
}

static bool
stop_asked(const struct errand *e)
{
    const struct watch *watch = e->call->device->watch;
    return watch->stopped(watch->data);
}

static const char *
job_text(const struct errand *e)
{
    return diag_int(e->call->diag, e->entry.job);
}

static void
say_open(struct errand *e, const struct diag_message *message, const char *text)
{
    say(e,
        DIAG(e->call->diag, e->edition->loc, e->has_record ? message : &alone,
            name_of(e), job_text(e), text));
}

/* Records how the job ended, and says what is not well. */
static enum step
note_end(struct errand *e, const struct printjob *job)
{
    const char *state = follow_state_name(job->state);
    const char *text = job->message[0] != '\0' ? job->message : job->reasons;
    if (job->state == IPP_JSTATE_COMPLETED)
        return note(e, LOG_COMPLETED, text) ? STEP_PRINTED : STEP_HALT;
    bool aborted = job->state == IPP_JSTATE_ABORTED;
    if (!note(e, aborted ? LOG_ABORTED : LOG_CANCELED, text))
        return STEP_HALT;
    say(e, DIAG(e->call->diag, e->edition->loc, &ended, name_of(e), job_text(e),
               state, text));
    return STEP_FAILED;
}

/* Follows a job whose document the printer has. */
static enum step
follow(struct errand *e)
{
    struct printjob job;
    switch (follow_job(e->call, e->edition, e->entry.job, e->seconds, &job)) {
    case FOLLOW_ENDED:
        return note_end(e, &job);
    case FOLLOW_GONE:
        say_open(e, &doubt, why(e));
        return STEP_HALT;
    case FOLLOW_LATE:
        say_open(e, &lost, follow_state_name(job.state));
        return STEP_HALT;
    case FOLLOW_LOST:
        say_open(e, &lost, why(e));
        return STEP_HALT;
    case FOLLOW_STOPPED:
        break;
    }
    say_open(e, &stopped, "Ctrl-C");
    return STEP_HALT;
}

/* The document may have reached the printer in part: asks what it says. */
static enum step
settle(struct errand *e, enum verdict_sent sent)
{
    struct printjob job;
    struct verdict_case c = {e->edition, e->entry.job, sent,
        e->ticket->impressions, e->bytes.n, e->seconds};
    enum verdict verdict = verdict_find(e->call, &c, &job);
    switch (verdict) {
    case VERDICT_PRINTED:
        return note_end(e, &job);
    case VERDICT_NEVER:
        return note(e, LOG_REFUSED, job.reasons) ? STEP_AGAIN : STEP_HALT;
    case VERDICT_DOUBT:
        say_open(e, &doubt, job.reasons[0] != '\0' ? job.reasons : why(e));
        return STEP_HALT;
    case VERDICT_LOST:
        say_open(e, &lost, why(e));
        return STEP_HALT;
    case VERDICT_STOPPED:
        break;
    }
    say_open(e, &stopped, "Ctrl-C");
    return STEP_HALT;
}

/* The job has a number now; it is on the disk before the document leaves. */
static enum step
fill(struct errand *e)
{
    bool whole;
    if (!note(e, LOG_ACCEPTED, "")) {
        /* A job that waits for its document may hold up the others. */
        (void)printjob_cancel(e->call, e->entry.job);
        return STEP_HALT;
    }
    enum printjob_reply reply = printjob_send(
        e->call, e->entry.job, e->edition, e->bytes, e->seconds, &whole);
    if (reply == REPLY_DONE)
        return note(e, LOG_SENT, "") ? STEP_FOLLOW : STEP_HALT;
    const char *text = why(e);
    /* Bytes that left may have been lost on the way: only an answer proves. */
    enum step step = settle(e, !whole                ? SENT_PART
                               : reply == REPLY_NONE ? SENT_UNKNOWN
                                                     : SENT_REFUSED);
    if (step != STEP_AGAIN || reply != REPLY_REFUSED)
        return step;
    say(e, DIAG(e->call->diag, e->edition->loc, &refused, name_of(e), text));
    return STEP_FAILED;
}

/* Looks for the edition's job by its name, for as long as a printer may be
 * silent. */
static enum printjob_reply
look_for_job(struct errand *e, int *id)
{
    const struct watch *watch = e->call->device->watch;
    int64_t limit = watch->now(watch->data) + FOLLOW_SILENCE_MS;
    int pause = BUSY_MS;
    for (;;) {
        enum printjob_reply reply = printjob_look(e->call, e->entry.token, id);
        if (reply == REPLY_DONE || watch->now(watch->data) >= limit ||
            stop_asked(e))
            return reply;
        watch->rest(watch->data, pause);
        pause = pause * 2 > LOOK_MAX_MS ? LOOK_MAX_MS : pause * 2;
    }
}

/* No answer to Create-Job.  No document has left, so nothing can be printed; a
 * job that was made for nothing is ended. */
static enum step
look(struct errand *e)
{
    int id = 0;
    const char *text = why(e);
    if (look_for_job(e, &id) != REPLY_DONE) {
        say_open(e, &lost, text);
        return STEP_HALT;
    }
    e->entry.job = id;
    if (id != 0)
        return note(e, LOG_ACCEPTED, "") ? settle(e, SENT_NOTHING) : STEP_HALT;
    return note(e, LOG_REFUSED, text) ? STEP_AGAIN : STEP_HALT;
}

/* Makes the job; rests and tries again while the printer is busy. */
static enum printjob_reply
create(struct errand *e)
{
    const struct watch *watch = e->call->device->watch;
    int64_t limit = watch->now(watch->data) + (int64_t)e->seconds * 1000;
    int pause = BUSY_MS;
    for (;;) {
        enum printjob_reply reply = printjob_create(
            e->call, e->ticket, e->edition, e->entry.token, &e->entry.job);
        if (reply != REPLY_BUSY || watch->now(watch->data) >= limit ||
            stop_asked(e))
            return reply;
        struct news news = {
            "busy", e->edition->key, e->edition->file, 0, why(e)};
        watch->tell(watch->data, &news);
        watch->rest(watch->data, pause);
        pause = pause * 2 > BUSY_MAX_MS ? BUSY_MAX_MS : pause * 2;
    }
}

/* The printer answered that it made no job. */
static enum step
turned_away(struct errand *e, enum printjob_reply reply)
{
    const char *text = why(e);
    if (!note(e, LOG_REFUSED, text))
        return STEP_HALT;
    if (reply == REPLY_BUSY && stop_asked(e))
        return STEP_HALT; /* not the printer's fault */
    if (reply == REPLY_BUSY) {
        say(e, DIAG(e->call->diag, e->edition->loc, &busy, name_of(e),
                   diag_int(e->call->diag, e->seconds), text));
        return STEP_HALT;
    }
    say(e, DIAG(e->call->diag, e->edition->loc, &refused, name_of(e), text));
    return STEP_FAILED;
}

static enum step
try_once(struct errand *e)
{
    char token[WATCH_TOKEN];
    const struct watch *watch = e->call->device->watch;
    if (!watch->token(watch->data, token))
        return e->err = ERR_INTERNAL, STEP_HALT;
    e->entry.token = diag_str(e->call->diag, str_of(token));
    e->call->token = e->entry.token;
    e->entry.job = 0;
    if (!note(e, LOG_SENDING, ""))
        return STEP_HALT;
    switch (create(e)) {
    case REPLY_DONE:
        return fill(e);
    case REPLY_NONE:
        return look(e);
    case REPLY_BUSY:
        return turned_away(e, REPLY_BUSY);
    case REPLY_REFUSED:
        break;
    }
    return turned_away(e, REPLY_REFUSED);
}

static enum errand_end
end_of(struct errand *e, enum step step)
{
    if (step == STEP_FOLLOW)
        step = follow(e);
    switch (step) {
    case STEP_PRINTED:
        return ERRAND_PRINTED;
    case STEP_AGAIN:
        return ERRAND_NEVER;
    case STEP_FAILED:
        return ERRAND_FAILED;
    case STEP_FOLLOW:
    case STEP_HALT:
        break;
    }
    return ERRAND_HALT;
}

static void
set_up(struct errand *e)
{
    e->err = ERR_OK;
    e->call->named = false;
    e->entry = (struct printlog_entry){.key = e->edition->key,
        .file = e->edition->file,
        .sha256 = e->hash,
        .printer = e->call->device->name,
        .token = ""};
}

enum errand_end
errand_run(struct errand *e)
{
    enum step step = STEP_AGAIN;
    const struct watch *watch = e->call->device->watch;
    set_up(e);
    for (int i = 0; i < TRIES && step == STEP_AGAIN && !stop_asked(e); i++) {
        if (i > 0)
            watch->rest(watch->data, BUSY_MS << i);
        step = try_once(e);
    }
    if (step != STEP_AGAIN)
        return end_of(e, step);
    if (!stop_asked(e))
        say(e, DIAG(e->call->diag, e->edition->loc, &never, name_of(e),
                   diag_int(e->call->diag, TRIES), why(e)));
    return ERRAND_HALT;
}

enum errand_end
errand_resume(struct errand *e, const struct printlog_entry *entry)
{
    set_up(e);
    e->entry.token = entry->token;
    e->call->token = entry->token;
    e->call->named = true;
    e->entry.job = entry->job;
    if (strcmp(entry->printer, e->call->device->name) != 0) {
        say(e, DIAG(e->call->diag, e->edition->loc, &elsewhere, name_of(e),
                   entry->printer));
        return ERRAND_HALT;
    }
    if (entry->state == LOG_SENDING)
        return end_of(e, look(e));
    if (entry->state == LOG_SENT)
        return end_of(e, STEP_FOLLOW);
    return end_of(e, settle(e, SENT_UNKNOWN));
}
