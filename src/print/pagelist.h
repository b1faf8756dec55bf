/* print/pagelist - "1-4,7" as ranges of pages. */
#ifndef PRINT_PAGELIST_H
#define PRINT_PAGELIST_H

#include "base/str.h"

enum { PAGELIST_MAX = 64 };

struct pagelist {
    int first[PAGELIST_MAX], last[PAGELIST_MAX];
    int n, pages; /* ranges; pages in all of them */
};

/* Reads TEXT.  IPP wants ranges that rise and do not overlap (RFC 8011, 5.2.7);
 * false for anything else, and beyond page MOST. */
bool pagelist_read(const char *text, int most, struct pagelist *out);

#endif
