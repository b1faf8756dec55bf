/* Numbers, path data and transforms as SVG writes them. */
#include <string.h>

#include "figure/svggeom.h"

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void
svg_scan_space(struct svg_scan *scan)
{
    while (is_space(scan->s[scan->at]))
        scan->at++;
}

static void
comma_space(struct svg_scan *scan)
{
    svg_scan_space(scan);
    if (scan->s[scan->at] == ',') {
        scan->at++;
        svg_scan_space(scan);
    }
}

/* VALUE * 10^EXPONENT.  Powers up to 22 are exact, so that the one division or
 * multiplication rounds correctly for every number of 15 digits or less. */
static double
scale_ten(double value, int exponent)
{
    static const double ten[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8,
        1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
        1e21, 1e22};
    for (; exponent > 22; exponent -= 22)
        value *= ten[22];
    for (; exponent < -22; exponent += 22)
        value /= ten[22];
    return exponent < 0 ? value / ten[-exponent] : value * ten[exponent];
}

/* Digits into *MANTISSA; those beyond 17 only count for the exponent.
 * Returns how many there were. */
static size_t
digits(struct svg_scan *scan, int64_t *mantissa, int *exponent, bool fraction)
{
    size_t n = 0;
    for (; is_digit(scan->s[scan->at]); scan->at++, n++) {
        bool keep = *mantissa < INT64_C(10000000000000000);
        if (keep)
            *mantissa = *mantissa * 10 + (scan->s[scan->at] - '0');
        if (keep == fraction && *exponent < 400 && *exponent > -400)
            *exponent += fraction ? -1 : 1;
    }
    return n;
}

/* `e-3`; an `e` without digits belongs to what follows (a unit: `em`). */
static int
exponent_of(struct svg_scan *scan)
{
    const char *s = scan->s + scan->at;
    size_t n = 1;
    int value = 0;
    if (s[0] != 'e' && s[0] != 'E')
        return 0;
    n += s[1] == '+' || s[1] == '-' ? 1 : 0;
    if (!is_digit(s[n]))
        return 0;
    for (; is_digit(s[n]); n++)
        value = value < 400 ? value * 10 + (s[n] - '0') : value;
    scan->at += n;
    return s[1] == '-' ? -value : value;
}

bool
svg_scan_number(struct svg_scan *scan, double *out)
{
    *out = 0;
    comma_space(scan);
    struct svg_scan in = *scan;
    bool minus = in.s[in.at] == '-';
    in.at += minus || in.s[in.at] == '+' ? 1 : 0;
    int64_t mantissa = 0;
    int exponent = 0;
    size_t n = digits(&in, &mantissa, &exponent, false);
    if (in.s[in.at] == '.' && (n > 0 || is_digit(in.s[in.at + 1]))) {
        in.at++;
        n += digits(&in, &mantissa, &exponent, true);
    }
    if (n == 0)
        return false;
    exponent += exponent_of(&in);
    if (exponent > 300)
        return false;
    double value = exponent < -320 ? 0 : scale_ten((double)mantissa, exponent);
    if (value > 1e12) /* beyond any page; keeps products finite */
        return false;
    *out = minus ? -value : value;
    *scan = in;
    return true;
}

bool
svg_scan_flag(struct svg_scan *scan, bool *out)
{
    comma_space(scan);
    char c = scan->s[scan->at];
    *out = c == '1';
    if (c != '0' && c != '1')
        return false;
    scan->at++;
    return true;
}

/* --- path data ------------------------------------------------------------ */

struct pen {
    struct svg_path *path;
    struct svg_point at, start, control;
    char last; /* the command before, in lower case */
};

