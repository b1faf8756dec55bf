/* merge/pagetree - the pages of a long file as a balanced tree (ISO 32000-1,
 * 7.7.3), whose nodes are written when they are full.
 */
#ifndef MERGE_PAGETREE_H
#define MERGE_PAGETREE_H

#include "merge/sink.h"

enum {
    PAGETREE_KIDS = 64,
    PAGETREE_LEVELS = 6 /* more pages than objects that a PDF may have */
};

struct pagetree {
    struct sink *sink;
    struct pagetree_node {
        unsigned id; /* 0: there is none yet */
        unsigned kid[PAGETREE_KIDS], n;
        unsigned pages; /* below it */
    } level[PAGETREE_LEVELS];
};

/* *PARENT is the node that the next page, object PAGE, points to; it is in the
 * tree from now on.  Errors: as sink_put. */
ERR_CHECKED enum err pagetree_add(
    struct pagetree *tree, unsigned page, unsigned *parent);

/* Writes what is left; *ROOT is the tree's root.  Errors: as sink_put. */
ERR_CHECKED enum err pagetree_end(struct pagetree *tree, unsigned *root);

#endif
