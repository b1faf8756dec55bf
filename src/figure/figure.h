/* figure/figure - charts, large figures, panels, organisation charts, images
 * and codes, drawn inside a box.
 */
#ifndef FIGURE_FIGURE_H
#define FIGURE_FIGURE_H

#include "set/flow.h"

struct box {
    emu x, y, width, height;
};

/* True for the block types this room draws: chart, figures, panels, orgchart,
 * image, qr. */
bool figure_draws(const char *type);

/* A figure is drawn at the size of CONTEXT's theme (theme_resize): its type
 * and the lengths of the job shrink together. */

/* The height BLOCK wants in WIDTH.  On ERR_OK *HEIGHT is what it needs at
 * least; *STRETCH tells whether it makes use of more.
 * Errors: ERR_INPUT (said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err figure_measure(const struct set_context *context,
    const struct section *block, emu width, emu *height, bool *stretch);

/* Draws BLOCK into BOX on PAGE, as a part of page->element, which is another
 * afterwards.  A figure that does not fit is an error that
 * says by how much (at the block's place).
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err figure_draw(const struct set_context *context,
    const struct section *block, struct page *page, struct box box);

/* Collects the copy of BLOCK (labels with note references) in the order in
 * which it will be read, so that notes number themselves: calls
 * notes_number for each piece.  Must be called in flow order before any
 * figure_measure. */
ERR_CHECKED enum err figure_number_notes(
    const struct set_context *context, const struct section *block);

#endif
