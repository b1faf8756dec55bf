/* layout/rosterset - a roster set to a width. */
#ifndef LAYOUT_ROSTERSET_H
#define LAYOUT_ROSTERSET_H

#include "layout/block.h"

struct roster_text {
    struct node *copy; /* NULL: nothing is said */
    bool spread;       /* may be spaced letter by letter */
    size_t characters;
};

struct roster_row {
    struct loc loc;
    struct roster_text role, family, given;
    struct str blank; /* between family and given name, for readers */
    struct node *company, *position;
    struct node *beside, *below; /* both as one text: on a line, or with the
                                    position on a line of its own */
};

struct roster {
    struct roster_row *row;
    size_t n;
};

/* The roster that is BLOCK's content as units, one a row. */
ERR_CHECKED enum err rosterset_build(struct plan *plan,
    const struct block *block, emu width, int32_t milli, struct strips *out);

#endif
