/* base/colour - a colour as it will be painted. */
#ifndef BASE_COLOUR_H
#define BASE_COLOUR_H

#include <stdbool.h>
#include <stdint.h>

struct colour {
    uint8_t rgb[3];   /* sRGB, any tint already mixed with white */
    uint8_t cmyk[4];  /* per cent, tint applied; meaningful with has_cmyk */
    bool has_cmyk;    /* the job gave the colour's process values */
    bool transparent; /* nothing is painted */
};

#define COLOUR_BLACK ((struct colour){{0, 0, 0}, {0, 0, 0, 100}, true, false})
#define COLOUR_NONE ((struct colour){{0, 0, 0}, {0, 0, 0, 0}, false, true})

#endif
