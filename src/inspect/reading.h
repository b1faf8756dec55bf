/* inspect/reading - can the document be read aloud?  What ISO 14289-1 and WCAG
 * 2.2 ask of its structure that only its author can give.
 */
#ifndef INSPECT_READING_H
#define INSPECT_READING_H

#include "inspect/finding.h"

/* Judges the structure of DOCUMENT, which is borrowed, and adds to FOUND: a
 * picture without a description is an error; headings that skip a level, tables
 * without heads, links that do not say where they lead, and a document whose
 * language is not that of its text are warnings.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err reading_check(
    const struct document *document, struct findings *found);

#endif
