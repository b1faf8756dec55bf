#include "layout/band.h"

#include <string.h>

#include "layout/area.h"

DIAG_MESSAGE(in_grid, "layout.around-grid", DIAG_ERROR,
    "枠「{1}」は around で他の枠を囲むので、ページの行には置けません。"
    "行か around のどちらかから消してください",
    "area \"{1}\" goes around others and cannot stand in a page's rows; take "
    "it out of the rows or remove around");
DIAG_MESSAGE(bad_key, "layout.around-key", DIAG_ERROR,
    "枠「{1}」は around で他の枠の背後に描くだけなので、{2} "
    "は使えません。囲まれた枠に書いてください",
    "area \"{1}\" is only painted behind others, so {2} means nothing here; "
    "write it in the areas it goes around");
DIAG_MESSAGE(two_pages, "layout.around-pages", DIAG_ERROR,
    "枠「{1}」の around にある「{2}」と「{3}」は別のページにあります。"
    "同じページの枠だけを書いてください",
    "around of area \"{1}\" names \"{2}\" and \"{3}\", which are on different "
    "pages; name areas of one page");
DIAG_MESSAGE(other_page, "layout.around-page", DIAG_ERROR,
    "枠「{1}」が囲む枠はページ「{2}」にあり、「{3}」にはありません。page を"
    "直してください",
    "the areas that \"{1}\" goes around are on page \"{2}\", not on \"{3}\"; "
    "correct its page");
DIAG_MESSAGE(not_rectangle, "layout.around-shape", DIAG_ERROR,
    "枠「{1}」が囲む枠を合わせても長方形になりません。間にある枠も around に"
    "書いてください",
    "the areas that \"{1}\" goes around do not make a rectangle; name the "
    "areas between them too");

bool
band_is(const struct section *s)
{
    return section_has(s, "around");
}

static enum err
check_keys(struct plan *plan, const struct section *s)
{
    static const char *const keys[] = {"next", "padding", "valign"};
    enum err worst = ERR_OK;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (section_has(s, keys[i]))
            worst = plan_worse(worst, DIAG(plan->diag, section_loc(s, keys[i]),
                                          &bad_key, s->name, keys[i]));
    if (area_find(plan, s->name) != NULL)
        worst = plan_worse(worst,
            DIAG(plan->diag, section_loc(s, "around"), &in_grid, s->name));
    return worst;
}

static bool
has_area(const struct band *band, const struct area *area)
{
    for (size_t i = 0; i < band->n; i++)
        if (band->area[i] == area)
            return true;
    return false;
}

/* Takes the areas that S names into BAND, each once. */
static enum err
take_areas(struct plan *plan, const struct section *s, struct band *band)
{
    size_t n;
    enum err worst = ERR_OK;
    struct loc loc = section_loc(s, "around");
    const char **names = section_list(plan->arena, s, "around", &n);
    band->area = arena_array(plan->arena, n, sizeof *band->area);
    if (names == NULL || band->area == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        const struct area *area = area_find(plan, names[i]);
        if (area == NULL)
            worst = plan_worse(worst, area_say_unknown(plan, loc, names[i]));
        else if (band->n > 0 && area->page != band->area[0]->page)
            worst = plan_worse(worst, DIAG(plan->diag, loc, &two_pages, s->name,
                                          band->area[0]->name, area->name));
        else if (!has_area(band, area))
            band->area[band->n++] = area;
    }
    return worst;
}

/* Areas never overlap: they fill their hull when they have as many cells. */
static bool
is_rectangle(const struct band *band)
{
    struct grid_area hull = *band->area[0]->cell;
    size_t cells = 0;
    for (size_t i = 0; i < band->n; i++) {
        const struct grid_area *cell = band->area[i]->cell;
        hull.row = cell->row < hull.row ? cell->row : hull.row;
        hull.col = cell->col < hull.col ? cell->col : hull.col;
        hull.row_end =
            cell->row_end > hull.row_end ? cell->row_end : hull.row_end;
        hull.col_end =
            cell->col_end > hull.col_end ? cell->col_end : hull.col_end;
        cells += (cell->row_end - cell->row) * (cell->col_end - cell->col);
    }
    return cells == (hull.row_end - hull.row) * (hull.col_end - hull.col);
}

static enum err
read_band(struct plan *plan, const struct section *s)
{
    struct band *band = &plan->band[plan->n_bands];
    *band = (struct band){.section = s};
    enum err keys = check_keys(plan, s), err = take_areas(plan, s, band);
    if (err != ERR_OK)
        return err;
    if (!is_rectangle(band))
        return DIAG(
            plan->diag, section_loc(s, "around"), &not_rectangle, s->name);
    const struct section *page = section_ref(s, "page");
    const char *on = plan->page[band->area[0]->page].grid.section->name;
    if (page != NULL && strcmp(page->name, on) != 0)
        return DIAG(plan->diag, section_loc(s, "page"), &other_page, s->name,
            on, page->name);
    plan->n_bands++;
    return keys;
}

enum err
band_read(struct plan *plan)
{
    const struct section *s = NULL;
    size_t n = 0;
    enum err worst = ERR_OK;
    while ((s = job_next(plan->job, "area", s)) != NULL)
        n += band_is(s) ? 1 : 0;
    plan->band = arena_array(plan->arena, n, sizeof *plan->band);
    if (plan->band == NULL)
        return ERR_NOMEM;
    while ((s = job_next(plan->job, "area", s)) != NULL)
        if (band_is(s))
            worst = plan_worse(worst, read_band(plan, s));
    return worst;
}

/* The rectangle of BAND on SHEET. */
static struct box
hull_of(
    const struct plan *plan, const struct sheet *sheet, const struct band *band)
{
    const struct grid_area *first = plan->page[sheet->page].grid.area;
    struct box hull = sheet->area[band->area[0]->cell - first];
    for (size_t i = 1; i < band->n; i++) {
        struct box box = sheet->area[band->area[i]->cell - first];
        emu left = box.x < hull.x ? box.x : hull.x;
        emu top = box.y < hull.y ? box.y : hull.y;
        emu right = box.x + box.width > hull.x + hull.width
                        ? box.x + box.width
                        : hull.x + hull.width;
        emu bottom = box.y + box.height > hull.y + hull.height
                         ? box.y + box.height
                         : hull.y + hull.height;
        hull = (struct box){left, top, right - left, bottom - top};
    }
    return hull;
}

enum err
band_draw(struct plan *plan, const struct sheet *sheet, struct page *page)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < plan->n_bands && err == ERR_OK; i++) {
        const struct band *band = &plan->band[i];
        if (band->area[0]->page == sheet->page)
            err = area_paint(plan, band->section, &plan->page[sheet->page].grid,
                page, hull_of(plan, sheet, band));
    }
    return err;
}
