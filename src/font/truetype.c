/* Tables and their fields: OpenType specification, chapters glyf, loca, hmtx,
 * hhea, head, maxp. */
#include "font/truetype.h"

#include <stdbool.h>
#include <string.h>

#include "font/bytes.h"

enum table_name { GLYF, LOCA, HMTX, HHEA, HEAD, MAXP, TABLES };
static const char tags[TABLES][5] = {
    "glyf", "loca", "hmtx", "hhea", "head", "maxp"};

enum {
    TABLES_MAX = 32,
    RECORD = 16 /* bytes of a table record, behind the first 12 */
};

struct file {
    struct str all;
    size_t n;          /* tables */
    size_t at[TABLES]; /* record of each that we know */
    struct str table[TABLES];
    size_t glyphs, metrics; /* maxp.numGlyphs, hhea.numberOfHMetrics */
    bool long_loca;
};

/* The file that is made of it: tables in the same order, at their places. */
struct made {
    char *p;
    size_t n;
    size_t place[TABLES_MAX], size[TABLES_MAX]; /* by record */
    char *table[TABLES];
    bool long_loca;
};

/* --- reading -------------------------------------------------------------- */

static struct str
table_at(const struct file *f, size_t i)
{
    size_t record = 12 + i * RECORD;
    size_t at = bytes_number(f->all, record + 8, 4);
    size_t n = bytes_number(f->all, record + 12, 4);
    if (at > f->all.n || n > f->all.n - at)
        return (struct str){NULL, 0};
    return (struct str){f->all.p + at, n};
}

static bool
find_tables(struct file *f)
{
    if (f->all.n < 12)
        return false;
    f->n = bytes_number(f->all, 4, 2);
    if (f->n > TABLES_MAX || (f->all.n - 12) / RECORD < f->n)
        return false;
    for (size_t i = 0; i < f->n; i++)
        for (int k = 0; k < TABLES; k++)
            if (memcmp(f->all.p + 12 + i * RECORD, tags[k], 4) == 0)
                f->table[k] = table_at(f, i), f->at[k] = i;
    return true;
}

static bool
read_file(struct file *f)
{
    static const size_t least[TABLES] = {0, 2, 4, 36, 54, 32};
    if (!find_tables(f))
        return false;
    for (int k = 0; k < TABLES; k++)
        if (f->table[k].p == NULL || f->table[k].n < least[k])
            return false;
    f->glyphs = bytes_number(f->table[MAXP], 4, 2);
    f->metrics = bytes_number(f->table[HHEA], 34, 2);
    f->long_loca = bytes_number(f->table[HEAD], 50, 2) != 0;
    size_t offsets = f->table[LOCA].n / (f->long_loca ? 4 : 2);
    size_t hmtx = f->metrics * 4 + (f->glyphs - f->metrics) * 2;
    return f->metrics > 0 && f->metrics <= f->glyphs && offsets > f->glyphs &&
           f->table[HMTX].n >= hmtx;
}

static size_t
glyph_offset(const struct file *f, size_t gid)
{
    struct str loca = f->table[LOCA];
    return f->long_loca ? bytes_number(loca, gid * 4, 4)
                        : bytes_number(loca, gid * 2, 2) * (size_t)2;
}

/* The outline of GID; empty when it has none, or a wrong place. */
static struct str
glyph_data(const struct file *f, size_t gid)
{
    size_t from = glyph_offset(f, gid), to = glyph_offset(f, gid + 1);
    if (from + 10 > to || to > f->table[GLYF].n)
        return (struct str){NULL, 0};
    return (struct str){f->table[GLYF].p + from, to - from};
}

/* --- making --------------------------------------------------------------- */

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

/* Bytes of a twin of GLYPH. */
static size_t
twin_size(struct str glyph)
{
    enum { ONE_COMPONENT = 16 };
    if (is_composite(glyph))
        return padded(glyph.n);
    return glyph.n == 0 ? 0 : ONE_COMPONENT;
}

