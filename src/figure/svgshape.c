/* The outlines of the basic shapes. */
#include <string.h>

#include "figure/svgwalk.h"

DIAG_MESSAGE(bad_path, "svg.path", DIAG_ERROR,
    "パスのデータを「{1}」で読めなくなりました。"
    "描画ソフトから書き出し直してください",
    "the path data cannot be read at \"{1}\"; export it again from the "
    "drawing program");
DIAG_MESSAGE(bad_points, "svg.points", DIAG_ERROR,
    "points の「{1}」を読めません。x と y の組を並べてください",
    "points cannot be read at \"{1}\"; write pairs of x and y");
DIAG_MESSAGE(negative, "svg.negative", DIAG_ERROR,
    "{1} が負です。0 以上にしてください",
    "{1} is negative; it must be 0 or more");

/* A few characters of TEXT from AT, for a message. */
static const char *
near_text(struct diag *diag, const char *text, size_t at)
{
    size_t n = strlen(text + at);
    if (n <= 12)
        return diag_str(diag, (struct str){text + at, n});
    for (n = 12; n > 0 && ((unsigned char)text[at + n] & 0xC0) == 0x80;)
        n--;
    return diag_str(diag, (struct str){text + at, n});
}

static void
outline_path(
    struct svg_walk *w, const struct svg_node *node, struct svg_path *path)
{
    const char *d = svg_dom_value(node, "d");
    size_t at;
    if (d == NULL || svg_path_parse(path, d, &at))
        return;
    svg_walk_fault(w, DIAG(w->diag, svg_dom_loc(w->dom, node, "d", at),
                          &bad_path, near_text(w->diag, d, at)));
}

static void
outline_points(
    struct svg_walk *w, const struct svg_node *node, struct svg_path *path)
{
    const char *points = svg_dom_value(node, "points");
    struct svg_scan scan = {points == NULL ? "" : points, 0};
    struct svg_point p;
    for (bool first = true;; first = false) {
        svg_scan_space(&scan);
        if (scan.s[scan.at] == '\0')
            break;
        if (!svg_scan_number(&scan, &p.x) || !svg_scan_number(&scan, &p.y)) {
            struct loc loc = svg_dom_loc(w->dom, node, "points", scan.at);
            svg_walk_fault(w, DIAG(w->diag, loc, &bad_points,
                                  near_text(w->diag, scan.s, scan.at)));
            return;
        }
        if (first)
            svg_path_move(path, p);
        else
            svg_path_line(path, p);
    }
    if (path->n > 0 && strcmp(node->name, "polygon") == 0)
        svg_path_close(path);
}

/* A length that may not be negative. */
static double
size_of(struct svg_walk *w, const struct svg_node *node, const char *name,
    double fallback)
{
    const char *text = svg_dom_value(node, name);
    double said, value = svg_walk_number(w, node, name, fallback);
    if (text != NULL && svg_length_parse(text, &said) && said < 0) {
        struct loc loc = svg_dom_loc(w->dom, node, name, 0);
        svg_walk_fault(w, DIAG(w->diag, loc, &negative, name));
    }
    return value;
}

static double
least(double a, double b)
{
    return a < b ? a : b;
}

static void
outline_rect(
    struct svg_walk *w, const struct svg_node *node, struct svg_path *path)
{
    double x = svg_walk_number(w, node, "x", 0);
    double y = svg_walk_number(w, node, "y", 0);
    double width = size_of(w, node, "width", 0);
    double height = size_of(w, node, "height", 0);
    double rx = size_of(w, node, "rx", -1), ry = size_of(w, node, "ry", -1);
    double round_x = rx < 0 ? ry : rx, round_y = ry < 0 ? rx : ry;
    if (width <= 0 || height <= 0)
        return;
    rx = least(round_x < 0 ? 0 : round_x, width / 2);
    ry = least(round_y < 0 ? 0 : round_y, height / 2);
    struct svg_arc arc = {rx, ry, 0, false, true};
    double right = x + width, bottom = y + height;
    struct svg_point p[8] = {{x + rx, y}, {right - rx, y}, {right, y + ry},
        {right, bottom - ry}, {right - rx, bottom}, {x + rx, bottom},
        {x, bottom - ry}, {x, y + ry}};
    svg_path_move(path, p[0]);
    for (int i = 0; i < 4; i++) {
        if (i < 3 || ry > 0)
            svg_path_line(path, p[2 * i + 1]);
        if (rx > 0 && ry > 0)
            svg_path_arc(path, p[2 * i + 1], &arc, p[(2 * i + 2) % 8]);
    }
    svg_path_close(path);
}

static void
outline_round(
    struct svg_walk *w, const struct svg_node *node, struct svg_path *path)
{
    struct svg_point centre = {
        svg_walk_number(w, node, "cx", 0), svg_walk_number(w, node, "cy", 0)};
    bool circle = strcmp(node->name, "circle") == 0;
    double rx = size_of(w, node, circle ? "r" : "rx", 0);
    double ry = circle ? rx : size_of(w, node, "ry", 0);
    if (rx > 0 && ry > 0)
        svg_path_ellipse(path, centre, rx, ry);
}

static void
outline_line(
    struct svg_walk *w, const struct svg_node *node, struct svg_path *path)
{
    struct svg_point from = {
        svg_walk_number(w, node, "x1", 0), svg_walk_number(w, node, "y1", 0)};
    struct svg_point to = {
        svg_walk_number(w, node, "x2", 0), svg_walk_number(w, node, "y2", 0)};
    svg_path_move(path, from);
    svg_path_line(path, to);
}

static const struct {
    const char *name;
    void (*outline)(
        struct svg_walk *w, const struct svg_node *node, struct svg_path *path);
} shapes[] = {
    {"path", outline_path},
    {"rect", outline_rect},
    {"circle", outline_round},
    {"ellipse", outline_round},
    {"line", outline_line},
    {"polyline", outline_points},
    {"polygon", outline_points},
};

enum { SHAPES = sizeof shapes / sizeof shapes[0] };

bool
svg_shape_is(const struct svg_node *node)
{
    for (size_t i = 0; i < SHAPES; i++)
        if (strcmp(node->name, shapes[i].name) == 0)
            return true;
    return false;
}

void
svg_shape_outline(
    struct svg_walk *w, const struct svg_node *node, struct svg_path *path)
{
    for (size_t i = 0; i < SHAPES; i++)
        if (strcmp(node->name, shapes[i].name) == 0)
            shapes[i].outline(w, node, path);
    if (path->failed)
        svg_walk_fault(w, ERR_NOMEM);
}
