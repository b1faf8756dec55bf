/* All offsets are checked against the table: a font file is input. */
#include "font/cff.h"

#include <string.h>

#include "base/buf.h"

enum cff_op { /* two-byte operators (12 x) as 0xC00 + x */
    OP_BBOX = 5,
    OP_CHARSET = 15,
    OP_CHARSTRINGS = 17,
    OP_PRIVATE = 18,
    OP_SUBRS = 19,
    OP_MATRIX = 0xC07,
    OP_ROS = 0xC1E,
    OP_CID_COUNT = 0xC22,
    OP_FD_ARRAY = 0xC24,
    OP_FD_SELECT = 0xC25
};

enum { SID_FIRST = 391, OPERANDS_MAX = 48 };

struct index {
    struct str all;  /* the whole structure */
    struct str item; /* of the item asked for */
    size_t n, end;   /* items; the offset behind it in the table */
};

static uint32_t
number_at(struct str s, size_t at, size_t size)
{
    uint32_t value = 0;
    for (size_t i = 0; i < size; i++)
        value = value << 8 | (unsigned char)s.p[at + i];
    return value;
}

/* Reads the INDEX at offset AT and finds its item WHICH, if it has one. */
static bool
index_read(struct str cff, size_t at, size_t which, struct index *out)
{
    memset(out, 0, sizeof *out);
    if (at > cff.n || cff.n - at < 2)
        return false;
    out->n = number_at(cff, at, 2);
    out->end = at + 2;
    out->all = (struct str){cff.p + at, 2};
    if (out->n == 0)
        return true;
    if (cff.n - at < 3)
        return false;
    size_t size = (unsigned char)cff.p[at + 2];
    if (size < 1 || size > 4 || (cff.n - at - 3) / size < out->n + 1)
        return false;
    size_t offsets = at + 3, data = offsets + (out->n + 1) * size - 1;
    size_t last = number_at(cff, offsets + out->n * size, size);
    if (last < 1 || last > cff.n - data)
        return false;
    out->end = data + last;
    out->all.n = out->end - at;
    if (which >= out->n)
        return true;
    size_t from = number_at(cff, offsets + which * size, size);
    size_t to = number_at(cff, offsets + (which + 1) * size, size);
    if (from < 1 || to < from || to > last)
        return false;
    out->item = (struct str){cff.p + data + from, to - from};
    return true;
}

/* Bytes of the operand that starts at AT, 0 at an operator or a fault. */
static size_t
operand_length(struct str dict, size_t at)
{
    unsigned char lead = (unsigned char)dict.p[at];
    if (lead == 28)
        return 3;
    if (lead == 29)
        return 5;
    if (lead == 30) {
        size_t end = at + 1;
        while (end < dict.n && (dict.p[end] & 0x0F) != 0x0F)
            end++;
        return end + 1 - at;
    }
    if (lead >= 32 && lead <= 246)
        return 1;
    return lead >= 247 && lead <= 254 ? 2 : 0;
}

/* True and *OPERANDS (their bytes) when DICT has the operator OP. */
static bool
dict_find(struct str dict, unsigned op, struct str *operands)
{
    size_t start = 0, at = 0;
    while (at < dict.n) {
        size_t length = operand_length(dict, at);
        if (length > dict.n - at)
            return false;
        if (length > 0) {
            at += length;
            continue;
        }
        unsigned found = (unsigned char)dict.p[at];
        size_t end = at++;
        if (found == 12 && at < dict.n)
            found = 0xC00U + (unsigned char)dict.p[at++];
        if (found == op) {
            *operands = (struct str){dict.p + start, end - start};
            return true;
        }
        start = at;
    }
    return false;
}

/* The integers of an operand list; a real number counts as 0. */
static size_t
integers(struct str operands, int64_t *value)
{
    size_t n = 0;
    for (size_t at = 0; at < operands.n && n < OPERANDS_MAX; n++) {
        unsigned lead = (unsigned char)operands.p[at];
        size_t length = operand_length(operands, at);
        if (length == 0 || length > operands.n - at)
            break;
        int next = length > 1 ? (unsigned char)operands.p[at + 1] : 0;
        value[n] = 0;
        if (lead == 28)
            value[n] = (int16_t)number_at(operands, at + 1, 2);
        else if (lead == 29)
            value[n] = (int32_t)number_at(operands, at + 1, 4);
        else if (length == 1)
            value[n] = (int)lead - 139;
        else if (lead >= 247 && lead <= 250)
            value[n] = ((int)lead - 247) * 256 + next + 108;
        else if (lead >= 251)
            value[n] = -((int)lead - 251) * 256 - next - 108;
        at += length;
    }
    return n;
}

