/* Items of one page; figures with curves become paths of cubic Beziers here,
 * so that every painter draws the same ones. */
#include "page/document.h"
#include "page/recorder.h"

/* Control points of a quarter circle: 4/3 (sqrt 2 - 1), in millionths. */
enum { KAPPA = 552285, MILLION = 1000000 };

/* Notes that number INDEX of its KIND was added. */
static void
note(struct page *page, enum record_kind kind, size_t index)
{
    if (page->structure == NULL || page->structure->recorder == NULL)
        return;
    recorder_note(page->structure->recorder,
        (struct record){
            .kind = kind, .index = (uint32_t)index, .parent = page->element});
}

/* True when the last item belongs to what the next one does. */
static bool
goes_on(const struct page *page)
{
    uint32_t sequence = 0;
    for (size_t i = page->n_items; i > 0; i--) {
        enum item_kind kind = page->item[i - 1].kind;
        sequence = page->item[i - 1].sequence;
        if (kind != ITEM_SPAN_BEGIN && kind != ITEM_SPAN_END)
            break;
    }
    return sequence > 0 && page->sequence[sequence - 1] == page->element;
}

/* The sequence that an item added now is of. */
static bool
take_sequence(struct arena *arena, struct page *page, uint32_t *out)
{
    *out = page->n_sequences;
    if (goes_on(page))
        return true;
    struct element **all = arena_grow(arena, page->sequence, page->n_sequences,
        &page->cap_sequences, sizeof(*all));
    if (all == NULL)
        return false;
    page->sequence = all;
    structure_put(page->structure, page->element, KID_SEQUENCE, page->number,
        page->n_sequences);
    all[page->n_sequences++] = page->element;
    *out = page->n_sequences;
    return true;
}

bool
page_reserve(struct arena *arena, struct page *page, const struct page *other)
{
    page->item = arena_array(arena, other->n_items, sizeof *page->item);
    page->sequence =
        arena_array(arena, other->n_sequences, sizeof(*page->sequence));
    page->cap_items = other->n_items;
    page->cap_sequences = other->n_sequences;
    return page->item != NULL && page->sequence != NULL;
}

