#include "inspect/contour.h"

enum {
    PIECE = EMU_PER_MM / 2, /* a curve is cut into pieces of this length */
    PIECES_MAX = 64
};

/* --- rectangles ----------------------------------------------------------- */

static emu
least(emu a, emu b)
{
    return a < b ? a : b;
}

static emu
most(emu a, emu b)
{
    return a > b ? a : b;
}

struct bounds
bounds_common(struct bounds a, struct bounds b)
{
    return (struct bounds){most(a.x0, b.x0), most(a.y0, b.y0),
        least(a.x1, b.x1), least(a.y1, b.y1)};
}

struct bounds
bounds_join(struct bounds a, struct bounds b)
{
    if (bounds_empty(&a))
        return b;
    if (bounds_empty(&b))
        return a;
    return (struct bounds){least(a.x0, b.x0), least(a.y0, b.y0),
        most(a.x1, b.x1), most(a.y1, b.y1)};
}

/* --- from operators to edges ---------------------------------------------- */

struct point {
    emu x, y;
};

static emu
hold(int64_t v)
{
    if (v > CONTOUR_MAX)
        return CONTOUR_MAX;
    return v < -CONTOUR_MAX ? -CONTOUR_MAX : (emu)v;
}

static struct point
point_of(const struct path_op *op, int i)
{
    return (struct point){hold(op->x[i]), hold(op->y[i])};
}

/* The whole part of the square root of N. */
static int64_t
root(uint64_t n)
{
    uint64_t r = 0;
    for (uint64_t bit = (uint64_t)1 << 62; bit > 0; bit >>= 2) {
        bool take = n >= r + bit;
        n -= take ? r + bit : 0;
        r = (r >> 1) + (take ? bit : 0);
    }
    return (int64_t)r;
}

static int64_t
distance(struct point a, struct point b)
{
    int64_t dx = (int64_t)b.x - a.x, dy = (int64_t)b.y - a.y;
    return root((uint64_t)(dx * dx) + (uint64_t)(dy * dy));
}

void
contour_add(struct arena *arena, struct contour *c, struct edge edge)
{
    struct edge *all = arena_grow(arena, c->edge, c->n, &c->cap, sizeof *all);
    if (all == NULL) {
        c->failed = true;
        return;
    }
    c->edge = all;
    if (c->n == 0)
        c->bounds = (struct bounds){edge.x0, edge.y0, edge.x0, edge.y0};
    all[c->n++] = edge;
    c->bounds.x0 = least(c->bounds.x0, least(edge.x0, edge.x1));
    c->bounds.y0 = least(c->bounds.y0, least(edge.y0, edge.y1));
    c->bounds.x1 = most(c->bounds.x1, most(edge.x0, edge.x1));
    c->bounds.y1 = most(c->bounds.y1, most(edge.y0, edge.y1));
}

/* What walks along a path.  A line is a step; END ends a ring. */
struct walk {
    struct arena *arena;
    struct contour *out;
    void (*step)(struct walk *walk, struct point a, struct point b);
    bool closes; /* open rings too */
    emu width;   /* of a stroke */
    bool round;
    struct point start, now;
};

/* The point of a cubic Bezier curve at I of N. */
static struct point
on_curve(const struct point p[4], int64_t i, int64_t n)
{
    int64_t j = n - i;
    int64_t w[4] = {j * j * j, 3 * i * j * j, 3 * i * i * j, i * i * i};
    int64_t x = 0, y = 0;
    for (int k = 0; k < 4; k++) {
        x += w[k] * p[k].x;
        y += w[k] * p[k].y;
    }
    return (struct point){
        (emu)unit_scale(x, 1, n * n * n), (emu)unit_scale(y, 1, n * n * n)};
}

static void
walk_curve(struct walk *walk, const struct path_op *op)
{
    struct point p[4] = {
        walk->now, point_of(op, 0), point_of(op, 1), point_of(op, 2)};
    int64_t length =
        distance(p[0], p[1]) + distance(p[1], p[2]) + distance(p[2], p[3]);
    int64_t n = length / PIECE + 4;
    n = n > PIECES_MAX ? PIECES_MAX : n;
    for (int64_t i = 1; i <= n; i++) {
        struct point next = on_curve(p, i, n);
        walk->step(walk, walk->now, next);
        walk->now = next;
    }
}

static void
walk_end(struct walk *walk, bool closed)
{
    bool open = walk->now.x != walk->start.x || walk->now.y != walk->start.y;
    if (open && (closed || walk->closes))
        walk->step(walk, walk->now, walk->start);
    walk->now = walk->start;
}

static enum err
walk_path(struct walk *walk, const struct path_op *ops, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct point to = point_of(&ops[i], 0);
        switch (ops[i].verb) {
        case PATH_MOVE:
            walk_end(walk, false);
            walk->start = walk->now = to;
            break;
        case PATH_LINE:
            walk->step(walk, walk->now, to);
            walk->now = to;
            break;
        case PATH_CURVE:
            walk_curve(walk, &ops[i]);
            break;
        case PATH_CLOSE:
            walk_end(walk, true);
            break;
        }
    }
    walk_end(walk, false);
    return walk->out->failed ? ERR_NOMEM : ERR_OK;
}

