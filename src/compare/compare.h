/* compare/compare - what a new edition says otherwise than an older one.
 *
 * Copy that only moved is no change: blocks are found by their names, and their
 * words compared in reading order.  See docs/proof.md.
 */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "compare/edition.h"

enum change_kind {
    CHANGE_TEXT,    /* other words stand there */
    CHANGE_ADDED,   /* words or a whole block that were not there */
    CHANGE_REMOVED, /* words or a whole block that are gone */
    CHANGE_MOVED,   /* a block on another page */
    CHANGE_PICTURE  /* what a block paints beside text */
};

struct change {
    enum change_kind kind;
    struct str block;
    bool whole;  /* the block is new or gone */
    size_t page; /* of the new edition, from 0; SIZE_MAX: nowhere */
    size_t old_page;
    struct str old_text, new_text;
    struct str before, after; /* what stands beside them */
    struct loc loc, old_loc;
    struct rect *box; /* on PAGE, one a line */
    size_t n_boxes;
};

struct changes {
    struct change *change; /* in the reading order of the new edition; blocks
                              that are gone last */
    size_t n, cap;
};

/* Compares.  Changes the tokens' ids and blocks' twins of both.  *OUT is owned
 * by ARENA and borrows both.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err compare_editions(struct arena *arena,
    struct edition *older, struct edition *newer, struct changes *out);

/* The name of KIND: text, added, removed, moved, picture. */
const char *compare_kind_name(enum change_kind kind);

/* CHANGES as CSV (RFC 4180, UTF-8 with a byte order mark for spreadsheets). */
void compare_csv(const struct changes *changes, struct buf *out);

/* The same as a JSON array of objects. */
void compare_json(const struct changes *changes, struct buf *out);

#endif
