#include "print/follow.h"

#include <stdio.h>

enum {
    FIRST_MS = 200, /* the first interval; each is half as long again */
    LONGEST_MS = 5000
};

struct following {
    struct printjob_call *call;
    const struct watch *watch;
    const struct edition *edition;
    char told[600]; /* what was told last */
    int pause;      /* milliseconds */
};

const char *
follow_state_name(ipp_jstate_t state)
{
    return ippEnumString("job-state", (int)state);
}

static int64_t
now(const struct watch *watch)
{
    return watch->now(watch->data);
}

enum printjob_reply
follow_ask(struct printjob_call *call, int id, struct printjob *job)
{
    const struct watch *watch = call->device->watch;
    int64_t limit = now(watch) + FOLLOW_SILENCE_MS;
    int pause = FIRST_MS;
    enum printjob_reply reply = printjob_ask(call, id, job);
    while ((reply == REPLY_NONE || reply == REPLY_BUSY) && now(watch) < limit &&
           !watch->stopped(watch->data)) {
        watch->rest(watch->data, pause);
        pause = pause < LONGEST_MS ? pause + pause / 2 : LONGEST_MS;
        reply = printjob_ask(call, id, job);
    }
    return reply;
}

/* Tells what is new of JOB; a job that waits is told with the reason.  Its end
 * is told by whoever records it. */
static void
tell_change(struct following *f, const struct printjob *job)
{
    char hindrance[256], text[sizeof f->told], detail[sizeof f->told];
    if (printjob_ended(job))
        return;
    printjob_hindrance(f->call, hindrance, sizeof hindrance);
    const char *reasons = strcmp(job->reasons, "none") == 0 ? "" : job->reasons;
    snprintf(detail, sizeof detail, "%s%s%s", reasons,
        reasons[0] != '\0' && hindrance[0] != '\0' ? "," : "", hindrance);
    snprintf(
        text, sizeof text, "%s %.500s", follow_state_name(job->state), detail);
    if (strcmp(text, f->told) == 0)
        return;
    memcpy(f->told, text, sizeof text);
    struct news news = {follow_state_name(job->state), f->edition->key,
        f->edition->file, job->id, detail};
    f->watch->tell(f->watch->data, &news);
    f->pause = FIRST_MS;
}

enum follow_end
follow_job(struct printjob_call *call, const struct edition *edition, int id,
    int seconds, struct printjob *job)
{
    const struct watch *watch = call->device->watch;
    struct following f = {call, watch, edition, "", FIRST_MS};
    int64_t limit = now(watch) + (int64_t)seconds * 1000;
    for (;;) {
        enum printjob_reply reply = follow_ask(call, id, job);
        if (reply == REPLY_REFUSED)
            return FOLLOW_GONE;
        if (reply == REPLY_DONE)
            tell_change(&f, job);
        if (reply == REPLY_DONE && printjob_ended(job))
            return FOLLOW_ENDED;
        if (watch->stopped(watch->data))
            return FOLLOW_STOPPED;
        if (reply != REPLY_DONE)
            return FOLLOW_LOST;
        int64_t left = limit - now(watch);
        if (left <= 0)
            return FOLLOW_LATE;
        watch->rest(watch->data, left < f.pause ? (int)left : f.pause);
        f.pause += f.pause / 2;
        f.pause = f.pause > LONGEST_MS ? LONGEST_MS : f.pause;
    }
}
