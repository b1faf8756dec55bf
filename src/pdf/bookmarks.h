/* pdf/bookmarks - the document outline (しおり). */
#ifndef PDF_BOOKMARKS_H
#define PDF_BOOKMARKS_H

#include "pdf/writer.h"

/* Writes the outline.  On ERR_OK *OUT is its root, none when the document has
 * no bookmarks.  A level may be skipped: the bookmark then belongs to the last
 * one of a lower level.  Errors: ERR_NOMEM, ERR_INTERNAL (no such page). */
ERR_CHECKED enum err bookmarks_write(struct writer *w, struct ref *out);

#endif
