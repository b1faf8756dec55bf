/* pdf/cidset - which CIDs a subset holds, as PDF/A-1 wants it said
 * (ISO 19005-1, 6.3.5; ISO 32000-1, 9.8.3). */
#ifndef PDF_CIDSET_H
#define PDF_CIDSET_H

#include "font/subset.h"
#include "pdf/writer.h"

/* The glyphs from 0 on that SUBSET, which has its data, holds whether codes
 * show them or not. */
unsigned cidset_glyphs(const struct subset *subset);

/* Appends the bits for a subset of so many GLYPHS, from which FONT has its
 * codes: the CID n is bit 7 - n % 8 of byte n / 8. */
void cidset_put(struct buf *out, const struct font_use *font, unsigned glyphs);

#endif
