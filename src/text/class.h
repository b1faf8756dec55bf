/* text/class - JLREQ character classes (文字クラス). */
#ifndef TEXT_CLASS_H
#define TEXT_CLASS_H

#include "text/atom.h"

/* The class of C by itself (JLREQ Appendix A, else by block), with
 * JLREQ_WESTERN when Western text uses it too. */
unsigned class_of(uint32_t c);

/* Classes of a whole paragraph, by use: quotation marks, dashes, letters with
 * two widths, numerals. */
void class_mark(struct atom *atom, size_t n);

/* Western characters, numerals, word spaces. */
bool class_is_western(unsigned class);

/* The class whose row and column of the pair tables CLASS uses: cl-17 and
 * cl-18 have none and behave as cl-19. */
unsigned class_row(unsigned class);

#endif
