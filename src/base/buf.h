/* base/buf - a growing row of bytes.
 *
 * Failure sticks: after memory ran out every call is a no-op and `failed`
 * stays set, so that a writer checks once, at its end.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct buf {
    char *p;     /* always NUL-terminated once something was put */
    size_t n;    /* bytes in use, without the NUL */
    size_t cap;  /* bytes allocated */
    bool failed; /* memory ran out; the contents are incomplete */
};

/* A zeroed struct buf is an empty one.  buf_fini frees what it holds. */
void buf_fini(struct buf *buf);

void buf_put(struct buf *buf, const void *p, size_t n);
void buf_str(struct buf *buf, struct str s);

/* Inline for texts whose length is known beforehand. */
static inline void
buf_text(struct buf *buf, const char *s)
{
    buf_put(buf, s, strlen(s));
}

static inline void
buf_byte(struct buf *buf, char c)
{
    if (buf->failed || buf->cap - buf->n < 2) {
        buf_put(buf, &c, 1);
        return;
    }
    buf->p[buf->n++] = c;
    buf->p[buf->n] = '\0';
}

/* Locale-free conversions only: no %f, %g or %e. */
void buf_printf(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A decimal integer. */
void buf_int(struct buf *buf, int64_t value);

/* VALUE / 10^DECIMALS as a decimal number without trailing zeros or a needless
 * point: buf_fixed(b, 12500, 3) puts 12.5.  DECIMALS is 0 ... 9. */
void buf_fixed(struct buf *buf, int64_t value, int decimals);

/* S as the inside of a JSON string (RFC 8259 section 7), without quotes.  A
 * byte that is no UTF-8, as in the name of a file, becomes U+FFFD. */
void buf_json(struct buf *buf, struct str s);

/* S as a field of a CSV (RFC 4180 section 2), always in quotes; buf_csv sets
 * them only when a comma, a quote or a line end asks for them. */
void buf_csv_quoted(struct buf *buf, struct str s);
void buf_csv(struct buf *buf, struct str s);

/* The same as buf_csv_quoted, but on one line: control characters become
 * spaces. */
void buf_csv_flat(struct buf *buf, struct str s);

/* `"NAME":"TEXT"`. */
void buf_json_member(struct buf *buf, const char *name, const char *text);

#endif
