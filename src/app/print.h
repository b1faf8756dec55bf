/* app/print - what a [profile] of type `print` asks (docs/decisions/0010). */
#ifndef APP_PRINT_H
#define APP_PRINT_H

#include "app/library.h"
#include "pdf/pdf.h"

/* What PROFILE asks of K's checked document, with the sheets around its pages.
 * Errors: ERR_INPUT, ERR_ENVIRONMENT (files; all said), ERR_NOMEM. */
ERR_CHECKED enum err print_options(struct kumihan *k,
    const struct section *profile, const struct pdf_print **out);

#endif
