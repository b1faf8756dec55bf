/* pdf/attach - files inside the file (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8).
 */
#ifndef PDF_ATTACH_H
#define PDF_ATTACH_H

#include "pdf/writer.h"

/* Writes the attachments of w->options and appends the catalogue's entries to
 * OUT; nothing when there are none.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err attach_write(struct writer *w, struct buf *out);

#endif
