/* pdf/xmp - what the file says of itself, as XML (ISO 16684-1). */
#ifndef PDF_XMP_H
#define PDF_XMP_H

#include "pdf/writer.h"

/* Fills REF with the document's metadata, which agree with Info, and with the
 * standards that w->options claim. */
void xmp_write(struct writer *w, struct ref ref);

#endif
