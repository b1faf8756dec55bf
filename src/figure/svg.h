/* figure/svg - SVG pictures as vector items of a page.
 *
 * Understood: svg with viewBox and preserveAspectRatio, g, use, path, rect,
 * circle, ellipse, line, polyline, polygon, linearGradient, clipPath,
 * transforms, and their paint as attributes or style="".  Everything else that
 * would show is an error that says what to do: a picture is drawn as it was
 * meant or not at all.
 */
#ifndef FIGURE_SVG_H
#define FIGURE_SVG_H

#include "figure/figure.h"

struct svg;

/* Reads the SVG BYTES of FILE (its name for messages).  On ERR_OK *OUT is
 * owned by ARENA; otherwise it is NULL and all faults are said in DIAG.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err svg_read(struct arena *arena, struct diag *diag,
    const char *file, struct str bytes, struct svg **out);

/* The height at WIDTH, and the width at HEIGHT, without distortion; limited
 * to 0 ... UNIT_MAX. */
emu svg_height(const struct svg *svg, emu width);
emu svg_width(const struct svg *svg, emu height);

/* Draws SVG on PAGE with its top left corner at X, Y, WIDTH wide.  With ONLY
 * all its paint is that one colour; NULL: its own colours, which are JOB's
 * where those have the same values.  LOC is who asked.
 * Errors: ERR_INPUT (a point beyond every page), ERR_NOMEM. */
ERR_CHECKED enum err svg_place(struct arena *arena, struct diag *diag,
    const struct svg *svg, const struct job *job, struct page *page, emu x,
    emu y, emu width, const struct colour *only, struct loc loc);

#endif
