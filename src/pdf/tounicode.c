/* Every code stands by itself (bfchar): ranges (bfrange) would be shorter, but
 * not after compression, and Ghostscript 10 reads their text wrongly. */
#include "pdf/tounicode.h"

enum { BLOCK_MAX = 100 }; /* entries between begin... and end... */

/* The later glyphs of a cluster say nothing, but each code must have a text
 * (ISO 14289-1, 7.21.7): the least that one can say is a zero width space. */
static void
put_text(struct buf *out, struct str text)
{
    if (text.n == 0)
        buf_text(out, "200B");
    else
        syntax_utf16_hex(out, text);
}

static void
put_maps(struct buf *out, const struct font_use *font)
{
    for (size_t from = 0; from < font->n; from += BLOCK_MAX) {
        size_t end = font->n - from < BLOCK_MAX ? font->n : from + BLOCK_MAX;
        buf_printf(out, "%zu beginbfchar\n", end - from);
        for (size_t i = from; i < end; i++) {
            buf_byte(out, '<');
            syntax_hex16(out, font->glyph[i].code);
            buf_text(out, "><");
            put_text(out, font->glyph[i].text);
            buf_text(out, ">\n");
        }
        buf_text(out, "endbfchar\n");
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
