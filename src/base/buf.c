#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

void
buf_fini(struct buf *buf)
{
    free(buf->p);
    *buf = (struct buf){0};
}

static bool
grow(struct buf *buf, size_t n)
{
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

/* Room for N bytes and a NUL. */
static inline bool
reserve(struct buf *buf, size_t n)
{
    if (buf->failed)
        return false;
    return buf->cap - buf->n > n || grow(buf, n);
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
buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    if (!reserve(buf, 0)) /* most texts fit what there is: formatted once */
        return;
    size_t room = buf->cap - buf->n;
    va_start(args, format);
    int n = vsnprintf(buf->p + buf->n, room, format, args);
    va_end(args);
    if (n < 0 || !reserve(buf, (size_t)n)) {
        buf->failed = true;
        return;
    }
    if ((size_t)n >= room) {
        va_start(args, format);
        vsnprintf(buf->p + buf->n, (size_t)n + 1, format, args);
        va_end(args);
    }
    buf->n += (size_t)n;
}

/* The digits of VALUE, at least one, end at END; returns where they begin. */
static char *
put_digits(char *end, uint64_t value)
{
    do {
        *--end = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    return end;
}

static uint64_t
magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

void
buf_int(struct buf *buf, int64_t value)
{
    char digits[24], *end = digits + sizeof digits;
    char *p = put_digits(end, magnitude(value));
    if (value < 0)
        *--p = '-';
    buf_put(buf, p, (size_t)(end - p));
}

void
buf_fixed(struct buf *buf, int64_t value, int decimals)
{
    char digits[40], *end = digits + sizeof digits, *p = end;
    uint64_t rest = magnitude(value);
    while (decimals > 0 && rest % 10 == 0)
        rest /= 10, decimals--;
    for (int i = 0; i < decimals; i++, rest /= 10)
        *--p = (char)('0' + rest % 10);
    if (decimals > 0)
        *--p = '.';
    p = put_digits(p, rest);
    if (value < 0)
        *--p = '-';
    buf_put(buf, p, (size_t)(end - p));
}

void
buf_csv_quoted(struct buf *buf, struct str s)
{
    buf_byte(buf, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_byte(buf, '"');
        buf_byte(buf, s.p[i]);
    }
    buf_byte(buf, '"');
}

void
buf_csv_flat(struct buf *buf, struct str s)
{
    size_t from = buf->n;
    buf_csv_quoted(buf, s);
    for (size_t i = from; i < buf->n; i++)
        if ((unsigned char)buf->p[i] < ' ')
            buf->p[i] = ' ';
}

void
buf_csv(struct buf *buf, struct str s)
{
    bool quoted = false;
    for (size_t i = 0; i < s.n; i++)
        quoted = quoted || (s.p[i] != '\0' && strchr(",\"\r\n", s.p[i]));
    if (quoted)
        buf_csv_quoted(buf, s);
    else
        buf_str(buf, s);
}

void
buf_json(struct buf *buf, struct str s)
{
    for (size_t i = 0, next; i < s.n; i = next) {
        uint32_t c = utf8_next(s, i, &next);
        if (c == '"' || c == '\\')
            buf_byte(buf, '\\');
        if (c < 0x20)
            buf_printf(buf, "\\u%04x", (unsigned)c);
        else if (c == UTF8_BAD)
            buf_text(buf, "\\ufffd");
        else
            buf_put(buf, s.p + i, next - i);
    }
}

void
buf_json_member(struct buf *buf, const char *name, const char *text)
{
    buf_byte(buf, '"');
    buf_json(buf, str_of(name));
    buf_text(buf, "\":\"");
    buf_json(buf, str_of(text));
    buf_byte(buf, '"');
}
