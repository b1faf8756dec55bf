#include "layout/fill.h"

#include <string.h>

#include "layout/area.h"
#include "layout/block.h"
#include "layout/flood.h"
#include "layout/pour.h"
#include "layout/settle.h"
#include "layout/stream.h"

enum {
    SHRINK_STEP = 10, /* 1/1000 of the sizes */
    ROW_PASSES = 3,   /* heights depend on places through the grid */
};

DIAG_MESSAGE(overflow, "layout.overflow", DIAG_ERROR,
    "ブロック「{1}」が枠「{2}」に入りきりません。{3} mm（{4} "
    "行）あふれています。"
    "文章を減らすか、枠を広げるか、fit で縮小を許してください",
    "block \"{1}\" does not fit area \"{2}\": {3} mm too much, lines "
    "left over: {4}; "
    "shorten the copy, enlarge the area or allow shrinking with fit");
DIAG_MESSAGE(overflow_box, "layout.overflow", DIAG_ERROR,
    "ブロック「{1}」が枠「{2}」に入りきりません。{3} mm あふれています。"
    "中身を減らすか枠を広げてください",
    "block \"{1}\" does not fit area \"{2}\": {3} mm too much; reduce its "
    "content or enlarge the area");
DIAG_MESSAGE(no_notes, "layout.no-notes-block", DIAG_ERROR,
    "注「{1}」がページ「{2}」で使われていますが、このページに注のブロック"
    "（type = notes）がありません。追加してください",
    "note \"{1}\" is used on page \"{2}\", which has no block of type notes; "
    "add one");

/* True when STREAM stands on page PAGE alone: copies of the page repeat it. */
static bool
is_static(const struct stream *stream, size_t page)
{
    for (size_t i = 0; i < stream->n_areas; i++)
        if (stream->area[i]->page != page)
            return false;
    return stream->loop == SIZE_MAX;
}

/* Heights for the `auto` rows of SHEET, from what their areas hold. */
static enum err
measure_rows(struct plan *plan, const struct sheet *sheet, emu *tallest)
{
    const struct page_plan *page = &plan->page[sheet->page];
    enum err worst = ERR_OK;
    for (size_t i = 0; i < page->grid.n_areas; i++) {
        const struct area *area = page->area[i];
        size_t row = area->cell->row, index;
        struct stream *stream = stream_of(plan, area, &index);
        if (area->cell->row_end != row + 1 || stream->failed ||
            page->grid.row[row].kind != GRID_AUTO || area->vertical)
            continue;
        struct box box =
            area_inside(area, (struct box){area->cell->x, area->cell->y, 0, 0});
        struct spot spot = {0};
        bool full;
        emu used;
        box.height = UNIT_MAX - (box.y > 0 ? box.y : 0);
        enum err err =
            flood_area(plan, stream, &spot, index, box, NULL, &used, &full);
        stream->failed = err != ERR_OK;
        worst = plan_worse(worst, err);
        int64_t height = (int64_t)used + area->padding[SIDE_TOP] +
                         area->padding[SIDE_BOTTOM];
        if (height > tallest[row])
            tallest[row] = height < UNIT_MAX ? (emu)height : UNIT_MAX;
    }
    return worst;
}

/* Finds the rows' heights and thereby the places of SHEET's areas. */
static enum err
place_areas(struct plan *plan, struct sheet *sheet)
{
    struct page_plan *page = &plan->page[sheet->page];
    struct grid *grid = &page->grid;
    size_t bytes = grid->n_rows * sizeof(emu);
    emu *tallest = arena_array(plan->arena, grid->n_rows, sizeof *tallest);
    emu *before = arena_array(plan->arena, grid->n_rows, sizeof *before);
    bool made = tallest != NULL && before != NULL, changed = made;
    enum err worst = made ? ERR_OK : ERR_NOMEM;
    if (!made)
        return worst;
    page->excess = grid_resolve(grid, tallest);
    for (int i = 0; i < ROW_PASSES && changed; i++) {
        memcpy(before, tallest, bytes);
        worst = plan_worse(worst, measure_rows(plan, sheet, tallest));
        page->excess = grid_resolve(grid, tallest);
        changed = memcmp(before, tallest, bytes) != 0;
    }
    for (size_t i = 0; i < grid->n_areas; i++) {
        const struct grid_area *cell = &grid->area[i];
        sheet->area[i] =
            (struct box){cell->x, cell->y, cell->width, cell->height};
    }
    return worst;
}

