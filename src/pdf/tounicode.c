#include "pdf/tounicode.h"

#include "base/utf8.h"

enum { BLOCK_MAX = 100 }; /* entries between begin... and end... */

/* The character of a text that is just one in the BMP, else UTF8_BAD. */
static uint32_t
single(struct str text)
{
    if (text.n == 0)
        return UTF8_BAD;
    size_t next;
    uint32_t c = utf8_next(text, 0, &next);
    return next == text.n && c < 0x10000 ? c : UTF8_BAD;
}

/* How many glyphs from AT on have codes and characters that both count up.
 * Only the last byte of either may change within a range. */
static size_t
range_length(const struct font_use *font, size_t at)
{
    const struct glyph_use *g = &font->glyph[at];
    uint32_t c = single(g->text);
    size_t n = 1;
    if (c == UTF8_BAD)
        return n;
    for (; at + n < font->n; n++) {
        const struct glyph_use *h = &font->glyph[at + n];
        bool goes_on = h->code == g->code + n && single(h->text) == c + n &&
                       h->code >> 8 == g->code >> 8 && (c + n) >> 8 == c >> 8;
        if (!goes_on)
            break;
    }
    return n;
}

static void
put_code(struct buf *out, unsigned code)
{
    buf_printf(out, "<%04X>", code);
}

/* Entries that wait until their number is known. */
struct block {
    struct buf entries;
    size_t n;
};

static void
flush(struct buf *out, struct block *block, const char *kind)
{
    if (block->entries.failed)
        out->failed = true;
    if (block->n == 0)
        return;
    buf_printf(out, "%zu begin%s\n", block->n, kind);
    buf_put(out, block->entries.p, block->entries.n);
    buf_printf(out, "end%s\n", kind);
    block->entries.n = 0;
    block->n = 0;
}

static void
put_entry(struct buf *out, struct block *block, const char *kind,
    const struct glyph_use *first, size_t n)
{
    if (block->n == BLOCK_MAX)
        flush(out, block, kind);
    put_code(&block->entries, first->code);
    if (n > 1)
        put_code(&block->entries, first->code + (unsigned)n - 1);
    buf_byte(&block->entries, '<');
    syntax_utf16_hex(&block->entries, first->text);
    buf_text(&block->entries, ">\n");
    block->n++;
}

/* One kind of entries: ranges, or single codes. */
static void
put_kind(struct buf *out, const struct font_use *font, bool ranges)
{
    const char *kind = ranges ? "bfrange" : "bfchar";
    struct block block = {0};
    for (size_t at = 0; at < font->n;) {
        size_t n = range_length(font, at);
        if (font->glyph[at].text.n > 0 && ranges == (n > 1))
            put_entry(out, &block, kind, &font->glyph[at], n);
        at += n;
    }
    flush(out, &block, kind);
    buf_fini(&block.entries);
}

void
tounicode_put(struct buf *out, const struct font_use *font)
{
    buf_text(out, "/CIDInit/ProcSet findresource begin\n12 dict begin\n"
                  "begincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)"
                  "/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n"
                  "/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\n"
                  "endcodespacerange\n");
    put_kind(out, font, false);
    put_kind(out, font, true);
    buf_text(out, "endcmap\nCMapName currentdict/CMap defineresource pop\n"
                  "end\nend\n");
}
