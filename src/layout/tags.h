/* layout/tags - blocks in the structure (docs/decisions/0013). */
#ifndef LAYOUT_TAGS_H
#define LAYOUT_TAGS_H

#include "layout/plan.h"

/* Finds out of BLOCK, whose copy is read, whether it is a section of its own
 * and how deep its headings are. */
void tags_read(struct plan *plan, struct block *block);

/* The level of the heading that BLOCK's title is. */
int tags_title_level(const struct plan *plan, const struct block *block);

/* The element of the block that is drawn: its section, or what it stands in.
 * NULL for what an earlier page said already: it is an artifact. */
struct element *tags_block(struct plan *plan);

/* A kid of that element, as structure_child; of PARENT when it is given. */
struct element *tags_child(struct plan *plan, struct element *parent,
    enum role role, const void *source);

#endif
