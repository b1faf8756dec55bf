/* sheet: where pages and marks are on a sheet, how it is chosen, what is said.
 */
#include "test_sheet_fixture.h"

/* --- places ------------------------------------------------------------------
 */

static void
is_at(const struct imposed_cell *cell, size_t page, emu x, emu y)
{
    assert_int_equal(cell->page, page - 1);
    assert_int_equal(cell->x, x);
    assert_int_equal(cell->y, y);
}

static void
shows(const struct imposed_cell *c, emu left, emu top, emu right, emu bottom)
{
    assert_int_equal(c->left, left);
    assert_int_equal(c->top, top);
    assert_int_equal(c->right, right);
    assert_int_equal(c->bottom, bottom);
}

/* A4 on SRA3, 450 x 320: 15 mm at the sides, 11.5 above and below. */
static void
saddle_places(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_SADDLE;
    f->options.sheet[0] = MM(320);
    f->options.sheet[1] = MM(450);
    f->options.turnable = true;
    pages(f, 8, 210, 297);
    const struct imposed *all = make(f);
    assert_int_equal(all->width, MM(450));
    assert_int_equal(all->height, MM(320));
    assert_int_equal(all->n, 4);
    const struct imposed_cell *cell = all->side[0].cell;
    is_at(&cell[0], 8, MM(15), MM(11.5));
    is_at(&cell[1], 1, MM(225), MM(11.5));
    shows(&cell[0], MM(12), MM(8.5), MM(225), MM(311.5));
    shows(&cell[1], MM(225), MM(8.5), MM(438), MM(311.5));
    assert_string_equal(said(f), "");
}

/* Sheet after sheet nearer to the spine, on both sides of the paper; the fold
 * cuts what would cross it, the fore edge shows more. */
static void
creep(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_SADDLE;
    f->options.paper = MM(0.125);
    pages(f, 16, 100, 150);
    const struct imposed *all = make(f);
    emu left = (all->width - MM(200)) / 2, middle = all->width / 2;
    for (size_t i = 0; i < all->n; i++) {
        const struct imposed_cell *cell = all->side[i].cell;
        emu by = MM(0.125) * (emu)(i / 2);
        assert_int_equal(cell[0].x, left + by);
        assert_int_equal(cell[1].x, middle - by);
        assert_int_equal(cell[0].right, middle);
        assert_int_equal(cell[1].left, middle);
        assert_int_equal(cell[0].left, left + by - MM(3));
        assert_int_equal(cell[1].right, middle + MM(103) - by);
    }
}

/* Inside a signature leaves creep by the paper around them, too. */
static void
creep_of_signature(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_PERFECT;
    f->options.signature[0] = 16;
    f->options.paper = MM(0.25);
    f->options.milling = MM(3);
    pages(f, 16, 100, 150);
    const struct imposed *all = make(f);
    for (size_t i = 0; i < all->n; i++)
        for (size_t k = 0; k < 8; k++) {
            const struct imposed_cell *cell = &all->side[i].cell[k];
            size_t leaf = cell->page / 2;
            emu by = MM(0.25) * (emu)(leaf < 4 ? leaf : 7 - leaf);
            /* Spine to spine, 6 mm of milling and of gutter between. */
            size_t column = k % 4;
            emu plain = (all->width - MM(418)) / 2 + (emu)column * MM(106);
            assert_int_equal(cell->x, plain + (column % 2 == 0 ? by : -by));
        }
}

/* Signatures of a saddle-stitched book lie inside each other: a page moves by
 * the leaves of all that are around it. */
static void
creep_of_nested(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_SADDLE;
    f->options.signature[0] = 16;
    f->options.signature[1] = 8;
    f->options.paper = MM(0.125);
    pages(f, 40, 100, 150);
    const struct imposed *all = make(f);
    size_t seen = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct imposed_side *side = &all->side[i];
        size_t columns = columns_of(side);
        emu left = (all->width - (emu)columns * MM(100)) / 2;
        left -= columns == 4 ? MM(3) : 0;
        for (size_t k = 0; k < side->n; k++, seen++) {
            size_t leaf = side->cell[k].page / 2, column = k % columns;
            emu by = MM(0.125) * (emu)(leaf < 10 ? leaf : 19 - leaf);
            /* Nothing is between two spines, a gutter between fore edges. */
            emu plain = left + (emu)column * MM(100);
            plain += column > 1 ? MM(6) : 0;
            assert_int_equal(
                side->cell[k].x, plain + (column % 2 == 0 ? by : -by));
        }
    }
    assert_int_equal(seen, 40);
    f->options.paper = MM(6); /* 9 leaves around the innermost: 54 mm */
    assert_int_equal(run(f), ERR_INPUT);
    says(f, "milling, flap and creep take 54.0 mm, more than half");
}

