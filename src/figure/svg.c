#include "figure/svg.h"

#include <math.h>
#include <string.h>

#include "figure/svgwalk.h"

DIAG_MESSAGE(no_size, "svg.no-size", DIAG_ERROR,
    "大きさが分かりません。<svg> に viewBox か width と height "
    "を書いてください",
    "the picture has no size; give <svg> a viewBox, or width and height");
DIAG_MESSAGE(bad_box, "svg.view-box", DIAG_ERROR,
    "viewBox の「{1}」を読めません。"
    "「左 上 幅 高さ」の 4 つの数（幅と高さは正）を書いてください",
    "viewBox cannot be \"{1}\"; write four numbers: left top width height, "
    "the last two above 0");
DIAG_MESSAGE(bad_aspect, "svg.aspect", DIAG_ERROR,
    "preserveAspectRatio の「{1}」を読めません。"
    "none か「xMidYMid meet」のように書いてください",
    "preserveAspectRatio cannot be \"{1}\"; write none, or for example "
    "\"xMidYMid meet\"");
DIAG_MESSAGE(root_attribute, "svg.attribute", DIAG_ERROR,
    "<{1}> の属性「{2}」には対応していません。"
    "綴りを確かめるか、属性を消してください",
    "the attribute \"{2}\" of <{1}> is not supported; check its spelling or "
    "delete it");
DIAG_MESSAGE(nothing, "svg.empty", DIAG_WARN,
    "この SVG には見える図形がありません。ファイルを確かめてください",
    "nothing in this SVG is visible; check the file");
DIAG_MESSAGE(out_of_range, "svg.range", DIAG_ERROR,
    "図形がページの外の遠くまで出ています。"
    "viewBox と座標を確かめてください",
    "the picture reaches far beyond any page; check viewBox and coordinates");

struct svg {
    double width, height; /* of the viewport, in user units, > 0 */
    const struct svg_mark *mark;
    size_t n;
    bool spills; /* something reaches over the viewport: it is clipped */
};

/* How the viewBox lies in the viewport. */
struct fit {
    bool distort, slice;
    double align_x, align_y; /* 0, 0.5 or 1 */
};

/* --- reading the root ----------------------------------------------------- */

/* The root's width or height; 0 when it leaves the size to the page. */
static double
root_length(struct svg_walk *w, const char *name)
{
    const char *s = svg_dom_value(w->dom->root, name);
    if (s == NULL || strcmp(s, "auto") == 0 || strchr(s, '%') != NULL)
        return 0;
    double value = svg_walk_number(w, w->dom->root, name, 0);
    return value > 0 ? value : 0;
}

/* False when there is no viewBox or it is at fault. */
static bool
read_view_box(struct svg_walk *w, double box[4])
{
    const char *s = svg_dom_value(w->dom->root, "viewBox");
    struct svg_scan scan = {s, 0};
    bool ok = true;
    if (s == NULL)
        return false;
    for (int i = 0; i < 4; i++)
        ok = ok && svg_scan_number(&scan, &box[i]);
    svg_scan_space(&scan);
    if (ok && s[scan.at] == '\0' && box[2] > 1e-6 && box[3] > 1e-6)
        return true;
    struct loc loc = svg_dom_loc(w->dom, w->dom->root, "viewBox", 0);
    svg_walk_fault(w, DIAG(w->diag, loc, &bad_box, s));
    return false;
}

/* "Min", "Mid" or "Max" at S. */
static bool
read_align(const char *s, double *out)
{
    static const char *const names[] = {"Min", "Mid", "Max"};
    for (int i = 0; i < 3; i++)
        if (strncmp(s, names[i], 3) == 0) {
            *out = i / 2.0;
            return true;
        }
    return false;
}

