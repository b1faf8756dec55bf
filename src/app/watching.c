#include "app/watching.h"

#include <time.h>

int64_t
watching_now(void *data)
{
    struct timespec t = {0, 0};
    (void)data;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
watching_rest(void *data, int ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000L};
    (void)data;
    nanosleep(&t, NULL);
}

void
watching_stamp(void *data, char out[WATCH_STAMP])
{
    struct tm tm;
    time_t seconds = time(NULL);
    (void)data;
    out[0] = '\0';
    if (gmtime_r(&seconds, &tm) != NULL)
        strftime(out, WATCH_STAMP, "%Y-%m-%dT%H:%M:%SZ", &tm);
}
