/* pdf/opaque - files that know no transparency: PDF/X-1a (ISO 15930-4, 6.10)
 * and PDF/A-1 (ISO 19005-1, 6.4).
 */
#ifndef PDF_OPAQUE_H
#define PDF_OPAQUE_H

#include "pdf/writer.h"

/* True for such a file.  It has the syntax of PDF 1.4 too. */
bool opaque_only(const struct writer *w);

/* True when PDF 1.4 knows the version of the ICC profile, or there is none. */
bool opaque_knows_profile(struct str icc);

/* Say that ITEM on PAGE is seen through, or that the picture of ITEM is so in
 * parts.  Always an error: ERR_INPUT, or what DIAG returns. */
ERR_CHECKED enum err opaque_say_path(
    const struct writer *w, const struct page *page, const struct item *item);
ERR_CHECKED enum err opaque_say_image(
    const struct writer *w, const struct item *item);

#endif
