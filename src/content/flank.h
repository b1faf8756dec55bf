/* content/flank - emphasis beside Japanese.
 *
 * CommonMark lets `*` open or close emphasis only if the characters on its two
 * sides are both letters or both punctuation (or a space is on the outer one).
 * Japanese sets no spaces, so `これは**「強調」**の例` would stay as it is.
 * Where one side is Japanese, its mask is made to agree with the other side.
 * May use: base.
 */
#ifndef CONTENT_FLANK_H
#define CONTENT_FLANK_H

#include "content/galley.h"

/* Gives roles to the characters beside each run of `*`.  False when memory
 * runs out. */
bool flank_fix(struct galley *galley);

/* Japanese (full width), for the joining of lines. */
enum flank_width { WIDTH_NONE, WIDTH_NARROW, WIDTH_WIDE };

/* NONE for marks that both scripts use (“ ” … ―): they follow what is beside
 * them. */
enum flank_width flank_width(uint32_t c);

#endif
