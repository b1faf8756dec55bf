/* Tables and their fields: OpenType specification, chapters glyf, loca, hmtx,
 * hhea, head, maxp. */
#include "font/truetype.h"

#include <stdbool.h>
#include <string.h>

#include "font/bytes.h"
#include "font/glyf.h"

/* The first ones must be there; the others are made for vertical writing. */
enum table_name { GLYF, LOCA, HMTX, HHEA, HEAD, MAXP, TABLES };
static const char tags[TABLES][5] = {
    "glyf", "loca", "hmtx", "hhea", "head", "maxp"};

enum vertical_table { VHEA, VMTX, VERTICALS };
static const char vertical_tags[VERTICALS][5] = {"vhea", "vmtx"};

enum {
    TABLES_MAX = 32,
    RECORD = 16, /* bytes of a table record, behind the first 12 */
    VHEA_SIZE = 36
};

struct file {
    struct str all;
    size_t n;          /* tables */
    size_t at[TABLES]; /* record of each that we know */
    struct str table[TABLES];
    size_t glyphs, metrics; /* maxp.numGlyphs, hhea.numberOfHMetrics */
    size_t upem;
    bool long_loca;
};

/* The file that is made of it: tables in the same order, at their places, and
 * those for vertical writing, if any, behind them: so their tags sort. */
