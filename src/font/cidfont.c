/* Every part is built first; then the places of all are known and the Top DICT
 * can be written.  Its numbers always take five bytes, so that its length does
 * not depend on them. */
#include "font/cidfont.h"

#include <string.h>

#include "font/bytes.h"
#include "font/cff_imp.h"
#include "font/charstring.h"

enum { SID_FIRST = 391, FONTS_MAX = 256 };

enum charstring_op {
    OP_H_STEM = 1,
    OP_V_STEM = 3,
    OP_V_MOVE = 4,
    OP_END = 14,
    OP_H_STEM_HM = 18,
    OP_HINT_MASK = 19,
    OP_CONTROL_MASK = 20,
    OP_MOVE = 21,
    OP_H_MOVE = 22,
    OP_V_STEM_HM = 23
};

/* A Font DICT with its Private DICT. */
struct font_dict {
    struct str matrix; /* operands as they stand; empty: default */
    struct str private;
    int64_t nominal; /* what the widths in charstrings are added to */
};

struct source {
    struct str cff;
    struct str matrix, bbox; /* operands as they stand; empty: default */
    struct str global_subrs;
    size_t charstrings; /* offset */
    struct font_dict *font;
    size_t n_fonts;
    unsigned char *font_of; /* per glyph */
};

struct parts {
    struct buf charset, select, charstrings, fonts;
    uint32_t *end;     /* of each charstring, from the first one's beginning */
    size_t n;          /* glyphs so far */
    size_t ranges;     /* in select */
    int font;          /* of the last glyph; -1 before the first */
    uint16_t last_cid; /* the greatest */
};

/* --- reading -------------------------------------------------------------- */

/* Takes the Private DICT that DICT (a Top or Font DICT) leads to. */
static bool
take_private(struct source *s, struct str dict)
{
    struct font_dict *font = &s->font[s->n_fonts];
    int64_t private[2] = {0, 0};
    struct str none;
    if (!cff_integers(dict, CFF_PRIVATE, private, 2) || private[0] < 0 ||
            private[1] < 0 || (uint64_t) private[0] > s
        -> cff.n || (uint64_t) private[1] > s -> cff.n - (uint64_t) private[0])
        return false;
    font->private = (struct str){s->cff.p + private[1], (size_t) private[0]};
    if (cff_find(font->private, CFF_SUBRS, &none))
        return false;
    (void)cff_integers(font->private, CFF_NOMINAL_WIDTH, &font->nominal, 1);
    s->n_fonts++;
    return true;
}

/* The Font DICTs of a CID-keyed table. */
static bool
take_fonts(struct source *s, struct str top)
{
    struct cff_index fonts;
    int64_t at = 0;
    if (!cff_integers(top, CFF_FD_ARRAY, &at, 1) || at < 0 ||
        !cff_index(s->cff, (size_t)at, SIZE_MAX, &fonts) || fonts.n > FONTS_MAX)
        return false;
    for (size_t i = 0; i < fonts.n; i++) {
        if (!cff_index(s->cff, (size_t)at, i, &fonts))
            return false;
        (void)cff_find(fonts.item, CFF_MATRIX, &s->font[i].matrix);
        if (!take_private(s, fonts.item))
            return false;
    }
    return fonts.n > 0;
}

/* FDSelect format 0 is a byte for each glyph, format 3 ranges: first glyph and
 * font, and behind them the number of glyphs. */
static bool
take_select(struct source *s, struct str top, size_t n)
{
    int64_t offset = 0;
    if (!cff_integers(top, CFF_FD_SELECT, &offset, 1) || offset < 3 ||
        (uint64_t)offset >= s->cff.n)
        return false;
    struct str all = {s->cff.p + offset, s->cff.n - (size_t)offset};
    if (all.p[0] == 0 && all.n > n) {
        memcpy(s->font_of, all.p + 1, n);
        return true;
    }
    if (all.p[0] != 3 || all.n < 5)
        return false;
    size_t ranges = bytes_number(all, 1, 2), g = 0;
    if (ranges == 0 || (all.n - 5) / 3 < ranges)
        return false;
    for (size_t i = 0; i < ranges; i++) {
        size_t end = bytes_number(all, 3 + (i + 1) * 3, 2);
        for (; g < end && g < n; g++)
            s->font_of[g] = (unsigned char)all.p[3 + i * 3 + 2];
    }
    return g == n;
}

