/* font/face_imp - the inside of a face.  Private to the font room. */
#ifndef FONT_FACE_IMP_H
#define FONT_FACE_IMP_H

#include <hb.h>

#include "font/face.h"
#include "font/item.h"

/* What is learnt or reused while shaping; a font_set serves one thread. */
struct face_cache {
    struct shape_scratch *scratch;        /* the set's */
    hb_shape_plan_t *plan[ITEM_SETTINGS]; /* NULL: not yet needed */
    hb_face_t *bare; /* what subsets are made of; NULL: not yet needed */
    int digit_cell;  /* widest tabular digit, font units; -1: not yet known */
    /* A bit for each character of the Basic Multilingual Plane: was it looked
     * up, and does the face have it? */
    unsigned char asked[8192], has[8192];
};

struct face {
    struct face_info info;
    hb_face_t *hb;
    hb_font_t *font; /* scaled to font units */
    uint16_t *cid;   /* by glyph id; NULL: the glyph id itself */
    struct face_cache *cache;
};

/* Opens face INDEX of the font file PATH whose bytes are BLOB (referenced).
 * All that *OUT holds besides HarfBuzz objects is owned by ARENA; end it with
 * face_fini.  Errors: ERR_INPUT (no usable font, said at LOC), ERR_NOMEM. */
ERR_CHECKED enum err face_init(struct arena *arena, struct diag *diag,
    struct loc loc, hb_blob_t *blob, const char *path, unsigned index,
    struct shape_scratch *scratch, struct face *out);
void face_fini(struct face *face);

/* True when FACE has a glyph for C; remembered. */
bool face_has(const struct face *face, uint32_t c);

/* The embedding rights in a word: "installable", "restricted", ... */
const char *face_rights(const struct face_info *info);

#endif
