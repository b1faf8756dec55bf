/* inspect/ground - the colours that meet where a text or a line is painted. */
#ifndef INSPECT_GROUND_H
#define INSPECT_GROUND_H

#include "inspect/layers.h"

struct ground {
    uint8_t text[3], under[3]; /* sRGB where the contrast is least */
    emu x, y;                  /* there */
    int ratio;                 /* there, in hundredths; 0: nothing shows */
    bool varies;               /* not one flat colour under all of it */
    bool reversed; /* somewhere lighter than what lies under it (白抜き) */
    bool picture;  /* it lies on a picture, whose colours are not known */
    bool hidden;   /* nothing of it shows: opaque paint lies over it */
};

/* Looks at item AT of LAYERS' page, a run of glyphs.  Paper is white.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err ground_of_text(
    struct layers *layers, size_t at, struct ground *out);

/* The same for the fill or STROKE of a path, at the middle of its edges. */
ERR_CHECKED enum err ground_of_layer(
    struct layers *layers, struct layer *layer, struct ground *out);

#endif
