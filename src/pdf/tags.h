/* pdf/tags - marked content and the structure tree (ISO 32000-1, 14.7).
 *
 * A sequence of the page model becomes one piece of marked content, or several
 * where the content stream has to leave it in between.
 */
#ifndef PDF_TAGS_H
#define PDF_TAGS_H

#include "pdf/writer.h"

struct tags;

/* Readies W->tags for a tagged file.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err tags_new(struct writer *w);

/* The number (MCID) of a new piece of marked content on PAGE, of SEQUENCE (from
 * 1); on one page sequences come in order.  *NAME is the type of its element.
 */
uint32_t tags_content(struct writer *w, const struct page *page,
    uint32_t sequence, const char **name);

/* How many pieces PAGE has so far. */
uint32_t tags_count(const struct writer *w, const struct page *page);

/* Appends the entries of PAGE's dictionary to OUT; nothing when W has no tags.
 */
void tags_put_page(
    const struct writer *w, const struct page *page, struct buf *out);

/* Appends the entry of the annotation REF, link NUMBER of PAGE, to OUT. */
void tags_put_link(struct writer *w, const struct page *page, size_t number,
    struct ref ref, struct buf *out);

/* Writes the tree and appends the entries of the catalogue to OUT.  No object
 * may be reserved afterwards.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err tags_write(struct writer *w, struct buf *out);

#endif
