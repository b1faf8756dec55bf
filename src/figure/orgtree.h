/* figure/orgtree - the units of an organisation chart from rows.  Private.
 *
 * A row gives a unit's name, the unit above it, and one thing it does; a unit
 * may have several rows, one for each thing.
 */
#ifndef FIGURE_ORGTREE_H
#define FIGURE_ORGTREE_H

#include "figure/draw.h"

struct org_unit {
    const struct cell *name, *parent;
    const struct cell **task; /* what it does */
    size_t n_tasks, cap_tasks;
    struct org_unit *first, *last, *next; /* units below it, its sibling */
    size_t n_children;
    /* Set by the chart. */
    struct label label;
    struct set_flow detail;
    emu box;
};

struct org_tree {
    struct org_unit **unit; /* in the order of the rows */
    size_t n, cap;
    struct org_unit *root;
};

/* Reads BLOCK's rows.  Every unit hangs below the one root, or the fault is
 * said in DIAG.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err org_tree_read(const struct set_context *context,
    const struct section *block, struct org_tree *out);

/* The details of UNIT as copy: a list in the style named STYLE. */
ERR_CHECKED enum err org_details(const struct set_context *context,
    const struct org_unit *unit, const char *style, struct node **out);

#endif
