/* base/utf8 - strict UTF-8 (RFC 3629): no surrogates, no overlong forms. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define UTF8_BAD UINT32_C(0xFFFFFFFF) /* no character */

/* The character at byte AT of S; *NEXT is the byte behind it.  UTF8_BAD for
 * an ill-formed sequence, *NEXT then skips one byte.  AT must be < S.n. */
uint32_t utf8_next(struct str s, size_t at, size_t *next);

/* Writes C to OUT and returns its length, 1 ... 4. */
size_t utf8_put(uint32_t c, char out[4]);

/* The first byte that is not well-formed, or S.n when all is. */
size_t utf8_valid(struct str s);

/* Characters in S (code points, ill-formed bytes count one each). */
size_t utf8_count(struct str s);

#endif
