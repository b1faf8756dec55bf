/* inspect/release - do the pages of a press release hold what press clubs ask
 * for (docs/press.md)?  A headline, whom to ask, who else gets it, and what
 * each figure shows and where it comes from.
 */
#ifndef INSPECT_RELEASE_H
#define INSPECT_RELEASE_H

#include "inspect/finding.h"

/* How much a rule asks; its finding is a warning or an error. */
enum release_level { RELEASE_FREE, RELEASE_SHOULD, RELEASE_MUST };

/* A block that shows figures. */
struct release_figure {
    const char *block;   /* its name */
    const char *kind[2]; /* what it is, in Japanese and English */
    bool named;          /* each of its parts says what it is */
    bool plain;          /* it needs no source: it shows no figures */
};

/* What is asked for.  All is borrowed. */
struct release_rules {
    enum release_level headline, phone, mail, clubs, labels, sources;
    const char **headline_block; /* the blocks that may say the headline */
    size_t n_headline_blocks;
    const char *contact; /* the block that tells whom to ask; NULL: any */
    const char **club;   /* who gets it; all must be named */
    size_t n_clubs;
    const struct release_figure *figure;
    size_t n_figures;
    /* Where each is said, or could be. */
    struct loc headline_loc, contact_loc, clubs_loc;
};

/* Adds what DOCUMENT, whose pages have scaffolds, lacks to FOUND.  Blocks that
 * are on no page are passed over, but for the contact.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err release_check(const struct document *document,
    const struct release_rules *rules, struct findings *found);

/* Defines the two messages of a rule, by level: NAME[RELEASE_SHOULD]. */
#define RELEASE_MESSAGE(name, id, ja, en)                                      \
    static const struct diag_message name[] = {                                \
        [RELEASE_SHOULD] = {id, DIAG_WARN, ja, en},                            \
        [RELEASE_MUST] = {id, DIAG_ERROR, ja, en}}

#endif
