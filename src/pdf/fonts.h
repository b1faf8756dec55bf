/* pdf/fonts - the embedded subsets and everything a reader must know of them.
 */
#ifndef PDF_FONTS_H
#define PDF_FONTS_H

#include "pdf/writer.h"

/* Subsets and writes every font that glyphs_collect found, and gives each
 * glyph its code; must run before content is written.
 * Errors: ERR_INTERNAL (said in w->diag), ERR_NOMEM. */
ERR_CHECKED enum err fonts_write(struct writer *w);

#endif
