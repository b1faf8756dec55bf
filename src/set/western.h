/* set/western - Western words amid Japanese, which readers must speak in their
 * own language (ISO 14289-1, 7.2). */
#ifndef SET_WESTERN_H
#define SET_WESTERN_H

#include "base/str.h"

/* The first stretch of TEXT with two words or more, without blanks around it;
 * an empty one at its end when there is none.  A word has two letters, but
 * for A and I in front; an address is none, and capitals alone (CSO, MR) are
 * read as they are in Japanese. */
struct str western_words(struct str text);

#endif
