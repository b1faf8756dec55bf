/* Dashes: U+2014 is an em wide in Japanese; a face whose own is a Western one
 * has it at U+2015, which the JIS sets name for the same character.  Quotation
 * marks: “ ” of vertical lines are 〝 〟.  All have three bytes. */
#include "font/standin.h"

#include <string.h>

#include "font/face.h"

enum { BYTES = 3, WIDE = 750 /* 1/1000 em */ };

static const struct {
    uint32_t c, by;
    bool vertical; /* there only */
    char bytes[BYTES + 1];
} standins[] = {{0x2014, 0x2015, false, "\xE2\x80\x95"},
    {0x201C, 0x301D, true, "\xE3\x80\x9D"},
    {0x201D, 0x301F, true, "\xE3\x80\x9F"}};

/* The bytes to be shown for C, or NULL. */
static const char *
find(const struct item_unit *unit, uint32_t c)
{
    bool vertical = (unit->setting & ITEM_VERTICAL) != 0;
    if (c < 0x2014 || c > 0x201D) /* nearly all text */
        return NULL;
    for (size_t i = 0; i < sizeof standins / sizeof *standins; i++) {
        if (standins[i].c != c || (standins[i].vertical && !vertical))
            continue;
        bool better = face_glyph(unit->face, standins[i].by, 0) != 0;
        if (!standins[i].vertical) {
            uint32_t own = face_glyph(unit->face, c, 0);
            better = better && face_advance(unit->face, own) < WIDE;
        }
        return better ? standins[i].bytes : NULL;
    }
    return NULL;
}

struct str
standin_text(struct shape_scratch *scratch, const struct item_unit *unit,
    struct str text)
{
    struct buf *own = &scratch->standin;
    bool copied = false;
    if ((unit->setting & (ITEM_LATIN | ITEM_FIGURES | ITEM_INVISIBLE)) != 0)
        return text;
    for (size_t i = unit->first; i < unit->end; i++) {
        const struct shape_char *ch = &scratch->ch[i];
        const char *bytes = find(unit, ch->c);
        if (bytes == NULL)
            continue;
        if (!copied) {
            own->n = 0;
            buf_str(own, text);
            copied = true;
        }
        if (own->failed)
            return (struct str){NULL, 0};
        memcpy(own->p + ch->at, bytes, BYTES);
    }
    return copied ? (struct str){own->p, own->n} : text;
}

bool
standin_turns(uint32_t c)
{
    static const uint16_t turned[] = {0x2010, 0x2011, 0x2012, 0x2013, 0x2014,
        0x2015, 0x2190, 0x2192, 0x2194, 0x21D0, 0x21D2, 0x21D4, 0x2212, 0xFF0D};
    if (c < 0x2010 || (c > 0x2212 && c != 0xFF0D))
        return false;
    for (size_t i = 0; i < sizeof turned / sizeof *turned; i++)
        if (turned[i] == c)
            return true;
    return false;
}
