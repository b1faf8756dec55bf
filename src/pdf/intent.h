/* pdf/intent - output intents: what the colours of a file mean
 * (ISO 32000-1, 14.11.5). */
#ifndef PDF_INTENT_H
#define PDF_INTENT_H

#include "pdf/writer.h"

/* Appends the catalogue's entry for sRGB (IEC 61966-2-1), whose profile goes
 * into the file (ISO 19005-2, 6.2.3). */
void intent_srgb(struct writer *w, struct buf *out);

/* Appends that profile itself (ICC.1, version 4, which PDF 1.5 knows). */
void intent_srgb_profile(struct buf *out);

#endif
