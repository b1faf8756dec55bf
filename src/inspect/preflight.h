/* inspect/preflight - does a document keep to what a printer asks for?
 * docs/preflight.md tells users what is checked; docs/decisions/0011 how.
 */
#ifndef INSPECT_PREFLIGHT_H
#define INSPECT_PREFLIGHT_H

#include "inspect/finding.h"

/* What a printer asks for; 0 or NULL: nothing. */
struct preflight_limits {
    int32_t total_ink;       /* all inks at one place, 1/1000: 3500 is 350 % */
    emu line, reversed_line; /* thinnest line; when lighter than its ground */
    emu type, reversed_type; /* smallest type; when lighter than its ground */
    emu colour_type;         /* smallest type in three inks or more */
    int dpi, dpi_min;        /* pictures: below it a warning; an error */
    int bitmap_dpi;          /* pictures of two colours: below it an error */
    emu bleed;               /* what is cut must reach so far over the trim */
    emu trim;                /* text must stay so far inside it */
    int pages_multiple, pages_least, pages_most;
    const char *pdfx;    /* what the printer takes, "X-4, X-1a" */
    const char *written; /* what is written, when it is not among them */
    bool outlined;       /* text must be outlines, which it never is */
    bool overprint;      /* pure black is printed over other inks */
    struct loc loc;      /* of what asks for it: for findings of no page */
};

/* Adds what is wrong with DOCUMENT to FOUND.  Errors: ERR_NOMEM,
 * ERR_INTERNAL (a clip without its end). */
ERR_CHECKED enum err preflight_check(const struct document *document,
    const struct preflight_limits *limits, struct findings *found);

/* The dots per inch of ITEM, a picture, at its size; along the side where they
 * are fewer. */
int64_t preflight_dpi(const struct item *item);

#endif
