/* Fill and stroke of one shape, and linear gradients. */
#include <math.h>
#include <string.h>

#include "figure/svgwalk.h"

enum { STOPS_MAX = 64, LINKS_MAX = 16 };

DIAG_MESSAGE(uneven_stroke, "svg.uneven-stroke", DIAG_ERROR,
    "縦横で倍率の違う変形をした線は描けません。"
    "描画ソフトで線を塗り（アウトライン）に変えてください",
    "a stroke under a transform that scales unevenly cannot be drawn; "
    "convert the stroke to an outline in the drawing program");
DIAG_MESSAGE(stroke_gradient, "svg.stroke-gradient", DIAG_ERROR,
    "線のグラデーションは描けません。"
    "描画ソフトで線を塗り（アウトライン）に変えてください",
    "a stroke cannot have a gradient; convert the stroke to an outline in the "
    "drawing program");
DIAG_MESSAGE(no_such_id, "svg.no-such-id", DIAG_ERROR,
    "id「{1}」の要素がありません。定義（defs）を確かめてください",
    "there is no element with the id \"{1}\"; check the definitions (defs)");
DIAG_MESSAGE(not_linear, "svg.not-linear", DIAG_ERROR,
    "「{1}」は <{2}> です。塗りに使えるのは linearGradient だけです。"
    "線形グラデーションか単色に変えてください",
    "\"{1}\" is a <{2}>; only linearGradient can fill; use a linear gradient "
    "or a flat colour");
DIAG_MESSAGE(bad_stop, "svg.stop", DIAG_ERROR,
    "グラデーションの分岐点（stop）の offset「{1}」を読めません。"
    "0 から 1 の数か百分率にしてください",
    "the offset \"{1}\" of a gradient's stop cannot be read; write 0 ... 1 or "
    "a percentage");
DIAG_MESSAGE(stop_opacity, "svg.stop-opacity", DIAG_ERROR,
    "グラデーションの途中の透明度には対応していません。"
    "stop-opacity を 1 にし、図形の opacity を使ってください",
    "transparency inside a gradient is not supported; set stop-opacity to 1 "
    "and use the shape's opacity");
DIAG_MESSAGE(many_stops, "svg.stops", DIAG_ERROR,
    "グラデーションの分岐点が多すぎます（上限 {1}）。減らしてください",
    "the gradient has too many stops (limit {1}); use fewer");
DIAG_MESSAGE(spread, "svg.spread", DIAG_ERROR,
    "{1} の値「{2}」には対応していません。{3} にしてください",
    "{1} cannot be \"{2}\"; use {3}");
DIAG_MESSAGE(see_through, "svg.see-through", DIAG_ERROR,
    "3 色以上のグラデーションは半透明にできません。"
    "色を 2 つにするか、不透明にしてください",
    "a gradient of three or more colours cannot be translucent; use two "
    "colours or make it opaque");

struct stop {
    double offset;
    uint8_t rgb[3];
};

struct gradient_read {
    struct svg_point from, to; /* in the viewport's coordinates */
    struct stop stop[STOPS_MAX];
    size_t n;
};

/* NODE's attribute NAME, or that of the gradients it refers to. */
static const struct svg_node *
holder(struct svg_walk *w, const struct svg_node *node, const char *name)
{
    for (int i = 0; node != NULL && i < LINKS_MAX; i++) {
        const char *href = svg_dom_value(node, "href");
        bool here = name == NULL ? node->first != NULL
                                 : svg_dom_value(node, name) != NULL;
        if (here)
            return node;
        node = href != NULL && href[0] == '#' ? svg_dom_find(w->dom, href + 1)
                                              : NULL;
    }
    return NULL;
}

/* A coordinate of a gradient: a share (percentages) or a number. */
static double
coordinate(struct svg_walk *w, const struct svg_node *node, const char *name,
    double fallback)
{
    const struct svg_node *from = holder(w, node, name);
    const char *s = from == NULL ? NULL : svg_dom_value(from, name);
    struct svg_scan scan = {s, 0};
    double value;
    if (s == NULL)
        return fallback;
    if (svg_scan_number(&scan, &value) && strcmp(s + scan.at, "%") == 0)
        return value / 100;
    return svg_walk_number(w, from, name, fallback);
}

