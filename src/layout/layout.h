/* layout/layout - the job's pages: grid, areas, blocks, flow, notes. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "set/flow.h"

struct plan;

/* What all editions of a job share: its styles, and what was set once already.
 * Made by layout_share, and read only from then on. */
struct layout_share {
    const struct theme *theme;
    const struct recall *recall;
    const struct plan *plan;   /* what was read, or NULL: it is read anew */
    struct document *document; /* the edition that it was made with */
};

struct layout_request {
    struct arena *arena; /* will own the document */
    struct diag *diag;
    const struct job *job;
    const struct dataset
        *dataset;           /* borrowed, as FONTS is: both must outlive */
    struct font_set *fonts; /* the document */
    const struct layout_share *share; /* or NULL; it must outlive it, too */
    bool proof; /* show faults: with ERR_INPUT there is a document when there
                   are pages, on which what does not fit is missing */
};

/* Lays out every [page] of the job in order into *OUT.
 * What does not fit its area is an error that says by how much; all such
 * errors are found in one run.
 * Errors: ERR_INPUT, ERR_ENVIRONMENT (fonts), ERR_NOMEM; said in the request's
 * diagnostics. */
ERR_CHECKED enum err layout_build(
    const struct layout_request *request, struct document **out);

/* Lays out the job once, whose row is one of many, and keeps in *OUT what the
 * other rows will have in common with it, owned by the request's arena.  No row
 * may change a font, a style or a colour.  The caller ends it with
 * layout_unshare.  Errors: as layout_build, and *OUT is then empty. */
ERR_CHECKED enum err layout_share(
    const struct layout_request *request, struct layout_share *out);
void layout_unshare(struct layout_share *share);

#endif
