/* sheet: what stands around a page, as a display list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "sheet/sheet.h"

#define MM(n) ((emu)((n)*EMU_PER_MM))

struct fixture {
    struct arena *arena;
    struct diag *diag;
    struct document *document;
};

static int
up(void **state)
{
    static struct fixture f;
    f = (struct fixture){.arena = arena_new(), .diag = diag_new()};
    f.document = document_new(f.arena);
    *state = &f;
    return document_add_page(f.document, MM(100), MM(60), NULL) == NULL;
}

static int
down(void **state)
{
    struct fixture *f = *state;
    diag_free(f->diag);
    arena_free(f->arena);
    return 0;
}

static const struct page *
around(struct fixture *f, const struct sheet_options *options)
{
    struct document *out;
    assert_int_equal(
        sheet_around(f->arena, f->diag, f->document, options, &out), ERR_OK);
    assert_int_equal(out->n_pages, f->document->n_pages);
    return out->page[0];
}

/* Is there a line from X0, Y0 to X1, Y1 (mm)? */
static bool
has_line(const struct page *page, double x0, double y0, double x1, double y1)
{
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_PATH && item->n_ops == 2 &&
            item->op[0].x[0] == MM(x0) && item->op[0].y[0] == MM(y0) &&
            item->op[1].x[0] == MM(x1) && item->op[1].y[0] == MM(y1))
            return true;
    }
    return false;
}

/* Trim lines begin at the bleed's edge, bleed lines in its corner; centres and
 * folds are outside; all of it in all plates, 0.1 mm thin. */
static void
marks(void **state)
{
    static const emu fold[] = {MM(33)};
    const struct sheet_options o = {
        .bleed = MM(3), .marks = true, .fold = fold, .n_folds = 1};
    const struct page *page = around(*state, &o);
    assert_int_equal(sheet_margin(&o), MM(13));
    assert_true(has_line(page, 0, -3, 0, -12));
    assert_true(has_line(page, -3, 0, -12, 0));
    assert_true(has_line(page, -3, -3, -3, -12));
    assert_true(has_line(page, -3, -3, -12, -3));
    assert_true(has_line(page, 103, 63, 112, 63));
    assert_true(has_line(page, 50, -3, 50, -12));
    assert_true(has_line(page, 44, -6, 56, -6));
    assert_true(has_line(page, 103, 30, 112, 30));
    assert_true(has_line(page, 33, -3, 33, -9));
    assert_true(has_line(page, 33, 63, 33, 69));
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        const emu *x[2] = {item->op[0].x, item->op[1].x};
        const emu *y[2] = {item->op[0].y, item->op[1].y};
        for (int k = 0; k < 2; k++)
            assert_true(*x[k] <= -MM(3) || *x[k] >= MM(103) ||
                        *y[k] <= -MM(3) || *y[k] >= MM(63));
        assert_string_equal(item->paint.stroke.role->spot, "All");
        assert_int_equal(item->paint.line_width, MM(0.1));
    }
}

/* Without bleed there is one line at each edge, not two upon each other. */
static void
no_bleed(void **state)
{
    const struct sheet_options o = {.marks = true};
    assert_int_equal(around(*state, &o)->n_items, 8 + 8);
}

static void
nothing(void **state)
{
    const struct sheet_options o = {.bleed = MM(3)};
    assert_int_equal(around(*state, &o)->n_items, 0);
    assert_int_equal(sheet_margin(&o), MM(3));
}

/* Twelve patches, and two more for each spot colour, once each. */
static void
bar(void **state)
{
    struct fixture *f = *state;
    static const struct colour_role ours = {.name = "ours",
        .spot = "DIC 161",
        .cmyk = {90, 80, 0, 0},
        .has_cmyk = true};
    const struct paint paint = {.fill = {.tint = 300, .role = &ours},
        .stroke = {.tint = 1000, .role = &ours},
        .line_width = 1};
    assert_int_equal(page_add_rect(f->arena, f->document->page[0], 0, 0, 9, 9,
                         0, &paint, LOC_NONE),
        ERR_OK);
    const struct sheet_options o = {
        .bleed = MM(3), .colour_bar = true, .spots = true};
    const struct page *page = around(f, &o);
    assert_int_equal(page->n_items, 14);
    const struct colour half = page->item[13].paint.fill;
    assert_int_equal(half.tint, 500);
    assert_int_equal(half.cmyk[0], 45);
    for (size_t i = 0; i < page->n_items; i++)
        assert_true(page->item[i].op[1].x[0] <= -MM(3));
    const struct sheet_options without = {.colour_bar = true};
    assert_int_equal(around(f, &without)->n_items, 12);
}

static void
faults(void **state)
{
    struct fixture *f = *state;
    struct document *out;
    static const emu beside[] = {MM(100)};
    const struct sheet_options fold = {
        .marks = true, .fold = beside, .n_folds = 1};
    assert_int_equal(
        sheet_around(f->arena, f->diag, f->document, &fold, &out), ERR_INPUT);
    const struct sheet_options slug = {.slug = true};
    assert_int_equal(
        sheet_around(f->arena, f->diag, f->document, &slug, &out), ERR_INPUT);
    document_add_page(f->document, MM(100), MM(20), NULL);
    const struct sheet_options low = {.colour_bar = true};
    assert_int_equal(
        sheet_around(f->arena, f->diag, f->document, &low, &out), ERR_INPUT);
    struct buf said = {0};
    diag_write(f->diag, DIAG_EN, DIAG_TEXT, &said);
    buf_byte(&said, '\0');
    assert_non_null(strstr(said.p, "[sheet.fold]"));
    assert_non_null(strstr(said.p, "[sheet.slug-font]"));
    assert_non_null(strstr(said.p, "[sheet.colour-bar]"));
    buf_fini(&said);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(marks, up, down),
        cmocka_unit_test_setup_teardown(no_bleed, up, down),
        cmocka_unit_test_setup_teardown(nothing, up, down),
        cmocka_unit_test_setup_teardown(bar, up, down),
        cmocka_unit_test_setup_teardown(faults, up, down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