static void
read_stop(struct svg_walk *w, const struct svg_node *node,
    const struct svg_place_in *in, struct gradient_read *g)
{
    struct svg_style style;
    enum err err =
        svg_style_read(w->arena, w->diag, w->dom, node, &in->style, &style);
    const char *s = svg_dom_value(node, "offset");
    struct svg_scan scan = {s == NULL ? "0" : s, 0};
    double offset;
    bool ok = svg_scan_number(&scan, &offset);
    if (ok && scan.s[scan.at] == '%') {
        offset /= 100;
        scan.at++;
    }
    if (!ok || scan.s[scan.at] != '\0')
        err = DIAG(
            w->diag, svg_dom_loc(w->dom, node, "offset", 0), &bad_stop, scan.s);
    if (style.stop_opacity != 1)
        err = DIAG(w->diag, node->loc, &stop_opacity, NULL);
    if (err != ERR_OK)
        svg_walk_fault(w, err);
    double before = g->n == 0 ? 0 : g->stop[g->n - 1].offset;
    offset = offset > 1 ? 1 : offset;
    struct stop *stop = &g->stop[g->n++];
    stop->offset = offset < before ? before : offset;
    memcpy(stop->rgb, style.stop_colour, 3);
}

static void
read_stops(struct svg_walk *w, const struct svg_node *node,
    const struct svg_place_in *in, struct gradient_read *g)
{
    const struct svg_node *from = holder(w, node, NULL);
    const struct svg_node *child = from == NULL ? NULL : from->first;
    for (; child != NULL; child = child->next) {
        if (strcmp(child->name, "stop") != 0)
            continue;
        if (g->n == STOPS_MAX) {
            svg_walk_fault(w, DIAG(w->diag, child->loc, &many_stops,
                                  diag_int(w->diag, STOPS_MAX)));
            return;
        }
        read_stop(w, child, in, g);
    }
}

/* An attribute that must be one of two words; true for the second. */
static bool
second_word(struct svg_walk *w, const struct svg_node *node, const char *name,
    const char *first, const char *second)
{
    const struct svg_node *from = holder(w, node, name);
    const char *value = from == NULL ? first : svg_dom_value(from, name);
    if (strcmp(value, second) == 0)
        return true;
    if (strcmp(value, first) != 0)
        svg_walk_fault(w, DIAG(w->diag, svg_dom_loc(w->dom, from, name, 0),
                              &spread, name, value, first));
    return false;
}

/* Puts the gradient's line where it lies on the viewport.  Under a skewing
 * transform lines of one colour stay parallel but are no longer square to the
 * vector: the vector is replaced by the gradient of the colour parameter,
 * which is exact for every affine transform. */
static void
lay(struct gradient_read *g, struct svg_matrix m, struct svg_point p0,
    struct svg_point p1)
{
    double dx = p1.x - p0.x, dy = p1.y - p0.y, square = dx * dx + dy * dy;
    double det = m.a * m.d - m.b * m.c;
    g->from = g->to = svg_matrix_apply(m, p0);
    if (square == 0 || det == 0)
        return;
    /* grad t = M^-T d / |d|^2 */
    double gx = (m.d * dx - m.b * dy) / det / square;
    double gy = (m.a * dy - m.c * dx) / det / square;
    double length = gx * gx + gy * gy;
    g->to =
        (struct svg_point){g->from.x + gx / length, g->from.y + gy / length};
}

/* The gradient that INK names for the shape OUTLINE; false when it paints
 * nothing or is at fault. */
