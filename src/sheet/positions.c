#include "sheet/positions.h"

#include "sheet/marks.h"

DIAG_MESSAGE(too_small, "sheet.impose-small", DIAG_ERROR,
    "用紙 {1}×{2} mm に {3}（{4} mm）が入りません。幅 {5} mm、高さ {6} "
    "mm 足りません（縮小はしません）。sheet を大きくするか、ドブ（gutter）・"
    "くわえ（gripper）・面付けの数を減らしてください",
    "a sheet of {1} by {2} mm does not hold {3} ({4} mm): it lacks {5} mm in "
    "width and {6} mm in height (nothing is scaled); take a larger sheet, or "
    "less gutter, gripper or pages on a side");
DIAG_MESSAGE(no_grid, "sheet.impose-grid", DIAG_ERROR,
    "1 面に何ページ置くか決まりません。sheet（用紙）か per-side（例 4、2x3）を"
    "書いてください",
    "how many pages go on a side is not known; give the sheet, or per-side "
    "such as 4 or 2x3");
DIAG_MESSAGE(bad_signature, "sheet.impose-signature", DIAG_ERROR,
    "折丁は 4・8・16・32 ページのどれかです（{1} ページとあります）",
    "a signature has 4, 8, 16 or 32 pages, not {1}");
DIAG_MESSAGE(bad_panels, "sheet.impose-panels", DIAG_ERROR,
    "{1} 面の折りはできません。folding = half は 2 面、letter は 3 面、z は 2 "
    "面から 64 面までです",
    "a sheet cannot be folded into {1} panels so: folding = half has 2, letter "
    "3, z from 2 to 64");
DIAG_MESSAGE(bad_many, "sheet.impose-many", DIAG_ERROR,
    "1 面に置けるのは縦横 64 ページずつまでです",
    "a side holds 64 pages across "
    "and 64 down at most");
DIAG_MESSAGE(too_large, "sheet.impose-limits", DIAG_ERROR,
    "用紙 {1}×{2} mm は PDF のページにできません。一辺は 5,080 mm までです",
    "a sheet of {1} by {2} mm cannot be a page of PDF; each side is 5,080 mm "
    "at "
    "most");
DIAG_MESSAGE(bad_loss, "sheet.impose-loss", DIAG_ERROR,
    "ミーリング・巻き込みの逃げ・用紙の厚みの合計が、ページの幅 {1} mm "
    "の半分を超えます。"
    "milling・flap・paper を直してください",
    "milling, flap and the thickness of the paper take more than half of the "
    "page's width of {1} mm; correct milling, flap or paper");

/* A side of a page of PDF (ISO 32000-1, annex C). */
enum { SIDE_MAX = 14400 * EMU_PER_PT };

/* A choice of columns, rows and the way a sheet lies. */
struct choice {
    size_t columns, rows;
    emu sheet[2];
    int64_t spare[2]; /* what the sheet has beyond the pages */
};

static emu
gap_of(const struct impose_options *o, enum boundary boundary)
{
    switch (boundary) {
    case BOUNDARY_CUT:
    case BOUNDARY_FOLD:
        return o->gutter;
    case BOUNDARY_SPINE:
        return o->scheme == IMPOSE_PERFECT ? 2 * o->milling : 0;
    case BOUNDARY_PANEL:
        break;
    }
    return 0;
}

static bool
has_flap(const struct impose_options *o)
{
    return o->scheme == IMPOSE_FOLD && o->folding == FOLDING_LETTER;
}

/* Width and height of all pages of a side with what is between them. */
static void
block_of(const struct impose_options *o, const emu page[2], size_t columns,
    size_t rows, int64_t out[2])
{
    const struct pageorder order = {.scheme = o->scheme, .folding = o->folding};
    out[0] = (int64_t)columns * page[0] - (has_flap(o) ? o->flap : 0);
    out[1] = (int64_t)rows * page[1] +
             ((int64_t)rows - 1) * gap_of(o, pageorder_row(&order));
    for (size_t i = 0; i + 1 < columns; i++)
        out[0] += gap_of(o, pageorder_column(&order, i));
}

static int64_t
worst(const struct choice *c)
{
    return c->spare[0] < c->spare[1] ? c->spare[0] : c->spare[1];
}

/* More pages are better when they fit, then more room around them. */
static bool
is_better(const struct choice *a, const struct choice *b, bool most)
{
    bool fits = worst(a) >= 0, other = worst(b) >= 0;
    size_t n = a->columns * a->rows, m = b->columns * b->rows;
    if (b->columns == 0 || fits != other)
        return b->columns == 0 || fits;
    if (fits && most && n != m)
        return n > m;
    if (!fits && most && n != m)
        return n < m;
    return worst(a) > worst(b);
}

