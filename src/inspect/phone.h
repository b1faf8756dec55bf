/* inspect/phone - is there a telephone number in a text?  As people write them
 * in Japan, full-width signs too.
 */
#ifndef INSPECT_PHONE_H
#define INSPECT_PHONE_H

#include <stdbool.h>

#include "base/str.h"

/* True when TEXT (UTF-8, a paragraph a line) holds a telephone number of Japan:
 * 03-0000-0000, (03)0000-0000, 0120-000-000, 090 0000-0000, +81-3-0000-0000,
 * with hyphens, dots, middle dots or blanks between its parts.  Digits alone
 * count only right behind a word that says telephone (電話, TEL, 直通, ...).
 *
 * The last word before a number in its line says what it is, unless one in
 * brackets right behind it does: that of a fax alone does not count, one of
 * both (電話・FAX) does. */
bool phone_is_in(struct str text);

#endif
