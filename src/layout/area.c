#include "layout/area.h"

#include <string.h>

#include "layout/band.h"
#include "layout/frame.h"

DIAG_MESSAGE(unknown_area, "layout.area-unknown", DIAG_ERROR,
    "枠「{1}」はどのページの行にもありません。{2}",
    "area \"{1}\" is in no page's rows; {3}");
DIAG_MESSAGE(only_painted, "layout.around-only", DIAG_ERROR,
    "枠「{1}」は around "
    "で他の枠の背後に描くだけで、中身は置けません。囲まれた枠"
    "の名前を書いてください",
    "area \"{1}\" is only painted behind others and holds nothing; name one of "
    "the areas it goes around");
DIAG_MESSAGE(area_twice, "layout.area-twice", DIAG_ERROR,
    "枠「{1}」がページ「{2}」と「{3}」にあります。別の名前を付けてください",
    "area \"{1}\" is on page \"{2}\" and on page \"{3}\"; give it another "
    "name");
DIAG_MESSAGE(other_page, "layout.area-page", DIAG_ERROR,
    "枠「{1}」はページ「{2}」にあり、「{3}」にはありません。page を"
    "直してください",
    "area \"{1}\" is on page \"{2}\", not on \"{3}\"; correct its page");
DIAG_MESSAGE(no_room, "layout.area-narrow", DIAG_ERROR,
    "枠「{1}」は padding だけで一杯です（幅 {2} mm 超過）。padding を"
    "減らしてください",
    "the padding of area \"{1}\" leaves no room ({2} mm too wide); reduce it");
DIAG_MESSAGE(next_twice, "layout.next-twice", DIAG_ERROR,
    "枠「{1}」へは「{2}」からも「{3}」からも続いています。どちらかの next を"
    "消してください",
    "both \"{2}\" and \"{3}\" run on into area \"{1}\"; remove one next");
DIAG_MESSAGE(next_back, "layout.next-back", DIAG_ERROR,
    "枠「{1}」の next が前のページの「{2}」へ戻っています。同じページか後の"
    "ページの枠を書いてください",
    "next of area \"{1}\" goes back to \"{2}\" on an earlier page; name an "
    "area of the same or a later page");
DIAG_MESSAGE(next_circle, "layout.next-circle", DIAG_ERROR,
    "枠「{1}」から next をたどると自分に戻ります。輪にできるのは flow = yes の"
    "ページの中だけです",
    "following next from area \"{1}\" leads back to it; only a page with "
    "flow = yes may have such a circle");
DIAG_MESSAGE(flow_nowhere, "layout.flow-nowhere", DIAG_ERROR,
    "ページ「{1}」は flow = yes ですが、どの枠の文章が続くのか分かりません。"
    "続く枠に next = その枠の名前 を書いてください",
    "page \"{1}\" has flow = yes but no area whose copy goes on; give that "
    "area next = its own name");

DIAG_MESSAGE(next_turns, "layout.next-direction", DIAG_ERROR,
    "枠「{1}」と続き先の「{2}」の組方向が違います。direction をそろえて"
    "ください",
    "area \"{1}\" and \"{2}\", into which it runs on, have different "
    "directions; make them the same");
DIAG_MESSAGE(vertical_auto, "layout.vertical-auto", DIAG_ERROR,
    "縦組みの枠「{1}」は高さが行長になるので、高さが auto の行には置けません。"
    "行の高さを長さか fill にしてください",
    "the height of vertical area \"{1}\" is the length of its lines: it cannot "
    "stand in a row of height auto; give the row a length or fill");

struct area *
area_find(const struct plan *plan, const char *name)
{
    for (size_t i = 0; i < plan->n_areas; i++)
        if (strcmp(plan->area[i].name, name) == 0)
            return &plan->area[i];
    return NULL;
}

static const char *
nearest(const struct plan *plan, const char *name)
{
    const char **names =
        arena_array(plan->arena, plan->n_areas + 1, sizeof *names);
    if (names == NULL)
        return "";
    for (size_t i = 0; i < plan->n_areas; i++)
        names[i] = plan->area[i].name;
    const char *near = str_nearest(name, names, plan->n_areas);
    return near == NULL ? "" : near;
}