static struct box
box_of(
    const struct plan *plan, const struct sheet *sheet, const struct area *area)
{
    const struct page_plan *page = &plan->page[sheet->page];
    return area_inside(area, sheet->area[area->cell - page->grid.area]);
}

/* The places from FIRST on stand in a vertical area whose inside is BOX. */
static enum err
turn_places(
    struct plan *plan, struct sheet *sheet, size_t first, struct box box)
{
    struct box *own = arena_alloc(plan->arena, sizeof *own);
    if (own == NULL)
        return ERR_NOMEM;
    *own = box;
    for (size_t i = first; i < sheet->places.n; i++)
        sheet->places.place[i].turned = own;
    return ERR_OK;
}

/* The places from FIRST on stand in AREA, whose inside is BOX. */
static enum err
name_places(struct plan *plan, struct sheet *sheet, const struct area *area,
    size_t first, struct box box)
{
    for (size_t i = first; i < sheet->places.n; i++)
        sheet->places.place[i].area = area;
    return area->vertical ? turn_places(plan, sheet, first, box) : ERR_OK;
}

/* Fills the area INDEX of STREAM. */
static enum err
fill_area(struct plan *plan, struct sheet *sheet, struct stream *stream,
    struct spot *spot, size_t index)
{
    const struct area *area = stream->area[index];
    struct box inside = box_of(plan, sheet, area);
    struct box box = area_logical(area, inside);
    size_t first = sheet->places.n;
    bool full;
    emu used;
    enum err err = flood_area(
        plan, stream, spot, index, box, &sheet->places, &used, &full);
    if (err == ERR_OK)
        err = name_places(plan, sheet, area, first, inside);
    if (err != ERR_OK || full)
        return err;
    emu spare = settle_stretch(&sheet->places, first, box.height - used);
    settle_align(area, &sheet->places, first, spare);
    return ERR_OK;
}

static enum err
fill_stream(struct plan *plan, struct sheet *sheet, size_t number)
{
    struct stream *stream = &plan->stream[number];
    struct spot *spot = &plan->spot[number];
    size_t from = 0;
    if (sheet->copy > 0 && is_static(stream, sheet->page))
        *spot = (struct spot){0};
    else if (sheet->copy > 0)
        from = stream->loop;
    stream->looped = sheet->copy > 0 && from == stream->loop;
    for (size_t i = from; i < stream->n_areas; i++) {
        if (stream->area[i]->page != sheet->page || stream->full)
            continue;
        enum err err = fill_area(plan, sheet, stream, spot, i);
        if (err != ERR_OK)
            return err;
    }
    return ERR_OK;
}

static enum err
fill_streams(struct plan *plan, struct sheet *sheet)
{
    enum err worst = ERR_OK;
    for (size_t i = 0; i < plan->n_streams; i++) {
        struct stream *stream = &plan->stream[i];
        if (stream->failed)
            continue;
        enum err err = fill_stream(plan, sheet, i);
        stream->failed = err != ERR_OK;
        worst = plan_worse(worst, err);
    }
    return worst;
}

/* The notes first used on SHEET, by their numbers. */
static enum err
find_notes(struct plan *plan, const struct sheet *sheet, struct note_list *list)
{
    list->n = 0;
    for (size_t i = 0; i < sheet->places.n; i++) {
        const struct unit *unit = pour_unit(&sheet->places.place[i]);
        for (size_t k = 0; k < unit->n_notes; k++)
            if (!plan_has_note(&plan->printed, unit->note[k]) &&
                !plan_add_note(plan->arena, list, unit->note[k]))
                return ERR_NOMEM;
    }
    plan_sort_notes(list);
    return ERR_OK;
}

