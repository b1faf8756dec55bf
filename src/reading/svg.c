/* Coordinates are thousandths of a millimetre in whole numbers: a line of type
 * is 3,000 of them high. */
#include "reading/svg.h"

#include <math.h>

#include "reading/escape.h"

enum {
    UNIT = EMU_PER_MM / 1000,
    EMU_PER_PIXEL = 914400 / 96,
    GROWN = 1600 /* thousandths of a figure's size in print: its labels are
                    read at arm's length */
};

struct drawing {
    struct buf *out;
    unsigned number, ids; /* of the figure; of what it defines */
    size_t clips;
};

/* --- which items ---------------------------------------------------------- */

/* The page and the sequences of a figure. */
struct extent {
    const struct page *page;
    const struct element *element;
};

static bool
is_below(const struct element *e, const struct element *root)
{
    while (e != NULL && e != root)
        e = e->parent;
    return e != NULL;
}

static bool
is_inside(const struct extent *x, const struct item *item)
{
    return item->sequence != 0 &&
           is_below(x->page->sequence[item->sequence - 1], x->element);
}

/* Where ELEMENT is drawn; page NULL: nowhere. */
static struct extent
extent_of(const struct document *document, const struct element *element)
{
    size_t depth = 0;
    for (const struct kid *kid = element->first; kid != NULL;
         kid = structure_next(kid, element, &depth))
        if (kid->kind == KID_SEQUENCE)
            return (struct extent){document->page[kid->page], element};
    return (struct extent){NULL, element};
}

/* --- glyphs --------------------------------------------------------------- */

/* A glyph's outline becoming a path. */
struct tracing {
    struct buf *out;
    double x, y;   /* of its origin, emu */
    double across; /* emu a font unit */
    double down;
};

static void
put_point(const struct tracing *t, float x, float y)
{
    buf_byte(t->out, ' ');
    buf_int(t->out, lround((t->x + (double)x * t->across) / UNIT));
    buf_byte(t->out, ' ');
    buf_int(t->out, lround((t->y - (double)y * t->down) / UNIT));
}

static void
move(void *self, float x, float y)
{
    const struct tracing *t = self;
    buf_byte(t->out, 'M');
    put_point(t, x, y);
}

static void
line(void *self, float x, float y)
{
    const struct tracing *t = self;
    buf_byte(t->out, 'L');
    put_point(t, x, y);
}

static void
quad(void *self, float cx, float cy, float x, float y)
{
    const struct tracing *t = self;
    buf_byte(t->out, 'Q');
    put_point(t, cx, cy);
    put_point(t, x, y);
}

static void
cubic(void *self, float ax, float ay, float bx, float by, float x, float y)
{
    const struct tracing *t = self;
    buf_byte(t->out, 'C');
    put_point(t, ax, ay);
    put_point(t, bx, by);
    put_point(t, x, y);
}

static void
close_path(void *self)
{
    const struct tracing *t = self;
    buf_byte(t->out, 'Z');
}

static void
put_colour(struct buf *out, const char *name, struct colour c)
{
    if (c.transparent)
        buf_printf(out, " %s=\"none\"", name);
    else
        buf_printf(
            out, " %s=\"#%02x%02x%02x\"", name, c.rgb[0], c.rgb[1], c.rgb[2]);
}

/* Turned runs stand a quarter turn clockwise about their origin. */
static void
put_glyphs(struct drawing *d, const struct item *item)
{
    const struct glyph_run *run = item->run;
    bool turned = run->direction == RUN_TURNED;
    double condense = run->condense <= 0 ? 1.0 : run->condense / 1000.0;
    double scale = (double)run->size / face_info(run->face)->upem;
    if (item->colour.transparent)
        return;
    buf_text(d->out, "<path");
    if (turned)
        buf_printf(d->out, " transform=\"translate(%d %d) rotate(90)\"",
            item->x / UNIT, item->y / UNIT);
    put_colour(d->out, "fill", item->colour);
    buf_text(d->out, " d=\"");
    for (size_t i = 0; i < run->n; i++) {
        const struct glyph *g = &run->glyph[i];
        struct tracing t = {.out = d->out,
            .x = (turned ? 0 : item->x) + g->x,
            .y = (turned ? 0 : item->y) - g->y,
            .across = scale * condense,
            .down = scale};
        const struct outline outline = {
            &t, move, line, quad, cubic, close_path};
        face_outline(run->face, g->gid, &outline);
    }
    buf_text(d->out, "\"/>");
}

/* --- paths and pictures --------------------------------------------------- */

static void
put_trace(struct buf *out, const struct item *item)
{
    static const char letter[] = "MLCZ";
    static const int points[] = {1, 1, 3, 0};
    buf_text(out, " d=\"");
    for (size_t i = 0; i < item->n_ops; i++) {
        const struct path_op *op = &item->op[i];
        buf_byte(out, letter[op->verb]);
        for (int k = 0; k < points[op->verb]; k++)
            buf_printf(out, " %d %d", op->x[k] / UNIT, op->y[k] / UNIT);
    }
    buf_byte(out, '"');
    if (item->paint.even_odd)
        buf_text(out, " fill-rule=\"evenodd\" clip-rule=\"evenodd\"");
}

