/* page/imposed - pages put on the sides of sheets (面付け): what the room sheet
 * plans and the room pdf paints.  Plain data.
 *
 * Places are emu from the top left corner of a side as one looks at it, y down.
 * The sheet is turned over like a leaf of a book, about its vertical middle:
 * what stands at X on the front is WIDTH - X on its back.
 */
#ifndef PAGE_IMPOSED_H
#define PAGE_IMPOSED_H

#include "page/document.h"

#define IMPOSED_BLANK SIZE_MAX

/* A page at its place. */
struct imposed_cell {
    size_t page; /* from 0; IMPOSED_BLANK: white paper (白) */
    int turn;    /* clockwise: 0, 90, 180, 270 degrees */
    emu x, y;    /* the top left corner of its trim, so turned */
    emu left, top, right, bottom; /* it shows inside them, with its bleed */
};

struct imposed_side {
    size_t sheet; /* from 0 */
    bool back;
    struct imposed_cell *cell; /* rows from the top, from left to right */
    size_t n;
    struct page *marks; /* the side itself: what is painted besides the pages */
};

struct imposed {
    emu width, height; /* of every side */
    emu bleed;         /* how far pages are painted beyond their trim */
    struct imposed_side *side;
    size_t n; /* front, back, front ... */
    size_t n_sheets;
};

#endif