/* Every note of SHEET is an error when it has no notes block. */
static enum err
check_notes(struct plan *plan, const struct sheet *sheet)
{
    const struct page_plan *page = &plan->page[sheet->page];
    enum err worst = ERR_OK;
    for (size_t i = 0; i < sheet->places.n && page->notes == NULL; i++) {
        const struct place *place = &sheet->places.place[i];
        const struct unit *unit = pour_unit(place);
        for (size_t k = 0; k < unit->n_notes; k++)
            if (!plan_has_note(&plan->printed, unit->note[k]))
                worst = plan_worse(
                    worst, DIAG(plan->diag, place->laid->block->section->loc,
                               &no_notes, unit->note[k]->id,
                               page->grid.section->name));
    }
    return worst;
}

/* True when all of PAGE's copy ends on it: room for notes pushes nothing on. */
static bool
is_closed(const struct plan *plan, size_t page)
{
    size_t index;
    for (size_t i = 0; i < plan->page[page].grid.n_areas; i++)
        if (!is_static(stream_of(plan, plan->page[page].area[i], &index), page))
            return false;
    return true;
}

/* Keeps room for the notes NEEDED on SHEET that have none yet; *MORE: there are
 * such.  Where copy can be pushed on, only for the first of them: the notes
 * behind it may go with their copy. */
static enum err
make_room(struct plan *plan, const struct sheet *sheet,
    const struct note_list *needed, bool *more)
{
    bool closed = is_closed(plan, sheet->page);
    *more = false;
    for (size_t i = 0; i < needed->n && (closed || !*more); i++) {
        if (plan_has_note(&plan->here, needed->note[i]))
            continue;
        if (!plan_add_note(plan->arena, &plan->here, needed->note[i]))
            return ERR_NOMEM;
        *more = true;
    }
    plan_sort_notes(&plan->here);
    return ERR_OK;
}

/* Puts all streams back to where they were before SHEET. */
static void
go_back(struct plan *plan, const struct sheet *sheet, const struct spot *saved)
{
    const struct page_plan *page = &plan->page[sheet->page];
    size_t index;
    for (size_t i = 0; i < plan->n_streams; i++)
        flood_restore(&plan->spot[i], &saved[i]);
    for (size_t i = 0; i < page->grid.n_areas; i++)
        stream_of(plan, page->area[i], &index)->full = false;
}

static enum err
fill_again(struct plan *plan, struct sheet *sheet, const struct spot *saved,
    bool place, struct note_list *needed)
{
    enum err worst = ERR_OK;
    sheet->places.n = 0;
    go_back(plan, sheet, saved);
    if (place)
        worst = place_areas(plan, sheet);
    worst = plan_worse(worst, fill_streams(plan, sheet));
    return plan_worse(worst, find_notes(plan, sheet, needed));
}

/* The notes of the same sheet of the plan that PLAN shares; NULL: none. */
static const struct note_list *
shared_notes(const struct plan *plan, const struct sheet *sheet)
{
    const struct sheet *s = plan->shared == NULL ? NULL : plan->shared->first;
    while (s != NULL && (s->page != sheet->page || s->copy != sheet->copy))
        s = s->next;
    return s == NULL || s->notes.n == 0 ? NULL : &s->notes;
}

/* Fills SHEET with room for the notes that another edition has there; *DONE:
 * they are its own.  On a page that is closed that decides: which notes its
 * copy uses does not depend on their room. */
static enum err
fill_alike(struct plan *plan, struct sheet *sheet, const struct spot *saved,
    struct note_list *needed, bool *done)
{
    const struct note_list *notes = shared_notes(plan, sheet);
    *done = false;
    if (notes == NULL || !is_closed(plan, sheet->page))
        return ERR_OK;
    for (size_t i = 0; i < notes->n; i++)
        if (!plan_add_note(plan->arena, &plan->here, notes->note[i]))
            return ERR_NOMEM;
    enum err err = fill_again(plan, sheet, saved, true, needed);
    *done = err == ERR_OK && needed->n == notes->n;
    for (size_t i = 0; i < notes->n && *done; i++)
        *done = needed->note[i] == notes->note[i];
    if (!*done)
        plan->here.n = 0;
    return err;
}

