/* sheet/sheet - what stands around the pages on the sheet that is printed:
 * marks (トンボ), colour bar and slug line, as pages of their own.
 */
#ifndef SHEET_SHEET_H
#define SHEET_SHEET_H

#include "page/document.h"

struct sheet_options {
    emu bleed;       /* 裁ち落とし */
    bool marks;      /* corners, centres, folds */
    bool colour_bar; /* patches of every plate */
    bool slug;       /* a line that tells what the sheet is */
    bool spots;      /* spot colours have plates of their own */
    const emu *fold; /* where folds cross the page, from the trim's left */
    size_t n_folds;
    const char *note; /* told in the slug line: profile, printing condition */
    struct loc loc;   /* who asks: for messages */
};

/* All plates, the spot colours' too: marks only (レジストレーション). */
extern const struct colour sheet_registration;

/* From the trim to the edge of the sheet, on each side. */
emu sheet_margin(const struct sheet_options *options);

/* One page for each of DOCUMENT's, of its size and in its coordinates, with
 * what stands around it: nothing of it lies inside the bleed.  *OUT is owned by
 * ARENA.  Errors: ERR_INPUT (a fold beside the page, a page too small for the
 * bar, a slug no face can set; said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err sheet_around(struct arena *arena, struct diag *diag,
    const struct document *document, const struct sheet_options *options,
    struct document **out);

#endif