enum err
area_say_unknown(struct plan *plan, struct loc loc, const char *name)
{
    const struct section *section = job_find(plan->job, "area", name);
    if (plan->grid_faults)
        return ERR_INPUT; /* the fault of the grid says more */
    if (section != NULL && band_is(section))
        return DIAG(plan->diag, loc, &only_painted, name);
    const char *near = nearest(plan, name);
    const char *ja = "row.1 などの行に書いてください";
    const char *en = "name it in a row such as row.1";
    if (*near != '\0') {
        ja =
            arena_printf(plan->arena, "「%s」の書き誤りではありませんか", near);
        en = arena_printf(plan->arena, "did you mean \"%s\"?", near);
    }
    if (ja == NULL || en == NULL)
        return ERR_NOMEM;
    return DIAG(plan->diag, loc, &unknown_area, name, ja, en);
}

static enum err
read_look(struct plan *plan, struct area *area)
{
    struct length padding[4] = {{0, 0}};
    area->width = area->cell->width;
    if (area->section == NULL)
        return ERR_OK;
    area->vertical = section_word_is(area->section, "direction", "vertical");
    section_lengths(area->section, "padding", padding);
    for (int i = 0; i < 4; i++)
        area->padding[i] = unit_resolve(padding[i], plan->body->size);
    int64_t width = (int64_t)area->cell->width - area->padding[SIDE_LEFT] -
                    area->padding[SIDE_RIGHT];
    area->width = width < 1 ? 1 : (emu)width;
    if (width >= 1)
        return ERR_OK;
    return DIAG(plan->diag, section_loc(area->section, "padding"), &no_room,
        area->name, plan_over(plan->diag, 1 - width));
}

static enum err
add_area(struct plan *plan, size_t page, size_t cell)
{
    struct page_plan *on = &plan->page[page];
    struct grid_area *where = &on->grid.area[cell];
    const struct area *other = area_find(plan, where->name);
    struct area *area = &plan->area[plan->n_areas];
    if (other != NULL)
        return DIAG(plan->diag, where->loc, &area_twice, where->name,
            plan->page[other->page].grid.section->name, on->grid.section->name);
    *area = (struct area){.name = where->name,
        .section = job_find(plan->job, "area", where->name),
        .page = page,
        .cell = where};
    on->area[cell] = area;
    plan->n_areas++;
    return read_look(plan, area);
}

static enum err
add_areas(struct plan *plan)
{
    size_t n = 0;
    enum err worst = ERR_OK;
    for (size_t p = 0; p < plan->n_pages; p++)
        n += plan->page[p].grid.n_areas;
    plan->area = arena_array(plan->arena, n, sizeof *plan->area);
    if (plan->area == NULL)
        return ERR_NOMEM;
    for (size_t p = 0; p < plan->n_pages; p++) {
        struct page_plan *page = &plan->page[p];
        page->area =
            arena_array(plan->arena, page->grid.n_areas, sizeof *page->area);
        if (page->area == NULL)
            return ERR_NOMEM;
        for (size_t i = 0; i < page->grid.n_areas; i++)
            worst = plan_worse(worst, add_area(plan, p, i));
    }
    return worst;
}

static enum err
check_page(struct plan *plan, const struct section *s, const struct area *area)
{
    const struct section *page = section_ref(s, "page");
    const char *on = plan->page[area->page].grid.section->name;
    if (page == NULL || strcmp(page->name, on) == 0)
        return ERR_OK;
    return DIAG(plan->diag, section_loc(s, "page"), &other_page, s->name, on,
        page->name);
}

static enum err
link_next(struct plan *plan, struct area *area)
{
    if (area->section == NULL || !section_has(area->section, "next"))
        return ERR_OK;
    const char *name = section_text(area->section, "next");
    struct loc loc = section_loc(area->section, "next");
    struct area *next = area_find(plan, name);
    if (next == NULL)
        return area_say_unknown(plan, loc, name);
    if (next->page < area->page)
        return DIAG(plan->diag, loc, &next_back, area->name, next->name);
    /* A circle's head may also be entered from an earlier page. */
    if (next->prev != NULL && next->prev->page == area->page)
        return DIAG(plan->diag, loc, &next_twice, next->name, next->prev->name,
            area->name);
    if (next->vertical != area->vertical)
        return DIAG(plan->diag, loc, &next_turns, area->name, next->name);
    area->next = next;
    if (next->prev == NULL)
        next->prev = area;
    return ERR_OK;
}

