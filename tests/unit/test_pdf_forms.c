/* pdf: pages as forms on the sides of sheets. */
#include "test_pdf_fixture.h"

#include "pdf/pdf.h"

enum { SIDE = 300, WIDTH = 100, HEIGHT = 200 }; /* pt */

/* One cell for the only page of F, turned by TURN, at 50, 50; its bleed shows
 * at the right side alone. */
static struct imposed_cell
cell_at(int turn)
{
    bool lies = turn % 180 != 0;
    emu across = PT(lies ? HEIGHT : WIDTH), down = PT(lies ? WIDTH : HEIGHT);
    return (struct imposed_cell){.page = 0,
        .turn = turn,
        .x = PT(50),
        .y = PT(50),
        .left = PT(50),
        .top = PT(50),
        .right = PT(50) + across + PT(5),
        .bottom = PT(50) + down};
}

/* Writes F's document on sides of one cell each, t.pdf. */
static void
save(struct fixture *f, struct imposed_cell *cell, size_t n, bool print)
{
    struct document *marks = document_new(f->arena);
    struct imposed_side *side = arena_array(f->arena, n, sizeof *side);
    const struct imposed imposed = {.width = PT(SIDE),
        .height = PT(SIDE),
        .bleed = PT(10),
        .side = side,
        .n = n,
        .n_sheets = n};
    const struct pdf_print press = {
        .condition = "JC200103", .spots = true, .bleed = PT(10)};
    const struct pdf_options options = {.producer = "Kumihan test",
        .kind = print ? PDF_PRINT : PDF_WEB,
        .print = print ? &press : NULL,
        .imposed = &imposed};
    struct buf pdf = {0};
    for (size_t i = 0; i < n; i++)
        side[i] = (struct imposed_side){.cell = &cell[i],
            .n = 1,
            .marks = document_add_page(marks, PT(SIDE), PT(SIDE), NULL)};
    f->document->title = "t";
    f->document->date = "2026-12-01";
    if (pdf_write(f->diag, f->document, &options, &pdf) != ERR_OK)
        fail_msg("%s", fixture_said(f));
    fixture_put(f, "t.pdf", (struct str){pdf.p, pdf.n});
    buf_fini(&pdf);
    fixture_sh(f, "qpdf --check t.pdf");
}

static const char *
spelled(struct fixture *f)
{
    return fixture_sh(f, "qpdf --qdf --object-streams=disable t.pdf - | "
                         "LC_ALL=C tr -d '\\000'");
}

static void
rect(struct fixture *f, int x, int y, int width, int height, int opacity)
{
    const struct paint paint = {
        .fill = COLOUR_BLACK, .stroke = COLOUR_NONE, .opacity = opacity};
    assert_int_equal(page_add_rect(f->arena, f->page, PT(x), PT(y), PT(width),
                         PT(height), 0, &paint, LOC_NONE),
        ERR_OK);
}

static size_t
times(const char *text, const char *part)
{
    size_t n = 0;
    for (; (text = strstr(text, part)) != NULL; text += strlen(part))
        n++;
    return n;
}

/* The grey value of side NUMBER at X, Y (pt), as Poppler draws it. */
static int
grey(struct fixture *f, int number, int x, int y)
{
    char command[160];
    snprintf(command, sizeof command,
        "pdftoppm -r 72 -gray -f %d -l %d -x %d -y %d -W 1 -H 1 t.pdf | "
        "tail -c 1 | od -An -tu1",
        number, number, x, y);
    return atoi(fixture_sh(f, command));
}

/* The page's upper left corner goes round clockwise; what is outside of the
 * cell is not seen, the bleed inside it is. */
static void
turns(void **state)
{
    struct fixture *f = *state;
    static const int corner[4][2] = {
        {52, 52}, {248, 52}, {148, 248}, {52, 148}};
    struct imposed_cell cell[4];
    fixture_page(f, PT(WIDTH), PT(HEIGHT), NULL);
    rect(f, -10, -10, 20, 20, 0);         /* over the corner */
    rect(f, WIDTH / 2, -10, 5, 10, 0);    /* above the head */
    rect(f, -10, HEIGHT / 2, 10, 5, 0);   /* beside the left */
    rect(f, WIDTH, HEIGHT / 2, 10, 5, 0); /* and the right */
    for (int i = 0; i < 4; i++)
        cell[i] = cell_at(90 * i);
    save(f, cell, 4, false);
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 4; k++)
            assert_int_equal(
                grey(f, i + 1, corner[k][0], corner[k][1]), i == k ? 0 : 255);
    assert_int_equal(grey(f, 1, 48, 48), 255);   /* above and left: cut */
    assert_int_equal(grey(f, 1, 152, 152), 0);   /* 5 pt of the right's bleed */
    assert_int_equal(grey(f, 1, 157, 152), 255); /* and no more */
    assert_int_equal(grey(f, 2, 252, 102), 0);   /* the head's, at the right */
    assert_int_equal(grey(f, 3, 152, 147), 0);   /* the left's */
    assert_int_equal(grey(f, 4, 252, 97), 255);  /* nothing below the foot */
}

/* A page is written once, however often it is shown; sheets have no labels. */
static void
once(void **state)
{
    struct fixture *f = *state;
    struct imposed_cell cell[2] = {cell_at(0), cell_at(180)};
    fixture_page(f, PT(WIDTH), PT(HEIGHT), "iv");
    fixture_text(f, GOTHIC, PT(10), PT(10), PT(80), "版");
    save(f, cell, 2, false);
    const char *pdf = spelled(f);
    assert_int_equal(times(pdf, "/Subtype /Form"), 1);
    assert_int_equal(times(pdf, "/P0 Do"), 2);
    assert_int_equal(times(pdf, " Tf\n"), 1);
    assert_int_equal(times(pdf, "/PageLabels"), 0);
    assert_int_equal(times(pdf, "/Duplex /Simplex"), 1);
    assert_int_equal(times(pdf, "/PrintScaling /None"), 1);
    assert_non_null(strstr(pdf, "1 0 0 1 50 50 cm\n"));
    assert_non_null(strstr(pdf, "-1 0 0 -1 150 250 cm\n"));
}

/* What is seen through is in the group of the sheet, as in that of a page; a
 * blank cell paints nothing. */
static void
group(void **state)
{
    struct fixture *f = *state;
    struct imposed_cell cell[2] = {cell_at(0), cell_at(0)};
    fixture_page(f, PT(WIDTH), PT(HEIGHT), NULL);
    fixture_text(f, GOTHIC, PT(30), PT(10), PT(50), "版");
    rect(f, 0, 0, 60, 60, 500);
    cell[1].page = IMPOSED_BLANK;
    save(f, cell, 2, true);
    const char *pdf = spelled(f);
    assert_int_equal(times(pdf, "/S /Transparency"), 1);
    assert_int_equal(times(pdf, "/P0 Do"), 1);
    assert_int_equal(times(pdf, "/Type /Page\n"), 2);
    assert_int_equal(times(pdf, "/TrimBox"), 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(turns),
        FIXTURE_TEST(once),
        FIXTURE_TEST(group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
