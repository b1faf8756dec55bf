/* inspect/seen - the words that are seen on finished pages.
 *
 * A paragraph is one line of text, however its lines were set: where a line
 * turned within it nothing is put, or the word space that it turned at.
 */
#ifndef INSPECT_SEEN_H
#define INSPECT_SEEN_H

#include "page/document.h"

/* Appends what the items FIRST to END (half-open) of PAGE say, without ruby and
 * ornaments; line feeds between paragraphs, and one at the end.  OUT tells when
 * memory ran out. */
void seen_put(
    const struct page *page, size_t first, size_t end, struct buf *out);

/* The element that ITEM of PAGE belongs to; NULL: an artifact. */
const struct element *seen_element(
    const struct page *page, const struct item *item);

#endif
