/* app: what the tags of long tables cost. */
#include "test_layout_fixture.h"

#include "pdf/pdf.h"

enum { ROWS = 4250, PAGES = 100 };

static size_t
size_of(struct fixture *f, bool tagged)
{
    const struct pdf_options options = {
        .producer = "Kumihan test", .tagged = tagged, .ua = tagged};
    struct buf pdf = {0};
    assert_int_equal(pdf_write(f->diag, f->document, &options, &pdf), ERR_OK);
    size_t n = pdf.n;
    buf_fini(&pdf);
    return n;
}

/* The same numbers on every machine. */
static unsigned
next(unsigned *seed)
{
    *seed = *seed * 1103515245U + 12345U;
    return *seed >> 8;
}

/* A hundred pages of tables cost at most as much again as their text. */
static void
tables_are_cheap(void **state)
{
    struct fixture *f = *state;
    struct buf rows = {0};
    unsigned seed = 1;
    buf_text(&rows, "名,甲,乙,丙,丁,戊\n");
    for (int i = 0; i < ROWS; i++) {
        unsigned a = next(&seed) % 99999, b = next(&seed) % 99999,
                 c = next(&seed) % 1000, d = next(&seed) % 9999,
                 e = next(&seed) % 999;
        buf_printf(
            &rows, "項目%d,%u,%u,%u.%u,%u,%u\n", i, a, b, c / 10, c % 10, d, e);
    }
    buf_byte(&rows, '\0');
    assert_false(rows.failed);
    fixture_file(f, "s.csv", rows.p);
    buf_fini(&rows);
    fixture_good(f, FIXTURE_STYLE
        "[style table]\nbased-on = body\nsize = 9Q\nleading = 13H\n"
        "[page p]\nmargin = 20mm\ncolumns = 1\nflow = yes\nrow.1 = fill: a\n"
        "[area a]\nnext = a\n"
        "[source s]\nfile = s.csv\n[records s]\nsource = s\n"
        "[block t]\ntype = table\narea = a\nrows = s\nrow-height = 6mm\n");
    assert_true(f->document->n_pages >= PAGES);
    size_t plain = size_of(f, false), tagged = size_of(f, true);
    print_message("%zu pages: %zu bytes, tagged %zu\n", f->document->n_pages,
        plain, tagged);
    assert_true(tagged > plain);
    assert_true(tagged <= 2 * plain);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            tables_are_cheap, fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
