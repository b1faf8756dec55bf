#include "figure/figure.h"

#include <string.h>

#include "figure/drawing.h"

static const struct drawing *const drawings[] = {&drawing_chart,
    &drawing_figures, &drawing_panels, &drawing_orgchart, &drawing_image,
    &drawing_qr};

static const struct drawing *
find(const char *type)
{
    for (size_t i = 0; i < sizeof drawings / sizeof drawings[0]; i++)
        if (strcmp(drawings[i]->type, type) == 0)
            return drawings[i];
    return NULL;
}

static const struct drawing *
drawing_of(const struct section *block)
{
    const char *type = section_text(block, "type");
    return type == NULL ? NULL : find(type);
}

bool
figure_draws(const char *type)
{
    return find(type) != NULL;
}

enum err
figure_measure(const struct set_context *context, const struct section *block,
    emu width, emu *height, bool *stretch)
{
    const struct drawing *drawing = drawing_of(block);
    *height = 0, *stretch = false;
    if (drawing == NULL)
        return ERR_INTERNAL;
    return drawing->measure(context, block, width, height, stretch);
}

enum err
figure_draw(const struct set_context *context, const struct section *block,
    struct page *page, struct box box)
{
    const struct drawing *drawing = drawing_of(block);
    return drawing == NULL ? ERR_INTERNAL
                           : drawing->draw(context, block, page, box);
}

enum err
figure_number_notes(
    const struct set_context *context, const struct section *block)
{
    const struct drawing *drawing = drawing_of(block);
    if (drawing == NULL)
        return ERR_INTERNAL;
    return drawing->number == NULL ? ERR_OK : drawing->number(context, block);
}
