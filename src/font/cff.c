/* All offsets are checked against the table: a font file is input. */
#include "font/cff.h"

#include <string.h>

#include "font/bytes.h"
#include "font/cff_imp.h"

enum { OPERANDS_MAX = 48 };

bool
cff_index(struct str cff, size_t at, size_t which, struct cff_index *out)
{
    memset(out, 0, sizeof *out);
    if (at > cff.n || cff.n - at < 2)
        return false;
    out->n = bytes_number(cff, at, 2);
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
    size_t last = bytes_number(cff, offsets + out->n * size, size);
    if (last < 1 || last > cff.n - data)
        return false;
    out->end = data + last;
    out->all.n = out->end - at;
    if (which >= out->n)
        return true;
    size_t from = bytes_number(cff, offsets + which * size, size);
    size_t to = bytes_number(cff, offsets + (which + 1) * size, size);
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

bool
cff_find(struct str dict, unsigned op, struct str *operands)
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
            value[n] = (int16_t)bytes_number(operands, at + 1, 2);
        else if (lead == 29)
            value[n] = (int32_t)bytes_number(operands, at + 1, 4);
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

bool
cff_integers(struct str dict, unsigned op, int64_t *last, size_t n_last)
{
    int64_t value[OPERANDS_MAX];
    struct str operands;
    if (!cff_find(dict, op, &operands))
        return false;
    size_t n = integers(operands, value);
    if (n < n_last)
        return false;
    memcpy(last, value + n - n_last, n_last * sizeof *last);
    return true;
}

bool
cff_top(struct str cff, struct str *dict, size_t *end)
{
    struct cff_index names, tops;
    if (cff.n < 4 ||
        !cff_index(cff, (unsigned char)cff.p[2], SIZE_MAX, &names) ||
        !cff_index(cff, names.end, 0, &tops) || tops.n == 0)
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
    return cff_top(cff, &dict, &end) && cff_find(dict, CFF_ROS, &operands);
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
        uint32_t first = bytes_number(set, at, 2);
        uint32_t left = bytes_number(set, at + 2, format);
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
    if (!cff_top(cff, &dict, &end) ||
        !cff_integers(dict, CFF_CHARSET, &offset, 1) || offset < 3 ||
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
