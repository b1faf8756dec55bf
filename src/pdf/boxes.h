/* pdf/boxes - the sheet around a page that is to be trimmed. */
#ifndef PDF_BOXES_H
#define PDF_BOXES_H

#include "pdf/content.h"

/* Appends /MediaBox, in print with /BleedBox and /TrimBox inside it: of a sheet
 * with imposed pages all three are the sheet. */
void boxes_put(const struct writer *w, const struct page *page, struct buf *b);

/* In print, but not imposed: moves the page into its sheet and holds it to its
 * bleed; behind the page, lets go and paints what stands around page NUMBER.
 * Errors: as content_item. */
ERR_CHECKED enum err boxes_begin(struct content *c);
ERR_CHECKED enum err boxes_end(struct content *c, size_t number);

#endif
