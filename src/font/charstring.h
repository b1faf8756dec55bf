/* font/charstring - Type 2 charstrings (Adobe Technical Note 5177) of glyphs
 * that are put together or turned.  Private to the font room.
 */
#ifndef FONT_CHARSTRING_H
#define FONT_CHARSTRING_H

#include "base/buf.h"
#include "font/twin.h"

/* Appends the outlines of the parts of TWIN, glyphs of FACE, and the end; a
 * width is to stand before it.  False when a number does not fit. */
bool charstring_put(
    struct buf *buf, const struct face *face, const struct twin *twin);

#endif
