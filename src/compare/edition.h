/* compare/edition - what the pages of an edition say, block by block.
 *
 * Read from a dump (page/document.h), so that an edition whose job is gone can
 * be compared too; a document beside its dump tells places and sources.
 */
#ifndef COMPARE_EDITION_H
#define COMPARE_EDITION_H

#include "page/document.h"

struct rect {
    emu x, y, width, height;
};

/* A word, a number with its sign and unit, or one character. */
struct token {
    struct str text;
    uint32_t id;     /* equal texts of an edition pair have equal ones */
    size_t page;     /* from 0 */
    size_t line;     /* of text, counted over the edition */
    bool space;      /* white space stands before it */
    struct rect box; /* empty: not known */
    struct loc loc;
};

struct tokens {
    struct token *token;
    size_t n, cap;
};

/* What a block paints beside text. */
struct picture {
    size_t items;
    struct buf exact; /* every item, from the corner of its frame */
    struct buf shape; /* the same without places and lengths */
    struct buf sizes; /* of the frames */
};

struct edition_block {
    struct str name;
    size_t nth; /* of several with this name: a repeated block */
    size_t page;
    struct rect box; /* on PAGE */
    struct loc loc;
    struct tokens text, readings;
    struct picture picture;
    size_t twin; /* in the other edition; SIZE_MAX: none (compare.c) */
};

struct edition {
    struct arena *arena;
    struct edition_block *block;
    size_t n, cap;
    size_t n_pages;
};

/* Reads DUMP, called NAME in messages.  DOCUMENT is what it is the dump of, or
 * NULL.  Borrows both.  On ERR_OK the caller gives *OUT to edition_fini.
 * Errors: ERR_INPUT (it is no dump; said with its line), ERR_NOMEM. */
ERR_CHECKED enum err edition_read(struct arena *arena, struct diag *diag,
    const char *name, struct str dump, const struct document *document,
    struct edition *out);

void edition_fini(struct edition *edition);

#endif
