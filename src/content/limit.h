/* content/limit - copy that would cost cmark too much is refused first.
 *
 * cmark's time is quadratic in some nests, and a table's short rows are filled
 * up to its head's width, so that a small file could ask for any amount of
 * memory.  No copy that is meant to be read comes near the limits.
 * May use: base.
 */
#ifndef CONTENT_LIMIT_H
#define CONTENT_LIMIT_H

#include "content/galley.h"

enum {
    LIMIT_DEPTH = 32,     /* blocks, emphasis and spans in one another */
    LIMIT_BRACKETS = 64,  /* [ that are open at once */
    LIMIT_COLUMNS = 256,  /* of a table */
    LIMIT_CELLS = 200000, /* of all tables of a galley */
    LIMIT_FAULTS = 100,   /* errors told of one galley */
    LIMIT_WARNINGS = 20,  /* warnings of one kind told of one galley */
    LIMIT_BYTES = 4 << 20 /* of a galley */
};

/* Proves that copy of N bytes is not too long.  Errors: ERR_INPUT, said. */
ERR_CHECKED enum err limit_check_size(
    struct diag *diag, struct loc loc, size_t n);

/* Proves that GALLEY, marked, is within the limits; *BYTES is then the most
 * memory that cmark may ask for (docs/decisions/0004-copy-through-cmark.md).
 * Errors: ERR_INPUT, said. */
ERR_CHECKED enum err limit_check(
    struct diag *diag, struct galley *galley, size_t *bytes);

/* Says at LOC that LIMIT_DEPTH, LIMIT_FAULTS or LIMIT_BRACKETS is passed. */
enum err limit_say_depth(struct diag *diag, struct loc loc);
enum err limit_say_faults(struct diag *diag, struct loc loc);
enum err limit_say_brackets(struct diag *diag, struct loc loc);

#endif