static struct fit
read_fit(struct svg_walk *w)
{
    const char *s = svg_dom_value(w->dom->root, "preserveAspectRatio");
    struct fit fit = {false, false, 0.5, 0.5};
    if (s == NULL)
        return fit;
    struct str rest, word = str_cut(str_trim(str_of(s)), ' ', &rest);
    rest = str_trim(rest);
    fit.distort = str_equal(word, STR("none"));
    fit.slice = str_equal(rest, STR("slice"));
    bool ok = rest.n == 0 || fit.slice || str_equal(rest, STR("meet"));
    if (!fit.distort)
        ok = ok && word.n == 8 && word.p[0] == 'x' && word.p[4] == 'Y' &&
             read_align(word.p + 1, &fit.align_x) &&
             read_align(word.p + 5, &fit.align_y);
    if (!ok)
        svg_walk_fault(
            w, DIAG(w->diag,
                   svg_dom_loc(w->dom, w->dom->root, "preserveAspectRatio", 0),
                   &bad_aspect, s));
    return fit;
}

/* SVG 1.1, 7.8: the viewBox into the viewport. */
static struct svg_matrix
view_matrix(const double box[4], struct fit fit, const struct svg *svg)
{
    double sx = svg->width / box[2], sy = svg->height / box[3];
    if (!fit.distort) {
        double s = (sx < sy) == fit.slice ? sy : sx;
        sx = sy = s;
    }
    return (struct svg_matrix){sx, 0, 0, sy,
        (svg->width - box[2] * sx) * fit.align_x - box[0] * sx,
        (svg->height - box[3] * sy) * fit.align_y - box[1] * sy};
}

static void
check_root(struct svg_walk *w)
{
    static const char *const known[] = {
        "width", "height", "viewBox", "preserveAspectRatio", "x", "y"};
    const struct svg_node *root = w->dom->root;
    for (size_t i = 0; i < root->n_attrs; i++) {
        const char *name = root->attr[i].name;
        bool ok = svg_style_knows(name);
        for (size_t k = 0; k < sizeof known / sizeof known[0]; k++)
            ok = ok || strcmp(name, known[k]) == 0;
        if (!ok)
            svg_walk_fault(w, DIAG(w->diag, svg_dom_loc(w->dom, root, name, 0),
                                  &root_attribute, "svg", name));
    }
}

/* Sets the size of SVG's viewport and *CTM; false when it has none. */
static bool
read_viewport(struct svg_walk *w, struct svg *svg, struct svg_matrix *ctm)
{
    double box[4] = {0, 0, 0, 0};
    struct fit fit = read_fit(w);
    svg->width = root_length(w, "width");
    svg->height = root_length(w, "height");
    *ctm = SVG_IDENTITY;
    bool has_box = read_view_box(w, box);
    if (has_box && svg->width == 0)
        svg->width = svg->height > 0 ? svg->height * box[2] / box[3] : box[2];
    if (has_box && svg->height == 0)
        svg->height = svg->width * box[3] / box[2];
    if (has_box)
        *ctm = view_matrix(box, fit, svg);
    return svg->width > 1e-6 && svg->height > 1e-6;
}

/* True when MARK reaches visibly over the viewport of SVG. */
static bool
reaches_out(const struct svg *svg, const struct svg_mark *mark)
{
    double slack = (svg->width + svg->height) * 1e-4;
    double half = mark->stroked ? mark->width / 2 : 0;
    struct svg_box b = svg_path_box(&mark->path, SVG_IDENTITY);
    return b.x0 <= b.x1 && (b.x0 - half < -slack || b.y0 - half < -slack ||
                               b.x1 + half > svg->width + slack ||
                               b.y1 + half > svg->height + slack);
}

/* Inside a clip only the clip itself can show beyond the viewport. */
static bool
spills(const struct svg *svg)
{
    size_t clips = 0;
    for (size_t i = 0; i < svg->n; i++) {
        const struct svg_mark *mark = &svg->mark[i];
        if (mark->kind == SVG_MARK_CLIP_END)
            clips--;
        else if (clips == 0 && reaches_out(svg, mark))
            return true;
        clips += mark->kind == SVG_MARK_CLIP ? 1 : 0;
    }
    return false;
}

