/* The orders are those of left binding; right binding is their mirror image. */
#include "sheet/pageorder.h"

struct seating {
    const struct impose_options *options;
    struct pageorder *order;
    size_t n; /* pages without blanks */
};

struct seat *
pageorder_seat(
    const struct pageorder *o, size_t side, size_t row, size_t column)
{
    return &o->seat[(side * o->rows + row) * o->columns + column];
}

enum boundary
pageorder_column(const struct pageorder *o, size_t index)
{
    switch (o->scheme) {
    case IMPOSE_SADDLE:
        return BOUNDARY_SPINE;
    case IMPOSE_PERFECT: /* spine to spine, fore edge to fore edge */
        return index % 2 == 0 ? BOUNDARY_SPINE : BOUNDARY_FOLD;
    case IMPOSE_FOLD:
        return o->folding == FOLDING_HALF ? BOUNDARY_SPINE : BOUNDARY_PANEL;
    case IMPOSE_NUP:
    case IMPOSE_STACK:
        break;
    }
    return BOUNDARY_CUT;
}

enum boundary
pageorder_row(const struct pageorder *o)
{
    return o->scheme == IMPOSE_PERFECT ? BOUNDARY_FOLD : BOUNDARY_CUT;
}

bool
pageorder_signature(size_t signature, size_t *columns, size_t *rows)
{
    *columns = signature >= 16 ? 4 : 2;
    *rows = signature == 4 ? 1 : signature == 32 ? 4 : 2;
    return signature == 4 || signature == 8 || signature == 16 ||
           signature == 32;
}

static size_t
share(size_t n, size_t per)
{
    return (n + per - 1) / per;
}

/* The page in SLOT. */
static size_t
page_of(const struct seating *s, size_t slot)
{
    size_t last = s->order->slots - 1;
    if (s->options->blanks == BLANKS_END || s->n < 2)
        return slot < s->n ? slot : IMPOSED_BLANK;
    return slot == last ? s->n - 1 : slot < s->n - 1 ? slot : IMPOSED_BLANK;
}

/* Seats SLOT; COLUMN and the spine are those of left binding. */
static void
put(const struct seating *s, size_t side, size_t row, size_t column,
    struct seat seat)
{
    const struct pageorder *o = s->order;
    if (s->options->right) {
        column = o->columns - 1 - column;
        seat.spine = -seat.spine;
    }
    seat.page = page_of(s, seat.slot);
    *pageorder_seat(o, side, row, column) = seat;
}

/* Sheet K, counted from the outermost, of N that are folded into each other
 * and hold the pages from FIRST on. */
static void
put_folio(
    const struct seating *s, size_t side, size_t first, size_t k, size_t n)
{
    size_t last = first + 4 * n - 1, front = first + 2 * k;
    size_t rear = last - 2 * k;
    put(s, side, 0, 0, (struct seat){.slot = rear, .spine = 1, .depth = k});
    put(s, side, 0, 1, (struct seat){.slot = front, .spine = -1, .depth = k});
    put(s, side + 1, 0, 0,
        (struct seat){.slot = front + 1, .spine = 1, .depth = k});
    put(s, side + 1, 0, 1,
        (struct seat){.slot = rear - 1, .spine = -1, .depth = k});
}

/* --- signatures: a folded one is opened fold by fold ---------------------- */

/* A leaf on the way from the folded signature to the flat sheet. */
struct leaf {
    size_t column, row;
    size_t above; /* leaves that lie upon it */
    bool verso;   /* it shows its second page */
    bool turned;
};

struct opening {
    struct leaf leaf[16];
    size_t leaves, columns, rows, height;
};

/* Opens the fold at the side (SIDEWAYS) or at the head: the upper half of every
 * pile swings out.  RIGHTWARDS: to the right, else to the left. */
static void
open_fold(struct opening *o, bool sideways, bool rightwards)
{
    size_t half = o->height / 2;
    for (size_t i = 0; i < o->leaves; i++) {
        struct leaf *leaf = &o->leaf[i];
        bool swings = leaf->above < half;
        leaf->above = swings ? half - 1 - leaf->above : leaf->above - half;
        leaf->verso = leaf->verso != swings;
        if (!sideways) {
            leaf->turned = leaf->turned != swings;
            leaf->row = swings ? o->rows - 1 - leaf->row : o->rows + leaf->row;
        } else {
            if (swings)
                leaf->column = o->columns - 1 - leaf->column;
            if (swings == rightwards)
                leaf->column += o->columns;
        }
    }
    o->height = half;
    *(sideways ? &o->columns : &o->rows) *= 2;
}

/* The signature of LEAVES leaves, flat, with the side of its second page up.
 * Folds of paper take turns; the last one made, the first opened, is the
 * spine. */
