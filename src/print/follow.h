/* print/follow - a job is asked about until it ends. */
#ifndef PRINT_FOLLOW_H
#define PRINT_FOLLOW_H

#include "print/printjob.h"

enum follow_end {
    FOLLOW_ENDED,  /* completed, aborted or cancelled: see the job */
    FOLLOW_GONE,   /* the printer knows it no longer */
    FOLLOW_LATE,   /* SECONDS are over */
    FOLLOW_LOST,   /* the printer has not answered for FOLLOW_SILENCE_MS */
    FOLLOW_STOPPED /* the user asked to stop */
};

/* Without an answer for so long the printer counts as lost. */
enum { FOLLOW_SILENCE_MS = 60000 };

/* Follows the job ID of EDITION for SECONDS at most, with growing intervals,
 * and tells what changes: the job's state, and what keeps the printer from
 * printing.  *JOB is what was heard last. */
enum follow_end follow_job(struct printjob_call *call,
    const struct edition *edition, int id, int seconds, struct printjob *job);

/* Asks once, and again after a rest while there is no answer, for
 * FOLLOW_SILENCE_MS. */
enum printjob_reply follow_ask(
    struct printjob_call *call, int id, struct printjob *job);

/* The short name of a job's state: `processing`. */
const char *follow_state_name(ipp_jstate_t state);

#endif
