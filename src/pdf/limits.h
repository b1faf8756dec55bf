/* pdf/limits - what no reader needs to take (ISO 19005-2, 6.1.13;
 * ISO 32000-1, annex C). */
#ifndef PDF_LIMITS_H
#define PDF_LIMITS_H

#include "pdf/writer.h"

/* Errors: ERR_INPUT (a text is longer than a string may be; said where it
 * stands), ERR_NOMEM. */
ERR_CHECKED enum err limits_check(struct writer *w);

#endif
