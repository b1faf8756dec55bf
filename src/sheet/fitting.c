#include "sheet/fitting.h"

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
DIAG_MESSAGE(bad_length, "sheet.impose-length", DIAG_ERROR,
    "{1} mm の {2} は大きすぎます。どの長さも、PDF の用紙の 5,080 mm までです",
    "{2} of {1} mm is too much; each length is 5,080 mm, a sheet of PDF, at "
    "most");
DIAG_MESSAGE(bad_loss, "sheet.impose-loss", DIAG_ERROR,
    "ミーリング・巻き込みの逃げ・クリープの合計 {1} mm が、ページの幅 {2} mm "
    "の半分を超えます。milling・flap・paper を直してください",
    "milling, flap and creep take {1} mm, more than half of the page's width "
    "of {2} mm; correct milling, flap or paper");
DIAG_MESSAGE(no_spine, "sheet.impose-spine", DIAG_ERROR,
    "表紙の背幅が決まりません。spine（背幅）か paper（本文用紙 1 "
    "枚の厚さ）を書いてください",
    "how wide the cover's back is is not known; write spine, or paper (the "
    "thickness of the inner paper)");

/* A side of a page of PDF (ISO 32000-1, annex C). */
enum { SIDE_MAX = 14400 * EMU_PER_PT };

/* A choice of columns, rows and the way a sheet lies. */
struct choice {
    size_t columns, rows;
    emu sheet[2];
    int64_t spare[2]; /* what the sheet has beyond the pages */
};

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

/* How FLAT stands on SHEET. */
static struct choice
measure(const struct impose_options *o, const emu page[2], const emu sheet[2],
    const struct flat *flat, emu spine)
{
    int64_t block[2];
    positions_block(o, page, flat, spine, block);
    return (struct choice){flat->columns, flat->rows, {sheet[0], sheet[1]},
        {sheet[0] - block[0], sheet[1] - block[1] - o->gripper}};
}

/* Tries FLAT on the sheet as it may lie. */
static void
attempt(const struct impose_options *o, const emu page[2],
    const struct flat *flat, bool most, struct choice *best)
{
    for (int turned = 0; turned <= (o->turnable ? 1 : 0); turned++) {
        const emu sheet[] = {o->sheet[turned], o->sheet[1 - turned]};
        struct choice c = measure(o, page, sheet, flat, o->spine);
        if (is_better(&c, best, most))
            *best = c;
    }
}

/* With COUNT pages on a side, 0: as many as fit. */
static void
attempt_all(const struct impose_options *o, const emu page[2], size_t count,
    struct choice *best)
{
    struct flat flat = {0};
    for (flat.columns = 1; flat.columns <= IMPOSE_SIDE_MAX; flat.columns++)
        for (flat.rows = 1; flat.rows <= IMPOSE_SIDE_MAX; flat.rows++)
            if (count == 0 || flat.columns * flat.rows == count)
                attempt(o, page, &flat, count == 0, best);
}

/* Of as many rows as columns, or nearly so. */
static void
square(size_t count, struct choice *best)
{
    for (size_t rows = 1; rows * rows <= count; rows++)
        if (count % rows == 0)
            *best = (struct choice){.columns = count / rows, .rows = rows};
}

/* --- what the scheme has on a side ---------------------------------------- */

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
        err = DIAG(diag, o->at.sheet, &too_small, diag_mm(diag, c->sheet[0]),
            diag_mm(diag, c->sheet[1]), pages.p, size.p,
            lack_of(diag, c->spare[0]), lack_of(diag, c->spare[1]));
    buf_fini(&pages);
    buf_fini(&size);
    return err;
}

static enum err
check_panels(struct diag *diag, struct impose_options *o)
{
    size_t panels = o->folding == FOLDING_HALF ? 2 : 3;
    size_t down = o->rows == 0 ? 1 : o->rows;
    o->columns = o->columns == 0 ? panels : o->columns;
    o->rows = 1;
    if (down == 1 && o->columns >= 2 && o->columns <= IMPOSE_SIDE_MAX &&
        (o->folding == FOLDING_Z || o->columns == panels))
        return ERR_OK;
    return DIAG(diag, o->at.count, &bad_panels,
        diag_int(diag, (int64_t)(o->columns * down)));
}

