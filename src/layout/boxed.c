/* Inside a frame base lines do not stand on the page's grid: its height is
 * known before its place. */
#include "layout/boxed.h"

#include "layout/frame.h"
#include "layout/ink.h"
#include "layout/lines.h"
#include "layout/pour.h"
#include "layout/settle.h"

static enum err
pour_inside(struct plan *plan, struct laid *inner, struct box box,
    struct places *out, emu *height)
{
    struct column column = {
        .x = box.x, .y = box.y, .limit = box.y + box.height, .fresh = true};
    bool done;
    enum err err = pour_all(plan, inner, &column, out, &done);
    *height = (emu)(column.y - box.y);
    return err;
}

static enum err
draw_boxed(struct plan *plan, const struct unit *unit, struct page *page,
    struct box box)
{
    /* Places refer to their strips through a laid they may change. */
    struct laid inner = *(const struct laid *)unit->self;
    const struct block *block = inner.block;
    const emu *p = block->padding;
    struct box inside = {box.x + p[SIDE_LEFT], box.y + p[SIDE_TOP],
        box.width - p[SIDE_LEFT] - p[SIDE_RIGHT],
        box.height - p[SIDE_TOP] - p[SIDE_BOTTOM]};
    struct places places = {0};
    emu height;
    enum err err = frame_ground(plan, block->section, page, box);
    if (err == ERR_OK)
        err = frame_border(plan, block->section, page, box);
    if (err == ERR_OK)
        err = pour_inside(plan, &inner, inside, &places, &height);
    if (err != ERR_OK)
        return err;
    for (size_t i = 0; i < places.n; i++)
        places.place[i].first = false; /* the frame's place was */
    settle_stretch(&places, 0, inside.height - height);
    return ink_places(plan, page, &places);
}

static enum err
take_notes(struct plan *plan, const struct strips *strips, struct unit *unit)
{
    struct note_list list = {0};
    for (size_t i = 0; i < strips->n; i++) {
        for (size_t k = 0; k < strips->strip[i].n; k++) {
            const struct unit *inner = &strips->strip[i].unit[k];
            unit->stretch = unit->stretch || inner->stretch;
            for (size_t j = 0; j < inner->n_notes; j++)
                if (!plan_add_note(plan->arena, &list, inner->note[j]))
                    return ERR_NOMEM;
        }
    }
    unit->note = list.note;
    unit->n_notes = list.n;
    return ERR_OK;
}

enum err
boxed_wrap(struct plan *plan, const struct block *block, struct laid *laid)
{
    struct laid *inner = arena_alloc(plan->arena, sizeof *inner);
    struct strip *strip = arena_alloc(plan->arena, sizeof *strip);
    struct unit *unit = arena_alloc(plan->arena, sizeof *unit);
    if (inner == NULL || strip == NULL || unit == NULL)
        return ERR_NOMEM;
    *inner = *laid;
    struct box open = {.width = laid->width, .height = UNIT_MAX};
    emu height;
    for (size_t i = 0; i < inner->strips.n; i++)
        for (size_t k = 0; k < inner->strips.strip[i].n; k++)
            inner->strips.strip[i].unit[k].grid = false;
    enum err err = pour_inside(plan, inner, open, NULL, &height);
    if (err == ERR_OK)
        err = take_notes(plan, &inner->strips, unit);
    unit->height =
        height + block->padding[SIDE_TOP] + block->padding[SIDE_BOTTOM];
    unit->draw = draw_boxed;
    unit->self = inner;
    *strip = (struct strip){
        .unit = unit, .n = 1, .columns = 1, .width = laid->width};
    laid->strips = (struct strips){strip, 1};
    return err;
}
