/* sheet: books of several signatures, and their covers: creep, sizes, places.
 */
#include "test_sheet_fixture.h"

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

/* Who leaves more pages blank than it takes is told so. */
static void
fewer_blanks(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_PERFECT;
    f->options.signature[0] = 4;
    has_signatures(f, 18, "4 4 4 4 4");
    f->options.signature[0] = 16;
    has_signatures(f, 29, "16 16");
    assert_null(strstr(said(f), "[sheet.impose-fewer]"));
    has_signatures(f, 18, "16 16");
    says(f, "signatures smaller than 16 pages leave only 2 blank");
    f->options.signature[0] = 0;
    has_signatures(f, 18, "16 4");
    says(f, "18 pages were made 20: 2 of them are blank (19, 20)");
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

/* --- a cover -------------------------------------------------------------- */

/* Where the collation step of MARKS begins, from TOP; -1: there is none. */
static emu
step_at(const struct page *marks, emu top)
{
    for (size_t i = 0; i < marks->n_items; i++)
        if (!marks->item[i].paint.fill.transparent)
            return marks->item[i].op[0].y[0] - top;
    return -1;
}

/* The steps of a book with a cover are those of one without. */
static void
steps_behind_cover(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_PERFECT;
    f->options.cover = COVER_WITH;
    f->options.spine = MM(4);
    pages(f, 16, 100, 150);
    const struct imposed *all = make(f);
    assert_int_equal(all->n, 8);
    for (size_t i = 0; i < all->n; i++)
        assert_int_equal(step_at(all->side[i].marks, all->side[i].cell[0].y),
            i < 2 || i % 2 == 1 ? -1 : MM(5) * (emu)(i / 2 - 1));
    /* The cover is folded at both edges of its back, on both sides. */
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(lines(all->side[i].marks, 113, 10, 113, 1, true), 1);
        assert_int_equal(lines(all->side[i].marks, 117, 10, 117, 1, true), 1);
        assert_int_equal(lines(all->side[i].marks, 115, 10, 115, 1, true), 0);
    }
}

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

/* A stapled cover lies around all others, and has no back. */
static void
cover_of_saddle(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_SADDLE;
    f->options.cover = COVER_WITH;
    f->options.paper = MM(0.25);
    f->options.spine = MM(10); /* of perfect binding */
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(creep_of_signature),
        TEST(creep_of_nested),
        TEST(signatures),
        TEST(auto_signatures),
        TEST(fewer_blanks),
        TEST(twice),
        TEST(steps),
        TEST(cover),
        TEST(steps_behind_cover),
        TEST(cover_of_saddle),
        TEST(cover_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