/* The largest signature that the sheet holds, 4 when it holds none. */
static size_t
largest_signature(const struct impose_options *o, const emu page[2])
{
    size_t size = o->sheet[0] == 0 ? 16 : 32;
    for (; size > 4 && o->sheet[0] != 0; size /= 2) {
        struct flat flat = {0};
        struct choice best = {0};
        (void)pageorder_signature(size, &flat.columns, &flat.rows);
        attempt(o, page, &flat, false, &best);
        if (worst(&best) >= 0)
            break;
    }
    return size;
}

/* The signatures, and the pages that the largest has on a side. */
static enum err
check_signatures(struct diag *diag, struct impose_options *o, const emu page[2])
{
    size_t columns, rows;
    size_t size = o->signature[0] == 0 ? largest_signature(o, page) : 0;
    for (size_t i = 0; size >= 4; i++, size /= 2)
        o->signature[i] = size;
    for (size_t i = 0; i < IMPOSE_SIZES && o->signature[i] != 0; i++)
        if (!pageorder_signature(o->signature[i], &columns, &rows))
            return DIAG(diag, o->at.count, &bad_signature,
                diag_int(diag, (int64_t)o->signature[i]));
    (void)pageorder_signature(o->signature[0], &o->columns, &o->rows);
    return ERR_OK;
}

static enum err
check_count(struct diag *diag, struct impose_options *o, const emu page[2])
{
    if (o->scheme == IMPOSE_FOLD)
        return check_panels(diag, o);
    if (o->scheme == IMPOSE_SADDLE || o->scheme == IMPOSE_PERFECT)
        return check_signatures(diag, o, page);
    if (o->sheet[0] == 0 && o->columns == 0)
        return DIAG(diag, o->at.scheme, &no_grid, NULL);
    if (o->rows > IMPOSE_SIDE_MAX ||
        (o->rows > 0 && o->columns > IMPOSE_SIDE_MAX))
        return DIAG(diag, o->at.count, &bad_many, NULL);
    return ERR_OK;
}

static enum err
check_limits(
    struct diag *diag, const struct impose_options *o, const emu sheet[2])
{
    bool good = sheet[0] <= SIDE_MAX && sheet[1] <= SIDE_MAX;
    return good ? ERR_OK
                : DIAG(diag, o->at.sheet, &too_large, diag_mm(diag, sheet[0]),
                      diag_mm(diag, sheet[1]));
}

/* None is so long that sums overflow. */
static enum err
check_lengths(struct diag *diag, const struct impose_options *o)
{
    const struct {
        const char *key;
        emu length;
    } all[] = {{"bleed", o->bleed}, {"gutter", o->gutter},
        {"milling", o->milling}, {"paper", o->paper}, {"flap", o->flap},
        {"gripper", o->gripper}, {"spine", o->spine}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].length > SIDE_MAX)
            return DIAG(diag, o->at.scheme, &bad_length,
                diag_mm(diag, all[i].length), all[i].key);
    return ERR_OK;
}

/* DEPTH sheets of paper are folded around the innermost page. */
static enum err
check_loss(
    struct diag *diag, const struct impose_options *o, emu width, size_t depth)
{
    int64_t lost = (int64_t)depth * o->paper;
    lost += o->scheme == IMPOSE_PERFECT ? o->milling : 0;
    lost += positions_has_flap(o) ? o->flap : 0;
    return lost <= width / 2 ? ERR_OK
                             : DIAG(diag, o->at.scheme, &bad_loss,
                                   diag_mm(diag, lost), diag_mm(diag, width));
}

static enum err
check_spine(struct diag *diag, const struct impose_options *o)
{
    bool cover = o->cover == COVER_WITH || o->cover == COVER_ONLY;
    return !cover || o->scheme != IMPOSE_PERFECT || o->spine > 0 || o->paper > 0
               ? ERR_OK
               : DIAG(diag, o->at.cover, &no_spine, NULL);
}

