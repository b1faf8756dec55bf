/* font/composite - composite fonts (合成フォント): Japanese, Latin and figures
 * each from their own face with size and base-line adjustment, and fallback
 * per character.
 */
#ifndef FONT_COMPOSITE_H
#define FONT_COMPOSITE_H

#include "font/face.h"

enum composite_role { ROLE_JAPANESE, ROLE_LATIN, ROLE_FIGURES, ROLES };

struct composite_part {
    const struct face *face; /* NULL: the role is set like ROLE_JAPANESE */
    int32_t scale;           /* 1/1000 of the size; 1000 (0 means 1000) */
    int32_t shift;           /* 1/1000 of the size, up positive; 0 */
    bool proportional;       /* figures: false asks for tabular (tnum) */
};

enum { FALLBACKS_MAX = 8 };

/* Plain data; faces are borrowed from one font_set.  ROLE_JAPANESE must have a
 * face.  A character that its role's face lacks is set like ROLE_JAPANESE,
 * from the first face that has it: ROLE_JAPANESE's, then the fallbacks. */
struct composite {
    const char *name;
    struct composite_part part[ROLES];
    const struct face *fallback[FALLBACKS_MAX];
    size_t n_fallbacks;
};

/* The role of C by itself: Latin letters are ROLE_LATIN, ASCII digits
 * ROLE_FIGURES, all else ROLE_JAPANESE.  font_shape goes on by context: what
 * belongs to a number (. , : / between digits, + - and a currency before one,
 * % behind one) is ROLE_FIGURES; other ASCII punctuation, spaces and quotation
 * marks go with the Western characters beside them, brackets with what they
 * enclose, and are ROLE_JAPANESE among Japanese.  Full-width forms always are
 * ROLE_JAPANESE. */
enum composite_role composite_role(uint32_t c);

#endif
