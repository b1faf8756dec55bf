/* font/twin - a glyph that a subset has beside its own ones: one of them with
 * another advance, for places where the next glyph does not follow closely, or
 * made of parts, for vertical writing.  Private to the font room.
 */
#ifndef FONT_TWIN_H
#define FONT_TWIN_H

#include <stdbool.h>
#include <stdint.h>

#include "font/subset.h"

/* What one glyph of a twin becomes in it. */
struct twin_part {
    uint16_t gid; /* inside the subset */
    struct subset_part place;
};

struct twin {
    uint16_t gid;    /* of the glyph that it repeats, inside the subset */
    int32_t advance; /* font units */
    int32_t down;    /* its advance in vertical writing, font units */
    uint16_t code;   /* its CID; a TrueType file's are its new glyph ids */
    const struct twin_part *part; /* what is drawn; none: the glyph itself */
    size_t n_parts;
};

#endif
