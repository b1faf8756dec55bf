/* set/recall - what was made once and is asked for again.
 *
 * Figures set their labels to be measured and again to be drawn, a notes block
 * is set each time its page is filled: a paragraph of the same spans in the
 * same measure is composed once.  Other rooms keep by name what is dear to
 * read.
 */
#ifndef SET_RECALL_H
#define SET_RECALL_H

#include "text/compose.h"

struct recall;

/* An empty memory in ARENA, which owns all that is composed with it.  What
 * OLDER (NULL: none) has is recalled too; OLDER is read only and lives longer.
 * NULL: no memory. */
struct recall *recall_new(struct arena *arena, const struct recall *older);

/* As text_compose in the arena of RECALL.  The lines may have been given
 * before: they are read only, and their spans are others that say the same.
 * What could not be composed is tried anew each time. */
ERR_CHECKED enum err recall_compose(struct recall *recall, struct diag *diag,
    const struct text_setting *setting, const struct text_span *span, size_t n,
    const struct text_line **out, size_t *n_lines);

/* What was kept as NAME, or NULL. */
const void *recall_find(const struct recall *recall, const char *name);

/* Keeps THING as NAME ("room.what WHICH"); both live as long as the arena.
 * False: no memory. */
bool recall_keep(struct recall *recall, const char *name, const void *thing);

#endif
