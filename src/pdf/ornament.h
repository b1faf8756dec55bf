/* pdf/ornament - glyphs that are no text, such as emphasis dots. */
#ifndef PDF_ORNAMENT_H
#define PDF_ORNAMENT_H

#include "pdf/content.h"

/* Draws the run of ITEM as paths: there is no other way to keep every reader
 * from copying it.  MuPDF takes all glyphs for text, those without one too.
 * Errors: ERR_INTERNAL (too deep). */
ERR_CHECKED enum err ornament_run(struct content *c, const struct item *item);

#endif
