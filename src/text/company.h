/* text/company - names of companies stay with their form: 株式会社フジ, フジ
 * 株式会社, (株)フジ.
 */
#ifndef TEXT_COMPANY_H
#define TEXT_COMPANY_H

#include "text/atom.h"

/* If the form of a company begins with atom I of the N atoms: no line ends
 * between it and the name beside it, nor inside a short name (four characters
 * of one script); a longer one may be parted, but for the two characters next
 * to the form.  Kanji before a form are not taken for a name: where it would
 * begin is not known.
 * Inside the form, none ends when a name stands behind it, or one in katakana
 * or Latin letters before it. */
void company_mark(struct atom *atom, size_t n, size_t i);

#endif
