#include "reading/wrap.h"

#include <linebreak.h>
#include <stdlib.h>
#include <string.h>

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

/* The end of the ASCII signs without blanks from AT on. */
static size_t
word_end(struct str text, size_t at)
{
    while (at < text.n && text.p[at] > ' ' && text.p[at] <= '~')
        at++;
    return at;
}

/* An address of a page is not broken where it fits a line of its own. */
static void
keep_addresses(struct str text, char *breaks, unsigned room)
{
    for (size_t at = 0, end; at < text.n; at = end + 1) {
        bool address = false;
        end = word_end(text, at);
        for (size_t i = at; i + 3 <= end; i++)
            address = address || memcmp(text.p + i, "://", 3) == 0;
        if (!address || end - at > room)
            continue;
        for (size_t i = at; i + 1 < end; i++)
            breaks[i] = LINEBREAK_NOBREAK;
    }
}

/* The end of the line that begins at FROM, by BREAKS: the last place in reach;
 * where there is none, the last character. */
static size_t
line_end(struct str text, const char *breaks, size_t from, unsigned room)
{
    unsigned width = 0;
    size_t best = 0, next;
    for (size_t at = from; at < text.n; at = next) {
        uint32_t c = utf8_next(text, at, &next);
        width += c == ' ' || c == '\n' ? 0 : columns_of(c);
        if (width > room)
            return best > 0 ? best : at > from ? at : next;
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
    keep_addresses(text, breaks, room);
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
