/* pdf/classic - the objects as a file that readers of PDF 1.4 know. */
#ifndef PDF_CLASSIC_H
#define PDF_CLASSIC_H

#include "pdf/writer.h"

/* Appends the file to OUT: header, every object by itself, cross-reference
 * table, trailer with /ID (ISO 32000-1, 7.5.4).
 * Errors: ERR_NOMEM, ERR_INTERNAL. */
ERR_CHECKED enum err classic_file(struct writer *w, struct buf *out);

#endif
