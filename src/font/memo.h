/* font/memo - shaped texts that come again: what a label measures it draws
 * later; units, names and notes are set many times.  Private to the font room.
 */
#ifndef FONT_MEMO_H
#define FONT_MEMO_H

#include "base/buf.h"
#include "base/map.h"
#include "font/run.h"

struct memo {
    struct arena *arena; /* the font_set's */
    struct buf key;      /* of the text that was looked for last */
    struct map place;    /* of a key in `shaped` */
    struct shaped *shaped;
    size_t n, cap;
    size_t bytes; /* kept so far; there is a bound */
};

/* Frees what is not the arena's. */
void memo_fini(struct memo *memo);

/* *OUT is what was kept for TEXT with the same FONT (by its content), SIZE and
 * FLAGS, else NULL.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err memo_find(struct memo *memo, const struct composite *font,
    emu size, unsigned flags, struct str text, const struct shaped **out);

/* True when what was shaped, CLUSTERS and GLYPHS, still finds room. */
bool memo_has_room(const struct memo *memo, size_t clusters, size_t glyphs);

/* Keeps SHAPED, whose arrays are of the same arena, for the text that was
 * looked for last.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err memo_keep(struct memo *memo, const struct shaped *shaped);

#endif
