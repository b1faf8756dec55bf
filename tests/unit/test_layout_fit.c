/* The key `fit` on every type of block that is drawn as a whole. */
#include "test_layout_fixture.h"

#define CHART                                                                  \
    "[block b]\ntype = chart\narea = a\nrows = s\nlabel = 国\nvalue = 率\n"  \
    "alt = 図\n"
#define FIGURES                                                                \
    "[block b]\ntype = figures\narea = a\nvalues = v\nlabel.v = 名\n"
#define PANELS                                                                 \
    "[block b]\ntype = panels\narea = a\nrows = s\npanel = 国\nitem = 率\n"
#define ORGCHART                                                               \
    "[block b]\ntype = orgchart\narea = a\nrows = s\nname = 国\n"             \
    "parent = 親\n"
#define QR "[block b]\ntype = qr\narea = a\ncontent = A\nsize = 25mm\n"
#define IMAGE "[block b]\ntype = image\narea = a\nfile = i.svg\nalt = 絵\n"
#define SPACER "[block b]\ntype = spacer\narea = a\nheight = 25mm\n"
#define RULE "[block b]\ntype = rule\narea = a\nweight = 25mm\n"

static void
write_data(struct fixture *f)
{
    fixture_file(f, "s.csv", "国,率,親\n英,10,\n米,12,英\n仏,14,英\n");
    fixture_file(f, "i.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" "
        "height=\"20\"><rect width=\"80\" height=\"20\"/></svg>");
}

/* Builds BLOCK with the key FIT in an area HEIGHT (1/100 mm) high. */
static enum err
build(struct fixture *f, int height, const char *block, const char *fit)
{
    char job[2000];
    write_data(f);
    snprintf(job, sizeof job,
        FIXTURE_STYLE FIXTURE_PAGE "row.1 = %d.%02dmm: a*4\n"
                                   "[source s]\nfile = s.csv\n[value v]\n"
                                   "number = 12\n%s%s",
        height / 100, height % 100, block, fit);
    return fixture_build(f, job);
}

/* The least height of an area that takes BLOCK, in 1/100 mm. */
static int
height_of(struct fixture *f, const char *block, const char *fit)
{
    int low = 0, high = 8000;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (build(f, middle, block, fit) == ERR_OK)
            high = middle;
        else
            low = middle;
    }
    return high;
}

/* A block that may shrink to 80 % fits an area of 80 % of its height, or
 * little more, and no smaller one. */
static void
check(struct fixture *f, const char *block)
{
    int full = height_of(f, block, ""),
        least = height_of(f, block, "fit = 80%\n");
    if (least * 100 < full * 79 || least * 100 > full * 84)
        fail_msg("%d of %d: %s", least, full, block);
}

static void
test_figures_shrink(void **state)
{
    struct fixture *f = *state;
    check(f, CHART);
    check(f, CHART "height = 60mm\n");
    check(f, CHART "kind = column\n");
    check(f, FIGURES);
    check(f, PANELS);
    check(f, ORGCHART);
    check(f, QR);
    check(f, IMAGE);
    check(f, IMAGE "height = 15mm\n");
    check(f, SPACER);
    check(f, RULE);
}

/* The size of the first type on the first page. */
static int
type_size(const struct fixture *f)
{
    const struct page *page = f->document->page[0];
    size_t i = 0;
    while (page->item[i].kind != ITEM_GLYPHS)
        i++;
    return fixture_mm(page->item[i].run->size);
}

/* Its copy shrinks as far as need be, in a frame too. */
static void
test_figure_copy_shrinks(void **state)
{
    struct fixture *f = *state;
    static const char *const looks[] = {
        FIGURES "fit = 50%\n", FIGURES "fit = 50%\nborder = \"#000000\"\n"};
    for (size_t i = 0; i < 2; i++) {
        int full = height_of(f, FIGURES, "");
        assert_int_equal(build(f, full, looks[i], ""), ERR_OK);
        assert_int_equal(type_size(f), 400);
        assert_int_equal(build(f, full * 9 / 10, looks[i], ""), ERR_OK);
        assert_in_range(type_size(f), 352, 360);
        assert_int_equal(build(f, full * 6 / 10, looks[i], ""), ERR_OK);
        assert_in_range(type_size(f), 232, 240);
        assert_int_equal(build(f, full * 4 / 10, looks[i], ""), ERR_INPUT);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures_shrink),
        cmocka_unit_test(test_figure_copy_shrinks),
    };
    return cmocka_run_group_tests_name(
        "layout_fit", tests, fixture_open, fixture_close);
}