/* What is seen lies inside the sheet, above the gripper, and on nothing else;
 * marks lie on none of it; both sides of the paper have the same trims. */
static void
check_side(const struct fixture *f, size_t number)
{
    const struct imposed *all = f->imposed;
    const struct imposed_side *side = &all->side[number];
    size_t columns = columns_of(side);
    for (size_t i = 0; i < side->n; i++) {
        const struct imposed_cell *c = &side->cell[i];
        assert_true(c->left >= 0 && c->right <= all->width && c->top >= 0);
        assert_true(c->bottom <= all->height - f->options.gripper);
        assert_true(c->left < c->right && c->top < c->bottom);
        for (size_t k = 0; k < i; k++) {
            const struct imposed_cell *d = &side->cell[k];
            assert_true(c->left >= d->right || c->right <= d->left ||
                        c->top >= d->bottom || c->bottom <= d->top);
        }
        if (f->options.scheme == IMPOSE_NUP)
            continue;
        size_t across = i / columns * columns + columns - 1 - i % columns;
        const struct imposed_cell *r = &all->side[number ^ 1].cell[across];
        bool cover = number < 2 && f->options.cover != COVER_NONE;
        if (!cover) { /* whose back is inked on one side */
            assert_int_equal(r->left, all->width - c->right);
            assert_int_equal(r->right, all->width - c->left);
        }
        assert_int_equal(r->y, c->y);
        assert_int_equal(r->x, all->width - c->x - f->document->page[0]->width);
    }
}

static bool
is_apart(const struct item *item, const struct imposed_cell *c)
{
    emu x[2] = {item->op[0].x[0], item->op[0].x[0]};
    emu y[2] = {item->op[0].y[0], item->op[0].y[0]};
    for (size_t i = 1; i < item->n_ops; i++) {
        emu px = item->op[i].x[0], py = item->op[i].y[0];
        if (item->op[i].verb == PATH_CLOSE)
            continue;
        x[0] = px < x[0] ? px : x[0];
        x[1] = px > x[1] ? px : x[1];
        y[0] = py < y[0] ? py : y[0];
        y[1] = py > y[1] ? py : y[1];
    }
    return x[1] <= c->left || x[0] >= c->right || y[1] <= c->top ||
           y[0] >= c->bottom;
}

static void
check_marks(const struct fixture *f, const struct imposed_side *side)
{
    for (size_t i = 0; i < side->marks->n_items; i++) {
        const struct item *item = &side->marks->item[i];
        if (item->kind != ITEM_PATH)
            continue;
        for (size_t k = 0; k < item->n_ops; k++)
            assert_true(item->op[k].verb == PATH_CLOSE ||
                        (item->op[k].y[0] >= 0 && item->op[k].x[0] >= 0 &&
                            item->op[k].x[0] <= side->marks->width &&
                            item->op[k].y[0] <=
                                side->marks->height - f->options.gripper));
        bool step = !item->paint.fill.transparent;
        for (size_t k = 0; k < side->n && !step; k++)
            assert_true(is_apart(item, &side->cell[k]));
    }
}

static void
choose(struct fixture *f, int i)
{
    static const size_t sizes[][IMPOSE_SIZES] = {
        {4}, {16, 8}, {8}, {32, 16, 8, 4}};
    struct impose_options *o = &f->options;
    o->scheme = (enum impose_scheme)(i % 5);
    memcpy(o->signature, sizes[i % 4], sizeof o->signature);
    o->work_and_turn = i % 2 == 1;
    o->cover =
        o->scheme == IMPOSE_PERFECT && i % 3 > 0 ? COVER_WITH : COVER_NONE;
    o->spine = MM(i % 9 + 1);
    o->folding = (enum impose_folding)(i / 5 % 3);
    o->right = i / 15 % 2 == 1;
    o->columns = o->scheme == IMPOSE_NUP || o->scheme == IMPOSE_STACK;
    o->columns *= 6;
    o->milling = i / 30 == 1 ? MM(2) : 0;
    o->gripper = i / 30 == 1 ? MM(12) : 0;
    o->paper = MM(0.1);
    o->flap = MM(1.5);
}

