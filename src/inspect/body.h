/* inspect/body - where the characters of a run stand on the page: their em
 * bodies (仮想ボディ), from the glyphs' advances.
 */
#ifndef INSPECT_BODY_H
#define INSPECT_BODY_H

#include "inspect/contour.h"

/* The body of glyph I of ITEM (ITEM_GLYPHS).  False for what shows nothing: a
 * space, a glyph without advance. */
bool body_of(const struct item *item, size_t i, struct bounds *out);

/* BODY without a sixth at each side: the hull of the places where what lies
 * under a character is looked up. */
struct bounds body_core(struct bounds body);

/* Around the bodies of all glyphs that show something, or around their cores;
 * empty when none does. */
struct bounds body_all(const struct item *item, bool cores);

#endif
