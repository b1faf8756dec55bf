/* pdf: inks, blends and what is seen through, in files for the press. */
#include "test_pdf_fixture.h"

#include "pdf/pdf.h"

static const struct colour_role green = {.name = "green",
    .rgb = {0, 133, 111},
    .cmyk = {80, 0, 60, 0},
    .has_cmyk = true};
static const struct colour_role ours = {.name = "ours",
    .spot = "DIC 161",
    .rgb = {51, 68, 170},
    .cmyk = {90, 80, 0, 0},
    .has_cmyk = true};
static const struct colour_role other = {.name = "other",
    .spot = "金",
    .rgb = {170, 150, 51},
    .cmyk = {20, 30, 80, 0},
    .has_cmyk = true};
static const struct colour_role bare = {.name = "bare", .rgb = {1, 2, 3}};

static struct colour
role(const struct colour_role *r, int tint)
{
    struct colour c = {
        .has_cmyk = r->has_cmyk, .tint = (int16_t)tint, .role = r};
    for (int i = 0; i < 3; i++)
        c.rgb[i] = (uint8_t)(255 - (255 - r->rgb[i]) * tint / 1000);
    for (int i = 0; i < 4; i++)
        c.cmyk[i] = (uint8_t)(r->cmyk[i] * tint / 1000);
    return c;
}

static enum err
write_to(struct fixture *f, bool x1a, bool spots, struct buf *pdf)
{
    const struct pdf_print print = {.x1a = x1a,
        .condition = "JC200103",
        .spots = spots,
        .bleed = MM(3),
        .margin = MM(3)};
    const struct pdf_options options = {
        .producer = "Kumihan test", .kind = PDF_PRINT, .print = &print};
    f->document->title = "t";
    f->document->date = "2023-09-01";
    return pdf_write(f->diag, f->document, &options, pdf);
}

/* Writes the document and returns it as qpdf spells it out. */
static const char *
save(struct fixture *f, bool x1a, bool spots)
{
    struct buf pdf = {0};
    enum err err = write_to(f, x1a, spots, &pdf);
    if (err != ERR_OK)
        fail_msg("%s", fixture_said(f));
    fixture_put(f, "t.pdf", (struct str){pdf.p, pdf.n});
    buf_fini(&pdf);
    fixture_sh(f, "qpdf --check t.pdf");
    return fixture_sh(f, "qpdf --qdf --object-streams=disable t.pdf - | "
                         "LC_ALL=C tr -d '\\000'");
}

static void
rect(struct fixture *f, emu x, emu y, emu width, emu height, struct colour fill,
    int opacity)
{
    const struct paint paint = {
        .fill = fill, .stroke = COLOUR_NONE, .opacity = opacity};
    assert_int_equal(page_add_rect(f->arena, f->page, x, y, width, height, 0,
                         &paint, LOC_NONE),
        ERR_OK);
}

static void
blend(struct fixture *f, struct colour from, struct colour to)
{
    struct gradient *g = arena_alloc(f->arena, sizeof *g);
    *g = (struct gradient){0, 0, PT(100), 0, from, to};
    const struct paint paint = {
        .fill = COLOUR_NONE, .stroke = COLOUR_NONE, .gradient = g};
    assert_int_equal(page_add_rect(f->arena, f->page, 0, 0, PT(100), PT(50), 0,
                         &paint, LOC_NONE),
        ERR_OK);
}

static void
has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("no %s in\n%s", part, text);
}

static void
hasnt(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("%s in\n%s", part, text);
}

/* Process, spot and grey; a plate more only when it is wanted. */
static void
inks(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, PT(100), PT(100), NULL);
    rect(f, 0, 0, PT(10), PT(10), role(&green, 1000), 0);
    rect(f, 0, PT(20), PT(10), PT(10), role(&ours, 120), 0);
    rect(f, 0, PT(40), PT(10), PT(10), (struct colour){.rgb = {51, 51, 51}}, 0);
    const char *pdf = save(f, true, true);
    has(pdf, ".8 0 .6 0 k\n");
    has(pdf, "/C0 cs .12 scn\n");
    has(pdf, "0 0 0 .8 k\n");
    has(pdf, "/DIC#20161");
    pdf = save(f, true, false);
    has(pdf, ".1 .09 0 0 k\n");
    hasnt(pdf, "DIC");
}

/* Black text and fine black lines overprint; surfaces, thick lines, tints and
 * white do not. */
static void
overprint(void **state)
{
    struct fixture *f = *state;
    struct paint line = {
        .fill = COLOUR_NONE, .stroke = COLOUR_BLACK, .line_width = MM(0.25)};
    fixture_page(f, PT(100), PT(100), NULL);
    rect(f, 0, 0, PT(10), PT(10), COLOUR_BLACK, 0);
    hasnt(save(f, false, true), "/op true");
    hasnt(fixture_sh(f, "cat t.pdf | LC_ALL=C tr -d '\\000'"), "/OP true");
    line.line_width = MM(0.6);
    assert_int_equal(page_add_line(f->arena, f->page, 0, PT(50), PT(100),
                         PT(50), &line, LOC_NONE),
        ERR_OK);
    hasnt(save(f, false, true), "/OP true");
    line.line_width = MM(0.5);
    assert_int_equal(page_add_line(f->arena, f->page, 0, PT(60), PT(100),
                         PT(60), &line, LOC_NONE),
        ERR_OK);
    has(save(f, false, true), "/OP true");
    hasnt(fixture_sh(f, "qpdf --qdf --object-streams=disable t.pdf - | "
                        "LC_ALL=C tr -d '\\000'"),
        "/op true");
    fixture_text(f, GOTHIC, PT(10), PT(10), PT(80), "黒");
    has(save(f, false, true), "/op true");
}

