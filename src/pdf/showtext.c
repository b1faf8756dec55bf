#include "pdf/showtext.h"

#include "pdf/gaps.h"
#include "pdf/glyphs.h"
#include "pdf/upright.h"

enum {
    GAP_LEAST = 2,   /* 1/1000 em; a smaller error waits for the next glyph */
    GAP_MOST = 30000 /* numbers beyond 32767 were once a limit */
};

/* Lengths in here are 1e-7 emu, so that widths (1/1000 em) of a size in 1/1000
 * pt (12.7 emu) and a condensation in 1/1000 are whole numbers. */
#define FINE INT64_C(10000000)
#define FINE_PER_MILLI (127 * INT64_C(1000000))

/* The pen while one run is shown.  It runs along the line: down the page in
 * vertical writing mode, else to the right (in turned runs in their own turned
 * space). */
struct pen {
    struct content *c;
    const struct item *item, *next; /* next: goes on with the text, or NULL */
    const struct font_use *font;
    bool vertical;  /* in vertical writing mode */
    bool cells;     /* which shows the run in cells */
    int64_t unit;   /* one 1/1000 em of this run, in 1e-7 emu */
    bool placed;    /* a glyph was shown before: the next may continue */
    int64_t along;  /* origin of the glyph shown last, emu */
    int64_t across; /* where its line stands, 1/1000 pt */
    int64_t ahead; /* where that origin should be, from where it is: 1e-7 emu */
    int advance;   /* of the glyph shown last, 1/1000 em */
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

/* A number of TJ: it is taken from where the pen would be (to the right, or
 * up). */
static void
put_gap(struct content *c, int64_t number)
{
    close_string(c);
    buf_int(&c->show, number);
    c->show_gaps = true;
}

/* Moves the line to X, Y, in 1/1000 pt. */
static void
move_line(struct content *c, int64_t x, int64_t y)
{
    showtext_flush(c);
    content_text_begin(c);
    syntax_thousandths(&c->out, x - c->line_x);
    buf_byte(&c->out, ' ');
    syntax_thousandths(&c->out, y - c->line_y);
    buf_text(&c->out, " Td\n");
    c->line_x = x;
    c->line_y = y;
}

/* Places are rounded to 1/1000 pt: what that leaves is made good by gaps. */
static void
move_to(struct pen *pen, int64_t along, int64_t across)
{
    struct content *c = pen->c;
    int64_t to = pen->vertical ? content_up(c, along) : syntax_milli(along);
    if (pen->vertical) {
        move_line(c, across, to);
        pen->ahead = along * FINE - (int64_t)c->page->height * FINE +
                     to * FINE_PER_MILLI;
    } else {
        move_line(c, to, across);
        pen->ahead = along * FINE - to * FINE_PER_MILLI;
    }
    pen->across = across;
}

/* Where the pen must stand.  In vertical writing a glyph hangs from its
 * position by the default metrics: half its width to the left and 0.88 em below
 * (ISO 32000-1, 9.7.4.3). */
static void
find_place(const struct pen *pen, const struct glyph *g,
    const struct glyph_use *use, int64_t *along, int64_t *across)
{
    const struct item *item = pen->item;
    const struct glyph_run *run = item->run;
    int64_t width = use->width * (int64_t)run->size;
    *along = (int64_t)item->x + g->x;
    *across = content_up(pen->c, (int64_t)item->y - g->y);
    if (run->direction == RUN_TURNED) {
        *along = g->x;
        *across = syntax_milli(g->y);
    } else if (run->direction == RUN_UPRIGHT) {
        width = unit_scale(width, run->condense, 2000000);
        *across = syntax_milli(*along + width);
        *along = (int64_t)item->y - g->y -
                 unit_scale(run->size, UPRIGHT_ASCENT, 1000);
    }
}

/* Shows USE with the pen at ALONG, ACROSS; ADVANCE is where it then is. */
static void
show_code(struct pen *pen, const struct glyph_use *use, int64_t along,
    int64_t across, int advance)
{
    if (!pen->placed || across != pen->across) {
        move_to(pen, along, across);
    } else {
        pen->ahead += (along - pen->along) * FINE - pen->advance * pen->unit;
        int64_t gap = unit_scale(pen->ahead, 1, pen->unit);
        if (gap > GAP_MOST || gap < -GAP_MOST) {
            move_to(pen, along, across);
        } else if (gap >= GAP_LEAST || gap <= -GAP_LEAST) {
            put_gap(pen->c, pen->vertical ? gap : -gap);
            pen->ahead -= gap * pen->unit;
        }
    }
    put_code(pen->c, use->code);
    pen->placed = true;
    pen->along = along;
    pen->advance = advance;
}

static void
show_glyph(struct pen *pen, const struct glyph *g, const struct glyph_use *use)
{
    int64_t along, across;
    find_place(pen, g, use, &along, &across);
    show_code(
        pen, use, along, across, pen->vertical ? UPRIGHT_ADVANCE : use->width);
}

/* Font, size, condensation, colour: what differs from what holds. */
static void
set_state(struct content *c, const struct pen *pen, int64_t size,
    int32_t condense, struct colour colour)
{
    struct content_state *now = &c->now;
    const struct font_use *font = pen->font;
    bool upright = pen->vertical;
    if (now->font != font || now->size != size || now->upright != upright) {
        size_t index = (size_t)(font - c->w->font);
        resource_name(c->w, &c->resources,
            upright ? RESOURCE_UPRIGHT : RESOURCE_FONT, index, &c->out);
        now->upright = upright;
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

/* Begins an ActualText of TEXT where the codes do not say it. */
static bool
begin_mark(struct content *c, struct str text, bool true_copy)
{
    if (c->spans > 0 || true_copy)
        return false;
    const struct item span = {.actual = text};
    showtext_flush(c);
    content_mark_begin(c, &span);
    return true;
}

static void
end_mark(struct content *c, bool begun)
{
    if (!begun)
        return;
    showtext_flush(c);
    content_mark_end(c);
}

static void
show_cluster(struct pen *pen, const struct glyphs_cluster *cluster)
{
    const struct glyph_run *run = pen->item->run;
    struct str text = cluster->text;
    const struct glyph_use *use =
        glyphs_use(pen->font, pen->item, pen->next, cluster->first, text);
    bool true_copy =
        cluster->end - cluster->first == 1 && str_equal(use->text, text);
    bool mark = begin_mark(pen->c, text, true_copy);
    show_glyph(pen, &run->glyph[cluster->first], use);
    for (size_t i = cluster->first + 1; i < cluster->end; i++) {
        use = glyphs_use(
            pen->font, pen->item, pen->next, i, (struct str){NULL, 0});
        show_glyph(pen, &run->glyph[i], use);
    }
    end_mark(pen->c, mark);
}

static void
show_cell(struct pen *pen, const struct upright_cell *cell)
{
    int64_t along, x;
    upright_place(pen->item, cell, &x, &along);
    bool mark = begin_mark(pen->c, cell->text, cell->text.n > 0);
    show_code(pen, glyphs_cell_use(pen->font, cell), along, syntax_milli(x),
        cell->down);
    end_mark(pen->c, mark);
}

/* Shows what begins with glyph AT; what then follows. */
static size_t
show_next(struct pen *pen, size_t at)
{
    const struct glyph_run *run = pen->item->run;
    struct upright_cell cell;
    if (!pen->cells) {
        struct glyphs_cluster cluster = glyphs_cluster(run, at);
        show_cluster(pen, &cluster);
        return cluster.end;
    }
    if (!upright_cell(run, at, &cell))
        return run->n;
    show_cell(pen, &cell);
    return cell.end;
}

/* Text space as it is at first, or a quarter turn clockwise about the run's
 * origin.  A turned one is left only when the next run wants it: at the end of
 * a span, readers ask the matrix which way its text runs. */
static void
set_matrix(struct content *c, const struct item *item, bool vertical)
{
    bool turn = item->run->direction == RUN_TURNED && !vertical;
    if (!turn && !c->turned)
        return;
    buf_text(&c->out, turn ? "0 -1 1 0 " : "1 0 0 1 0 0 ");
    if (turn)
        content_point(c, item->x, item->y);
    buf_text(&c->out, "Tm\n");
    c->line_x = c->line_y = 0;
    c->turned = turn;
}

enum err
showtext_run(struct content *c, const struct item *item)
{
    const struct glyph_run *run = item->run;
    int64_t size = syntax_milli(run->size);
    int32_t condense = run->condense <= 0 ? 1000 : run->condense;
    if (run->n == 0 || size <= 0)
        return ERR_OK;
    const struct font_use *font = glyphs_font(c->w, item);
    if (font == NULL)
        return ERR_INTERNAL;
    bool cells = glyphs_in_cells(font, run);
    bool vertical = cells || run->direction == RUN_UPRIGHT;
    condense = cells ? 1000 : condense;
    struct pen pen = {.c = c,
        .item = item,
        .next = c->spans > 0 ? gaps_next(c->page, item) : NULL,
        .font = font,
        .vertical = vertical,
        .cells = cells,
        .unit = size * (vertical ? 1000 : condense) * 127};
    content_text_begin(c);
    set_state(c, &pen, size, condense, item->colour);
    set_matrix(c, item, vertical);
    for (size_t at = 0; at < run->n;)
        at = show_next(&pen, at);
    const struct glyph_use *space =
        item->space && !vertical && run->direction == RUN_HORIZONTAL
            ? glyphs_space_use(c->w, font)
            : NULL;
    if (space != NULL)
        put_code(c, space->code);
    showtext_flush(c);
    return ERR_OK;
}