static void
nothing_overlaps(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 120; i++) {
        choose(f, i);
        pages(f, 37, 100, 150);
        (void)make(f);
        for (size_t k = 0; k < f->imposed->n; k++) {
            if (f->imposed->n % 2 == 0 || f->options.scheme == IMPOSE_NUP)
                check_side(f, k);
            check_marks(f, &f->imposed->side[k]);
        }
    }
}

/* The panel that is folded in loses its fore edge; the folds stay where the
 * other panels need them. */
static void
flap(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_FOLD;
    f->options.folding = FOLDING_LETTER;
    f->options.flap = MM(2);
    f->options.sheet[0] = MM(320);
    f->options.sheet[1] = MM(170);
    pages(f, 6, 100, 150);
    const struct imposed *all = make(f);
    const struct imposed_cell *out = all->side[0].cell;
    const struct imposed_cell *in = all->side[1].cell;
    /* 298 mm of pages from 11 mm on: folds at 109 and 209. */
    is_at(&out[0], 5, MM(9), MM(10));
    shows(&out[0], MM(8), MM(7), MM(109), MM(163));
    is_at(&out[1], 6, MM(109), MM(10));
    is_at(&out[2], 1, MM(209), MM(10));
    is_at(&in[0], 2, MM(11), MM(10));
    is_at(&in[1], 3, MM(111), MM(10));
    is_at(&in[2], 4, MM(211), MM(10));
    shows(&in[2], MM(211), MM(7), MM(312), MM(163));
}

/* --- choosing ----------------------------------------------------------------
 */

static void
fits(struct fixture *f, int width, int height, size_t per, size_t columns,
    size_t rows, bool lies)
{
    f->options.scheme = IMPOSE_NUP;
    f->options.sheet[0] = width * EMU_PER_MM;
    f->options.sheet[1] = height * EMU_PER_MM;
    f->options.turnable = true;
    f->options.columns = per;
    f->options.rows = 0;
    const struct imposed *all = make(f);
    assert_int_equal(columns_of(&all->side[0]), columns);
    assert_int_equal(all->side[0].n, columns * rows);
    assert_int_equal(all->width > all->height, lies);
}

static void
chosen(void **state)
{
    struct fixture *f = *state;
    f->options.gutter = 0;
    pages(f, 9, 105, 148); /* A6 */
    fits(f, 210, 297, 0, 2, 2, false);
    fits(f, 297, 420, 0, 4, 2, true);
    fits(f, 297, 420, 2, 2, 1, true);
    fits(f, 297, 420, 6, 3, 2, true);
    f->options.gutter = MM(6);
    fits(f, 297, 420, 0, 2, 2, false);
    /* A sheet as large as it must be: bleed, marks, edge: 13 mm around. */
    f->options.sheet[0] = f->options.sheet[1] = 0;
    f->options.columns = 6;
    f->options.gripper = MM(10);
    const struct imposed *all = make(f);
    assert_int_equal(all->width, MM(3 * 105 + 2 * 6 + 26));
    assert_int_equal(all->height, MM(2 * 148 + 6 + 26 + 10));
    assert_int_equal(all->side[0].cell[0].y, MM(13));
    assert_int_equal(all->n, 2);
}

/* The signatures of N pages in sizes up to 16 and 8, `16 8 16`. */
static void
has_signatures(struct fixture *f, size_t n, const char *wanted)
{
    struct buf found = {0};
    pages(f, n, 100, 150);
    const struct imposed *all = make(f);
    for (size_t i = 0; i < all->n; i += 2)
        buf_printf(&found, "%s%zu", i == 0 ? "" : " ", 2 * all->side[i].n);
    buf_byte(&found, '\0');
    assert_string_equal(found.p, wanted);
    buf_fini(&found);
}

/* The fewest blanks, then the fewest sheets; the thinnest is not at an end
 * while there are others. */
