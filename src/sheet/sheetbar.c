#include "sheet/sheetbar.h"

#include "sheet/marks.h"
#include "sheet/patches.h"
#include "sheet/sidelabel.h"

DIAG_MESSAGE(no_room, "sheet.impose-bar", DIAG_NOTE,
    "カラーバーの {1} 色が入る余白（ページの上に {2} mm、トンボの間）のない面"
    "には、カラーバーを付けていません。用紙を大きくするか、colour-bar = no に"
    "してください",
    "sides without room for the {1} patches of the colour bar ({2} mm above "
    "the pages, between the marks) have none; take a larger sheet, or write "
    "colour-bar = no");

enum {
    HEIGHT_MOST = 5 * EMU_PER_MM, /* of a patch */
    HEIGHT_LEAST = 3 * EMU_PER_MM,
    WIDTH_MOST = 5 * EMU_PER_MM,
    WIDTH_LEAST = 2 * EMU_PER_MM,
    CLEAR = EMU_PER_MM / 2, /* above the words */
    BELOW = SIDELABEL_HEIGHT + CLEAR
};

/* How many patches of WIDTH there are between the marks. */
static size_t
count(const struct cutmarks *c, emu width)
{
    size_t n = 0;
    for (size_t i = 0; i < c->positions->flat->columns; i++) {
        emu gap[2][2];
        for (size_t k = cutmarks_gaps(c, i, gap); k-- > 0;)
            n += (size_t)((gap[k][1] - gap[k][0]) / width);
    }
    return n;
}

/* The widest patch of which N find room; 0: none. */
static emu
width_for(const struct cutmarks *c, size_t n)
{
    emu width = WIDTH_MOST;
    while (width >= WIDTH_LEAST && count(c, width) < n)
        width -= EMU_PER_MM;
    return width < WIDTH_LEAST ? 0 : width;
}

static enum err
draw_patch(const struct cutmarks *c, const struct patches *patches, size_t i,
    emu x, const emu size[2])
{
    const struct positions *p = c->positions;
    emu foot = p->top[0] - p->options->bleed - BELOW;
    const struct paint paint = {
        .fill = patches_colour(patches, i % patches->n), .stroke = COLOUR_NONE};
    return page_add_rect(c->arena, c->side->marks, x, foot - size[1], size[0],
        size[1], 0, &paint, p->options->at.colour_bar);
}

/* The patches follow each other, again and again, from gap to gap. */
static enum err
draw_all(
    const struct cutmarks *c, const struct patches *patches, const emu size[2])
{
    enum err err = ERR_OK;
    size_t done = 0;
    for (size_t i = 0; i < c->positions->flat->columns; i++) {
        emu gap[2][2];
        size_t n = cutmarks_gaps(c, i, gap);
        for (size_t k = 0; k < n; k++)
            for (emu x = gap[k][0]; x + size[0] <= gap[k][1] && err == ERR_OK;
                 x += size[0])
                err = draw_patch(c, patches, done++, x, size);
    }
    return err;
}

enum err
sheetbar_draw(const struct cutmarks *c)
{
    const struct impose_options *o = c->positions->options;
    struct patches patches;
    patches_find(c->document, o->back, o->spots, &patches);
    emu height = positions_room(c->positions).above - MARK_EDGE - BELOW;
    height = height < HEIGHT_MOST ? height : HEIGHT_MOST;
    const emu size[] = {width_for(c, patches.n), height};
    if (height >= HEIGHT_LEAST && size[0] > 0 && patches.spots <= PATCHES_SPOTS)
        return draw_all(c, &patches, size);
    return DIAG(c->diag, o->at.colour_bar, &no_room,
        diag_int(c->diag, (int64_t)patches.n),
        diag_mm(c->diag, MARK_EDGE + HEIGHT_LEAST + BELOW));
}
