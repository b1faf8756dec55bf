/* inspect/finding - what was found on finished pages: for the diagnostics, a
 * report, a proof.
 *
 * A finding's message has {1} the page, {2} its place "x, y" in mm from the
 * trim's top left corner, {3} and {4} the object in Japanese and English, {5}
 * how many there are; {6} to {9} are its own.
 */
#ifndef INSPECT_FINDING_H
#define INSPECT_FINDING_H

#include "base/map.h"
#include "inspect/layers.h"

enum { FINDING_OWN = 4 /* arguments of its own */ };

struct finding {
    const struct diag_message *message; /* level, id, text */
    size_t page;                        /* from 0 */
    struct bounds at;                   /* emu from the trim's top left */
    struct loc loc;                     /* what made the object */
    const char *object[2];              /* Japanese, English */
    const char *own[FINDING_OWN];       /* {6} ...; NULL: no more */
    size_t count;                       /* objects */
    int64_t worst;                      /* what the worst of them has */
};

/* In the order they were found.  All is owned by `arena`. */
struct findings {
    struct arena *arena;
    struct finding **finding;
    size_t n, cap;
    struct map place; /* of those that are counted together */
    size_t errors;    /* findings of level error */
    bool failed;      /* memory ran out: some are missing */
};

/* Where and of what a finding is. */
struct finding_about {
    const struct diag_message *message;
    size_t page;
    struct bounds at;
    struct loc loc;
    const char *object[2];
    uint64_t group;    /* with the message and the place in the source: those
                          counted as one */
    const void *whole; /* the place instead of the source line, or NULL */
    bool any_page;     /* on all pages together */
    int64_t worst;     /* the higher the worse */
};

/* A new finding, or one more of a group.  Returns it when it is to be given its
 * own arguments: when it is new, or worse than those before; else NULL. */
struct finding *finding_add(
    struct findings *findings, const struct finding_about *about);

/* A formatted argument; NULL: no memory, which FINDINGS->failed tells. */
const char *finding_text(struct findings *findings, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* VALUE / 10^DECIMALS without needless zeros. */
const char *finding_number(
    struct findings *findings, int64_t value, int decimals);

/* Names item AT of LAYERS' page: a text by its first characters, a picture by
 * its file, else a line or a shape. */
void finding_name(struct findings *findings, const struct layers *layers,
    size_t at, const char *object[2]);

/* Says all findings in DIAG.  Errors: ERR_INPUT when one is an error,
 * ERR_NOMEM. */
ERR_CHECKED enum err findings_say(
    const struct findings *findings, struct diag *diag);

#endif
