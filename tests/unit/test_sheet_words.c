/* sheet: colour bar, slug line and names on imposed sheets: all of it where no
 * page and no mark is. */
#include "test_sheet_fixture.h"

static struct font_set *faces;
static struct composite font = {.name = "test"};

/* A document with a face and a title. */
static void
lettered(struct fixture *f, size_t n, int width, int height)
{
    static const char *const dirs[] = {"/usr/share/fonts"};
    pages(f, n, width, height);
    if (faces == NULL)
        faces = font_set_new(dirs, 1);
    assert_non_null(faces);
    assert_int_equal(font_set_face(faces, f->diag, LOC_NONE, "BIZ UDGothic",
                         &font.part[ROLE_JAPANESE].face),
        ERR_OK);
    f->document->font = &font;
    f->document->title = "題名";
    f->document->date = "2026-12-01";
    f->options.note = "JC200103";
}

/* What ITEM covers: left, top, right, bottom. */
static void
box_of(const struct item *item, emu box[4])
{
    emu x = item->x, y = item->y;
    if (item->kind == ITEM_GLYPHS) {
        const struct glyph_run *run = item->run;
        box[0] = x;
        box[1] = y - run->size;
        box[2] = x + run->glyph[run->n - 1].x + run->size / 2;
        box[3] = y;
        return;
    }
    box[0] = box[1] = UNIT_MAX;
    box[2] = box[3] = -UNIT_MAX;
    for (size_t i = 0; i < item->n_ops; i++) {
        if (item->op[i].verb == PATH_CLOSE)
            continue;
        emu px = item->op[i].x[0], py = item->op[i].y[0];
        box[0] = px < box[0] ? px : box[0];
        box[1] = py < box[1] ? py : box[1];
        box[2] = px > box[2] ? px : box[2];
        box[3] = py > box[3] ? py : box[3];
    }
}

static bool
is_apart(const emu a[4], const emu b[4])
{
    return a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
}

static bool
is_patch(const struct item *item)
{
    return item->kind == ITEM_PATH && !item->paint.fill.transparent;
}

static bool
is_line(const struct item *item)
{
    return item->kind == ITEM_PATH && item->paint.fill.transparent;
}

/* Steps and their numbers are in the spine. */
static bool
is_step(const struct imposed_side *side, const emu box[4])
{
    return box[1] >= side->cell[0].y &&
           box[3] <= side->cell[side->n - 1].bottom;
}

/* Words and patches of SIDE lie on the sheet, above the gripper, on no page, no
 * mark, and not on each other. */
static void
check_side(const struct fixture *f, const struct imposed_side *side)
{
    const struct page *m = side->marks;
    for (size_t i = 0; i < m->n_items; i++) {
        emu box[4], other[4];
        if (is_line(&m->item[i]))
            continue;
        box_of(&m->item[i], box);
        if (is_step(side, box))
            continue;
        assert_true(box[0] >= 0 && box[1] >= 0 && box[2] <= m->width);
        assert_true(box[3] <= m->height - f->options.gripper);
        for (size_t k = 0; k < side->n; k++) {
            const struct imposed_cell *c = &side->cell[k];
            const emu cell[] = {c->left, c->top, c->right, c->bottom};
            assert_true(is_apart(box, cell));
        }
        for (size_t k = 0; k < m->n_items; k++) {
            bool word = m->item[k].kind == ITEM_GLYPHS;
            box_of(&m->item[k], other);
            if (k == i || (word && m->item[i].kind == ITEM_GLYPHS &&
                              m->item[k].y == m->item[i].y))
                continue; /* faces take turns in a line */
            if (!is_apart(box, other))
                fail_msg("item %zu lies on %zu", i, k);
        }
    }
}

static size_t
patches_of(const struct imposed_side *side)
{
    size_t n = 0;
    for (size_t i = 0; i < side->marks->n_items; i++)
        n += is_patch(&side->marks->item[i]);
    return n;
}

