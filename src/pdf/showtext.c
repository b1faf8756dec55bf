#include "pdf/showtext.h"

#include "pdf/glyphs.h"

enum {
    GAP_LEAST = 2,   /* 1/1000 em; a smaller error waits for the next glyph */
    GAP_MOST = 30000 /* numbers beyond 32767 were once a limit */
};

/* Lengths in here are 1e-7 emu, so that widths (1/1000 em) of a size in 1/1000
 * pt (12.7 emu) and a condensation in 1/1000 are whole numbers. */
#define FINE INT64_C(10000000)
#define FINE_PER_MILLI (127 * INT64_C(1000000))

/* The pen while one run is shown. */
struct pen {
    struct content *c;
    const struct item *item;
    const struct font_use *font;
    int64_t unit;  /* one 1/1000 em of this run, in 1e-7 emu */
    bool placed;   /* a glyph was shown before: the next may continue */
    int64_t x;     /* origin of the glyph shown last, emu */
    int64_t ahead; /* where that origin should be, from where it is: 1e-7 emu */
    int width;     /* of the glyph shown last, 1/1000 em */
};

static void
close_string(struct content *c)
{
    if (c->show_open)
        buf_byte(&c->show, ')');
    c->show_open = false;
}

void
showtext_flush(struct content *c)
{
    close_string(c);
    if (c->show.n > 0) {
        if (c->show_gaps)
            buf_byte(&c->out, '[');
        buf_put(&c->out, c->show.p, c->show.n);
        buf_text(&c->out, c->show_gaps ? "]TJ\n" : "Tj\n");
    }
    if (c->show.failed)
        c->out.failed = true;
    c->show.n = 0;
    c->show_gaps = false;
}

static void
put_code(struct content *c, unsigned code)
{
    if (!c->show_open)
        buf_byte(&c->show, '(');
    c->show_open = true;
    syntax_string_code(&c->show, code);
}

static void
put_gap(struct content *c, int64_t gap)
{
    close_string(c);
    buf_int(&c->show, -gap);
    c->show_gaps = true;
}

static void
move_to(struct pen *pen, int64_t x, int64_t y)
{
    struct content *c = pen->c;
    int64_t to = syntax_milli(x);
    showtext_flush(c);
    content_text_begin(c);
    syntax_thousandths(&c->out, to - c->line_x);
    buf_byte(&c->out, ' ');
    syntax_thousandths(&c->out, y - c->line_y);
    buf_text(&c->out, " Td\n");
    c->line_x = to;
    c->line_y = y;
    pen->ahead = x * FINE - to * FINE_PER_MILLI;
}

static void
show_glyph(struct pen *pen, const struct glyph *g)
{
    const struct glyph_use *use = glyphs_use(pen->font, g->gid);
    int64_t x = (int64_t)pen->item->x + g->x;
    int64_t y = content_up(pen->c, (int64_t)pen->item->y - g->y);
    if (!pen->placed || y != pen->c->line_y) {
        move_to(pen, x, y);
    } else {
        pen->ahead += (x - pen->x) * FINE - pen->width * pen->unit;
        int64_t gap = unit_scale(pen->ahead, 1, pen->unit);
        if (gap > GAP_MOST || gap < -GAP_MOST) {
            move_to(pen, x, y);
        } else if (gap >= GAP_LEAST || gap <= -GAP_LEAST) {
            put_gap(pen->c, gap);
            pen->ahead -= gap * pen->unit;
        }
    }
    put_code(pen->c, use->code);
    pen->placed = true;
    pen->x = x;
    pen->width = use->width;
}

/* Font, size, condensation, colour: what differs from what holds. */
static void
set_state(struct content *c, const struct font_use *font, int64_t size,
    int32_t condense, struct colour colour)
{
    struct content_state *now = &c->now;
    if (now->font != font || now->size != size) {
        size_t index = (size_t)(font - c->w->font);
        resource_name(c->w, &c->resources, RESOURCE_FONT, index, &c->out);
        buf_byte(&c->out, ' ');
        syntax_thousandths(&c->out, size);
        buf_text(&c->out, " Tf\n");
        now->font = font;
        now->size = size;
    }
    if (now->condense != condense) {
        syntax_thousandths(&c->out, (int64_t)condense * 100);
        buf_text(&c->out, " Tz\n");
        now->condense = condense;
    }
    if (now->hidden != colour.transparent)
        buf_text(&c->out, colour.transparent ? "3 Tr\n" : "0 Tr\n");
    now->hidden = colour.transparent;
    if (!colour.transparent)
        content_fill(c, colour);
}

static void
show_cluster(struct pen *pen, const struct glyphs_cluster *cluster)
{
    struct content *c = pen->c;
    const struct glyph_run *run = pen->item->run;
    bool mark = c->spans == 0 && !glyphs_copy_true(pen->font, run, cluster);
    if (mark) {
        showtext_flush(c);
        content_mark_begin(c, "Span", "ActualText", cluster->text);
    }
    for (size_t i = cluster->first; i < cluster->end; i++)
        show_glyph(pen, &run->glyph[i]);
    if (mark) {
        showtext_flush(c);
        content_mark_end(c);
    }
}

enum err
showtext_run(struct content *c, const struct item *item)
{
    const struct glyph_run *run = item->run;
    int64_t size = syntax_milli(run->size);
    int32_t condense = run->condense <= 0 ? 1000 : run->condense;
    if (run->n == 0 || size <= 0)
        return ERR_OK;
    const struct font_use *font = glyphs_font(c->w, run->face);
    if (font == NULL)
        return ERR_INTERNAL;
    content_text_begin(c);
    set_state(c, font, size, condense, item->colour);
    struct pen pen = {
        .c = c, .item = item, .font = font, .unit = size * condense * 127};
    for (size_t at = 0; at < run->n;) {
        struct glyphs_cluster cluster = glyphs_cluster(run, at);
        show_cluster(&pen, &cluster);
        at = cluster.end;
    }
    showtext_flush(c);
    return ERR_OK;
}
