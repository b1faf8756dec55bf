/* app/merging - the editions that a manifest has, as one PDF. */
#ifndef APP_MERGING_H
#define APP_MERGING_H

#include "app/args.h"

/* Merges the editions of the manifest (or the folder with a `manifest.csv`)
 * ARGS->plain[0] into ARGS->out; prints what was found.  Returns the exit code.
 */
int merging_run(const struct args *args);

#endif
