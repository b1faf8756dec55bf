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

enum { MARKUP_SYMBOLS = 3 };

/* How often each private-use symbol was read, and where first. */
struct markup_symbols {
    size_t n[MARKUP_SYMBOLS];
    struct loc first[MARKUP_SYMBOLS];
};

/* What the private-use character C of old symbol fonts, found at LOC, prints:
 * U+F06C ●, U+F06E ■, U+F0B7 •; counted in FOUND.  NULL for any other. */
const char *markup_symbol(
    struct markup_symbols *found, struct loc loc, uint32_t c);

/* Says what was counted in FOUND. */
enum err markup_say_symbols(
    struct diag *diag, const struct markup_symbols *found);

/* The worse of two results: no memory, then bad input. */
enum err markup_worse(enum err a, enum err b);

#endif
