#include "layout/ink.h"

#include <stdlib.h>

#include "layout/area.h"
#include "layout/band.h"
#include "layout/frame.h"
#include "layout/offpage.h"
#include "layout/outline.h"
#include "layout/redraw.h"
#include "layout/scaffold.h"

static enum err
draw_place(struct plan *plan, struct page *page, const struct place *place)
{
    const char *bookmark =
        section_text(place->laid->block->section, "bookmark");
    const struct box *turned = place->turned;
    struct page_mark since = page_mark(page);
    enum err err = ERR_OK;
    const struct box *before = plan->turn;
    if (turned != NULL)
        plan->turn = turned;
    plan->drawing = place->laid->block;
    plan->again = place->unit == PLACE_AGAIN;
    page->deeper = plan->drawing->deeper;
    page->varies = plan->drawing->varies;
    if (place->first && bookmark != NULL)
        err = outline_add(plan, bookmark, 1, place->box.y);
    if (err == ERR_OK)
        err = redraw_unit(plan, page, place);
    plan->turn = before;
    page->varies = false;
    if (err != ERR_OK || turned == NULL)
        return err;
    return page_turn(
        plan->arena, page, since, turned->x + turned->width, turned->y);
}

enum err
ink_places(struct plan *plan, struct page *page, const struct places *places)
{
    enum err worst = ERR_OK;
    for (size_t i = 0; i < places->n; i++) {
        worst = plan_worse(worst, draw_place(plan, page, &places->place[i]));
        if (worst != ERR_OK && worst != ERR_INPUT)
            return worst;
    }
    return worst;
}

struct ordered {
    size_t block, index;
    const struct place *place;
};

static int
by_block(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    if (x->block != y->block)
        return x->block < y->block ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* What the copies of a flow page repeat has its bookmark once. */
static bool
is_repeated(const struct plan *plan, const struct sheet *sheet,
    const struct block *block)
{
    if (sheet->copy == 0)
        return false;
    for (size_t i = 0; i < plan->n_streams; i++)
        for (size_t k = 0; k < plan->stream[i].n_areas; k++)
            if (plan->stream[i].area[k] == block->area)
                return plan->stream[i].loop == SIZE_MAX;
    return true;
}

static enum err
draw_content(struct plan *plan, const struct sheet *sheet, struct page *page)
{
    size_t n = sheet->places.n;
    struct ordered *order = arena_array(plan->arena, n, sizeof *order);
    enum err worst = order == NULL ? ERR_NOMEM : ERR_OK;
    if (worst != ERR_OK)
        return worst;
    for (size_t i = 0; i < n; i++) {
        const struct place *place = &sheet->places.place[i];
        order[i] =
            (struct ordered){place->laid->block->section->order, i, place};
    }
    qsort(order, n, sizeof *order, by_block);
    for (size_t i = 0; i < n; i++) {
        plan->fresh = !is_repeated(plan, sheet, order[i].place->laid->block);
        size_t first = page->n_items;
        worst = plan_worse(worst, draw_place(plan, page, order[i].place));
        worst = plan_worse(
            worst, scaffold_place(plan, page, order[i].place, first));
        if (worst != ERR_OK && worst != ERR_INPUT)
            return worst;
    }
    return worst;
}

static enum err
draw_sheet(struct plan *plan, const struct sheet *sheet)
{
    const struct page_plan *on = &plan->page[sheet->page];
    const struct grid *grid = &on->grid;
    const struct section *s = grid->section;
    struct page *page = document_add_page(plan->set.document, grid->width,
        grid->height, section_text(s, "page-label"));
    if (page == NULL || !redraw_reserve(plan, page))
        return ERR_NOMEM;
    enum err err = scaffold_begin(plan, sheet, page);
    if (err == ERR_OK)
        err = frame_fill(plan, page, section_colour(s, "background"),
            (struct box){-plan->bleed, -plan->bleed,
                grid->width + 2 * plan->bleed, grid->height + 2 * plan->bleed},
            s->loc);
    if (err == ERR_OK)
        err = band_draw(plan, sheet, page);
    for (size_t i = 0; i < grid->n_areas && err == ERR_OK; i++)
        err = area_draw(plan, on->area[i], page, sheet->area[i]);
    if (err == ERR_OK)
        err = draw_content(plan, sheet, page);
    return err == ERR_OK ? offpage_check(plan, page) : err;
}

enum err
ink_sheets(struct plan *plan)
{
    enum err worst = ERR_OK;
    plan->drawn = 0;
    plan->level = 0;
    plan->element =
        arena_array(plan->arena, plan->n_blocks, sizeof(*plan->element));
    if (plan->element == NULL)
        return ERR_NOMEM;
    for (const struct sheet *s = plan->first; s != NULL; s = s->next) {
        worst = plan_worse(worst, draw_sheet(plan, s));
        if (worst != ERR_OK && worst != ERR_INPUT)
            return worst;
        plan->drawn++;
    }
    return plan->set.document->structure->failed ? ERR_NOMEM : worst;
}
