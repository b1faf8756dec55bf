/* inspect/cover - which cells of a lattice an area touches, row by row.
 *
 * Four scan lines a row, at 1/8, 3/8, 5/8 and 7/8 of its height; where a line
 * is inside, all cells it touches count.
 */
#ifndef INSPECT_COVER_H
#define INSPECT_COVER_H

#include "inspect/contour.h"

struct lattice {
    emu x, y;              /* of its upper left corner */
    emu cell;              /* the side of a cell */
    int32_t width, height; /* cells */
};

struct cover {
    struct arena *arena;
    struct lattice lattice;
    /* Called for the cells FIRST ... END - 1 of ROW; a cell may come several
     * times. */
    void (*span)(void *self, int32_t row, int32_t first, int32_t end);
    void *self;
    struct cover_edge *edge; /* what follows is kept between calls */
    size_t *head;            /* by scan line: 1 + the first edge there */
    struct cover_edge **active;
    size_t cap;
};

/* A cover over LATTICE.  False: no memory. */
bool cover_init(
    struct cover *cover, struct arena *arena, const struct lattice *lattice);

/* Finds the cells of CONTOUR.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err cover_contour(
    struct cover *cover, const struct contour *contour);

#endif
