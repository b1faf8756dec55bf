/* content/strand - the inline half of weave.c: the text of one block.
 *
 * cmark-gfm's own places of inlines are wrong behind the first line of a
 * block (they ignore quotation marks, indents and backslash breaks), so a
 * cursor walks through the masked copy beside cmark's tree and meets each
 * character and each piece of markup in turn.
 */
#ifndef CONTENT_STRAND_H
#define CONTENT_STRAND_H

/* The short names of cmark are ours too. */
#define CMARK_NO_SHORT_NAMES 1
#include <cmark-gfm.h>

#include "content/warp.h"

/* Reads the inline nodes from FIRST on into the current node. */
void strand_read(struct weave *weave, cmark_node *first);

/* Moves the cursor behind the line's end and what begins the next line of the
 * same block: blanks and the marks of quotations. */
void strand_next_line(struct weave *weave);

/* Moves the cursor over what begins a line: blanks and quotation marks. */
void strand_head(struct weave *weave);

/* Moves the cursor over blanks. */
void strand_blanks(struct weave *weave);

#endif
