/* The colour bar: solids, halves and the overprints that a printer measures,
 * at the left between the upper corner and the centre mark. */
#include "sheet/marks.h"

#include <string.h>

DIAG_MESSAGE(too_small, "sheet.colour-bar", DIAG_ERROR,
    "ページの高さ {1} mm では、カラーバーの {2} 色が入りません。"
    "colour-bar = no にしてください",
    "a page {1} mm high has no room for the {2} patches of the colour bar; "
    "write colour-bar = no");

enum {
    PATCH_MOST = 5 * EMU_PER_MM, /* a side of a patch */
    PATCH_LEAST = EMU_PER_MM,
    PROCESS = 12, /* patches of the four process inks */
    SPOTS_MAX = 32,
    CLEAR = 2 * EMU_PER_MM /* between the patches and the marks */
};

static void
note(
    struct colour colour, const struct colour_role **out, size_t cap, size_t *n)
{
    const struct colour_role *role = colour.role;
    if (colour.transparent || role == NULL || role->spot == NULL)
        return;
    for (size_t i = 0; i < *n && i < cap; i++)
        if (strcmp(out[i]->spot, role->spot) == 0)
            return;
    if (*n < cap)
        out[*n] = role;
    ++*n;
}

size_t
plates_find(
    const struct document *document, const struct colour_role **out, size_t cap)
{
    size_t n = 0;
    for (size_t i = 0; i < document->n_pages; i++) {
        const struct page *page = document->page[i];
        for (size_t k = 0; k < page->n_items; k++) {
            const struct item *item = &page->item[k];
            if (item->kind == ITEM_GLYPHS)
                note(item->colour, out, cap, &n);
            if (item->kind != ITEM_PATH)
                continue;
            note(item->paint.fill, out, cap, &n);
            note(item->paint.stroke, out, cap, &n);
            if (item->paint.gradient != NULL) {
                note(item->paint.gradient->from, out, cap, &n);
                note(item->paint.gradient->to, out, cap, &n);
            }
        }
    }
    return n;
}

/* The colour of patch I: of the process inks, or of the spot colours behind
 * them, solid and half. */
static struct colour
patch_colour(size_t i, const struct colour_role *const *spot)
{
    static const uint8_t cmyk[PROCESS][4] = {{100, 0, 0, 0}, {0, 100, 0, 0},
        {0, 0, 100, 0}, {0, 0, 0, 100}, {50, 0, 0, 0}, {0, 50, 0, 0},
        {0, 0, 50, 0}, {0, 0, 0, 50}, {100, 100, 0, 0}, {100, 0, 100, 0},
        {0, 100, 100, 0}, {100, 100, 100, 0}};
    struct colour colour = {.has_cmyk = true};
    if (i < PROCESS) {
        memcpy(colour.cmyk, cmyk[i], sizeof colour.cmyk);
        return colour;
    }
    bool half = (i - PROCESS) % 2 != 0;
    colour.role = spot[(i - PROCESS) / 2];
    colour.tint = half ? 500 : 1000;
    for (size_t k = 0; k < 4; k++)
        colour.cmyk[k] =
            (uint8_t)unit_scale(colour.role->cmyk[k], colour.tint, 1000);
    return colour;
}

enum err
bar_draw(const struct around *a)
{
    const struct colour_role *spot[SPOTS_MAX];
    size_t spots =
        a->options->spots ? plates_find(a->document, spot, SPOTS_MAX) : 0;
    size_t n = PROCESS + 2 * (spots < SPOTS_MAX ? spots : SPOTS_MAX);
    emu room = a->page->height / 2 - MARK_CROSS - 2 * CLEAR;
    emu side = room / (emu)n < PATCH_MOST ? room / (emu)n : PATCH_MOST;
    emu x = -a->options->bleed - CLEAR - PATCH_MOST;
    enum err err = ERR_OK;
    if (side < PATCH_LEAST || spots > SPOTS_MAX)
        return DIAG(a->diag, a->options->loc, &too_small,
            diag_mm(a->diag, a->page->height),
            diag_int(a->diag, (int64_t)(PROCESS + 2 * spots)));
    for (size_t i = 0; i < n && err == ERR_OK; i++) {
        const struct paint paint = {
            .fill = patch_colour(i, spot), .stroke = COLOUR_NONE};
        err = page_add_rect(a->arena, a->page, x, CLEAR + side * (emu)i,
            PATCH_MOST, side, 0, &paint, a->options->loc);
    }
    return err;
}
