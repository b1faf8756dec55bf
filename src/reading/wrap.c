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

/* Where a line may end is told by every last byte of a character: by
 * libunibreak's numbers, or this: not even when nothing else helps. */
enum { NEVER = 64 };

static bool
is_letter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

/* Is in the WORD the address of a page, or one of mail? */
static bool
has_address(struct str word)
{
    for (size_t i = 1; i + 1 < word.n; i++) {
        bool between = is_letter(word.p[i - 1]) && is_letter(word.p[i + 1]);
        if (word.p[i] == '@' && between)
            return true;
        if (word.n - i >= 3 && memcmp(word.p + i, "://", 3) == 0)
            return true;
    }
    return false;
}

/* Addresses hold together, with the brackets and points beside them. */
static void
keep_addresses(struct str text, char *breaks)
{
    for (size_t at = 0, end; at < text.n; at = end + 1) {
        end = word_end(text, at);
        if (!has_address((struct str){text.p + at, end - at}))
            continue;
        for (size_t i = at; i + 1 < end; i++)
            breaks[i] = NEVER;
        if (at > 0 && breaks[at - 1] == LINEBREAK_NOBREAK)
            breaks[at - 1] = NEVER;
        if (breaks[end - 1] == LINEBREAK_NOBREAK)
            breaks[end - 1] = NEVER;
    }
}

static void
keep_words(struct str text, const struct wrap *wrap, char *breaks)
{
    for (size_t w = 0; w < wrap->n_keep; w++) {
        struct str word = wrap->keep[w];
        for (size_t at = 0; word.n > 0 && at + word.n <= text.n; at++) {
            if (memcmp(text.p + at, word.p, word.n) != 0)
                continue;
            for (size_t i = at; i + 1 < at + word.n; i++)
                if (breaks[i] == LINEBREAK_ALLOWBREAK)
                    breaks[i] = LINEBREAK_NOBREAK;
        }
    }
}

/* The end of the line that begins at FROM, by BREAKS: the last place in reach;
 * where there is none, the last character that may be cut off, or what comes
 * first behind an address. */
static size_t
line_end(struct str text, const char *breaks, size_t from, unsigned room)
{
    unsigned width = 0;
    size_t best = 0, cut = 0, next;
    for (size_t at = from; at < text.n; at = next) {
        uint32_t c = utf8_next(text, at, &next);
        width += c == ' ' || c == '\n' ? 0 : columns_of(c);
        if (width > room && (best > 0 || cut > 0))
            return best > 0 ? best : cut;
        width += c == ' ';
        if (breaks[next - 1] == LINEBREAK_MUSTBREAK)
            return next;
        if (breaks[next - 1] == LINEBREAK_ALLOWBREAK)
            best = next;
        if (breaks[next - 1] != NEVER && width <= room)
            cut = next;
    }
    return text.n;
}

enum err
wrap_put(struct buf *out, const struct wrap *wrap, struct str first,
    struct str rest, struct str text)
{
    enum { LEAST = 10 }; /* columns of text, however wide the margin is */
    unsigned hang = wrap_width(first);
    unsigned room = wrap->columns > hang + LEAST ? wrap->columns - hang : LEAST;
    char *breaks = malloc(text.n + 1);
    if (breaks == NULL)
        return ERR_NOMEM;
    init_linebreak();
    set_linebreaks_utf8((const unsigned char *)text.p, text.n, "ja", breaks);
    keep_words(text, wrap, breaks);
    keep_addresses(text, breaks);
    for (size_t from = 0, end; from < text.n; from = end) {
        end = line_end(text, breaks, from, room);
        buf_str(out, from == 0 ? first : rest);
        buf_str(out,
            without_spaces_behind((struct str){text.p + from, end - from}));
        buf_byte(out, '\n');
    }
    free(breaks);
    return out->failed ? ERR_NOMEM : ERR_OK;
}
