/* raster/lighten - picture files with fewer pixels and fewer bytes. */
#ifndef RASTER_LIGHTEN_H
#define RASTER_LIGHTEN_H

#include "page/document.h"

/* Makes of IMAGE a file of the same kind (JPEG or PNG, grey, colour or four
 * inks, seen through or not, with its colour profile) of WIDTH x HEIGHT pixels,
 * neither more than it has.  What a file says of how it is to be turned is left
 * out: nobody turns pictures here.
 *
 * *OUT is owned by ARENA; NULL when the file would have no fewer bytes, or
 * cannot be made: IMAGE is damaged, has more than SHRINK_PIXELS_MAX pixels, or
 * colours that would change.  Nothing is said.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err lighten_picture(struct arena *arena,
    const struct image *image, int width, int height, const struct image **out);

#endif
