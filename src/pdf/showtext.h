/* pdf/showtext - runs of glyphs as text-showing operators. */
#ifndef PDF_SHOWTEXT_H
#define PDF_SHOWTEXT_H

#include "pdf/content.h"

/* Shows the run of ITEM.  Glyphs that stand where the widths of the font put
 * them share one string; gaps become numbers in TJ, computed from the exact
 * places so that no error adds up.  Outside a span, glyphs that would be
 * copied wrongly get their text as ActualText.  Errors: ERR_INTERNAL. */
ERR_CHECKED enum err showtext_run(struct content *c, const struct item *item);

/* Writes the operator for the glyphs gathered so far. */
void showtext_flush(struct content *c);

#endif