static void
blends(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, PT(100), PT(100), NULL);
    blend(f, role(&green, 1000), COLOUR_WHITE);
    const char *pdf = save(f, true, true);
    hasnt(pdf, "/DeviceN");
    fixture_page(f, PT(100), PT(100), NULL);
    blend(f, role(&ours, 1000), COLOUR_WHITE);
    pdf = save(f, true, true);
    hasnt(pdf, "/DeviceN");
    has(pdf, "/Separation");
    fixture_page(f, PT(100), PT(100), NULL);
    blend(f, role(&ours, 1000), role(&green, 500));
    has(save(f, true, true), "/DeviceN");
    fixture_page(f, PT(100), PT(100), NULL);
    blend(f, role(&ours, 1000), role(&other, 500));
    save(f, true, true);
    /* Both functions say what the ends are: at either edge of pages 3 and 4. */
    const char *said = fixture_sh(f,
        "gs -q -dNOPAUSE -dBATCH -sDEVICE=pamcmyk32 -r72 -sOutputFile=p-%d.pam "
        "t.pdf; for i in 3 4; do n=$(($(grep -abo ENDHDR p-$i.pam | head -1 | "
        "cut -d: -f1) + 7)); w=$(grep -a -m1 WIDTH p-$i.pam | cut -d' ' -f2);"
        "for x in 9 107; do od -An -tu1 -j$((n + 4 * (30 * w + x))) -N4 "
        "p-$i.pam; done; done");
    int v[16];
    assert_int_equal(
        sscanf(said, "%d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d", v,
            v + 1, v + 2, v + 3, v + 4, v + 5, v + 6, v + 7, v + 8, v + 9,
            v + 10, v + 11, v + 12, v + 13, v + 14, v + 15),
        16);
    static const int want[16] = {
        230, 204, 0, 0, 102, 0, 77, 0, 230, 204, 0, 0, 26, 38, 102, 0};
    for (int i = 0; i < 16; i++)
        if (abs(v[i] - want[i]) > 4)
            fail_msg("component %d is %d, wanted %d", i, v[i], want[i]);
}

/* On paper and on plain grounds nothing stays transparent, not even where
 * shapes overlap in part; on text it does. */
static void
flattened(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, PT(100), PT(100), NULL);
    rect(f, PT(10), PT(10), PT(60), PT(60), role(&green, 1000), 100);
    rect(f, PT(50), PT(50), PT(40), PT(40), role(&green, 1000), 500);
    const char *pdf = save(f, true, true);
    has(pdf, ".08 0 .06 0 k\n");
    has(pdf, ".4 0 .3 0 k\n");
    has(pdf, ".44 0 .33 0 k\n");
    hasnt(pdf, "/ca ");
    fixture_text(f, GOTHIC, PT(10), PT(55), PT(60), "字");
    rect(f, PT(50), PT(50), PT(40), PT(40), role(&green, 1000), 500);
    pdf = save(f, false, true);
    has(pdf, "/ca .5");
    has(pdf, "/S /Transparency");
    struct buf out = {0};
    assert_int_equal(write_to(f, true, true, &out), ERR_INPUT);
    buf_fini(&out);
    has(fixture_said(f), "[pdf.x1a-opacity]");
}

/* Tints of two inks do not make a third one. */
static void
mixed_inks_stay(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, PT(100), PT(100), NULL);
    rect(f, 0, 0, PT(60), PT(60), role(&green, 1000), 0);
    rect(f, PT(10), PT(10), PT(20), PT(20), role(&ours, 1000), 500);
    has(save(f, false, true), "/ca .5");
    hasnt(save(f, false, false), "/ca ");
}

static void
no_inks(void **state)
{
    struct fixture *f = *state;
    struct buf out = {0};
    fixture_page(f, PT(100), PT(100), NULL);
    rect(f, 0, 0, PT(10), PT(10), role(&bare, 1000), 0);
    rect(f, 0, 0, PT(10), PT(10), role(&bare, 500), 0);
    rect(f, 0, 0, PT(10), PT(10), (struct colour){.rgb = {9, 8, 7}}, 0);
    assert_int_equal(write_to(f, false, true, &out), ERR_INPUT);
    assert_int_equal(out.n, 0);
    buf_fini(&out);
    assert_int_equal(diag_errors(f->diag), 2);
    const char *said = fixture_said(f);
    has(said, "[colour bare] says nothing about print");
    has(said, "#090807");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(inks),
        FIXTURE_TEST(overprint),
        FIXTURE_TEST(blends),
        FIXTURE_TEST(flattened),
        FIXTURE_TEST(mixed_inks_stay),
        FIXTURE_TEST(no_inks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
