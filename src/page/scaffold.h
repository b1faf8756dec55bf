/* page/scaffold - what stands behind a page and is not painted: its grid, its
 * areas and blocks, and which items they made.  For those who show, compare or
 * report pages.
 */
#ifndef PAGE_SCAFFOLD_H
#define PAGE_SCAFFOLD_H

#include "base/diag.h"

struct track {
    emu at, length;
};

enum frame_part {
    FRAME_BEGINS,  /* the block's first on the page, or of a repeated block */
    FRAME_GOES_ON, /* what came in another area or on an earlier page */
    FRAME_REPEATS  /* what is said again where it goes on: a table's head */
};

struct frame {
    const char *name;
    emu x, y, width, height;
    struct loc loc; /* of the section */
    /* Of blocks: */
    enum frame_part part;
    int32_t milli;     /* the size it was set in, 1/1000 */
    size_t first, end; /* its items, half-open */
};

struct scaffold {
    const char *name; /* of the [page] */
    struct loc loc;
    emu margin[4]; /* top, right, bottom, left */
    struct track *column, *row;
    size_t n_columns, n_rows;
    emu pitch;    /* of the base-line grid; 0: none */
    emu baseline; /* of its first line */
    struct frame *area;
    size_t n_areas;
    struct frame *block; /* in reading order */
    size_t n_blocks, cap_blocks;
};

/* Where a note is said. */
struct note_place {
    int number;
    const char *id;
    size_t page;
    const char *block; /* that refers to it */
    struct loc loc;    /* of its definition */
};

#endif