/* Fills SHEET again until its notes block has room for the notes used on it.
 * That room may push copy, and its notes, to the next sheet: then the block
 * keeps it but says only what is used here. */
static enum err
fill_sheet(struct plan *plan, struct sheet *sheet)
{
    struct note_list needed = {0};
    struct spot *saved =
        arena_array(plan->arena, plan->n_streams, sizeof *saved);
    enum err err = saved == NULL ? ERR_NOMEM : ERR_OK;
    bool done = false;
    plan->here.n = 0;
    if (err == ERR_OK) {
        memcpy(saved, plan->spot, plan->n_streams * sizeof *saved);
        err = fill_alike(plan, sheet, saved, &needed, &done);
    }
    bool more = err == ERR_OK && !done;
    while (more && err == ERR_OK) {
        err = fill_again(plan, sheet, saved, true, &needed);
        if (err == ERR_OK)
            err = make_room(plan, sheet, &needed, &more);
    }
    if (err == ERR_OK && needed.n < plan->here.n) {
        plan->here = needed;
        needed = (struct note_list){0};
        err = fill_again(plan, sheet, saved, false, &needed);
    }
    err = plan_worse(err, check_notes(plan, sheet));
    for (size_t i = 0; i < plan->here.n && plan->redraw != NULL; i++)
        if (!plan_add_note(plan->arena, &sheet->notes, plan->here.note[i]))
            return ERR_NOMEM;
    for (size_t i = 0; i < needed.n; i++)
        if (!plan_add_note(plan->arena, &plan->printed, needed.note[i]))
            return ERR_NOMEM;
    return err;
}

static struct sheet *
add_sheet(struct plan *plan, size_t page, size_t copy)
{
    struct sheet *sheet = arena_alloc(plan->arena, sizeof *sheet);
    if (sheet == NULL)
        return NULL;
    sheet->page = page;
    sheet->copy = copy;
    sheet->area = arena_array(
        plan->arena, plan->page[page].grid.n_areas, sizeof *sheet->area);
    if (sheet->area == NULL)
        return NULL;
    *plan->last = sheet;
    plan->last = &sheet->next;
    return sheet;
}

/* Not even an empty area takes the next unit of STREAM. */
static enum err
find_stuck(struct plan *plan, const struct sheet *sheet, struct stream *stream,
    const struct spot *spot)
{
    struct block *block = stream->block[spot->block];
    struct area *area = stream->area[stream->loop];
    struct laid *laid = spot->laid;
    enum err err = ERR_OK;
    if (laid == NULL)
        err = block_lay(plan, block, block_width(block, area_measure(area)),
            stream->milli, &laid);
    if (err != ERR_OK)
        return err;
    const struct strip *strip = &laid->strips.strip[spot->strip];
    stream->full = true;
    stream->at = block;
    stream->where = area;
    stream->lines = 0;
    stream->over = (int64_t)strip->unit[spot->unit].height -
                   area_logical(area, box_of(plan, sheet, area)).height;
    return ERR_OK;
}

static bool
is_same_spot(const struct spot *a, const struct spot *b)
{
    return a->block == b->block && a->strip == b->strip && a->unit == b->unit;
}

/* *MORE: a stream needs another copy of SHEET's flow page. */
static enum err
find_rest(struct plan *plan, const struct sheet *sheet,
    const struct spot *before, bool *more)
{
    enum err worst = ERR_OK;
    *more = false;
    for (size_t i = 0; i < plan->n_streams; i++) {
        struct stream *stream = &plan->stream[i];
        const struct spot *spot = &plan->spot[i];
        if (stream->failed || stream->loop == SIZE_MAX ||
            stream->area[stream->loop]->page != sheet->page ||
            spot->block >= stream->n_blocks)
            continue;
        if (sheet->copy > 0 && is_same_spot(spot, &before[i]))
            worst = plan_worse(worst, find_stuck(plan, sheet, stream, spot));
        else
            *more = true;
    }
    return worst;
}

