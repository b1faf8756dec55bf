/* The colour bar: solids, halves and the overprints that a printer measures,
 * at the left between the upper corner and the centre mark. */
#include "sheet/marks.h"
#include "sheet/patches.h"

DIAG_MESSAGE(too_small, "sheet.colour-bar", DIAG_ERROR,
    "ページの高さ {1} mm では、カラーバーの {2} 色が入りません。"
    "colour-bar = no にしてください",
    "a page {1} mm high has no room for the {2} patches of the colour bar; "
    "write colour-bar = no");

enum {
    PATCH_MOST = 5 * EMU_PER_MM, /* a side of a patch */
    PATCH_LEAST = EMU_PER_MM,
    CLEAR = 2 * EMU_PER_MM /* between the patches and the marks */
};

enum err
bar_draw(const struct around *a)
{
    struct patches patches;
    patches_find(a->document, NULL, a->options->spots, &patches);
    emu room = a->page->height / 2 - MARK_CROSS - 2 * CLEAR;
    emu side = room / (emu)patches.n;
    side = side < PATCH_MOST ? side : PATCH_MOST;
    emu x = -a->options->bleed - CLEAR - PATCH_MOST;
    enum err err = ERR_OK;
    if (side < PATCH_LEAST || patches.spots > PATCHES_SPOTS)
        return DIAG(a->diag, a->options->loc, &too_small,
            diag_mm(a->diag, a->page->height),
            diag_int(a->diag, (int64_t)patches.n));
    for (size_t i = 0; i < patches.n && err == ERR_OK; i++) {
        const struct paint paint = {
            .fill = patches_colour(&patches, i), .stroke = COLOUR_NONE};
        err = page_add_rect(a->arena, a->page, x, CLEAR + side * (emu)i,
            PATCH_MOST, side, 0, &paint, a->options->loc);
    }
    return err;
}
