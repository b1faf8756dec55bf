/* sheet: where pages and marks are on a sheet, how it is chosen, what is said.
 */
#include "test_sheet_fixture.h"

/* --- places --------------------------------------------------------------- */

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

/* Numbers that follow each other without order, the same in every run. */
static uint32_t
next_number(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* 0, a usual length, one of a page, or one beyond all measure. */
static emu
any_length(uint32_t *state)
{
    uint32_t kind = next_number(state) % 100;
    emu unit = kind < 60 ? MM(0.1) : kind < 95 ? MM(5) : MM(300);
    return kind < 20    ? 0
           : kind == 99 ? UNIT_MAX - (emu)(next_number(state) % 100)
                        : unit * (emu)(next_number(state) % 12);
}

static void
any_options(struct impose_options *o, uint32_t *state)
{
    *o = (struct impose_options){
        .scheme = (enum impose_scheme)(next_number(state) % 5),
        .folding = (enum impose_folding)(next_number(state) % 3),
        .cover = (enum impose_cover)(next_number(state) % 4),
        .turnable = next_number(state) % 2 == 0,
        .columns = next_number(state) % 5,
        .rows = next_number(state) % 3,
        .spine = any_length(state),
        .bleed = any_length(state),
        .gutter = any_length(state),
        .milling = any_length(state),
        .paper = any_length(state),
        .flap = any_length(state),
        .gripper = any_length(state),
        .marks = true,
        .colour_bar = true,
        .slug = true};
    for (int i = 0; i < 2 && next_number(state) % 2 == 0; i++)
        o->sheet[i] = any_length(state) / 2 + MM(600);
    for (size_t i = next_number(state) % 5; i < 4; i++)
        o->signature[i] = (size_t)32 >> i;
    if (o->signature[0] == 0)
        memset(o->signature, 0, sizeof o->signature);
}

/* Whatever is asked for: an error, or pages on the sheet. */
static void
any(void **state)
{
    struct fixture *f = *state;
    uint32_t seed = 1;
    size_t good = 0;
    for (int i = 0; i < 6000; i++) {
        any_options(&f->options, &seed);
        pages(f, 1 + next_number(&seed) % 40,
            2 + (int)(next_number(&seed) % 300),
            2 + (int)(next_number(&seed) % 300));
        enum err err = run(f);
        assert_true(err == ERR_OK || err == ERR_INPUT);
        for (size_t k = 0; err == ERR_OK && k < f->imposed->n; k++)
            for (size_t c = 0; c < f->imposed->side[k].n; c++) {
                const struct imposed_cell *cell = &f->imposed->side[k].cell[c];
                assert_true(cell->x >= -f->imposed->width);
                assert_true(
                    cell->left >= 0 && cell->right <= f->imposed->width);
                assert_true(
                    cell->top >= 0 && cell->bottom <= f->imposed->height);
            }
        good += err == ERR_OK;
    }
    assert_true(good > 600);
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

/* --- choosing ------------------------------------------------------------- */

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

/* What is said is of the sheet with the least room, wherever it is. */
static void
least_room(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_PERFECT;
    memcpy(f->options.signature, (size_t[]){8, 4, 0, 0},
        sizeof f->options.signature);
    f->options.sheet[0] = MM(240);
    f->options.sheet[1] = MM(308);
    pages(f, 12, 100, 150);
    (void)make(f);
    says(f, "1.0 mm from its top and 1.0 mm from its foot");
    says(f, "the sheet has no room for marks at head and foot");
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(saddle_places),
        TEST(creep),
        TEST(least_room),
        TEST(nothing_overlaps),
        TEST(any),
        TEST(flap),
        TEST(chosen),
        TEST(faults),
        TEST(notes),
        TEST(marks),
        TEST(cut_once),
        TEST(binding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
