/* pdf/tags_imp - the tags of a file, for the two parts that work on them. */
#ifndef PDF_TAGS_IMP_H
#define PDF_TAGS_IMP_H

#include "pdf/tags.h"

struct tags_page {
    uint32_t *sequence; /* by MCID */
    size_t n, cap;
    uint32_t *first; /* by sequence: 1 + its first MCID, 0: none */
    struct ref *link;
    size_t link_key; /* of its first link in the parent tree */
};

struct tags {
    struct tags_page *page;
    size_t n_links;
    struct ref root, parents, scope[2]; /* column, row */
    unsigned base;                      /* object of element 0 */
    int width;                          /* of its elements' object numbers */
    uint32_t *place;                    /* by element: its object, from BASE */
};

#endif
