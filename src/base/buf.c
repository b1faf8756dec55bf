#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
buf_fini(struct buf *buf)
{
    free(buf->p);
    *buf = (struct buf){0};
}

/* Room for N bytes and a NUL. */
static bool
reserve(struct buf *buf, size_t n)
{
    if (buf->failed)
        return false;
    if (buf->cap - buf->n > n)
        return true;
    size_t cap = buf->cap < 256 ? 256 : buf->cap;
    while (cap - buf->n <= n) {
        if (cap > SIZE_MAX / 2)
            goto fail;
        cap *= 2;
    }
    char *p = realloc(buf->p, cap);
    if (p == NULL)
        goto fail;
    buf->p = p;
    buf->cap = cap;
    return true;
fail:
    buf->failed = true;
    return false;
}

void
buf_put(struct buf *buf, const void *p, size_t n)
{
    if (!reserve(buf, n))
        return;
    if (n > 0)
        memcpy(buf->p + buf->n, p, n);
    buf->n += n;
    buf->p[buf->n] = '\0';
}

void
buf_str(struct buf *buf, struct str s)
{
    buf_put(buf, s.p, s.n);
}

void
buf_text(struct buf *buf, const char *s)
{
    buf_put(buf, s, strlen(s));
}

void
buf_byte(struct buf *buf, char c)
{
    buf_put(buf, &c, 1);
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0 || !reserve(buf, (size_t)n)) {
        buf->failed = true;
        return;
    }
    va_start(args, format);
    vsnprintf(buf->p + buf->n, (size_t)n + 1, format, args);
    va_end(args);
    buf->n += (size_t)n;
}

void
buf_int(struct buf *buf, int64_t value)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        digits[--at] = '-';
    buf_put(buf, digits + at, sizeof digits - at);
}

void
buf_fixed(struct buf *buf, int64_t value, int decimals)
{
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint64_t unit = 1;
    while (decimals > 0 && rest % 10 == 0)
        rest /= 10, decimals--;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    if (value < 0)
        buf_byte(buf, '-');
    buf_int(buf, (int64_t)(rest / unit));
    if (decimals == 0)
        return;
    buf_byte(buf, '.');
    for (uint64_t digit = unit / 10; digit > 0; digit /= 10)
        buf_byte(buf, (char)('0' + rest / digit % 10));
}

void
buf_json(struct buf *buf, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\')
            buf_byte(buf, '\\');
        if (c < 0x20)
            buf_printf(buf, "\\u%04x", c);
        else
            buf_byte(buf, (char)c);
    }
}
