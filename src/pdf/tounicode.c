/* Every code stands by itself (bfchar): ranges (bfrange) would be shorter, but
 * not after compression, and Ghostscript 10 reads their text wrongly. */
#include "pdf/tounicode.h"

enum { BLOCK_MAX = 100 }; /* entries between begin... and end... */

/* The first glyph from AT on that has a text. */
static size_t
next_mapped(const struct font_use *font, size_t at)
{
    while (at < font->n && font->glyph[at].text.n == 0)
        at++;
    return at;
}

static size_t
count_mapped(const struct font_use *font)
{
    size_t n = 0;
    for (size_t i = next_mapped(font, 0); i < font->n;
         i = next_mapped(font, i + 1))
        n++;
    return n;
}

static void
put_maps(struct buf *out, const struct font_use *font)
{
    size_t left = count_mapped(font), at = 0;
    while (left > 0) {
        size_t n = left < BLOCK_MAX ? left : BLOCK_MAX;
        buf_printf(out, "%zu beginbfchar\n", n);
        for (size_t i = 0; i < n; i++, at++) {
            at = next_mapped(font, at);
            buf_byte(out, '<');
            syntax_hex16(out, font->glyph[at].code);
            buf_text(out, "><");
            syntax_utf16_hex(out, font->glyph[at].text);
            buf_text(out, ">\n");
        }
        buf_text(out, "endbfchar\n");
        left -= n;
    }
}

void
tounicode_put(struct buf *out, const struct font_use *font)
{
    buf_text(out, "/CIDInit/ProcSet findresource begin\n12 dict begin\n"
                  "begincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)"
                  "/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n"
                  "/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\n"
                  "endcodespacerange\n");
    put_maps(out, font);
    buf_text(out, "endcmap\nCMapName currentdict/CMap defineresource pop\n"
                  "end\nend\n");
}
