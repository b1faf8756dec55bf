/* text/unit - unit symbols of Latin letters (単位記号, JLREQ cl-25): km, m²,
 * kWh, km/h.
 */
#ifndef TEXT_UNIT_H
#define TEXT_UNIT_H

#include "text/atom.h"

/* How many of the N atoms from ATOM on are a unit symbol that stands alone, no
 * letter or digit behind it; 0: none begins there.  Asked for behind a number
 * only: single letters that more often mean something else (5G, 10A, 3F) are
 * none. */
size_t unit_at(const struct atom *atom, size_t n);

#endif
