/* Columns that stand: the value above each (below a negative one), its name
 * under the base line and under all negative columns.
 */
#include "figure/chart.h"

enum {
    NAME_SHARE = 940, /* 1/1000 of a column's room that its name may take */
    PLOT_LEAST = 350, /* 1/1000 of the width: a lower plot shows little */
    VALUE_GAP = 200,  /* 1/1000 em between a column and its value */
    NAME_GAP = 350    /* 1/1000 em between the base line and the names */
};

struct standing {
    emu pitch;     /* the room of one column */
    emu top, base; /* kept above and below the plot */
    emu value_gap;
    emu below; /* of BASE, for the values of negative columns */
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

static enum err
plan(struct chart *chart, emu width, struct standing *p)
{
    *p = (struct standing){.pitch = width / (emu)chart->n};
    emu measure = (emu)unit_scale(p->pitch, NAME_SHARE, 1000);
    enum err err = chart_set(chart, draw_most(measure, 1), TEXT_CENTRE);
    if (err != ERR_OK)
        return err;
    struct chart_extent extent = chart_extent(chart);
    p->value_gap = em(chart->value_style, VALUE_GAP);
    for (size_t i = 0; i < chart->n; i++)
        if (is_negative(&chart->bar[i]))
            p->below = extent.value_height;
    p->top = chart->unit.height + extent.value_height + p->value_gap;
    p->base = p->below + em(chart->label_style, NAME_GAP) + extent.label_height;
    /* Values may be wider than their columns, but must not touch. */
    emu apart = em(chart->value_style, VALUE_GAP);
    int64_t need = ((int64_t)extent.value_width + apart) * (int64_t)chart->n;
    return draw_fits_width(chart->context, chart->block,
        (emu)(need > UNIT_MAX ? UNIT_MAX : need), width);
}

enum err
chartcolumn_measure(struct chart *chart, emu width, emu *height)
{
    struct standing p;
    enum err err = plan(chart, width, &p);
    if (err == ERR_OK)
        *height = p.top + p.base +
                  theme_length(chart->context->theme,
                      (emu)unit_scale(width, PLOT_LEAST, 1000) / 2);
    return err;
}

static enum err
draw_column(const struct chart *chart, struct page *page, struct box plot,
    const struct standing *p, size_t i, emu *end)
{
    const struct chart_bar *bar = &chart->bar[i];
    const struct number zero = {0, 1, 0};
    emu base, at = 0;
    emu thick = (emu)unit_scale(
        p->pitch, section_milli(chart->block, "bar-width"), 1000);
    enum err err = chart_at(chart, zero, plot.height, &base);
    if (err == ERR_OK)
        err = chart_at(
            chart, bar->drawn ? bar->cell->number : zero, plot.height, &at);
    *end = plot.y + plot.height - at;
    if (err != ERR_OK || !bar->drawn)
        return err;
    struct box box = {plot.x + (emu)i * p->pitch + (p->pitch - thick) / 2,
        plot.y + plot.height - draw_most(base, at), thick,
        draw_most(base, at) - draw_least(base, at)};
    return draw_rect(
        chart->context, page, box, 0, chart_colour(chart, bar), bar->cell->loc);
}

static enum err
draw_words(const struct chart *chart, struct page *page,
    const struct standing *p, struct box box, size_t i, emu end)
{
    const struct chart_bar *bar = &chart->bar[i];
    emu left = box.x + (emu)i * p->pitch;
    emu inset = (p->pitch - bar->label.flow.width) / 2;
    emu names = box.y + box.height - p->base + p->below +
                em(chart->label_style, NAME_GAP);
    emu y = is_negative(bar) ? end + p->value_gap - label_lead(&bar->value)
                             : end - p->value_gap - bar->value.height +
                                   label_lead(&bar->value);
    enum err err =
        label_place(chart->context, page, &bar->label, left + inset, names);
    if (err == ERR_OK)
        err = label_place(chart->context, page, &bar->value,
            left + (p->pitch - bar->value.width) / 2, y);
    return err;
}

enum err
chartcolumn_draw(struct chart *chart, struct page *page, struct box box)
{
    const struct number zero = {0, 1, 0};
    struct standing p;
    emu base = 0;
    enum err err = plan(chart, box.width, &p);
    struct box plot = {box.x, box.y + p.top, p.pitch * (emu)chart->n,
        box.height - p.top - p.base};
    emu *end = arena_array(chart->context->arena, chart->n, sizeof *end);
    if (end == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < chart->n && err == ERR_OK; i++)
        err = draw_column(chart, page, plot, &p, i, &end[i]);
    if (err == ERR_OK)
        err = chart_at(chart, zero, plot.height, &base);
    emu line = plot.y + plot.height - base;
    const emu from[2] = {plot.x, line}, to[2] = {plot.x + plot.width, line};
    if (err == ERR_OK)
        err = chart_axis(chart, page, from, to);
    if (err == ERR_OK)
        err = label_place(chart->context, page, &chart->unit, box.x, box.y);
    for (size_t i = 0; i < chart->n && err == ERR_OK; i++)
        err = draw_words(chart, page, &p, box, i, end[i]);
    return err;
}
