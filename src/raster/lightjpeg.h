/* raster/lightjpeg - a JPEG with fewer pixels. */
#ifndef RASTER_LIGHTJPEG_H
#define RASTER_LIGHTJPEG_H

#include "base/buf.h"
#include "base/str.h"
#include "raster/shrink.h"

/* Appends to OUT the JPEG BYTES as one of S's width and height; the rest of S
 * is set here.  What is needed meanwhile is owned by ARENA.  OUT may hold a
 * part when it fails.  Errors: ERR_INPUT (damaged, components that nobody
 * knows; nothing is said), ERR_USAGE (as shrink_begin), ERR_NOMEM. */
ERR_CHECKED enum err lightjpeg_write(
    struct arena *arena, struct str bytes, struct shrink *s, struct buf *out);

#endif
