/* Points are rounded before the steps between them are taken, so that errors do
 * not add up. */
#include "font/charstring.h"

#include "font/bytes.h"

enum charstring_op { OP_LINE = 5, OP_CURVE = 8, OP_END = 14, OP_MOVE = 21 };

struct pen {
    struct buf *buf;
    const struct subset_part *place;
    int64_t x, y; /* font units */
    bool fits;
};

static void
put_number(struct pen *pen, int64_t value)
{
    pen->fits = pen->fits && value >= INT16_MIN && value <= INT16_MAX;
    if (value >= -107 && value <= 107) {
        bytes_put(pen->buf, (uint32_t)(value + 139), 1);
    } else if (value >= 108 && value <= 1131) {
        bytes_put(pen->buf, (uint32_t)(value - 108 + 247 * 256), 2);
    } else if (value >= -1131 && value <= -108) {
        bytes_put(pen->buf, (uint32_t)(-value - 108 + 251 * 256), 2);
    } else {
        bytes_put(pen->buf, 28, 1);
        bytes_put(pen->buf, (uint32_t)value, 2);
    }
}

/* The nearest whole number, for what an outline can reach. */
static int64_t
rounded(float x)
{
    if (!(x > -1e6F && x < 1e6F))
        return INT32_MAX;
    return (int64_t)(x < 0 ? x - 0.5F : x + 0.5F);
}

/* The step to X, Y of the part's glyph. */
static void
put_step(struct pen *pen, float x, float y)
{
    const struct subset_part *place = pen->place;
    int64_t along = rounded(x * (float)place->condense / 1000);
    int64_t up = rounded(y);
    int64_t to_x = place->x + (place->turned ? up : along);
    int64_t to_y = place->y + (place->turned ? -along : up);
    put_number(pen, to_x - pen->x);
    put_number(pen, to_y - pen->y);
    pen->x = to_x;
    pen->y = to_y;
}

static void
put_move(void *self, float x, float y)
{
    struct pen *pen = self;
    put_step(pen, x, y);
    bytes_put(pen->buf, OP_MOVE, 1);
}

static void
put_line(void *self, float x, float y)
{
    struct pen *pen = self;
    put_step(pen, x, y);
    bytes_put(pen->buf, OP_LINE, 1);
}

static void
put_cubic(void *self, float ax, float ay, float bx, float by, float x, float y)
{
    struct pen *pen = self;
    put_step(pen, ax, ay);
    put_step(pen, bx, by);
    put_step(pen, x, y);
    bytes_put(pen->buf, OP_CURVE, 1);
}

/* CFF outlines have none. */
static void
put_quad(void *self, float cx, float cy, float x, float y)
{
    struct pen *pen = self;
    (void)cx, (void)cy, (void)x, (void)y;
    pen->fits = false;
}

/* Paths close by themselves. */
static void
put_close(void *self)
{
    (void)self;
}

bool
charstring_put(
    struct buf *buf, const struct face *face, const struct twin *twin)
{
    struct pen pen = {.buf = buf, .fits = true};
    const struct outline outline = {
        &pen, put_move, put_line, put_quad, put_cubic, put_close};
    for (size_t i = 0; i < twin->n_parts; i++) {
        pen.place = &twin->part[i].place;
        face_outline(face, pen.place->gid, &outline);
    }
    bytes_put(buf, OP_END, 1);
    return pen.fits;
}