static enum err
walk_root(struct svg_walk *w, struct svg *svg)
{
    struct svg_style initial = svg_style_initial();
    struct svg_place_in in = {.opacity = 1};
    check_root(w);
    if (!read_viewport(w, svg, &in.ctm) && w->err == ERR_OK)
        svg_walk_fault(w, DIAG(w->diag, w->dom->root->loc, &no_size, NULL));
    svg_walk_fault(w, svg_style_read(w->arena, w->diag, w->dom, w->dom->root,
                          &initial, &in.style));
    in.opacity = in.style.opacity;
    svg_walk_children(w, w->dom->root, &in);
    svg->mark = w->mark;
    svg->n = w->n;
    svg->spills = spills(svg);
    if (w->shapes == 0 && w->err == ERR_OK)
        svg_walk_fault(w, DIAG(w->diag, w->dom->root->loc, &nothing, NULL));
    return w->err;
}

enum err
svg_read(struct arena *arena, struct diag *diag, const char *file,
    struct str bytes, struct svg **out)
{
    struct svg_dom dom;
    struct svg_walk w = {.arena = arena, .diag = diag, .dom = &dom};
    struct svg *svg = arena_alloc(arena, sizeof *svg);
    *out = NULL;
    if (svg == NULL)
        return ERR_NOMEM;
    enum err err = svg_dom_read(arena, diag, file, bytes, &dom);
    if (err == ERR_OK)
        err = walk_root(&w, svg);
    if (err == ERR_OK)
        *out = svg;
    return err;
}

/* --- placing -------------------------------------------------------------- */

/* VALUE rounded to emu, half away from zero; *BAD when it does not fit. */
static emu
to_emu(double value, bool *bad)
{
    if (!(value >= -UNIT_MAX && value <= UNIT_MAX)) {
        *bad = true;
        return 0;
    }
    return (emu)(value < 0 ? value - 0.5 : value + 0.5);
}

static emu
scaled(emu length, double num, double den)
{
    double value = length * (num / den);
    return value > UNIT_MAX ? UNIT_MAX : (emu)(value + 0.5);
}

emu
svg_height(const struct svg *svg, emu width)
{
    return scaled(width, svg->height, svg->width);
}

emu
svg_width(const struct svg *svg, emu height)
{
    return scaled(height, svg->width, svg->height);
}

struct placing {
    struct arena *arena;
    const struct job *job; /* whose colours are looked for; NULL: nobody's */
    struct page *page;
    double scale;
    emu x, y;
    const struct colour *only;
    struct loc loc;
    bool bad; /* a point does not fit emu */
};

static emu
place_x(struct placing *p, double x)
{
    return to_emu(p->x + x * p->scale, &p->bad);
}

static emu
place_y(struct placing *p, double y)
{
    return to_emu(p->y + y * p->scale, &p->bad);
}

static struct colour
place_colour(const struct placing *p, const uint8_t rgb[3])
{
    if (p->only != NULL)
        return *p->only;
    struct colour colour = {.rgb = {rgb[0], rgb[1], rgb[2]}};
    if (p->job != NULL)
        job_colour_of(p->job, &colour);
    return colour;
}

static const struct path_op *
place_path(struct placing *p, const struct svg_path *path)
{
    struct path_op *op = arena_array(p->arena, path->n, sizeof *op);
    for (size_t i = 0; op != NULL && i < path->n; i++) {
        op[i].verb = path->op[i].verb;
        int n = op[i].verb == PATH_CURVE ? 3 : op[i].verb == PATH_CLOSE ? 0 : 1;
        for (int k = 0; k < n; k++) {
            op[i].x[k] = place_x(p, path->op[i].p[k].x);
            op[i].y[k] = place_y(p, path->op[i].p[k].y);
        }
    }
    return op;
}

