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
    BOUNDARY_BACK,  /* of a cover: folded at both edges of the book's back */
    BOUNDARY_PANEL  /* folded; the sheet stays one */
};

/* One page's place. */
struct seat {
    size_t page;  /* IMPOSED_BLANK: none */
    size_t slot;  /* its number among pages and blanks, from 0 */
    bool turned;  /* head down */
    int spine;    /* at its left: -1, at its right: 1, none: 0 */
    size_t depth; /* how many sheets of paper are folded around its own */
    bool flap;    /* of the narrower panel */
};

/* A sheet, before it is folded or cut. */
struct flat {
    bool cover;           /* 表紙 */
    bool twice;           /* 打ち返し: front and back beside each other, the
                             same on both sides, cut in two */
    size_t columns, rows; /* of pages on a side */
    size_t seat;          /* its front's first; the back's come behind */
    size_t number;        /* of the signature, from 0, a cover not counted */
    size_t leaves;        /* it is folded into them; 0: it is not bound */
    size_t leaf;          /* those of the book in front of it, saddle: outside
                             of it */
};

struct pageorder {
    enum impose_scheme scheme;
    enum impose_folding folding;
    size_t before, behind; /* slots of a cover, in front of the others and
                              behind them */
    size_t slots;          /* pages and blanks */
    size_t leaves;         /* of all signatures, without the cover */
    size_t sides, sheets;
    struct flat *flat; /* sheet after sheet */
    struct seat *seat; /* side after side, row after row */
    size_t seats;
};

/* The columns and rows that SIGNATURE pages have on a side when the sheet is
 * folded in halves.  False: not 4, 8, 16 or 32. */
bool pageorder_signature(size_t signature, size_t *columns, size_t *rows);

/* Seats N pages, above 0, with a cover above 3.  OPTIONS has columns and rows,
 * or signatures, as the scheme wants them.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err pageorder_make(struct arena *arena,
    const struct impose_options *options, size_t n, struct pageorder *out);

/* The sheet of SIDE, and the seat there at ROW and COLUMN. */
const struct flat *pageorder_flat(const struct pageorder *order, size_t side);
const struct seat *pageorder_seat(
    const struct pageorder *order, size_t side, size_t row, size_t column);

/* What is between column INDEX of FLAT and the next, between two rows. */
enum boundary pageorder_column(const struct impose_options *options,
    const struct flat *flat, size_t index);
enum boundary pageorder_row(const struct impose_options *options);

#endif
