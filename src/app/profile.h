/* app/profile - what the job says about an output (docs/decisions/0009). */
#ifndef APP_PROFILE_H
#define APP_PROFILE_H

#include "app/library.h"
#include "pdf/pdf.h"

/* The sections that need not be written, as changes to a job: four profiles,
 * and [package]. */
enum { PROFILES = 4, PROFILE_BUILT_IN = PROFILES + 1 };
extern const struct job_set profile_built_in[PROFILE_BUILT_IN];

/* The place of SECTION; when it is built in, the job file, where it can be
 * written. */
struct loc profile_loc(const struct kumihan *k, const struct section *section);

/* The section of the profile NAME of K's job; NULL means `web`.  A name that
 * is none is said, with those there are.  Errors: ERR_USAGE, ERR_NOMEM. */
ERR_CHECKED enum err profile_find(
    struct kumihan *k, const char *name, const struct section **out);

/* What PROFILE asks of the PDF.  Errors: ERR_INPUT, ERR_ENVIRONMENT (files; all
 * said), ERR_NOMEM. */
ERR_CHECKED enum err profile_options(
    struct kumihan *k, const struct section *profile, struct pdf_options *out);

/* Where the PDF goes: PATH when given, else what PROFILE says, else the job's
 * `output` or the job file's name, with -NAME for all but `web`; with the
 * mark of an embargo that holds; with -SCHEME for pages that are put on sheets,
 * so that they never replace the pages themselves.  NULL: no memory. */
const char *profile_output(
    struct kumihan *k, const struct section *profile, const char *path);

#endif
