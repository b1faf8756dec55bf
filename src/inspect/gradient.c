#include "inspect/gradient.h"

enum {
    COARSE = 8 /* emu: products of two lengths below 2^33 then fit twice */
};

int64_t
gradient_share(const struct gradient *g, emu x, emu y)
{
    int64_t dx = ((int64_t)g->x1 - g->x0) / COARSE;
    int64_t dy = ((int64_t)g->y1 - g->y0) / COARSE;
    int64_t px = ((int64_t)x - g->x0) / COARSE;
    int64_t py = ((int64_t)y - g->y0) / COARSE;
    int64_t whole = (dx * dx + dy * dy) / GRADIENT_WHOLE;
    int64_t share = dx * px + dy * py;
    if (share <= 0)
        return 0;
    if (whole == 0 || share / whole >= GRADIENT_WHOLE)
        return GRADIENT_WHOLE;
    return (share + whole / 2) / whole;
}

void
gradient_rgb(const struct gradient *g, emu x, emu y, uint8_t rgb[3])
{
    int64_t share = gradient_share(g, x, y);
    for (int i = 0; i < 3; i++)
        rgb[i] = (uint8_t)unit_scale(
            g->from.rgb[i] * (GRADIENT_WHOLE - share) + g->to.rgb[i] * share, 1,
            GRADIENT_WHOLE);
}
