/* figure/chart - what bars and columns have in common.  Private. */
#ifndef FIGURE_CHART_H
#define FIGURE_CHART_H

#include "figure/drawing.h"

struct chart_bar {
    const struct cell *name, *cell;
    bool drawn;  /* a number; else its sign stands in place of a bar */
    bool strong; /* stands out */
    struct str shown;
    struct label label, value;
};

struct chart {
    const struct set_context *context;
    const struct section *block;
    struct chart_bar *bar;
    size_t n;
    struct number least, span; /* the scale begins at LEAST and is SPAN long */
    const struct set_style *label_style, *value_style;
    struct label unit;
};

/* The widest and the highest label, and value, of CHART. */
struct chart_extent {
    emu label_width, label_height, value_width, value_height;
};
struct chart_extent chart_extent(const struct chart *chart);

/* Sets all labels of CHART to the measure LABEL, aligned, and its values. */
ERR_CHECKED enum err chart_set(
    struct chart *chart, emu label, enum text_align align);

/* The place of VALUE on an axis ROOM long, from the scale's beginning. */
ERR_CHECKED enum err chart_at(
    const struct chart *chart, struct number value, emu room, emu *out);

/* The colour of BAR. */
struct colour chart_colour(
    const struct chart *chart, const struct chart_bar *bar);

/* The base line from FROM to TO, when the job wants one. */
ERR_CHECKED enum err chart_axis(const struct chart *chart, struct page *page,
    const emu from[2], const emu to[2]);

/* Bars that lie (chartbar.c) and columns that stand (chartcolumn.c): the least
 * height in WIDTH, and the drawing. */
ERR_CHECKED enum err chartbar_measure(
    struct chart *chart, emu width, emu *height);
ERR_CHECKED enum err chartbar_draw(
    struct chart *chart, struct page *page, struct box box);
ERR_CHECKED enum err chartcolumn_measure(
    struct chart *chart, emu width, emu *height);
ERR_CHECKED enum err chartcolumn_draw(
    struct chart *chart, struct page *page, struct box box);

#endif
