/* text/keep - what is never torn apart: figures with their signs and units,
 * ranges, numbered things, note marks, words of the keep list.
 */
#ifndef TEXT_KEEP_H
#define TEXT_KEEP_H

#include "text/atom.h"

/* Sets ATOM_NO_BREAK, ATOM_TIGHT and ATOM_RIGID inside figures and marks. */
void keep_mark(struct atom *atom, size_t n);

/* Sets ATOM_NO_BREAK inside every occurrence of the words KEEP.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err keep_words(struct arena *scratch, const struct str *keep,
    size_t n_keep, struct atom *atom, size_t n);

#endif
