/* font/item - text cut into stretches that one face sets.  Private to the
 * font room.
 */
#ifndef FONT_ITEM_H
#define FONT_ITEM_H

#include "font/shape_imp.h"

/* A base character with what extends it, and how it is set. */
struct item_unit {
    size_t first, end;       /* half-open range into scratch->ch */
    const struct face *face; /* NULL: no face has it, which was said */
    emu size, shift;
    unsigned
        setting; /* bits of enum item_setting: equal ones are shaped as one */
};

enum item_setting {
    ITEM_FIGURES = 1,
    ITEM_TABULAR = 2,
    ITEM_LATIN = 4,
    ITEM_KANA = 8,   /* proportional kana */
    ITEM_SPACED = 8, /* with ITEM_LATIN: no ligatures */
    ITEM_VERTICAL = 16,
    ITEM_INVISIBLE = 32 /* no glyph */
};

enum { ITEM_SETTINGS = 32 }; /* of what is shaped */

enum { TOLD_MAX = 32 }; /* a text in a wrong script is not listed in full */

/* What item_next needs to know, and what it has said. */
struct item_walk {
    struct shape_scratch *scratch;
    struct diag *diag;
    struct loc loc; /* of the text's first character */
    const struct composite *font;
    emu size;
    unsigned flags;          /* enum shape_flag */
    uint32_t told[TOLD_MAX]; /* missing characters that were said */
    size_t n_told;           /* over TOLD_MAX: no more is said */
    bool failed;             /* an error was said */
    bool warned;             /* a warning was said, or would be elsewhere */
};

/* True when C never shows and needs no glyph (Default_Ignorable_Code_Point). */
bool item_is_invisible(uint32_t c);

/* True when C goes with the character before it. */
bool item_extends(uint32_t c);

/* Says that no face has the character AT: also for shaping, which may find out
 * later.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err item_missing(struct item_walk *walk, size_t at);

/* The unit that starts at character FIRST; says what is missing.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err item_next(
    struct item_walk *walk, size_t first, struct item_unit *out);

#endif
