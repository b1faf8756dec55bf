#include "inspect/body.h"

static emu
hold(int64_t v)
{
    if (v > CONTOUR_MAX)
        return CONTOUR_MAX;
    return v < -CONTOUR_MAX ? -CONTOUR_MAX : (emu)v;
}

/* A space, or what goes with the glyph before: its body is that one's. */
static bool
is_blank(const struct glyph_run *run, const struct glyph *g)
{
    static const struct str blanks[] = {
        {" ", 1}, {"\xC2\xA0", 2}, {"\xE3\x80\x80", 3}};
    if ((size_t)g->at + g->n > run->text.n)
        return false;
    struct str text = {run->text.p + g->at, g->n};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (str_equal(text, blanks[i]))
            return true;
    return false;
}

static int64_t
width_of(const struct glyph_run *run, const struct glyph *g)
{
    if (run->direction != RUN_UPRIGHT)
        return g->advance;
    int64_t natural =
        unit_scale(face_advance(run->face, g->gid), run->size, 1000);
    return run->condense <= 0 ? natural
                              : unit_scale(natural, run->condense, 1000);
}

bool
body_of(const struct item *item, size_t i, struct bounds *out)
{
    const struct glyph_run *run = item->run;
    const struct glyph *g = &run->glyph[i];
    int64_t width = width_of(run, g);
    int64_t ascent = unit_scale(run->size, EM_ASCENT, 1000);
    int64_t descent = run->size - ascent;
    if (width <= 0 || is_blank(run, g))
        return false;
    if (run->direction == RUN_TURNED) {
        int64_t x = (int64_t)item->x + g->y, y = (int64_t)item->y + g->x;
        *out = (struct bounds){
            hold(x - descent), hold(y), hold(x + ascent), hold(y + width)};
        return true;
    }
    int64_t x = (int64_t)item->x + g->x, y = (int64_t)item->y - g->y;
    *out = (struct bounds){
        hold(x), hold(y - ascent), hold(x + width), hold(y + descent)};
    return true;
}

struct bounds
body_core(struct bounds b)
{
    emu dx = (b.x1 - b.x0) / 6, dy = (b.y1 - b.y0) / 6;
    return (struct bounds){b.x0 + dx, b.y0 + dy, b.x1 - dx, b.y1 - dy};
}

struct bounds
body_all(const struct item *item, bool cores)
{
    struct bounds all = {0, 0, 0, 0}, body;
    for (size_t i = 0; i < item->run->n; i++)
        if (body_of(item, i, &body))
            all = bounds_join(all, cores ? body_core(body) : body);
    return all;
}
