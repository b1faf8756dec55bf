/* font/truetype - more glyphs for a TrueType file.  Private to the font room.
 */
#ifndef FONT_TRUETYPE_H
#define FONT_TRUETYPE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "font/twin.h"

/* Appends N TWINs to the glyphs of FILE: the first gets the glyph id that is
 * the file's number of glyphs, which goes to *FIRST.  A twin refers to the
 * outline of its glyph and is 16 bytes long.  On ERR_OK *OUT is owned by ARENA.
 * Errors: ERR_INPUT (FILE is broken, or would have too many glyphs),
 * ERR_NOMEM. */
ERR_CHECKED enum err truetype_twins(struct arena *arena, struct str file,
    const struct twin *twin, size_t n, struct str *out, uint16_t *first);

#endif
