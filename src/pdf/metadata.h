/* pdf/metadata - what the file says of itself: Info and XMP, which agree, and
 * the catalogue. */
#ifndef PDF_METADATA_H
#define PDF_METADATA_H

#include "pdf/writer.h"

/* Writes Info, XMP and the catalogue; OUTLINE may be none.  The date is the
 * document's, midnight in Japan; without one the file has none.
 * Errors: ERR_INPUT (a date that is not YYYY-MM-DD, said in w->diag),
 * ERR_NOMEM. */
ERR_CHECKED enum err metadata_write(struct writer *w, struct ref outline);

#endif
