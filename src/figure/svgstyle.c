#include "figure/svgstyle.h"

#include <string.h>

#include "figure/svggeom.h"

DIAG_MESSAGE(bad_value, "svg.value", DIAG_ERROR,
    "{1} の値「{2}」は使えません。使えるもの: {3}",
    "{1} cannot be \"{2}\"; allowed: {3}");
DIAG_MESSAGE(bad_declaration, "svg.declaration", DIAG_ERROR,
    "style の「{1}」は「名前: 値」の形ではありません",
    "\"{1}\" in style is not of the form `name: value`");
DIAG_MESSAGE(unknown_property, "svg.property", DIAG_ERROR,
    "style の「{1}」には対応していません。消すか、"
    "描画ソフトで効果を展開（パスに分割）してください",
    "the property \"{1}\" in style is not supported; delete it, or expand the "
    "effect to plain paths in the drawing program");

/* Everything that a value's reader may need. */
struct declaration {
    struct arena *arena;
    const char *value;
    struct loc loc;
};

typedef bool read_property(
    const struct declaration *d, struct svg_style *style);

static bool
is(const struct declaration *d, const char *word)
{
    return strcmp(d->value, word) == 0;
}

/* The id of `url(#id)`, or NULL. */
static const char *
reference(const struct declaration *d)
{
    const char *s = d->value;
    size_t n = strlen(s);
    if (strncmp(s, "url(", 4) != 0 || s[n - 1] != ')')
        return NULL;
    struct str inner = str_trim((struct str){s + 4, n - 5});
    bool quoted = inner.n >= 2 && (inner.p[0] == '"' || inner.p[0] == '\'') &&
                  inner.p[inner.n - 1] == inner.p[0];
    if (quoted)
        inner = (struct str){inner.p + 1, inner.n - 2};
    if (inner.n < 2 || inner.p[0] != '#')
        return NULL;
    return arena_strndup(d->arena, inner.p + 1, inner.n - 1);
}

static bool
read_ink(const struct declaration *d, const struct svg_style *style,
    struct svg_ink *ink)
{
    *ink = (struct svg_ink){.kind = SVG_INK_NONE, .loc = d->loc};
    if (is(d, "none") || is(d, "transparent"))
        return true;
    ink->kind = SVG_INK_REFERENCE;
    ink->ref = reference(d);
    if (ink->ref != NULL)
        return true;
    ink->kind = SVG_INK_COLOUR;
    memcpy(ink->rgb, style->colour, 3);
    return is(d, "currentColor") || is(d, "currentcolor") ||
           svg_colour_parse(d->value, ink->rgb);
}

static bool
read_fill(const struct declaration *d, struct svg_style *style)
{
    return read_ink(d, style, &style->fill);
}

static bool
read_stroke(const struct declaration *d, struct svg_style *style)
{
    return read_ink(d, style, &style->stroke);
}

static bool
read_colour(const struct declaration *d, struct svg_style *style)
{
    return svg_colour_parse(d->value, style->colour);
}

static bool
read_stop_colour(const struct declaration *d, struct svg_style *style)
{
    memcpy(style->stop_colour, style->colour, 3);
    return is(d, "currentColor") ||
           svg_colour_parse(d->value, style->stop_colour);
}

/* 0 ... 1 or a percentage; clamped as SVG does. */
static bool
read_share(const char *s, double *out)
{
    struct svg_scan scan = {s, 0};
    if (!svg_scan_number(&scan, out))
        return false;
    if (s[scan.at] == '%') {
        *out /= 100;
        scan.at++;
    }
    *out = *out < 0 ? 0 : *out > 1 ? 1 : *out;
    return s[scan.at] == '\0';
}

static bool
read_opacity(const struct declaration *d, struct svg_style *style)
{
    return read_share(d->value, &style->opacity);
}

static bool
read_fill_opacity(const struct declaration *d, struct svg_style *style)
{
    return read_share(d->value, &style->fill_opacity);
}

static bool
read_stroke_opacity(const struct declaration *d, struct svg_style *style)
{
    return read_share(d->value, &style->stroke_opacity);
}

static bool
read_stop_opacity(const struct declaration *d, struct svg_style *style)
{
    return read_share(d->value, &style->stop_opacity);
}

static bool
read_fill_rule(const struct declaration *d, struct svg_style *style)
{
    style->fill_even_odd = is(d, "evenodd");
    return style->fill_even_odd || is(d, "nonzero");
}

static bool
read_clip_rule(const struct declaration *d, struct svg_style *style)
{
    style->clip_even_odd = is(d, "evenodd");
    return style->clip_even_odd || is(d, "nonzero");
}

static bool
read_width(const struct declaration *d, struct svg_style *style)
{
    return svg_length_parse(d->value, &style->stroke_width) &&
           style->stroke_width >= 0;
}

