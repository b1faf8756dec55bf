/* Every glyph is drawn from its own origin, so that the same dot is the same
 * bytes each time and compresses well. */
#include "pdf/ornament.h"

/* A glyph on its way to a path. */
struct pencil {
    struct buf *out;
    double x_scale, y_scale; /* font units to 1/1000 pt */
    float x, y;              /* where it is, font units */
};

static void
put_point(struct pencil *p, float x, float y)
{
    double milli_x = x * p->x_scale, milli_y = y * p->y_scale;
    syntax_thousandths(p->out, (int64_t)(milli_x + (milli_x < 0 ? -.5 : .5)));
    buf_byte(p->out, ' ');
    syntax_thousandths(p->out, (int64_t)(milli_y + (milli_y < 0 ? -.5 : .5)));
    buf_byte(p->out, ' ');
}

static void
draw_move(void *self, float x, float y)
{
    struct pencil *p = self;
    put_point(p, x, y);
    buf_text(p->out, "m\n");
    p->x = x, p->y = y;
}

static void
draw_line(void *self, float x, float y)
{
    struct pencil *p = self;
    put_point(p, x, y);
    buf_text(p->out, "l\n");
    p->x = x, p->y = y;
}

static void
draw_cubic(void *self, float ax, float ay, float bx, float by, float x, float y)
{
    struct pencil *p = self;
    put_point(p, ax, ay);
    put_point(p, bx, by);
    put_point(p, x, y);
    buf_text(p->out, "c\n");
    p->x = x, p->y = y;
}

/* PDF has only curves of the third degree. */
static void
draw_quad(void *self, float cx, float cy, float x, float y)
{
    const struct pencil *p = self;
    draw_cubic(self, (p->x + 2 * cx) / 3, (p->y + 2 * cy) / 3, (x + 2 * cx) / 3,
        (y + 2 * cy) / 3, x, y);
}

static void
draw_close(void *self)
{
    buf_text(((struct pencil *)self)->out, "h\n");
}

/* The origin of G, about which turned runs turn their glyphs (font/run.h). */
static void
put_origin(struct content *c, const struct item *item, const struct glyph *g)
{
    bool turned = item->run->direction == RUN_TURNED;
    int64_t x = (int64_t)item->x + (turned ? g->y : g->x);
    int64_t y = (int64_t)item->y + (turned ? g->x : -g->y);
    buf_text(&c->out, turned ? "0 -1 1 0 " : "1 0 0 1 ");
    content_point(c, x, y);
    buf_text(&c->out, "cm\n");
}

static enum err
draw_glyph(struct content *c, const struct item *item, const struct glyph *g)
{
    const struct glyph_run *run = item->run;
    int32_t condense = run->condense <= 0 ? 1000 : run->condense;
    double unit = (double)syntax_milli(run->size) / face_info(run->face)->upem;
    struct pencil pencil = {
        .out = &c->out, .x_scale = unit * condense / 1000, .y_scale = unit};
    const struct outline outline = {
        &pencil, draw_move, draw_line, draw_quad, draw_cubic, draw_close};
    enum err err = content_save(c);
    if (err != ERR_OK)
        return err;
    put_origin(c, item, g);
    face_outline(run->face, g->gid, &outline);
    buf_text(&c->out, "f\n");
    content_restore(c);
    return ERR_OK;
}

enum err
ornament_run(struct content *c, const struct item *item)
{
    enum err err = ERR_OK;
    if (item->colour.transparent)
        return ERR_OK;
    content_text_end(c);
    content_fill(c, item->colour);
    for (size_t i = 0; i < item->run->n && err == ERR_OK; i++)
        err = draw_glyph(c, item, &item->run->glyph[i]);
    return err;
}
