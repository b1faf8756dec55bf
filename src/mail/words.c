#include "mail/words.h"

#include "base/base64.h"
#include "base/utf8.h"

enum {
    WORD_MOST = 75, /* octets of an encoded word, RFC 2047, section 2 */
    LINE_MOST = 76, /* of a line that has one */
    HEAD = 10 + 2,  /* =?UTF-8?B? and ?= */
    BYTES = (WORD_MOST - HEAD) / 4 * 3 /* of text in a word */
};

/* As many whole characters of TEXT from AT on as ROOM octets of a word hold. */
static size_t
take(struct str text, size_t at, size_t room)
{
    size_t bytes = room < HEAD + 4 ? 0 : (room - HEAD) / 4 * 3;
    size_t end = at;
    bytes = bytes > BYTES ? BYTES : bytes;
    for (size_t next; end < text.n; end = next) {
        (void)utf8_next(text, end, &next);
        if (next - at > bytes)
            break;
    }
    return end - at;
}

static size_t
fold(struct buf *out)
{
    buf_text(out, "\r\n ");
    return 1;
}

size_t
words_encoded(struct buf *out, size_t column, struct str text)
{
    for (size_t at = 0, n; at < text.n; at += n) {
        n = take(text, at, column > LINE_MOST ? 0 : LINE_MOST - column);
        if (n == 0) {
            column = fold(out);
            n = take(text, at, LINE_MOST - column);
        }
        size_t from = out->n;
        buf_text(out, "=?UTF-8?B?");
        base64_put(out, (struct str){text.p + at, n});
        buf_text(out, "?=");
        column += out->n - from;
        if (at + n == text.n)
            break;
        column = fold(out);
    }
    return column;
}

static bool
is_ascii(struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] < ' ' || text.p[i] > '~')
            return false;
    return true;
}

/* ASCII that stays as it is: short, and nobody takes it for an encoded word. */
static bool
is_plain(struct str text, size_t column)
{
    for (size_t i = 0; i + 1 < text.n; i++)
        if (text.p[i] == '=' && text.p[i + 1] == '?')
            return false;
    bool trimmed = str_trim(text).n == text.n;
    return is_ascii(text) && trimmed && column + text.n <= LINE_MOST;
}

size_t
words_text(struct buf *out, size_t column, struct str text)
{
    if (!is_plain(text, column))
        return words_encoded(out, column, text);
    buf_str(out, text);
    return column + text.n;
}

/* Letters, figures and blanks need no quotes. */
static bool
is_phrase(struct str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                     (c >= 'A' && c <= 'Z') || c == ' ' || c == '-';
        if (!plain)
            return false;
    }
    return true;
}

static size_t
put_quoted(struct buf *out, size_t column, struct str name)
{
    size_t from = out->n;
    buf_byte(out, '"');
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] == '"' || name.p[i] == '\\')
            buf_byte(out, '\\');
        buf_byte(out, name.p[i]);
    }
    buf_byte(out, '"');
    return column + (out->n - from);
}

size_t
words_name(struct buf *out, size_t column, struct str name)
{
    enum {
        LONG = 60
    }; /* of a name that is quoted: it fits a line of its own */
    size_t quotes = 0;
    for (size_t i = 0; i < name.n; i++)
        quotes += name.p[i] == '"' || name.p[i] == '\\';
    if (!is_plain(name, 0) || name.n + quotes > LONG)
        return words_encoded(out, column, name);
    if (column > 1 && column + name.n + quotes + 2 > LINE_MOST)
        column = fold(out);
    if (!is_phrase(name))
        return put_quoted(out, column, name);
    buf_str(out, name);
    return column + name.n;
}

size_t
words_atom(struct buf *out, size_t column, struct str atom)
{
    if (column > 1 && column + 1 + atom.n > LINE_MOST)
        column = fold(out);
    else if (column > 1) {
        buf_byte(out, ' ');
        column++;
    }
    buf_str(out, atom);
    return column + atom.n;
}

/* Characters that need no escape (RFC 5987, attr-char). */
static bool
is_attribute_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') ||
           (c != '\0' && strchr("!#$&+-.^_`|~", c) != NULL);
}

static void
put_escaped(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (is_attribute_char(text.p[i]))
            buf_byte(out, text.p[i]);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)text.p[i]);
}

/* The octets of TEXT as a value of RFC 2231. */
static size_t
escaped_width(struct str text)
{
    size_t wide = 0;
    for (size_t i = 0; i < text.n; i++)
        wide += is_attribute_char(text.p[i]) ? 1 : 3;
    return wide;
}

void
words_parameter(struct buf *out, const char *name, struct str text)
{
    unsigned pieces = 0;
    size_t begun = out->n;
    size_t whole = strlen(name) + strlen(" *=UTF-8''") + escaped_width(text);
    if (whole <= LINE_MOST) {
        buf_printf(out, ";\r\n %s*=UTF-8''", name);
        put_escaped(out, text);
        return;
    }
    for (size_t at = 0, next; at < text.n; at = next) {
        (void)utf8_next(text, at, &next);
        size_t wide = escaped_width((struct str){text.p + at, next - at});
        if (pieces == 0 || out->n - begun + wide > LINE_MOST - 1) {
            buf_text(out, ";\r\n");
            begun = out->n;
            buf_printf(
                out, " %s*%u*=%s", name, pieces, pieces == 0 ? "UTF-8''" : "");
            pieces++;
        }
        put_escaped(out, (struct str){text.p + at, next - at});
    }
}