static enum err
fill_page(struct plan *plan, size_t page)
{
    struct spot *before =
        arena_array(plan->arena, plan->n_streams, sizeof *before);
    enum err worst = before == NULL ? ERR_NOMEM : ERR_OK;
    bool more = worst == ERR_OK;
    for (size_t copy = 0; more; copy++) {
        struct sheet *sheet = add_sheet(plan, page, copy);
        if (sheet == NULL)
            return ERR_NOMEM;
        memcpy(before, plan->spot, plan->n_streams * sizeof *before);
        worst = plan_worse(worst, fill_sheet(plan, sheet));
        if (worst != ERR_OK && worst != ERR_INPUT)
            return worst;
        worst = plan_worse(worst, find_rest(plan, sheet, before, &more));
    }
    return worst;
}

static enum err
fill_once(struct plan *plan)
{
    enum err worst = ERR_OK;
    plan->first = NULL;
    plan->last = &plan->first;
    plan->printed.n = 0;
    for (size_t i = 0; i < plan->n_streams; i++) {
        plan->spot[i] = (struct spot){0};
        plan->stream[i].full = false;
        plan->stream[i].failed = plan->stream[i].bad;
    }
    for (size_t p = 0; p < plan->n_pages; p++) {
        worst = plan_worse(worst, fill_page(plan, p));
        if (worst != ERR_OK && worst != ERR_INPUT)
            return worst;
    }
    return worst;
}

/* True when STREAM stands in an `auto` row of a page whose rows are too high.
 */
static bool
is_too_high(const struct plan *plan, const struct stream *stream)
{
    const struct area *area = stream->area[0];
    const struct page_plan *page = &plan->page[area->page];
    return page->excess > 0 &&
           page->grid.row[area->cell->row].kind == GRID_AUTO;
}

/* Takes a step down in all streams that are too large; false: nothing left. */
static bool
shrink(struct plan *plan)
{
    bool smaller = false;
    for (size_t i = 0; i < plan->n_streams; i++) {
        struct stream *stream = &plan->stream[i];
        if (stream->milli <= stream->least ||
            (!stream->full && !is_too_high(plan, stream)))
            continue;
        stream->milli -= SHRINK_STEP;
        if (stream->milli < stream->least)
            stream->milli = stream->least;
        smaller = true;
    }
    return smaller;
}

static enum err
say_overflow(struct plan *plan, const struct stream *stream)
{
    const char *block = stream->at->section->name;
    struct loc loc = stream->at->section->loc;
    const char *mm = plan_over(plan->diag, stream->over);
    if (stream->lines == 0)
        return DIAG(
            plan->diag, loc, &overflow_box, block, stream->where->name, mm);
    return DIAG(plan->diag, loc, &overflow, block, stream->where->name, mm,
        diag_int(plan->diag, (int64_t)stream->lines));
}

/* Sets every block once, to find the faults of all: filling stops at the first
 * of a stream. */
static enum err
check_blocks(struct plan *plan)
{
    enum err worst = ERR_OK;
    for (size_t i = 0; i < plan->n_streams; i++) {
        struct stream *stream = &plan->stream[i];
        for (size_t k = 0; k < stream->n_blocks; k++) {
            struct block *block = stream->block[k];
            struct laid *laid;
            enum err err = block_lay(plan, block,
                block_width(block, block->area->width), 1000, &laid);
            stream->bad = stream->bad || err != ERR_OK;
            worst = plan_worse(worst, err);
        }
    }
    return worst;
}

enum err
fill_plan(struct plan *plan)
{
    enum err bad = check_blocks(plan), worst = bad;
    if (bad != ERR_OK && bad != ERR_INPUT)
        return bad;
    do
        worst = plan_worse(bad, fill_once(plan));
    while ((worst == ERR_OK || worst == ERR_INPUT) && shrink(plan));
    for (size_t p = 0; p < plan->n_pages; p++)
        if (plan->page[p].excess > 0)
            worst =
                plan_worse(worst, grid_say_high(plan->diag, &plan->page[p].grid,
                                      plan->page[p].excess));
    for (size_t i = 0; i < plan->n_streams; i++)
        if (plan->stream[i].full)
            worst = plan_worse(worst, say_overflow(plan, &plan->stream[i]));
    return worst;
}
