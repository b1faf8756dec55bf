/* pdf/upright - what one code of a font for vertical writing shows, where that
 * is not just a glyph standing upright: Western text lying on its side, and
 * figures side by side in one em (tate-chu-yoko 縦中横).
 *
 * So a vertical line is of one writing mode.  Readers that do not know
 * ActualText begin a new line where it changes, and wherever a glyph stands
 * beside the one before it.
 */
#ifndef PDF_UPRIGHT_H
#define PDF_UPRIGHT_H

#include "font/subset.h"
#include "pdf/glyphs.h"

enum {
    UPRIGHT_ASCENT = 880,  /* /DW2's defaults, 1/1000 em: the em box's top, */
    UPRIGHT_ADVANCE = 1000 /* and its height */
};

/* A cluster of a run.  Its em box is centred on the line.  Those that share an
 * em each take a part of its height, whatever they draw: so they follow each
 * other along the line. */
struct upright_cell {
    struct subset_part part[SUBSET_PARTS_MAX];
    size_t n_parts;
    size_t first, end; /* of the run's glyphs */
    struct str text;   /* empty: none */
    int before, down;  /* in its em; along the line, 1/1000 em */
};

/* True for a run that is to be shown in such cells alone. */
bool upright_wanted(const struct glyph_run *run);

/* The cell of RUN, one that is wanted, from its glyph AT on.  False when it has
 * too many parts. */
bool upright_cell(
    const struct glyph_run *run, size_t at, struct upright_cell *out);

/* Where the pen stands for CELL of ITEM: at the top, in the middle.  From the
 * page's top left corner. */
void upright_place(const struct item *item, const struct upright_cell *cell,
    int64_t *x, int64_t *y);

/* How far down from the pen the origin of a cell's glyph is, 1/1000 em. */
int upright_origin(const struct face *face, int down);

#endif
