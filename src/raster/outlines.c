#include "raster/outlines.h"

/* A piece of an outline, in font units, y up. */
struct stroke {
    enum path_verb verb;
    float x[3], y[3];
};

struct shape {
    bool known;
    struct stroke *stroke;
    size_t n, cap;
};

struct canvas_face {
    const struct face *face;
    struct shape *shape; /* by glyph id */
};

/* What collects an outline. */
struct tracer {
    struct arena *arena;
    struct shape *shape;
    float x, y; /* the current point */
    bool failed;
};

static void
add(struct tracer *t, struct stroke stroke, int points)
{
    struct shape *s = t->shape;
    struct stroke *all =
        arena_grow(t->arena, s->stroke, s->n, &s->cap, sizeof *all);
    if (all == NULL) {
        t->failed = true;
        return;
    }
    s->stroke = all;
    all[s->n++] = stroke;
    if (points > 0) {
        t->x = stroke.x[points - 1];
        t->y = stroke.y[points - 1];
    }
}

static void
on_move(void *self, float x, float y)
{
    add(self, (struct stroke){PATH_MOVE, {x}, {y}}, 1);
}

static void
on_line(void *self, float x, float y)
{
    add(self, (struct stroke){PATH_LINE, {x}, {y}}, 1);
}

static void
on_cubic(void *self, float ax, float ay, float bx, float by, float x, float y)
{
    add(self, (struct stroke){PATH_CURVE, {ax, bx, x}, {ay, by, y}}, 3);
}

/* A quadratic curve is the cubic one with controls at two thirds. */
static void
on_quad(void *self, float cx, float cy, float x, float y)
{
    const struct tracer *t = self;
    on_cubic(self, t->x + (cx - t->x) * 2 / 3, t->y + (cy - t->y) * 2 / 3,
        x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, x, y);
}

static void
on_close(void *self)
{
    add(self, (struct stroke){.verb = PATH_CLOSE}, 0);
}

static struct canvas_face *
find_face(struct canvas *c, const struct face *face)
{
    for (size_t i = 0; i < c->n_faces; i++) {
        if (c->face[i].face == face)
            return &c->face[i];
    }
    struct canvas_face *all =
        arena_grow(c->arena, c->face, c->n_faces, &c->cap_faces, sizeof *all);
    struct shape *shape =
        arena_array(c->arena, face_info(face)->glyphs, sizeof *shape);
    if (all == NULL || shape == NULL)
        return NULL;
    c->face = all;
    all[c->n_faces] = (struct canvas_face){face, shape};
    return &all[c->n_faces++];
}

static const struct shape *
find_shape(struct canvas *c, const struct face *face, uint32_t gid)
{
    struct canvas_face *own = find_face(c, face);
    if (own == NULL)
        return NULL;
    struct shape *shape = &own->shape[gid];
    if (!shape->known) {
        struct tracer tracer = {.arena = c->arena, .shape = shape};
        struct outline outline = {
            &tracer, on_move, on_line, on_quad, on_cubic, on_close};
        face_outline(face, gid, &outline);
        if (tracer.failed)
            return NULL;
        shape->known = true;
    }
    return shape;
}

enum err
outlines_add(struct canvas *c, const struct face *face, uint32_t gid, double x,
    double y, double em, double condense)
{
    if (gid >= face_info(face)->glyphs)
        return ERR_INTERNAL;
    const struct shape *shape = find_shape(c, face, gid);
    if (shape == NULL)
        return ERR_NOMEM;
    double v = em / (double)face_info(face)->upem, h = v * condense;
    for (size_t i = 0; i < shape->n; i++) {
        const struct stroke *s = &shape->stroke[i];
        double px[3], py[3];
        for (int k = 0; k < 3; k++) {
            px[k] = x + (double)s->x[k] * h;
            py[k] = y - (double)s->y[k] * v;
        }
        if (s->verb == PATH_MOVE)
            cairo_move_to(c->cairo, px[0], py[0]);
        else if (s->verb == PATH_LINE)
            cairo_line_to(c->cairo, px[0], py[0]);
        else if (s->verb == PATH_CURVE)
            cairo_curve_to(c->cairo, px[0], py[0], px[1], py[1], px[2], py[2]);
        else
            cairo_close_path(c->cairo);
    }
    return ERR_OK;
}
