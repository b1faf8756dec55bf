/* raster/outlines - glyphs as paths, each fetched from its font once. */
#ifndef RASTER_OUTLINES_H
#define RASTER_OUTLINES_H

#include "raster/canvas.h"

/* Adds the outline of GID to the current path.  X, Y is its origin in pixels,
 * EM the size in pixels, CONDENSE its width against the natural one.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err outlines_add(struct canvas *c, const struct face *face,
    uint32_t gid, double x, double y, double em, double condense);

#endif
