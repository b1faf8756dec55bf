#include "reading/wrap.h"

#include <linebreak.h>
#include <stdlib.h>

#include "base/utf8.h"

/* Full width, and what Japanese text takes for it (East Asian Ambiguous, UAX
 * 11): all but Latin, Greek and Cyrillic letters and half-width kana. */
static unsigned
columns_of(uint32_t c)
{
    bool half = c < 0x370 || (c >= 0xFF61 && c <= 0xFF9F);
    bool none = (c >= 0x300 && c < 0x370) || c == 0x200B || c == 0xFEFF;
    return none ? 0 : half ? 1 : 2;
}

unsigned
wrap_width(struct str text)
{
    unsigned width = 0;
    for (size_t at = 0; at < text.n;)
        width += columns_of(utf8_next(text, at, &at));
    return width;
}

static struct str
without_spaces_behind(struct str line)
{
    while (
        line.n > 0 && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\n'))
        line.n--;
    return line;
}

/* The end of the line that begins at FROM, by BREAKS: the last place in reach,
 * or the first one that there is. */
static size_t
line_end(struct str text, const char *breaks, size_t from, unsigned room)
{
    unsigned width = 0;
    size_t best = 0, next;
    for (size_t at = from; at < text.n; at = next) {
        uint32_t c = utf8_next(text, at, &next);
        width += c == ' ' || c == '\n' ? 0 : columns_of(c);
        if (width > room && best > 0)
            return best;
        width += c == ' ';
        if (breaks[next - 1] == LINEBREAK_MUSTBREAK)
            return next;
        if (breaks[next - 1] == LINEBREAK_ALLOWBREAK)
            best = next;
    }
    return text.n;
}

enum err
wrap_put(struct buf *out, struct str first, struct str text, unsigned columns)
{
    unsigned hang = wrap_width(first);
    unsigned room = columns > hang + 10 ? columns - hang : 10;
    char *breaks = malloc(text.n + 1);
    if (breaks == NULL)
        return ERR_NOMEM;
    init_linebreak();
    set_linebreaks_utf8((const unsigned char *)text.p, text.n, "ja", breaks);
    for (size_t from = 0, end; from < text.n; from = end) {
        end = line_end(text, breaks, from, room);
        for (unsigned i = 0; from > 0 && i < hang; i++)
            buf_byte(out, ' ');
        if (from == 0)
            buf_str(out, first);
        buf_str(out,
            without_spaces_behind((struct str){text.p + from, end - from}));
        buf_byte(out, '\n');
    }
    free(breaks);
    return out->failed ? ERR_NOMEM : ERR_OK;
}
