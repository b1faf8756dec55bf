/* pdf/forms - imposed files: each page of the document once, as a form XObject
 * with resources of its own (ISO 32000-1, 8.10), and the sides of sheets that
 * show them.
 */
#ifndef PDF_FORMS_H
#define PDF_FORMS_H

#include "pdf/content.h"

/* Reserves the objects of the document's pages that stand on a side.
 * Errors: ERR_NOMEM, ERR_INTERNAL. */
ERR_CHECKED enum err forms_reserve(struct writer *w);

/* Whether page NUMBER of the document is in the file; all are without sheets.
 */
bool forms_has(const struct writer *w, size_t number);

/* Writes page NUMBER of the document with the content C. */
void forms_put(struct writer *w, size_t number, const struct content *c);

/* Writes the pages of the file: all sides, with their marks.  Errors: as
 * content_item. */
ERR_CHECKED enum err forms_sides(struct writer *w);

#endif
