/* Subsets as fonts that can be opened again: what their tests share. */
#ifndef TEST_FONT_COPY_H
#define TEST_FONT_COPY_H

#include "test_font_fixture.h"

#include <hb-ot.h>

#include "font/subset.h"

static inline hb_font_t *
plain_font(const char *path)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    assert_non_null(blob);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return font;
}

/* A maxp and CFF of all glyphs beside the other tables of SOURCE. */
static inline void
write_cff(struct fixture *f, const struct face *face,
    const struct subset *subset, size_t n_twins, const char *name)
{
    size_t n = subset->n_glyphs + n_twins;
    unsigned char maxp[6] = {
        0, 0, 0x50, 0, (unsigned char)(n >> 8), (unsigned char)n};
    fixture_font(f, face_info(face)->path, "step.otf", 0,
        HB_TAG('m', 'a', 'x', 'p'), maxp, sizeof maxp);
    fixture_font(f, arena_printf(f->arena, "%s/step.otf", f->dir), name, 0,
        HB_TAG('C', 'F', 'F', ' '), subset->data, (unsigned)subset->n);
}

/* The glyph id inside SUBSET of what GID of the source became. */
static inline uint16_t
inside(const struct subset *subset, uint32_t gid)
{
    size_t i = 0;
    while (subset->source[i] != gid)
        i++;
    return subset->gid[i];
}

/* No two glyphs have one code. */
static inline void
expect_own_codes(const struct subset *s, size_t n_twins)
{
    bool seen[65536] = {false};
    for (size_t i = 0; i < s->n_glyphs + n_twins; i++) {
        bool plain = i < s->n_glyphs;
        uint16_t code = plain ? s->is_cff ? s->code[i] : s->gid[i]
                              : s->twin_code[i - s->n_glyphs];
        assert_false(seen[code]);
        seen[code] = true;
    }
}

/* Sum of the words of a file: a sound one has 0xB1B0AFBA. */
static inline uint32_t
file_sum(const unsigned char *p, size_t n)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (uint32_t)p[i] << (3 - i % 4) * 8;
    return sum;
}

#endif