/* Draws command C (lower case) with its ARG, absolute by now. */
static void
draw_curve(struct pen *pen, char c, const struct svg_point p[3])
{
    bool smooth = (c == 's' && (pen->last == 'c' || pen->last == 's')) ||
                  (c == 't' && (pen->last == 'q' || pen->last == 't'));
    struct svg_point mirror = pen->at, end;
    if (smooth)
        mirror = (struct svg_point){
            2 * pen->at.x - pen->control.x, 2 * pen->at.y - pen->control.y};
    if (c == 'c' || c == 's') {
        struct svg_point a = c == 'c' ? p[0] : mirror;
        pen->control = c == 'c' ? p[1] : p[0];
        end = c == 'c' ? p[2] : p[1];
        svg_path_cubic(pen->path, a, pen->control, end);
    } else {
        pen->control = c == 'q' ? p[0] : mirror;
        end = c == 'q' ? p[1] : p[0];
        svg_path_quad(pen->path, pen->at, pen->control, end);
    }
    pen->at = end;
}

/* After Z the next command starts at the subpath's first point. */
static void
reopen(struct pen *pen)
{
    if (pen->last == 'z')
        svg_path_move(pen->path, pen->start);
}

static bool
read_arc(struct pen *pen, struct svg_scan *scan, struct svg_point origin)
{
    struct svg_arc arc;
    struct svg_point to;
    bool ok =
        svg_scan_number(scan, &arc.rx) && svg_scan_number(scan, &arc.ry) &&
        svg_scan_number(scan, &arc.turn) && svg_scan_flag(scan, &arc.large) &&
        svg_scan_flag(scan, &arc.sweep) && svg_scan_number(scan, &to.x) &&
        svg_scan_number(scan, &to.y);
    if (!ok)
        return false;
    to = (struct svg_point){to.x + origin.x, to.y + origin.y};
    svg_path_arc(pen->path, pen->at, &arc, to);
    pen->at = to;
    return true;
}

static bool
read_axis(
    struct pen *pen, struct svg_scan *scan, char c, struct svg_point origin)
{
    double value;
    if (!svg_scan_number(scan, &value))
        return false;
    if (c == 'h')
        pen->at.x = origin.x + value;
    else
        pen->at.y = origin.y + value;
    svg_path_line(pen->path, pen->at);
    return true;
}

/* One set of arguments of command C (lower case). */
static bool
read_segment(
    struct pen *pen, struct svg_scan *scan, char c, struct svg_point origin)
{
    struct svg_point p[3] = {{0, 0}, {0, 0}, {0, 0}};
    int n = c == 'c' ? 3 : c == 's' || c == 'q' ? 2 : 1;
    if (c == 'a')
        return read_arc(pen, scan, origin);
    if (c == 'h' || c == 'v')
        return read_axis(pen, scan, c, origin);
    for (int i = 0; i < n; i++) {
        if (!svg_scan_number(scan, &p[i].x) || !svg_scan_number(scan, &p[i].y))
            return false;
        p[i] = (struct svg_point){p[i].x + origin.x, p[i].y + origin.y};
    }
    if (c == 'm') {
        svg_path_move(pen->path, p[0]);
        pen->start = pen->at = p[0];
    } else if (c == 'l') {
        svg_path_line(pen->path, p[0]);
        pen->at = p[0];
    } else {
        draw_curve(pen, c, p);
    }
    return true;
}

/* True when another set of arguments follows. */
static bool
more(const struct svg_scan *scan)
{
    struct svg_scan in = *scan;
    comma_space(&in);
    char c = in.s[in.at];
    return is_digit(c) || c == '.' || c == '-' || c == '+';
}

static bool
read_command(struct pen *pen, struct svg_scan *scan)
{
    char letter = scan->s[scan->at];
    bool relative = letter >= 'a';
    char c = relative ? letter : (char)(letter + ('a' - 'A'));
    if (letter == '\0' || strchr("MmZzLlHhVvCcSsQqTtAa", letter) == NULL ||
        (pen->last == '\0' && c != 'm'))
        return false;
    scan->at++;
    if (c == 'z') {
        svg_path_close(pen->path);
        pen->at = pen->start;
        pen->last = 'z';
        return true;
    }
    if (c != 'm')
        reopen(pen);
    do {
        struct svg_point origin = relative ? pen->at : (struct svg_point){0, 0};
        if (!read_segment(pen, scan, c, origin))
            return false;
        pen->last = c;
        c = c == 'm' ? 'l' : c; /* further pairs after M are lines */
    } while (more(scan));
    return true;
}

