/* inspect/contact - is there an address for mail, a name in a text?
 */
#ifndef INSPECT_CONTACT_H
#define INSPECT_CONTACT_H

#include <stdbool.h>

#include "base/str.h"

/* True when TEXT holds an address that a mail program takes as it is:
 * local@domain in ASCII. */
bool contact_has_mail(struct str text);

/* True when TEXT holds NAME, whatever white space stands within either of them;
 * full-width letters and digits are taken for ASCII, capitals for small
 * letters.  No NAME is in every text. */
bool contact_has_name(struct str text, struct str name);

/* True when TEXT holds the name WHICH of the N names CLUBS, compared likewise,
 * and not as a part of another name: neither of a longer one of CLUBS nor of a
 * word that goes on in kanji, katakana or letters (厚生労働記者会 does not name
 * 労働記者会).  Words that lead to names (同時提供...) may stand before it. */
bool contact_has_club(
    struct str text, const char *const *clubs, size_t n, size_t which);

#endif
