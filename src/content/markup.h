/* content/markup - finds our own syntax in a galley and masks it.
 * May use: base.  Must not know: cmark.
 */
#ifndef CONTENT_MARKUP_H
#define CONTENT_MARKUP_H

#include "content/galley.h"

/* Marks every ruby, value, note reference, style, span, break and private-use
 * bullet of GALLEY.  Faults are said in DIAG and marked MARK_NOTHING.
 * Errors: ERR_INPUT (all faults were looked for), ERR_NOMEM. */
ERR_CHECKED enum err markup_find(struct diag *diag, struct galley *galley);

/* True when S at AT begins with `[^id]`; *ID is the id, *END the byte behind
 * the bracket. */
bool markup_note(struct str s, size_t at, struct str *id, size_t *end);

/* What the private-use character C of old symbol fonts prints, or NULL:
 * U+F06C ●, U+F06E ■, U+F0B7 •. */
const char *markup_bullet(uint32_t c);

/* Says the bullet C found at LOC. */
enum err markup_say_bullet(struct diag *diag, struct loc loc, uint32_t c);

/* The worse of two results: no memory, then bad input. */
enum err markup_worse(enum err a, enum err b);

#endif
