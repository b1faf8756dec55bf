/* figure/svggeom - points, transforms and paths of SVG pictures.
 *
 * The one place outside the painters that computes in floating point: user
 * units of an SVG are decimals of any size.  Results are rounded once, to emu,
 * when a picture is placed.  Only + - * / and sqrt are used, which IEEE 754
 * rounds alike on every machine (no libm sine, which depends on the
 * processor), so that the same file gives the same emu everywhere.
 */
#ifndef FIGURE_SVGGEOM_H
#define FIGURE_SVGGEOM_H

#include "page/document.h"

struct svg_point {
    double x, y;
};

/* x' = a x + c y + e,  y' = b x + d y + f, as SVG writes it. */
struct svg_matrix {
    double a, b, c, d, e, f;
};

#define SVG_IDENTITY ((struct svg_matrix){1, 0, 0, 1, 0, 0})

struct svg_op {
    enum path_verb verb;
    struct svg_point p[3]; /* as in struct path_op */
};

/* A growing path.  Failure of memory sticks in `failed`. */
struct svg_path {
    struct arena *arena;
    struct svg_op *op;
    size_t n, cap;
    bool failed;
};

struct svg_box {
    double x0, y0, x1, y1; /* x0 > x1: empty */
};

/* First B, then A. */
struct svg_matrix svg_matrix_mul(struct svg_matrix a, struct svg_matrix b);
struct svg_point svg_matrix_apply(struct svg_matrix m, struct svg_point p);

/* The factor by which M scales lengths when it scales all directions alike;
 * 0 when it does not. */
double svg_matrix_scale(struct svg_matrix m);

/* Sine and cosine of an angle in degrees. */
void svg_angle(double degrees, double *sine, double *cosine);

void svg_path_move(struct svg_path *path, struct svg_point p);
void svg_path_line(struct svg_path *path, struct svg_point p);
void svg_path_cubic(struct svg_path *path, struct svg_point a,
    struct svg_point b, struct svg_point p);
void svg_path_quad(struct svg_path *path, struct svg_point from,
    struct svg_point control, struct svg_point p);
void svg_path_close(struct svg_path *path);

/* An elliptic arc as SVG's `A` gives it (SVG 1.1, F.6). */
struct svg_arc {
    double rx, ry, turn; /* radii; rotation of the x axis in degrees */
    bool large, sweep;
};
void svg_path_arc(struct svg_path *path, struct svg_point from,
    const struct svg_arc *arc, struct svg_point to);

/* The whole ellipse, clockwise on the page from its rightmost point. */
void svg_path_ellipse(
    struct svg_path *path, struct svg_point centre, double rx, double ry);

/* Adds FROM, transformed by M, to PATH. */
void svg_path_map(
    struct svg_path *path, const struct svg_path *from, struct svg_matrix m);

/* The tight box of PATH under M (extremes of its curves, no stroke). */
struct svg_box svg_path_box(const struct svg_path *path, struct svg_matrix m);

/* Cursor over a list of numbers. */
struct svg_scan {
    const char *s; /* NUL-terminated */
    size_t at;
};

/* The next number, after white space and at most one comma.  False, with the
 * cursor at the fault, when there is none.  Never looks at the locale. */
bool svg_scan_number(struct svg_scan *scan, double *out);

/* A flag of an arc: one digit, 0 or 1. */
bool svg_scan_flag(struct svg_scan *scan, bool *out);

void svg_scan_space(struct svg_scan *scan);

/* Path data into PATH.  False, with *AT the byte of the fault, when it is not
 * SVG path data. */
bool svg_path_parse(struct svg_path *path, const char *data, size_t *at);

/* `translate(1 2) rotate(30)` and so on.  False, with *AT, as above. */
bool svg_matrix_parse(const char *text, struct svg_matrix *out, size_t *at);

#endif
