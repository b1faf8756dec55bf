#include "layout/frame.h"

static emu
radius_of(struct plan *plan, const struct section *s, struct box box)
{
    emu radius = plan_length(s, "radius", plan->body->size);
    emu most = (box.width < box.height ? box.width : box.height) / 2;
    return radius < most ? radius : most;
}

enum err
frame_fill(struct plan *plan, struct page *page, struct colour colour,
    struct box box, struct loc loc)
{
    if (colour.transparent || box.width <= 0 || box.height <= 0)
        return ERR_OK;
    const struct paint paint = {.fill = colour, .stroke = COLOUR_NONE};
    return page_add_rect(
        plan->arena, page, box.x, box.y, box.width, box.height, 0, &paint, loc);
}

enum err
frame_ground(struct plan *plan, const struct section *section,
    struct page *page, struct box box)
{
    const struct paint paint = {
        .fill = section_colour(section, "fill"), .stroke = COLOUR_NONE};
    if (paint.fill.transparent || box.width <= 0 || box.height <= 0)
        return ERR_OK;
    return page_add_rect(plan->arena, page, box.x, box.y, box.width, box.height,
        radius_of(plan, section, box), &paint, section->loc);
}

enum err
frame_blend(struct plan *plan, const struct section *section, struct page *page,
    struct box box, struct colour to)
{
    struct gradient *gradient = arena_alloc(plan->arena, sizeof *gradient);
    if (gradient == NULL)
        return ERR_NOMEM;
    *gradient = (struct gradient){.x0 = box.x,
        .y0 = box.y,
        .x1 = box.x + box.width,
        .y1 = box.y,
        .from = section_colour(section, "fill"),
        .to = to};
    const struct paint paint = {
        .fill = COLOUR_NONE, .stroke = COLOUR_NONE, .gradient = gradient};
    if (gradient->from.transparent)
        gradient->from = COLOUR_WHITE;
    return page_add_rect(plan->arena, page, box.x, box.y, box.width, box.height,
        radius_of(plan, section, box), &paint, section->loc);
}

enum err
frame_border(struct plan *plan, const struct section *section,
    struct page *page, struct box box)
{
    emu width = plan_length(section, "border-width", plan->body->size);
    const struct paint paint = {.fill = COLOUR_NONE,
        .stroke = section_colour(section, "border"),
        .line_width = width};
    if (paint.stroke.transparent || width <= 0 || box.width <= width ||
        box.height <= width)
        return ERR_OK;
    return page_add_rect(plan->arena, page, box.x + width / 2,
        box.y + width / 2, box.width - width, box.height - width,
        radius_of(plan, section, box), &paint, section->loc);
}

enum err
frame_rule(struct plan *plan, struct page *page, struct colour colour,
    emu width, emu x0, emu y0, emu x1, emu y1, struct loc loc)
{
    if (colour.transparent || width <= 0)
        return ERR_OK;
    const struct paint paint = {
        .fill = COLOUR_NONE, .stroke = colour, .line_width = width};
    return page_add_line(plan->arena, page, x0, y0, x1, y1, &paint, loc);
}
