#include "sheet/patches.h"

#include <string.h>

enum { PROCESS = 12 /* patches of the four process inks */ };

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
plates_find(const struct document *document, const struct colour *also,
    const struct colour_role **out, size_t cap)
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
    if (also != NULL)
        note(*also, out, cap, &n);
    return n;
}

void
patches_find(const struct document *document, const struct colour *also,
    bool spots, struct patches *out)
{
    *out = (struct patches){.n = PROCESS};
    if (!spots)
        return;
    out->spots = plates_find(document, also, out->spot, PATCHES_SPOTS);
    out->n += 2 * out->spots;
}

struct colour
patches_colour(const struct patches *patches, size_t i)
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
    colour.role = patches->spot[(i - PROCESS) / 2];
    colour.tint = half ? 500 : 1000;
    for (size_t k = 0; k < 4; k++)
        colour.cmyk[k] =
            (uint8_t)unit_scale(colour.role->cmyk[k], colour.tint, 1000);
    return colour;
}
