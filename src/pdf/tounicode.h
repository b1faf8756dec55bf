/* pdf/tounicode - the map from codes to text (ISO 32000-1, 9.10.3). */
#ifndef PDF_TOUNICODE_H
#define PDF_TOUNICODE_H

#include "pdf/writer.h"

/* Appends the CMap of FONT, whose glyphs stand in order of their codes. */
void tounicode_put(struct buf *out, const struct font_use *font);

#endif
