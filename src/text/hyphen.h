/* text/hyphen - Western words divided at the end of a line, with a hyphen.
 */
#ifndef TEXT_HYPHEN_H
#define TEXT_HYPHEN_H

#include "text/atom.h"

/* Marks the points of ROW's words where their spans' dictionaries divide them
 * (BREAK_HYPHEN), and shapes the hyphens of all spans in which a line may end
 * inside a word: with the Latin part of their fonts.  Words with digits, in
 * capitals, in addresses or joined by the author or the keep list are left
 * whole, and so is balanced text.  Hyphens are owned by ARENA.
 * Errors: ERR_INPUT (a font without a hyphen), ERR_NOMEM. */
ERR_CHECKED enum err hyphen_mark(struct arena *arena, struct diag *diag,
    const struct text_setting *setting, struct atom_row *row);

/* Does a line that ends at a break of the kind BRK show a hyphen? */
bool hyphen_ends(unsigned brk);

/* The hyphen of a line of ROW whose last visible atom stands before SEEN, when
 * the next line begins with atom NEXT; 0 or NULL: none is shown. */
emu hyphen_width(const struct atom_row *row, size_t seen, size_t next);
const struct atom_hyphen *hyphen_shown(
    const struct atom_row *row, size_t seen, size_t next);

#endif
