/* app/identity - what an edition is made of, as a hash: when it is the same, so
 * are the bytes of the PDF.
 */
#ifndef APP_IDENTITY_H
#define APP_IDENTITY_H

#include "app/library.h"
#include "base/sha256.h"

/* Of all that K's job makes editions of but the rows: the program's version,
 * what the caller asks for, the files that the job and the printer's profile
 * name, fonts and dictionaries.  Errors: ERR_INPUT, ERR_USAGE (there is no such
 * printer), both said; ERR_NOMEM. */
ERR_CHECKED enum err identity_job(struct kumihan *k, char out[SHA256_HEX + 1]);

/* Of the edition of K's row, of a job whose hash is JOB.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err identity_row(
    struct kumihan *k, const char *job, char out[SHA256_HEX + 1]);

#endif
