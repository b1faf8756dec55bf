/* font/glyf - twins as glyphs of a glyf table.  Private to the font room.
 */
#ifndef FONT_GLYF_H
#define FONT_GLYF_H

#include "base/str.h"
#include "font/twin.h"

/* A glyph of the table and how far its outline stands from where its
 * coordinates say: its left side bearing less its xMin. */
struct glyf_glyph {
    struct str data; /* empty: no outline */
    int32_t shift;
};

/* The left, lower, right and upper bound of an outline, font units. */
struct glyf_box {
    int32_t at[4];
};

/* Bytes of TWIN, a multiple of four; 0: it draws nothing.  GLYPH is its glyph,
 * or one for each part. */
size_t glyf_size(const struct twin *twin, const struct glyf_glyph *glyph);

/* Writes it to P, whose bytes are 0.  A twin with the same outline is one
 * component, or, where its glyph is composite itself, its glyph again: so
 * composites do not get deeper.  *BOX is all 0 for nothing.  False when a
 * number does not fit. */
bool glyf_put(char *p, const struct twin *twin, const struct glyf_glyph *glyph,
    struct glyf_box *box);

#endif