static bool
read_cap(const struct declaration *d, struct svg_style *style)
{
    style->cap = is(d, "round") ? CAP_ROUND : CAP_BUTT;
    return is(d, "round") || is(d, "butt");
}

/* One length (dash and gap alike) or two. */
static bool
read_dash(const struct declaration *d, struct svg_style *style)
{
    struct svg_scan scan = {d->value, 0};
    style->dash = style->gap = 0;
    if (is(d, "none"))
        return true;
    if (!svg_scan_number(&scan, &style->dash))
        return false;
    if (!svg_scan_number(&scan, &style->gap))
        style->gap = style->dash;
    svg_scan_space(&scan);
    return d->value[scan.at] == '\0' && style->dash >= 0 && style->gap >= 0;
}

static bool
read_visibility(const struct declaration *d, struct svg_style *style)
{
    style->hidden = !is(d, "visible");
    return is(d, "visible") || is(d, "hidden") || is(d, "collapse");
}

static bool
read_display(const struct declaration *d, struct svg_style *style)
{
    style->none = is(d, "none");
    return true;
}

static bool
read_clip(const struct declaration *d, struct svg_style *style)
{
    style->clip = is(d, "none") ? NULL : reference(d);
    style->clip_loc = d->loc;
    return style->clip != NULL || is(d, "none");
}

static bool
read_any(const struct declaration *d, struct svg_style *style)
{
    (void)d, (void)style;
    return true;
}

/* Properties that are given up: only their neutral value is allowed. */
static bool
read_none(const struct declaration *d, struct svg_style *style)
{
    (void)style;
    return is(d, "none");
}

static bool
read_neutral(const struct declaration *d, struct svg_style *style)
{
    (void)style;
    return is(d, "normal") || is(d, "auto") || is(d, "isolate");
}

static bool
read_zero(const struct declaration *d, struct svg_style *style)
{
    double value;
    (void)style;
    return svg_length_parse(d->value, &value) && value == 0;
}

static bool
read_miter(const struct declaration *d, struct svg_style *style)
{
    (void)style;
    return is(d, "miter");
}

/* `color` comes first: currentColor needs it. */
static const struct property {
    const char *name;
    read_property *read;
    const char *allowed;
} properties[] = {
    {"color", read_colour, "#RRGGBB, rgb(...), CSS colour name"},
    {"fill", read_fill, "none, #RRGGBB, rgb(...), url(#id), CSS colour name"},
    {"stroke", read_stroke, "none, #RRGGBB, rgb(...), CSS colour name"},
    {"stop-color", read_stop_colour, "#RRGGBB, rgb(...), CSS colour name"},
    {"opacity", read_opacity, "0 ... 1"},
    {"fill-opacity", read_fill_opacity, "0 ... 1"},
    {"stroke-opacity", read_stroke_opacity, "0 ... 1"},
    {"stop-opacity", read_stop_opacity, "0 ... 1"},
    {"fill-rule", read_fill_rule, "nonzero, evenodd"},
    {"clip-rule", read_clip_rule, "nonzero, evenodd"},
    {"stroke-width", read_width, "0, 1.5, 2px, 1mm"},
    {"stroke-linecap", read_cap, "butt, round"},
    {"stroke-linejoin", read_miter, "miter"},
    {"stroke-dasharray", read_dash, "none, DASH, DASH GAP"},
    {"stroke-dashoffset", read_zero, "0"},
    {"visibility", read_visibility, "visible, hidden"},
    {"display", read_display, ""},
    {"clip-path", read_clip, "none, url(#id)"},
    {"mask", read_none, "none"},
    {"filter", read_none, "none"},
    {"marker", read_none, "none"},
    {"marker-start", read_none, "none"},
    {"marker-mid", read_none, "none"},
    {"marker-end", read_none, "none"},
    {"vector-effect", read_none, "none"},
    {"mix-blend-mode", read_neutral, "normal"},
    {"isolation", read_neutral, "auto, isolate"},
    {"paint-order", read_neutral, "normal"},
    {"stroke-miterlimit", read_any, ""},
    {"overflow", read_any, ""},
    {"enable-background", read_any, ""},
    {"shape-rendering", read_any, ""},
    {"color-rendering", read_any, ""},
    {"color-interpolation", read_any, ""},
    {"color-interpolation-filters", read_any, ""},
    {"image-rendering", read_any, ""},
    {"solid-color", read_any, ""},
    {"solid-opacity", read_any, ""},
    {"pointer-events", read_any, ""},
    {"cursor", read_any, ""},
};

enum { PROPERTIES = sizeof properties / sizeof properties[0] };

