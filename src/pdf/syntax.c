#include "pdf/syntax.h"

#include "base/utf8.h"

static const char hex[] = "0123456789ABCDEF";

int64_t
syntax_milli(int64_t length)
{
    return unit_scale(length, 10, 127);
}

void
syntax_points(struct buf *out, int64_t length)
{
    buf_fixed(out, unit_scale(length, 100, 127), 4);
}

void
syntax_thousandths(struct buf *out, int64_t value)
{
    if (value > -1000 && value < 1000 && value != 0) {
        int64_t rest = value < 0 ? -value : value;
        char digits[5] = {'.', (char)('0' + rest / 100),
            (char)('0' + rest / 10 % 10), (char)('0' + rest % 10), '\0'};
        size_t n = rest % 10 != 0 ? 4 : rest % 100 != 0 ? 3 : 2;
        if (value < 0)
            buf_byte(out, '-');
        buf_put(out, digits, n);
        return;
    }
    buf_fixed(out, value, 3);
}

void
syntax_name(struct buf *out, const char *name)
{
    buf_byte(out, '/');
    for (; *name != '\0'; name++) {
        unsigned char c = (unsigned char)*name;
        bool regular = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                       (c >= 'a' && c <= 'z') || c == '-' || c == '+' ||
                       c == '_' || c == '.';
        if (regular) {
            buf_byte(out, (char)c);
        } else {
            buf_byte(out, '#');
            buf_byte(out, hex[c >> 4]);
            buf_byte(out, hex[c & 15]);
        }
    }
}

static inline void
string_byte(struct buf *out, char c)
{
    if (c == '\r') { /* a bare one would be read as LF */
        buf_text(out, "\\r");
        return;
    }
    if (c == '(' || c == ')' || c == '\\')
        buf_byte(out, '\\');
    buf_byte(out, c);
}

void
syntax_string_code(struct buf *out, unsigned code)
{
    string_byte(out, (char)(code >> 8));
    string_byte(out, (char)(code & 0xFF));
}

void
syntax_bytes(struct buf *out, struct str bytes)
{
    buf_byte(out, '(');
    for (size_t i = 0; i < bytes.n; i++)
        string_byte(out, bytes.p[i]);
    buf_byte(out, ')');
}

static bool
is_ascii(struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < 0x20 || text.p[i] > 0x7E)
            return false;
    }
    return true;
}

/* The UTF-16 units of C; how many. */
static int
to_utf16(uint32_t c, unsigned unit[2])
{
    if (c == UTF8_BAD)
        c = 0xFFFD;
    unit[0] = c;
    if (c < 0x10000)
        return 1;
    unit[0] = 0xD800 + ((c - 0x10000) >> 10);
    unit[1] = 0xDC00 + ((c - 0x10000) & 0x3FF);
    return 2;
}

void
syntax_text(struct buf *out, struct str text)
{
    if (is_ascii(text)) {
        syntax_bytes(out, text);
        return;
    }
    buf_text(out, "(\xFE\xFF");
    for (size_t at = 0; at < text.n;) {
        unsigned unit[2];
        int n = to_utf16(utf8_next(text, at, &at), unit);
        for (int i = 0; i < n; i++)
            syntax_string_code(out, unit[i]);
    }
    buf_byte(out, ')');
}

void
syntax_hex16(struct buf *out, unsigned value)
{
    const char digits[] = {hex[value >> 12 & 15], hex[value >> 8 & 15],
        hex[value >> 4 & 15], hex[value & 15]};
    buf_put(out, digits, sizeof digits);
}

void
syntax_utf16_hex(struct buf *out, struct str text)
{
    for (size_t at = 0; at < text.n;) {
        unsigned unit[2];
        int n = to_utf16(utf8_next(text, at, &at), unit);
        for (int i = 0; i < n; i++)
            syntax_hex16(out, unit[i]);
    }
}

void
syntax_ref(struct buf *out, struct ref ref)
{
    buf_int(out, ref.id);
    buf_text(out, " 0 R");
}

void
syntax_wide(struct buf *out, unsigned n, int width)
{
    int digits = 1;
    for (unsigned rest = n; rest >= 10; rest /= 10)
        digits++;
    for (; digits < width; digits++)
        buf_byte(out, ' ');
    buf_int(out, n);
}

void
syntax_ref_wide(struct buf *out, struct ref ref, int width)
{
    syntax_wide(out, ref.id, width);
    buf_text(out, " 0 R");
}

void
syntax_entry(struct buf *out, const char *key, struct ref ref)
{
    if (ref.id == 0)
        return;
    buf_text(out, key);
    buf_byte(out, ' ');
    syntax_ref(out, ref);
}
