/* figure/svgstyle - how an SVG element is painted: its properties, from
 * attributes and style="", inherited.
 */
#ifndef FIGURE_SVGSTYLE_H
#define FIGURE_SVGSTYLE_H

#include "figure/svgdom.h"
#include "page/document.h"

enum svg_ink_kind { SVG_INK_NONE, SVG_INK_COLOUR, SVG_INK_REFERENCE };

struct svg_ink {
    enum svg_ink_kind kind;
    uint8_t rgb[3];
    const char *ref; /* id of a gradient */
    struct loc loc;  /* where the reference stands */
};

struct svg_style {
    struct svg_ink fill, stroke;
    uint8_t colour[3]; /* what currentColor means */
    double stroke_width;
    double dash, gap; /* 0: solid */
    enum line_cap cap;
    double fill_opacity, stroke_opacity; /* 0 ... 1 */
    bool fill_even_odd, clip_even_odd;
    bool hidden; /* visibility */
    /* Of the element itself, not inherited. */
    bool none; /* display: none */
    double opacity;
    const char *clip; /* id of a clipPath, or NULL */
    struct loc clip_loc;
    uint8_t stop_colour[3];
    double stop_opacity;
};

/* What SVG starts with: black, not stroked. */
struct svg_style svg_style_initial(void);

/* The style of NODE below an element of style PARENT.  Attributes that are no
 * properties are the caller's.  Errors are all said in DIAG.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err svg_style_read(struct arena *arena, struct diag *diag,
    const struct svg_dom *dom, const struct svg_node *node,
    const struct svg_style *parent, struct svg_style *out);

/* True when NAME is a property, or an attribute that draws nothing on any
 * element (id, class, data-*, ...). */
bool svg_style_knows(const char *name);

/* `#rgb`, `#rrggbb`, `rgb(...)` or a colour's name. */
bool svg_colour_parse(const char *s, uint8_t out[3]);

/* A number with an optional absolute unit, in user units (1/96 inch). */
bool svg_length_parse(const char *s, double *out);

#endif