static bool
begins(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

/* Properties of text, and editors' own: nothing that we draw heeds them. */
static bool
ignored(const char *name)
{
    static const char *const starts[] = {"-", "font", "text-", "letter-",
        "word-", "line-", "white-", "writing-", "baseline-", "dominant-",
        "alignment-", "direction", "unicode-", "shape-", "inline-", "block-"};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (begins(name, starts[i]))
            return true;
    return false;
}

static const struct property *
property_find(const char *name)
{
    for (size_t i = 0; i < PROPERTIES; i++)
        if (strcmp(properties[i].name, name) == 0)
            return &properties[i];
    return NULL;
}

bool
svg_style_knows(const char *name)
{
    static const char *const plain[] = {"id", "class", "style", "role", "lang",
        "tabindex", "focusable", "version", "baseProfile", "zoomAndPan",
        "contentScriptType", "contentStyleType"};
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        if (strcmp(plain[i], name) == 0)
            return true;
    return begins(name, "data-") || begins(name, "aria-") ||
           property_find(name) != NULL || ignored(name);
}

struct svg_style
svg_style_initial(void)
{
    return (struct svg_style){
        .fill = {.kind = SVG_INK_COLOUR},
        .stroke_width = 1,
        .fill_opacity = 1,
        .stroke_opacity = 1,
        .opacity = 1,
        .stop_opacity = 1,
    };
}

bool
svg_length_parse(const char *s, double *out)
{
    static const struct {
        const char *name;
        double size;
    } units[] = {{"", 1}, {"px", 1}, {"mm", 96 / 25.4}, {"cm", 960 / 25.4},
        {"in", 96}, {"pt", 96.0 / 72}, {"pc", 16}, {"Q", 24 / 25.4}};
    struct svg_scan scan = {s, 0};
    if (!svg_scan_number(&scan, out))
        return false;
    struct str unit = str_trim(str_of(s + scan.at));
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (str_equal(unit, str_of(units[i].name))) {
            *out *= units[i].size;
            return true;
        }
    return false;
}

/* --- one element ---------------------------------------------------------- */

struct style_reader {
    struct arena *arena;
    struct diag *diag;
    const struct svg_dom *dom;
    const struct svg_node *node;
    struct svg_style *out;
    enum err err;
};

static void
fault(struct style_reader *r, enum err err)
{
    r->err = r->err == ERR_NOMEM ? ERR_NOMEM : err;
}

static void
set(struct style_reader *r, const struct property *p, struct str value,
    struct loc loc)
{
    value = str_trim(value);
    struct declaration d = {
        r->arena, arena_strndup(r->arena, value.p, value.n), loc};
    /* The parent's inherited values are in the style already. */
    if (d.value == NULL)
        fault(r, ERR_NOMEM);
    else if (!is(&d, "inherit") && !p->read(&d, r->out))
        fault(r, DIAG(r->diag, loc, &bad_value, p->name, d.value, p->allowed));
}

static void
attribute(struct style_reader *r, const struct property *p)
{
    const char *value = svg_dom_value(r->node, p->name);
    if (value != NULL)
        set(r, p, str_of(value), svg_dom_loc(r->dom, r->node, p->name, 0));
}

/* One declaration of style="" whose text begins at byte OFFSET. */
static void
declare(struct style_reader *r, struct str text, size_t offset, bool colour)
{
    struct str value, name = str_cut(text, ':', &value);
    size_t lead = 0;
    while (lead < text.n && strchr(" \t\r\n", text.p[lead]) != NULL)
        lead++;
    struct loc loc = svg_dom_loc(r->dom, r->node, "style", offset + lead);
    name = str_trim(name);
    const char *known = diag_str(r->diag, name);
    const struct property *p = property_find(known);
    bool is_colour = p == &properties[0];
    if (name.n == 0 && value.p == NULL)
        return;
    if (value.p == NULL || name.n == 0)
        fault(r, DIAG(r->diag, loc, &bad_declaration,
                     diag_str(r->diag, str_trim(text))));
    else if (p != NULL && is_colour == colour)
        set(r, p, value, loc);
    else if (p == NULL && !ignored(known))
        fault(r, DIAG(r->diag, loc, &unknown_property, known));
}

/* style="", once for `color` and once for all else. */
static void
declarations(struct style_reader *r, bool colour)
{
    const char *text = svg_dom_value(r->node, "style");
    struct str rest = str_of(text);
    while (rest.p != NULL) {
        struct str one = str_cut(rest, ';', &rest);
        declare(r, one, (size_t)(one.p - text), colour);
    }
}

enum err
svg_style_read(struct arena *arena, struct diag *diag,
    const struct svg_dom *dom, const struct svg_node *node,
    const struct svg_style *parent, struct svg_style *out)
{
    struct svg_style initial = svg_style_initial();
    *out = *parent;
    out->none = false;
    out->opacity = 1;
    out->clip = NULL;
    out->stop_opacity = 1;
    memcpy(out->stop_colour, initial.stop_colour, 3);
    struct style_reader r = {arena, diag, dom, node, out, ERR_OK};
    attribute(&r, &properties[0]);
    declarations(&r, true);
    for (size_t i = 1; i < PROPERTIES; i++)
        attribute(&r, &properties[i]);
    declarations(&r, false);
    return r.err;
}
