#include "sheet/impose.h"

#include "sheet/cutmarks.h"
#include "sheet/fitting.h"
#include "sheet/sheetbar.h"
#include "sheet/sidelabel.h"

DIAG_MESSAGE(sizes, "sheet.impose-sizes", DIAG_ERROR,
    "{1} ページは {2} mm で、1 ページの {3} mm と違います。面付けできるのは"
    "同じ大きさのページだけです",
    "page {1} is {2} mm, page 1 is {3} mm; only pages of one size can be "
    "imposed");
DIAG_MESSAGE(blank, "sheet.impose-blank", DIAG_NOTE,
    "{1} ページの文書を {2} ページにするため、{3} ページを白にしました（{4}）",
    "{1} pages were made {2}: {3} of them are blank ({4})");

DIAG_MESSAGE(fewer, "sheet.impose-fewer", DIAG_NOTE,
    "折丁を {1} ページのものだけにしなければ（signature = auto）、白は {2} "
    "ページで済みます",
    "with signature = auto, signatures smaller than {1} pages leave only {2} "
    "blank");

DIAG_MESSAGE(few, "sheet.impose-cover", DIAG_ERROR,
    "{1} ページしかありません。cover（表紙）には、最初と最後の 2 ページずつを"
    "含めて {2} ページ以上が要ります",
    "there are only {1} pages; with a cover, which takes the first two and the "
    "last two, {2} or more are needed");

DIAG_MESSAGE(bare, "sheet.impose-back", DIAG_NOTE,
    "表紙の背（{1} mm）のうち、裁ち落としの届かない中央の {2} mm は白です。地の"
    "色があれば spine-colour に書いてください",
    "of the cover's back ({1} mm) the middle {2} mm, which the bleed does not "
    "reach, are white; write spine-colour when it has a ground");

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
    bool *is_blank = arena_array(arena, o->slots, sizeof *is_blank);
    struct buf all = {0};
    size_t blanks = 0;
    if (is_blank == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < o->seats; i++)
        is_blank[o->seat[i].slot] = o->seat[i].page == IMPOSED_BLANK;
    for (size_t i = 0; i < o->slots; i++)
        if (is_blank[i])
            buf_printf(&all, "%s%zu", blanks++ == 0 ? "" : ", ", i + 1);
    enum err err = all.failed ? ERR_NOMEM : ERR_OK;
    if (err == ERR_OK && blanks > 0)
        err = DIAG(diag, loc, &blank, diag_int(diag, (int64_t)n),
            diag_int(diag, (int64_t)o->slots), diag_int(diag, (int64_t)blanks),
            all.p);
    buf_fini(&all);
    return err;
}

/* A book of large signatures alone may leave more pages blank than it must. */
static enum err
say_fewer(struct diag *diag, const struct impose_options *o,
    const struct pageorder *order, size_t n)
{
    size_t inner = n - order->before - order->behind;
    size_t must = (4 - inner % 4) % 4, are = 2 * order->leaves - inner;
    bool one_size = order->leaves > 0 && o->signature[1] == 0;
    return !one_size || are <= must || o->cover == COVER_ONLY
               ? ERR_OK
               : DIAG(diag, o->at.count, &fewer,
                     diag_int(diag, (int64_t)o->signature[0]),
                     diag_int(diag, (int64_t)must));
}

/* The ground of a cover's back, with bleed. */
static enum err
fill_back(const struct cutmarks *c)
{
    const struct positions *p = c->positions;
    const struct impose_options *o = p->options;
    const struct imposed_cell *cell = c->side->cell;
    if (!p->flat->cover || c->side->back || o->back == NULL)
        return ERR_OK;
    const struct paint paint = {.fill = *o->back, .stroke = COLOUR_NONE};
    return page_add_rect(c->arena, c->side->marks, cell[0].right, cell[0].top,
        cell[1].left - cell[0].right, cell[0].bottom - cell[0].top, 0, &paint,
        o->at.cover);
}

/* The cells of the side that C has in hand, and a page for its marks. */
static enum err
make_side(const struct cutmarks *c, struct document *marks)
{
    const struct positions *p = c->positions;
    const struct flat *flat = p->flat;
    struct imposed_side *side = c->side;
    *side = (struct imposed_side){.sheet = c->number / 2,
        .back = c->number % 2 != 0,
        .n = flat->columns * flat->rows};
    side->marks = document_add_page(marks, p->sheet[0], p->sheet[1], NULL);
    side->cell = arena_array(c->arena, side->n, sizeof *side->cell);
    if (side->marks == NULL || side->cell == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < side->n; i++)
        side->cell[i] =
            positions_cell(p, c->number, i / flat->columns, i % flat->columns);
    enum err err = fill_back(c);
    if (err == ERR_OK && p->options->marks)
        err = cutmarks_draw(c);
    if (err == ERR_OK && p->options->colour_bar)
        err = sheetbar_draw(c);
    return err == ERR_OK && p->options->slug ? sidelabel_slug(c) : err;
}

