/* layout/flood - a stream into one area. */
#ifndef LAYOUT_FLOOD_H
#define LAYOUT_FLOOD_H

#include "layout/plan.h"

/* Goes on with STREAM at SPOT in its area INDEX, whose inside is BOX, appending
 * to OUT (NULL: only measures).  *USED is the height that was filled; *FULL
 * tells that the area was too small for what is left.  When nothing comes
 * behind a full area, STREAM says by how much it is too small.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err flood_area(struct plan *plan, struct stream *stream,
    struct spot *spot, size_t index, struct box box, struct places *out,
    emu *used, bool *full);

/* Puts SPOT back to where SAVED, a copy of it, was. */
void flood_restore(struct spot *spot, const struct spot *saved);

#endif
