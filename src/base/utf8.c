#include "base/utf8.h"

/* The length a lead byte promises and the least value that needs it. */
static size_t
lead_length(unsigned char lead, uint32_t *bits, uint32_t *least)
{
    if (lead >= 0xC2 && lead <= 0xDF)
        return *bits = lead & 0x1FU, *least = 0x80, 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return *bits = lead & 0x0FU, *least = 0x800, 3;
    if (lead >= 0xF0 && lead <= 0xF4)
        return *bits = lead & 0x07U, *least = 0x10000, 4;
    return 0;
}

uint32_t
utf8_next_rare(struct str s, size_t at, size_t *next)
{
    uint32_t c = 0, least = 0;
    unsigned char lead = (unsigned char)s.p[at];
    *next = at + 1;
    size_t length = lead_length(lead, &c, &least);
    if (length == 0 || s.n - at < length)
        return UTF8_BAD;
    for (size_t i = 1; i < length; i++) {
        unsigned char tail = (unsigned char)s.p[at + i];
        if ((tail & 0xC0) != 0x80)
            return UTF8_BAD;
        c = c << 6 | (tail & 0x3FU);
    }
    if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return UTF8_BAD;
    *next = at + length;
    return c;
}

size_t
utf8_put(uint32_t c, char out[4])
{
    if (c < 0x80)
        return out[0] = (char)c, 1;
    size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char mark[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    out[0] = (char)(mark[length] | c);
    return length;
}

size_t
utf8_valid(struct str s)
{
    size_t at = 0, next;
    while (at < s.n) {
        if (utf8_next(s, at, &next) == UTF8_BAD)
            return at;
        at = next;
    }
    return at;
}

size_t
utf8_count(struct str s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n; n++)
        utf8_next(s, at, &at);
    return n;
}