static bool
source_read(struct source *s, size_t n)
{
    struct str top, ros;
    struct cff_index strings, subrs, glyphs;
    size_t end;
    int64_t at = 0;
    if (!cff_top(s->cff, &top, &end) ||
        !cff_index(s->cff, end, SIZE_MAX, &strings) ||
        !cff_index(s->cff, strings.end, SIZE_MAX, &subrs) || subrs.n > 0 ||
        !cff_integers(top, CFF_CHARSTRINGS, &at, 1) || at < 0 ||
        !cff_index(s->cff, (size_t)at, SIZE_MAX, &glyphs) || glyphs.n != n)
        return false;
    s->charstrings = (size_t)at;
    s->global_subrs = subrs.all;
    (void)cff_find(top, CFF_MATRIX, &s->matrix);
    (void)cff_find(top, CFF_BBOX, &s->bbox);
    if (!cff_find(top, CFF_ROS, &ros))
        return take_private(s, top);
    if (!take_fonts(s, top) || !take_select(s, top, n))
        return false;
    for (size_t g = 0; g < n; g++)
        if (s->font_of[g] >= s->n_fonts)
            return false;
    return true;
}

/* --- charstrings ---------------------------------------------------------- */

/* Bytes of the number that starts at AT of a charstring, 0 at an operator. */
static size_t
number_length(struct str glyph, size_t at)
{
    unsigned char lead = (unsigned char)glyph.p[at];
    if (lead == 28)
        return 3;
    if (lead < 32)
        return 0;
    return lead <= 246 ? 1 : lead <= 254 ? 2 : 5;
}

/* Whether N numbers before the first operator are one more than it takes: the
 * first is then the width (Technical Note 5177, 3.1).  -1: cannot be said. */
static int
has_width(unsigned char op, size_t n)
{
    switch (op) {
    case OP_H_STEM:
    case OP_V_STEM:
    case OP_H_STEM_HM:
    case OP_V_STEM_HM:
    case OP_HINT_MASK:
    case OP_CONTROL_MASK:
        return n % 2 == 1;
    case OP_MOVE:
        return n > 2;
    case OP_H_MOVE:
    case OP_V_MOVE:
        return n > 1;
    case OP_END:
        return n == 1 || n == 5;
    default:
        return -1;
    }
}

/* Bytes of the width that GLYPH begins with; false when that is not clear. */
static bool
width_length(struct str glyph, size_t *out)
{
    size_t at = 0, first = 0, n = 0;
    for (; at < glyph.n; n++) {
        size_t length = number_length(glyph, at);
        if (length > glyph.n - at)
            return false;
        if (length == 0)
            break;
        first = n == 0 ? length : first;
        at += length;
    }
    int has = at == glyph.n ? -1 : has_width((unsigned char)glyph.p[at], n);
    *out = has > 0 ? first : 0;
    return has >= 0;
}

static void
put_width(struct buf *buf, int64_t value)
{
    if (value >= -107 && value <= 107) {
        bytes_put(buf, (uint32_t)(value + 139), 1);
    } else {
        bytes_put(buf, 28, 1);
        bytes_put(buf, (uint32_t)value, 2);
    }
}

/* Ends the glyph whose charstring was put. */
static void
end_glyph(struct parts *parts, uint16_t cid, int font)
{
    if (parts->n > 0)
        bytes_put(&parts->charset, cid, 2);
    if (font != parts->font) {
        bytes_put(&parts->select, (uint32_t)parts->n, 2);
        bytes_put(&parts->select, (uint32_t)font, 1);
        parts->font = font;
        parts->ranges++;
    }
    if (cid > parts->last_cid)
        parts->last_cid = cid;
    parts->end[parts->n++] = (uint32_t)parts->charstrings.n;
}

static bool
put_twin(struct parts *parts, const struct source *s, struct str glyph,
    const struct twin *twin, const struct face *face)
{
    int font = s->font_of[twin->gid];
    int64_t width = twin->advance - s->font[font].nominal;
    size_t old = 0;
    if (width < INT16_MIN || width > INT16_MAX ||
        (twin->n_parts == 0 && !width_length(glyph, &old)))
        return false;
    put_width(&parts->charstrings, width);
    if (twin->n_parts == 0)
        buf_put(&parts->charstrings, glyph.p + old, glyph.n - old);
    else if (!charstring_put(&parts->charstrings, face, twin))
        return false;
    end_glyph(parts, twin->code, font);
    return true;
}

