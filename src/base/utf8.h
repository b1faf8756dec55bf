/* base/utf8 - strict UTF-8 (RFC 3629): no surrogates, no overlong forms. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define UTF8_BAD UINT32_C(0xFFFFFFFF) /* no character */

/* As utf8_next, for what is not one byte or three well-formed ones. */
uint32_t utf8_next_rare(struct str s, size_t at, size_t *next);

/* The character at byte AT of S; *NEXT is the byte behind it.  UTF8_BAD for
 * an ill-formed sequence, *NEXT then skips one byte.  AT must be < S.n.
 * Inline, because every character of the copy comes this way several times. */
static inline uint32_t
utf8_next(struct str s, size_t at, size_t *next)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    *next = at + 1;
    if (p[0] < 0x80)
        return p[0];
    /* E0 may begin overlong forms, ED surrogates. */
    bool three = p[0] > 0xE0 && p[0] < 0xF0 && p[0] != 0xED;
    if (!three || s.n - at < 3 || (p[1] & 0xC0) != 0x80 ||
        (p[2] & 0xC0) != 0x80)
        return utf8_next_rare(s, at, next);
    *next = at + 3;
    return (p[0] & 0x0FU) << 12 | (p[1] & 0x3FU) << 6 | (p[2] & 0x3FU);
}

/* Writes C to OUT and returns its length, 1 ... 4. */
size_t utf8_put(uint32_t c, char out[4]);

/* The first byte that is not well-formed, or S.n when all is. */
size_t utf8_valid(struct str s);

/* Characters in S (code points, ill-formed bytes count one each). */
size_t utf8_count(struct str s);

#endif