/* One component, at the same place: the bounding box is the same too.  What is
 * composite itself is repeated, so that composites do not get deeper. */
static void
set_twin(char *p, struct str glyph, uint16_t gid)
{
    enum { ARGUMENTS_ARE_XY = 2 };
    if (is_composite(glyph))
        memcpy(p, glyph.p, glyph.n);
    if (glyph.n == 0 || is_composite(glyph))
        return;
    bytes_set(p, 0xFFFF, 2);
    memcpy(p + 2, glyph.p + 2, 8);
    bytes_set(p + 10, ARGUMENTS_ARE_XY, 2);
    bytes_set(p + 12, gid, 2);
}

/* Sizes and places of all tables, and the room for them, zeroed. */
static bool
plan(struct arena *arena, const struct file *f, const struct twin *twin,
    size_t n, struct made *out)
{
    enum { SHORT_MOST = 0x1FFFE };
    size_t glyf = padded(f->table[GLYF].n);
    for (size_t i = 0; i < n; i++)
        glyf += twin_size(glyph_data(f, twin[i].gid));
    out->long_loca = f->long_loca || glyf > SHORT_MOST;
    for (size_t i = 0; i < f->n; i++)
        out->size[i] = table_at(f, i).n;
    out->size[f->at[GLYF]] = glyf;
    out->size[f->at[LOCA]] = (f->glyphs + n + 1) * (out->long_loca ? 4 : 2);
    out->size[f->at[HMTX]] = (f->glyphs + n) * 4;
    out->n = 12 + f->n * RECORD;
    for (size_t i = 0; i < f->n; i++) {
        out->place[i] = out->n;
        out->n += padded(out->size[i]);
    }
    out->p = arena_alloc(arena, out->n);
    for (int k = 0; k < TABLES && out->p != NULL; k++)
        out->table[k] = out->p + out->place[f->at[k]];
    return out->p != NULL;
}

static void
set_offset(struct made *out, size_t gid, size_t offset)
{
    if (out->long_loca)
        bytes_set(out->table[LOCA] + gid * 4, (uint32_t)offset, 4);
    else
        bytes_set(out->table[LOCA] + gid * 2, (uint32_t)offset / 2, 2);
}

static void
make_glyphs(
    const struct file *f, const struct twin *twin, size_t n, struct made *out)
{
    size_t end = padded(f->table[GLYF].n);
    if (out->long_loca == f->long_loca)
        memcpy(out->table[LOCA], f->table[LOCA].p,
            f->glyphs * (f->long_loca ? 4 : 2));
    else
        for (size_t i = 0; i < f->glyphs; i++)
            set_offset(out, i, glyph_offset(f, i));
    for (size_t i = 0; i < n; i++) {
        struct str glyph = glyph_data(f, twin[i].gid);
        set_offset(out, f->glyphs + i, end);
        set_twin(out->table[GLYF] + end, glyph, twin[i].gid);
        end += twin_size(glyph);
    }
    set_offset(out, f->glyphs + n, end);
}

/* Advance and left side bearing of every glyph; the shorter form, where the
 * last advance holds on, would only do for twins that are all equal. */
static void
make_metrics(
    const struct file *f, const struct twin *twin, size_t n, struct made *out)
{
    const char *old = f->table[HMTX].p, *last = old + f->metrics * 4 - 4;
    char *hmtx = out->table[HMTX];
    memcpy(hmtx, old, f->metrics * 4);
    for (size_t i = f->metrics; i < f->glyphs; i++) {
        memcpy(hmtx + i * 4, last, 2);
        memcpy(hmtx + i * 4 + 2, last + 4 + (i - f->metrics) * 2, 2);
    }
    for (size_t i = 0; i < n; i++) {
        char *metric = hmtx + (f->glyphs + i) * 4;
        bytes_set(metric, (uint32_t)twin[i].advance, 2);
        memcpy(metric + 2, hmtx + twin[i].gid * (size_t)4 + 2, 2);
    }
}

