/* pdf/finish - what is done to a finished file when it is asked for: the order
 * for reading while it arrives (linearised; ISO 32000-1, annex F), and
 * encryption (AES-256; ISO 32000-2, 7.6).
 *
 * libqpdf does both.  It is loaded only then: linked, it would cost every start
 * 3 ms.
 */
#ifndef PDF_FINISH_H
#define PDF_FINISH_H

#include "base/buf.h"
#include "base/diag.h"
#include "pdf/pdf.h"

/* Replaces the bytes of PDF from START on as OPTIONS ask; nothing when they ask
 * for nothing.  Errors: ERR_ENVIRONMENT (the library is not there, or refuses;
 * said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err finish_file(struct diag *diag,
    const struct pdf_options *options, struct buf *pdf, size_t start);

#endif
