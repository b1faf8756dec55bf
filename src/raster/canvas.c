#include "raster/canvas.h"

#include "raster/outlines.h"
#include "raster/pixels.h"

DIAG_MESSAGE(damaged, "raster.image-damaged", DIAG_ERROR,
    "画像「{1}」は壊れているか、{2} として読めません。"
    "画像ソフトで開いて保存し直してください",
    "the image \"{1}\" is damaged or cannot be read as {2}; open it in an "
    "image program and save it again");

struct canvas_image {
    const struct image *image;
    cairo_surface_t *surface;
};

static void
set_source(struct canvas *c, struct colour colour)
{
    cairo_set_source_rgb(c->cairo, colour.rgb[0] / 255.0, colour.rgb[1] / 255.0,
        colour.rgb[2] / 255.0);
}

/* Adds the glyphs of RUN, whose origin is X, Y in emu, to the path. */
static enum err
trace_run(struct canvas *c, const struct glyph_run *run, double x, double y)
{
    double condense = run->condense <= 0 ? 1.0 : run->condense / 1000.0;
    for (size_t i = 0; i < run->n; i++) {
        const struct glyph *g = &run->glyph[i];
        enum err err = outlines_add(c, run->face, g->gid, (x + g->x) * c->scale,
            (y - g->y) * c->scale, run->size * c->scale, condense);
        if (err != ERR_OK)
            return err;
    }
    return ERR_OK;
}

/* The same a quarter turn clockwise about the origin. */
static enum err
trace_turned(struct canvas *c, const struct item *item)
{
    cairo_matrix_t turn;
    cairo_matrix_init(
        &turn, 0, 1, -1, 0, item->x * c->scale, item->y * c->scale);
    cairo_save(c->cairo);
    cairo_transform(c->cairo, &turn);
    enum err err = trace_run(c, item->run, 0, 0);
    cairo_restore(c->cairo);
    return err;
}

static enum err
add_glyphs(struct canvas *c, const struct item *item)
{
    if (item->colour.transparent)
        return ERR_OK;
    cairo_new_path(c->cairo);
    enum err err = item->run->direction == RUN_TURNED
                       ? trace_turned(c, item)
                       : trace_run(c, item->run, item->x, item->y);
    if (err != ERR_OK)
        return err;
    set_source(c, item->colour);
    cairo_set_fill_rule(c->cairo, CAIRO_FILL_RULE_WINDING);
    cairo_fill(c->cairo);
    return ERR_OK;
}

static void
trace(struct canvas *c, const struct item *item)
{
    cairo_new_path(c->cairo);
    for (size_t i = 0; i < item->n_ops; i++) {
        const struct path_op *op = &item->op[i];
        double x[3], y[3];
        for (int k = 0; k < 3; k++) {
            x[k] = op->x[k] * c->scale;
            y[k] = op->y[k] * c->scale;
        }
        if (op->verb == PATH_MOVE)
            cairo_move_to(c->cairo, x[0], y[0]);
        else if (op->verb == PATH_LINE)
            cairo_line_to(c->cairo, x[0], y[0]);
        else if (op->verb == PATH_CURVE)
            cairo_curve_to(c->cairo, x[0], y[0], x[1], y[1], x[2], y[2]);
        else
            cairo_close_path(c->cairo);
    }
    cairo_set_fill_rule(c->cairo, item->paint.even_odd
                                      ? CAIRO_FILL_RULE_EVEN_ODD
                                      : CAIRO_FILL_RULE_WINDING);
}

static void
add_stop(cairo_pattern_t *pattern, double at, struct colour colour)
{
    cairo_pattern_add_color_stop_rgb(pattern, at, colour.rgb[0] / 255.0,
        colour.rgb[1] / 255.0, colour.rgb[2] / 255.0);
}

static void
set_gradient(struct canvas *c, const struct gradient *g)
{
    cairo_pattern_t *pattern = cairo_pattern_create_linear(
        g->x0 * c->scale, g->y0 * c->scale, g->x1 * c->scale, g->y1 * c->scale);
    add_stop(pattern, 0, g->from);
    add_stop(pattern, 1, g->to);
    cairo_set_source(c->cairo, pattern);
    cairo_pattern_destroy(pattern);
}

