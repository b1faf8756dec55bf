#include "sheet/impose.h"

#include "sheet/cutmarks.h"

DIAG_MESSAGE(sizes, "sheet.impose-sizes", DIAG_ERROR,
    "{1} ページは {2} mm で、1 ページの {3} mm と違います。面付けできるのは"
    "同じ大きさのページだけです",
    "page {1} is {2} mm, page 1 is {3} mm; only pages of one size can be "
    "imposed");
DIAG_MESSAGE(blank, "sheet.impose-blank", DIAG_NOTE,
    "{1} ページの文書を {2} ページにするため、{3} ページを白にしました（{4}）",
    "{1} pages were made {2}: {3} of them are blank ({4})");

/* `210.0 x 297.0`. */
static const char *
size_of(struct arena *arena, struct diag *diag, const struct page *page)
{
    return arena_printf(arena, "%s x %s", diag_mm(diag, page->width),
        diag_mm(diag, page->height));
}

static enum err
check_sizes(struct arena *arena, struct diag *diag,
    const struct document *document, struct loc loc)
{
    const struct page *first = document->page[0];
    for (size_t i = 1; i < document->n_pages; i++) {
        const struct page *page = document->page[i];
        if (page->width == first->width && page->height == first->height)
            continue;
        const char *one = size_of(arena, diag, page);
        const char *other = size_of(arena, diag, first);
        return one == NULL || other == NULL
                   ? ERR_NOMEM
                   : DIAG(diag, loc, &sizes, diag_int(diag, (int64_t)i + 1),
                         one, other);
    }
    return ERR_OK;
}

static enum err
say_blanks(struct arena *arena, struct diag *diag, const struct pageorder *o,
    size_t n, struct loc loc)
{
    if (o->slots == n)
        return ERR_OK;
    bool *is_blank = arena_array(arena, o->slots, sizeof *is_blank);
    struct buf all = {0};
    for (size_t i = 0; is_blank != NULL && i < o->slots; i++)
        is_blank[o->seat[i].slot] = o->seat[i].page == IMPOSED_BLANK;
    for (size_t i = 0; is_blank != NULL && i < o->slots; i++)
        if (is_blank[i])
            buf_printf(&all, "%s%zu", all.n == 0 ? "" : ", ", i + 1);
    enum err err = is_blank == NULL || all.failed ? ERR_NOMEM : ERR_OK;
    if (err == ERR_OK)
        err = DIAG(diag, loc, &blank, diag_int(diag, (int64_t)n),
            diag_int(diag, (int64_t)o->slots),
            diag_int(diag, (int64_t)(o->slots - n)), all.p);
    buf_fini(&all);
    return err;
}

/* The cells of the side that C has in hand, and a page for its marks. */
static enum err
make_side(const struct cutmarks *c, struct document *marks)
{
    const struct positions *p = c->positions;
    const struct pageorder *o = p->order;
    struct imposed_side *side = c->side;
    *side = (struct imposed_side){.sheet = c->number / 2,
        .back = c->number % 2 != 0,
        .n = o->columns * o->rows};
    side->marks = document_add_page(marks, p->sheet[0], p->sheet[1], NULL);
    side->cell = arena_array(c->arena, side->n, sizeof *side->cell);
    if (side->marks == NULL || side->cell == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < side->n; i++)
        side->cell[i] =
            positions_cell(p, c->number, i / o->columns, i % o->columns);
    return p->options->marks ? cutmarks_draw(c) : ERR_OK;
}

static enum err
make_sides(struct arena *arena, struct diag *diag,
    const struct document *document, const struct positions *p,
    struct imposed *out)
{
    const struct pageorder *o = p->order;
    struct document *marks = document_new(arena);
    struct cutmarks c = {arena, diag, p, document, NULL, 0};
    *out = (struct imposed){.width = p->sheet[0],
        .height = p->sheet[1],
        .bleed = p->options->bleed,
        .side = arena_array(arena, o->sides, sizeof *out->side),
        .n = o->sides,
        .n_sheets = o->sheets};
    enum err err =
        out->side == NULL || marks == NULL ? ERR_NOMEM : cutmarks_say_room(&c);
    for (; c.number < o->sides && err == ERR_OK; c.number++) {
        c.side = &out->side[c.number];
        err = make_side(&c, marks);
    }
    return err;
}

enum err
impose_check(struct diag *diag, const struct impose_options *options,
    const emu page[2])
{
    size_t columns, rows;
    emu sheet[2];
    return positions_choose(diag, options, page, sheet, &columns, &rows);
}

enum err
impose_make(struct arena *arena, struct diag *diag,
    const struct document *document, const struct impose_options *options,
    struct imposed **out)
{
    size_t columns, rows, n = document->n_pages;
    struct pageorder order;
    *out = NULL;
    if (n == 0)
        return ERR_INTERNAL;
    struct positions *p = arena_alloc(arena, sizeof *p);
    struct imposed *imposed = arena_alloc(arena, sizeof *imposed);
    if (p == NULL || imposed == NULL)
        return ERR_NOMEM;
    *p = (struct positions){.options = options,
        .order = &order,
        .page = {document->page[0]->width, document->page[0]->height}};
    enum err err = check_sizes(arena, diag, document, options->loc);
    if (err == ERR_OK)
        err =
            positions_choose(diag, options, p->page, p->sheet, &columns, &rows);
    if (err == ERR_OK)
        err = pageorder_make(arena, options, n, columns, rows, &order);
    if (err == ERR_OK)
        err = say_blanks(arena, diag, &order, n, options->loc);
    if (err != ERR_OK)
        return err;
    positions_make(p);
    err = make_sides(arena, diag, document, p, imposed);
    if (err == ERR_OK)
        *out = imposed;
    return err;
}

bool
impose_binds_right(const struct document *document)
{
    size_t down = 0, across = 0;
    for (size_t i = 0; i < document->n_pages; i++) {
        const struct page *page = document->page[i];
        for (size_t k = 0; k < page->n_items; k++) {
            const struct glyph_run *run = page->item[k].run;
            if (page->item[k].kind == ITEM_GLYPHS)
                *(run->direction == RUN_HORIZONTAL ? &across : &down) += run->n;
        }
    }
    return down > across;
}
