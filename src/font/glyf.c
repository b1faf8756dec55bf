/* Component records: OpenType specification, chapter glyf. */
#include "font/glyf.h"

#include <string.h>

#include "font/bytes.h"

enum {
    HEADER = 10,
    ONE_COMPONENT = 16, /* with the header; bytes for arguments, padded */

    ARGUMENTS_ARE_WORDS = 1,
    ARGUMENTS_ARE_XY = 2,
    MORE_COMPONENTS = 0x20,
    HAS_TWO_SCALES = 0x40,
    HAS_MATRIX = 0x80,
    UNSCALED_OFFSET = 0x1000,
    F2DOT14_ONE = 0x4000
};

static bool
is_composite(struct str glyph)
{
    return glyph.n > 0 && (glyph.p[0] & 0x80) != 0;
}

static size_t
padded(size_t n)
{
    return (n + 3) / 4 * 4;
}

static int
form_flags(const struct subset_part *place)
{
    if (place->turned)
        return HAS_MATRIX;
    return place->condense == 1000 ? 0 : HAS_TWO_SCALES;
}

static size_t
component_size(const struct subset_part *place)
{
    int form = form_flags(place);
    return form == HAS_MATRIX ? 16 : form == HAS_TWO_SCALES ? 12 : 8;
}

size_t
glyf_size(const struct twin *twin, const struct glyf_glyph *glyph)
{
    size_t n = 0;
    if (twin->n_parts == 0 && is_composite(glyph->data))
        return padded(glyph->data.n);
    if (twin->n_parts == 0)
        return glyph->data.n == 0 ? 0 : ONE_COMPONENT;
    for (size_t i = 0; i < twin->n_parts; i++)
        if (glyph[i].data.n > 0)
            n += component_size(&twin->part[i].place);
    return n == 0 ? 0 : padded(HEADER + n);
}

static struct glyf_box
box_of(struct str glyph)
{
    struct glyf_box box = {{0, 0, 0, 0}};
    for (size_t i = 0; i < 4 && glyph.n >= HEADER; i++)
        box.at[i] = (int16_t)bytes_number(glyph, 2 + i * 2, 2);
    return box;
}

/* X of a part's glyph as its form makes it. */
static int32_t
condensed(const struct subset_part *place, int64_t x)
{
    return (int32_t)unit_scale(x, place->condense, 1000);
}

/* Where the origin of its outline goes. */
static void
find_offset(const struct subset_part *place, int32_t shift, int32_t offset[2])
{
    int32_t moved = condensed(place, shift);
    offset[0] = place->x + (place->turned ? 0 : moved);
    offset[1] = place->y - (place->turned ? moved : 0);
}

/* Turned, the right side becomes the lower one. */
static struct glyf_box
placed_box(const struct subset_part *place, const struct glyf_glyph *glyph)
{
    struct glyf_box box = box_of(glyph->data), out;
    int32_t offset[2];
    int32_t left = condensed(place, box.at[0]);
    int32_t right = condensed(place, box.at[2]);
    find_offset(place, glyph->shift, offset);
    if (place->turned)
        out = (struct glyf_box){{box.at[1], -right, box.at[3], -left}};
    else
        out = (struct glyf_box){{left, box.at[1], right, box.at[3]}};
    for (size_t i = 0; i < 4; i++)
        out.at[i] += offset[i % 2];
    return out;
}

static void
join_box(struct glyf_box *box, struct glyf_box other, bool first)
{
    for (size_t i = 0; i < 4; i++) {
        bool beyond =
            i < 2 ? other.at[i] < box->at[i] : other.at[i] > box->at[i];
        if (first || beyond)
            box->at[i] = other.at[i];
    }
}

static bool
is_word(int32_t x)
{
    return x >= INT16_MIN && x <= INT16_MAX;
}

/* One component at P.  x' = a x + c y, y' = b x + d y: a, b, c, d. */
static bool
put_component(char *p, const struct twin_part *part, int32_t shift, bool more)
{
    const struct subset_part *place = &part->place;
    int flags = ARGUMENTS_ARE_WORDS | ARGUMENTS_ARE_XY | UNSCALED_OFFSET |
                form_flags(place) | (more ? MORE_COMPONENTS : 0);
    int32_t scale = (int32_t)unit_scale(place->condense, F2DOT14_ONE, 1000);
    int32_t offset[2];
    find_offset(place, shift, offset);
    bytes_set(p, (uint32_t)flags, 2);
    bytes_set(p + 2, part->gid, 2);
    bytes_set(p + 4, (uint32_t)offset[0], 2);
    bytes_set(p + 6, (uint32_t)offset[1], 2);
    if (place->turned) {
        bytes_set(p + 10, (uint32_t)-scale, 2);
        bytes_set(p + 12, F2DOT14_ONE, 2);
    } else if (place->condense != 1000) {
        bytes_set(p + 8, (uint32_t)scale, 2);
        bytes_set(p + 10, F2DOT14_ONE, 2);
    }
    return is_word(offset[0]) && is_word(offset[1]) && is_word(scale);
}

static bool
put_parts(char *p, const struct twin *twin, const struct glyf_glyph *glyph,
    struct glyf_box *box)
{
    size_t left = 0, at = HEADER;
    bool fits = true;
    for (size_t i = 0; i < twin->n_parts; i++)
        left += glyph[i].data.n > 0;
    for (size_t i = 0; i < twin->n_parts; i++) {
        if (glyph[i].data.n == 0)
            continue;
        const struct subset_part *place = &twin->part[i].place;
        join_box(box, placed_box(place, &glyph[i]), at == HEADER);
        if (!put_component(p + at, &twin->part[i], glyph[i].shift, --left > 0))
            return false;
        at += component_size(place);
    }
    for (size_t i = 0; i < 4; i++) {
        fits = fits && is_word(box->at[i]);
        bytes_set(p + 2 + i * 2, (uint32_t)box->at[i], 2);
    }
    bytes_set(p, 0xFFFF, 2);
    return fits;
}

bool
glyf_put(char *p, const struct twin *twin, const struct glyf_glyph *glyph,
    struct glyf_box *box)
{
    *box = (struct glyf_box){{0, 0, 0, 0}};
    if (glyf_size(twin, glyph) == 0)
        return true;
    if (twin->n_parts > 0)
        return put_parts(p, twin, glyph, box);
    *box = box_of(glyph->data);
    if (is_composite(glyph->data)) {
        memcpy(p, glyph->data.p, glyph->data.n);
        return true;
    }
    bytes_set(p, 0xFFFF, 2);
    memcpy(p + 2, glyph->data.p + 2, 8);
    bytes_set(p + HEADER, ARGUMENTS_ARE_XY, 2);
    bytes_set(p + HEADER + 2, twin->gid, 2);
    return true;
}
