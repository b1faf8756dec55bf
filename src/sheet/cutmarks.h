/* sheet/cutmarks - what stands on a side besides its pages: where to cut and to
 * fold, middles, collation steps (背標), and what the side is.  Private to the
 * room.
 */
#ifndef SHEET_CUTMARKS_H
#define SHEET_CUTMARKS_H

#include "sheet/positions.h"

struct cutmarks {
    struct arena *arena;
    struct diag *diag;
    const struct positions *positions;
    const struct document *document; /* whose pages they are */
    struct imposed_side *side;       /* in hand: its marks are added to */
    size_t number;                   /* of the side, from 0 */
};

/* Draws the marks of the side in hand.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err cutmarks_draw(const struct cutmarks *c);

/* What of COLUMN's width is free between the marks above and below the pages:
 * from and to, left before right.  Returns how many pieces, up to 2. */
size_t cutmarks_gaps(const struct cutmarks *c, size_t column, emu gap[2][2]);

/* Says what sheets whose least ROOM this is do not have room for.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err cutmarks_say_room(
    const struct cutmarks *c, const struct positions_room *room);

#endif
