/* font/subset - the part of a font file that a document uses. */
#ifndef FONT_SUBSET_H
#define FONT_SUBSET_H

#include "font/face.h"

struct subset {
    const unsigned char *data; /* TrueType file, or bare CFF table */
    size_t n;
    bool is_cff;
    uint16_t *code; /* per original glyph id used: the code in content streams
                       (the original gid; the CID in CID-keyed CFF) */
    uint16_t *gid;  /* per entry: glyph id inside the subset */
    const uint32_t *source; /* the gids asked for, ascending */
    size_t n_glyphs;
};

/* Subsets FACE to the N glyph ids GIDS (ascending, unique; 0 is always in).
 * Layout tables, hints and names are dropped.  On ERR_OK *OUT is owned by
 * ARENA.  Errors: ERR_INTERNAL (said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err subset_make(struct arena *arena, struct diag *diag,
    const struct face *face, const uint32_t *gids, size_t n,
    struct subset *out);

/* The code that stands for GID in content streams: GID itself, or its CID in a
 * CID-keyed CFF face. */
uint16_t face_code(const struct face *face, uint32_t gid);

#endif
