/* pdf: gaps between glyphs, as readers see them.  MuPDF's trace says where it
 * puts each glyph (from /W and TJ) and how wide the embedded font says that the
 * glyph is: two sources that must agree. */
#include "test_pdf_fixture.h"

#include "pdf/pdf.h"

enum { GLYPHS_MAX = 64 };

static void
save(struct fixture *f)
{
    static const struct pdf_options options = {.producer = "Kumihan test"};
    struct buf pdf = {0};
    assert_int_equal(pdf_write(f->diag, f->document, &options, &pdf), ERR_OK);
    fixture_put(f, "t.pdf", (struct str){pdf.p, pdf.n});
    buf_fini(&pdf);
    fixture_sh(f, "qpdf --check t.pdf");
}

/* What COMMAND prints must have LINE. */
static void
expect_line(struct fixture *f, const char *command, const char *line)
{
    const char *text = fixture_sh(f, command);
    if (strstr(text, line) == NULL)
        fail_msg("%s\nwanted: %s\nfound: %s", command, line, text);
}

static void
expect_everywhere(struct fixture *f, const char *line)
{
    expect_line(f, "mutool draw -q -F text t.pdf", line);
    expect_line(f, "pdftotext t.pdf -", line);
    expect_line(f, "pdftotext -raw t.pdf -", line);
    expect_line(f, "pdftotext -layout t.pdf -", line);
    expect_line(f, "gs -q -sDEVICE=txtwrite -o - t.pdf", line);
}

struct shown {
    double x[GLYPHS_MAX], advance[GLYPHS_MAX];
    size_t n;
};

static struct shown
trace(struct fixture *f)
{
    struct shown out = {.n = 0};
    const char *at = fixture_sh(f, "mutool draw -q -F trace t.pdf");
    while ((at = strstr(at, "<g unicode=")) != NULL) {
        assert_true(out.n < GLYPHS_MAX);
        at = strstr(at, " x=\"");
        out.x[out.n] = strtod(at + 4, NULL);
        at = strstr(at, " adv=\"");
        out.advance[out.n++] = strtod(at + 6, NULL);
    }
    return out;
}

/* Sets the glyphs of RUN one by one, without kerning, GAP (1/1000 em) and its
 * multiples apart. */
static void
widen(struct glyph_run *run, int gap)
{
    int64_t pen = 0; /* 1/1000 em */
    for (size_t i = 0; i < run->n; i++) {
        run->glyph[i].x = (emu)unit_scale(pen, run->size, 1000);
        pen += face_advance(run->face, run->glyph[i].gid);
        pen += gap * (int)(1 + i % 3);
    }
}

static const char *const faces[] = {
    GOTHIC, INTER, NOTO, "Roboto", "NotoSerifCJK-Bold.ttc#3"};
static const char *const texts[] = {
    "和文とLatin42間",
    "Latin text, 42",
    "和文とLatin42間",
    "Latin text, 42",
    "和文とLatin42間",
};
enum { FACES = sizeof faces / sizeof *faces };

/* Where a gap is a whole number of steps all of it is in the glyph's width: the
 * pen moves by what /W says, and that is what the font file says. */
static void
widths_agree(void **state)
{
    struct fixture *f = *state;
    for (int k = 0; k < FACES; k++) {
        fixture_page(f, PT(800), PT(100), NULL);
        f->document->n_pages = 1;
        f->document->page[0] = f->page;
        struct glyph_run *run =
            fixture_text(f, faces[k], PT(10), PT(10), PT(20), texts[k]);
        widen(run, 150);
        save(f);
        struct shown shown = trace(f);
        assert_int_equal(shown.n, run->n);
        for (size_t i = 0; i < shown.n; i++) {
            double want = (PT(10) + run->glyph[i].x) / 12700.0;
            double off = shown.x[i] - want;
            if (off > 0.02 || off < -0.02)
                fail_msg("%s %zu: off by %f", faces[k], i, off);
            if (i + 1 == shown.n)
                continue;
            off = shown.x[i + 1] - shown.x[i] - shown.advance[i] * 10;
            if (off > 0.03 || off < -0.03)
                fail_msg("%s %zu: the font is off by %f", faces[k], i, off);
        }
    }
}

/* No gap of a text becomes a space or a new line, none that is written gets
 * lost. */
static void
gaps_are_silent(void **state)
{
    static const int gaps[] = {60, 85, 125, 170, 250, 500, 1000, 2500};
    struct fixture *f = *state;
    for (int k = 0; k < FACES; k++)
        for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
            fixture_page(f, PT(2000), PT(100), NULL);
            f->document->n_pages = 1;
            f->document->page[0] = f->page;
            fixture_span(f, texts[k]);
            widen(fixture_text(f, faces[k], PT(10), PT(10), PT(20), texts[k]),
                gaps[i]);
            fixture_span_end(f);
            save(f);
            expect_everywhere(f, texts[k]);
        }
}

/* Brackets and commas give up their empty half; a space stays one however
 * narrow or wide it is set. */
