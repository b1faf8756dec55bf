/* app/secret - encryption as a profile asks for it. */
#ifndef APP_SECRET_H
#define APP_SECRET_H

#include "app/library.h"
#include "pdf/pdf.h"

/* Fills in OUT's passwords and rights from PROFILE, of type web; nothing
 * without a password-file.  Errors: ERR_INPUT, ERR_ENVIRONMENT (the file;
 * said), ERR_NOMEM. */
ERR_CHECKED enum err secret_read(
    struct kumihan *k, const struct section *profile, struct pdf_options *out);

#endif