static const struct gradient *
place_ramp(struct placing *p, const struct svg_ramp *ramp)
{
    struct gradient *g = arena_alloc(p->arena, sizeof *g);
    if (g == NULL)
        return NULL;
    *g = (struct gradient){place_x(p, ramp->from.x), place_y(p, ramp->from.y),
        place_x(p, ramp->to.x), place_y(p, ramp->to.y),
        place_colour(p, ramp->from_rgb), place_colour(p, ramp->to_rgb)};
    return g;
}

static enum err
place_shape(struct placing *p, const struct svg_mark *m, struct item *item)
{
    struct paint *paint = &item->paint;
    item->kind = ITEM_PATH;
    *paint = (struct paint){.fill = COLOUR_NONE,
        .stroke = COLOUR_NONE,
        .opacity = m->opacity,
        .even_odd = m->even_odd};
    if (m->filled)
        paint->fill = place_colour(p, m->fill);
    if (m->filled && m->ramp != NULL && p->only == NULL) {
        paint->gradient = place_ramp(p, m->ramp);
        if (paint->gradient == NULL)
            return ERR_NOMEM;
    }
    if (m->stroked) {
        paint->stroke = place_colour(p, m->stroke);
        paint->line_width = to_emu(m->width * p->scale, &p->bad);
        paint->dash = to_emu(m->dash * p->scale, &p->bad);
        paint->gap = to_emu(m->gap * p->scale, &p->bad);
        paint->cap = m->cap;
    }
    return ERR_OK;
}

static enum err
place_mark(struct placing *p, const struct svg_mark *m)
{
    struct item item = {.kind = ITEM_CLIP_END, .loc = p->loc};
    enum err err = ERR_OK;
    if (m->loc.file != NULL)
        item.loc = m->loc;
    if (m->kind != SVG_MARK_CLIP_END) {
        item.kind = ITEM_CLIP_BEGIN;
        item.paint.even_odd = m->even_odd;
        item.op = place_path(p, &m->path);
        item.n_ops = m->path.n;
        if (item.op == NULL)
            return ERR_NOMEM;
    }
    if (m->kind == SVG_MARK_SHAPE)
        err = place_shape(p, m, &item);
    return err == ERR_OK ? page_add(p->arena, p->page, &item) : err;
}

/* The viewport as a clip, for pictures that reach over it. */
static enum err
clip_viewport(struct placing *p, const struct svg *svg)
{
    const struct svg_point corner[4] = {
        {0, 0}, {svg->width, 0}, {svg->width, svg->height}, {0, svg->height}};
    struct svg_mark clip = {.kind = SVG_MARK_CLIP, .path = {.arena = p->arena}};
    svg_path_move(&clip.path, corner[0]);
    for (int i = 1; i < 4; i++)
        svg_path_line(&clip.path, corner[i]);
    svg_path_close(&clip.path);
    return clip.path.failed ? ERR_NOMEM : place_mark(p, &clip);
}

enum err
svg_place(struct arena *arena, struct diag *diag, const struct svg *svg,
    const struct job *job, struct page *page, emu x, emu y, emu width,
    const struct colour *only, struct loc loc)
{
    static const struct svg_mark end = {.kind = SVG_MARK_CLIP_END};
    struct placing p = {
        arena, job, page, width / svg->width, x, y, only, loc, false};
    enum err err = svg->spills ? clip_viewport(&p, svg) : ERR_OK;
    for (size_t i = 0; err == ERR_OK && i < svg->n; i++)
        err = place_mark(&p, &svg->mark[i]);
    if (err == ERR_OK && svg->spills)
        err = place_mark(&p, &end);
    if (err == ERR_OK && p.bad)
        err = DIAG(diag, loc, &out_of_range, NULL);
    return err;
}
