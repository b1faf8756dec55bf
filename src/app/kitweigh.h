/* app/kitweigh - what a mail may carry, and what weighs what in one that may
 * not be sent so (docs/press.md).
 *
 * Files are weighed as they are in a mail: base64 in lines of 76 characters.
 */
#ifndef APP_KITWEIGH_H
#define APP_KITWEIGH_H

#include "app/kitlight.h"

/* The bytes that N bytes take in a mail. */
size_t kitweigh_encoded(size_t n);

/* N bytes in kilobytes of 1,000, what is begun counted as a whole one. */
int64_t kitweigh_kilobytes(size_t n);

/* True when the mail of KIT may carry a PDF of N bytes. */
bool kitweigh_fits(const struct kit *kit, size_t n);

/* Says when it may not: FILE is the PDF.  WEIGHTS and PICTURES tell what is in
 * it; both NULL for one that is attached as it is.  Errors: ERR_INPUT (said),
 * ERR_NOMEM. */
ERR_CHECKED enum err kitweigh_pdf(struct kit *kit, const struct kit_file *file,
    size_t n, const struct pdf_weights *weights,
    const struct kit_pictures *pictures);

/* Says when MAIL, which has N bytes as FILE, is heavier than KIT's may be.
 * Errors: ERR_INPUT (said), ERR_NOMEM. */
ERR_CHECKED enum err kitweigh_mail(struct kit *kit, const struct kit_file *file,
    size_t n, const struct mail *mail);

#endif