static unsigned
put_gradient(struct drawing *d, const struct gradient *g)
{
    buf_printf(d->out,
        "<linearGradient id=\"f%u-%u\" gradientUnits=\"userSpaceOnUse\" "
        "x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"><stop offset=\"0\"",
        d->number, ++d->ids, g->x0 / UNIT, g->y0 / UNIT, g->x1 / UNIT,
        g->y1 / UNIT);
    put_colour(d->out, "stop-color", g->from);
    buf_text(d->out, "/><stop offset=\"1\"");
    put_colour(d->out, "stop-color", g->to);
    buf_text(d->out, "/></linearGradient>");
    return d->ids;
}

static void
put_stroke(struct buf *out, const struct paint *paint)
{
    if (paint->stroke.transparent || paint->line_width <= 0)
        return;
    put_colour(out, "stroke", paint->stroke);
    buf_printf(out, " stroke-width=\"%d\"", paint->line_width / UNIT);
    if (paint->cap == CAP_ROUND)
        buf_text(out, " stroke-linecap=\"round\"");
    if (paint->dash > 0)
        buf_printf(out, " stroke-dasharray=\"%d %d\"", paint->dash / UNIT,
            (paint->gap > 0 ? paint->gap : paint->dash) / UNIT);
}

static void
put_path(struct drawing *d, const struct item *item)
{
    const struct paint *paint = &item->paint;
    unsigned gradient =
        paint->gradient == NULL ? 0 : put_gradient(d, paint->gradient);
    buf_text(d->out, "<path");
    if (gradient > 0)
        buf_printf(d->out, " fill=\"url(#f%u-%u)\"", d->number, gradient);
    else
        put_colour(d->out, "fill", paint->fill);
    put_stroke(d->out, paint);
    if (paint->opacity > 0 && paint->opacity < 1000) {
        buf_text(d->out, " opacity=\"");
        buf_fixed(d->out, paint->opacity, 3);
        buf_byte(d->out, '"');
    }
    put_trace(d->out, item);
    buf_text(d->out, "/>");
}

static void
put_image(struct drawing *d, const struct item *item)
{
    const struct image *image = item->image;
    buf_printf(d->out,
        "<image x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
        "preserveAspectRatio=\"none\" xlink:href=\"",
        item->x / UNIT, item->y / UNIT, item->width / UNIT,
        item->height / UNIT);
    escape_data(d->out, image->kind == IMAGE_PNG ? "image/png" : "image/jpeg",
        image->bytes);
    buf_text(d->out, "\"/>");
}

static void
open_clip(struct drawing *d, const struct item *item)
{
    buf_printf(d->out, "<clipPath id=\"f%u-%u\"><path", d->number, ++d->ids);
    put_trace(d->out, item);
    buf_printf(d->out, "/></clipPath><g clip-path=\"url(#f%u-%u)\">", d->number,
        d->ids);
    d->clips++;
}

static void
close_clip(struct drawing *d)
{
    if (d->clips > 0)
        buf_text(d->out, "</g>");
    d->clips -= d->clips > 0;
}

static void
put_item(struct drawing *d, const struct item *item)
{
    switch (item->kind) {
    case ITEM_GLYPHS:
        put_glyphs(d, item);
        break;
    case ITEM_PATH:
        put_path(d, item);
        break;
    case ITEM_IMAGE:
        put_image(d, item);
        break;
    case ITEM_CLIP_BEGIN:
        open_clip(d, item);
        break;
    case ITEM_CLIP_END:
        close_clip(d);
        break;
    case ITEM_SPAN_BEGIN:
    case ITEM_SPAN_END:
        break;
    }
}

/* --- the whole ------------------------------------------------------------ */

void
svg_figure(const struct document *document, const struct element *element,
    const char *alt, unsigned number, struct buf *out)
{
    struct drawing d = {.out = out, .number = number};
    const struct extent x = extent_of(document, element);
    const struct element_extra *box = element->extra;
    if (x.page == NULL || box == NULL || !box->boxed)
        return;
    buf_text(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                  "xmlns:xlink=\"http://www.w3.org/1999/xlink\" role=\"img\"");
    escape_attribute(out, "aria-label", alt);
    buf_printf(out, " viewBox=\"%d %d %d %d\" width=\"", box->x / UNIT,
        box->y / UNIT, box->width / UNIT, box->height / UNIT);
    buf_printf(out, "%d\">", svg_pixels(element));
    for (size_t i = 0; i < x.page->n_items; i++)
        if (is_inside(&x, &x.page->item[i]))
            put_item(&d, &x.page->item[i]);
    while (d.clips > 0)
        close_clip(&d);
    buf_text(out, "</svg>");
}

int
svg_pixels(const struct element *element)
{
    const struct element_extra *box = element->extra;
    if (box == NULL || !box->boxed || box->width <= 0)
        return 0;
    int pixels = (int)unit_scale(box->width, GROWN, 1000LL * EMU_PER_PIXEL);
    return pixels > 1 ? pixels : 1;
}

const struct image *
svg_picture(const struct document *document, const struct element *element)
{
    const struct extent x = extent_of(document, element);
    const struct image *image = NULL;
    for (size_t i = 0; x.page != NULL && i < x.page->n_items; i++) {
        const struct item *item = &x.page->item[i];
        if (!is_inside(&x, item))
            continue;
        if (item->kind != ITEM_IMAGE || image != NULL)
            return NULL;
        image = item->image;
    }
    return image;
}
