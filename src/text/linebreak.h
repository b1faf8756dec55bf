/* text/linebreak - the best lines for a whole paragraph (total fit).
 */
#ifndef TEXT_LINEBREAK_H
#define TEXT_LINEBREAK_H

#include "text/justify.h"

/* One line: atoms first ... end - 1; those from `seen` on are spaces that
 * vanish at the line's end (seen == first: nothing is left). */
struct linebreak_line {
    size_t first, seen, end;
};

/* Chooses the lines of the atoms FIRST ... END - 1 (one stretch between
 * forced breaks); NUMBER lines stand before them in the paragraph.  On ERR_OK
 * *OUT points to *N_LINES lines owned by ARENA that partition the atoms; no
 * atoms give one empty line.  May mark emergency breaks in ROW.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err linebreak_find(struct arena *arena,
    const struct text_setting *setting, struct atom_row *row, size_t first,
    size_t end, size_t number, struct linebreak_line **out, size_t *n_lines);

/* What the setting's line NUMBER may hold: its measure less the indent. */
int64_t linebreak_measure(const struct text_setting *setting, size_t number);

/* LINE of ROW, ready to be planned; NUMBER counts from the paragraph's first,
 * LAST: nothing follows before a forced break or the end. */
void linebreak_prepare(const struct text_setting *setting,
    const struct atom_row *row, const struct linebreak_line *line,
    size_t number, bool last, struct justify_line *out);

#endif