static void
signatures(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 2; i++) {
        f->options.scheme = i == 0 ? IMPOSE_PERFECT : IMPOSE_SADDLE;
        memcpy(
            f->options.signature, (size_t[]){16, 8, 0, 0}, 4 * sizeof(size_t));
        has_signatures(f, 40, "16 8 16");
        has_signatures(f, 24, "16 8"); /* there is no middle */
        has_signatures(f, 33, "16 8 16");
        has_signatures(f, 41, "16 16 16");
        has_signatures(f, 56, "16 16 8 16");
        has_signatures(f, 5, "8");
        memcpy(
            f->options.signature, (size_t[]){32, 16, 8, 4}, 4 * sizeof(size_t));
        has_signatures(f, 60, "32 8 4 16");
        has_signatures(f, 92, "32 16 8 4 32");
        memcpy(
            f->options.signature, (size_t[]){16, 4, 0, 0}, 4 * sizeof(size_t));
        has_signatures(f, 28, "16 4 4 4");
    }
}

/* The largest signature that the sheet holds, and smaller ones. */
static void
auto_signatures(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_PERFECT;
    f->options.signature[0] = 0;
    f->options.turnable = true;
    has_signatures(f, 60, "16 16 8 4 16"); /* a sheet as large as it must be */
    f->options.sheet[0] = MM(450);
    f->options.sheet[1] = MM(320);
    has_signatures(f, 60, "16 16 8 4 16");
    f->options.sheet[0] = MM(700);
    has_signatures(f, 60, "16 16 8 4 16");
    f->options.sheet[1] = MM(620);
    has_signatures(f, 60, "32 8 4 16");
    f->options.sheet[0] = MM(420);
    f->options.sheet[1] = MM(297);
    has_signatures(f, 20, "8 4 8");
    f->options.sheet[0] = MM(210);
    f->options.sheet[1] = MM(297);
    has_signatures(f, 6, "4 4");
    f->options.sheet[0] = f->options.sheet[1] = MM(190);
    assert_int_equal(run(f), ERR_INPUT);
    says(f, "does not hold 2 x 1 (100.0 x 150.0 mm)");
}

/* --- a cover ----------------------------------------------------------------
 */

/* 36 pages inside are 18 leaves: a back of 18 x 0.25 = 4.5 mm.  Its outer side
 * is inked as far as the bleed reaches, the inner one is left to the glue. */
static void
cover(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_PERFECT;
    f->options.signature[0] = 16;
    f->options.signature[1] = 4;
    f->options.cover = COVER_WITH;
    f->options.paper = MM(0.25);
    pages(f, 40, 100, 150);
    const struct imposed *all = make(f);
    assert_int_equal(all->n_sheets, 4);
    assert_string_equal(said(f), "");
    emu middle = all->width / 2, half = MM(2.25);
    const struct imposed_cell *out = all->side[0].cell;
    const struct imposed_cell *in = all->side[1].cell;
    emu top = (all->height - MM(150)) / 2;
    is_at(&out[0], 40, middle - half - MM(100), top);
    is_at(&out[1], 1, middle + half, top);
    is_at(&in[0], 2, middle - half - MM(100), top);
    is_at(&in[1], 39, middle + half, top);
    assert_int_equal(out[0].right, middle);
    assert_int_equal(out[1].left, middle);
    assert_int_equal(in[0].right, middle - half);
    assert_int_equal(in[1].left, middle + half);
    /* The book begins with page 3. */
    assert_int_equal(all->side[2].n, 8);
    assert_int_equal(all->side[2].cell[7].page, 2);
    f->options.spine = MM(10);
    out = make(f)->side[0].cell;
    assert_int_equal(out[0].x, middle - MM(105));
    assert_int_equal(out[0].right, middle - MM(5) + MM(3));
    says(f, "of the cover's back (10.0 mm) the middle 4.0 mm");
    static const struct colour ground = {.rgb = {1, 2, 3}};
    f->options.back = &ground;
    all = make(f);
    assert_int_equal(all->side[0].cell[0].right, middle - MM(5));
    assert_int_equal(all->side[0].cell[1].left, middle + MM(5));
    const struct item *back = &all->side[0].marks->item[0];
    assert_int_equal(back->paint.fill.rgb[2], 3);
    assert_int_equal(back->op[0].x[0], middle - MM(5));
    assert_int_equal(back->op[2].x[0], middle + MM(5));
    assert_int_equal(back->op[0].y[0], top - MM(3));
    assert_int_equal(back->op[2].y[0], top + MM(153));
    f->options.back = NULL;
    f->options.cover = COVER_ONLY;
    all = make(f);
    assert_int_equal(all->n, 2);
    assert_int_equal(all->width, MM(210 + 26));
    assert_int_equal(all->side[0].cell[0].page, 39);
    f->options.cover = COVER_WITHOUT;
    all = make(f);
    assert_int_equal(all->n, 6);
    assert_int_equal(all->side[0].cell[7].page, 2);
    f->options.right = true;
    f->options.cover = COVER_ONLY;
    all = make(f);
    assert_int_equal(all->side[0].cell[0].page, 0);
    assert_int_equal(all->side[0].cell[1].page, 39);
}

