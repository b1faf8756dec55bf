/* Japanese marks: at each corner the lines of the trim (内トンボ) and of the
 * bleed (外トンボ), at each side a cross on its middle, short lines at folds.
 */
#include "sheet/marks.h"

DIAG_MESSAGE(fold_beside, "sheet.fold", DIAG_ERROR,
    "折りの位置 {1} mm は、幅 {2} mm のページの中にありません。仕上がりの左端"
    "からの距離を書いてください",
    "the fold at {1} mm is not on the page, which is {2} mm wide; write its "
    "distance from the left edge of the trim");

static enum err
draw_line(
    const struct around *a, int64_t x0, int64_t y0, int64_t x1, int64_t y1)
{
    const struct paint paint = {.fill = COLOUR_NONE,
        .stroke = sheet_registration,
        .line_width = MARK_LINE};
    return page_add_line(a->arena, a->page, (emu)x0, (emu)y0, (emu)x1, (emu)y1,
        &paint, a->options->loc);
}

/* The corner at X, Y; outwards is towards SX, SY.  The lines of the bleed
 * meet in its corner, those of the trim begin at its edge: all are outside. */
static enum err
draw_corner(const struct around *a, int64_t x, int64_t y, int sx, int sy)
{
    emu bleed = a->options->bleed, end = bleed + MARK_LENGTH;
    enum err err = draw_line(a, x, y + sy * bleed, x, y + (int64_t)sy * end);
    if (err == ERR_OK)
        err = draw_line(a, x + sx * bleed, y, x + (int64_t)sx * end, y);
    if (err != ERR_OK || bleed == 0)
        return err;
    int64_t bx = x + sx * bleed, by = y + sy * bleed;
    err = draw_line(a, bx, by, bx, y + (int64_t)sy * end);
    return err == ERR_OK ? draw_line(a, bx, by, x + (int64_t)sx * end, by)
                         : err;
}

/* The mark of a middle: a line outwards from the edge at X, Y towards SX, SY
 * (one of them 0), and a bar across it. */
static enum err
draw_centre(const struct around *a, int64_t x, int64_t y, int sx, int sy)
{
    emu bleed = a->options->bleed, bar = bleed + MARK_LENGTH / 3;
    emu end = bleed + MARK_LENGTH;
    enum err err = draw_line(
        a, x + sx * bleed, y + sy * bleed, x + sx * end, y + sy * end);
    int64_t bx = x + sx * bar, by = y + sy * bar;
    int64_t dx = sx == 0 ? MARK_CROSS : 0, dy = sy == 0 ? MARK_CROSS : 0;
    return err == ERR_OK ? draw_line(a, bx - dx, by - dy, bx + dx, by + dy)
                         : err;
}

static enum err
draw_folds(const struct around *a)
{
    const struct sheet_options *o = a->options;
    emu near = o->bleed, far = o->bleed + MARK_LENGTH * 2 / 3;
    enum err err = ERR_OK;
    for (size_t i = 0; i < o->n_folds && err == ERR_OK; i++) {
        emu x = o->fold[i], height = a->page->height;
        if (x <= 0 || x >= a->page->width)
            return DIAG(a->diag, o->loc, &fold_beside, diag_mm(a->diag, x),
                diag_mm(a->diag, a->page->width));
        err = draw_line(a, x, -(int64_t)near, x, -(int64_t)far);
        if (err == ERR_OK)
            err = draw_line(
                a, x, (int64_t)height + near, x, (int64_t)height + far);
    }
    return err;
}

enum err
marks_draw(const struct around *a)
{
    emu width = a->page->width, height = a->page->height;
    enum err err = ERR_OK;
    for (int i = 0; i < 4 && err == ERR_OK; i++) {
        bool right = i % 2 != 0, low = i / 2 != 0;
        err = draw_corner(a, right ? width : 0, low ? height : 0,
            right ? 1 : -1, low ? 1 : -1);
    }
    for (int i = 0; i < 2 && err == ERR_OK; i++) {
        int out = i == 0 ? -1 : 1;
        err = draw_centre(a, width / 2, i == 0 ? 0 : height, 0, out);
        if (err == ERR_OK)
            err = draw_centre(a, i == 0 ? 0 : width, height / 2, out, 0);
    }
    return err == ERR_OK ? draw_folds(a) : err;
}