static void
measure(const struct impose_options *o, const emu page[2], bool turned,
    struct choice *c)
{
    int64_t block[2];
    block_of(o, page, c->columns, c->rows, block);
    for (int i = 0; i < 2; i++) {
        c->sheet[i] = o->sheet[turned ? 1 - i : i];
        c->spare[i] = c->sheet[i] - block[i];
    }
    c->spare[1] -= o->gripper;
}

/* Tries COLUMNS and ROWS on the sheet as it may lie. */
static void
attempt(const struct impose_options *o, const emu page[2], size_t columns,
    size_t rows, bool most, struct choice *best)
{
    for (int turned = 0; turned <= (o->turnable ? 1 : 0); turned++) {
        struct choice c = {.columns = columns, .rows = rows};
        measure(o, page, turned == 1, &c);
        if (is_better(&c, best, most))
            *best = c;
    }
}

/* With COUNT pages on a side, 0: as many as fit. */
static void
attempt_all(const struct impose_options *o, const emu page[2], size_t count,
    struct choice *best)
{
    for (size_t columns = 1; columns <= IMPOSE_SIDE_MAX; columns++)
        for (size_t rows = 1; rows <= IMPOSE_SIDE_MAX; rows++)
            if (count == 0 || columns * rows == count)
                attempt(o, page, columns, rows, count == 0, best);
}

/* A sheet that is as large as it must be. */
static void
fit_sheet(
    const struct impose_options *o, const emu page[2], struct choice *best)
{
    int64_t block[2];
    const struct sheet_options around = {.bleed = o->bleed, .marks = o->marks};
    emu margin = sheet_margin(&around);
    block_of(o, page, best->columns, best->rows, block);
    for (int i = 0; i < 2; i++) {
        int64_t side = block[i] + 2 * (int64_t)margin;
        side += i == 1 ? o->gripper : 0;
        best->sheet[i] = side > UNIT_MAX ? UNIT_MAX : (emu)side;
        best->spare[i] = 2 * margin;
    }
}

/* Of as many rows as columns, or nearly so. */
static void
square(size_t count, struct choice *best)
{
    for (size_t rows = 1; rows * rows <= count; rows++)
        if (count % rows == 0)
            *best = (struct choice){.columns = count / rows, .rows = rows};
}

static enum err
wanted_panels(struct diag *diag, const struct impose_options *o,
    size_t *columns, size_t *rows)
{
    size_t panels = o->folding == FOLDING_HALF ? 2 : 3;
    size_t down = o->rows == 0 ? 1 : o->rows;
    *columns = o->columns == 0 ? panels : o->columns;
    *rows = 1;
    if (down == 1 && *columns >= 2 && *columns <= IMPOSE_SIDE_MAX &&
        (o->folding == FOLDING_Z || *columns == panels))
        return ERR_OK;
    return DIAG(
        diag, o->loc_count, &bad_panels, diag_int(diag, (int64_t)(*columns * down)));
}

/* Columns and rows that the scheme has; 0: to be chosen. */
static enum err
wanted(struct diag *diag, const struct impose_options *o, size_t *columns,
    size_t *rows)
{
    bool bound = o->scheme == IMPOSE_SADDLE || o->scheme == IMPOSE_PERFECT;
    *columns = o->columns;
    *rows = o->rows;
    if (o->scheme == IMPOSE_FOLD)
        return wanted_panels(diag, o, columns, rows);
    if (bound &&
        !pageorder_signature(
            o->scheme == IMPOSE_SADDLE ? 4 : o->signature, columns, rows))
        return DIAG(diag, o->loc_count, &bad_signature,
            diag_int(diag, (int64_t)o->signature));
    return ERR_OK;
}

/* What is missing, not less than it is: to the next 0.1 mm. */
static const char *
lack_of(struct diag *diag, int64_t spare)
{
    enum { STEP = EMU_PER_MM / 10 };
    int64_t lack = spare < 0 ? -spare : 0;
    return diag_mm(diag, (lack + STEP - 1) / STEP * STEP);
}

static enum err
say_small(struct diag *diag, const struct impose_options *o, const emu page[2],
    const struct choice *c)
{
    struct buf pages = {0}, size = {0};
    enum err err = ERR_NOMEM;
    buf_printf(&pages, "%zu x %zu", c->columns, c->rows);
    buf_printf(
        &size, "%s x %s", diag_mm(diag, page[0]), diag_mm(diag, page[1]));
    if (!pages.failed && !size.failed)
        err = DIAG(diag, o->loc_sheet, &too_small, diag_mm(diag, c->sheet[0]),
            diag_mm(diag, c->sheet[1]), pages.p, size.p,
            lack_of(diag, c->spare[0]), lack_of(diag, c->spare[1]));
    buf_fini(&pages);
    buf_fini(&size);
    return err;
}

