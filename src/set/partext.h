/* set/partext - the parts of a line that belong to different elements, with
 * what each of them says. */
#ifndef SET_PARTEXT_H
#define SET_PARTEXT_H

#include "text/compose.h"

/* Pieces FIRST ... END of a line; readings among them are of other parts. */
struct partext {
    size_t first, end;
    struct str text;
};

/* True when all of LINE's base text belongs to one element. */
bool partext_is_one(const struct text_line *line);

/* The parts of LINE, whose texts joined are the line's; *OUT is owned by ARENA.
 * LINE has pieces.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err partext_find(struct arena *arena,
    const struct text_line *line, struct partext **out, size_t *n);

#endif