/* Columns and rows as OPTIONS have them, or chosen where they are 0. */
static struct choice
choose(const struct impose_options *o, const emu page[2])
{
    struct choice best = {.columns = o->columns, .rows = o->rows};
    struct flat flat = {.columns = o->columns, .rows = o->rows};
    if (o->cover == COVER_ONLY)
        flat = (struct flat){.cover = true, .columns = 2, .rows = 1};
    if (o->sheet[0] != 0)
        best = (struct choice){0};
    if (o->sheet[0] != 0 && o->rows > 0)
        attempt(o, page, &flat, false, &best);
    else if (o->sheet[0] != 0)
        attempt_all(o, page, o->columns, &best);
    else if (o->rows == 0)
        square(o->columns, &best);
    return best;
}

enum err
fitting_choose(struct diag *diag, struct impose_options *o, const emu page[2])
{
    if (o->scheme != IMPOSE_SADDLE && o->scheme != IMPOSE_PERFECT)
        o->cover = COVER_NONE;
    enum err err = check_lengths(diag, o);
    if (err == ERR_OK)
        err = check_limits(diag, o, o->sheet);
    if (err == ERR_OK)
        err = check_count(diag, o, page);
    if (err == ERR_OK)
        err = check_loss(diag, o, page[0], 0);
    if (err == ERR_OK)
        err = check_spine(diag, o);
    if (err != ERR_OK)
        return err;
    struct choice best = choose(o, page);
    if (best.columns == 0 || best.columns > IMPOSE_SIDE_MAX)
        return DIAG(diag, o->at.count, &bad_many, NULL);
    if (worst(&best) < 0)
        return say_small(diag, o, page, &best);
    if (o->cover != COVER_ONLY) {
        o->columns = best.columns;
        o->rows = best.rows;
    }
    o->sheet[0] = best.sheet[0];
    o->sheet[1] = best.sheet[1];
    return ERR_OK;
}

/* --- the sheet ------------------------------------------------------------ */

static size_t
depth_of(const struct pageorder *order)
{
    size_t depth = 0;
    for (size_t i = 0; i < order->seats; i++)
        if (order->seat[i].depth > depth)
            depth = order->seat[i].depth;
    return depth;
}

/* A sheet that is as large as all of it must have. */
static void
grow_sheet(struct positions *p)
{
    const struct impose_options *o = p->options;
    const struct sheet_options around = {.bleed = o->bleed,
        .marks = o->marks || o->slug,
        .colour_bar = o->colour_bar};
    int64_t margin = sheet_margin(&around);
    for (size_t i = 0; i < p->order->sheets; i++) {
        int64_t block[2];
        positions_block(o, p->page, &p->order->flat[i], p->spine, block);
        for (int k = 0; k < 2; k++) {
            int64_t side = block[k] + 2 * margin + (k == 1 ? o->gripper : 0);
            side = side > UNIT_MAX ? UNIT_MAX : side;
            if (side > p->sheet[k])
                p->sheet[k] = (emu)side;
        }
    }
}

static enum err
check_sheet(struct diag *diag, const struct positions *p)
{
    enum err err = check_limits(diag, p->options, p->sheet);
    if (err != ERR_OK)
        return err;
    for (size_t i = 0; i < p->order->sheets; i++) {
        struct choice c = measure(
            p->options, p->page, p->sheet, &p->order->flat[i], p->spine);
        if (worst(&c) < 0)
            return say_small(diag, p->options, p->page, &c);
    }
    return ERR_OK;
}

enum err
fitting_sheet(struct diag *diag, struct positions *p)
{
    const struct impose_options *o = p->options;
    int64_t thick = (int64_t)p->order->leaves * o->paper;
    enum err err = check_loss(diag, o, p->page[0], depth_of(p->order));
    if (err != ERR_OK)
        return err;
    if (o->scheme == IMPOSE_PERFECT)
        p->spine = o->spine > 0       ? o->spine
                   : thick < SIDE_MAX ? (emu)thick
                                      : SIDE_MAX;
    p->sheet[0] = o->sheet[0];
    p->sheet[1] = o->sheet[1];
    if (o->sheet[0] == 0)
        grow_sheet(p);
    return check_sheet(diag, p);
}
