/* app/progress - how a batch gets on: a bar on a terminal, lines in a log,
 * events as JSON.
 */
#ifndef APP_PROGRESS_H
#define APP_PROGRESS_H

#include <stdio.h>

#include "app/args.h"
#include "deliver/batch.h"

struct progress_mark {
    int64_t ms;
    size_t n; /* editions finished by then */
};

struct progress {
    const struct args *args;
    bool bar; /* stderr is a terminal that can clear a line */
    bool drawn;
    int64_t shown;                     /* ms */
    struct progress_mark since, later; /* the rate is that since SINCE */
    size_t warned; /* editions with messages that are not shown */
    const struct batch_tally *tally; /* once there is one */
};

/* Milliseconds of a clock that never goes back. */
int64_t progress_now(void);

struct progress progress_begin(const struct args *args);

/* For batch_options.tell; SELF is a struct progress. */
void progress_tell(void *self, const struct batch_event *event);

/* Shows how far TALLY is, when it is time to. */
void progress_show(struct progress *progress, const struct batch_tally *tally);

/* Takes the bar away, so that other words can be said. */
void progress_clear(struct progress *progress);

/* The last word: how many of what, and how to go on. */
void progress_end(struct progress *progress, const struct batch_tally *tally);

#endif
