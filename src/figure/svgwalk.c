#include "figure/svgwalk.h"

#include <string.h>

enum { DEPTH_MAX = 128, STEPS_MAX = 100000 };

DIAG_MESSAGE(text_found, "svg.text", DIAG_ERROR,
    "<{1}> の文字は描けません。描画ソフトで文字をアウトラインに変えてください",
    "text in <{1}> cannot be drawn; convert the text to outlines in the "
    "drawing program");
DIAG_MESSAGE(sheet_found, "svg.style-sheet", DIAG_ERROR,
    "スタイルシート（<style>）には対応していません。"
    "書き出しの設定で CSS を「プレゼンテーション属性」か"
    "「インラインスタイル」にしてください",
    "style sheets (<style>) are not supported; export with presentation "
    "attributes or inline style");
DIAG_MESSAGE(picture_found, "svg.picture", DIAG_ERROR,
    "SVG の中の画像（<image>）は描けません。"
    "PNG か JPEG の画像ブロックにしてください",
    "a picture (<image>) inside the SVG cannot be drawn; place it as an image "
    "block of its own");
DIAG_MESSAGE(unknown_element, "svg.element", DIAG_ERROR,
    "要素 <{1}> には対応していません。"
    "描画ソフトで効果を展開（パスに分割）するか、要素を消してください",
    "the element <{1}> is not supported; expand it to plain paths in the "
    "drawing program, or delete it");
DIAG_MESSAGE(unknown_attribute, "svg.attribute", DIAG_ERROR,
    "<{1}> の属性「{2}」には対応していません。"
    "綴りを確かめるか、属性を消してください",
    "the attribute \"{2}\" of <{1}> is not supported; check its spelling or "
    "delete it");
DIAG_MESSAGE(bad_number, "svg.number", DIAG_ERROR,
    "{1} の値「{2}」を読めません。数（単位は px mm cm in pt pc Q）"
    "を書いてください",
    "{1} cannot be \"{2}\"; write a number (units: px mm cm in pt pc Q)");
DIAG_MESSAGE(bad_transform, "svg.transform", DIAG_ERROR,
    "{1} の「{2}」を読めません。matrix translate scale rotate skewX skewY "
    "が使えます",
    "{1} cannot be read at \"{2}\"; use matrix, translate, scale, rotate, "
    "skewX, skewY");
DIAG_MESSAGE(missing_id, "svg.no-such-id", DIAG_ERROR,
    "id「{1}」の要素がありません。定義（defs）を確かめてください",
    "there is no element with the id \"{1}\"; check the definitions (defs)");
DIAG_MESSAGE(bad_use, "svg.use", DIAG_ERROR,
    "<use> の参照先「{1}」は使えません。"
    "同じファイルの図形か g を href=\"#id\" で指してください",
    "<use> cannot refer to \"{1}\"; point at a shape or g of the same file "
    "with href=\"#id\"");
DIAG_MESSAGE(circle_found, "svg.circle", DIAG_ERROR,
    "参照が自分自身に戻っているか、深すぎます。<use> の参照を減らしてください",
    "a reference leads back to itself or is too deep; use fewer <use>");
DIAG_MESSAGE(too_much, "svg.too-much", DIAG_ERROR,
    "<use> を開いた要素が多すぎます（上限 {1}）。図を単純にしてください",
    "there are too many elements once <use> is expanded (limit {1}); simplify "
    "the picture");
DIAG_MESSAGE(group_opacity, "svg.group-opacity", DIAG_ERROR,
    "図形が二つ以上あるグループの opacity には対応していません。"
    "図形それぞれに opacity を付けてください",
    "opacity on a group of more than one shape is not supported; give the "
    "opacity to each shape");
DIAG_MESSAGE(bad_clip, "svg.clip", DIAG_ERROR,
    "「{1}」は図形一つだけの clipPath ではありません。"
    "切り抜く形を一つのパスに合体してください",
    "\"{1}\" is not a clipPath of exactly one shape; unite the clipping shapes "
    "into one path");

DIAG_MESSAGE(clip_box, "svg.clip-box", DIAG_ERROR,
    "グループの切り抜きに clipPathUnits=\"objectBoundingBox\" は使えません。"
    "userSpaceOnUse にしてください",
    "a group cannot be clipped with clipPathUnits=\"objectBoundingBox\"; use "
    "userSpaceOnUse");

void
svg_walk_fault(struct svg_walk *w, enum err err)
{
    if (err != ERR_OK && w->err != ERR_NOMEM)
        w->err = err;
}

void
svg_walk_add(struct svg_walk *w, const struct svg_mark *mark)
{
    void *grown = arena_grow(w->arena, w->mark, w->n, &w->cap, sizeof *w->mark);
    if (grown == NULL || mark->path.failed) {
        svg_walk_fault(w, ERR_NOMEM);
        return;
    }
    w->mark = grown;
    w->mark[w->n++] = *mark;
}

