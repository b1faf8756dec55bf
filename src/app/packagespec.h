/* app/packagespec - what a specification sheet says of a package. */
#ifndef APP_PACKAGESPEC_H
#define APP_PACKAGESPEC_H

#include "app/package.h"
#include "app/packagesheet.h"

/* Fills in the sheet of PACKAGE, whose pages are checked.  A quantity, a paper
 * or (of more than a leaf) a binding that the job does not tell is warned
 * about. *OUT borrows the job and is owned by its arena.  Errors: as
 * against_changes.
 */
ERR_CHECKED enum err packagespec_make(
    const struct package *package, struct spec *out);

/* The rows about the files themselves: standard, fonts, pictures, inks,
 * preflight; and about the older edition.  Part of packagespec_make. */
ERR_CHECKED enum err packagefile_add(
    const struct package *package, struct spec *out);

#endif
