/* inspect/part - the parts of blocks on finished pages.
 */
#ifndef INSPECT_PART_H
#define INSPECT_PART_H

#include "inspect/layers.h"

/* The parts of a block, one after another: begin with the first two set. */
struct part {
    const struct document *document;
    const char *block; /* its name; NULL: all blocks */
    size_t page, at;   /* of the next one */
    const struct page *on;
    const struct frame *frame;
};

/* The next one; false: there is none.  What a page only repeats is passed over.
 */
bool part_next(struct part *part);

struct bounds part_box(const struct frame *frame);

/* Does ITEM of PAGE stand in an element of one of the types FIRST to LAST? */
bool part_is_inside(const struct page *page, const struct item *item,
    enum role first, enum role last);

/* Does FRAME hold such an item? */
bool part_holds(const struct page *page, const struct frame *frame,
    enum role first, enum role last);

#endif