double
svg_walk_number(struct svg_walk *w, const struct svg_node *node,
    const char *name, double fallback)
{
    const char *s = svg_dom_value(node, name);
    double value;
    if (s == NULL || svg_length_parse(s, &value))
        return s == NULL ? fallback : value;
    svg_walk_fault(w, DIAG(w->diag, svg_dom_loc(w->dom, node, name, 0),
                          &bad_number, name, s));
    return fallback;
}

struct svg_matrix
svg_walk_matrix(
    struct svg_walk *w, const struct svg_node *node, const char *name)
{
    struct svg_matrix m = SVG_IDENTITY;
    const char *s = svg_dom_value(node, name);
    size_t at;
    if (s != NULL && !svg_matrix_parse(s, &m, &at))
        svg_walk_fault(w, DIAG(w->diag, svg_dom_loc(w->dom, node, name, at),
                              &bad_transform, name, s + at));
    return m;
}

/* --- what may stand where ------------------------------------------------- */

static bool
is(const struct svg_node *node, const char *name)
{
    return strcmp(node->name, name) == 0;
}

static bool
is_one_of(const char *name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

#define ONE_OF(name, names)                                                    \
    is_one_of(name, names, sizeof(names) / sizeof((names)[0]))

static void
check_attributes(struct svg_walk *w, const struct svg_node *node)
{
    static const char *const known[] = {"transform", "d", "points", "x", "y",
        "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2",
        "href", "pathLength"};
    for (size_t i = 0; i < node->n_attrs; i++) {
        const char *name = node->attr[i].name;
        if (!ONE_OF(name, known) && !svg_style_knows(name))
            svg_walk_fault(w, DIAG(w->diag, svg_dom_loc(w->dom, node, name, 0),
                                  &unknown_attribute, node->name, name));
    }
}

/* Elements that show nothing by themselves. */
static bool
is_quiet(const struct svg_node *node)
{
    static const char *const quiet[] = {"title", "desc", "metadata", "defs",
        "linearGradient", "radialGradient", "clipPath", "symbol", "mask",
        "filter", "pattern", "marker"};
    return ONE_OF(node->name, quiet);
}

/* Says why NODE cannot be drawn. */
static void
refuse(struct svg_walk *w, const struct svg_node *node)
{
    static const char *const text[] = {
        "text", "tspan", "textPath", "tref", "foreignObject"};
    const struct diag_message *message = is(node, "image")   ? &picture_found
                                         : is(node, "style") ? &sheet_found
                                         : ONE_OF(node->name, text)
                                             ? &text_found
                                             : &unknown_element;
    svg_walk_fault(w, DIAG(w->diag, node->loc, message, node->name));
}

/* A style sheet among definitions would change everything. */
static void
check_quiet(struct svg_walk *w, const struct svg_node *node)
{
    for (const struct svg_node *c = node->first; c != NULL; c = c->next)
        if (is(c, "style"))
            refuse(w, c);
}

/* --- clipping ------------------------------------------------------------- */

/* The only child of the clipPath NODE that is a shape, or NULL. */
static const struct svg_node *
only_shape(const struct svg_node *node)
{
    const struct svg_node *found = NULL;
    for (const struct svg_node *c = node->first; c != NULL; c = c->next) {
        if (is(c, "title") || is(c, "desc"))
            continue;
        if (found != NULL || !svg_shape_is(c))
            return NULL;
        found = c;
    }
    return found;
}

/* The matrix of clip CLIP for a shape with OUTLINE (NULL for groups). */
static struct svg_matrix
clip_matrix(struct svg_walk *w, const struct svg_node *clip,
    const struct svg_path *outline, struct svg_matrix ctm)
{
    const char *units = svg_dom_value(clip, "clipPathUnits");
    bool boxed = units != NULL && strcmp(units, "objectBoundingBox") == 0;
    if (boxed && outline != NULL && outline->n > 0) {
        struct svg_box b = svg_path_box(outline, SVG_IDENTITY);
        ctm = svg_matrix_mul(ctm,
            (struct svg_matrix){b.x1 - b.x0, 0, 0, b.y1 - b.y0, b.x0, b.y0});
    } else if (boxed) {
        svg_walk_fault(w, DIAG(w->diag, clip->loc, &clip_box, NULL));
    }
    return svg_matrix_mul(ctm, svg_walk_matrix(w, clip, "transform"));
}

/* Begins the clip that STYLE names, if any; true when one was begun. */
static bool
clip_begin(struct svg_walk *w, const struct svg_style *style,
    const struct svg_path *outline, struct svg_matrix ctm)
{
    if (style->clip == NULL)
        return false;
    const struct svg_node *clip = svg_dom_find(w->dom, style->clip);
    const struct svg_node *shape = NULL;
    if (clip != NULL && is(clip, "clipPath"))
        shape = only_shape(clip);
    if (shape == NULL) {
        svg_walk_fault(
            w, DIAG(w->diag, style->clip_loc,
                   clip == NULL ? &missing_id : &bad_clip, style->clip));
        return false;
    }
    struct svg_style initial = svg_style_initial(), of_clip, of_shape;
    svg_walk_fault(
        w, svg_style_read(w->arena, w->diag, w->dom, clip, &initial, &of_clip));
    svg_walk_fault(w,
        svg_style_read(w->arena, w->diag, w->dom, shape, &of_clip, &of_shape));
    if (of_clip.clip != NULL || of_shape.clip != NULL)
        svg_walk_fault(
            w, DIAG(w->diag, style->clip_loc, &bad_clip, style->clip));
    struct svg_path own = {.arena = w->arena};
    struct svg_mark mark = {.kind = SVG_MARK_CLIP,
        .path = {.arena = w->arena},
        .even_odd = of_shape.clip_even_odd};
    struct svg_matrix m = clip_matrix(w, clip, outline, ctm);
    m = svg_matrix_mul(m, svg_walk_matrix(w, shape, "transform"));
    svg_shape_outline(w, shape, &own);
    svg_path_map(&mark.path, &own, m);
    svg_walk_add(w, &mark);
    return true;
}

static void
clip_end(struct svg_walk *w, bool begun)
{
    struct svg_mark mark = {.kind = SVG_MARK_CLIP_END};
    if (begun)
        svg_walk_add(w, &mark);
}

/* --- elements ------------------------------------------------------------- */

static void walk_node(struct svg_walk *w, const struct svg_node *node,
    const struct svg_place_in *in);

static void
walk_use(struct svg_walk *w, const struct svg_node *node,
    const struct svg_place_in *in)
{
    const char *href = svg_dom_value(node, "href");
    const struct svg_node *target = NULL;
    struct svg_place_in here = *in;
    struct svg_matrix shift = SVG_IDENTITY;
    if (href != NULL && href[0] == '#')
        target = svg_dom_find(w->dom, href + 1);
    if (target == NULL ||
        !(svg_shape_is(target) || is(target, "g") || is(target, "use"))) {
        svg_walk_fault(w, DIAG(w->diag, svg_dom_loc(w->dom, node, "href", 0),
                              &bad_use, href == NULL ? "" : href));
        return;
    }
    shift.e = svg_walk_number(w, node, "x", 0);
    shift.f = svg_walk_number(w, node, "y", 0);
    here.ctm = svg_matrix_mul(in->ctm, shift);
    walk_node(w, target, &here);
}

static void
walk_group(struct svg_walk *w, const struct svg_node *node,
    const struct svg_place_in *in)
{
    size_t before = w->shapes;
    bool clipped = clip_begin(w, &in->style, NULL, in->ctm);
    if (is(node, "use"))
        walk_use(w, node, in);
    else
        svg_walk_children(w, node, in);
    clip_end(w, clipped);
    if (in->style.opacity < 1 && w->shapes > before + 1)
        svg_walk_fault(w, DIAG(w->diag, node->loc, &group_opacity, NULL));
}

static void
walk_shape(struct svg_walk *w, const struct svg_node *node,
    const struct svg_place_in *in)
{
    struct svg_path outline = {.arena = w->arena};
    svg_shape_outline(w, node, &outline);
    bool clipped = clip_begin(w, &in->style, &outline, in->ctm);
    svg_paint_shape(w, node, &outline, in);
    clip_end(w, clipped);
}

static void
walk_node(struct svg_walk *w, const struct svg_node *node,
    const struct svg_place_in *in)
{
    bool shape = svg_shape_is(node);
    if (is_quiet(node)) {
        check_quiet(w, node);
        return;
    }
    if (!shape && !is(node, "g") && !is(node, "a") && !is(node, "use")) {
        refuse(w, node);
        return;
    }
    if (in->depth == DEPTH_MAX || w->steps == STEPS_MAX) {
        svg_walk_fault(
            w, DIAG(w->diag, node->loc,
                   in->depth == DEPTH_MAX ? &circle_found : &too_much,
                   diag_int(w->diag, STEPS_MAX)));
        return;
    }
    struct svg_place_in here = *in;
    w->steps++;
    here.depth++;
    check_attributes(w, node);
    svg_walk_fault(w, svg_style_read(w->arena, w->diag, w->dom, node,
                          &in->style, &here.style));
    here.ctm = svg_matrix_mul(in->ctm, svg_walk_matrix(w, node, "transform"));
    here.opacity = in->opacity * here.style.opacity;
    if (here.style.none)
        return;
    if (shape)
        walk_shape(w, node, &here);
    else
        walk_group(w, node, &here);
}

void
svg_walk_children(struct svg_walk *w, const struct svg_node *node,
    const struct svg_place_in *in)
{
    for (const struct svg_node *c = node->first; c != NULL; c = c->next)
        walk_node(w, c, in);
}
