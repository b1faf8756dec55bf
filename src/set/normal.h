/* set/normal - the forms of characters a style asks for: digits and katakana.
 */
#ifndef SET_NORMAL_H
#define SET_NORMAL_H

#include "set/theme.h"

/* TEXT with its digits (outside Latin words) as STYLE->digits and its
 * half-width katakana as STYLE->full_katakana ask.  Returns TEXT itself when
 * nothing changes, else a copy in ARENA; .p is NULL when memory runs out. */
struct str normal_text(
    struct arena *arena, const struct set_style *style, struct str text);

#endif
