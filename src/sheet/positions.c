#include "sheet/positions.h"

static emu
gap_of(const struct impose_options *o, enum boundary boundary, emu spine)
{
    switch (boundary) {
    case BOUNDARY_CUT:
    case BOUNDARY_FOLD:
        return o->gutter;
    case BOUNDARY_SPINE:
        return o->scheme == IMPOSE_PERFECT ? 2 * o->milling : 0;
    case BOUNDARY_BACK:
        return spine;
    case BOUNDARY_PANEL:
        break;
    }
    return 0;
}

bool
positions_has_flap(const struct impose_options *o)
{
    return o->scheme == IMPOSE_FOLD && o->folding == FOLDING_LETTER;
}

void
positions_block(const struct impose_options *o, const emu page[2],
    const struct flat *flat, emu spine, int64_t out[2])
{
    emu gap = gap_of(o, pageorder_row(o), spine);
    out[0] = (int64_t)flat->columns * page[0] -
             (positions_has_flap(o) ? o->flap : 0);
    out[1] = (int64_t)flat->rows * page[1] + ((int64_t)flat->rows - 1) * gap;
    for (size_t i = 0; i + 1 < flat->columns; i++)
        out[0] += gap_of(o, pageorder_column(o, flat, i), spine);
}

/* The column that is narrower on a front. */
static size_t
flap_column(const struct positions *p)
{
    return p->options->right ? p->flat->columns - 1 : 0;
}

void
positions_take(struct positions *p, const struct flat *flat)
{
    int64_t block[2];
    const struct impose_options *o = p->options;
    p->flat = flat;
    positions_block(o, p->page, flat, p->spine, block);
    int64_t x = (p->sheet[0] - block[0]) / 2;
    int64_t y = (p->sheet[1] - o->gripper - block[1]) / 2;
    for (size_t i = 0; i < flat->columns; i++) {
        bool narrow = positions_has_flap(o) && i == flap_column(p);
        p->left[i] = (emu)x;
        p->right[i] = (emu)(x + p->page[0] - (narrow ? o->flap : 0));
        x = (int64_t)p->right[i] +
            gap_of(o, pageorder_column(o, flat, i), p->spine);
    }
    for (size_t i = 0; i < flat->rows; i++) {
        p->top[i] = (emu)y;
        p->bottom[i] = (emu)(y + p->page[1]);
        y = (int64_t)p->bottom[i] + gap_of(o, pageorder_row(o), p->spine);
    }
}

/* The trim at COLUMN of SIDE without creep. */
static void
plain_trim(const struct positions *p, size_t side, size_t column, emu edge[2])
{
    size_t across = p->flat->columns - 1 - column;
    bool back = side % 2 != 0;
    edge[0] = back ? p->sheet[0] - p->right[across] : p->left[column];
    edge[1] = back ? p->sheet[0] - p->left[across] : p->right[column];
}

/* Towards the spine: paper inside other paper reaches further out. */
static emu
creep_of(const struct positions *p, const struct seat *seat)
{
    int64_t by = (int64_t)seat->depth * p->options->paper;
    return (emu)(seat->spine * by);
}

void
positions_trim(const struct positions *p, size_t side, size_t row,
    size_t column, emu edge[2])
{
    emu creep = creep_of(p, pageorder_seat(p->order, side, row, column));
    plain_trim(p, side, column, edge);
    edge[0] += creep;
    edge[1] += creep;
}

emu
positions_column(const struct positions *p, size_t side, size_t column)
{
    emu one[2], next[2];
    plain_trim(p, side, column, one);
    plain_trim(p, side, column + 1, next);
    return one[1] + (next[0] - one[1]) / 2;
}

emu
positions_row(const struct positions *p, size_t row)
{
    return p->bottom[row] + (p->top[row + 1] - p->bottom[row]) / 2;
}

static emu
larger(emu a, emu b)
{
    return a > b ? a : b;
}

static emu
smaller(emu a, emu b)
{
    return a < b ? a : b;
}

/* How far the neighbours COLUMN and COLUMN + 1 of SIDE reach: the LATER one, or
 * the other.  Inside of a cover's back there is glue, not ink; outside there
 * may be a ground of its own. */
static emu
bound_of(const struct positions *p, size_t side, size_t column, bool later)
{
    emu trim[2];
    bool outside = side % 2 == 0 && p->options->back == NULL;
    if (!p->flat->cover || outside)
        return positions_column(p, side, column);
    positions_trim(p, side, 0, later ? column + 1 : column, trim);
    return later ? trim[0] : trim[1];
}

struct imposed_cell
positions_cell(
    const struct positions *p, size_t side, size_t row, size_t column)
{
    emu edge[2], bleed = p->options->bleed;
    const struct pageorder *o = p->order;
    const struct seat *seat = pageorder_seat(o, side, row, column);
    bool last = column + 1 == p->flat->columns, low = row + 1 == p->flat->rows;
    positions_trim(p, side, row, column, edge);
    struct imposed_cell cell = {.page = seat->page,
        .turn = seat->turned ? 180 : 0,
        .x = seat->flap && !last ? edge[1] - p->page[0] : edge[0],
        .y = p->top[row]};
    /* A page's own bleed is as wide everywhere; it ends where the neighbour's
     * begins, at a fold, and at the edge of what is printed. */
    cell.left = larger(
        edge[0] - bleed, column == 0 ? 0 : bound_of(p, side, column - 1, true));
    cell.right = smaller(
        edge[1] + bleed, last ? p->sheet[0] : bound_of(p, side, column, false));
    cell.top =
        larger(p->top[row] - bleed, row == 0 ? 0 : positions_row(p, row - 1));
    cell.bottom = smaller(p->bottom[row] + bleed,
        low ? p->sheet[1] - p->options->gripper : positions_row(p, row));
    return cell;
}

struct positions_room
positions_room(const struct positions *p)
{
    emu bleed = p->options->bleed;
    return (struct positions_room){.side = p->left[0] - bleed,
        .above = p->top[0] - bleed,
        .below = p->sheet[1] - p->options->gripper -
                 p->bottom[p->flat->rows - 1] - bleed};
}
