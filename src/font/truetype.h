/* font/truetype - more glyphs for a TrueType file, and metrics for vertical
 * writing.  Private to the font room.
 */
#ifndef FONT_TRUETYPE_H
#define FONT_TRUETYPE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "font/twin.h"

struct truetype_plan {
    struct str file;
    const struct twin *twin;
    size_t n;
    bool vertical; /* with vhea and vmtx: glyphs are an em high, parts theirs */
};

/* Appends the twins of PLAN to the glyphs of its file: the first gets the glyph
 * id that is the file's number of glyphs, which goes to *FIRST.  A twin refers
 * to the outline of its glyph and is 16 bytes long.  On ERR_OK *OUT is owned by
 * ARENA.
 * Errors: ERR_INPUT (the file is broken, or would have too many glyphs, or a
 * number does not fit), ERR_NOMEM. */
ERR_CHECKED enum err truetype_make(struct arena *arena,
    const struct truetype_plan *plan, struct str *out, uint16_t *first);

#endif
