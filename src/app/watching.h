/* app/watching - the clock and rest that rooms borrow (base/watch.h). */
#ifndef APP_WATCHING_H
#define APP_WATCHING_H

#include "base/watch.h"

/* Milliseconds of a clock that never goes back. */
int64_t watching_now(void *data);

/* Rests for MS milliseconds; a signal ends it early. */
void watching_rest(void *data, int ms);

/* The time of day in UTC. */
void watching_stamp(void *data, char out[WATCH_STAMP]);

#endif
