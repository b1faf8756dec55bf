/* app/packagename - names of files that every system of every printing company
 * can read.
 */
#ifndef APP_PACKAGENAME_H
#define APP_PACKAGENAME_H

#include "app/library.h"

enum { PACKAGE_NAME_MAX = 64 };

/* Letters A to Z, digits and . _ - alone; first a letter or a digit, last no
 * point; no name that Windows keeps for its devices. */
bool packagename_good(const char *name);

/* The same, but of MOST bytes instead of PACKAGE_NAME_MAX. */
bool packagename_fits(const char *name, size_t most);

/* What the files of K's package are called, without ending: GIVEN (its .pdf is
 * left out), else the key `name` of [package], else as the PDF is called.
 * Nothing is changed in it: a name that is not good is said.
 * Errors: ERR_INPUT, ERR_USAGE (GIVEN is not good), ERR_NOMEM. */
ERR_CHECKED enum err packagename_find(
    struct kumihan *k, const char *given, const char **out);

/* The picture of page NUMBER (from 1) OF so many: NAME-p01.png, as many digits
 * as all need, two at least.  Owned by ARENA; NULL: no memory. */
const char *packagename_picture(
    struct arena *arena, const char *name, size_t number, size_t of);

#endif