/* True when following `next` from AREA leads back to it. */
static bool
in_circle(const struct plan *plan, const struct area *area)
{
    const struct area *at = area->next;
    for (size_t i = 0; i < plan->n_areas && at != NULL && at != area; i++)
        at = at->next;
    return at == area;
}

static enum err
check_circles(struct plan *plan)
{
    enum err worst = ERR_OK;
    for (size_t i = 0; i < plan->n_areas; i++) {
        const struct area *area = &plan->area[i];
        if (!in_circle(plan, area) || plan->page[area->page].flow)
            continue;
        worst = plan_worse(
            worst, DIAG(plan->diag, section_loc(area->section, "next"),
                       &next_circle, area->name));
    }
    return worst;
}

/* The head of the chain AREA belongs to, on its own page. */
static struct area *
head_on_page(struct area *area)
{
    while (area->prev != NULL && area->prev->page == area->page)
        area = area->prev;
    return area;
}

/* Closes the chain of a flow page that has no circle of its own: its last area
 * runs on into the first on the page's next copy. */
static enum err
close_flow(struct plan *plan, size_t page)
{
    struct page_plan *on = &plan->page[page];
    struct area *end = on->grid.n_areas == 1 ? on->area[0] : NULL;
    size_t ends = end == NULL ? 0 : 1;
    for (size_t i = 0; i < on->grid.n_areas; i++) {
        struct area *area = on->area[i];
        if (in_circle(plan, area))
            return ERR_OK;
        if (area->next == NULL && area->prev != NULL) {
            ends += area == end ? 0 : 1;
            end = area;
        }
    }
    if (ends != 1 || end->next != NULL)
        return DIAG(plan->diag, section_loc(on->grid.section, "flow"),
            &flow_nowhere, on->grid.section->name);
    end->next = head_on_page(end);
    return ERR_OK;
}

/* True when a row of AREA takes its height from content, or, where copy runs on
 * and must know its measure beforehand, from what other rows leave. */
static bool
has_open_height(const struct plan *plan, const struct area *area)
{
    const struct grid *grid = &plan->page[area->page].grid;
    bool chained = area->next != NULL || area->prev != NULL;
    bool any_auto = false, any_fill = false, alone = false;
    for (size_t i = 0; i < grid->n_rows; i++)
        any_auto = any_auto || grid->row[i].kind == GRID_AUTO;
    for (size_t i = area->cell->row; i < area->cell->row_end; i++) {
        any_fill = any_fill || grid->row[i].kind == GRID_FILL;
        alone = alone || (grid->row[i].kind == GRID_AUTO &&
                             (chained || area->cell->row_end == i + 1));
    }
    return alone || (chained && any_auto && any_fill);
}

/* Vertical areas know their measure, and their styles are made. */
static enum err
begin_vertical(struct plan *plan)
{
    enum err worst = ERR_OK;
    for (size_t i = 0; i < plan->n_areas; i++) {
        const struct area *area = &plan->area[i];
        if (!area->vertical)
            continue;
        if (plan->turned == NULL)
            plan->turned = theme_turn(plan->arena, plan->plain);
        if (plan->turned == NULL)
            return ERR_NOMEM;
        if (has_open_height(plan, area))
            worst = plan_worse(worst,
                DIAG(plan->diag, area->cell->loc, &vertical_auto, area->name));
    }
    for (size_t p = 0; p < plan->n_pages && plan->turned != NULL; p++) {
        struct grid *grid = &plan->page[p].grid;
        emu *none = arena_array(plan->arena, grid->n_rows, sizeof *none);
        if (none == NULL)
            return ERR_NOMEM;
        grid_resolve(grid, none);
    }
    return worst;
}

