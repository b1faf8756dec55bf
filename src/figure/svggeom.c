#include "figure/svggeom.h"

#include <math.h>

struct svg_matrix
svg_matrix_mul(struct svg_matrix a, struct svg_matrix b)
{
    return (struct svg_matrix){a.a * b.a + a.c * b.b, a.b * b.a + a.d * b.b,
        a.a * b.c + a.c * b.d, a.b * b.c + a.d * b.d,
        a.a * b.e + a.c * b.f + a.e, a.b * b.e + a.d * b.f + a.f};
}

struct svg_point
svg_matrix_apply(struct svg_matrix m, struct svg_point p)
{
    return (struct svg_point){
        m.a * p.x + m.c * p.y + m.e, m.b * p.x + m.d * p.y + m.f};
}

double
svg_matrix_scale(struct svg_matrix m)
{
    double x = m.a * m.a + m.b * m.b, y = m.c * m.c + m.d * m.d;
    double skew = m.a * m.c + m.b * m.d;
    double slack = 1e-6 * (x + y);
    bool even = x - y < slack && y - x < slack && skew < slack && -skew < slack;
    return even ? sqrt(x) : 0;
}

/* Taylor series for at most 45 degrees: the first term left out is below
 * 1e-17. */
static void
small_angle(double degrees, double *sine, double *cosine)
{
    double r = degrees * 3.14159265358979323846 / 180, q = r * r;
    double s = 1, c = 1;
    for (int k = 16; k >= 2; k -= 2) {
        s = 1 - s * q / (k * (k + 1));
        c = 1 - c * q / (k * (k - 1));
    }
    *sine = r * s;
    *cosine = c;
}

void
svg_angle(double degrees, double *sine, double *cosine)
{
    double rest = fmod(degrees, 360); /* exact by definition */
    double s, c;
    rest = rest < 0 ? rest + 360 : rest;
    int quarter = (int)((rest + 45) / 90);
    small_angle(rest - quarter * 90, &s, &c);
    const double turned[4][2] = {{s, c}, {c, -s}, {-s, -c}, {-c, s}};
    *sine = turned[quarter % 4][0];
    *cosine = turned[quarter % 4][1];
}

/* --- building paths ------------------------------------------------------- */

static void
add(struct svg_path *path, struct svg_op op)
{
    void *grown =
        arena_grow(path->arena, path->op, path->n, &path->cap, sizeof op);
    if (grown == NULL || path->failed) {
        path->failed = true;
        return;
    }
    path->op = grown;
    path->op[path->n++] = op;
}

void
svg_path_move(struct svg_path *path, struct svg_point p)
{
    add(path, (struct svg_op){PATH_MOVE, {p}});
}

void
svg_path_line(struct svg_path *path, struct svg_point p)
{
    add(path, (struct svg_op){PATH_LINE, {p}});
}

void
svg_path_cubic(struct svg_path *path, struct svg_point a, struct svg_point b,
    struct svg_point p)
{
    add(path, (struct svg_op){PATH_CURVE, {a, b, p}});
}

void
svg_path_quad(struct svg_path *path, struct svg_point from,
    struct svg_point control, struct svg_point p)
{
    struct svg_point a = {from.x + (control.x - from.x) * 2 / 3,
        from.y + (control.y - from.y) * 2 / 3};
    struct svg_point b = {
        p.x + (control.x - p.x) * 2 / 3, p.y + (control.y - p.y) * 2 / 3};
    svg_path_cubic(path, a, b, p);
}

void
svg_path_close(struct svg_path *path)
{
    add(path, (struct svg_op){PATH_CLOSE, {{0, 0}}});
}

/* --- arcs: unit vectors halved, so that no inverse sine is needed --------- */

struct ellipse {
    struct svg_matrix m; /* unit circle to the page */
    double way;          /* 1: clockwise on the page (sweep), -1: the other */
};

/* The direction half way from U to V, at most half a turn along. */
static struct svg_point
halfway(const struct ellipse *e, struct svg_point u, struct svg_point v)
{
    struct svg_point sum = {u.x + v.x, u.y + v.y};
    double length = sqrt(sum.x * sum.x + sum.y * sum.y);
    if (length < 1e-9)
        return (struct svg_point){-u.y * e->way, u.x * e->way};
    return (struct svg_point){sum.x / length, sum.y / length};
}

/* A quarter turn or less as one cubic: k = 4/3 tan(angle / 4). */
static void
arc_piece(struct svg_path *path, const struct ellipse *e, struct svg_point u,
    struct svg_point v)
{
    double cosine = u.x * v.x + u.y * v.y;
    cosine = cosine > 1 ? 1 : cosine;
    double half_sine = sqrt((1 - cosine) / 2);
    double half_cosine = sqrt((1 + cosine) / 2);
    double k = half_sine / (1 + half_cosine) * 4 / 3 * e->way;
    struct svg_point a = {u.x - k * u.y, u.y + k * u.x};
    struct svg_point b = {v.x + k * v.y, v.y - k * v.x};
    svg_path_cubic(path, svg_matrix_apply(e->m, a), svg_matrix_apply(e->m, b),
        svg_matrix_apply(e->m, v));
}

/* Half a turn or less. */
static void
arc_half(struct svg_path *path, const struct ellipse *e, struct svg_point u,
    struct svg_point v)
{
    if (u.x * v.x + u.y * v.y > -1e-9) {
        arc_piece(path, e, u, v);
        return;
    }
    struct svg_point m = halfway(e, u, v);
    arc_piece(path, e, u, m);
    arc_piece(path, e, m, v);
}

/* The end of an arc is where the file says, not where sums end up. */
static void
land(struct svg_path *path, struct svg_point to)
{
    if (!path->failed)
        path->op[path->n - 1].p[2] = to;
}

