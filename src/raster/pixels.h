/* raster/pixels - picture files as cairo surfaces. */
#ifndef RASTER_PIXELS_H
#define RASTER_PIXELS_H

#include <cairo.h>

#include "page/document.h"

/* Decodes IMAGE into *OUT, which the caller destroys.  On any error *OUT is
 * NULL.  Errors: ERR_INPUT (damaged; nothing is said), ERR_NOMEM. */
ERR_CHECKED enum err pixels_load(
    const struct image *image, cairo_surface_t **out);

#endif
