/* inspect/inkset - how much of each process ink a paint lays down.
 */
#ifndef INSPECT_INKSET_H
#define INSPECT_INKSET_H

#include "base/colour.h"
#include "page/document.h"

enum { INK_FULL = 10000 /* an ink at 100 % */ };

struct inkset {
    uint16_t part[4]; /* C, M, Y, K in 1/100 % */
};

/* Of COLOUR; without process values estimated from its sRGB: C = 1 - R and so
 * on, the grey part of the three moved to K. */
struct inkset inkset_of(struct colour colour);

/* Of GRADIENT at SHARE of its way (gradient_share), each ink on its own. */
struct inkset inkset_between(const struct gradient *gradient, int64_t share);

/* All four together. */
int32_t inkset_total(struct inkset inks);

/* How many inks there are. */
int inkset_count(struct inkset inks);

/* Black at 100 % and nothing else: what overprints. */
bool inkset_is_black(struct inkset inks);

#endif
