/* layout/block - the job's blocks: what all types share. */
#ifndef LAYOUT_BLOCK_H
#define LAYOUT_BLOCK_H

#include "layout/plan.h"

enum { STRIPS_MAX = 4 };

/* What a type of block does.  READ checks the block's keys, reads its copy and
 * hands every tree of it to block_add_tree in reading order; may be NULL.
 * BUILD sets the block to WIDTH at MILLI/1000 and fills in OUT->strip[OUT->n
 * ...], which has room for STRIPS_MAX strips. */
struct block_type {
    const char *name;
    const char *style; /* of its copy when the block names none, or NULL */
    enum err (*read)(struct plan *plan, struct block *block);
    enum err (*build)(struct plan *plan, const struct block *block, emu width,
        int32_t milli, struct strips *out);
    bool turns; /* may stand in a vertical area */
    bool notes; /* it says the notes of the sheet, plan->here */
};

/* Reads every [block] of the job into PLAN, in section order, and then numbers
 * all notes.  Errors: ERR_INPUT (all are said), ERR_NOMEM. */
ERR_CHECKED enum err block_read(struct plan *plan);

/* The same for PLAN, which has the pages, areas and notes of SHARED: blocks
 * that are the same in all editions are SHARED's, with what they were set to.
 */
ERR_CHECKED enum err block_take(struct plan *plan, const struct plan *shared);

/* Readies the blocks of PLAN, which is filled, to be shared.  False: they
 * cannot be (a block that differs from edition to edition has notes of its own,
 * or is the title of the whole), or memory ran out. */
bool block_share(struct plan *plan);

/* TREE is copy of BLOCK, next in reading order. */
ERR_CHECKED enum err block_add_tree(
    struct plan *plan, struct block *block, struct node *tree);

/* Reads the copy of key KEY of BLOCK; *OUT is NULL when the key is absent. */
ERR_CHECKED enum err block_copy(
    struct plan *plan, struct block *block, const char *key, struct node **out);

/* BLOCK set to WIDTH at MILLI/1000 of its sizes: title, type's own strips and
 * frame.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err block_lay(struct plan *plan, struct block *block,
    emu width, int32_t milli, struct laid **out);

/* The width of BLOCK in an area ROOM wide, and where it stands in it. */
emu block_width(const struct block *block, emu room);
emu block_left(const struct block *block, emu room);

/* A strip in one column, appended to OUT. */
struct strip *block_add_strip(struct strips *out, emu width);

/* The width of one column of STRIP, at least 1. */
emu block_measure(const struct strip *strip);

/* The column of RECORDS that BLOCK's key KEY names.  A name that no column has
 * is said with the nearest one. */
ERR_CHECKED enum err block_column(struct plan *plan, const struct block *block,
    struct loc loc, const struct record_set *records, const char *name,
    size_t *out);

/* The rows of BLOCK's key `rows`; no rows at all are an error. */
ERR_CHECKED enum err block_rows(struct plan *plan, const struct block *block,
    const struct record_set **out);

#endif
