/* The slug line: what the sheet is, for those who hold it in their hands. */
#include "sheet/marks.h"
#include "sheet/patches.h"

DIAG_MESSAGE(no_face, "sheet.slug-font", DIAG_ERROR,
    "文書に文字がないので、スラグ（欄外の文字）の書体が決まりません。"
    "slug = no にしてください",
    "the document has no text, so that no face is known for the slug line; "
    "write slug = no");
DIAG_MESSAGE(too_long, "sheet.slug-long", DIAG_ERROR,
    "スラグ（欄外の文字）の長さは {1} mm で、用紙の {2} mm "
    "に詰めても入りません。"
    "文書の題名を短くするか、slug = no にしてください",
    "the slug line is {1} mm long and cannot be condensed into {2} mm; shorten "
    "the document's title, or write slug = no");

enum { SIZE = 9 * EMU_PER_Q, CONDENSE_LEAST = 300 };

/* The faces that the document uses, the first one first. */
static void
find_faces(const struct document *document, struct composite *font)
{
    const struct face **first = &font->part[ROLE_JAPANESE].face;
    for (size_t i = 0; i < document->n_pages; i++) {
        const struct page *page = document->page[i];
        for (size_t k = 0; k < page->n_items; k++) {
            if (page->item[k].kind != ITEM_GLYPHS)
                continue;
            const struct face *face = page->item[k].run->face;
            bool known = *first == face;
            for (size_t f = 0; f < font->n_fallbacks; f++)
                known = known || font->fallback[f] == face;
            if (*first == NULL)
                *first = face;
            else if (!known && font->n_fallbacks < FALLBACKS_MAX)
                font->fallback[font->n_fallbacks++] = face;
        }
    }
}

/* `CMYK + DIC 621`. */
static const char *
plates_of(struct arena *arena, const struct document *d,
    const struct colour *also, bool spots)
{
    const struct colour_role *spot[FALLBACKS_MAX];
    size_t n = spots ? plates_find(d, also, spot, FALLBACKS_MAX) : 0;
    const char *plates = "CMYK";
    for (size_t i = 0; i < n && i < FALLBACKS_MAX && plates != NULL; i++)
        plates = arena_printf(arena, "%s + %s", plates, spot[i]->spot);
    if (plates != NULL && n > FALLBACKS_MAX)
        plates = arena_printf(arena, "%s + ...", plates);
    return plates;
}

const char *
slug_text(struct arena *arena, const struct document *d,
    const struct colour *also, const char *note, bool spots)
{
    const char *plates = plates_of(arena, d, also, spots);
    return plates == NULL ? NULL
                          : arena_printf(arena, "%s  %s  %s  %s",
                                d->date == NULL ? "" : d->date,
                                d->title == NULL ? "" : d->title,
                                note == NULL ? "" : note, plates);
}

static const char *
text_of(const struct around *a, size_t number)
{
    const char *text = slug_text(
        a->arena, a->document, NULL, a->options->note, a->options->spots);
    return text == NULL ? NULL
                        : arena_printf(a->arena, "%zu/%zu  %s", number + 1,
                              a->document->n_pages, text);
}

/* The clusters FROM ... END of SHAPED, all of one face and size, as an item
 * that begins at X. */
static enum err
add_run(const struct around *a, struct str text, const struct shaped *shaped,
    size_t from, size_t end, int64_t x, int32_t condense)
{
    const struct cluster *c = &shaped->cluster[from];
    struct glyph_run *run = arena_alloc(a->arena, sizeof *run);
    size_t n = 0;
    for (size_t i = from; i < end; i++)
        n += shaped->cluster[i].n_glyphs;
    struct glyph *glyph = arena_array(a->arena, n + 1, sizeof *glyph);
    if (run == NULL || glyph == NULL)
        return ERR_NOMEM;
    const struct cluster *last = &shaped->cluster[end - 1];
    *run = (struct glyph_run){.face = c->face,
        .size = c->size,
        .condense = condense,
        .text = {text.p + c->at, last->at + last->n - c->at},
        .glyph = glyph};
    int64_t pen = 0;
    for (size_t i = from; i < end; i++) {
        const struct cluster *one = &shaped->cluster[i];
        for (uint32_t k = 0; k < one->n_glyphs; k++) {
            struct glyph *g = &glyph[run->n++];
            *g = shaped->glyph[one->first + k];
            g->x = (emu)unit_scale(pen + g->x, condense, 1000);
            g->at -= c->at;
        }
        pen += one->advance;
    }
    const struct item item = {.kind = ITEM_GLYPHS,
        .x = (emu)x,
        .y = a->page->height + a->options->bleed + MARK_LENGTH + SLUG_HEIGHT -
             SIZE,
        .run = run,
        .colour = sheet_registration,
        .loc = a->options->loc};
    return page_add(a->arena, a->page, &item);
}

static enum err
draw_text(const struct around *a, struct str text, const struct shaped *shaped)
{
    int64_t width = 0, x = -(int64_t)a->options->bleed;
    int64_t room = (int64_t)a->page->width + 2 * a->options->bleed;
    enum err err = ERR_OK;
    for (size_t i = 0; i < shaped->n; i++)
        width += shaped->cluster[i].advance;
    int64_t condense = width <= room ? 1000 : room * 1000 / width;
    if (condense < CONDENSE_LEAST)
        return DIAG(a->diag, a->options->loc, &too_long,
            diag_mm(a->diag, width), diag_mm(a->diag, room));
    for (size_t from = 0, end; from < shaped->n && err == ERR_OK; from = end) {
        const struct cluster *c = &shaped->cluster[from];
        int64_t advance = 0;
        for (end = from;
             end < shaped->n && shaped->cluster[end].face == c->face; end++)
            advance += shaped->cluster[end].advance;
        err = add_run(a, text, shaped, from, end, x, (int32_t)condense);
        x += unit_scale(advance, condense, 1000);
    }
    return err;
}

enum err
slug_draw(const struct around *a, size_t number)
{
    struct composite font = {.name = "slug"};
    struct shaped shaped;
    find_faces(a->document, &font);
    if (font.part[ROLE_JAPANESE].face == NULL)
        return DIAG(a->diag, a->options->loc, &no_face, NULL);
    const char *text = text_of(a, number);
    if (text == NULL)
        return ERR_NOMEM;
    enum err err = font_shape(a->arena, a->diag, a->options->loc, &font, SIZE,
        0, str_of(text), &shaped);
    return err == ERR_OK ? draw_text(a, str_of(text), &shaped) : err;
}
