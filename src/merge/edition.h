/* merge/edition - one finished edition, read through libqpdf. */
#ifndef MERGE_EDITION_H
#define MERGE_EDITION_H

#include <qpdf/qpdf-c.h>

#include "base/arena.h"
#include "base/diag.h"

struct edition {
    qpdf_data q;
    struct diag *diag;
    const char *file; /* as messages name it */
    unsigned pages;
    int minor; /* of its version, PDF 1.minor */
};

/* What an edition says of itself, in UTF-8; NULL: nothing. */
struct edition_facts {
    const char *author, *subject, *keywords, *producer, *lang;
    const char *date; /* YYYY-MM-DD */
    const char *pdfx; /* PDF/X-4 */
    bool press;       /* it has an output intent of PDF/X */
};

/* Opens the PDF in BYTES, which must live as long as OUT.  End with
 * edition_close, whatever is returned.
 * Errors: ERR_INPUT (no PDF, an encrypted one, one that Kumihan did not make;
 * said at FILE), ERR_NOMEM. */
ERR_CHECKED enum err edition_open(
    struct diag *diag, const char *file, struct str bytes, struct edition *out);
void edition_close(struct edition *edition);

/* Says that EDITION cannot be read.  Returns ERR_INPUT or ERR_NOMEM. */
ERR_CHECKED enum err edition_fault(struct edition *edition);

/* *OUT is owned by ARENA.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err edition_facts(
    struct arena *arena, struct edition *edition, struct edition_facts *out);

#endif