void
svg_path_arc(struct svg_path *path, struct svg_point from,
    const struct svg_arc *arc, struct svg_point to)
{
    double rx = fabs(arc->rx), ry = fabs(arc->ry), sine, cosine;
    if (from.x == to.x && from.y == to.y)
        return;
    svg_angle(arc->turn, &sine, &cosine);
    double dx = (from.x - to.x) / 2, dy = (from.y - to.y) / 2;
    struct svg_point p = {
        (cosine * dx + sine * dy) / rx, (cosine * dy - sine * dx) / ry};
    double square = p.x * p.x + p.y * p.y;
    if (rx == 0 || ry == 0 || square < 1e-24) { /* flat, F.6.6, or nearly */
        svg_path_line(path, to);
        return;
    }
    if (square > 1) { /* radii too small to reach: grown, F.6.6 */
        double grow = sqrt(square);
        rx *= grow, ry *= grow;
        p = (struct svg_point){p.x / grow, p.y / grow};
        square = 1;
    }
    double s = sqrt((1 - square) / square);
    s = arc->large == arc->sweep ? -s : s;
    struct svg_point c = {s * p.y, -s * p.x};
    struct ellipse e = {{cosine * rx, sine * rx, -sine * ry, cosine * ry, 0, 0},
        arc->sweep ? 1 : -1};
    struct svg_point shift = svg_matrix_apply(e.m, c);
    e.m.e = shift.x + (from.x + to.x) / 2;
    e.m.f = shift.y + (from.y + to.y) / 2;
    struct svg_point u = {p.x - c.x, p.y - c.y}, v = {-p.x - c.x, -p.y - c.y};
    struct svg_point mid = halfway(&e, u, v);
    if (arc->large && s != 0)
        mid = (struct svg_point){-mid.x, -mid.y};
    if (arc->large || u.x * v.x + u.y * v.y <= -1e-9) {
        arc_half(path, &e, u, mid);
        arc_half(path, &e, mid, v);
    } else {
        arc_piece(path, &e, u, v);
    }
    land(path, to);
}

void
svg_path_ellipse(
    struct svg_path *path, struct svg_point centre, double rx, double ry)
{
    static const struct svg_point at[] = {
        {1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 0}};
    struct ellipse e = {{rx, 0, 0, ry, centre.x, centre.y}, 1};
    svg_path_move(path, svg_matrix_apply(e.m, at[0]));
    for (int i = 0; i < 4; i++)
        arc_piece(path, &e, at[i], at[i + 1]);
    svg_path_close(path);
}

void
svg_path_map(
    struct svg_path *path, const struct svg_path *from, struct svg_matrix m)
{
    for (size_t i = 0; i < from->n; i++) {
        struct svg_op op = from->op[i];
        for (int k = 0; k < 3; k++)
            op.p[k] = svg_matrix_apply(m, op.p[k]);
        add(path, op);
    }
}

/* --- boxes ---------------------------------------------------------------- */

static void
box_add(struct svg_box *box, double x, double y)
{
    box->x0 = x < box->x0 ? x : box->x0;
    box->y0 = y < box->y0 ? y : box->y0;
    box->x1 = x > box->x1 ? x : box->x1;
    box->y1 = y > box->y1 ? y : box->y1;
}

static double
bezier(const double p[4], double t)
{
    double u = 1 - t;
    return u * u * u * p[0] + 3 * u * u * t * p[1] + 3 * u * t * t * p[2] +
           t * t * t * p[3];
}

/* The inner parameters where one coordinate of a cubic turns round. */
static int
turns(const double p[4], double t[2])
{
    double a = p[3] - 3 * p[2] + 3 * p[1] - p[0];
    double b = 2 * (p[2] - 2 * p[1] + p[0]), c = p[1] - p[0];
    double root[2] = {-1, -1}, under = b * b - 4 * a * c;
    int n = 0;
    if (a == 0 && b != 0) {
        root[0] = -c / b;
    } else if (a != 0 && under >= 0) {
        /* The stable form: no difference of near numbers. */
        double q = -(b + (b < 0 ? -sqrt(under) : sqrt(under))) / 2;
        root[0] = q / a;
        root[1] = q != 0 ? c / q : -1;
    }
    for (int i = 0; i < 2; i++)
        if (root[i] > 0 && root[i] < 1)
            t[n++] = root[i];
    return n;
}

static void
box_curve(struct svg_box *box, const struct svg_point p[4])
{
    const double x[4] = {p[0].x, p[1].x, p[2].x, p[3].x};
    const double y[4] = {p[0].y, p[1].y, p[2].y, p[3].y};
    double t[2];
    int n = turns(x, t);
    for (int i = 0; i < n; i++)
        box_add(box, bezier(x, t[i]), p[3].y);
    n = turns(y, t);
    for (int i = 0; i < n; i++)
        box_add(box, p[3].x, bezier(y, t[i]));
    box_add(box, p[3].x, p[3].y);
}

struct svg_box
svg_path_box(const struct svg_path *path, struct svg_matrix m)
{
    struct svg_box box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    struct svg_point at = {0, 0};
    for (size_t i = 0; i < path->n; i++) {
        const struct svg_op *op = &path->op[i];
        if (op->verb == PATH_CLOSE)
            continue;
        if (op->verb == PATH_CURVE) {
            struct svg_point p[4] = {at};
            for (int k = 0; k < 3; k++)
                p[k + 1] = svg_matrix_apply(m, op->p[k]);
            box_curve(&box, p);
            at = p[3];
            continue;
        }
        at = svg_matrix_apply(m, op->p[0]);
        box_add(&box, at.x, at.y);
    }
    return box;
}