enum err
page_add(struct arena *arena, struct page *page, const struct item *item)
{
    bool span = item->kind == ITEM_SPAN_BEGIN || item->kind == ITEM_SPAN_END;
    uint32_t sequence = 0;
    if (page->element != NULL && !span &&
        !take_sequence(arena, page, &sequence))
        return ERR_NOMEM;
    struct item *all = arena_grow(
        arena, page->item, page->n_items, &page->cap_items, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    page->item = all;
    struct item *added = &all[page->n_items++];
    *added = *item;
    added->sequence = sequence;
    added->varies = page->varies;
    if (item->kind == ITEM_SPAN_END && page->open_spans > 0)
        page->open_spans--;
    added->inner = span && page->open_spans > 0;
    if (item->kind == ITEM_SPAN_BEGIN)
        page->open_spans++;
    note(page, RECORD_ITEM, page->n_items - 1);
    return ERR_OK;
}

enum err
page_add_link(struct arena *arena, struct page *page, const struct link *link)
{
    struct link *all = arena_grow(
        arena, page->link, page->n_links, &page->cap_links, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    page->link = all;
    if (page->element != NULL)
        structure_put(page->structure, page->element, KID_LINK, page->number,
            (uint32_t)page->n_links);
    all[page->n_links] = *link;
    all[page->n_links++].element = page->element;
    note(page, RECORD_LINK, page->n_links - 1);
    return ERR_OK;
}

enum err
page_add_decision(
    struct arena *arena, struct page *page, const struct decision *decision)
{
    if (page->element == NULL)
        return ERR_OK;
    struct decision *all = arena_grow(arena, page->decision, page->n_decisions,
        &page->cap_decisions, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    page->decision = all;
    all[page->n_decisions++] = *decision;
    note(page, RECORD_DECISION, page->n_decisions - 1);
    return ERR_OK;
}

/* A path under construction; places are formed in 64 bits and held to the
 * range of a length. */
struct pen {
    struct path_op *op;
    size_t n;
};

static emu
hold(int64_t v)
{
    if (v > UNIT_MAX)
        return UNIT_MAX;
    return v < -UNIT_MAX ? -UNIT_MAX : (emu)v;
}

static void
point(struct pen *pen, enum path_verb verb, int64_t x, int64_t y)
{
    struct path_op *op = &pen->op[pen->n++];
    op->verb = verb;
    op->x[0] = hold(x);
    op->y[0] = hold(y);
}

/* A quarter of an ellipse from the current point X0, Y0 to X1, Y1.  It leaves
 * along the x axis when FLAT, else along the y axis. */
static void
quarter(
    struct pen *pen, int64_t x0, int64_t y0, int64_t x1, int64_t y1, bool flat)
{
    int64_t kx = unit_scale(x1 - x0, KAPPA, MILLION);
    int64_t ky = unit_scale(y1 - y0, KAPPA, MILLION);
    struct path_op *op = &pen->op[pen->n++];
    op->verb = PATH_CURVE;
    op->x[0] = hold(flat ? x0 + kx : x0);
    op->y[0] = hold(flat ? y0 : y0 + ky);
    op->x[1] = hold(flat ? x1 : x1 - kx);
    op->y[1] = hold(flat ? y1 - ky : y1);
    op->x[2] = hold(x1);
    op->y[2] = hold(y1);
}

static enum err
add_path(struct arena *arena, struct page *page, const struct pen *pen,
    const struct paint *paint, struct loc loc)
{
    struct item item = {.kind = ITEM_PATH,
        .op = pen->op,
        .n_ops = pen->n,
        .paint = *paint,
        .loc = loc};
    return page_add(arena, page, &item);
}

static bool
pen_init(struct arena *arena, struct pen *pen, size_t n)
{
    *pen = (struct pen){arena_array(arena, n, sizeof *pen->op), 0};
    return pen->op != NULL;
}

enum err
page_add_rect(struct arena *arena, struct page *page, emu x, emu y, emu width,
    emu height, emu radius, const struct paint *paint, struct loc loc)
{
    struct pen pen;
    if (!pen_init(arena, &pen, 10))
        return ERR_NOMEM;
    int64_t l = x, t = y, r = l + width, b = t + height;
    int64_t k = radius < 0 ? 0 : radius;
    if (2 * k > width)
        k = width / 2;
    if (2 * k > height)
        k = height / 2;
    if (k <= 0) {
        point(&pen, PATH_MOVE, l, t);
        point(&pen, PATH_LINE, r, t);
        point(&pen, PATH_LINE, r, b);
        point(&pen, PATH_LINE, l, b);
    } else {
        point(&pen, PATH_MOVE, l + k, t);
        point(&pen, PATH_LINE, r - k, t);
        quarter(&pen, r - k, t, r, t + k, true);
        point(&pen, PATH_LINE, r, b - k);
        quarter(&pen, r, b - k, r - k, b, false);
        point(&pen, PATH_LINE, l + k, b);
        quarter(&pen, l + k, b, l, b - k, true);
        point(&pen, PATH_LINE, l, t + k);
        quarter(&pen, l, t + k, l + k, t, false);
    }
    point(&pen, PATH_CLOSE, 0, 0);
    return add_path(arena, page, &pen, paint, loc);
}

enum err
page_add_line(struct arena *arena, struct page *page, emu x0, emu y0, emu x1,
    emu y1, const struct paint *paint, struct loc loc)
{
    struct pen pen;
    if (!pen_init(arena, &pen, 2))
        return ERR_NOMEM;
    point(&pen, PATH_MOVE, x0, y0);
    point(&pen, PATH_LINE, x1, y1);
    return add_path(arena, page, &pen, paint, loc);
}

enum err
page_add_ellipse(struct arena *arena, struct page *page, emu cx, emu cy, emu rx,
    emu ry, const struct paint *paint, struct loc loc)
{
    struct pen pen;
    if (!pen_init(arena, &pen, 6))
        return ERR_NOMEM;
    int64_t l = (int64_t)cx - rx, r = (int64_t)cx + rx;
    int64_t t = (int64_t)cy - ry, b = (int64_t)cy + ry;
    point(&pen, PATH_MOVE, r, cy);
    quarter(&pen, r, cy, cx, b, false);
    quarter(&pen, cx, b, l, cy, true);
    quarter(&pen, l, cy, cx, t, false);
    quarter(&pen, cx, t, r, cy, true);
    point(&pen, PATH_CLOSE, 0, 0);
    return add_path(arena, page, &pen, paint, loc);
}
