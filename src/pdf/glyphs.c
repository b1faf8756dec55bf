/* A font maps a code to one width and one text.  Where a glyph needs several
 * (a gap behind it that is its own, 髙 by two characters, a Kangxi radical),
 * the first one seen is the glyph's, and the others get codes of twins. */
#include "pdf/glyphs.h"

#include <string.h>

#include "pdf/forms.h"
#include "pdf/gaps.h"
#include "pdf/reuse.h"
#include "pdf/upright.h"

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
glyphs_font(const struct writer *w, const struct item *item)
{
    for (size_t i = 0; i < w->n_fonts; i++) {
        if (w->font[i].face == item->run->face &&
            w->font[i].varies == item->varies)
            return &w->font[i];
    }
    return NULL;
}

/* The use of GID with STEP for TEXT, else NULL.  A text that is empty is any,
 * and a use without a text is for any. */
static struct glyph_use *
find_use(const struct font_use *font, uint32_t gid, int step, struct str text)
{
    for (uint32_t i = font->slot[gid]; i != 0; i = font->glyph[i - 1].next) {
        struct glyph_use *use = &font->glyph[i - 1];
        if (use->step == step && use->n_parts == 0 &&
            (text.n == 0 || use->text.n == 0 || str_equal(use->text, text)))
            return use;
    }
    return NULL;
}

const struct glyph_use *
glyphs_use(const struct font_use *font, const struct item *item,
    const struct item *next, size_t at, struct str text)
{
    uint32_t gid = item->run->glyph[at].gid;
    const struct glyph_use *first = &font->glyph[font->slot[gid] - 1];
    int step = gaps_step(item, next, at, first->width);
    const struct glyph_use *use = find_use(font, gid, step, text);
    return use == NULL ? first : use;
}

const struct glyph_use *
glyphs_space_use(const struct writer *w, const struct font_use *font)
{
    uint32_t gid = face_space(font->face);
    bool there = w->tags != NULL && gid != 0 &&
                 gid < face_info(font->face)->glyphs && font->slot[gid] != 0;
    return there ? find_use(font, gid, 0, STR(" ")) : NULL;
}

/* --- cells of vertical writing ------------------------------------------- */

static bool
same_parts(const struct glyph_use *use, const struct upright_cell *cell)
{
    if (use->n_parts != cell->n_parts || use->down != cell->down)
        return false;
    for (size_t i = 0; i < cell->n_parts; i++) {
        const struct subset_part *a = &use->part[i], *b = &cell->part[i];
        if (a->gid != b->gid || a->x != b->x || a->y != b->y ||
            a->condense != b->condense || a->turned != b->turned)
            return false;
    }
    return true;
}

const struct glyph_use *
glyphs_cell_use(const struct font_use *font, const struct upright_cell *cell)
{
    for (uint32_t i = font->slot[cell->part[0].gid]; i != 0;
         i = font->glyph[i - 1].next) {
        const struct glyph_use *use = &font->glyph[i - 1];
        if (same_parts(use, cell) && str_equal(use->text, cell->text))
            return use;
    }
    return NULL;
}

bool
glyphs_in_cells(const struct font_use *font, const struct glyph_run *run)
{
    struct upright_cell cell;
    if (!upright_wanted(run))
        return false;
    for (size_t at = 0; at < run->n; at = cell.end)
        if (!upright_cell(run, at, &cell) ||
            glyphs_cell_use(font, &cell) == NULL)
            return false;
    return true;
}

/* --- collecting ---------------------------------------------------------- */

