/* font/shape_imp - what shaping keeps between calls.  Private to the font
 * room.
 */
#ifndef FONT_SHAPE_IMP_H
#define FONT_SHAPE_IMP_H

#include <hb.h>

#include "font/memo.h"

/* A character of the text that is being shaped. */
struct shape_char {
    uint32_t c, at; /* at: its first byte */
    uint8_t role;   /* enum composite_role */
    uint8_t before; /* role of the nearest letter, digit or Japanese before */
    uint8_t after;  /* and behind it; ROLES at the text's ends */
    bool extends;   /* belongs to the character before it */
};

/* Storage that every call of font_shape uses again. */
struct shape_scratch {
    hb_buffer_t *buffer;
    hb_language_t ja;
    struct shape_char *ch;
    size_t n_chars, cap_chars;
    struct cluster *cluster;
    size_t n_clusters, cap_clusters;
    struct glyph *glyph;
    size_t n_glyphs, cap_glyphs;
    struct memo memo;
    struct buf standin; /* a text with characters that stand in */
};

/* Prepares SCRATCH, which keeps results in ARENA; false when memory runs out.
 * End it with shape_fini. */
bool shape_init(struct shape_scratch *scratch, struct arena *arena);
void shape_fini(struct shape_scratch *scratch);

/* True when FACE sets C otherwise in vertical lines than in horizontal ones. */
bool shape_has_vertical_form(
    struct shape_scratch *scratch, const struct face *face, uint32_t c);

/* Gives each of the N characters its role by its neighbours. */
void composite_resolve(struct shape_char *ch, size_t n);

#endif