static bool
read_gradient(struct svg_walk *w, const struct svg_ink *ink,
    const struct svg_path *outline, const struct svg_place_in *in,
    struct gradient_read *g)
{
    const struct svg_node *node = svg_dom_find(w->dom, ink->ref);
    if (node == NULL) {
        svg_walk_fault(w, DIAG(w->diag, ink->loc, &no_such_id, ink->ref));
        return false;
    }
    if (strcmp(node->name, "linearGradient") != 0) {
        svg_walk_fault(
            w, DIAG(w->diag, ink->loc, &not_linear, ink->ref, node->name));
        return false;
    }
    (void)second_word(w, node, "spreadMethod", "pad", "pad");
    bool user = second_word(
        w, node, "gradientUnits", "objectBoundingBox", "userSpaceOnUse");
    struct svg_point p0 = {
        coordinate(w, node, "x1", 0), coordinate(w, node, "y1", 0)};
    struct svg_point p1 = {
        coordinate(w, node, "x2", 1), coordinate(w, node, "y2", 0)};
    struct svg_matrix m = in->ctm;
    if (!user) {
        struct svg_box box = svg_path_box(outline, SVG_IDENTITY);
        m = svg_matrix_mul(m, (struct svg_matrix){box.x1 - box.x0, 0, 0,
                                  box.y1 - box.y0, box.x0, box.y0});
    }
    const struct svg_node *turned = holder(w, node, "gradientTransform");
    if (turned != NULL)
        m = svg_matrix_mul(m, svg_walk_matrix(w, turned, "gradientTransform"));
    lay(g, m, p0, p1);
    read_stops(w, node, in, g);
    return g->n > 0;
}

static struct svg_point
along(const struct gradient_read *g, double t)
{
    return (struct svg_point){g->from.x + t * (g->to.x - g->from.x),
        g->from.y + t * (g->to.y - g->from.y)};
}

static const struct svg_ramp *
ramp_of(struct svg_walk *w, const struct gradient_read *g, size_t i)
{
    struct svg_ramp *ramp = arena_alloc(w->arena, sizeof *ramp);
    if (ramp == NULL) {
        svg_walk_fault(w, ERR_NOMEM);
        return NULL;
    }
    ramp->from = along(g, g->stop[i].offset);
    ramp->to = along(g, g->stop[i + 1].offset);
    memcpy(ramp->from_rgb, g->stop[i].rgb, 3);
    memcpy(ramp->to_rgb, g->stop[i + 1].rgb, 3);
    return ramp;
}

/* All of the box B that lies behind offset T of the gradient. */
static void
behind(struct svg_path *path, const struct gradient_read *g, double t,
    struct svg_box b)
{
    double dx = g->to.x - g->from.x, dy = g->to.y - g->from.y;
    double reach = (b.x1 - b.x0) + (b.y1 - b.y0);
    double length = sqrt(dx * dx + dy * dy);
    dx *= 1 / length, dy *= 1 / length;
    /* From the point of the cut nearest to the box's middle. */
    struct svg_point cut = along(g, t);
    double side =
        -dy * ((b.x0 + b.x1) / 2 - cut.x) + dx * ((b.y0 + b.y1) / 2 - cut.y);
    double front =
        dx * ((b.x0 + b.x1) / 2 - cut.x) + dy * ((b.y0 + b.y1) / 2 - cut.y);
    double far = front + reach > 0 ? front + reach : 0;
    cut.x -= dy * side, cut.y += dx * side;
    struct svg_point p[4] = {{cut.x + dy * reach, cut.y - dx * reach},
        {cut.x - dy * reach, cut.y + dx * reach}};
    p[2] = (struct svg_point){p[1].x + dx * far, p[1].y + dy * far};
    p[3] = (struct svg_point){p[0].x + dx * far, p[0].y + dy * far};
    svg_path_move(path, p[0]);
    for (int i = 1; i < 4; i++)
        svg_path_line(path, p[i]);
    svg_path_close(path);
}

/* A gradient of many stops: inside the shape, each pair of stops is painted
 * over all that lies behind its first stop.  Where two meet they have the same
 * colour, so no seam shows. */
