/* pdf/pages - page objects, their tree, labels and links. */
#ifndef PDF_PAGES_H
#define PDF_PAGES_H

#include "pdf/content.h"

/* Reserves the page objects: bookmarks may point at pages not yet written. */
ERR_CHECKED enum err pages_reserve(struct writer *w);

/* Writes page NUMBER of the file, which is PAGE, with the content C. */
void pages_put(struct writer *w, size_t number, const struct page *page,
    const struct content *c);

/* Writes the tree above all pages. */
ERR_CHECKED enum err pages_tree(struct writer *w);

/* Appends /PageLabels to OUT when a page has a label of its own. */
void pages_labels(const struct writer *w, struct buf *out);

#endif