/* Charset format 0, FDSelect format 3, the charstrings. */
static bool
put_glyphs(struct parts *parts, const struct source *s,
    const struct cidfont_plan *plan)
{
    size_t twin = 0;
    bytes_put(&parts->charset, 0, 1);
    buf_put(&parts->select, "\3\0\0", 3);
    for (size_t g = 0; g < plan->n; g++) {
        struct cff_index at;
        if (!cff_index(s->cff, s->charstrings, g, &at))
            return false;
        buf_str(&parts->charstrings, at.item);
        end_glyph(parts, plan->cid[g], s->font_of[g]);
        for (; twin < plan->n_twins && plan->twin[twin].gid == g; twin++)
            if (!put_twin(parts, s, at.item, &plan->twin[twin], plan->face))
                return false;
    }
    bytes_put(&parts->select, (uint32_t)parts->n, 2);
    if (!parts->select.failed)
        bytes_set(parts->select.p + 1, (uint32_t)parts->ranges, 2);
    return twin == plan->n_twins;
}

/* --- writing -------------------------------------------------------------- */

static void
put_op(struct buf *buf, unsigned op)
{
    if (op >= 0xC00)
        buf_byte(buf, 12);
    buf_byte(buf, (char)(op & 0xFF));
}

static void
put_integer(struct buf *buf, size_t value)
{
    buf_byte(buf, 29);
    bytes_put(buf, (uint32_t)value, 4);
}

/* OPERANDS, if any, and OP. */
static void
put_operands(struct buf *buf, struct str operands, unsigned op)
{
    buf_str(buf, operands);
    if (operands.n > 0)
        put_op(buf, op);
}

static void
put_index(struct buf *buf, const struct str *item, size_t n)
{
    uint32_t offset = 1;
    bytes_put(buf, (uint32_t)n, 2);
    buf_byte(buf, 2);
    bytes_put(buf, offset, 2);
    for (size_t i = 0; i < n; i++)
        bytes_put(buf, offset += (uint32_t)item[i].n, 2);
    for (size_t i = 0; i < n; i++)
        buf_str(buf, item[i]);
}

/* The INDEX of the charstrings but for their bytes, which follow. */
static void
put_glyph_offsets(struct buf *buf, const struct parts *parts)
{
    uint32_t last = parts->end[parts->n - 1] + 1;
    int size = last <= 0xFFFF ? 2 : last <= 0xFFFFFF ? 3 : 4;
    bytes_put(buf, (uint32_t)parts->n, 2);
    bytes_put(buf, (uint32_t)size, 1);
    bytes_put(buf, 1, size);
    for (size_t i = 0; i < parts->n; i++)
        bytes_put(buf, parts->end[i] + 1, size);
}

/* The Font DICTs; their Private DICTs stand from PLACE on, one by one. */
static bool
put_fonts(struct buf *buf, const struct source *s, size_t place)
{
    struct str item[FONTS_MAX];
    size_t end[FONTS_MAX], from = 0;
    struct buf all = {0};
    for (size_t i = 0; i < s->n_fonts; i++) {
        put_operands(&all, s->font[i].matrix, CFF_MATRIX);
        put_integer(&all, s->font[i].private.n);
        put_integer(&all, place);
        put_op(&all, CFF_PRIVATE);
        place += s->font[i].private.n;
        end[i] = all.n;
    }
    for (size_t i = 0; i < s->n_fonts && !all.failed; from = end[i++])
        item[i] = (struct str){all.p + from, end[i] - from};
    bool done = !all.failed && all.n < UINT16_MAX;
    if (done)
        put_index(buf, item, s->n_fonts);
    else
        buf->failed = true;
    buf_fini(&all);
    return done;
}

struct places {
    size_t charset, select, charstrings, fonts;
};

static void
put_top(struct buf *buf, const struct source *s, const struct places *at,
    uint16_t last_cid)
{
    put_integer(buf, SID_FIRST);
    put_integer(buf, SID_FIRST + 1);
    put_integer(buf, 0);
    put_op(buf, CFF_ROS);
    put_operands(buf, s->matrix, CFF_MATRIX);
    put_operands(buf, s->bbox, CFF_BBOX);
    put_integer(buf, last_cid + 1U);
    put_op(buf, CFF_CID_COUNT);
    put_integer(buf, at->charset);
    put_op(buf, CFF_CHARSET);
    put_integer(buf, at->charstrings);
    put_op(buf, CFF_CHARSTRINGS);
    put_integer(buf, at->fonts);
    put_op(buf, CFF_FD_ARRAY);
    put_integer(buf, at->select);
    put_op(buf, CFF_FD_SELECT);
}

