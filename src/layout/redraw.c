#include "layout/redraw.h"

#include <string.h>

#include "layout/pour.h"
#include "page/recorder.h"

/* A unit as it was drawn. */
struct drawn {
    const struct unit *unit;
    struct box box;
    size_t page; /* of the document */
    bool fresh, again;
    bool good;         /* it can be drawn again from the records: */
    size_t from, end;  /* of the recorder */
    uint32_t *outside; /* elements that were there before, by number */
    size_t n_outside;
    struct element *section; /* the block's own behind it, or NULL */
};

struct redraw {
    struct recorder recorder;
    struct drawn *drawn;
    size_t n, cap;
};

/* --- recording ------------------------------------------------------------ */

bool
redraw_record(struct plan *plan)
{
    struct redraw *redraw = arena_alloc(plan->arena, sizeof *redraw);
    if (redraw == NULL)
        return false;
    redraw->recorder.arena = plan->arena;
    plan->redraw = redraw;
    return true;
}

static bool
add_outside(struct plan *plan, struct drawn *drawn, size_t *cap,
    uint32_t elements, const struct element *element)
{
    if (element == NULL || element->number >= elements)
        return true;
    for (size_t i = 0; i < drawn->n_outside; i++)
        if (drawn->outside[i] == element->number)
            return true;
    uint32_t *all = arena_grow(
        plan->arena, drawn->outside, drawn->n_outside, cap, sizeof *all);
    if (all == NULL)
        return false;
    drawn->outside = all;
    all[drawn->n_outside++] = element->number;
    return true;
}

/* Which elements DRAWN needs that it does not make; there were ELEMENTS. */
static bool
find_outside(struct plan *plan, struct drawn *drawn, uint32_t elements)
{
    const struct recorder *recorder = &plan->redraw->recorder;
    size_t cap = 0;
    for (size_t i = drawn->from; i < drawn->end; i++) {
        const struct record *r = &recorder->record[i];
        if (!add_outside(plan, drawn, &cap, elements, r->parent))
            return false;
        if (r->kind == RECORD_EXTRA &&
            !add_outside(plan, drawn, &cap, elements, r->result))
            return false;
    }
    return true;
}

static struct element *
own_section(const struct plan *plan)
{
    return plan->element[plan->drawing->index];
}

static bool
keep(struct plan *plan, const struct drawn *drawn)
{
    struct redraw *r = plan->redraw;
    struct drawn *all =
        arena_grow(plan->arena, r->drawn, r->n, &r->cap, sizeof *all);
    if (all == NULL)
        return false;
    r->drawn = all;
    all[r->n++] = *drawn;
    return true;
}

/* Draws and records.  What says something, or makes a bookmark, is to be drawn
 * anew each time. */
static enum err
draw_recorded(struct plan *plan, struct page *page, const struct place *place)
{
    const struct unit *unit = pour_unit(place);
    struct document *document = plan->set.document;
    struct recorder *recorder = &plan->redraw->recorder;
    size_t said = diag_count(plan->diag), marks = document->n_bookmarks;
    uint32_t elements = document->structure->n;
    struct drawn drawn = {.unit = unit,
        .box = place->box,
        .page = page->number,
        .fresh = plan->fresh,
        .again = plan->again,
        .from = recorder->n};
    document->structure->recorder = recorder;
    enum err err = unit->draw(plan, unit, page, place->box);
    document->structure->recorder = NULL;
    recorder_end(recorder, drawn.from);
    drawn.end = recorder->n;
    drawn.section = own_section(plan);
    drawn.good = err == ERR_OK && !recorder->failed && !plan->drawing->varies &&
                 place->turned == NULL && diag_count(plan->diag) == said &&
                 document->n_bookmarks == marks &&
                 find_outside(plan, &drawn, elements);
    if (err == ERR_OK && !keep(plan, &drawn))
        err = ERR_NOMEM;
    return err;
}

/* --- drawing again -------------------------------------------------------- */

enum err
redraw_begin(struct plan *plan, const struct plan *shared)
{
    if (shared->redraw == NULL || shared->redraw->recorder.failed)
        return ERR_OK;
    const struct structure *old = shared->set.document->structure;
    plan->map = arena_array(plan->arena, old->n, sizeof(*plan->map));
    if (plan->map == NULL)
        return ERR_NOMEM;
    plan->map[old->root->number] = plan->set.document->structure->root;
    plan->shared = shared;
    return ERR_OK;
}

bool
redraw_reserve(const struct plan *plan, struct page *page)
{
    const struct document *old =
        plan->shared == NULL ? NULL : plan->shared->set.document;
    return old == NULL || page->number >= old->n_pages ||
           page_reserve(plan->arena, page, old->page[page->number]);
}

static bool
is_of(const struct drawn *d, const struct plan *plan, const struct page *page,
    const struct place *place)
{
    return d->unit == pour_unit(place) && d->page == page->number &&
           d->fresh == plan->fresh && d->again == plan->again &&
           d->box.x == place->box.x && d->box.y == place->box.y &&
           d->box.width == place->box.width &&
           d->box.height == place->box.height;
}

/* How the unit was drawn; units follow each other as they did before. */
static const struct drawn *
find(struct plan *plan, const struct page *page, const struct place *place)
{
    const struct redraw *r = plan->shared->redraw;
    for (size_t i = 0; i < r->n; i++) {
        size_t at = (plan->next_drawn + i) % r->n;
        if (!is_of(&r->drawn[at], plan, page, place))
            continue;
        plan->next_drawn = at + 1;
        return &r->drawn[at];
    }
    return NULL;
}

static bool
has_all(const struct plan *plan, const struct drawn *drawn)
{
    for (size_t i = 0; i < drawn->n_outside; i++)
        if (plan->map[drawn->outside[i]] == NULL)
            return false;
    return true;
}

/* What the block has of its own in both structures is the same. */
static void
match_section(struct plan *plan, const struct drawn *drawn, bool again)
{
    struct element **own = &plan->element[plan->drawing->index];
    if (drawn->section == NULL)
        return;
    struct element **mapped = &plan->map[drawn->section->number];
    if (again)
        *own = *mapped;
    else if (*own != NULL)
        *mapped = *own;
}

static enum err
draw_again(struct plan *plan, struct page *page, const struct drawn *drawn)
{
    const struct plan *shared = plan->shared;
    const struct recorder *recorder = &shared->redraw->recorder;
    enum err err = recorder_replay(plan->arena, recorder->record + drawn->from,
        drawn->end - drawn->from, shared->set.document->page[drawn->page], page,
        plan->map);
    match_section(plan, drawn, true);
    return err;
}

enum err
redraw_unit(struct plan *plan, struct page *page, const struct place *place)
{
    const struct unit *unit = pour_unit(place);
    if (plan->redraw != NULL)
        return draw_recorded(plan, page, place);
    const struct drawn *drawn = plan->shared == NULL || plan->drawing->varies
                                    ? NULL
                                    : find(plan, page, place);
    if (drawn != NULL && drawn->good && has_all(plan, drawn))
        return draw_again(plan, page, drawn);
    enum err err = unit->draw(plan, unit, page, place->box);
    if (drawn != NULL)
        match_section(plan, drawn, false);
    return err;
}
