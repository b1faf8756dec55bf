/* sheet/pageorder - which page stands in which row and column of which side,
 * and how its neighbours are joined to it.  Nothing is measured here.  Private
 * to the room.
 */
#ifndef SHEET_PAGEORDER_H
#define SHEET_PAGEORDER_H

#include "sheet/impose.h"

/* What happens between two neighbours. */
enum boundary {
    BOUNDARY_CUT,   /* they are cut apart */
    BOUNDARY_FOLD,  /* folded, and cut when the pages are trimmed */
    BOUNDARY_SPINE, /* folded, and bound (背) */
    BOUNDARY_PANEL  /* folded; the sheet stays one */
};

/* One page's place. */
struct seat {
    size_t page;  /* with the blanks; IMPOSED_BLANK */
    size_t slot;  /* its number among pages and blanks */
    bool turned;  /* head down */
    int spine;    /* at its left: -1, at its right: 1, none: 0 */
    size_t depth; /* how many sheets of paper are folded around its own */
    bool flap;    /* of the narrower panel */
};

struct pageorder {
    enum impose_scheme scheme;
    enum impose_folding folding;
    size_t columns, rows;
    size_t slots; /* pages and blanks */
    size_t sides, sheets;
    struct seat *seat; /* side after side, row after row */
};

/* The columns and rows that SIGNATURE pages have on a side when the sheet is
 * folded in halves.  False: not 4, 8, 16 or 32. */
bool pageorder_signature(size_t signature, size_t *columns, size_t *rows);

/* Seats N pages (above 0) in COLUMNS and ROWS, which suit the scheme.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err pageorder_make(struct arena *arena,
    const struct impose_options *options, size_t n, size_t columns, size_t rows,
    struct pageorder *out);

/* The seat at ROW and COLUMN of SIDE. */
struct seat *pageorder_seat(
    const struct pageorder *order, size_t side, size_t row, size_t column);

/* What is between column INDEX and the next; rows likewise. */
enum boundary pageorder_column(const struct pageorder *order, size_t index);
enum boundary pageorder_row(const struct pageorder *order);

#endif
