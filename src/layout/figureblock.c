/* Blocks that the figure room draws: one unit each. */
#include "layout/types.h"

static enum err
draw_figure(struct plan *plan, const struct unit *unit, struct page *page,
    struct box box)
{
    const struct block *block = unit->self;
    return figure_draw(&plan->set, block->section, page, box);
}

static enum err
build_figure(struct plan *plan, const struct block *block, emu width,
    int32_t milli, struct strips *out)
{
    (void)milli; /* a figure has no size to shrink but its own */
    struct unit *unit = arena_alloc(plan->arena, sizeof *unit);
    struct strip *strip = block_add_strip(out, width);
    if (unit == NULL)
        return ERR_NOMEM;
    unit->note = block->figure_note;
    unit->n_notes = block->n_figure_notes;
    unit->draw = draw_figure;
    unit->self = block;
    strip->unit = unit;
    strip->n = 1;
    return figure_measure(
        &plan->set, block->section, width, &unit->height, &unit->stretch);
}

const struct block_type figureblock_type = {.name = "figure",
    .build = build_figure};
