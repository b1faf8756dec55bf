/* sheet/proof - the pages with what stands behind them, and with remarks: for
 * the designer and for those who correct (校正).
 */
#ifndef SHEET_PROOF_H
#define SHEET_PROOF_H

#include "page/document.h"

struct proof_box {
    emu x, y, width, height;
};

enum proof_kind { PROOF_ERROR, PROOF_WARNING, PROOF_NOTE, PROOF_CHANGE };

/* A remark: a number on the page at each of its boxes, its text beside. */
struct proof_mark {
    enum proof_kind kind;
    size_t page;                 /* from 0; SIZE_MAX: of no page */
    const struct proof_box *box; /* a box without width: between two words */
    size_t n_boxes;
    const char *text;
};

/* Makes *OUT of DOCUMENT: its pages with grid, areas, blocks, base lines and
 * the N marks, each page wider by a column that lists them.  What has no room
 * there comes on pages behind the last.  JAPANESE: the language of headings.
 * DOCUMENT is not changed; *OUT borrows from it and lives in ARENA.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err proof_make(struct arena *arena, struct diag *diag,
    const struct document *document, const struct proof_mark *mark, size_t n,
    bool japanese, struct document **out);

#endif
