/* layout/outline - the document's bookmarks. */
#ifndef LAYOUT_OUTLINE_H
#define LAYOUT_OUTLINE_H

#include "layout/plan.h"

/* A bookmark TITLE of LEVEL at Y of the sheet being drawn.  A level that skips
 * one is raised: an outline has no holes. */
ERR_CHECKED enum err outline_add(
    struct plan *plan, const char *title, int level, emu y);

/* A bookmark with the plain text of the heading NODE. */
ERR_CHECKED enum err outline_heading(
    struct plan *plan, const struct node *node, int level, emu y);

#endif