static void
open_signature(struct opening *o, size_t leaves)
{
    *o = (struct opening){
        .leaves = leaves, .columns = 1, .rows = 1, .height = leaves};
    for (size_t i = 0; i < leaves; i++)
        o->leaf[i].above = i;
    for (size_t fold = 0; o->height > 1; fold++)
        open_fold(o, fold % 2 == 0, fold == 2);
}

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void
put_signature(const struct seating *s, size_t number)
{
    struct opening o;
    size_t leaves = s->options->signature / 2;
    open_signature(&o, leaves);
    for (size_t i = 0; i < leaves; i++) {
        const struct leaf *leaf = &o.leaf[i];
        size_t across = s->order->columns - 1 - leaf->column;
        for (size_t verso = 0; verso < 2; verso++) {
            bool back = leaf->verso == (verso == 1), left = verso == 0;
            put(s, 2 * number + back, leaf->row, back ? leaf->column : across,
                (struct seat){.slot = 2 * (number * leaves + i) + verso,
                    .turned = leaf->turned,
                    .spine = left != leaf->turned ? -1 : 1,
                    .depth = least(i, leaves - 1 - i)});
        }
    }
}

/* --- the others ----------------------------------------------------------- */

static void
put_nup(const struct seating *s, size_t side)
{
    const struct pageorder *o = s->order;
    for (size_t i = 0; i < o->columns * o->rows; i++)
        put(s, side, i / o->columns, i % o->columns,
            (struct seat){.slot = side * o->columns * o->rows + i});
}

/* Place I of all sheets is a pile of leaves that follow each other. */
static void
put_stack(const struct seating *s, size_t sheet)
{
    const struct pageorder *o = s->order;
    for (size_t i = 0; i < o->columns * o->rows; i++) {
        size_t leaf = i * o->sheets + sheet, row = i / o->columns;
        size_t column = i % o->columns;
        put(s, 2 * sheet, row, column, (struct seat){.slot = 2 * leaf});
        put(s, 2 * sheet + 1, row, o->columns - 1 - column,
            (struct seat){.slot = 2 * leaf + 1});
    }
}

/* Outside: the flap, the back cover, the cover. */
static void
put_letter(const struct seating *s, size_t sheet)
{
    static const size_t outside[] = {4, 5, 0}, inside[] = {1, 2, 3};
    for (size_t i = 0; i < 3; i++) {
        put(s, 2 * sheet, 0, i,
            (struct seat){.slot = 6 * sheet + outside[i], .flap = i == 0});
        put(s, 2 * sheet + 1, 0, i,
            (struct seat){.slot = 6 * sheet + inside[i], .flap = i == 2});
    }
}

static void
put_fold(const struct seating *s, size_t sheet)
{
    size_t panels = s->order->columns;
    if (s->options->folding == FOLDING_HALF)
        put_folio(s, 2 * sheet, 4 * sheet, 0, 1);
    else if (s->options->folding == FOLDING_LETTER)
        put_letter(s, sheet);
    else
        for (size_t i = 0; i < 2 * panels; i++)
            put(s, 2 * sheet + i / panels, 0, i % panels,
                (struct seat){.slot = 2 * panels * sheet + i});
}

static void
put_sheet(const struct seating *s, size_t sheet)
{
    switch (s->order->scheme) {
    case IMPOSE_SADDLE:
        put_folio(s, 2 * sheet, 0, sheet, s->order->sheets);
        return;
    case IMPOSE_PERFECT:
        put_signature(s, sheet);
        return;
    case IMPOSE_NUP:
        for (size_t side = 2 * sheet;
             side < 2 * sheet + 2 && side < s->order->sides; side++)
            put_nup(s, side);
        return;
    case IMPOSE_STACK:
        put_stack(s, sheet);
        return;
    case IMPOSE_FOLD:
        put_fold(s, sheet);
        return;
    }
}

enum err
pageorder_make(struct arena *arena, const struct impose_options *options,
    size_t n, size_t columns, size_t rows, struct pageorder *out)
{
    size_t on_side = columns * rows;
    *out = (struct pageorder){.scheme = options->scheme,
        .folding = options->folding,
        .columns = columns,
        .rows = rows};
    const struct seating s = {options, out, n};
    out->sides = options->scheme == IMPOSE_NUP ? share(n, on_side)
                                               : 2 * share(n, 2 * on_side);
    out->slots = out->sides * on_side;
    out->sheets = share(out->sides, 2);
    out->seat = arena_array(arena, out->slots, sizeof *out->seat);
    for (size_t i = 0; out->seat != NULL && i < out->sheets; i++)
        put_sheet(&s, i);
    return out->seat == NULL ? ERR_NOMEM : ERR_OK;
}