/* Header to Global Subr INDEX. */
static void
put_front(struct buf *buf, const struct source *s, const struct places *at,
    uint16_t last_cid, const char *name)
{
    struct buf top = {0};
    put_top(&top, s, at, last_cid);
    buf_put(buf, "\1\0\4\4", 4);
    put_index(buf, &(struct str){name, strlen(name)}, 1);
    put_index(buf, &(struct str){top.p, top.n}, 1);
    put_index(buf, (struct str[]){STR("Adobe"), STR("Identity")}, 2);
    buf_str(buf, s->global_subrs);
    buf->failed = buf->failed || top.failed;
    buf_fini(&top);
}

static void
put_buf(struct buf *buf, const struct buf *part)
{
    buf_put(buf, part->p, part->n);
    buf->failed = buf->failed || part->failed;
}

/* Everything, in order.  The front and the Font DICTs are written twice: their
 * length is known first, then what they say. */
static void
put_all(struct buf *buf, const struct source *s, struct parts *parts,
    const char *name)
{
    struct places at = {0};
    struct buf offsets = {0};
    put_glyph_offsets(&offsets, parts);
    put_front(buf, s, &at, parts->last_cid, name);
    put_fonts(&parts->fonts, s, 0);
    at.charset = buf->n;
    at.select = at.charset + parts->charset.n;
    at.charstrings = at.select + parts->select.n;
    at.fonts = at.charstrings + offsets.n + parts->charstrings.n;
    size_t privates = at.fonts + parts->fonts.n;
    buf->n = 0;
    put_front(buf, s, &at, parts->last_cid, name);
    put_buf(buf, &parts->charset);
    put_buf(buf, &parts->select);
    put_buf(buf, &offsets);
    put_buf(buf, &parts->charstrings);
    put_fonts(buf, s, privates);
    for (size_t i = 0; i < s->n_fonts; i++)
        buf_str(buf, s->font[i].private);
    buf_fini(&offsets);
}

/* What memory was lost for is told from what does not go. */
static bool
is_lost(const struct parts *parts, const struct buf *buf)
{
    return buf->failed || parts->charset.failed || parts->select.failed ||
           parts->charstrings.failed || parts->fonts.failed;
}

static enum err
make(struct arena *arena, const struct cidfont_plan *plan, struct parts *parts,
    struct buf *buf)
{
    struct source s = {.cff = plan->cff};
    s.font = arena_array(arena, FONTS_MAX, sizeof *s.font);
    s.font_of = arena_alloc(arena, plan->n);
    parts->end =
        arena_array(arena, plan->n + plan->n_twins, sizeof *parts->end);
    if (s.font == NULL || s.font_of == NULL || parts->end == NULL)
        return ERR_NOMEM;
    if (!source_read(&s, plan->n))
        return ERR_INPUT;
    if (!put_glyphs(parts, &s, plan))
        return is_lost(parts, buf) ? ERR_NOMEM : ERR_INPUT;
    put_all(buf, &s, parts, plan->name);
    return is_lost(parts, buf) ? ERR_NOMEM : ERR_OK;
}

enum err
cidfont_make(
    struct arena *arena, const struct cidfont_plan *plan, struct str *out)
{
    struct buf buf = {0};
    struct parts parts = {.font = -1};
    *out = (struct str){NULL, 0};
    if (plan->n == 0 || plan->n + plan->n_twins > UINT16_MAX)
        return ERR_INPUT;
    enum err err = make(arena, plan, &parts, &buf);
    char *copy = err == ERR_OK ? arena_strndup(arena, buf.p, buf.n) : NULL;
    if (copy != NULL)
        *out = (struct str){copy, buf.n};
    else if (err == ERR_OK)
        err = ERR_NOMEM;
    buf_fini(&parts.charset);
    buf_fini(&parts.select);
    buf_fini(&parts.charstrings);
    buf_fini(&parts.fonts);
    buf_fini(&buf);
    return err;
}