struct made {
    const struct truetype_plan *plan;
    char *p;
    size_t n, n_tables;
    size_t place[TABLES_MAX], size[TABLES_MAX]; /* by record */
    char *table[TABLES];
    char *vertical[VERTICALS];
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
    if (f->n == 0 || f->n > TABLES_MAX - VERTICALS ||
        (f->all.n - 12) / RECORD < f->n)
        return false;
    for (size_t i = 0; i < f->n; i++)
        for (int k = 0; k < TABLES; k++)
            if (memcmp(f->all.p + 12 + i * RECORD, tags[k], 4) == 0)
                f->table[k] = table_at(f, i), f->at[k] = i;
    const char *last = f->all.p + 12 + (f->n - 1) * RECORD;
    return memcmp(last, vertical_tags[0], 4) < 0;
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
    f->upem = bytes_number(f->table[HEAD], 18, 2);
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

/* The left side bearing of GID. */
static int32_t
side_bearing(const struct file *f, size_t gid)
{
    size_t at = gid < f->metrics ? gid * 4 + 2
                                 : f->metrics * 4 + (gid - f->metrics) * 2;
    return (int16_t)bytes_number(f->table[HMTX], at, 2);
}

static struct glyf_glyph
glyph_at(const struct file *f, size_t gid)
{
    struct glyf_glyph glyph = {glyph_data(f, gid), 0};
    if (glyph.data.n > 0)
        glyph.shift =
            side_bearing(f, gid) - (int16_t)bytes_number(glyph.data, 2, 2);
    return glyph;
}

/* What TWIN shows: its glyph, or that of each part. */
struct shown {
    struct glyf_glyph glyph[SUBSET_PARTS_MAX];
};

static struct shown
shown_by(const struct file *f, const struct twin *twin)
{
    struct shown shown = {{{{NULL, 0}, 0}}};
    if (twin->n_parts == 0)
        shown.glyph[0] = glyph_at(f, twin->gid);
    for (size_t i = 0; i < twin->n_parts; i++)
        shown.glyph[i] = glyph_at(f, twin->part[i].gid);
    return shown;
}

/* --- making --------------------------------------------------------------- */

static size_t
padded(size_t n)
{
    return (n + 3) / 4 * 4;
}

static size_t
glyf_total(const struct file *f, const struct truetype_plan *plan)
{
    size_t n = padded(f->table[GLYF].n);
    for (size_t i = 0; i < plan->n; i++) {
        struct shown shown = shown_by(f, &plan->twin[i]);
        n += glyf_size(&plan->twin[i], shown.glyph);
    }
    return n;
}

/* Sizes and places of all tables, and the room for them, zeroed. */
static bool
make_room(struct arena *arena, const struct file *f, struct made *out)
{
    enum { SHORT_MOST = 0x1FFFE };
    size_t glyphs = f->glyphs + out->plan->n, glyf = glyf_total(f, out->plan);
    out->long_loca = f->long_loca || glyf > SHORT_MOST;
    out->n_tables = f->n + (out->plan->vertical ? VERTICALS : 0);
    for (size_t i = 0; i < f->n; i++)
        out->size[i] = table_at(f, i).n;
    out->size[f->at[GLYF]] = glyf;
    out->size[f->at[LOCA]] = (glyphs + 1) * (out->long_loca ? 4 : 2);
    out->size[f->at[HMTX]] = glyphs * 4;
    out->size[f->n + VHEA] = VHEA_SIZE;
    out->size[f->n + VMTX] = glyphs * 4;
    out->n = 12 + out->n_tables * RECORD;
    for (size_t i = 0; i < out->n_tables; i++) {
        out->place[i] = out->n;
        out->n += padded(out->size[i]);
    }
    out->p = arena_alloc(arena, out->n);
    for (int k = 0; k < TABLES && out->p != NULL; k++)
        out->table[k] = out->p + out->place[f->at[k]];
    for (int k = 0; k < VERTICALS && out->p != NULL; k++)
        out->vertical[k] = out->p + out->place[f->n + (size_t)k];
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

/* Advance and bearing of glyph GID in vertical writing; its outline ends at
 * TOP. */
static void
set_vertical(
    const struct file *f, struct made *out, size_t gid, int64_t down, int top)
{
    if (!out->plan->vertical)
        return;
    int64_t em = (int64_t)f->upem;
    char *metric = out->vertical[VMTX] + gid * 4;
    bytes_set(metric, (uint32_t)down, 2);
    bytes_set(metric + 2, (uint32_t)(unit_scale(em, EM_ASCENT, 1000) - top), 2);
}

/* Outline and metrics of twin I, whose outline goes to END. */
static bool
make_twin(const struct file *f, struct made *out, size_t i, size_t end)
{
    const struct twin *twin = &out->plan->twin[i];
    struct shown shown = shown_by(f, twin);
    char *metric = out->table[HMTX] + (f->glyphs + i) * 4;
    int32_t bearing = side_bearing(f, twin->gid);
    struct glyf_box box;
    if (!glyf_put(out->table[GLYF] + end, twin, shown.glyph, &box))
        return false;
    if (twin->n_parts > 0)
        bearing = box.at[0];
    bytes_set(metric, (uint32_t)twin->advance, 2);
    bytes_set(metric + 2, (uint32_t)bearing, 2);
    int64_t down = twin->n_parts > 0 ? twin->down : (int64_t)f->upem;
    set_vertical(f, out, f->glyphs + i, down, box.at[3]);
    return true;
}

static bool
make_twins(const struct file *f, struct made *out)
{
    size_t end = padded(f->table[GLYF].n), n = out->plan->n;
    for (size_t i = 0; i < n; i++) {
        struct shown shown = shown_by(f, &out->plan->twin[i]);
        set_offset(out, f->glyphs + i, end);
        if (!make_twin(f, out, i, end))
            return false;
        end += glyf_size(&out->plan->twin[i], shown.glyph);
    }
    set_offset(out, f->glyphs + n, end);
    return true;
}

/* What the old glyphs have.  The shorter form of metrics, where the last
 * advance holds on, would only do for twins that are all equal. */
static void
keep_glyphs(const struct file *f, struct made *out)
{
    const char *old = f->table[HMTX].p, *last = old + f->metrics * 4 - 4;
    char *hmtx = out->table[HMTX];
    memcpy(hmtx, old, f->metrics * 4);
    for (size_t i = f->metrics; i < f->glyphs; i++) {
        memcpy(hmtx + i * 4, last, 2);
        memcpy(hmtx + i * 4 + 2, last + 4 + (i - f->metrics) * 2, 2);
    }
    for (size_t i = 0; i < f->glyphs; i++) {
        struct str glyph = glyph_data(f, i);
        int top = glyph.n == 0 ? 0 : (int16_t)bytes_number(glyph, 8, 2);
        set_offset(out, i, glyph_offset(f, i));
        set_vertical(f, out, i, (int64_t)f->upem, top);
    }
}

static void
raise(char *field, uint32_t least)
{
    uint32_t most = least < UINT16_MAX ? least : UINT16_MAX;
    if (bytes_number((struct str){field, 2}, 0, 2) < most)
        bytes_set(field, most, 2);
}

/* Points, contours and depth of composites: bounds that hold. */
static void
make_bounds(const struct file *f, struct made *out)
{
    enum { POINTS = 6, COMPOSITE_POINTS = 10, COMPONENTS = 28, DEPTH = 30 };
    char *maxp = out->table[MAXP];
    struct str old = f->table[MAXP];
    uint32_t parts = 1, depth = bytes_number(old, DEPTH, 2);
    bool deeper = false;
    for (size_t i = 0; i < out->plan->n; i++) {
        uint32_t n = (uint32_t)out->plan->twin[i].n_parts;
        parts = n > parts ? n : parts;
        deeper = deeper || n > 0;
    }
    for (size_t k = 0; k < 4; k += 2) { /* points, then contours */
        uint32_t simple = bytes_number(old, POINTS + k, 2);
        uint32_t composite = bytes_number(old, COMPOSITE_POINTS + k, 2);
        uint32_t most = deeper && composite > simple ? composite : simple;
        raise(maxp + COMPOSITE_POINTS + k, most * parts);
    }
    raise(maxp + COMPONENTS, parts);
    raise(maxp + DEPTH, deeper ? depth + 1 : 1);
}

/* The tables that count what the others have. */
static void
make_counts(const struct file *f, struct made *out)
{
    uint32_t glyphs = (uint32_t)(f->glyphs + out->plan->n);
    char *hhea = out->table[HHEA];
    bytes_set(hhea + 34, glyphs, 2);
    bytes_set(out->table[MAXP] + 4, glyphs, 2);
    bytes_set(out->table[HEAD] + 8, 0, 4);
    bytes_set(out->table[HEAD] + 50, out->long_loca ? 1 : 0, 2);
    if (out->plan->n > 0)
        make_bounds(f, out);
    for (size_t i = 0; i < out->plan->n; i++)
        raise(hhea + 10, (uint32_t)out->plan->twin[i].advance);
}

/* Version, ascender, descender, greatest advance, caret, number of metrics. */
static void
make_vhea(const struct file *f, struct made *out)
{
    uint32_t half = (uint32_t)f->upem / 2;
    char *vhea = out->vertical[VHEA];
    bytes_set(vhea, 0x10000, 4);
    bytes_set(vhea + 4, half, 2);
    bytes_set(vhea + 6, 0U - half, 2);
    bytes_set(vhea + 10, (uint32_t)f->upem, 2);
    for (size_t i = 0; i < out->plan->n; i++)
        if (out->plan->twin[i].n_parts > 0)
            raise(vhea + 10, (uint32_t)out->plan->twin[i].down);
    bytes_set(vhea + 20, 1, 2);
    bytes_set(vhea + 34, (uint32_t)(f->glyphs + out->plan->n), 2);
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

/* Number of tables and the three that a search wants of it. */
static void
make_directory(struct made *out)
{
    uint32_t n = (uint32_t)out->n_tables, power = 1, log = 0;
    for (; power * 2 <= n; power *= 2)
        log++;
    bytes_set(out->p + 4, n, 2);
    bytes_set(out->p + 6, power * RECORD, 2);
    bytes_set(out->p + 8, log, 2);
    bytes_set(out->p + 10, (n - power) * RECORD, 2);
}

static void
make_records(const struct file *f, struct made *out)
{
    memcpy(out->p, f->all.p, 12);
    make_directory(out);
    uint32_t sum = 0;
    for (size_t i = 0; i < out->n_tables; i++) {
        char *record = out->p + 12 + i * RECORD;
        uint32_t own = checksum(out->p + out->place[i], padded(out->size[i]));
        memcpy(record,
            i < f->n ? f->all.p + 12 + i * RECORD : vertical_tags[i - f->n], 4);
        bytes_set(record + 4, own, 4);
        bytes_set(record + 8, (uint32_t)out->place[i], 4);
        bytes_set(record + 12, (uint32_t)out->size[i], 4);
        sum += own;
    }
    /* checkSumAdjustment: the whole file adds up to this. */
    sum += checksum(out->p, 12 + out->n_tables * RECORD);
    bytes_set(out->table[HEAD] + 8, 0xB1B0AFBA - sum, 4);
}

static bool
is_sound(const struct file *f, const struct twin *twin)
{
    bool sound = twin->gid < f->glyphs && twin->advance >= 0 &&
                 twin->advance <= UINT16_MAX && twin->down >= 0 &&
                 twin->down <= UINT16_MAX && twin->n_parts <= SUBSET_PARTS_MAX;
    for (size_t i = 0; sound && i < twin->n_parts; i++)
        sound = twin->part[i].gid < f->glyphs;
    return sound;
}

enum err
truetype_make(struct arena *arena, const struct truetype_plan *plan,
    struct str *out, uint16_t *first)
{
    struct file f = {.all = plan->file};
    struct made made = {.plan = plan};
    *out = (struct str){NULL, 0};
    *first = 0;
    if (!read_file(&f) || f.glyphs + plan->n > UINT16_MAX)
        return ERR_INPUT;
    for (size_t i = 0; i < plan->n; i++)
        if (!is_sound(&f, &plan->twin[i]))
            return ERR_INPUT;
    if (!make_room(arena, &f, &made))
        return ERR_NOMEM;
    for (size_t i = 0; i < f.n; i++)
        if (i != f.at[LOCA] && i != f.at[HMTX])
            memcpy(
                made.p + made.place[i], table_at(&f, i).p, table_at(&f, i).n);
    keep_glyphs(&f, &made);
    if (!make_twins(&f, &made))
        return ERR_INPUT;
    make_counts(&f, &made);
    if (plan->vertical)
        make_vhea(&f, &made);
    make_records(&f, &made);
    *first = (uint16_t)f.glyphs;
    *out = (struct str){made.p, made.n};
    return ERR_OK;
}