static void
stroke(struct canvas *c, const struct paint *paint)
{
    const double dashes[2] = {paint->dash * c->scale, paint->gap * c->scale};
    set_source(c, paint->stroke);
    cairo_set_line_width(c->cairo, paint->line_width * c->scale);
    cairo_set_line_cap(c->cairo,
        paint->cap == CAP_ROUND ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_dash(c->cairo, dashes,
        paint->dash <= 0  ? 0
        : paint->gap <= 0 ? 1
                          : 2,
        0);
    cairo_stroke(c->cairo);
}

/* With an opacity both parts are painted apart and laid on as one, as PDF does
 * it for a path that is filled and stroked. */
static void
add_path(struct canvas *c, const struct item *item)
{
    const struct paint *paint = &item->paint;
    bool group = paint->opacity > 0 && paint->opacity < 1000;
    bool fill = paint->gradient != NULL || !paint->fill.transparent;
    if (group)
        cairo_push_group(c->cairo);
    trace(c, item);
    if (fill && paint->gradient != NULL)
        set_gradient(c, paint->gradient);
    else if (fill)
        set_source(c, paint->fill);
    if (fill)
        cairo_fill_preserve(c->cairo);
    if (!paint->stroke.transparent && paint->line_width > 0)
        stroke(c, paint);
    cairo_new_path(c->cairo);
    if (group) {
        cairo_pop_group_to_source(c->cairo);
        cairo_paint_with_alpha(c->cairo, paint->opacity / 1000.0);
    }
}

static enum err
find_image(struct canvas *c, const struct item *item, cairo_surface_t **out)
{
    *out = NULL;
    for (size_t i = 0; i < c->n_images; i++) {
        *out = c->image[i].surface;
        if (c->image[i].image == item->image)
            return ERR_OK;
    }
    struct canvas_image *all = arena_grow(
        c->arena, c->image, c->n_images, &c->cap_images, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    c->image = all;
    enum err err = pixels_load(item->image, out);
    if (err == ERR_OK)
        all[c->n_images++] = (struct canvas_image){item->image, *out};
    if (err == ERR_INPUT)
        return DIAG(c->diag, item->loc, &damaged,
            item->image->path == NULL ? "" : item->image->path,
            item->image->kind == IMAGE_PNG ? "PNG" : "JPEG");
    return err;
}

static enum err
add_image(struct canvas *c, const struct item *item)
{
    cairo_surface_t *surface;
    enum err err = find_image(c, item, &surface);
    if (err != ERR_OK)
        return err;
    double width = cairo_image_surface_get_width(surface);
    double height = cairo_image_surface_get_height(surface);
    cairo_save(c->cairo);
    cairo_translate(c->cairo, item->x * c->scale, item->y * c->scale);
    cairo_scale(c->cairo, item->width * c->scale / width,
        item->height * c->scale / height);
    cairo_set_source_surface(c->cairo, surface, 0, 0);
    /* Edges do not fade into nothing. */
    cairo_pattern_set_extend(cairo_get_source(c->cairo), CAIRO_EXTEND_PAD);
    cairo_rectangle(c->cairo, 0, 0, width, height);
    cairo_fill(c->cairo);
    cairo_restore(c->cairo);
    return ERR_OK;
}

enum err
canvas_item(struct canvas *c, const struct item *item)
{
    switch (item->kind) {
    case ITEM_GLYPHS:
        return add_glyphs(c, item);
    case ITEM_PATH:
        add_path(c, item);
        return ERR_OK;
    case ITEM_IMAGE:
        return item->width > 0 && item->height > 0 ? add_image(c, item)
                                                   : ERR_OK;
    case ITEM_SPAN_BEGIN:
    case ITEM_SPAN_END:
        return ERR_OK;
    case ITEM_CLIP_BEGIN:
        if (c->clips++ == CANVAS_DEPTH_MAX)
            return ERR_INTERNAL;
        cairo_save(c->cairo);
        trace(c, item);
        cairo_clip(c->cairo);
        return ERR_OK;
    case ITEM_CLIP_END:
        if (c->clips == 0)
            return ERR_INTERNAL;
        c->clips--;
        cairo_restore(c->cairo);
        return ERR_OK;
    }
    return ERR_INTERNAL;
}

void
canvas_fini(struct canvas *c)
{
    for (size_t i = 0; i < c->n_images; i++)
        cairo_surface_destroy(c->image[i].surface);
    c->n_images = 0;
}
