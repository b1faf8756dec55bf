/* layout/layout - the job's pages: grid, areas, blocks, flow, notes. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "set/flow.h"

/* Lays out every [page] of JOB in order into *OUT (owned by ARENA).
 * FONTS and DATASET are borrowed and must outlive the document.
 * What does not fit its area is an error that says by how much; all such
 * errors are found in one run.
 * Errors: ERR_INPUT, ERR_ENVIRONMENT (fonts), ERR_NOMEM; said in DIAG. */
ERR_CHECKED enum err layout_build(struct arena *arena, struct diag *diag,
    const struct job *job, const struct dataset *dataset,
    struct font_set *fonts, struct document **out);

/* The same for those who want to see faults of layout: with ERR_INPUT, *OUT is
 * not NULL when there are pages, on which what does not fit is missing. */
ERR_CHECKED enum err layout_proof(struct arena *arena, struct diag *diag,
    const struct job *job, const struct dataset *dataset,
    struct font_set *fonts, struct document **out);

#endif