/* The LAST integer operands of OP, or false. */
static bool
dict_integers(struct str dict, unsigned op, int64_t *last, size_t n_last)
{
    int64_t value[OPERANDS_MAX];
    struct str operands;
    if (!dict_find(dict, op, &operands))
        return false;
    size_t n = integers(operands, value);
    if (n < n_last)
        return false;
    memcpy(last, value + n - n_last, n_last * sizeof *last);
    return true;
}

/* The first Top DICT; *END is the offset of the String INDEX. */
static bool
top_dict(struct str cff, struct str *dict, size_t *end)
{
    struct index names, tops;
    if (cff.n < 4 ||
        !index_read(cff, (unsigned char)cff.p[2], SIZE_MAX, &names) ||
        !index_read(cff, names.end, 0, &tops) || tops.n == 0)
        return false;
    *dict = tops.item;
    *end = tops.end;
    return true;
}

bool
cff_is_cid(struct str cff)
{
    struct str dict, operands;
    size_t end;
    return top_dict(cff, &dict, &end) && dict_find(dict, OP_ROS, &operands);
}

/* Charset formats 1 and 2: ranges of first CID and number left (1 or 2
 * bytes); format 0 is ranges of one without the number. */
static bool
charset_read(struct str set, size_t glyphs, uint16_t *cid)
{
    unsigned format = set.n == 0 ? 3 : (unsigned char)set.p[0];
    if (format > 2)
        return false;
    size_t step = 2 + format, at = 1, g = 1;
    for (; g < glyphs && at + step <= set.n; at += step) {
        uint32_t first = number_at(set, at, 2);
        uint32_t left = number_at(set, at + 2, format);
        for (uint32_t i = 0; i <= left && g < glyphs; i++)
            cid[g++] = (uint16_t)(first + i);
    }
    return g >= glyphs;
}

enum err
cff_cids(struct arena *arena, struct str cff, size_t glyphs, uint16_t **out)
{
    struct str dict;
    size_t end;
    int64_t offset = 0;
    *out = NULL;
    if (!top_dict(cff, &dict, &end) ||
        !dict_integers(dict, OP_CHARSET, &offset, 1) || offset < 3 ||
        (uint64_t)offset >= cff.n)
        return ERR_INPUT;
    uint16_t *cid = arena_array(arena, glyphs, sizeof *cid);
    if (cid == NULL)
        return ERR_NOMEM;
    struct str set = {cff.p + offset, cff.n - (size_t)offset};
    if (!charset_read(set, glyphs, cid))
        return ERR_INPUT;
    for (size_t g = 0; g < glyphs; g++)
        if (cid[g] != g)
            return *out = cid, ERR_OK;
    return ERR_OK;
}

/* --- giving a font CIDs --------------------------------------------------- */

struct source {
    struct str matrix, bbox; /* operands as they stand; empty: default */
    struct str global_subrs, charstrings, private;
    size_t n;
};

static bool
source_read(struct str cff, struct source *out)
{
    struct str dict, none;
    struct index strings, subrs, glyphs;
    size_t end;
    int64_t at = 0, private[2] = {0, 0};
    memset(out, 0, sizeof *out);
    if (!top_dict(cff, &dict, &end) ||
        !index_read(cff, end, SIZE_MAX, &strings) ||
        !index_read(cff, strings.end, SIZE_MAX, &subrs) ||
        !dict_integers(dict, OP_CHARSTRINGS, &at, 1) || at < 0 ||
        !index_read(cff, (size_t)at, SIZE_MAX, &glyphs) ||
        !dict_integers(dict, OP_PRIVATE, private, 2))
        return false;
    if (private[0] < 0 || private[1] < 0 || (uint64_t) private[0] > cff.n ||
        (uint64_t) private[1] > cff.n - (uint64_t) private[0])
        return false;
    out->private = (struct str){cff.p + private[1], (size_t) private[0]};
    if (subrs.n > 0 || dict_find(out->private, OP_SUBRS, &none))
        return false;
    (void)dict_find(dict, OP_MATRIX, &out->matrix);
    (void)dict_find(dict, OP_BBOX, &out->bbox);
    out->global_subrs = subrs.all;
    out->charstrings = glyphs.all;
    out->n = glyphs.n;
    return true;
}

static void
put_number(struct buf *buf, uint32_t value, int size)
{
    for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
        buf_byte(buf, (char)(value >> shift & 0xFF));
}

static void
put_op(struct buf *buf, unsigned op)
{
    if (op >= 0xC00)
        buf_byte(buf, 12);
    buf_byte(buf, (char)(op & 0xFF));
}

