/* layout/copyset - running copy, and how it goes on in another width. */
#ifndef LAYOUT_COPYSET_H
#define LAYOUT_COPYSET_H

#include "layout/lines.h"

/* Sets ROOT (the copy of the block SECTION) in STYLE at MILLI/1000 to a strip
 * whose columns are MEASURE wide; the caller fills in the strip's columns, gap
 * and width.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err copyset_make(struct plan *plan,
    const struct section *section, const struct set_style *style, int32_t milli,
    const struct node *root, emu measure, struct strip *out);

/* OLD was placed up to its unit *UNIT and goes on as FRESH, the same copy set
 * to another measure.  *OUT has the units of OLD up to there and then those
 * of the new measure; a paragraph that is cut is set anew as a whole, its first
 * lines in the old measure.  When one line alone would go on, *UNIT becomes
 * less: the caller takes so many units back.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err copyset_turn(struct plan *plan, const struct strip *old,
    const struct strip *fresh, size_t *unit, struct strip *out);

#endif