/* Columns and rows as WANTED, or chosen where they are 0. */
static struct choice
choose(const struct impose_options *o, const emu page[2], size_t columns,
    size_t rows)
{
    struct choice best = {0};
    if (o->sheet[0] != 0 && rows > 0)
        attempt(o, page, columns, rows, false, &best);
    else if (o->sheet[0] != 0)
        attempt_all(o, page, columns, &best);
    else if (rows > 0)
        best = (struct choice){.columns = columns, .rows = rows};
    else
        square(columns, &best);
    if (o->sheet[0] == 0)
        fit_sheet(o, page, &best);
    return best;
}

enum err
positions_choose(struct diag *diag, const struct impose_options *o,
    const emu page[2], emu sheet[2], size_t *columns, size_t *rows)
{
    int64_t lost = (int64_t)o->milling + (has_flap(o) ? o->flap : 0) + o->paper;
    enum err err = wanted(diag, o, columns, rows);
    if (err != ERR_OK)
        return err;
    if (o->sheet[0] == 0 && *columns == 0)
        return DIAG(diag, o->loc, &no_grid, NULL);
    if (lost > page[0] / 2)
        return DIAG(diag, o->loc, &bad_loss, diag_mm(diag, page[0]));
    if (*rows > IMPOSE_SIDE_MAX || (*rows > 0 && *columns > IMPOSE_SIDE_MAX))
        return DIAG(diag, o->loc_count, &bad_many, NULL);
    struct choice best = choose(o, page, *columns, *rows);
    if (best.columns == 0 || best.columns > IMPOSE_SIDE_MAX)
        return DIAG(diag, o->loc_count, &bad_many, NULL);
    if (worst(&best) < 0)
        return say_small(diag, o, page, &best);
    if (best.sheet[0] > SIDE_MAX || best.sheet[1] > SIDE_MAX)
        return DIAG(diag, o->loc_sheet, &too_large, diag_mm(diag, best.sheet[0]),
            diag_mm(diag, best.sheet[1]));
    *columns = best.columns;
    *rows = best.rows;
    sheet[0] = best.sheet[0];
    sheet[1] = best.sheet[1];
    return ERR_OK;
}

/* --- places ----------------------------------------------------------------
 */

/* The column that is narrower on a front. */
static size_t
flap_column(const struct positions *p)
{
    return p->options->right ? p->order->columns - 1 : 0;
}

void
positions_make(struct positions *p)
{
    int64_t block[2];
    const struct impose_options *o = p->options;
    const struct pageorder *order = p->order;
    block_of(o, p->page, order->columns, order->rows, block);
    int64_t x = (p->sheet[0] - block[0]) / 2;
    int64_t y = (p->sheet[1] - o->gripper - block[1]) / 2;
    for (size_t i = 0; i < order->columns; i++) {
        bool narrow = has_flap(o) && i == flap_column(p);
        p->left[i] = (emu)x;
        p->right[i] = (emu)(x + p->page[0] - (narrow ? o->flap : 0));
        x = (int64_t)p->right[i] + gap_of(o, pageorder_column(order, i));
    }
    for (size_t i = 0; i < order->rows; i++) {
        p->top[i] = (emu)y;
        p->bottom[i] = (emu)(y + p->page[1]);
        y = (int64_t)p->bottom[i] + gap_of(o, pageorder_row(order));
    }
}

/* The trim at COLUMN of SIDE without creep. */
static void
plain_trim(const struct positions *p, size_t side, size_t column, emu edge[2])
{
    size_t across = p->order->columns - 1 - column;
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

struct imposed_cell
positions_cell(
    const struct positions *p, size_t side, size_t row, size_t column)
{
    emu edge[2], bleed = p->options->bleed;
    const struct pageorder *o = p->order;
    const struct seat *seat = pageorder_seat(o, side, row, column);
    bool last = column + 1 == o->columns, low = row + 1 == o->rows;
    positions_trim(p, side, row, column, edge);
    struct imposed_cell cell = {.page = seat->page,
        .turn = seat->turned ? 180 : 0,
        .x = seat->flap && !last ? edge[1] - p->page[0] : edge[0],
        .y = p->top[row]};
    /* A page's own bleed is as wide everywhere; it ends where the neighbour's
     * begins, at a fold, and at the edge of what is printed. */
    cell.left = larger(edge[0] - bleed,
        column == 0 ? 0 : positions_column(p, side, column - 1));
    cell.right = smaller(edge[1] + bleed,
        last ? p->sheet[0] : positions_column(p, side, column));
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
                 p->bottom[p->order->rows - 1] - bleed};
}
