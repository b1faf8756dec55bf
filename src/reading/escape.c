#include "reading/escape.h"

#include "base/base64.h"

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
    buf_printf(out, "data:%s;base64,", type);
    base64_put(out, bytes);
}
