/* sheet/positions - where on a sheet each page begins and ends.  Private to the
 * room.
 */
#ifndef SHEET_POSITIONS_H
#define SHEET_POSITIONS_H

#include "sheet/pageorder.h"

struct positions {
    const struct impose_options *options;
    const struct pageorder *order;
    emu page[2];                 /* width and height of the trim */
    emu sheet[2];                /* of a side */
    emu spine;                   /* width of a cover's back */
    const struct flat *flat;     /* the sheet in hand, whose places are below */
    emu left[IMPOSE_SIDE_MAX];   /* of the trims of a front, by columns */
    emu right[IMPOSE_SIDE_MAX];  /* without creep */
    emu top[IMPOSE_SIDE_MAX];    /* of both sides, by rows */
    emu bottom[IMPOSE_SIDE_MAX]; /* the gripper is below the last one */
};

/* Is a panel narrower than the others? */
bool positions_has_flap(const struct impose_options *options);

/* Width and height of all pages of a side of FLAT with what is between them;
 * SPINE is the width of a cover's back. */
void positions_block(const struct impose_options *options, const emu page[2],
    const struct flat *flat, emu spine, int64_t out[2]);

/* Takes FLAT in hand: fills left ... bottom. */
void positions_take(struct positions *p, const struct flat *flat);

/* What follows is of the sheet in hand.  The trim of the seat at COLUMN and ROW
 * of SIDE: left and right edge, moved by its creep. */
void positions_trim(const struct positions *p, size_t side, size_t row,
    size_t column, emu edge[2]);

/* Where the neighbours COLUMN and COLUMN + 1 of SIDE meet: the fold, or the
 * middle between two trims.  Rows likewise. */
emu positions_column(const struct positions *p, size_t side, size_t column);
emu positions_row(const struct positions *p, size_t row);

/* What stands there. */
struct imposed_cell positions_cell(
    const struct positions *p, size_t side, size_t row, size_t column);

/* Between the block of pages with its bleed and the edge of what is printed of
 * the sheet: at each side, above, below.  May be below zero. */
struct positions_room {
    emu side, above, below;
};
struct positions_room positions_room(const struct positions *p);

#endif
