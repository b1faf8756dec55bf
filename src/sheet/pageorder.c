/* The orders are those of left binding; right binding is their mirror image. */
#include "sheet/pageorder.h"

struct seating {
    const struct impose_options *options;
    struct pageorder *order;
    size_t n; /* pages without blanks */
};

const struct flat *
pageorder_flat(const struct pageorder *o, size_t side)
{
    return &o->flat[side / 2];
}

static size_t
seat_at(const struct pageorder *o, size_t side, size_t row, size_t column)
{
    const struct flat *flat = pageorder_flat(o, side);
    return flat->seat + (side % 2 * flat->rows + row) * flat->columns + column;
}

const struct seat *
pageorder_seat(
    const struct pageorder *o, size_t side, size_t row, size_t column)
{
    return &o->seat[seat_at(o, side, row, column)];
}

static bool
is_bound(const struct impose_options *options)
{
    return options->scheme == IMPOSE_SADDLE ||
           options->scheme == IMPOSE_PERFECT;
}

enum boundary
pageorder_column(
    const struct impose_options *options, const struct flat *flat, size_t index)
{
    if (flat->cover && options->scheme == IMPOSE_PERFECT)
        return BOUNDARY_BACK;
    if (flat->twice && index + 1 == flat->columns / 2)
        return BOUNDARY_CUT;
    if (is_bound(options)) /* spine to spine, fore edge to fore edge */
        return index % 2 == 0 ? BOUNDARY_SPINE : BOUNDARY_FOLD;
    if (options->scheme != IMPOSE_FOLD)
        return BOUNDARY_CUT;
    return options->folding == FOLDING_HALF ? BOUNDARY_SPINE : BOUNDARY_PANEL;
}

