/* inspect/contour - the outline of what is painted, as straight edges.
 *
 * Curves are cut into pieces of at most half a millimetre; a stroke is a strip
 * of its width for each piece, dashes counted as solid.  Places are held to
 * +-27 m, so that products of two differences fit into 64 bits: all answers
 * are exact and the same on every machine.
 */
#ifndef INSPECT_CONTOUR_H
#define INSPECT_CONTOUR_H

#include "page/document.h"

enum { CONTOUR_MAX = 1000000000 /* the largest coordinate, emu */ };

/* A rectangle of the page, half-open: x0 <= x < x1; empty when x0 >= x1. */
struct bounds {
    emu x0, y0, x1, y1;
};

struct edge {
    emu x0, y0, x1, y1;
};

struct contour {
    struct edge *edge; /* closed rings, in any order */
    size_t n, cap;
    bool even_odd;
    bool failed; /* memory ran out while edges were added */
    struct bounds bounds;
};

/* Of the area that N OPS enclose, and of the line of WIDTH along them, both
 * owned by ARENA.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err contour_fill(struct arena *arena,
    const struct path_op *ops, size_t n, bool even_odd, struct contour *out);
ERR_CHECKED enum err contour_stroke(struct arena *arena,
    const struct path_op *ops, size_t n, emu width, enum line_cap cap,
    struct contour *out);

/* Adds one edge; CONTOUR's bounds grow, `failed` tells lost memory. */
void contour_add(
    struct arena *arena, struct contour *contour, struct edge edge);

/* True when X, Y lies inside. */
bool contour_holds(const struct contour *contour, emu x, emu y);

enum meeting { MEET_OUTSIDE, MEET_CROSSES, MEET_INSIDE };

/* How BOX lies to the area: wholly outside, wholly inside, or neither. */
enum meeting contour_meets(
    const struct contour *contour, const struct bounds *box);

struct bounds bounds_common(struct bounds a, struct bounds b);
/* The smallest rectangle around both; an empty one adds nothing. */
struct bounds bounds_join(struct bounds a, struct bounds b);

static inline bool
bounds_empty(const struct bounds *b)
{
    return b->x0 >= b->x1 || b->y0 >= b->y1;
}

static inline bool
bounds_meet(const struct bounds *a, const struct bounds *b)
{
    return a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 && b->y0 < a->y1;
}

#endif
