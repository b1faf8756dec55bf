/* Blocks of type rule and spacer. */
#include "layout/frame.h"
#include "layout/types.h"

static enum err
one_unit(struct plan *plan, const struct block *block, emu width, emu height,
    struct strips *out)
{
    struct unit *unit = arena_alloc(plan->arena, sizeof *unit);
    struct strip *strip = block_add_strip(out, width);
    if (unit == NULL)
        return ERR_NOMEM;
    unit->height = height;
    unit->self = block;
    strip->unit = unit;
    strip->n = 1;
    return ERR_OK;
}

static enum err
draw_rule(struct plan *plan, const struct unit *unit, struct page *page,
    struct box box)
{
    const struct block *block = unit->self;
    const struct section *s = block->section;
    emu y = box.y + unit->height / 2;
    return frame_rule(plan, page, section_colour(s, "colour"), unit->height,
        box.x, y, box.x + box.width, y, s->loc);
}

static enum err
build_rule(struct plan *plan, const struct block *block, emu width,
    int32_t milli, struct strips *out)
{
    emu weight = plan_length(block->section, "weight", block->style->size);
    enum err err =
        one_unit(plan, block, width, (emu)unit_scale(weight, milli, 1000), out);
    if (err == ERR_OK)
        out->strip[out->n - 1].unit->draw = draw_rule;
    return err;
}

static enum err
draw_nothing(struct plan *plan, const struct unit *unit, struct page *page,
    struct box box)
{
    (void)plan, (void)unit, (void)page, (void)box;
    return ERR_OK;
}

static enum err
build_spacer(struct plan *plan, const struct block *block, emu width,
    int32_t milli, struct strips *out)
{
    emu height = plan_length(block->section, "height", block->style->size);
    enum err err =
        one_unit(plan, block, width, (emu)unit_scale(height, milli, 1000), out);
    if (err == ERR_OK)
        out->strip[out->n - 1].unit->draw = draw_nothing;
    return err;
}

const struct block_type ruleblock_type = {.name = "rule",
    .turns = true,
    .build = build_rule};
const struct block_type spacer_type = {.name = "spacer",
    .turns = true,
    .build = build_spacer};