/* H and V with absolute values keep the other coordinate: read_axis sets only
 * one, so the origin of an absolute command is 0 for both. */
bool
svg_path_parse(struct svg_path *path, const char *data, size_t *at)
{
    struct svg_scan scan = {data, 0};
    struct pen pen = {.path = path};
    bool ok = true;
    svg_scan_space(&scan);
    while (ok && data[scan.at] != '\0') {
        ok = read_command(&pen, &scan);
        if (ok)
            svg_scan_space(&scan);
    }
    *at = scan.at;
    return ok;
}

/* --- transforms ----------------------------------------------------------- */

static bool
is_name(const char *name, size_t n, const char *word)
{
    return strlen(word) == n && memcmp(name, word, n) == 0;
}

static struct svg_matrix
rotation(const double v[6], size_t n)
{
    double s, c;
    svg_angle(v[0], &s, &c);
    struct svg_matrix m = {c, s, -s, c, 0, 0};
    if (n == 3) {
        m.e = v[1] - c * v[1] + s * v[2];
        m.f = v[2] - s * v[1] - c * v[2];
    }
    return m;
}

static bool
skew(double degrees, bool along_x, struct svg_matrix *m)
{
    double s, c;
    svg_angle(degrees, &s, &c);
    if (c < 1e-6 && c > -1e-6)
        return false;
    *m = SVG_IDENTITY;
    if (along_x)
        m->c = s / c;
    else
        m->b = s / c;
    return true;
}

static bool
transform_of(const char *name, size_t length, const double v[6], size_t n,
    struct svg_matrix *m)
{
    *m = SVG_IDENTITY;
    if (is_name(name, length, "matrix") && n == 6)
        *m = (struct svg_matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
    else if (is_name(name, length, "translate") && (n == 1 || n == 2))
        *m = (struct svg_matrix){1, 0, 0, 1, v[0], n == 2 ? v[1] : 0};
    else if (is_name(name, length, "scale") && (n == 1 || n == 2))
        *m = (struct svg_matrix){v[0], 0, 0, n == 2 ? v[1] : v[0], 0, 0};
    else if (is_name(name, length, "rotate") && (n == 1 || n == 3))
        *m = rotation(v, n);
    else if (is_name(name, length, "skewX") && n == 1)
        return skew(v[0], true, m);
    else if (is_name(name, length, "skewY") && n == 1)
        return skew(v[0], false, m);
    else
        return false;
    return true;
}

static bool
read_transform(struct svg_scan *scan, struct svg_matrix *out)
{
    size_t name = scan->at, n = 0;
    double v[6] = {0};
    while ((scan->s[scan->at] >= 'a' && scan->s[scan->at] <= 'z') ||
           (scan->s[scan->at] >= 'A' && scan->s[scan->at] <= 'Z'))
        scan->at++;
    size_t length = scan->at - name;
    svg_scan_space(scan);
    if (scan->s[scan->at] != '(')
        return false;
    scan->at++;
    svg_scan_space(scan);
    while (n < 6 && svg_scan_number(scan, &v[n])) {
        n++;
        svg_scan_space(scan);
    }
    struct svg_matrix m;
    if (scan->s[scan->at] != ')')
        return false;
    if (!transform_of(scan->s + name, length, v, n, &m)) {
        scan->at = name;
        return false;
    }
    scan->at++;
    *out = svg_matrix_mul(*out, m);
    return true;
}

bool
svg_matrix_parse(const char *text, struct svg_matrix *out, size_t *at)
{
    struct svg_scan scan = {text, 0};
    bool ok = true;
    *out = SVG_IDENTITY;
    comma_space(&scan);
    while (ok && text[scan.at] != '\0') {
        ok = read_transform(&scan, out);
        if (ok)
            comma_space(&scan);
    }
    *at = scan.at;
    return ok;
}
