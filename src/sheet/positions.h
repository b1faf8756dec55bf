/* sheet/positions - the measures of a sheet: how large it is, how many pages
 * stand beside and above each other, where each of them begins and ends.
 * Private to the room.
 */
#ifndef SHEET_POSITIONS_H
#define SHEET_POSITIONS_H

#include "sheet/pageorder.h"

struct positions {
    const struct impose_options *options;
    const struct pageorder *order;
    emu page[2];                 /* width and height of the trim */
    emu sheet[2];                /* of a side */
    emu left[IMPOSE_SIDE_MAX];   /* of the trims of a front, by columns */
    emu right[IMPOSE_SIDE_MAX];  /* without creep */
    emu top[IMPOSE_SIDE_MAX];    /* of both sides, by rows */
    emu bottom[IMPOSE_SIDE_MAX]; /* the gripper is below the last one */
};

/* Chooses the sheet and how many columns and rows of PAGE it has.
 * Errors: ERR_INPUT (it is too small, or numbers do not go together; said). */
ERR_CHECKED enum err positions_choose(struct diag *diag,
    const struct impose_options *options, const emu page[2], emu sheet[2],
    size_t *columns, size_t *rows);

/* Fills left ... bottom of P, whose other members are set. */
void positions_make(struct positions *p);

/* The trim of the seat at COLUMN and ROW of SIDE: left and right edge, moved by
 * its creep. */
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
