/* raster/shrink - rows of pixels brought to fewer and narrower ones.
 *
 * Each new pixel is the mean of what it covers of the old ones, parts of pixels
 * by their part, in whole numbers: nothing is left out, so that fine patterns
 * do not turn into coarse ones, and every machine finds the same.  What is seen
 * through counts as much as it is seen.
 */
#ifndef RASTER_SHRINK_H
#define RASTER_SHRINK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum { SHRINK_PIXELS_MAX = 1 << 28 }; /* of the old picture */

struct shrink {
    int from_width, from_height;
    int width, height; /* at least 1, at most the old ones */
    int channels;      /* 1 ... 4 bytes a pixel */
    bool alpha;        /* the last of them; not premultiplied */
    uint64_t *across;  /* the row in hand, summed up */
    uint64_t *sum;     /* the new row so far */
    uint64_t filled;   /* of the new row, 0 ... from_height */
};

/* Makes S, whose sizes and channels are set, ready; what it needs is owned by
 * ARENA.  Errors: ERR_USAGE (sizes out of range), ERR_NOMEM. */
ERR_CHECKED enum err shrink_begin(struct arena *arena, struct shrink *s);

/* Takes the next old row.  True: OUT has the next new row. */
bool shrink_row(struct shrink *s, const unsigned char *row, unsigned char *out);

#endif
