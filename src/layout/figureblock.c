/* Blocks that the figure room draws: one unit each. */
#include "layout/tags.h"
#include "layout/types.h"

/* What a figure is drawn with at MILLI/1000: it stands in horizontal areas
 * only. */
static enum err
context_at(const struct plan *plan, int32_t milli, struct set_context *out)
{
    *out = plan->set;
    out->theme = theme_resize(plan->arena, plan->plain, milli);
    return out->theme == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
draw_figure(struct plan *plan, const struct unit *unit, struct page *page,
    struct box box)
{
    const struct block *block = unit->self;
    struct set_context context;
    enum err err = context_at(plan, (int32_t)unit->index, &context);
    page->element = tags_block(plan);
    if (err == ERR_OK)
        err = figure_draw(&context, block->section, page, box);
    page->element = NULL;
    return err;
}

static enum err
build_figure(struct plan *plan, const struct block *block, emu width,
    int32_t milli, struct strips *out)
{
    struct set_context context;
    struct unit *unit = arena_alloc(plan->arena, sizeof *unit);
    struct strip *strip = block_add_strip(out, width);
    if (unit == NULL)
        return ERR_NOMEM;
    unit->note = block->figure_note;
    unit->n_notes = block->n_figure_notes;
    unit->draw = draw_figure;
    unit->self = block;
    unit->index = (size_t)milli;
    strip->unit = unit;
    strip->n = 1;
    enum err err = context_at(plan, milli, &context);
    return err == ERR_OK ? figure_measure(&context, block->section, width,
                               &unit->height, &unit->stretch)
                         : err;
}

const struct block_type figureblock_type = {.name = "figure",
    .build = build_figure};
