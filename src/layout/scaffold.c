#include "layout/scaffold.h"

#include "layout/pour.h"

static enum err
tell_grid(
    struct arena *arena, const struct page_plan *on, struct scaffold *scaffold)
{
    const struct grid *grid = &on->grid;
    scaffold->column =
        arena_array(arena, grid->columns, sizeof *scaffold->column);
    scaffold->row = arena_array(arena, grid->n_rows, sizeof *scaffold->row);
    if (scaffold->column == NULL || scaffold->row == NULL)
        return ERR_NOMEM;
    scaffold->n_columns = grid->columns;
    scaffold->n_rows = grid->n_rows;
    for (size_t i = 0; i < grid->columns; i++) {
        emu left = grid_left(grid, i);
        scaffold->column[i] = (struct track){left, grid_right(grid, i) - left};
    }
    for (size_t i = 0; i < grid->n_rows; i++)
        scaffold->row[i] =
            (struct track){grid->row[i].top, grid->row[i].height};
    for (int i = 0; i < 4; i++)
        scaffold->margin[i] = grid->margin[i];
    scaffold->pitch = grid->pitch;
    scaffold->baseline = grid->margin[SIDE_TOP] + on->phase;
    return ERR_OK;
}

static enum err
tell_areas(struct arena *arena, const struct page_plan *on,
    const struct sheet *sheet, struct scaffold *scaffold)
{
    size_t n = on->grid.n_areas;
    scaffold->area = arena_array(arena, n, sizeof *scaffold->area);
    if (scaffold->area == NULL)
        return ERR_NOMEM;
    scaffold->n_areas = n;
    for (size_t i = 0; i < n; i++) {
        const struct area *area = on->area[i];
        const struct box *box = &sheet->area[i];
        scaffold->area[i] = (struct frame){.name = area->name,
            .x = box->x,
            .y = box->y,
            .width = box->width,
            .height = box->height,
            .loc = area->section != NULL ? area->section->loc
                                         : on->grid.area[i].loc};
    }
    return ERR_OK;
}

enum err
scaffold_begin(struct plan *plan, const struct sheet *sheet, struct page *page)
{
    const struct page_plan *on = &plan->page[sheet->page];
    struct scaffold *scaffold = arena_alloc(plan->arena, sizeof *scaffold);
    if (scaffold == NULL)
        return ERR_NOMEM;
    page->scaffold = scaffold;
    scaffold->name = on->grid.section->name;
    scaffold->loc = on->grid.section->loc;
    enum err err = tell_grid(plan->arena, on, scaffold);
    return err == ERR_OK ? tell_areas(plan->arena, on, sheet, scaffold) : err;
}

/* The box of PLACE on the page. */
static struct box
box_of(const struct place *place)
{
    const struct box *b = &place->box, *in = place->turned;
    if (in == NULL)
        return *b;
    return (struct box){in->x + in->width - b->y - b->height, in->y + b->x,
        b->height, b->width};
}

static void
join(struct frame *frame, struct box box)
{
    emu right = frame->x + frame->width, bottom = frame->y + frame->height;
    emu x = box.x + box.width, y = box.y + box.height;
    frame->x = frame->x < box.x ? frame->x : box.x;
    frame->y = frame->y < box.y ? frame->y : box.y;
    frame->width = (right > x ? right : x) - frame->x;
    frame->height = (bottom > y ? bottom : y) - frame->y;
}

static enum frame_part
part_of(const struct place *place)
{
    if (place->unit == PLACE_AGAIN)
        return FRAME_REPEATS;
    return place->first ? FRAME_BEGINS : FRAME_GOES_ON;
}

/* Does PLACE stand below LAST's places, in the same area? */
static bool
goes_on(const struct plan *plan, const struct frame *last,
    const struct place *place, enum frame_part part)
{
    const struct section *section = place->laid->block->section;
    bool again = last->part == FRAME_REPEATS;
    return plan->drawn_in == place->area && last->name == section->name &&
           part != FRAME_BEGINS && again == (part == FRAME_REPEATS);
}

static enum err
tell_notes(struct plan *plan, const struct place *place)
{
    const struct unit *unit = pour_unit(place);
    struct document *document = plan->set.document;
    for (size_t i = 0; i < unit->n_notes; i++) {
        const struct note *note = unit->note[i];
        bool told = false;
        for (size_t k = 0; k < document->n_notes && !told; k++)
            told = document->note[k].number == note->number;
        if (told)
            continue;
        struct note_place *all = arena_grow(plan->arena, document->note,
            document->n_notes, &document->cap_notes, sizeof *all);
        if (all == NULL)
            return ERR_NOMEM;
        document->note = all;
        all[document->n_notes++] = (struct note_place){note->number, note->id,
            plan->drawn, place->laid->block->section->name, note->loc};
    }
    return ERR_OK;
}

enum err
scaffold_place(struct plan *plan, struct page *page, const struct place *place,
    size_t first)
{
    struct scaffold *s = page->scaffold;
    struct frame *last = s->n_blocks > 0 ? &s->block[s->n_blocks - 1] : NULL;
    enum frame_part part = part_of(place);
    struct box box = box_of(place);
    if (last != NULL && goes_on(plan, last, place, part)) {
        join(last, box);
        last->end = page->n_items;
        return tell_notes(plan, place);
    }
    struct frame *all = arena_grow(
        plan->arena, s->block, s->n_blocks, &s->cap_blocks, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    s->block = all;
    all[s->n_blocks++] =
        (struct frame){.name = place->laid->block->section->name,
            .x = box.x,
            .y = box.y,
            .width = box.width,
            .height = box.height,
            .loc = place->laid->block->section->loc,
            .part = part,
            .milli = place->laid->milli,
            .first = first,
            .end = page->n_items};
    plan->drawn_in = place->area;
    return tell_notes(plan, place);
}
