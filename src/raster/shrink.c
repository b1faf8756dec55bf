/* Lengths are counted in parts of which both an old and a new pixel have a
 * whole number: across, an old pixel is as many as there are new pixels in a
 * row, a new one as many as there are old ones.  A sum of colours is at most
 * 255 * 255 * SHRINK_PIXELS_MAX, far below 2^64. */
#include "raster/shrink.h"

#include <string.h>

enum err
shrink_begin(struct arena *arena, struct shrink *s)
{
    bool good = s->width >= 1 && s->width <= s->from_width && s->height >= 1 &&
                s->height <= s->from_height && s->channels >= 1 &&
                s->channels <= 4;
    if (!good || s->from_width > SHRINK_PIXELS_MAX / s->from_height)
        return ERR_USAGE;
    size_t n = (size_t)s->width * (size_t)s->channels;
    s->across = arena_array(arena, n, sizeof *s->across);
    s->sum = arena_array(arena, n, sizeof *s->sum);
    s->filled = 0;
    return s->across == NULL || s->sum == NULL ? ERR_NOMEM : ERR_OK;
}

/* Adds PARTS of the pixel P to the new pixel TO. */
static void
add_pixel(const struct shrink *s, const unsigned char *p, uint64_t parts,
    uint64_t *to)
{
    int colours = s->alpha ? s->channels - 1 : s->channels;
    uint64_t weight = parts * (s->alpha ? p[colours] : 1U);
    for (int c = 0; c < colours; c++)
        to[c] += p[c] * weight;
    if (s->alpha)
        to[colours] += weight;
}

/* Sums ROW up to as many pixels as a new one has. */
static void
sum_across(struct shrink *s, const unsigned char *row)
{
    uint64_t *to = s->across, room = (uint64_t)s->from_width;
    memset(to, 0, (size_t)s->width * (size_t)s->channels * sizeof *to);
    for (int x = 0; x < s->from_width; x++, row += s->channels) {
        uint64_t parts = (uint64_t)s->width;
        uint64_t here = parts < room ? parts : room;
        add_pixel(s, row, here, to);
        room -= here;
        if (room > 0)
            continue;
        to += s->channels;
        room = (uint64_t)s->from_width;
        if (parts > here) {
            add_pixel(s, row, parts - here, to);
            room -= parts - here;
        }
    }
}

static void
add_rows(struct shrink *s, uint64_t parts)
{
    size_t n = (size_t)s->width * (size_t)s->channels;
    for (size_t i = 0; i < n; i++)
        s->sum[i] += s->across[i] * parts;
    s->filled += parts;
}

static unsigned char
mean(uint64_t sum, uint64_t of)
{
    return (unsigned char)(of == 0 ? 0 : (sum + of / 2) / of);
}

/* The new row, of what was summed up, which is then empty again. */
static void
finish_row(struct shrink *s, unsigned char *out)
{
    uint64_t all = (uint64_t)s->from_width * (uint64_t)s->from_height;
    int colours = s->alpha ? s->channels - 1 : s->channels;
    uint64_t *sum = s->sum;
    for (int x = 0; x < s->width; x++, sum += s->channels) {
        uint64_t seen = s->alpha ? sum[colours] : all;
        for (int c = 0; c < colours; c++)
            *out++ = mean(sum[c], seen);
        if (s->alpha)
            *out++ = mean(seen, all);
    }
    memset(s->sum, 0, (size_t)s->width * (size_t)s->channels * sizeof *s->sum);
    s->filled = 0;
}

bool
shrink_row(struct shrink *s, const unsigned char *row, unsigned char *out)
{
    uint64_t parts = (uint64_t)s->height;
    uint64_t room = (uint64_t)s->from_height - s->filled;
    uint64_t here = parts < room ? parts : room;
    sum_across(s, row);
    add_rows(s, here);
    if (here < room)
        return false;
    finish_row(s, out);
    if (parts > here)
        add_rows(s, parts - here);
    return true;
}
