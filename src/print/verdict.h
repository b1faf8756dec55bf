/* print/verdict - was it printed?  What a printer says of a job whose document
 * may not have reached it whole. */
#ifndef PRINT_VERDICT_H
#define PRINT_VERDICT_H

#include "print/follow.h"

enum verdict {
    VERDICT_PRINTED, /* the job is completed, and had the whole document */
    VERDICT_NEVER,   /* nothing of it was printed, nor will be */
    VERDICT_DOUBT,   /* the printer cannot tell */
    VERDICT_LOST,    /* it does not answer, or not in time */
    VERDICT_STOPPED  /* the user asked to stop */
};

/* How much of the document the printer has, as far as this side knows. */
enum verdict_sent {
    SENT_NOTHING,
    SENT_PART,
    SENT_REFUSED, /* all of it left, and the printer says it did not take it */
    SENT_UNKNOWN
};

struct verdict_case {
    const struct edition *edition;
    int id;
    enum verdict_sent sent;
    int impressions; /* sides when all of it is printed */
    size_t bytes;    /* of the document */
    int seconds;     /* to wait for the job's end */
};

/* Judges JOB, which has ended, by what it says alone. */
enum verdict verdict_of(
    const struct verdict_case *c, const struct printjob *job);

/* Asks for the job.  One that goes on waiting for its document is cancelled, so
 * that it cannot be printed later; one that got a part only is followed to
 * its end.  *JOB is what was heard last. */
enum verdict verdict_find(struct printjob_call *call,
    const struct verdict_case *c, struct printjob *job);

#endif
