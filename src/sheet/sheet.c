#include "sheet/marks.h"

static const struct colour_role registration = {.name = "registration",
    .spot = "All",
    .cmyk = {100, 100, 100, 100},
    .has_cmyk = true};

const struct colour sheet_registration = {.cmyk = {100, 100, 100, 100},
    .has_cmyk = true,
    .tint = 1000,
    .role = &registration};

emu
sheet_margin(const struct sheet_options *o)
{
    bool around = o->marks || o->colour_bar || o->slug;
    return o->bleed + (around ? MARK_LENGTH + MARK_EDGE : 0) +
           (o->slug ? SLUG_HEIGHT : 0);
}

static enum err
draw_page(struct around *a, size_t number)
{
    const struct page *page = a->document->page[number];
    a->page = document_add_page(a->out, page->width, page->height, NULL);
    enum err err = a->page == NULL ? ERR_NOMEM : ERR_OK;
    if (err == ERR_OK && a->options->marks)
        err = marks_draw(a);
    if (err == ERR_OK && a->options->colour_bar)
        err = bar_draw(a);
    if (err == ERR_OK && a->options->slug)
        err = slug_draw(a, number);
    return err;
}

enum err
sheet_around(struct arena *arena, struct diag *diag,
    const struct document *document, const struct sheet_options *options,
    struct document **out)
{
    struct around a = {.arena = arena,
        .diag = diag,
        .document = document,
        .options = options,
        .out = document_new(arena)};
    *out = a.out;
    enum err err = a.out == NULL ? ERR_NOMEM : ERR_OK;
    for (size_t i = 0; i < document->n_pages && err == ERR_OK; i++)
        err = draw_page(&a, i);
    return err;
}