static void
raise(char *field, uint32_t least)
{
    if (bytes_number((struct str){field, 2}, 0, 2) < least)
        bytes_set(field, least, 2);
}

/* The tables that count what the others have. */
static void
make_counts(
    const struct file *f, const struct twin *twin, size_t n, struct made *out)
{
    enum {
        POINTS = 6,
        CONTOURS = 8,
        COMPOSITE_POINTS = 10,
        COMPOSITE_CONTOURS = 12,
        COMPONENTS = 28,
        DEPTH = 30
    };
    char *hhea = out->table[HHEA], *maxp = out->table[MAXP];
    bytes_set(hhea + 34, (uint32_t)(f->glyphs + n), 2);
    bytes_set(maxp + 4, (uint32_t)(f->glyphs + n), 2);
    bytes_set(out->table[HEAD] + 8, 0, 4);
    bytes_set(out->table[HEAD] + 50, out->long_loca ? 1 : 0, 2);
    raise(maxp + COMPOSITE_POINTS, bytes_number(f->table[MAXP], POINTS, 2));
    raise(maxp + COMPOSITE_CONTOURS, bytes_number(f->table[MAXP], CONTOURS, 2));
    raise(maxp + COMPONENTS, 1);
    raise(maxp + DEPTH, 1);
    for (size_t i = 0; i < n; i++)
        raise(hhea + 10, (uint32_t)twin[i].advance);
}

/* The sum of N / 4 words. */
static uint32_t
checksum(const char *p, size_t n)
{
    const unsigned char *at = (const unsigned char *)p, *end = at + n;
    uint32_t sum = 0;
    for (; at < end; at += 4)
        sum += (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
               (uint32_t)at[2] << 8 | at[3];
    return sum;
}

static void
make_records(const struct file *f, struct made *out)
{
    memcpy(out->p, f->all.p, 12);
    uint32_t sum = 0;
    for (size_t i = 0; i < f->n; i++) {
        char *record = out->p + 12 + i * RECORD;
        uint32_t own = checksum(out->p + out->place[i], padded(out->size[i]));
        memcpy(record, f->all.p + 12 + i * RECORD, 4);
        bytes_set(record + 4, own, 4);
        bytes_set(record + 8, (uint32_t)out->place[i], 4);
        bytes_set(record + 12, (uint32_t)out->size[i], 4);
        sum += own;
    }
    /* checkSumAdjustment: the whole file adds up to this. */
    sum += checksum(out->p, 12 + f->n * RECORD);
    bytes_set(out->table[HEAD] + 8, 0xB1B0AFBA - sum, 4);
}

enum err
truetype_twins(struct arena *arena, struct str file, const struct twin *twin,
    size_t n, struct str *out, uint16_t *first)
{
    struct file f = {.all = file};
    struct made made;
    *out = (struct str){NULL, 0};
    *first = 0;
    if (!read_file(&f) || f.glyphs + n > UINT16_MAX)
        return ERR_INPUT;
    for (size_t i = 0; i < n; i++)
        if (twin[i].gid >= f.glyphs || twin[i].advance < 0 ||
            twin[i].advance > UINT16_MAX)
            return ERR_INPUT;
    if (!plan(arena, &f, twin, n, &made))
        return ERR_NOMEM;
    for (size_t i = 0; i < f.n; i++)
        if (i != f.at[LOCA] && i != f.at[HMTX])
            memcpy(
                made.p + made.place[i], table_at(&f, i).p, table_at(&f, i).n);
    make_glyphs(&f, twin, n, &made);
    make_metrics(&f, twin, n, &made);
    make_counts(&f, twin, n, &made);
    make_records(&f, &made);
    *first = (uint16_t)f.glyphs;
    *out = (struct str){made.p, made.n};
    return ERR_OK;
}
