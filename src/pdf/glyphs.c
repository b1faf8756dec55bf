/* A font maps a code to one text.  Where a glyph stands for several in one
 * document (髙 by two characters, a Kangxi radical), the first one seen goes
 * into the font, and content.c marks the others. */
#include "pdf/glyphs.h"

struct glyphs_cluster
glyphs_cluster(const struct glyph_run *run, size_t at)
{
    struct glyphs_cluster c = {at, at + 1, {NULL, 0}};
    const struct glyph *g = &run->glyph[at];
    while (c.end < run->n && run->glyph[c.end].n == 0)
        c.end++;
    if (g->at <= run->text.n && g->n <= run->text.n - g->at && g->n > 0)
        c.text = (struct str){run->text.p + g->at, g->n};
    return c;
}

struct font_use *
glyphs_font(const struct writer *w, const struct face *face)
{
    for (size_t i = 0; i < w->n_fonts; i++) {
        if (w->font[i].face == face)
            return &w->font[i];
    }
    return NULL;
}

const struct glyph_use *
glyphs_use(const struct font_use *font, uint32_t gid)
{
    return &font->glyph[font->slot[gid] - 1];
}

bool
glyphs_copy_true(const struct font_use *font, const struct glyph_run *run,
    const struct glyphs_cluster *cluster)
{
    if (cluster->end - cluster->first != 1)
        return false;
    uint32_t gid = run->glyph[cluster->first].gid;
    return str_equal(glyphs_use(font, gid)->text, cluster->text);
}

static enum err
add_font(struct writer *w, const struct face *face, struct font_use **out)
{
    *out = NULL;
    struct font_use *all =
        arena_grow(w->arena, w->font, w->n_fonts, &w->cap_fonts, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    w->font = all;
    struct font_use *font = &all[w->n_fonts];
    *font = (struct font_use){.face = face, .ref = haru_reserve(w->haru)};
    font->slot =
        arena_array(w->arena, face_info(face)->glyphs, sizeof *font->slot);
    if (font->slot == NULL)
        return ERR_NOMEM;
    w->n_fonts++;
    *out = font;
    return ERR_OK;
}

/* Notes that GID is shown and, when TEXT is not empty, what for. */
static enum err
add_glyph(
    struct writer *w, struct font_use *font, uint32_t gid, struct str text)
{
    if (gid >= face_info(font->face)->glyphs || gid >= UINT16_MAX)
        return ERR_INTERNAL;
    if (font->slot[gid] == 0) {
        struct glyph_use *all =
            arena_grow(w->arena, font->glyph, font->n, &font->cap, sizeof *all);
        if (all == NULL)
            return ERR_NOMEM;
        font->glyph = all;
        all[font->n++] = (struct glyph_use){
            .gid = gid, .width = face_advance(font->face, gid)};
        font->slot[gid] = (uint16_t)font->n;
    }
    struct glyph_use *use = &font->glyph[font->slot[gid] - 1];
    if (use->text.n == 0)
        use->text = text;
    return ERR_OK;
}

/* In a cluster of several glyphs the first one carries the text, for readers
 * that do not know ActualText. */
static enum err
add_run(struct writer *w, const struct glyph_run *run)
{
    enum err err = ERR_OK;
    struct font_use *font = glyphs_font(w, run->face);
    if (font == NULL)
        err = add_font(w, run->face, &font);
    if (err == ERR_OK && run->direction == RUN_UPRIGHT && font->upright.id == 0)
        font->upright = haru_reserve(w->haru);
    for (size_t at = 0; err == ERR_OK && at < run->n;) {
        struct glyphs_cluster c = glyphs_cluster(run, at);
        struct str text = c.text;
        for (; err == ERR_OK && at < c.end; at++) {
            err = add_glyph(w, font, run->glyph[at].gid, text);
            text = (struct str){NULL, 0};
        }
    }
    return err;
}

enum err
glyphs_collect(struct writer *w)
{
    for (size_t i = 0; i < w->document->n_pages; i++) {
        const struct page *page = w->document->page[i];
        for (size_t k = 0; k < page->n_items; k++) {
            const struct item *item = &page->item[k];
            if (item->kind != ITEM_GLYPHS || item->run->n == 0)
                continue;
            enum err err = add_run(w, item->run);
            if (err != ERR_OK)
                return err;
        }
    }
    return ERR_OK;
}
