/* text/jidori - text set to a given width (字取り, JIS X 4051).
 */
#ifndef TEXT_JIDORI_H
#define TEXT_JIDORI_H

#include "text/ruby.h"

/* Spreads the characters of each group of ROW that asks for a width evenly
 * over it: the first and the last are flush with its edges, a single one
 * stands in its middle.  Room for readings counts; RUBY is kept over its
 * bases.  A group wider than that is set solid and said in DIAG (text.jidori).
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err jidori_mark(
    struct diag *diag, struct atom_row *row, struct ruby_row *ruby);

#endif