enum boundary
pageorder_row(const struct impose_options *options)
{
    return is_bound(options) ? BOUNDARY_FOLD : BOUNDARY_CUT;
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

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The page in SLOT: blanks are behind the last one that does not have to stay
 * at the end. */
static size_t
page_of(const struct seating *s, size_t slot)
{
    size_t kept = s->order->behind;
    if (kept == 0 && s->options->blanks == BLANKS_BEFORE && s->n > 1)
        kept = 1;
    if (slot < s->n - kept)
        return slot;
    size_t left = s->order->slots - slot; /* it and all that follow */
    return left <= kept ? s->n - left : IMPOSED_BLANK;
}

/* Seats SLOT; COLUMN and the spine are those of left binding. */
static void
put(const struct seating *s, size_t side, size_t row, size_t column,
    struct seat seat)
{
    struct pageorder *o = s->order;
    if (s->options->right) {
        column = pageorder_flat(o, side)->columns - 1 - column;
        seat.spine = -seat.spine;
    }
    seat.page = page_of(s, seat.slot);
    o->seat[seat_at(o, side, row, column)] = seat;
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

/* Where leaf I of FLAT comes to lie in the book.  Saddle stitch opens a
 * signature in its middle and lays it around those inside. */
static size_t
leaf_in_book(const struct pageorder *o, const struct flat *flat, size_t i)
{
    bool behind = o->scheme == IMPOSE_SADDLE && i >= flat->leaves / 2;
    return behind ? o->leaves - flat->leaf - flat->leaves + i : flat->leaf + i;
}

/* How much paper is folded around leaf I of FLAT. */
static size_t
depth_of(const struct pageorder *o, const struct flat *flat, size_t i)
{
    size_t leaf = leaf_in_book(o, flat, i), cover = o->before / 2;
    return o->scheme == IMPOSE_SADDLE
               ? cover + least(leaf, o->leaves - 1 - leaf)
               : least(i, flat->leaves - 1 - i);
}

/* Seats the page that stands in COLUMN of the front or the BACK of sheet
 * NUMBER; where both stand on both sides, the back's columns are behind. */
static void
put_printed(const struct seating *s, size_t number, bool back, size_t row,
    size_t column, struct seat seat)
{
    const struct flat *flat = &s->order->flat[number];
    if (!flat->twice) {
        put(s, 2 * number + back, row, column, seat);
        return;
    }
    column += back ? flat->columns / 2 : 0;
    put(s, 2 * number, row, column, seat);
    put(s, 2 * number + 1, row, column, seat);
}

static void
put_signature(const struct seating *s, size_t number)
{
    struct opening opened;
    const struct pageorder *o = s->order;
    const struct flat *flat = &o->flat[number];
    open_signature(&opened, flat->leaves);
    for (size_t i = 0; i < flat->leaves; i++) {
        const struct leaf *leaf = &opened.leaf[i];
        size_t across = opened.columns - 1 - leaf->column;
        size_t slot = o->before + 2 * leaf_in_book(o, flat, i);
        for (size_t verso = 0; verso < 2; verso++) {
            bool back = leaf->verso == (verso == 1), left = verso == 0;
            put_printed(s, number, back, leaf->row,
                back ? leaf->column : across,
                (struct seat){.slot = slot + verso,
                    .turned = leaf->turned,
                    .spine = left != leaf->turned ? -1 : 1,
                    .depth = depth_of(o, flat, i)});
        }
    }
}

/* --- the others ----------------------------------------------------------- */

/* The first two pages and the last two around the book. */
static void
put_cover(const struct seating *s, size_t sheet)
{
    size_t end = s->order->slots;
    const size_t slot[] = {end - 1, 0, 1, end - 2};
    for (size_t i = 0; i < 4; i++)
        put(s, 2 * sheet + i / 2, 0, i % 2,
            (struct seat){.slot = slot[i], .spine = i % 2 == 0 ? 1 : -1});
}

static void
put_nup(const struct seating *s, size_t side)
{
    const struct flat *flat = pageorder_flat(s->order, side);
    size_t on_side = flat->columns * flat->rows;
    for (size_t i = 0; i < on_side; i++)
        put(s, side, i / flat->columns, i % flat->columns,
            (struct seat){.slot = side * on_side + i});
}

/* Place I of all sheets is a pile of leaves that follow each other. */
static void
put_stack(const struct seating *s, size_t sheet)
{
    const struct pageorder *o = s->order;
    size_t columns = o->flat[sheet].columns;
    for (size_t i = 0; i < columns * o->flat[sheet].rows; i++) {
        size_t leaf = i * o->sheets + sheet, row = i / columns;
        size_t column = i % columns;
        put(s, 2 * sheet, row, column, (struct seat){.slot = 2 * leaf});
        put(s, 2 * sheet + 1, row, columns - 1 - column,
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
put_z(const struct seating *s, size_t sheet)
{
    size_t panels = s->order->flat[sheet].columns;
    for (size_t i = 0; i < 2 * panels; i++)
        put(s, 2 * sheet + i / panels, 0, i % panels,
            (struct seat){.slot = 2 * panels * sheet + i});
}

static void
put_sheet(const struct seating *s, size_t sheet)
{
    const struct pageorder *o = s->order;
    if (o->flat[sheet].cover)
        put_cover(s, sheet);
    else if (o->flat[sheet].leaves > 0)
        put_signature(s, sheet);
    else if (o->scheme == IMPOSE_STACK)
        put_stack(s, sheet);
    else if (o->scheme == IMPOSE_FOLD)
        (o->folding == FOLDING_LETTER ? put_letter : put_z)(s, sheet);
    else
        for (size_t side = 2 * sheet; side < 2 * sheet + 2 && side < o->sides;
             side++)
            put_nup(s, side);
}

/* --- how many sheets, of which kind --------------------------------------- */

/* Sheets that all have COLUMNS x ROWS pages on a side. */
static enum err
plan_alike(struct arena *arena, const struct seating *s)
{
    const struct impose_options *options = s->options;
    struct pageorder *o = s->order;
    size_t on_side = options->columns * options->rows;
    bool half = o->scheme == IMPOSE_FOLD && o->folding == FOLDING_HALF;
    o->sides = o->scheme == IMPOSE_NUP ? share(s->n, on_side)
                                       : 2 * share(s->n, 2 * on_side);
    o->sheets = share(o->sides, 2);
    o->slots = o->seats = o->sides * on_side;
    o->flat = arena_array(arena, o->sheets, sizeof *o->flat);
    for (size_t i = 0; o->flat != NULL && i < o->sheets; i++)
        o->flat[i] = (struct flat){.columns = options->columns,
            .rows = options->rows,
            .seat = 2 * i * on_side,
            .leaf = half ? 2 * i : 0,
            .leaves = half ? 2 : 0};
    return o->flat == NULL ? ERR_NOMEM : ERR_OK;
}

/* How many signatures of each size hold N pages: with the fewest blanks, then
 * on the fewest sheets.  Each size is a multiple of the next. */
static size_t
count_signatures(
    const size_t size[IMPOSE_SIZES], size_t n, size_t count[IMPOSE_SIZES])
{
    size_t smallest = size[0], all = 0;
    for (size_t i = 0; i < IMPOSE_SIZES && size[i] != 0; i++)
        smallest = size[i];
    n = share(n, smallest) * smallest;
    for (size_t i = 0; i < IMPOSE_SIZES; i++) {
        count[i] = size[i] == 0 ? 0 : n / size[i];
        n -= count[i] * size[i];
        all += count[i];
    }
    return all;
}

/* The size of signature AT of N, from the front of the book or from its
 * outside: the largest first, one of the largest last, those that get smaller
 * between them.  A thin one at the end would be torn by what opens the book. */
static size_t
size_at(const size_t size[IMPOSE_SIZES], const size_t count[IMPOSE_SIZES],
    size_t at, size_t n)
{
    size_t rank = at == 0 ? 0 : at + 1 == n ? 1 : at + 1, i = 0;
    for (; rank >= count[i]; i++)
        rank -= count[i];
    return size[i];
}

static void
add_flat(struct pageorder *o, struct flat flat)
{
    flat.seat = o->seats;
    o->seats += 2 * flat.columns * flat.rows;
    o->flat[o->sheets++] = flat;
}

static void
add_signatures(
    const struct seating *s, const size_t count[IMPOSE_SIZES], size_t n)
{
    struct pageorder *o = s->order;
    size_t leaf = 0;
    for (size_t i = 0; i < n; i++) {
        size_t size = size_at(s->options->signature, count, i, n);
        struct flat flat = {.number = i, .leaf = leaf, .leaves = size / 2};
        (void)pageorder_signature(size, &flat.columns, &flat.rows);
        flat.twice = s->options->work_and_turn &&
                     2 * flat.columns <= s->options->columns;
        flat.columns *= flat.twice ? 2 : 1;
        add_flat(o, flat);
        leaf += o->scheme == IMPOSE_SADDLE ? size / 4 : size / 2;
    }
}

/* A cover, and signatures of which each is a sheet. */
static enum err
plan_book(struct arena *arena, const struct seating *s)
{
    struct pageorder *o = s->order;
    size_t count[IMPOSE_SIZES];
    enum impose_cover cover = s->options->cover;
    o->before = o->behind = cover == COVER_NONE ? 0 : 2;
    size_t inner = s->n - o->before - o->behind;
    size_t n = count_signatures(s->options->signature, inner, count);
    for (size_t i = 0; i < IMPOSE_SIZES; i++)
        o->leaves += count[i] * s->options->signature[i] / 2;
    o->slots = o->before + 2 * o->leaves + o->behind;
    o->flat = arena_array(arena, n + 1, sizeof *o->flat);
    if (o->flat == NULL)
        return ERR_NOMEM;
    if (cover == COVER_WITH || cover == COVER_ONLY)
        add_flat(o, (struct flat){.cover = true, .columns = 2, .rows = 1});
    if (cover != COVER_ONLY)
        add_signatures(s, count, n);
    o->sides = 2 * o->sheets;
    return ERR_OK;
}

enum err
pageorder_make(struct arena *arena, const struct impose_options *options,
    size_t n, struct pageorder *out)
{
    *out = (struct pageorder){
        .scheme = options->scheme, .folding = options->folding};
    const struct seating s = {options, out, n};
    enum err err =
        is_bound(options) ? plan_book(arena, &s) : plan_alike(arena, &s);
    if (err != ERR_OK)
        return err;
    out->seat = arena_array(arena, out->seats, sizeof *out->seat);
    for (size_t i = 0; out->seat != NULL && i < out->sheets; i++)
        put_sheet(&s, i);
    return out->seat == NULL ? ERR_NOMEM : ERR_OK;
}