static void
paint_bands(struct svg_walk *w, const struct svg_mark *shape,
    const struct gradient_read *g)
{
    struct svg_box box = svg_path_box(&shape->path, SVG_IDENTITY);
    struct svg_mark clip = *shape, end = {.kind = SVG_MARK_CLIP_END};
    clip.kind = SVG_MARK_CLIP;
    svg_walk_add(w, &clip);
    for (size_t i = 0; i + 1 < g->n; i++) {
        struct svg_mark band = *shape;
        band.even_odd = false;
        band.ramp = ramp_of(w, g, i);
        if (i > 0) {
            band.path = (struct svg_path){.arena = w->arena};
            behind(&band.path, g, g->stop[i].offset, box);
        }
        svg_walk_add(w, &band);
    }
    svg_walk_add(w, &end);
}

/* Sets MARK's fill from the gradient; true when it was drawn already. */
static bool
fill_gradient(struct svg_walk *w, const struct svg_node *node,
    const struct svg_path *outline, const struct svg_place_in *in,
    struct svg_mark *mark)
{
    struct gradient_read *g = arena_alloc(w->arena, sizeof *g);
    if (g == NULL) {
        svg_walk_fault(w, ERR_NOMEM);
        return false;
    }
    if (!read_gradient(w, &in->style.fill, outline, in, g)) {
        mark->filled = false;
        return false;
    }
    memcpy(mark->fill, g->stop[g->n - 1].rgb, 3);
    bool flat = g->n == 1 || (g->from.x == g->to.x && g->from.y == g->to.y);
    if (flat)
        return false;
    if (g->n == 2) {
        mark->ramp = ramp_of(w, g, 0);
        return false;
    }
    if (mark->opacity != 1000) {
        svg_walk_fault(w, DIAG(w->diag, node->loc, &see_through, NULL));
        return false;
    }
    paint_bands(w, mark, g);
    return true;
}

static int32_t
milli(double share)
{
    return (int32_t)(share * 1000 + 0.5);
}

static void
paint_fill(struct svg_walk *w, const struct svg_node *node,
    const struct svg_path *outline, const struct svg_place_in *in,
    struct svg_mark mark)
{
    mark.filled = true;
    mark.loc = node->loc;
    mark.opacity = milli(in->opacity * in->style.fill_opacity);
    memcpy(mark.fill, in->style.fill.rgb, 3);
    if (in->style.fill.kind == SVG_INK_REFERENCE &&
        fill_gradient(w, node, outline, in, &mark))
        return;
    if (mark.filled && mark.opacity > 0)
        svg_walk_add(w, &mark);
}

static void
paint_stroke(struct svg_walk *w, const struct svg_node *node,
    const struct svg_place_in *in, struct svg_mark mark)
{
    double scale = svg_matrix_scale(in->ctm);
    if (in->style.stroke.kind == SVG_INK_REFERENCE) {
        svg_walk_fault(
            w, DIAG(w->diag, in->style.stroke.loc, &stroke_gradient, NULL));
        return;
    }
    if (scale == 0) {
        svg_walk_fault(w, DIAG(w->diag, node->loc, &uneven_stroke, NULL));
        return;
    }
    mark.stroked = true;
    mark.loc = node->loc;
    mark.opacity = milli(in->opacity * in->style.stroke_opacity);
    memcpy(mark.stroke, in->style.stroke.rgb, 3);
    mark.width = in->style.stroke_width * scale;
    mark.dash = in->style.dash * scale;
    mark.gap = in->style.gap * scale;
    mark.cap = in->style.cap;
    if (mark.opacity > 0)
        svg_walk_add(w, &mark);
}

void
svg_paint_shape(struct svg_walk *w, const struct svg_node *node,
    const struct svg_path *outline, const struct svg_place_in *in)
{
    const struct svg_style *style = &in->style;
    struct svg_mark mark = {.kind = SVG_MARK_SHAPE,
        .path = {.arena = w->arena},
        .even_odd = style->fill_even_odd};
    size_t before = w->n;
    if (outline->n == 0 || style->hidden)
        return;
    svg_path_map(&mark.path, outline, in->ctm);
    if (style->fill.kind != SVG_INK_NONE)
        paint_fill(w, node, outline, in, mark);
    if (style->stroke.kind != SVG_INK_NONE && style->stroke_width > 0)
        paint_stroke(w, node, in, mark);
    w->shapes += w->n > before ? 1 : 0;
}