static enum err
say_back(struct diag *diag, const struct positions *p)
{
    const struct impose_options *o = p->options;
    emu white = p->spine - 2 * o->bleed;
    bool cover = o->cover == COVER_WITH || o->cover == COVER_ONLY;
    return !cover || white <= 0 || o->back != NULL
               ? ERR_OK
               : DIAG(diag, o->at.cover, &bare, diag_mm(diag, p->spine),
                     diag_mm(diag, white));
}

static emu
smaller(emu a, emu b)
{
    return a < b ? a : b;
}

/* The least room that any sheet has. */
static struct positions_room
least_room(struct positions *p)
{
    struct positions_room least = {UNIT_MAX, UNIT_MAX, UNIT_MAX};
    for (size_t i = 0; i < p->order->sheets; i++) {
        positions_take(p, &p->order->flat[i]);
        struct positions_room room = positions_room(p);
        least.side = smaller(least.side, room.side);
        least.above = smaller(least.above, room.above);
        least.below = smaller(least.below, room.below);
    }
    return least;
}

static enum err
make_sides(struct arena *arena, struct diag *diag,
    const struct document *document, struct positions *p, struct imposed *out)
{
    const struct pageorder *o = p->order;
    struct positions_room room = least_room(p);
    struct document *marks = document_new(arena);
    struct cutmarks c = {arena, diag, p, document, NULL, 0};
    *out = (struct imposed){.width = p->sheet[0],
        .height = p->sheet[1],
        .bleed = p->options->bleed,
        .side = arena_array(arena, o->sides, sizeof *out->side),
        .n = o->sides,
        .n_sheets = o->sheets};
    enum err err = out->side == NULL || marks == NULL
                       ? ERR_NOMEM
                       : cutmarks_say_room(&c, &room);
    for (; c.number < o->sides && err == ERR_OK; c.number++) {
        c.side = &out->side[c.number];
        positions_take(p, pageorder_flat(o, c.number));
        err = make_side(&c, marks);
    }
    return err;
}

/* A cover takes four pages; there is nothing inside of them unless it is made
 * alone. */
static enum err
check_cover(struct diag *diag, const struct impose_options *o, size_t n)
{
    size_t least = o->cover == COVER_NONE ? 1 : o->cover == COVER_ONLY ? 4 : 5;
    return n >= least
               ? ERR_OK
               : DIAG(diag, o->at.cover, &few, diag_int(diag, (int64_t)n),
                     diag_int(diag, (int64_t)least));
}

enum err
impose_check(
    struct diag *diag, const struct impose_options *options, const emu page[2])
{
    struct impose_options chosen = *options;
    return fitting_choose(diag, &chosen, page);
}

enum err
impose_make(struct arena *arena, struct diag *diag,
    const struct document *document, const struct impose_options *options,
    struct imposed **out)
{
    size_t n = document->n_pages;
    struct impose_options chosen = *options;
    struct pageorder order;
    *out = NULL;
    if (n == 0)
        return ERR_INTERNAL;
    struct imposed *imposed = arena_alloc(arena, sizeof *imposed);
    struct positions p = {.options = &chosen,
        .order = &order,
        .page = {document->page[0]->width, document->page[0]->height}};
    enum err err = check_sizes(arena, diag, document, options->at.scheme);
    if (err == ERR_OK)
        err = fitting_choose(diag, &chosen, p.page);
    if (err == ERR_OK)
        err = check_cover(diag, &chosen, n);
    if (err == ERR_OK)
        err = pageorder_make(arena, &chosen, n, &order);
    if (err == ERR_OK)
        err = fitting_sheet(diag, &p);
    if (err == ERR_OK)
        err = say_blanks(arena, diag, &order, n, options->at.scheme);
    if (err == ERR_OK)
        err = say_fewer(diag, &chosen, &order, n);
    if (err == ERR_OK)
        err = say_back(diag, &p);
    if (err == ERR_OK)
        err = imposed == NULL ? ERR_NOMEM
                              : make_sides(arena, diag, document, &p, imposed);
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
