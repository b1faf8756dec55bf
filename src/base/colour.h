/* base/colour - a colour as it will be painted. */
#ifndef BASE_COLOUR_H
#define BASE_COLOUR_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/diag.h"

/* A colour that the job names: all its values, without any tint.  What is
 * painted in it is printed as the job says, in process inks or its own. */
struct colour_role {
    const char *name; /* [colour NAME] */
    const char *spot; /* the ink of its own (特色) that prints it, or NULL */
    uint8_t rgb[3];
    uint8_t cmyk[4]; /* per cent */
    bool has_cmyk;
    struct loc loc; /* of its section */
};

struct colour {
    uint8_t rgb[3];   /* sRGB, any tint already mixed with white */
    uint8_t cmyk[4];  /* per cent, tint applied; meaningful with has_cmyk */
    bool has_cmyk;    /* the job gave the colour's process values */
    bool transparent; /* nothing is painted */
    int16_t tint;     /* of the role, 1/1000 */
    const struct colour_role *role; /* NULL: none of the job's */
};

#define COLOUR_BLACK ((struct colour){.cmyk = {0, 0, 0, 100}, .has_cmyk = true})
#define COLOUR_WHITE ((struct colour){.rgb = {255, 255, 255}, .has_cmyk = true})
#define COLOUR_NONE ((struct colour){.transparent = true})

static inline bool
colour_equal(const struct colour *a, const struct colour *b)
{
    return memcmp(a->rgb, b->rgb, sizeof a->rgb) == 0 &&
           memcmp(a->cmyk, b->cmyk, sizeof a->cmyk) == 0 &&
           a->has_cmyk == b->has_cmyk && a->transparent == b->transparent &&
           a->tint == b->tint && a->role == b->role;
}

#endif
