/* font/cff - just enough of the Compact Font Format (Adobe Technical Note
 * 5176) to know a glyph's CID.  Private to the font room.
 */
#ifndef FONT_CFF_H
#define FONT_CFF_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* True when the table CFF is CID-keyed (its Top DICT begins with ROS). */
bool cff_is_cid(struct str cff);

/* The CIDs of the GLYPHS glyphs of the CID-keyed table CFF, from its charset.
 * On ERR_OK *OUT is owned by ARENA, or NULL when each CID is its glyph id.
 * Errors: ERR_INPUT (the charset is broken), ERR_NOMEM. */
ERR_CHECKED enum err cff_cids(
    struct arena *arena, struct str cff, size_t glyphs, uint16_t **out);

#endif
