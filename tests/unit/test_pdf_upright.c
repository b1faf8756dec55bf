/* pdf: vertical lines.  MuPDF's trace says where the origin of each glyph is
 * (from /W2 and TJ) and how high the embedded font says that it is. */
#include "test_pdf_fixture.h"

#include "pdf/pdf.h"

enum { GLYPHS_MAX = 64 };

struct shown {
    double x[GLYPHS_MAX], y[GLYPHS_MAX], advance[GLYPHS_MAX];
    size_t n;
};

static double
value(const char **at, const char *name)
{
    *at = strstr(*at, name);
    assert_non_null(*at);
    *at += strlen(name);
    return strtod(*at, NULL);
}

static struct shown
trace(struct fixture *f)
{
    struct shown out = {.n = 0};
    const char *at = fixture_sh(f, "mutool draw -q -F trace t.pdf");
    while ((at = strstr(at, "<g unicode=")) != NULL) {
        assert_true(out.n < GLYPHS_MAX);
        out.x[out.n] = value(&at, " x=\"");
        out.y[out.n] = value(&at, " y=\"");
        out.advance[out.n++] = value(&at, " adv=\"");
    }
    return out;
}

static void
begin(struct fixture *f)
{
    fixture_page(f, PT(100), PT(400), NULL);
    f->document->n_pages = 1;
    f->document->page[0] = f->page;
}

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

/* A run of TEXT at 10 pt whose centre line is at 50 pt, from Y on. */
static struct glyph_run *
turned(struct fixture *f, const char *face, emu y, const char *text)
{
    struct glyph_run *run =
        fixture_text(f, face, PT(10), PT(50) - PT(3.8), y, text);
    run->direction = RUN_TURNED;
    return run;
}

static struct glyph_run *
upright(struct fixture *f, const char *face, emu y, const char *text)
{
    struct glyph_run *run = fixture_text(f, face, PT(10), PT(50), y, text);
    run->direction = RUN_UPRIGHT;
    for (size_t i = 0; i < run->n; i++)
        run->glyph[i] = (struct glyph){run->glyph[i].gid, run->glyph[i].at,
            run->glyph[i].n, -PT(5), -PT(8.8) - (emu)i * PT(10), PT(10)};
    return run;
}

/* How far down RUN, a turned one, reaches. */
static emu
length(const struct glyph_run *run)
{
    const struct glyph *last = &run->glyph[run->n - 1];
    return last->x +
           (emu)unit_scale(face_advance(run->face, last->gid), run->size, 1000);
}

/* TEXT side by side in the em at Y, each glyph WIDTH wide. */
static void
combined(
    struct fixture *f, const char *face, emu y, emu width, const char *text)
{
    struct glyph_run *run = upright(f, face, y, text);
    for (size_t i = 0; i < run->n; i++) {
        run->glyph[i].x = (emu)i * width - (emu)run->n * width / 2;
        run->glyph[i].y = -PT(8.8);
    }
}

static const char *const faces[] = {GOTHIC, "Roboto", INTER, NOTO};

static void
expect_near(const char *face, size_t i, double found, double wanted)
{
    if (found - wanted > 0.02 || found - wanted < -0.02)
        fail_msg("%s, glyph %zu: %f, wanted %f", face, i, found, wanted);
}

/* The base line of a turned glyph is 0.12 em right of its own origin, its left
 * side as far above as /W2 says; that is where the run put it. */
static void
turned_glyphs_stay(void **state)
{
    struct fixture *f = *state;
    for (size_t k = 0; k < 4; k++) {
        begin(f);
        struct glyph_run *run = turned(f, faces[k], PT(30), "Wave il");
        run->glyph[3].x += PT(0.7); /* kerned apart: a number in TJ */
        save(f);
        struct shown shown = trace(f);
        assert_int_equal(shown.n, run->n);
        for (size_t i = 0; i < shown.n; i++) {
            int down = face_advance(run->face, run->glyph[i].gid);
            bool cff = face_info(run->face)->is_cff;
            double third =
                down * 36 / 100 > down - 580 ? down * 36 / 100 : down - 580;
            double origin = (cff ? third : down - 120) / 100.0;
            double y = 400 - 30 - run->glyph[i].x / 12700.0 - origin;
            expect_near(faces[k], i, shown.x[i], 45);
            expect_near(faces[k], i, shown.y[i], y);
        }
    }
}

