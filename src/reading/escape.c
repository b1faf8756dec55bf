#include "reading/escape.h"

static void
put(struct buf *out, char c)
{
    if (c == '&')
        buf_text(out, "&amp;");
    else if (c == '<')
        buf_text(out, "&lt;");
    else if (c == '>')
        buf_text(out, "&gt;");
    else if (c == '"')
        buf_text(out, "&quot;");
    else
        buf_byte(out, (unsigned char)c < ' ' || c == 0x7F ? ' ' : c);
}

void
escape_text(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            buf_text(out, "<br>");
        else
            put(out, text.p[i]);
}

void
escape_attribute(struct buf *out, const char *name, const char *text)
{
    if (text == NULL)
        return;
    buf_printf(out, " %s=\"", name);
    for (; *text != '\0'; text++)
        put(out, *text);
    buf_byte(out, '"');
}

void
escape_data(struct buf *out, const char *type, struct str bytes)
{
    static const char digit[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    buf_printf(out, "data:%s;base64,", type);
    for (size_t i = 0; i < bytes.n; i += 3) {
        size_t n = bytes.n - i < 3 ? bytes.n - i : 3;
        unsigned bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 |
                   (k < n ? (unsigned)(unsigned char)bytes.p[i + k] : 0);
        const char four[] = {digit[bits >> 18], digit[bits >> 12 & 63],
            n > 1 ? digit[bits >> 6 & 63] : '=',
            n > 2 ? digit[bits & 63] : '='};
        buf_put(out, four, sizeof four);
    }
}
