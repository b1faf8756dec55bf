/* text/phrase - where a phrase (文節) may begin: for headings, whose lines
 * break there.
 */
#ifndef TEXT_PHRASE_H
#define TEXT_PHRASE_H

#include "text/atom.h"

/* What a break before atom I (> 0) of the N costs in balanced lines: nothing
 * between phrases, BREAK_MIDDLE between words of one, BREAK_BAD inside a word.
 */
enum atom_break phrase_break(const struct atom *atom, size_t n, size_t i);

#endif
