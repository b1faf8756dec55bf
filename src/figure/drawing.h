/* figure/drawing - one drawing of this room, as the door calls it.
 *
 * Private.  Each drawing file defines one; figure.c finds it by block type.
 */
#ifndef FIGURE_DRAWING_H
#define FIGURE_DRAWING_H

#include "figure/draw.h"

struct drawing {
    const char *type;
    /* As figure_measure and figure_draw. */
    enum err (*measure)(const struct set_context *context,
        const struct section *block, emu width, emu *height, bool *stretch);
    enum err (*draw)(const struct set_context *context,
        const struct section *block, struct page *page, struct box box);
    /* As figure_number_notes; NULL: no copy of the job in it. */
    enum err (*number)(
        const struct set_context *context, const struct section *block);
};

extern const struct drawing drawing_chart, drawing_figures, drawing_panels,
    drawing_orgchart, drawing_image, drawing_qr;

#endif
