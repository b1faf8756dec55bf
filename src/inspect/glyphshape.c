#include "inspect/glyphshape.h"

enum { CURVE_PIECES = 6 };

/* In font units, y up. */
struct shape {
    bool known;
    struct contour contour;
};

struct face_shapes {
    const struct face *face;
    struct shape *shape; /* by glyph id */
};

/* What collects an outline. */
struct tracer {
    struct arena *arena;
    struct contour *out;
    emu x, y, start_x, start_y;
};

/* Font units are whole numbers, halves where a control point is implied. */
static emu
unit(float v)
{
    return (emu)(v < 0 ? v - 0.5F : v + 0.5F);
}

static void
line_to(struct tracer *t, emu x, emu y)
{
    contour_add(t->arena, t->out, (struct edge){t->x, t->y, x, y});
    t->x = x;
    t->y = y;
}

static void
on_close(void *self)
{
    struct tracer *t = self;
    if (t->x != t->start_x || t->y != t->start_y)
        line_to(t, t->start_x, t->start_y);
}

static void
on_move(void *self, float x, float y)
{
    struct tracer *t = self;
    t->x = t->start_x = unit(x);
    t->y = t->start_y = unit(y);
}

static void
on_line(void *self, float x, float y)
{
    line_to(self, unit(x), unit(y));
}

static void
on_quad(void *self, float cx, float cy, float x, float y)
{
    struct tracer *t = self;
    const int64_t px[3] = {t->x, unit(cx), unit(x)};
    const int64_t py[3] = {t->y, unit(cy), unit(y)};
    const int64_t n = CURVE_PIECES;
    for (int64_t i = 1, j = n - 1; i <= n; i++, j--)
        line_to(t,
            (emu)unit_scale(
                j * j * px[0] + 2 * i * j * px[1] + i * i * px[2], 1, n * n),
            (emu)unit_scale(
                j * j * py[0] + 2 * i * j * py[1] + i * i * py[2], 1, n * n));
}

static emu
cubic(const int64_t p[4], int64_t i)
{
    const int64_t n = CURVE_PIECES, j = n - i;
    return (emu)unit_scale(j * j * j * p[0] + 3 * i * j * j * p[1] +
                               3 * i * i * j * p[2] + i * i * i * p[3],
        1, n * n * n);
}

static void
on_cubic(void *self, float ax, float ay, float bx, float by, float x, float y)
{
    struct tracer *t = self;
    const int64_t px[4] = {t->x, unit(ax), unit(bx), unit(x)};
    const int64_t py[4] = {t->y, unit(ay), unit(by), unit(y)};
    for (int64_t i = 1; i <= CURVE_PIECES; i++)
        line_to(t, cubic(px, i), cubic(py, i));
}

static struct shape *
find_shape(struct glyph_shapes *s, const struct face *face, uint32_t gid)
{
    size_t i = 0;
    while (i < s->n && s->face[i].face != face)
        i++;
    if (i == s->n) {
        struct face_shapes *all =
            arena_grow(s->arena, s->face, s->n, &s->cap, sizeof *all);
        struct shape *shape =
            arena_array(s->arena, face_info(face)->glyphs, sizeof *shape);
        if (all == NULL || shape == NULL)
            return NULL;
        s->face = all;
        all[s->n++] = (struct face_shapes){face, shape};
    }
    struct shape *shape = &s->face[i].shape[gid];
    if (!shape->known) {
        struct tracer t = {.arena = s->arena, .out = &shape->contour};
        const struct outline outline = {
            &t, on_move, on_line, on_quad, on_cubic, on_close};
        face_outline(face, gid, &outline);
        shape->known = true;
    }
    return shape->contour.failed ? NULL : shape;
}

static emu
hold(int64_t v)
{
    if (v > CONTOUR_MAX)
        return CONTOUR_MAX;
    return v < -CONTOUR_MAX ? -CONTOUR_MAX : (emu)v;
}

/* X, Y of the font to the page. */
static void
place(const struct item *item, const struct glyph *g, emu *x, emu *y)
{
    const struct glyph_run *run = item->run;
    int64_t upem = face_info(run->face)->upem;
    int64_t condense = run->condense <= 0 ? 1000 : run->condense;
    int64_t along =
        g->x + unit_scale((int64_t)*x * condense, run->size, upem * 1000);
    int64_t up = g->y + unit_scale(*y, run->size, upem);
    bool turned = run->direction == RUN_TURNED;
    *x = hold(item->x + (turned ? up : along));
    *y = hold(item->y + (turned ? along : -up));
}

enum err
glyphshape_of(struct glyph_shapes *s, const struct item *item, size_t i,
    struct contour *out)
{
    const struct glyph *g = &item->run->glyph[i];
    *out = (struct contour){.n = 0};
    if (g->gid >= face_info(item->run->face)->glyphs)
        return ERR_OK;
    const struct shape *shape = find_shape(s, item->run->face, g->gid);
    if (shape == NULL)
        return ERR_NOMEM;
    s->at.n = 0;
    for (size_t k = 0; k < shape->contour.n; k++) {
        struct edge edge = shape->contour.edge[k];
        place(item, g, &edge.x0, &edge.y0);
        place(item, g, &edge.x1, &edge.y1);
        contour_add(s->arena, &s->at, edge);
    }
    *out = s->at;
    return s->at.failed ? ERR_NOMEM : ERR_OK;
}
