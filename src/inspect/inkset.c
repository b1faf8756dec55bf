#include "inspect/inkset.h"

#include "inspect/gradient.h"

static struct inkset
estimate(const uint8_t rgb[3])
{
    int32_t part[3], grey = INK_FULL;
    struct inkset inks;
    for (int i = 0; i < 3; i++) {
        part[i] = (int32_t)unit_scale(255 - rgb[i], INK_FULL, 255);
        grey = part[i] < grey ? part[i] : grey;
    }
    for (int i = 0; i < 3; i++)
        inks.part[i] = (uint16_t)(part[i] - grey);
    inks.part[3] = (uint16_t)grey;
    return inks;
}

struct inkset
inkset_of(struct colour colour)
{
    struct inkset inks;
    if (!colour.has_cmyk)
        return estimate(colour.rgb);
    for (int i = 0; i < 4; i++)
        inks.part[i] = (uint16_t)(colour.cmyk[i] * 100);
    return inks;
}

struct inkset
inkset_between(const struct gradient *g, int64_t share)
{
    struct inkset from = inkset_of(g->from), to = inkset_of(g->to), inks;
    for (int i = 0; i < 4; i++)
        inks.part[i] = (uint16_t)unit_scale(
            from.part[i] * (GRADIENT_WHOLE - share) + to.part[i] * share, 1,
            GRADIENT_WHOLE);
    return inks;
}

int32_t
inkset_total(struct inkset inks)
{
    return inks.part[0] + inks.part[1] + inks.part[2] + inks.part[3];
}

int
inkset_count(struct inkset inks)
{
    int n = 0;
    for (int i = 0; i < 4; i++)
        n += inks.part[i] > 0 ? 1 : 0;
    return n;
}

bool
inkset_is_black(struct inkset inks)
{
    return inks.part[3] == INK_FULL && inkset_total(inks) == INK_FULL;
}