/* From origin to origin is what the TrueType file says of the latter glyph, in
 * a line of all three kinds. */
static void
heights_agree(void **state)
{
    struct fixture *f = *state;
    begin(f);
    upright(f, GOTHIC, PT(10), "日本");
    emu end = length(turned(f, "Roboto", PT(30), "Wa"));
    combined(f, "Roboto", PT(30) + end, PT(4), "11");
    upright(f, GOTHIC, PT(40) + end, "日");
    save(f);
    struct shown shown = trace(f);
    assert_int_equal(shown.n, 7);
    for (size_t i = 1; i < shown.n; i++)
        if (i != 3) /* "Wa" is kerned */
            expect_near(
                "line", i, shown.y[i - 1] - shown.y[i], shown.advance[i] * 10);
}

static void
expect_line(struct fixture *f, const char *command, const char *line)
{
    const char *text = fixture_sh(f, command);
    if (strstr(text, line) == NULL)
        fail_msg("%s\nwanted: %s\nfound: %s", command, line, text);
}

/* Without spans each code says what it stands for; no digit of 11 is taken for
 * the other one, made bold. */
static void
lines_are_whole(void **state)
{
    struct fixture *f = *state;
    for (size_t k = 0; k < 3; k++) {
        begin(f);
        upright(f, GOTHIC, PT(10), "日本");
        struct glyph_run *run = turned(f, faces[k], PT(32.5), "Well ill");
        emu y = PT(35) + length(run); /* a quarter em on both sides */
        combined(f, faces[k], y, PT(4), "11");
        upright(f, GOTHIC, y + PT(10), "日");
        combined(f, faces[k], y + PT(20), PT(3), "222");
        upright(f, GOTHIC, y + PT(30), "本");
        save(f);
        expect_line(
            f, "mutool draw -q -F text t.pdf", "日本Well ill11日222本\n");
        expect_line(
            f, "pdftotext -raw t.pdf - | tr -d ' \\n'", "日本Wellill11日222本");
    }
}

/* A cluster of more glyphs than a twin takes: the run lies in its own matrix as
 * if there were no twins, and its text is not lost. */
static void
too_many_parts(void **state)
{
    struct fixture *f = *state;
    begin(f);
    struct glyph_run *run = turned(f, GOTHIC, PT(30), "abcdefghij");
    for (size_t i = 1; i < run->n; i++)
        run->glyph[i].at = run->glyph[i].n = 0;
    run->glyph[0].n = 10;
    save(f);
    expect_line(f, "mutool draw -q -F trace t.pdf",
        "wmode=\"0\" bidi=\"0\" trm=\"0 -10 10 0\"");
    expect_line(f, "pdftotext -raw t.pdf -", "abcdefghij");
}

/* A cluster of several glyphs is one code; its cell is as wide as all. */
static void
clusters_are_one(void **state)
{
    struct fixture *f = *state;
    begin(f);
    struct glyph_run *run = turned(f, GOTHIC, PT(30), "abc");
    run->glyph[0].n = 3;
    run->glyph[1].at = run->glyph[1].n = 0;
    run->glyph[2].at = run->glyph[2].n = 0;
    save(f);
    struct shown shown = trace(f);
    assert_true(shown.n >= 1);
    expect_near("cluster", 0, shown.advance[0], 1.5);
    expect_line(f, "mutool draw -q -F text t.pdf", "abc\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(turned_glyphs_stay),
        FIXTURE_TEST(heights_agree),
        FIXTURE_TEST(lines_are_whole),
        FIXTURE_TEST(too_many_parts),
        FIXTURE_TEST(clusters_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
