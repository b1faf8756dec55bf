/* reading/texts - what stands in every sequence of a document, as text.
 *
 * A line is one text for those who copy, or a text for each of its parts where
 * they belong to several elements (docs/decisions/0005, 0013).  Where a line
 * turns at a word space there is one; where the copy asks for a new line, a
 * line feed.
 */
#ifndef READING_TEXTS_H
#define READING_TEXTS_H

#include "page/document.h"

struct texts {
    struct buf **page; /* of every page its sequences, from 0 */
    const struct document *document;
};

/* Reads all pages of DOCUMENT.  End with texts_fini, also after an error.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err texts_read(
    struct arena *arena, const struct document *document, struct texts *out);
void texts_fini(struct texts *texts);

/* The text of the sequence KID; borrowed. */
struct str texts_of(const struct texts *texts, const struct kid *kid);

/* The first kid of E of the type ROLE, or NULL. */
const struct element *texts_kid(const struct element *e, enum role role);

/* Where the element LINK leads, or NULL. */
const char *texts_url(const struct texts *texts, const struct element *link);

/* All that stands below ELEMENT, appended to OUT. */
void texts_below(
    const struct texts *texts, const struct element *element, struct buf *out);

#endif