/* How many lines of MARKS run from X0, Y0 to X1, Y1 (mm); dashed, or not. */
static size_t
lines(const struct page *marks, double x0, double y0, double x1, double y1,
    bool dashed)
{
    size_t n = 0;
    for (size_t i = 0; i < marks->n_items; i++) {
        const struct item *item = &marks->item[i];
        n += item->kind == ITEM_PATH && item->n_ops == 2 &&
             item->op[0].x[0] == MM(x0) && item->op[0].y[0] == MM(y0) &&
             item->op[1].x[0] == MM(x1) && item->op[1].y[0] == MM(y1) &&
             (item->paint.dash > 0) == dashed;
    }
    return n;
}

/* A smaller signature may stand twice on its sheet, as far as it is half as
 * wide as the largest: cut apart in the middle, by lines and not by a fold. */
static void
twice(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_PERFECT;
    memcpy(f->options.signature, (size_t[]){32, 16, 8, 4},
        sizeof f->options.signature);
    f->options.work_and_turn = true;
    pages(f, 60, 100, 150); /* 32 8 4 16 */
    const struct imposed *all = make(f);
    assert_int_equal(all->n, 8);
    assert_int_equal(all->side[2].n, 8);
    assert_int_equal(all->side[4].n, 4);
    assert_int_equal(all->side[6].n, 8);
    const struct imposed_cell *cell = all->side[4].cell;
    static const size_t eight[] = {44, 41, 42, 43};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(cell[i].page, eight[i] - 1);
        assert_int_equal(all->side[5].cell[i].page, eight[i] - 1);
        assert_int_equal(all->side[5].cell[i].x, cell[i].x);
    }
    double middle = (double)all->width / 2 / EMU_PER_MM;
    double top = (double)cell[0].top / EMU_PER_MM;
    const struct page *marks = all->side[4].marks;
    assert_int_equal(lines(marks, middle, top, middle, top - 9, true), 0);
    assert_int_equal(
        lines(marks, middle - 3, top, middle - 3, top - 9, false), 1);
    assert_int_equal(
        lines(marks, middle - 103, top, middle - 103, top - 9, true), 1);
}

static void
fails(struct fixture *f, const char *id)
{
    f->imposed = (struct imposed *)f;
    assert_int_equal(run(f), ERR_INPUT);
    assert_null(f->imposed);
    says(f, id);
}

