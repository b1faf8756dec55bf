/* inspect/plates - a page as it comes off the press: the inks in each cell of
 * a lattice over its trim and bleed.
 */
#ifndef INSPECT_PLATES_H
#define INSPECT_PLATES_H

#include "inspect/cover.h"
#include "inspect/inkset.h"
#include "inspect/layers.h"

struct plates {
    struct lattice lattice;
    struct inkset *inks; /* by cell, row after row */
    uint32_t *top; /* 1 + the item that was painted there last; 0: paper */
};

/* Paints the page of LAYERS with BLEED around its trim.  Cells are 0.25 mm
 * wide, on pages with more than four million of them twice that, and so on.
 * With OVERPRINT pure black leaves the other inks beneath it.  Pictures lay
 * down nothing.  All is owned by ARENA.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err plates_paint(struct arena *arena, struct layers *layers,
    emu bleed, bool overprint, struct plates *out);

#endif
