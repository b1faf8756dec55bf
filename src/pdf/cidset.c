#include "pdf/cidset.h"

#include <string.h>

enum { CIDS = 0x10000, SFNT_HEADER = 12, SFNT_ENTRY = 16 };

static unsigned
u16(const struct subset *subset, size_t at)
{
    if (at + 2 > subset->n)
        return 0;
    return (unsigned)subset->data[at] << 8 | subset->data[at + 1];
}

static size_t
u32(const struct subset *subset, size_t at)
{
    return (size_t)u16(subset, at) << 16 | u16(subset, at + 2);
}

/* The glyphs of a TrueType file, as its table maxp tells: parts of others are
 * among them, which no code shows. */
static unsigned
count_glyphs(const struct subset *subset)
{
    unsigned tables = u16(subset, 4);
    for (unsigned i = 0; i < tables; i++) {
        size_t entry = SFNT_HEADER + (size_t)SFNT_ENTRY * i;
        if (entry + SFNT_ENTRY <= subset->n &&
            memcmp(subset->data + entry, "maxp", 4) == 0)
            return u16(subset, u32(subset, entry + 8) + 4);
    }
    return 0;
}

static void
set(unsigned char *bits, unsigned cid, unsigned *end)
{
    bits[cid / 8] |= (unsigned char)(0x80 >> cid % 8);
    *end = cid + 1 > *end ? cid + 1 : *end;
}

unsigned
cidset_glyphs(const struct subset *subset)
{
    return subset->is_cff ? 1 : count_glyphs(subset);
}

void
cidset_put(struct buf *out, const struct font_use *font, unsigned glyphs)
{
    unsigned char bits[CIDS / 8] = {0};
    unsigned end = 0;
    for (unsigned cid = 0; cid < glyphs; cid++)
        set(bits, cid, &end);
    for (size_t i = 0; i < font->n; i++)
        set(bits, font->glyph[i].code, &end);
    buf_put(out, (const char *)bits, (end + 7) / 8);
}