static void
faults(void **state)
{
    struct fixture *f = *state;
    struct impose_options *o = &f->options;
    o->scheme = IMPOSE_SADDLE;
    o->sheet[0] = MM(400);
    o->sheet[1] = MM(290);
    pages(f, 4, 210, 297);
    fails(f, "it lacks 20.0 mm in width and 7.0 mm in height");
    o->sheet[0] = MM(419.96);
    o->sheet[1] = MM(300);
    o->gripper = MM(5);
    fails(f, "it lacks 0.1 mm in width and 2.0 mm in height");
    o->scheme = IMPOSE_PERFECT;
    o->signature[0] = 12;
    fails(f, "[sheet.impose-signature]");
    o->scheme = IMPOSE_FOLD;
    o->columns = 3;
    fails(f, "[sheet.impose-panels]");
    o->scheme = IMPOSE_NUP;
    o->sheet[0] = 0;
    o->columns = 0;
    fails(f, "[sheet.impose-grid]");
    o->sheet[0] = MM(6000);
    o->sheet[1] = MM(6000);
    fails(f, "[sheet.impose-limits]");
    o->sheet[0] = o->sheet[1] = 0;
    o->columns = 67;
    fails(f, "[sheet.impose-many]");
    o->scheme = IMPOSE_PERFECT;
    o->signature[0] = 4;
    o->milling = MM(200);
    fails(f, "[sheet.impose-loss]");
    assert_non_null(document_add_page(f->document, MM(210), MM(298), NULL));
    fails(f, "page 5 is 210.0 x 298.0 mm, page 1 is 210.0 x 297.0 mm");
    pages(f, 2, 210, 297);
    f->document->page[1]->width = MM(211);
    fails(f, "page 2 is 211.0 x 297.0 mm, page 1 is 210.0 x 297.0 mm");
}

/* A stapled cover lies around all others, and has no back. */
static void
cover_of_saddle(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_SADDLE;
    f->options.cover = COVER_WITH;
    f->options.paper = MM(0.25);
    f->options.spine = MM(5); /* of perfect binding */
    pages(f, 12, 100, 150);
    const struct imposed *all = make(f);
    emu middle = all->width / 2;
    is_at(&all->side[0].cell[0], 12, middle - MM(100), MM(13));
    is_at(&all->side[0].cell[1], 1, middle, MM(13));
    is_at(&all->side[2].cell[1], 3, middle - MM(0.25), MM(13));
    is_at(&all->side[4].cell[1], 5, middle - MM(0.5), MM(13));
    assert_int_equal(lines(all->side[0].marks, 113, 10, 113, 1, true), 1);
    assert_string_equal(said(f), "");
}

static void
cover_faults(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_PERFECT;
    f->options.cover = COVER_WITH;
    pages(f, 8, 100, 150);
    fails(f, "[sheet.impose-spine]");
    f->options.cover = COVER_WITHOUT; /* has no back */
    (void)make(f);
    f->options.cover = COVER_WITH;
    f->options.spine = MM(5);
    f->options.sheet[0] = MM(202);
    f->options.sheet[1] = MM(150);
    fails(
        f, "does not hold 2 x 1 (100.0 x 150.0 mm): it lacks 3.0 mm in width");
    pages(f, 4, 100, 150);
    fails(f, "there are only 4 pages; with a cover, which takes the first two "
             "and the last two, 5 or more are needed");
    f->options.cover = COVER_ONLY;
    f->options.sheet[0] = 0;
    f->options.sheet[1] = 0;
    (void)make(f);
    pages(f, 3, 100, 150);
    fails(f, "there are only 3 pages");
    /* Blank pages are those in front of the inside of the back cover. */
    f->options.cover = COVER_WITH;
    pages(f, 6, 100, 150);
    (void)make(f);
    says(f, "6 pages were made 8: 2 of them are blank (5, 6)");
}

/* Blank pages and what the sheet has no room for are notes, not errors. */
static void
notes(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_SADDLE;
    f->options.sheet[0] = MM(420);
    f->options.sheet[1] = MM(297);
    pages(f, 6, 210, 297);
    (void)make(f);
    says(f, "6 pages were made 8: 2 of them are blank (7, 8)");
    says(f, "[sheet.impose-bleed]");
    says(f, "[sheet.impose-marks]");
    assert_int_equal(diag_errors(f->diag), 0);
    assert_int_equal(f->imposed->side[0].marks->n_items, 0);
    f->options.blanks = BLANKS_BEFORE;
    (void)make(f);
    says(f, "blank (6, 7)");
    assert_int_equal(f->imposed->side[0].cell[0].page, 5);
}

/* Cuts plain, folds dashed, both lines of a corner, a bar on each middle; they
 * begin at the bleed and end 1 mm from the sheet's edge. */
