/* inspect/gradient - the colour of a run of colours at one place. */
#ifndef INSPECT_GRADIENT_H
#define INSPECT_GRADIENT_H

#include "page/document.h"

enum { GRADIENT_WHOLE = 65536 };

/* How far X, Y is on the way: 0 at the first colour and before it,
 * GRADIENT_WHOLE at the second and beyond.  Coordinates within +-27 m. */
int64_t gradient_share(const struct gradient *gradient, emu x, emu y);

void gradient_rgb(
    const struct gradient *gradient, emu x, emu y, uint8_t rgb[3]);

#endif