/* An integer operand, always five bytes: offsets are known beforehand. */
static void
put_integer(struct buf *buf, size_t value)
{
    buf_byte(buf, 29);
    put_number(buf, (uint32_t)value, 4);
}

static void
put_index(struct buf *buf, const struct str *item, size_t n)
{
    uint32_t offset = 1;
    put_number(buf, (uint32_t)n, 2);
    buf_byte(buf, 2);
    put_number(buf, offset, 2);
    for (size_t i = 0; i < n; i++)
        put_number(buf, offset += (uint32_t)item[i].n, 2);
    for (size_t i = 0; i < n; i++)
        buf_str(buf, item[i]);
}

struct places {
    size_t charset, select, charstrings, fonts, private;
};

/* Where the parts behind the first END bytes will stand. */
static struct places
places_after(size_t end, const struct source *source)
{
    struct places at;
    at.charset = end;
    at.select = at.charset + 1 + (source->n - 1) * 2;
    at.charstrings = at.select + 8;
    at.fonts = at.charstrings + source->charstrings.n;
    at.private = at.fonts + 7 + 11;
    return at;
}

static void
put_top(struct buf *buf, const struct source *source, const struct places *at,
    uint16_t last_cid)
{
    put_integer(buf, SID_FIRST);
    put_integer(buf, SID_FIRST + 1);
    put_integer(buf, 0);
    put_op(buf, OP_ROS);
    buf_str(buf, source->matrix);
    if (source->matrix.n > 0)
        put_op(buf, OP_MATRIX);
    buf_str(buf, source->bbox);
    if (source->bbox.n > 0)
        put_op(buf, OP_BBOX);
    put_integer(buf, last_cid + 1U);
    put_op(buf, OP_CID_COUNT);
    put_integer(buf, at->charset);
    put_op(buf, OP_CHARSET);
    put_integer(buf, at->charstrings);
    put_op(buf, OP_CHARSTRINGS);
    put_integer(buf, at->fonts);
    put_op(buf, OP_FD_ARRAY);
    put_integer(buf, at->select);
    put_op(buf, OP_FD_SELECT);
}

/* Header to Global Subr INDEX. */
static void
put_front(struct buf *buf, const struct source *source, const struct places *at,
    uint16_t last_cid, const char *name)
{
    struct buf top = {0};
    put_top(&top, source, at, last_cid);
    buf_put(buf, "\1\0\4\4", 4);
    put_index(buf, &(struct str){name, strlen(name)}, 1);
    put_index(buf, &(struct str){top.p, top.n}, 1);
    put_index(buf, (struct str[]){STR("Adobe"), STR("Identity")}, 2);
    buf_str(buf, source->global_subrs);
    buf->failed = buf->failed || top.failed;
    buf_fini(&top);
}

/* Charset format 0, FDSelect format 3 with one range, the glyphs, one Font
 * DICT and its Private DICT. */
static void
put_back(struct buf *buf, const struct source *source, const struct places *at,
    const uint16_t *cid)
{
    buf_byte(buf, 0);
    for (size_t i = 1; i < source->n; i++)
        put_number(buf, cid[i], 2);
    buf_put(buf, "\3\0\1\0\0\0", 6);
    put_number(buf, (uint32_t)source->n, 2);
    buf_str(buf, source->charstrings);
    struct buf font = {0};
    put_integer(&font, source->private.n);
    put_integer(&font, at->private);
    put_op(&font, OP_PRIVATE);
    put_index(buf, &(struct str){font.p, font.n}, 1);
    buf_str(buf, source->private);
    buf->failed = buf->failed || font.failed;
    buf_fini(&font);
}

enum err
cff_rekey(struct arena *arena, struct str cff, const uint16_t *cid, size_t n,
    const char *name, struct str *out)
{
    struct source source;
    struct buf buf = {0};
    *out = (struct str){NULL, 0};
    if (!source_read(cff, &source) || source.n != n || n == 0)
        return ERR_INPUT;
    struct places at = places_after(0, &source);
    put_front(&buf, &source, &at, cid[n - 1], name);
    at = places_after(buf.n, &source); /* the front's length does not change */
    buf.n = 0;
    put_front(&buf, &source, &at, cid[n - 1], name);
    put_back(&buf, &source, &at, cid);
    char *copy = buf.failed ? NULL : arena_strndup(arena, buf.p, buf.n);
    if (copy != NULL)
        *out = (struct str){copy, buf.n};
    buf_fini(&buf);
    return copy == NULL ? ERR_NOMEM : ERR_OK;
}
