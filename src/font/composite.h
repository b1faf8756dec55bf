/* font/composite - composite fonts (合成フォント): Japanese, Latin and figures
 * each from their own face with size and base-line adjustment, and fallback
 * per character.
 */
#ifndef FONT_COMPOSITE_H
#define FONT_COMPOSITE_H

#include "font/face.h"

enum composite_role { ROLE_JAPANESE, ROLE_LATIN, ROLE_FIGURES, ROLES };

struct composite_part {
    const struct face *face; /* NULL: the role uses ROLE_JAPANESE's face */
    int32_t scale;           /* 1/1000 of the size; 1000 */
    int32_t shift;           /* 1/1000 em, up positive; 0 */
    bool proportional;       /* figures: false asks for tabular (tnum) */
};

enum { FALLBACKS_MAX = 8 };

/* Plain data; faces are borrowed from a font_set. */
struct composite {
    const char *name;
    struct composite_part part[ROLES];
    const struct face *fallback[FALLBACKS_MAX];
    size_t n_fallbacks;
};

/* The role of C in running text: ASCII letters and Latin punctuation that
 * stands among them are ROLE_LATIN, ASCII digits and what belongs to a number
 * (. , % + - between digits) ROLE_FIGURES, all else ROLE_JAPANESE. */
enum composite_role composite_role(uint32_t c);

#endif