static enum err
add_font(struct writer *w, const struct item *item, struct font_use **out)
{
    const struct face *face = item->run->face;
    *out = NULL;
    struct font_use *all =
        arena_grow(w->arena, w->font, w->n_fonts, &w->cap_fonts, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    w->font = all;
    struct font_use *font = &all[w->n_fonts++];
    *font = (struct font_use){.face = face, .varies = item->varies};
    const struct reuse_font *had = reuse_font(w, w->n_fonts - 1);
    if (had != NULL)
        *font = had->use;
    else
        font->slot =
            arena_array(w->arena, face_info(face)->glyphs, sizeof *font->slot);
    font->ref = haru_reserve(w->haru);
    font->upright = (struct ref){0};
    *out = font;
    return font->slot == NULL ? ERR_NOMEM : ERR_OK;
}

/* Appends USE; the first one of its glyph stays at the head of their chain. */
static enum err
add_use(struct writer *w, struct font_use *font, const struct glyph_use *use)
{
    struct glyph_use *all =
        arena_grow(w->arena, font->glyph, font->n, &font->cap, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    font->glyph = all;
    all[font->n++] = *use;
    uint32_t *link = &font->slot[use->gid];
    if (*link != 0)
        link = &all[*link - 1].next;
    all[font->n - 1].next = *link;
    *link = (uint32_t)font->n;
    return ERR_OK;
}

/* Notes that GID is shown with STEP and, when TEXT is not empty, what for.  Its
 * plain use is there already; it knows a text too, for fonts that take no
 * twins. */
static enum err
note_use(struct writer *w, struct font_use *font, uint32_t gid, int step,
    struct str text)
{
    struct glyph_use *first = &font->glyph[font->slot[gid] - 1];
    struct glyph_use *use = find_use(font, gid, step, text);
    if (first->text.n == 0)
        first->text = text;
    if (use == NULL) {
        const struct glyph_use twin = {.gid = gid,
            .width = first->width + step,
            .step = step,
            .twin = true,
            .text = text};
        return add_use(w, font, &twin);
    }
    if (use->text.n == 0)
        use->text = text;
    return ERR_OK;
}

static enum err
add_glyph(struct writer *w, struct font_use *font, const struct item *item,
    const struct item *next, size_t at, struct str text)
{
    uint32_t gid = item->run->glyph[at].gid;
    enum err err = ERR_OK;
    if (gid >= face_info(font->face)->glyphs || gid >= UINT16_MAX)
        return ERR_INTERNAL;
    if (font->slot[gid] == 0) {
        const struct glyph_use plain = {
            .gid = gid, .width = face_advance(font->face, gid)};
        err = add_use(w, font, &plain);
    }
    if (err != ERR_OK)
        return err;
    int width = font->glyph[font->slot[gid] - 1].width;
    int step = gaps_step(item, next, at, width);
    return note_use(w, font, gid, step, text);
}

/* The space that follows RUN unseen. */
static enum err
add_space(struct writer *w, struct font_use *font)
{
    uint32_t gid = face_space(font->face);
    enum err err = ERR_OK;
    if (w->tags == NULL || gid == 0 || gid >= face_info(font->face)->glyphs ||
        gid >= UINT16_MAX)
        return ERR_OK;
    if (font->slot[gid] == 0) {
        const struct glyph_use plain = {
            .gid = gid, .width = face_advance(font->face, gid)};
        err = add_use(w, font, &plain);
    }
    return err == ERR_OK ? note_use(w, font, gid, 0, STR(" ")) : err;
}

/* Notes the cells of RUN.  Its glyphs are there already. */
static enum err
add_cells(struct writer *w, struct font_use *font, const struct glyph_run *run)
{
    struct upright_cell cell;
    enum err err = ERR_OK;
    for (size_t at = 0; at < run->n && err == ERR_OK; at = cell.end) {
        if (!upright_cell(run, at, &cell) ||
            glyphs_cell_use(font, &cell) != NULL)
            continue;
        struct subset_part *part =
            arena_array(w->arena, cell.n_parts, sizeof *part);
        if (part == NULL)
            return ERR_NOMEM;
        memcpy(part, cell.part, cell.n_parts * sizeof *part);
        const struct glyph_use use = {.gid = part->gid,
            .width = UPRIGHT_ADVANCE,
            .twin = true,
            .text = cell.text,
            .part = part,
            .n_parts = cell.n_parts,
            .down = cell.down};
        err = add_use(w, font, &use);
    }
    return err;
}

/* In a cluster of several glyphs the first one carries the text, for readers
 * that do not know ActualText. */
static enum err
add_run(struct writer *w, const struct item *item, const struct item *next)
{
    enum err err = ERR_OK;
    const struct glyph_run *run = item->run;
    struct font_use *font = glyphs_font(w, item);
    if (font == NULL)
        err = add_font(w, item, &font);
    if (err == ERR_OK && run->direction != RUN_HORIZONTAL &&
        font->upright.id == 0)
        font->upright = haru_reserve(w->haru);
    if (w->reuse != NULL && !item->varies)
        return err; /* its glyphs are known */
    for (size_t at = 0; err == ERR_OK && at < run->n;) {
        struct glyphs_cluster c = glyphs_cluster(run, at);
        struct str text = c.text;
        for (; err == ERR_OK && at < c.end; at++) {
            err = add_glyph(w, font, item, next, at, text);
            text = (struct str){NULL, 0};
        }
    }
    if (err == ERR_OK && upright_wanted(run))
        err = add_cells(w, font, run);
    if (err == ERR_OK && item->space && run->direction == RUN_HORIZONTAL)
        err = add_space(w, font);
    return err;
}

const struct item *
glyphs_walk(struct glyphs_walk *walk)
{
    while (walk->at < walk->page->n_items) {
        const struct item *item = &walk->page->item[walk->at++];
        if (item->kind == ITEM_SPAN_BEGIN && walk->spans++ == 0)
            walk->drawn = item->ornament;
        else if (item->kind == ITEM_SPAN_END && walk->spans > 0 &&
                 --walk->spans == 0)
            walk->drawn = false;
        else if (item->kind == ITEM_GLYPHS && item->run->n > 0 && !walk->drawn)
            return item;
    }
    return NULL;
}

static enum err
collect_page(struct writer *w, const struct page *page)
{
    enum err err = ERR_OK;
    struct glyphs_walk walk = {.page = page};
    const struct item *item = glyphs_walk(&walk);
    for (; item != NULL && err == ERR_OK; item = glyphs_walk(&walk))
        err = add_run(w, item, walk.spans > 0 ? gaps_next(page, item) : NULL);
    return err;
}

enum err
glyphs_collect(struct writer *w)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < w->document->n_pages && err == ERR_OK; i++)
        if (forms_has(w, i))
            err = collect_page(w, w->document->page[i]);
    const struct document *around = w->print == NULL ? NULL : w->print->around;
    for (size_t i = 0; around != NULL && i < around->n_pages && err == ERR_OK;
         i++)
        err = collect_page(w, around->page[i]);
    const struct imposed *imposed = w->options->imposed;
    for (size_t i = 0; imposed != NULL && i < imposed->n && err == ERR_OK; i++)
        err = collect_page(w, imposed->side[i].marks);
    return err;
}
