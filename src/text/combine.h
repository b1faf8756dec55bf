/* text/combine - tate-chu-yoko (縦中横): a few Western characters side by side
 * in one em of a vertical line (JLREQ 3.2.5, cl-30).
 */
#ifndef TEXT_COMBINE_H
#define TEXT_COMBINE_H

#include "text/compose.h"

/* Shapes SPAN, which is `combined`, into one upright cluster, centred on the
 * line.  What is wider than an em is condensed to it: *CONDENSE is then less
 * than the style's, in 1/1000.  Characters that need several faces, or more
 * condensing than can be read, are set one by one as all others and warned
 * about (text.combine); *CONDENSE is then 0.  Errors as font_shape. */
ERR_CHECKED enum err combine_span(struct arena *arena, struct diag *diag,
    const struct text_span *span, struct shaped *out, int32_t *condense);

#endif
