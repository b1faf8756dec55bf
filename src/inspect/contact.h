/* inspect/contact - is there a telephone number, an address for mail, a name in
 * a text?  As people write them in Japan, full-width signs too.
 */
#ifndef INSPECT_CONTACT_H
#define INSPECT_CONTACT_H

#include <stdbool.h>

#include "base/str.h"

/* True when TEXT (UTF-8) holds a telephone number of Japan: 03-0000-0000,
 * (03)0000-0000, 0120-000-000, 090-0000-0000, +81-3-0000-0000, with hyphens,
 * dots, blanks or nothing between its parts.  The number of a fax alone does
 * not count, one of both does. */
bool contact_has_phone(struct str text);

/* True when TEXT holds an address that a mail program takes as it is:
 * local@domain in ASCII. */
bool contact_has_mail(struct str text);

/* True when TEXT holds NAME, whatever white space stands within either of them;
 * full-width letters and digits are taken for ASCII, capitals for small
 * letters.  No NAME is in every text. */
bool contact_has_name(struct str text, struct str name);

#endif
