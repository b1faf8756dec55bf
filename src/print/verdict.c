#include "print/verdict.h"

enum {
    CANCEL_SECONDS = 60,
    GRACE_MS = 5000, /* for bytes of ours that are still on the way */
    LOOK_MS = 250,
    AFTER_MS = 1000 /* a cancelled job is looked at once more */
};

/* The printer counts as many bytes as there are, or, when it does not count
 * them, as many sides: it had the whole document, whatever became of the
 * connection. */
static bool
proves_whole(const struct verdict_case *c, const struct printjob *job)
{
    int64_t kbytes = (int64_t)((c->bytes + 1023) / 1024);
    if (job->kbytes > 0)
        return job->kbytes >= kbytes;
    return job->impressions > 0 && job->impressions >= c->impressions;
}

/* The printer says that it never had a document, or never began to print.  CUPS
 * counts none, either, once it has removed the files of a job that ended, but
 * keeps its size; and no printed sides when its filters tell it of none: a zero
 * there says nothing. */
static bool
is_untouched(const struct printjob *job)
{
    bool empty = job->documents == 0 && job->kbytes <= 0;
    return (empty || job->unbegun) && job->impressions <= 0;
}

enum verdict
verdict_of(const struct verdict_case *c, const struct printjob *job)
{
    if (c->sent == SENT_NOTHING)
        return VERDICT_NEVER;
    if (job->state == IPP_JSTATE_COMPLETED)
        return c->sent != SENT_PART && proves_whole(c, job) ? VERDICT_PRINTED
                                                            : VERDICT_DOUBT;
    /* Of half a document, or one refused, a count of no sides is believed. */
    bool nothing =
        is_untouched(job) || (c->sent != SENT_UNKNOWN && job->impressions == 0);
    return nothing ? VERDICT_NEVER : VERDICT_DOUBT;
}

static enum verdict
wait_for_end(struct printjob_call *call, const struct verdict_case *c,
    int seconds, struct printjob *job)
{
    switch (follow_job(call, c->edition, c->id, seconds, job)) {
    case FOLLOW_ENDED:
        return verdict_of(c, job);
    case FOLLOW_GONE:
        return VERDICT_DOUBT;
    case FOLLOW_STOPPED:
        return VERDICT_STOPPED;
    case FOLLOW_LATE:
    case FOLLOW_LOST:
        break;
    }
    return VERDICT_LOST;
}

/* A connection that broke may still hold bytes that the printer reads: a job
 * that is empty now may have its document in a moment. */
static void
wait_for_document(struct printjob_call *call, const struct verdict_case *c,
    struct printjob *job)
{
    const struct watch *watch = call->device->watch;
    int64_t limit = watch->now(watch->data) + GRACE_MS;
    enum printjob_reply reply = REPLY_DONE;
    if (c->sent == SENT_NOTHING)
        return;
    while (reply == REPLY_DONE && printjob_empty(job) &&
           watch->now(watch->data) < limit && !watch->stopped(watch->data)) {
        watch->rest(watch->data, LOOK_MS);
        reply = follow_ask(call, c->id, job);
    }
}

/* Ends a job that waits for its document, so that it cannot be printed later.
 * Whether the printer agrees or not, only the job's end counts. */
static enum verdict
cancel(struct printjob_call *call, const struct verdict_case *c,
    struct printjob *job)
{
    const struct watch *watch = call->device->watch;
    (void)printjob_cancel(call, c->id);
    enum verdict verdict = wait_for_end(call, c, CANCEL_SECONDS, job);
    if (verdict != VERDICT_NEVER || c->sent == SENT_NOTHING)
        return verdict;
    watch->rest(watch->data, AFTER_MS);
    return wait_for_end(call, c, c->seconds, job);
}

enum verdict
verdict_find(struct printjob_call *call, const struct verdict_case *c,
    struct printjob *job)
{
    enum printjob_reply reply = follow_ask(call, c->id, job);
    const struct watch *watch = call->device->watch;
    if (reply == REPLY_REFUSED)
        return VERDICT_DOUBT;
    if (reply != REPLY_DONE)
        return watch->stopped(watch->data) ? VERDICT_STOPPED : VERDICT_LOST;
    wait_for_document(call, c, job);
    if (watch->stopped(watch->data))
        return VERDICT_STOPPED;
    if (printjob_ended(job))
        return verdict_of(c, job);
    if (printjob_empty(job))
        return cancel(call, c, job);
    return wait_for_end(call, c, c->seconds, job);
}
