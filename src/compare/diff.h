/* compare/diff - which members of two rows have no counterpart in the other. */
#ifndef COMPARE_DIFF_H
#define COMPARE_DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct diff_row {
    const uint32_t *id; /* equal members have equal numbers */
    size_t n;
    bool *other; /* N, all false at first: set where there is no counterpart */
};

/* Finds a shortest way from A to B (Myers, An O(ND) Difference Algorithm and
 * Its Variations, 1986, in linear space).  Where they differ very much the way
 * is a good one, not the shortest: the work is bounded.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err diff_rows(
    struct arena *scratch, struct diff_row *a, struct diff_row *b);

#endif