static void
fill_step(struct walk *walk, struct point a, struct point b)
{
    contour_add(walk->arena, walk->out, (struct edge){a.x, a.y, b.x, b.y});
}

enum err
contour_fill(struct arena *arena, const struct path_op *ops, size_t n,
    bool even_odd, struct contour *out)
{
    *out = (struct contour){.even_odd = even_odd};
    struct walk walk = {
        .arena = arena, .out = out, .step = fill_step, .closes = true};
    return walk_path(&walk, ops, n);
}

/* The strip of WIDTH from A to B, always turning the same way, so that strips
 * which overlap are one area; at joints and round ends it is longer by half the
 * width. */
static void
stroke_step(struct walk *walk, struct point a, struct point b)
{
    int64_t length = distance(a, b);
    if (length == 0)
        return;
    int64_t half = walk->width, dx = (int64_t)b.x - a.x;
    int64_t dy = (int64_t)b.y - a.y;
    int64_t along_x = unit_scale(dx, half, 2 * length);
    int64_t along_y = unit_scale(dy, half, 2 * length);
    int64_t more = walk->round ? 1 : 0;
    struct point p[4] = {{hold(a.x - more * along_x - along_y),
                             hold(a.y - more * along_y + along_x)},
        {hold(b.x + more * along_x - along_y),
            hold(b.y + more * along_y + along_x)},
        {hold(b.x + more * along_x + along_y),
            hold(b.y + more * along_y - along_x)},
        {hold(a.x - more * along_x + along_y),
            hold(a.y - more * along_y - along_x)}};
    for (int i = 0; i < 4; i++)
        fill_step(walk, p[i], p[(i + 1) % 4]);
}

static bool
has_joints(const struct path_op *ops, size_t n)
{
    size_t lines = 0;
    for (size_t i = 0; i < n; i++)
        lines += ops[i].verb == PATH_MOVE ? 0 : 1;
    return lines > 1 && n > 2;
}

enum err
contour_stroke(struct arena *arena, const struct path_op *ops, size_t n,
    emu width, enum line_cap cap, struct contour *out)
{
    *out = (struct contour){.even_odd = false};
    struct walk walk = {.arena = arena,
        .out = out,
        .step = stroke_step,
        .width = width,
        .round = cap == CAP_ROUND || has_joints(ops, n)};
    return walk_path(&walk, ops, n);
}

/* --- questions ------------------------------------------------------------ */

/* On which side of the edge, taken upwards in y, X, Y lies: above zero when
 * the edge passes to its right. */
static int64_t
side(const struct edge *e, int64_t x, int64_t y)
{
    return (e->x1 - (int64_t)e->x0) * (y - e->y0) -
           (x - e->x0) * (e->y1 - (int64_t)e->y0);
}

bool
contour_holds(const struct contour *c, emu x, emu y)
{
    int winding = 0, crossings = 0;
    if (x < c->bounds.x0 || x >= c->bounds.x1 || y < c->bounds.y0 ||
        y >= c->bounds.y1)
        return false;
    for (size_t i = 0; i < c->n; i++) {
        const struct edge *e = &c->edge[i];
        bool down = e->y0 <= y && y < e->y1;
        bool up = e->y1 <= y && y < e->y0;
        if (!down && !up)
            continue;
        int64_t s = side(e, x, y);
        bool right = down ? s > 0 : s < 0;
        crossings += right ? 1 : 0;
        winding += right ? (down ? 1 : -1) : 0;
    }
    return c->even_odd ? (crossings & 1) != 0 : winding != 0;
}

/* True when some point of E lies strictly inside BOX.  Of a segment and an
 * upright rectangle the three axes to look along are x, y and the normal. */
static bool
edge_enters(const struct edge *e, const struct bounds *box)
{
    if (most(e->x0, e->x1) <= box->x0 || least(e->x0, e->x1) >= box->x1 ||
        most(e->y0, e->y1) <= box->y0 || least(e->y0, e->y1) >= box->y1)
        return false;
    int64_t s[4] = {side(e, box->x0, box->y0), side(e, box->x1, box->y0),
        side(e, box->x0, box->y1), side(e, box->x1, box->y1)};
    int left = 0, right = 0;
    for (int i = 0; i < 4; i++) {
        left += s[i] > 0 ? 1 : 0;
        right += s[i] < 0 ? 1 : 0;
    }
    return left > 0 && right > 0;
}

enum meeting
contour_meets(const struct contour *c, const struct bounds *box)
{
    if (!bounds_meet(&c->bounds, box))
        return MEET_OUTSIDE;
    for (size_t i = 0; i < c->n; i++)
        if (edge_enters(&c->edge[i], box))
            return MEET_CROSSES;
    emu x = box->x0 + (box->x1 - box->x0) / 2;
    emu y = box->y0 + (box->y1 - box->y0) / 2;
    return contour_holds(c, x, y) ? MEET_INSIDE : MEET_OUTSIDE;
}
