#include "base/fold.h"

#include <stdlib.h>
#include <utf8proc.h>

/* ASCII, which most names are, needs no tables; false: there is more. */
static bool
put_ascii(struct str s, struct buf *out)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    for (size_t i = 0; i < s.n; i++)
        buf_byte(
            out, (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]));
    return true;
}

void
fold_put(struct str s, struct buf *out)
{
    utf8proc_uint8_t *folded = NULL;
    if (s.n == 0 || put_ascii(s, out))
        return;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n,
            &folded, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    if (n == UTF8PROC_ERROR_NOMEM)
        out->failed = true;
    else if (n < 0)
        buf_str(out, s);
    else
        buf_put(out, folded, (size_t)n);
    free(folded);
}