static void
choose(struct fixture *f, int i)
{
    struct impose_options *o = &f->options;
    o->scheme = (enum impose_scheme)(i % 5);
    o->folding = (enum impose_folding)(i / 5 % 3);
    o->right = i / 15 % 2 == 1;
    o->signature[0] = i % 3 == 0 ? 4 : 16;
    o->gripper = i % 2 == 1 ? MM(12) : 0;
    o->columns = o->scheme == IMPOSE_NUP || o->scheme == IMPOSE_STACK;
    o->columns *= (size_t)(i / 5 % 3 + 1);
    o->rows = o->columns == 0 ? 0 : 2;
    o->paper = MM(0.1);
    o->colour_bar = i % 7 != 0;
    o->slug = i % 4 != 0;
    o->cover =
        o->scheme == IMPOSE_PERFECT && i % 2 == 0 ? COVER_WITH : COVER_NONE;
}

static void
nothing_overlaps(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 60; i++) {
        choose(f, i);
        lettered(f, 37, 148, 210);
        (void)make(f);
        for (size_t k = 0; k < f->imposed->n; k++) {
            const struct imposed_side *side = &f->imposed->side[k];
            check_side(f, side);
            if (f->options.scheme != IMPOSE_PERFECT) /* has steps */
                assert_true(
                    patches_of(side) >= (f->options.colour_bar ? 12 : 0));
        }
    }
    if (strstr(said(f), "impose-bar") != NULL ||
        strstr(said(f), "impose-slug") != NULL ||
        strstr(said(f), "impose-label") != NULL)
        fail_msg("%s", said(f));
}

/* All twelve, and the two of a spot colour, next to each other across the
 * sheet, on both sides. */
static void
bar(void **state)
{
    struct fixture *f = *state;
    static const struct colour_role ours = {.name = "ours",
        .spot = "DIC 161",
        .cmyk = {90, 80, 0, 0},
        .has_cmyk = true};
    const struct paint paint = {.fill = {.tint = 300, .role = &ours}};
    f->options.sheet[0] = MM(450);
    f->options.sheet[1] = MM(320);
    f->options.colour_bar = true;
    f->options.spots = true;
    pages(f, 4, 210, 297);
    assert_int_equal(page_add_rect(f->arena, f->document->page[2], 0, 0, 9, 9,
                         0, &paint, LOC_NONE),
        ERR_OK);
    const struct imposed *all = make(f);
    for (size_t i = 0; i < all->n; i++) {
        const struct page *m = all->side[i].marks;
        emu box[4], end = 0;
        size_t n = 0, breaks = 0;
        for (size_t k = 0; k < m->n_items; k++) {
            if (!is_patch(&m->item[k]))
                continue;
            const struct colour c = m->item[k].paint.fill;
            box_of(&m->item[k], box);
            assert_int_equal(c.role != NULL, n % 14 >= 12);
            assert_int_equal(c.cmyk[0] == 100,
                n % 14 == 0 || n % 14 == 8 || n % 14 == 9 || n % 14 == 11);
            breaks += n > 0 && box[0] != end;
            end = box[2];
            n++;
        }
        /* 17 to 217 mm less the centre mark on both sides: 40 of 5 mm each. */
        assert_int_equal(n, 2 * 40);
        assert_int_equal(breaks, 1);
        assert_int_equal(box[3] - box[1],
            MM(8.5) - MM(1) - 7 * EMU_PER_PT * 5 / 4 - MM(0.5));
    }
    assert_string_equal(said(f), "");
}

/* A sheet without room says so, once, and has none. */
static void
left_out(void **state)
{
    struct fixture *f = *state;
    f->options.sheet[0] = MM(450);
    f->options.sheet[1] = MM(318);
    f->options.colour_bar = f->options.slug = true;
    lettered(f, 8, 210, 297);
    const struct imposed *all = make(f);
    assert_int_equal(patches_of(&all->side[0]), 0);
    says(f, "(7.6 mm above the pages, between the marks)");
    assert_int_equal(diag_count(f->diag), 1);
    f->options.sheet[1] = MM(306);
    (void)make(f);
    says(f, "[sheet.impose-slug]");
}

