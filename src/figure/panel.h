/* figure/panel - the overlapping fields: what they hold and how their items
 * stand in columns.  Private.
 */
#ifndef FIGURE_PANEL_H
#define FIGURE_PANEL_H

#include "figure/draw.h"

enum { PANELS_MAX = 5, PANEL_COLUMNS_MAX = 12 };

struct panel_item {
    const struct cell *cell;
    struct label label; /* first as wide as it likes, then as its column is */
};

/* Items that belong together: never parted between columns. */
struct panel_group {
    const char *name;
    struct panel_item *item;
    size_t n, cap;
};

struct panel_column {
    size_t first, end; /* groups */
    emu x, width;      /* from the left of the panel's inside */
    emu height;
};

struct panel {
    const char *name;
    struct loc loc;
    struct colour colour;
    struct panel_group *group;
    size_t n, cap;
    struct label title, headline;
    struct panel_column column[PANEL_COLUMNS_MAX];
    size_t n_columns;
    emu items;    /* height of its tallest column */
    size_t steps; /* from item to item in the column with the most */
};

struct panels {
    const struct set_context *context;
    const struct section *block;
    const struct set_style *name_style, *item_style, *headline_style;
    struct panel panel[PANELS_MAX];
    size_t n;
};

/* Reads the rows of BLOCK into panels and groups, in the order in which they
 * first appear.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err panel_read(const struct set_context *context,
    const struct section *block, struct panels *out);

/* Sets the items of PANEL and stands their groups in as many columns as fit
 * WIDTH (or as the job says), of about the same height. */
ERR_CHECKED enum err panel_columns(
    const struct panels *panels, struct panel *panel, emu width);

/* Puts the items of PANEL on PAGE from X, Y, each OPEN further from the one
 * above than its lines ask for, with thin rules between columns; they are a
 * list in BODY. */
ERR_CHECKED enum err panel_place_items(const struct panels *panels,
    struct page *page, struct element *body, const struct panel *panel, emu x,
    emu y, emu open);

#endif
