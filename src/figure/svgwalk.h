/* figure/svgwalk - from the tree of an SVG to the marks it makes.
 *
 * Private to the SVG reader.  Marks are in the coordinates of the picture's
 * viewport, in user units; svg_place scales them onto a page.
 */
#ifndef FIGURE_SVGWALK_H
#define FIGURE_SVGWALK_H

#include "figure/svggeom.h"
#include "figure/svgstyle.h"

struct svg_ramp { /* a gradient of two colours */
    struct svg_point from, to;
    uint8_t from_rgb[3], to_rgb[3];
};

enum svg_mark_kind { SVG_MARK_SHAPE, SVG_MARK_CLIP, SVG_MARK_CLIP_END };

struct svg_mark {
    enum svg_mark_kind kind;
    struct svg_path path;
    bool even_odd;
    bool filled, stroked;
    uint8_t fill[3], stroke[3];
    const struct svg_ramp *ramp; /* instead of fill; NULL: none */
    double width, dash, gap;
    enum line_cap cap;
    int32_t opacity; /* 1/1000 */
    struct loc loc;  /* of a shape's element */
};

struct svg_walk {
    struct arena *arena;
    struct diag *diag;
    const struct svg_dom *dom;
    struct svg_mark *mark;
    size_t n, cap;
    size_t shapes; /* drawn so far */
    size_t steps;  /* elements visited, with every copy by <use> */
    enum err err;  /* the worst so far */
};

/* What an element inherits. */
struct svg_place_in {
    struct svg_matrix ctm; /* user units to the viewport */
    struct svg_style style;
    double opacity;
    int depth;
};

/* Walks the children of NODE.  Faults are said in WALK->diag and kept in
 * WALK->err. */
void svg_walk_children(struct svg_walk *walk, const struct svg_node *node,
    const struct svg_place_in *in);

/* Says in WALK->err that ERR happened; ERR_NOMEM wins. */
void svg_walk_fault(struct svg_walk *walk, enum err err);

/* Appends a copy of MARK. */
void svg_walk_add(struct svg_walk *walk, const struct svg_mark *mark);

/* The number that NODE's attribute NAME gives, else FALLBACK. */
double svg_walk_number(struct svg_walk *walk, const struct svg_node *node,
    const char *name, double fallback);

/* The matrix of NODE's attribute NAME, identity when absent. */
struct svg_matrix svg_walk_matrix(
    struct svg_walk *walk, const struct svg_node *node, const char *name);

/* True when NODE is a basic shape or a path.  Its outline, in its own user
 * units, is added to PATH. */
bool svg_shape_is(const struct svg_node *node);
void svg_shape_outline(
    struct svg_walk *walk, const struct svg_node *node, struct svg_path *path);

/* Adds the marks that draw OUTLINE (the shape NODE, in user units) as STYLE
 * says, at OPACITY. */
void svg_paint_shape(struct svg_walk *walk, const struct svg_node *node,
    const struct svg_path *outline, const struct svg_place_in *in);

#endif
