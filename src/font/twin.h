/* font/twin - a glyph that a subset has a second time, with another advance:
 * the same outline, for places where the next glyph does not follow closely.
 * Private to the font room.
 */
#ifndef FONT_TWIN_H
#define FONT_TWIN_H

#include <stdint.h>

struct twin {
    uint16_t gid;    /* of the glyph that it repeats, inside the subset */
    int32_t advance; /* font units */
    uint16_t code;   /* its CID; a TrueType file's are its new glyph ids */
};

#endif
