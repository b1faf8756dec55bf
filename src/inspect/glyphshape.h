/* inspect/glyphshape - the outlines of glyphs as contours on the page, each
 * fetched from its font once.
 */
#ifndef INSPECT_GLYPHSHAPE_H
#define INSPECT_GLYPHSHAPE_H

#include "inspect/contour.h"

struct glyph_shapes {
    struct arena *arena;
    struct face_shapes *face;
    size_t n, cap;
    struct contour at; /* the last one that was placed */
};

/* The outline of glyph I of ITEM, good until the next call.  Font units are
 * whole numbers, so nothing is rounded before the place on the page is.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err glyphshape_of(struct glyph_shapes *shapes,
    const struct item *item, size_t i, struct contour *out);

#endif
