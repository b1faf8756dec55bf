#include "sheet/label.h"

#include "base/utf8.h"

enum { GETA = 0x3013 /* 〓 */ };

static bool
has_glyph(const struct composite *font, uint32_t c)
{
    for (int role = 0; role < ROLES; role++)
        if (font->part[role].face != NULL && role == ROLE_JAPANESE &&
            face_glyph(font->part[role].face, c, 0) != 0)
            return true;
    for (size_t i = 0; i < font->n_fallbacks; i++)
        if (face_glyph(font->fallback[i], c, 0) != 0)
            return true;
    const struct face *own = font->part[composite_role(c)].face;
    return own != NULL && face_glyph(own, c, 0) != 0;
}

/* Right-to-left scripts are not set (font/run.h). */
static bool
runs_left(uint32_t c)
{
    return (c >= 0x590 && c < 0x900) || (c >= 0xFB1D && c < 0xFE00) ||
           (c >= 0xFE70 && c < 0xFEFF) || (c >= 0x10800 && c < 0x11000) ||
           (c >= 0x1E800 && c < 0x1F000);
}

/* TEXT as it can be set.  .p is NULL: no memory. */
static struct str
clean(const struct label *label, const char *text)
{
    struct str s = str_of(text);
    char *p = arena_alloc(label->arena, 3 * s.n + 1);
    uint32_t geta = has_glyph(label->font, GETA) ? GETA : '?';
    size_t n = 0;
    for (size_t at = 0, next; p != NULL && at < s.n; at = next) {
        uint32_t c = utf8_next(s, at, &next);
        if (c < 0x20 || c == 0x7F)
            c = ' ';
        else if (c == UTF8_BAD || runs_left(c) || !has_glyph(label->font, c))
            c = geta;
        n += utf8_put(c, p + n);
    }
    return (struct str){p, n};
}

static bool
is_space(const struct label_lines *lines, size_t i)
{
    return lines->text.p[lines->shaped.cluster[i].at] == ' ';
}

/* The end of the line from cluster FIRST on. */
static size_t
line_end(const struct label_lines *lines, size_t first, emu width)
{
    size_t space = first;
    int64_t sum = 0;
    for (size_t i = first; i < lines->shaped.n; i++) {
        const struct cluster *c = &lines->shaped.cluster[i];
        sum += c->advance;
        bool ascii = (unsigned char)lines->text.p[c->at] < 0x80;
        if (sum > width && i > first)
            return ascii && !is_space(lines, i) && space > first ? space : i;
        if (!ascii || is_space(lines, i))
            space = i + 1;
    }
    return lines->shaped.n;
}

enum err
label_set(const struct label *label, const char *text, emu width,
    struct label_lines *out)
{
    *out = (struct label_lines){.text = clean(label, text)};
    if (out->text.p == NULL)
        return ERR_NOMEM;
    if (out->text.n == 0)
        return ERR_OK;
    enum err err = font_shape(label->arena, label->diag, LOC_NONE, label->font,
        label->size, 0, out->text, &out->shaped);
    if (err != ERR_OK)
        return err;
    out->end = arena_array(label->arena, out->shaped.n, sizeof *out->end);
    if (out->end == NULL)
        return ERR_NOMEM;
    for (size_t at = 0; at < out->shaped.n; at = out->end[out->n++])
        out->end[out->n] = line_end(out, at, width);
    return ERR_OK;
}

static size_t
first_of(const struct label_lines *lines, size_t index)
{
    return index == 0 ? 0 : lines->end[index - 1];
}

emu
label_width(const struct label_lines *lines, size_t index)
{
    int64_t sum = 0;
    for (size_t i = first_of(lines, index);
         index < lines->n && i < lines->end[index]; i++)
        sum += lines->shaped.cluster[i].advance;
    return sum < UNIT_MAX ? (emu)sum : UNIT_MAX;
}

/* Clusters FIRST ... END - 1, all of one face and size, at X. */
static enum err
put_run(const struct label *label, struct page *page,
    const struct label_lines *lines, size_t first, size_t end, emu x, emu y)
{
    const struct cluster *c = &lines->shaped.cluster[first];
    const struct cluster *last = &lines->shaped.cluster[end - 1];
    struct glyph_run *run = arena_alloc(label->arena, sizeof *run);
    size_t n = last->first + last->n_glyphs - c->first;
    struct glyph *glyph = arena_array(label->arena, n, sizeof *glyph);
    if (run == NULL || glyph == NULL)
        return ERR_NOMEM;
    emu at = 0;
    size_t k = 0;
    for (size_t i = first; i < end; i++) {
        const struct cluster *one = &lines->shaped.cluster[i];
        for (size_t g = 0; g < one->n_glyphs; g++, k++) {
            glyph[k] = lines->shaped.glyph[one->first + g];
            glyph[k].x += at;
            glyph[k].at = one->at - c->at;
            glyph[k].n = g == 0 ? one->n : 0;
        }
        at += one->advance;
    }
    *run = (struct glyph_run){.face = c->face,
        .size = c->size,
        .condense = 1000,
        .direction = RUN_HORIZONTAL,
        .text = {lines->text.p + c->at, last->at + last->n - c->at},
        .glyph = glyph,
        .n = k};
    const struct item item = {.kind = ITEM_GLYPHS,
        .x = x,
        .y = y - c->shift,
        .run = run,
        .colour = label->colour};
    return k == 0 ? ERR_OK : page_add(label->arena, page, &item);
}

enum err
label_put(const struct label *label, struct page *page,
    const struct label_lines *lines, size_t index, emu x, emu y)
{
    if (index >= lines->n)
        return ERR_OK;
    enum err err = ERR_OK;
    size_t end = lines->end[index];
    for (size_t i = first_of(lines, index), k; i < end && err == ERR_OK;
         i = k) {
        const struct cluster *c = &lines->shaped.cluster[i];
        emu width = 0;
        for (k = i; k < end && lines->shaped.cluster[k].face == c->face &&
                    lines->shaped.cluster[k].size == c->size;
             k++)
            width += lines->shaped.cluster[k].advance;
        err = put_run(label, page, lines, i, k, x, y);
        x += width;
    }
    return err;
}

enum err
label_text(const struct label *label, struct page *page, const char *text,
    emu x, emu y)
{
    struct label_lines lines;
    enum err err = label_set(label, text, UNIT_MAX, &lines);
    return err == ERR_OK ? label_put(label, page, &lines, 0, x, y) : err;
}
