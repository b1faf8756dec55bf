/* pdf/spans - whether a span of items needs its text written. */
#ifndef PDF_SPANS_H
#define PDF_SPANS_H

#include "pdf/writer.h"

/* True when every reader gets the text of the span that begins at item AT of
 * PAGE from its glyphs alone: they stand on one base line in one size, follow
 * each other closely, and their texts are the span's.  Such a span is better
 * left out: readers then know the place of each character, where with
 * ActualText they share out the whole width evenly. */
bool spans_needless(const struct writer *w, const struct page *page, size_t at);

/* True when the texts of all spans right inside the one that begins at item AT
 * are those of their glyphs, wherever these stand: for those who read the
 * structure, which knows no places. */
bool spans_parts_true(
    const struct writer *w, const struct page *page, size_t at);

/* True when all that is drawn inside that span is of one sequence of marked
 * content: *SEQUENCE. */
bool spans_one_sequence(const struct page *page, size_t at, uint32_t *sequence);

/* True when nothing but glyphs is drawn inside that span. */
bool spans_only_text(const struct page *page, size_t at);

#endif