static void
squeezed_and_stretched(void **state)
{
    struct fixture *f = *state;
    const emu space[] = {PT(1), PT(2.5), PT(5), PT(12)};
    const char *const brackets = "字、「字」「（字）";
    for (size_t i = 0; i < 4; i++) {
        fixture_page(f, PT(300), PT(100), NULL);
        f->document->n_pages = 1;
        f->document->page[0] = f->page;
        fixture_span(f, brackets);
        struct glyph_run *run =
            fixture_text(f, GOTHIC, PT(10), PT(10), PT(20), brackets);
        emu taken = 0;
        for (size_t k = 0; k < run->n; k++) {
            taken += k == 2 ? PT(5) : k == 5 ? PT(10.02) : k == 6 ? PT(4) : 0;
            run->glyph[k].x = (emu)k * PT(10) - taken;
        }
        fixture_span_end(f);
        fixture_span(f, "two words");
        run = fixture_text(f, INTER, PT(10), PT(10), PT(60), "two words");
        emu moved = run->glyph[3].x + space[i] - run->glyph[4].x;
        for (size_t k = 4; k < run->n; k++)
            run->glyph[k].x += moved;
        fixture_span_end(f);
        save(f);
        expect_line(f, "pdftotext t.pdf -", "two words");
        expect_line(f, "pdftotext -raw t.pdf -", "two words");
        expect_line(f, "mutool draw -q -F text t.pdf", "two words");
        expect_everywhere(f, brackets);
    }
}

/* A text goes on in the next run of its span, in another face and size; what
 * stands outside of a span, or in another one, is a text of its own. */
static void
texts_end_with_their_span(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, PT(300), PT(100), NULL);
    fixture_span(f, "和文Latin、注1の");
    fixture_text(f, GOTHIC, PT(10), PT(10), PT(20), "和文");
    fixture_text(f, INTER, PT(9.8), PT(32.5), PT(20), "Latin");
    fixture_text(f, GOTHIC, PT(10), PT(59), PT(20), "、注");
    fixture_text(f, INTER, PT(6), PT(79), PT(16), "1");
    fixture_text(f, GOTHIC, PT(10), PT(85), PT(20), "の");
    fixture_span_end(f);
    fixture_text(f, INTER, PT(10), PT(10), PT(60), "10");
    fixture_text(f, INTER, PT(10), PT(40), PT(60), "20");
    fixture_span(f, "30");
    fixture_text(f, INTER, PT(10), PT(70), PT(60), "30");
    fixture_span_end(f);
    fixture_span(f, "40");
    fixture_text(f, INTER, PT(10), PT(100), PT(60), "40");
    fixture_span_end(f);
    save(f);
    expect_line(f, "pdftotext t.pdf -", "和文Latin、注1の");
    expect_line(f, "pdftotext -raw t.pdf -", "和文Latin、注1の");
    const char *mupdf = fixture_sh(f, "mutool draw -q -F text t.pdf");
    assert_non_null(strstr(mupdf, "和文Latin、注1の"));
    assert_non_null(strstr(mupdf, "10\n20\n30\n40"));
}

/* What no font can hold stays a gap, and is not lost. */
static void
gaps_beyond_all(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, PT(2000), PT(100), NULL);
    fixture_span(f, "左右");
    struct glyph_run *run =
        fixture_text(f, GOTHIC, PT(10), PT(10), PT(20), "左右");
    run->glyph[1].x = PT(900);
    fixture_span_end(f);
    save(f);
    struct shown shown = trace(f);
    assert_int_equal(shown.n, 2);
    assert_true(shown.x[1] > 909.9 && shown.x[1] < 910.1);
    expect_line(f, "pdftotext -raw t.pdf -", "左右");
}

/* A span without a text is ornament: painted where its glyphs stand, in no
 * font, copied by nobody. */
static void
ornament_is_no_text(void **state)
{
    struct fixture *f = *state;
    struct colour red = {.rgb = {255, 0, 0}};
    const char *const dotted[] = {NOTO, GOTHIC};
    fixture_page(f, PT(300), PT(100), NULL);
    for (int k = 0; k < 2; k++) {
        struct item dots = {.kind = ITEM_GLYPHS, .y = PT(50), .colour = red};
        dots.x = PT(100) * (k + 1);
        struct glyph_run *run = fixture_run(f, dotted[k], PT(5), "••");
        run->glyph[1].x = PT(5);
        dots.run = run;
        fixture_span(f, "");
        f->page->item[f->page->n_items - 1].ornament = true;
        fixture_add(f, dots);
        dots.colour = COLOUR_NONE;
        fixture_add(f, dots);
        fixture_span_end(f);
    }
    fixture_text(f, MINCHO, PT(10), PT(10), PT(20), "字");
    save(f);
    assert_string_equal(fixture_sh(f, "pdftotext -raw t.pdf -"), "字\n\f");
    assert_string_equal(
        fixture_sh(
            f, "mutool draw -q -F text t.pdf 2>/dev/null | tr -d '\\n\\f'"),
        "字");
    assert_string_equal(
        fixture_sh(f, "pdffonts t.pdf | tail -n +3 | wc -l"), "1\n");
    const char *trace =
        fixture_sh(f, "mutool draw -q -F trace t.pdf 2>/dev/null | "
                      "grep '<fill_path' | "
                      "sed 's/.*color=\"\\([^\"]*\\)\".*"
                      "transform=\"\\([^\"]*\\)\".*/\\1: \\2/'");
    assert_string_equal(trace, "1 0 0: 1 0 0 -1 100 50\n"
                               "1 0 0: 1 0 0 -1 105 50\n"
                               "1 0 0: 1 0 0 -1 200 50\n"
                               "1 0 0: 1 0 0 -1 205 50\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {FIXTURE_TEST(widths_agree),
        FIXTURE_TEST(gaps_are_silent), FIXTURE_TEST(squeezed_and_stretched),
        FIXTURE_TEST(texts_end_with_their_span), FIXTURE_TEST(gaps_beyond_all),
        FIXTURE_TEST(ornament_is_no_text)};
    return cmocka_run_group_tests_name("pdf_gaps", tests, NULL, NULL);
}
