/* layout/grid - a page's margins, columns and rows, and the areas drawn on it.
 *
 * A [page] draws its areas as a map, a key a row:
 *
 *     row.1 = 22mm:     masthead*12
 *     row.2 = 40 lines: story*8 . facts*3
 *     row.3 = auto:     story*8 . notes*3
 *
 * HEIGHT is a length, `N lines` of the page's base-line grid, `auto` (the
 * tallest content of the areas that stand in this row alone) or `fill` (a share
 * of what is left).  As many words follow as the page has columns; NAME*N
 * stands for N equal words, a point for an empty cell.  The cells of an area
 * form one rectangle.
 */
#ifndef LAYOUT_GRID_H
#define LAYOUT_GRID_H

#include "config/job.h"

enum {
    GRID_COLUMNS_MAX = 48,
    PAGE_BLEED = 3 * EMU_PER_MM /* of grounds over the page's edge (裁ち落とし)
                                    when no profile asks for more */
};

enum grid_height { GRID_FIXED, GRID_AUTO, GRID_FILL };

struct grid_row {
    int number; /* of the key row.NUMBER: rows stand in its order */
    enum grid_height kind;
    emu height, top; /* top from the page's edge, once resolved */
    struct loc loc;
};

/* A named rectangle of cells; rows and columns are half-open. */
struct grid_area {
    const char *name;
    size_t row, row_end, col, col_end;
    emu x, width;  /* from the page's left edge; known from the start */
    emu y, height; /* once resolved */
    struct loc loc;
};

enum { SIDE_TOP, SIDE_RIGHT, SIDE_BOTTOM, SIDE_LEFT };

struct grid {
    const struct section *section; /* [page NAME] */
    emu width, height;             /* of the page */
    emu margin[4];
    size_t columns;
    emu gutter, row_gap;
    emu pitch; /* of the base-line grid; 0: none.  Its first line is the upper
                  edge of the type area (版面) */
    struct grid_row *row;
    size_t n_rows;
    struct grid_area *area; /* in order of their first cell */
    size_t n_areas;
};

/* Reads the page SECTION; lengths in em are multiples of EM.  Everything but
 * the rows' places is set on ERR_OK.  *OUT is owned by ARENA.
 * Errors: ERR_INPUT (all found are said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err grid_read(struct arena *arena, struct diag *diag,
    const struct section *section, emu em, struct grid *out);

/* The left edge of column COL and the right edge of column COL, from the page's
 * left edge.  What does not divide evenly is spread over the columns, so that
 * the last one ends on the margin exactly. */
emu grid_left(const struct grid *grid, size_t col);
emu grid_right(const struct grid *grid, size_t col);

/* The area NAME of GRID, or NULL. */
struct grid_area *grid_find(const struct grid *grid, const char *name);

/* Gives every row its height and every area its place.  TALLEST holds one
 * height per row, used for `auto` rows.  Returns by how much the rows are
 * higher than the page, 0 when they fit. */
int64_t grid_resolve(struct grid *grid, const emu *tallest);

/* Says that the rows of GRID are EXCESS too high. */
enum err grid_say_high(
    struct diag *diag, const struct grid *grid, int64_t excess);

#endif
