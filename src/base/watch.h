/* base/watch - what the program outside lends: the clock, rest, chance, the
 * wish to stop, and an ear for news. */
#ifndef BASE_WATCH_H
#define BASE_WATCH_H

#include <stdbool.h>
#include <stdint.h>

enum {
    WATCH_STAMP = 24, /* 2026-01-31T09:15:00Z and a NUL */
    WATCH_TOKEN = 18  /* k and 16 hexadecimal digits and a NUL */
};

/* What happened to an edition that is printed, or a letter that is sent.  Texts
 * are never NULL. */
struct news {
    const char *what; /* a state of the record, or waiting, retry, ticket … */
    const char *key, *file; /* of a letter: the address; to, cc or bcc */
    int job;            /* its number, or the mail server's code; 0: none yet */
    const char *detail; /* job-state-reasons, words of a printer or a server, or
                           empty */
};

/* DATA is handed to every call. */
struct watch {
    void *data;
    int64_t (*now)(void *data); /* milliseconds that never go back */
    /* Rests for MS milliseconds; returns early when the user stops. */
    void (*rest)(void *data, int ms);
    bool (*stopped)(void *data);
    void (*stamp)(void *data, char out[WATCH_STAMP]); /* the time of day */
    bool (*token)(void *data, char out[WATCH_TOKEN]); /* never the same again */
    void (*tell)(void *data, const struct news *news);
    void (*show)(void *data, const char *text); /* whole lines, for reading */
};

#endif
