/* text/linetext - what is copied from a line: its source text.
 */
#ifndef TEXT_LINETEXT_H
#define TEXT_LINETEXT_H

#include "text/linebreak.h"

/* OUT->text and OUT->space of LINE, which has something to be seen: its spans
 * joined, without the spaces where it turns and without soft hyphens.  A word
 * that the line's end divides belongs to the line where it begins, whole; LAST:
 * a forced break or the end follows; a break between Western words counts as a
 * space.  Borrowed from the spans or owned by ARENA.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err linetext_make(struct arena *arena,
    const struct atom_row *row, const struct linebreak_line *line, bool last,
    struct text_line *out);

#endif