emu
area_measure(const struct area *area)
{
    if (!area->vertical)
        return area->width;
    emu height = area->cell->height - area->padding[SIDE_TOP] -
                 area->padding[SIDE_BOTTOM];
    return height < 1 ? 1 : height;
}

struct box
area_logical(const struct area *area, struct box box)
{
    if (!area->vertical)
        return box;
    return (struct box){0, 0, box.height < 1 ? 1 : box.height, box.width};
}

enum err
area_read(struct plan *plan)
{
    enum err worst = add_areas(plan);
    if (worst != ERR_OK)
        return worst;
    const struct section *s = NULL;
    while ((s = job_next(plan->job, "area", s)) != NULL) {
        const struct area *area = area_find(plan, s->name);
        if (band_is(s))
            continue;
        worst = plan_worse(worst, area == NULL
                                      ? area_say_unknown(plan, s->loc, s->name)
                                      : check_page(plan, s, area));
    }
    for (size_t i = 0; i < plan->n_areas; i++)
        worst = plan_worse(worst, link_next(plan, &plan->area[i]));
    worst = plan_worse(worst, begin_vertical(plan));
    worst = plan_worse(worst, band_read(plan));
    if (worst == ERR_OK)
        worst = check_circles(plan);
    for (size_t p = 0; p < plan->n_pages && worst == ERR_OK; p++)
        if (plan->page[p].flow)
            worst = close_flow(plan, p);
    return worst;
}

struct box
area_inside(const struct area *area, struct box box)
{
    const emu *p = area->padding;
    box.x += p[SIDE_LEFT];
    box.y += p[SIDE_TOP];
    box.width = area->width;
    box.height -= p[SIDE_TOP] + p[SIDE_BOTTOM];
    return box;
}

/* Where the rectangle touches the type area's edge it is carried over the
 * page's edge. */
static struct box
carry_over(const struct grid *grid, emu bleed, struct box box)
{
    emu left = box.x, top = box.y;
    emu right = left + box.width, bottom = top + box.height;
    if (left == grid->margin[SIDE_LEFT])
        left = -bleed;
    if (top == grid->margin[SIDE_TOP])
        top = -bleed;
    if (right == grid->width - grid->margin[SIDE_RIGHT])
        right = grid->width + bleed;
    if (bottom == grid->height - grid->margin[SIDE_BOTTOM])
        bottom = grid->height + bleed;
    return (struct box){left, top, right - left, bottom - top};
}

static enum err
draw_rules(struct plan *plan, const struct section *s, struct page *page,
    struct box box)
{
    emu width = plan_length(s, "rule-width", plan->body->size);
    const struct {
        const char *key;
        emu x0, y0, x1, y1;
    } rule[] = {{"rule-top", box.x, box.y, box.x + box.width, box.y},
        {"rule-bottom", box.x, box.y + box.height, box.x + box.width,
            box.y + box.height},
        {"rule-left", box.x, box.y, box.x, box.y + box.height}};
    enum err err = ERR_OK;
    for (size_t i = 0; i < 3 && err == ERR_OK; i++)
        err = frame_rule(plan, page, section_colour(s, rule[i].key), width,
            rule[i].x0, rule[i].y0, rule[i].x1, rule[i].y1, s->loc);
    return err;
}

enum err
area_paint(struct plan *plan, const struct section *s, const struct grid *grid,
    struct page *page, struct box box)
{
    struct box ground = box;
    if (section_boolean(s, "bleed"))
        ground = carry_over(grid, plan->bleed, box);
    struct colour to = section_colour(s, "fill-to");
    enum err err = to.transparent ? frame_ground(plan, s, page, ground)
                                  : frame_blend(plan, s, page, ground, to);
    if (err == ERR_OK)
        err = frame_border(plan, s, page, box);
    return err == ERR_OK ? draw_rules(plan, s, page, box) : err;
}

enum err
area_draw(struct plan *plan, const struct area *area, struct page *page,
    struct box box)
{
    if (area->section == NULL)
        return ERR_OK;
    return area_paint(
        plan, area->section, &plan->page[area->page].grid, page, box);
}