/* The words of SIDE that stand above its pages, in their order. */
static const char *
words_of(struct fixture *f, const struct imposed_side *side)
{
    const char *all = "";
    for (size_t i = 0; i < side->marks->n_items; i++) {
        const struct item *item = &side->marks->item[i];
        if (item->kind == ITEM_GLYPHS && item->y < side->cell[0].y)
            all = arena_printf(f->arena, "%s%s%.*s", all,
                *all == '\0' ? "" : " | ", (int)item->run->text.n,
                item->run->text.p);
    }
    return all;
}

static void
words(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_PERFECT;
    f->options.signature[0] = 8;
    f->options.cover = COVER_WITH;
    f->options.spine = MM(4);
    lettered(f, 11, 148, 210);
    const struct imposed *all = make(f);
    assert_string_equal(
        words_of(f, &all->side[0]), "1/2 表  表紙  背幅 4.0 mm  題名");
    assert_string_equal(
        words_of(f, &all->side[3]), "2/2 裏  無線綴じ  1 折  題名");
    f->options.slug = true;
    all = make(f);
    assert_string_equal(words_of(f, &all->side[1]),
        "1/2 裏  表紙  背幅 4.0 mm | 2026-12-01  題名  JC200103  CMYK");
    static const struct colour_role gold = {
        .name = "gold", .spot = "DIC 621", .has_cmyk = true};
    static const struct colour ground = {.tint = 1000, .role = &gold};
    f->options.back = &ground;
    f->options.spots = true;
    assert_string_equal(words_of(f, &make(f)->side[0]),
        "1/2 表  表紙  背幅 4.0 mm | 2026-12-01  題名  JC200103  CMYK + DIC "
        "621");
    /* 8 and 9 are blank on this side; 8 stands below the slug, which tells it.
     */
    f->options.spots = false;
    f->options.back = NULL;
    lettered(f, 9, 148, 210);
    assert_string_equal(words_of(f, &make(f)->side[3]),
        "2/2 裏  無線綴じ  1 折  白 8, 9 | 白 8  "
        "2026-12-01  題名  JC200103  CMYK");
    lettered(f, 11, 148, 210);
    f->document->lang = "en";
    f->options.slug = false;
    assert_string_equal(words_of(f, &make(f)->side[2]),
        "2/2 front  perfect binding  signature 1  blank 10  題名");
    f->options.scheme = IMPOSE_FOLD;
    f->options.folding = FOLDING_Z;
    assert_string_equal(
        words_of(f, &make(f)->side[0]), "1/2 front  z-fold  題名");
    f->options.scheme = IMPOSE_SADDLE;
    assert_string_equal(words_of(f, &make(f)->side[0]),
        "1/2 front  saddle stitch  cover  題名");
}

/* A single column has its centre mark in the middle: words keep to its left.
 * What is too long is set smaller, then without title, then without blanks. */
static void
narrow(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_STACK;
    f->options.columns = 1;
    f->options.rows = 2;
    lettered(f, 2, 100, 60);
    f->document->title = "とても長い題名とても長い題名とても長い題名";
    const struct imposed *all = make(f);
    assert_string_equal(words_of(f, &all->side[0]), "1/1 表  断裁重ね  白 3");
    check_side(f, &all->side[0]);
    lettered(f, 2, 52, 60);
    f->document->title = "とても長い題名";
    all = make(f);
    check_side(f, &all->side[0]);
    assert_string_equal(words_of(f, &all->side[0]), "1/1 表  断裁重ね");
    lettered(f, 2, 40, 60);
    all = make(f);
    assert_string_equal(words_of(f, &all->side[0]), "");
    says(f, "[sheet.impose-label]");
    f->options.slug = true;
    (void)make(f);
    says(f, "[sheet.impose-slug]");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_overlaps),
        TEST(bar),
        TEST(left_out),
        TEST(words),
        TEST(narrow),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    font_set_free(faces);
    return failed;
}