static void
marks(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_SADDLE;
    f->options.sheet[0] = MM(450);
    f->options.sheet[1] = MM(320);
    pages(f, 4, 210, 297);
    const struct page *page = make(f)->side[0].marks;
    assert_int_equal(page->n_items, 8 + 2 + 8 + 4 + 2);
    for (int i = 0; i < 2; i++) {
        double near = i == 0 ? 8.5 : 311.5, far = i == 0 ? 1 : 319;
        assert_int_equal(lines(page, 15, near, 15, far, false), 1);
        assert_int_equal(lines(page, 435, near, 435, far, false), 1);
        assert_int_equal(lines(page, 12, near, 12, far, false), 1);
        assert_int_equal(lines(page, 225, near, 225, far, true), 1);
        double bar = near + (i == 0 ? -2.5 : 2.5);
        assert_int_equal(lines(page, 219, bar, 231, bar, false), 1);
        near = i == 0 ? 12 : 438, far = i == 0 ? 3 : 447;
        assert_int_equal(lines(page, near, 11.5, far, 11.5, false), 1);
        assert_int_equal(lines(page, near, 308.5, far, 308.5, false), 1);
        assert_int_equal(lines(page, near, 160, far, 160, false), 1);
        bar = near + (i == 0 ? -3 : 3);
        assert_int_equal(lines(page, bar, 154, bar, 166, false), 1);
    }
}

/* Pages without a gutter between them are cut once. */
static void
cut_once(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_NUP;
    f->options.columns = f->options.rows = 2;
    f->options.gutter = 0;
    pages(f, 4, 100, 150);
    const struct page *page = make(f)->side[0].marks;
    assert_int_equal(lines(page, 113, 10, 113, 1, false), 1);
    assert_int_equal(lines(page, 10, 163, 1, 163, false), 1);
    f->options.gutter = MM(6);
    page = make(f)->side[0].marks;
    assert_int_equal(lines(page, 113, 10, 113, 1, false), 1);
    assert_int_equal(lines(page, 119, 10, 119, 1, false), 1);
    assert_int_equal(lines(page, 10, 169, 1, 169, false), 1);
}

/* A document whose characters stand in columns is bound at the right. */
static void
binding(void **state)
{
    struct fixture *f = *state;
    static struct glyph_run across = {.direction = RUN_HORIZONTAL, .n = 5};
    static struct glyph_run upright = {.direction = RUN_UPRIGHT, .n = 5};
    static struct glyph_run turned = {.direction = RUN_TURNED, .n = 1};
    struct item item = {.kind = ITEM_GLYPHS, .run = &across};
    pages(f, 2, 100, 150);
    assert_false(impose_binds_right(f->document));
    assert_int_equal(page_add(f->arena, f->document->page[0], &item), ERR_OK);
    item.run = &upright;
    assert_int_equal(page_add(f->arena, f->document->page[1], &item), ERR_OK);
    assert_false(impose_binds_right(f->document));
    item.run = &turned;
    assert_int_equal(page_add(f->arena, f->document->page[1], &item), ERR_OK);
    assert_true(impose_binds_right(f->document));
}

/* One step lower on each signature, and again from the top. */
static void
steps(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_PERFECT;
    f->options.signature[0] = 4;
    f->options.milling = MM(2);
    pages(f, 4 * 32, 100, 150); /* 30 steps of 5 mm */
    const struct imposed *all = make(f);
    for (size_t i = 0; i < all->n; i++) {
        const struct page *marks = all->side[i].marks;
        size_t bars = 0;
        for (size_t k = 0; k < marks->n_items; k++) {
            const struct item *item = &marks->item[k];
            if (item->paint.fill.transparent)
                continue;
            bars++;
            assert_int_equal(item->op[0].y[0],
                all->side[i].cell[0].y + MM(5) * (emu)(i / 2 % 30));
            assert_int_equal(item->op[0].x[0], all->width / 2 - MM(2));
            assert_int_equal(item->op[1].x[0], all->width / 2 + MM(2));
        }
        assert_int_equal(bars, i % 2 == 0 ? 1 : 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(saddle_places),
        TEST(creep),
        TEST(creep_of_signature),
        TEST(creep_of_nested),
        TEST(signatures),
        TEST(auto_signatures),
        TEST(twice),
        TEST(cover),
        TEST(cover_of_saddle),
        TEST(cover_faults),
        TEST(nothing_overlaps),
        TEST(flap),
        TEST(chosen),
        TEST(faults),
        TEST(notes),
        TEST(marks),
        TEST(cut_once),
        TEST(binding),
        TEST(steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
