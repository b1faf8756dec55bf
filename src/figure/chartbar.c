/* Bars that lie: names in a column of their own, then the base line, the bar,
 * and the value at the bar's end.  Negative bars run to the left of the line
 * with their value on the left.
 */
#include "figure/chart.h"

enum {
    LABEL_MOST = 400, /* 1/1000 of the width that names may take */
    BARS_LEAST = 250, /* 1/1000 that the bars themselves need */
    GAP = 750,        /* 1/1000 em between a name and the base line */
    VALUE_GAP = 400   /* 1/1000 em between a bar and its value */
};

struct lying {
    emu names;     /* the width of the names and the gap behind them */
    emu value_gap; /* between a bar's end and its value */
    emu left;      /* kept for values of negative bars */
    emu room;      /* for bars */
    emu row;       /* least height of a row */
    emu top;       /* kept above for the unit */
};

static emu
em(const struct set_style *style, int32_t milli)
{
    return (emu)unit_scale(style->size, milli, 1000);
}

static bool
is_negative(const struct chart_bar *bar)
{
    return bar->drawn && bar->cell->number.num < 0;
}

/* Values stand outside the bars: the widest on each side keeps its room. */
static emu
value_room(const struct chart *chart, bool negative, emu gap)
{
    emu most = 0;
    for (size_t i = 0; i < chart->n; i++)
        if (is_negative(&chart->bar[i]) == negative)
            most = draw_most(most, chart->bar[i].value.width + gap);
    return most;
}

static enum err
plan(struct chart *chart, emu width, struct lying *p)
{
    emu most = (emu)unit_scale(width, LABEL_MOST, 1000);
    enum err err = chart_set(chart, draw_most(most, 1), TEXT_START);
    if (err != ERR_OK)
        return err;
    struct chart_extent extent = chart_extent(chart);
    p->names = extent.label_width + em(chart->label_style, GAP);
    p->value_gap = em(chart->value_style, VALUE_GAP);
    p->left = value_room(chart, true, p->value_gap);
    p->room =
        width - p->names - p->left - value_room(chart, false, p->value_gap);
    p->row = draw_most(extent.label_height, extent.value_height);
    p->top = chart->unit.height;
    emu least = (emu)unit_scale(width, BARS_LEAST, 1000);
    return draw_fits_width(
        chart->context, chart->block, width - p->room + least, width);
}

enum err
chartbar_measure(struct chart *chart, emu width, emu *height)
{
    struct lying p;
    enum err err = plan(chart, width, &p);
    if (err != ERR_OK)
        return err;
    int64_t rows = (int64_t)p.row * (int64_t)chart->n + p.top;
    *height = (emu)(rows > UNIT_MAX ? UNIT_MAX : rows);
    return ERR_OK;
}

/* The bar of row I, whose row is PITCH high, and *END, where its value begins
 * (or ends, left of a negative bar). */
static enum err
draw_bar(const struct chart *chart, struct page *page, struct box plot,
    size_t i, emu *end)
{
    const struct chart_bar *bar = &chart->bar[i];
    const struct number zero = {0, 1, 0};
    emu base, at = 0, pitch = plot.height / (emu)chart->n;
    emu thick =
        (emu)unit_scale(pitch, section_milli(chart->block, "bar-width"), 1000);
    enum err err = chart_at(chart, zero, plot.width, &base);
    if (err == ERR_OK)
        err = chart_at(
            chart, bar->drawn ? bar->cell->number : zero, plot.width, &at);
    *end = plot.x + at;
    if (err != ERR_OK || !bar->drawn)
        return err;
    struct box box = {plot.x + draw_least(base, at),
        plot.y + (emu)i * pitch + (pitch - thick) / 2,
        draw_most(base, at) - draw_least(base, at), thick};
    return draw_rect(
        chart->context, page, box, 0, chart_colour(chart, bar), bar->cell->loc);
}

static enum err
draw_words(const struct chart *chart, struct page *page, const struct lying *p,
    struct box box, struct box plot, size_t i, emu end)
{
    const struct chart_bar *bar = &chart->bar[i];
    emu pitch = plot.height / (emu)chart->n;
    emu middle = plot.y + (emu)i * pitch + pitch / 2;
    emu x = is_negative(bar) ? end - p->value_gap - bar->value.width
                             : end + p->value_gap;
    enum err err = label_place(chart->context, page, &bar->label, box.x,
        middle - bar->label.height / 2);
    if (err == ERR_OK)
        err = label_place(chart->context, page, &bar->value, x,
            middle - bar->value.height / 2);
    return err;
}

/* First all bars, then the words row by row. */
enum err
chartbar_draw(struct chart *chart, struct page *page, struct box box)
{
    const struct number zero = {0, 1, 0};
    struct lying p;
    emu base = 0;
    enum err err = plan(chart, box.width, &p);
    struct box plot = {
        box.x + p.names + p.left, box.y + p.top, p.room, box.height - p.top};
    emu *end = arena_array(chart->context->arena, chart->n, sizeof *end);
    if (end == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < chart->n && err == ERR_OK; i++)
        err = draw_bar(chart, page, plot, i, &end[i]);
    if (err == ERR_OK)
        err = chart_at(chart, zero, plot.width, &base);
    const emu from[2] = {plot.x + base, plot.y};
    const emu to[2] = {plot.x + base, plot.y + plot.height};
    if (err == ERR_OK)
        err = chart_axis(chart, page, from, to);
    if (err == ERR_OK)
        err = label_place(chart->context, page, &chart->unit, from[0], box.y);
    for (size_t i = 0; i < chart->n && err == ERR_OK; i++)
        err = draw_words(chart, page, &p, box, plot, i, end[i]);
    return err;
}
