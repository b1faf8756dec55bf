/* font/standin - characters that another shows better.  Private to the font
 * room.
 */
#ifndef FONT_STANDIN_H
#define FONT_STANDIN_H

#include "font/item.h"

/* TEXT as the characters of UNIT, bytes AT ... END, are to be shaped in
 * Japanese lines: of the same length, so that offsets agree.  It is TEXT itself
 * as a rule, else a copy in SCRATCH; .p is NULL when memory runs out. */
struct str standin_text(struct shape_scratch *scratch,
    const struct item_unit *unit, struct str text);

/* C lies across the line in vertical writing unless the face has a form for it:
 * it is to be turned (UAX #50, class R). */
bool standin_turns(uint32_t c);

#endif
