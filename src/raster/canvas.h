/* raster/canvas - a cairo surface that items are painted on. */
#ifndef RASTER_CANVAS_H
#define RASTER_CANVAS_H

#include <cairo.h>

#include "page/document.h"

enum { CANVAS_DEPTH_MAX = 24 }; /* clips inside each other */

struct canvas {
    struct arena *arena; /* outlines and pixels while the page is painted */
    struct diag *diag;
    cairo_t *cairo;
    double scale; /* pixels per emu */
    size_t clips; /* open ITEM_CLIP_BEGINs */
    struct canvas_face *face;
    size_t n_faces, cap_faces;
    struct canvas_image *image;
    size_t n_images, cap_images;
};

/* Paints ITEM.  Errors: ERR_INPUT (a picture; said in c->diag), ERR_NOMEM,
 * ERR_INTERNAL (a clip that ends without a beginning). */
ERR_CHECKED enum err canvas_item(struct canvas *c, const struct item *item);

/* Frees what cairo keeps for C; not the surface. */
void canvas_fini(struct canvas *c);

#endif
