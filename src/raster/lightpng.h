/* raster/lightpng - a PNG with fewer pixels. */
#ifndef RASTER_LIGHTPNG_H
#define RASTER_LIGHTPNG_H

#include "base/buf.h"
#include "base/str.h"
#include "raster/shrink.h"

/* Appends to OUT the PNG BYTES as one of S's width and height, of 8 bits a
 * component; a palette becomes colours, what says what the colours mean stays.
 * The rest as lightjpeg_write; ERR_INPUT also for those few files whose colours
 * a PDF would then show otherwise. */
ERR_CHECKED enum err lightpng_write(
    struct arena *arena, struct str bytes, struct shrink *s, struct buf *out);

#endif
