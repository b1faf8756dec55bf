/* pdf/gaps - the room that is left behind a glyph on the page. */
#ifndef PDF_GAPS_H
#define PDF_GAPS_H

#include "pdf/writer.h"

/* The item that goes on with the text of ITEM, a member of PAGE inside spans,
 * up to the end of the outermost; NULL when none does. */
const struct item *gaps_next(const struct page *page, const struct item *item);

/* How much wider glyph AT of ITEM should say it is than WIDTH, its own (1/1000
 * em): 0 where the next glyph of its text stands close behind it, else a whole
 * number of steps, below 0 where the next one stands further left.  What is
 * then left for TJ is less than any reader takes for a space, a tab or a new
 * line.  0 in vertical writing, where MuPDF sees no spaces.  NEXT: what goes on
 * with the text behind ITEM, or NULL. */
int gaps_step(
    const struct item *item, const struct item *next, size_t at, int width);

#endif
