/* print/papername - sizes of sheets and their names (PWG 5101.1). */
#ifndef PRINT_PAPERNAME_H
#define PRINT_PAPERNAME_H

#include <stdbool.h>

#include "base/arena.h"

/* A sheet in hundredths of a millimetre, as IPP counts; stands upright:
 * width <= length. */
struct paper {
    int width, length;
};

/* Two sizes this far apart are one: a PDF counts in points, and what a
 * printer calls A4 may be rounded to inches. */
enum { PAPERNAME_SLACK = 50 };

bool papername_same(struct paper a, struct paper b);

/* True when INNER can be laid on OUTER without being made smaller. */
bool papername_holds(struct paper outer, struct paper inner);

/* The full name of what a user calls NAME: A4, B5 (JIS), hagaki, or a PWG name
 * itself.  NULL when it is no size. */
const char *papername_full(const char *name);

/* The size of the PWG name NAME; false when it tells none.  Names of ranges
 * (custom_min_…, custom_max_…) are sizes, too. */
bool papername_size(const char *name, struct paper *out);

/* `210 × 297 mm`, or NULL: no memory. */
const char *papername_text(struct arena *arena, struct paper paper);

/* custom_kumihan_WxHmm, or NULL: no memory. */
const char *papername_custom(struct arena *arena, struct paper paper);

#endif
