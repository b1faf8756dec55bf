/* font/cidfont - CFF tables written anew: CID-keyed, with twins.  Private to
 * the font room.
 */
#ifndef FONT_CIDFONT_H
#define FONT_CIDFONT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "font/twin.h"

struct cidfont_plan {
    struct str cff;          /* name-keyed or CID-keyed, without subroutines */
    const uint16_t *cid;     /* per glyph; the first is 0 */
    size_t n;                /* glyphs */
    const struct twin *twin; /* ascending by gid; their codes are CIDs */
    size_t n_twins;
    const char *name;        /* PostScript name */
    const struct face *face; /* has the outlines of the twins' parts */
};

/* Makes the table of PLAN CID-keyed (ROS Adobe-Identity): glyph I gets CID[I].
 * Twins stand right behind the glyphs that they repeat, where they cost a
 * compressed file next to nothing.  On ERR_OK *OUT is owned by ARENA.
 * Errors: ERR_INPUT (the table is broken, has subroutines, a charstring
 * without a place for another width, or parts that go too far), ERR_NOMEM. */
ERR_CHECKED enum err cidfont_make(
    struct arena *arena, const struct cidfont_plan *plan, struct str *out);

#endif
