/* pdf/tagskept - the structure tree of an earlier file, where that of this one
 * is the same (pdf/reuse.h).
 *
 * It is when the elements are alike and belong to the same pieces of marked
 * content, and all that they point to has the same numbers: then their
 * dictionaries are the same bytes, and so are the object streams that hold
 * them.
 */
#ifndef PDF_TAGSKEPT_H
#define PDF_TAGSKEPT_H

#include "pdf/pack.h"

enum tags_part { TAGS_PARENTS, TAGS_ROOT, TAGS_PARTS };

/* Writes the tree that is kept.  False: there is none, or W's is another. */
bool tagskept_take(struct writer *w);

/* Keeps what w->body holds of PART, when a record is kept. */
void tagskept_note(struct writer *w, enum tags_part part);

/* Keeps the tree, which is written. */
void tagskept_keep(struct writer *w);

/* The object streams of a tree that was taken over, compressed; NULL: W's own
 * are to be made. */
const struct pack *tagskept_packs(const struct writer *w, size_t *n);

/* Keeps the N object streams PACK of the tree, which were written. */
void tagskept_keep_packs(struct writer *w, const struct pack *pack, size_t n);

#endif
