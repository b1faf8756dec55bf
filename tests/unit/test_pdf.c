/* pdf: text and drawing, as other people's programs read and show them. */
#include "test_pdf_fixture.h"

#include "pdf/pdf.h"

static enum err
write_to(struct fixture *f, struct buf *pdf)
{
    static const struct pdf_options options = {.producer = "Kumihan test"};
    return pdf_write(f->diag, f->document, &options, pdf);
}

/* Writes the document to t.pdf in the test's folder and proves its structure.
 */
static void
save(struct fixture *f)
{
    struct buf pdf = {0};
    assert_int_equal(write_to(f, &pdf), ERR_OK);
    fixture_put(f, "t.pdf", (struct str){pdf.p, pdf.n});
    buf_fini(&pdf);
    const char *said = fixture_sh(f, "qpdf --check t.pdf");
    if (strstr(said, "No syntax or stream encoding errors found") == NULL)
        fail_msg("%s", said);
}

#define SHOW                                                                   \
    "qpdf --show-object=$(qpdf --show-object=4 t.pdf | "                       \
    "sed 's,.*/Contents \\([0-9]*\\).*,\\1,') --filtered-stream-data t.pdf"

/* The operators of page 1 must be TEXT; codes below 32 and above 126 in it are
 * written as \1, \255. */
static void
expect_content(struct fixture *f, const char *text)
{
    struct buf readable = {0};
    save(f);
    fixture_sh(f, SHOW);
    for (size_t i = 0; i < f->out.n; i++) {
        unsigned char c = (unsigned char)f->out.p[i];
        if (c != '\n' && (c < 0x20 || c > 0x7E))
            buf_printf(&readable, "\\%u", c);
        else
            buf_byte(&readable, (char)c);
    }
    assert_string_equal(readable.p == NULL ? "" : readable.p, text);
    buf_fini(&readable);
}

static void
expect_text(struct fixture *f, const char *text)
{
    assert_string_equal(fixture_sh(f, "pdftotext -raw t.pdf -"), text);
}

/* TrueType, name-keyed CFF, CID-keyed CFF from a collection; characters beyond
 * the BMP, from the compatibility block, with a variation selector. */
static void
four_faces(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, MM(210), MM(297), NULL);
    fixture_text(f, GOTHIC, PT(12), MM(20), MM(20), "未来2023年、髙﨑「東京」");
    fixture_text(f, MINCHO, PT(12), MM(20), MM(30), "明朝（みんちょう）。");
    fixture_text(f, INTER, PT(12), MM(20), MM(40), "Total 1,234.5 (fi) \\ To");
    fixture_text(
        f, NOTO, PT(12), MM(20), MM(50), "𠮷野﨑の葛\xF3\xA0\x84\x80飾と葛飾");
    save(f);
    expect_text(f, "未来2023年、髙﨑「東京」\n明朝（みんちょう）。\n"
                   "Total 1,234.5 (fi) \\ To\n"
                   "𠮷野﨑の葛\xF3\xA0\x84\x80飾と葛飾\n\f");
    const char *fonts = fixture_sh(f, "pdffonts t.pdf | tail -n +3 | "
                                      "sed 's/^[A-Z]\\{6\\}+//;s/  */ /g'");
    assert_string_equal(fonts,
        "BIZUDGothic-Regular CID TrueType Identity-H yes yes yes 5 0\n"
        "BIZUDMincho-Regular CID TrueType Identity-H yes yes yes 6 0\n"
        "Inter-Regular-Identity-H CID Type 0C Identity-H yes yes yes 7 0\n"
        "NotoSansCJKjp-Regular-Identity-H CID Type 0C Identity-H yes yes yes"
        " 8 0\n");
    const char *mupdf = fixture_sh(f, "mutool draw -q -F text t.pdf");
    assert_non_null(strstr(mupdf, "未来2023年、髙﨑「東京」\n"));
    assert_non_null(strstr(mupdf, "Total 1,234.5 (fi) \\ To\n"));
    assert_non_null(strstr(mupdf, "𠮷野﨑の葛"));
    const char *gs = fixture_sh(f, "gs -q -dNOPAUSE -dBATCH -sDEVICE=txtwrite "
                                   "-sOutputFile=- t.pdf");
    assert_non_null(strstr(gs, "未来2023年、髙﨑「東京」"));
}

/* Glyphs where the font's widths put them are one string; a small gap is a
 * number, a wide one the width of a twin (code 2 is 300/1000 narrower, 3 150
 * wider); an error below 2/1000 em waits; a base line of its own is a move.
 */
static void
places(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, PT(200), PT(100), NULL);
    struct glyph_run *run =
        fixture_text(f, GOTHIC, PT(10), PT(10), PT(20), "ああああああ");
    run->glyph[1].x += 100; /* 0.8/1000 em */
    run->glyph[2].x += PT(.5);
    run->glyph[3].x += PT(2.2) + 150;
    run->glyph[4].x -= PT(.8);
    run->glyph[5].x = PT(49.2);
    run->glyph[5].y = PT(4);
    expect_content(f, "BT\n/F0 10 Tf\n10 80 Td\n"
                      "[(\\0\\1\\0\\1)-50(\\0\\3)-21(\\0\\2\\0\\1)]TJ\n"
                      "49.2 4 Td\n(\\0\\1)Tj\nET\n");
}

/* What MuPDF computes from our operators is where the items say: 300 glyphs
 * with uneven gaps, condensed, at a size that is no round number of points. */
static void
places_do_not_drift(void **state)
{
    struct fixture *f = *state;
    char text[301];
    memset(text, 'a', 300);
    text[300] = '\0';
    fixture_page(f, MM(2000), MM(297), NULL);
    struct glyph_run *run =
        fixture_text(f, INTER, 13 * EMU_PER_Q, MM(20), MM(20), text);
    run->condense = 870;
    for (size_t i = 0; i < run->n; i++)
        run->glyph[i].x += (emu)i * 1234;
    save(f);
    const char *at = fixture_sh(f, "mutool draw -q -F trace t.pdf");
    for (size_t i = 0; i < run->n; i++) {
        at = strstr(at, "<g unicode=\"a\"");
        assert_non_null(at);
        at = strstr(at, " x=\"");
        double want = (MM(20) + run->glyph[i].x) / 12700.0;
        double off = strtod(at + 4, NULL) - want;
        if (off > 0.02 || off < -0.02)
            fail_msg("glyph %zu is off by %f pt", i, off);
    }
}

/* State is written when it changes, not before every run. */
static void
state_changes(void **state)
{
    struct fixture *f = *state;
    struct colour red = {.rgb = {255, 0, 0}};
    struct item item = {.kind = ITEM_GLYPHS, .y = PT(50), .colour = red};
    fixture_page(f, PT(100), PT(100), NULL);
    item.run = fixture_run(f, GOTHIC, PT(10), "あ");
    fixture_add(f, item);
    fixture_add(f, item);
    struct glyph_run *narrow = fixture_run(f, GOTHIC, PT(10), "あ");
    narrow->condense = 925;
    item.run = narrow;
    item.x = PT(20);
    fixture_add(f, item);
    struct glyph_run *normal = fixture_run(f, GOTHIC, PT(5), "あ");
    normal->condense = 0; /* not set: as 1000 */
    item.run = normal;
    item.colour = COLOUR_NONE;
    fixture_add(f, item);
    item.colour = (struct colour){.rgb = {51, 51, 51}};
    fixture_add(f, item);
    struct glyph_run *nothing = fixture_run(f, GOTHIC, PT(5), "あ");
    nothing->n = 0;
    item.run = nothing;
    fixture_add(f, item);
    struct glyph_run *tiny = fixture_run(f, GOTHIC, PT(5), "あ");
    tiny->size = 3; /* rounds to nothing */
    item.run = tiny;
    fixture_add(f, item);
    expect_content(f,
        "BT\n/F0 10 Tf\n1 0 0 rg\n0 50 Td\n(\\0\\1)Tj\n0 0 Td\n(\\0\\1)Tj\n"
        "92.5 Tz\n20 0 Td\n(\\0\\1)Tj\n/F0 5 Tf\n100 Tz\n3 Tr\n0 0 Td\n"
        "(\\0\\1)Tj\n0 Tr\n.2 g\n0 0 Td\n(\\0\\1)Tj\nET\n");
}

/* Codes 40, 41, 92 and 13 are syntax inside a string. */
static void
awkward_codes(void **state)
{
    struct fixture *f = *state;
    char text[300], *p = text;
    for (uint32_t c = 0x4E00; p < text + 290; c++) {
        if (face_glyph(fixture_face(f, GOTHIC), c, 0) == 0)
            continue;
        *p++ = (char)(0xE0 | c >> 12);
        *p++ = (char)(0x80 | (c >> 6 & 63));
        *p++ = (char)(0x80 | (c & 63));
    }
    *p = '\0';
    fixture_page(f, MM(2000), MM(100), NULL);
    fixture_text(f, GOTHIC, PT(10), PT(10), PT(20), text);
    save(f);
    strcat(text, "\n\f");
    expect_text(f, text);
}

/* A span's text is what Poppler copies; a span in a span is part of it. */
static void
spans(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, PT(300), PT(100), NULL);
    fixture_span(f, "未来の、𠮷");
    fixture_text(f, GOTHIC, PT(10), PT(10), PT(20), "未");
    fixture_span(f, "捨");
    fixture_text(f, GOTHIC, PT(5), PT(10), PT(10), "み");
    fixture_span_end(f);
    fixture_text(f, GOTHIC, PT(10), PT(25), PT(20), "来");
    fixture_span_end(f);
    save(f);
    expect_text(f, "未来の、𠮷\n\f");
    expect_content(f,
        "BT\n/Span<</ActualText(\\254\\255g*ge0n0\\1\\216B\\223\\183)>>BDC\n"
        "/F0 10 Tf\n10 80 Td\n(\\0\\5)Tj\n/F0 5 Tf\n0 10 Td\n"
        "(\\0\\4)Tj\n/F0 10 Tf\n15 -10 Td\n(\\0\\3)Tj\nEMC\nET\n");
}

/* A span says nothing that its glyphs say themselves: then readers know where
 * each character stands.  A gap that no width can hold, another size or base
 * line makes it speak. */
static void
needless_spans(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, PT(300), PT(100), NULL);
    fixture_span(f, "東京3");
    fixture_text(f, GOTHIC, PT(10), PT(10), PT(20), "東京");
    fixture_text(f, INTER, PT(10), PT(30.5), PT(20), "3");
    fixture_span_end(f);
    expect_content(f, "BT\n/F0 10 Tf\n10 80 Td\n(\\0\\2\\0\\1)Tj\n"
                      "/F1 10 Tf\n20.5 0 Td\n(\\5\\19)Tj\nET\n");
    static const char *const loud[] = {"東京", "東京33", "東京と"};
    for (int i = 0; i < 3; i++) {
        f->page->item[0].actual = str_of(loud[i]);
        save(f);
        assert_non_null(strstr(fixture_sh(f, SHOW), "/ActualText"));
    }
    f->page->item[0].actual = STR("東京3");
    struct item changed[4], last = f->page->item[2];
    changed[0] = changed[1] = changed[2] = changed[3] = last;
    changed[0].x += PT(400);
    changed[1].x -= PT(15);
    changed[2].y += PT(1);
    changed[3].run = fixture_run(f, INTER, PT(9), "3");
    for (int i = 0; i < 4; i++) {
        f->page->item[2] = changed[i];
        save(f);
        assert_non_null(strstr(fixture_sh(f, SHOW), "/ActualText"));
    }
}

/* One glyph that stands for two texts has two codes, so that a reader without
 * ActualText copies both; two glyphs for one text need it. */
static void
actual_text(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, PT(300), PT(100), NULL);
    fixture_text(f, GOTHIC, PT(10), PT(10), PT(20), "東高京");
    fixture_text(f, GOTHIC, PT(10), PT(10), PT(40), "東高京")->text =
        STR("東髙京");
    struct glyph_run *pair =
        fixture_text(f, GOTHIC, PT(10), PT(10), PT(60), "かきく");
    pair->glyph[0].n = 6;
    pair->glyph[1].n = 0;
    save(f);
    expect_text(f, "東高京\n東髙京\nかきく\n\f");
    const char *mupdf = fixture_sh(f, "mutool draw -q -F text t.pdf");
    assert_non_null(strstr(mupdf, "東高京\n"));
    assert_non_null(strstr(mupdf, "東髙京\n"));
    expect_content(f,
        "BT\n/F0 10 Tf\n10 80 Td\n(\\0\\6\\0\\5\\0\\4)Tj\n0 -20 Td\n"
        "(\\0\\6\\0\\7\\0\\4)Tj\n"
        "/Span<</ActualText(\\254\\2550K0M)>>BDC\n0 -20 "
        "Td\n(\\0\\1\\0\\2)Tj\nEMC\n"
        "(\\0\\3)Tj\nET\n");
}

/* What no layout should hand over ends the job, it does not go on silently. */
static void
broken_promises(void **state)
{
    struct fixture *f = *state;
    struct buf pdf = {0};
    assert_int_equal(write_to(f, &pdf), ERR_INTERNAL); /* no page */
    fixture_page(f, PT(300), PT(100), NULL);
    fixture_add(f, (struct item){.kind = ITEM_CLIP_END});
    assert_int_equal(write_to(f, &pdf), ERR_INTERNAL);
    f->page->n_items = 0;
    fixture_span_end(f);
    assert_int_equal(write_to(f, &pdf), ERR_INTERNAL);
    f->page->n_items = 0;
    fixture_span(f, "x");
    assert_int_equal(write_to(f, &pdf), ERR_INTERNAL);
    f->page->n_items = 0;
    for (int i = 0; i < 30; i++)
        fixture_add(f, (struct item){.kind = ITEM_CLIP_BEGIN});
    assert_int_equal(write_to(f, &pdf), ERR_INTERNAL);
    f->page->n_items = 0;
    fixture_text(f, GOTHIC, PT(10), 0, 0, "あ")->glyph[0].gid = 65000;
    assert_int_equal(write_to(f, &pdf), ERR_INTERNAL);
    f->page->n_items = 0;
    assert_int_equal(document_add_bookmark(f->document, "x", 1, 7, 0), ERR_OK);
    assert_int_equal(write_to(f, &pdf), ERR_INTERNAL);
    assert_int_equal(pdf.n, 0);
    f->document->n_bookmarks = 0;
    assert_int_equal(write_to(f, &pdf), ERR_OK);
    buf_fini(&pdf);
}

static const struct colour teal = {.rgb = {0, 128, 128}};
static const struct colour black = {.rgb = {0, 0, 0}};

static void
paths(void **state)
{
    struct fixture *f = *state;
    struct paint fill = {.fill = teal, .stroke = COLOUR_NONE};
    struct paint line = {
        .fill = COLOUR_NONE, .stroke = teal, .line_width = PT(1)};
    struct paint both = {
        .fill = black, .stroke = teal, .line_width = PT(1), .even_odd = true};
    fixture_page(f, PT(100), PT(100), NULL);
    struct arena *a = f->arena;
    struct page *p = f->page;
    assert_int_equal(page_add_rect(a, p, PT(10), PT(20), PT(30), PT(40.5), 0,
                         &fill, LOC_NONE),
        0);
    assert_int_equal(
        page_add_line(a, p, 0, 0, PT(50), PT(0.25), &line, LOC_NONE), 0);
    line.dash = PT(2), line.gap = PT(1), line.cap = CAP_ROUND;
    assert_int_equal(page_add_line(a, p, 0, 0, PT(5), 0, &line, LOC_NONE), 0);
    line.gap = 0;
    assert_int_equal(page_add_line(a, p, 0, 0, PT(5), 0, &line, LOC_NONE), 0);
    line.dash = 0, line.cap = CAP_BUTT, line.line_width = PT(0.5);
    assert_int_equal(page_add_line(a, p, 0, 0, PT(5), 0, &line, LOC_NONE), 0);
    line.line_width = 0; /* nothing */
    assert_int_equal(page_add_line(a, p, 0, 0, PT(5), 0, &line, LOC_NONE), 0);
    assert_int_equal(
        page_add_ellipse(a, p, PT(50), PT(50), PT(10), PT(10), &both, LOC_NONE),
        0);
    expect_content(f,
        "0 .502 .502 rg\n10 80 30 -40.5 re\nf\n"
        "0 .502 .502 RG\n1 w\n0 100 m\n50 99.75 l\nS\n"
        "[2 1]0 d\n1 J\n0 100 m\n5 100 l\nS\n[2]0 d\n0 100 m\n5 100 l\nS\n"
        ".5 w\n[]0 d\n0 J\n0 100 m\n5 100 l\nS\n"
        "0 g\n1 w\n60 50 m\n60 44.477 55.523 40 50 40 c\n"
        "44.477 40 40 44.477 40 50 c\n40 55.523 44.477 60 50 60 c\n"
        "55.523 60 60 55.523 60 50 c\nh\nB*\n");
}

/* Opacity, gradients and clips stand in q and Q; what was set inside is
 * forgotten behind. */
static void
groups(void **state)
{
    struct fixture *f = *state;
    struct gradient g = {0, 0, PT(100), PT(50), teal, black};
    struct paint fill = {.fill = teal, .stroke = COLOUR_NONE, .opacity = 250};
    fixture_page(f, PT(100), PT(100), NULL);
    struct arena *a = f->arena;
    struct page *p = f->page;
    struct path_op op[2] = {{PATH_MOVE, {0}, {0}}, {PATH_CLOSE, {0}, {0}}};
    fixture_add(
        f, (struct item){.kind = ITEM_CLIP_BEGIN, .op = op, .n_ops = 2});
    assert_int_equal(
        page_add_rect(a, p, 0, 0, PT(10), PT(10), 0, &fill, LOC_NONE), 0);
    fixture_add(f, (struct item){.kind = ITEM_CLIP_END});
    fill.opacity = 1000;
    fill.gradient = &g;
    assert_int_equal(
        page_add_rect(a, p, 0, 0, PT(10), PT(10), 0, &fill, LOC_NONE), 0);
    struct gradient same = g;
    fill.gradient = &same;
    fill.even_odd = true;
    fill.stroke = black;
    fill.line_width = PT(1);
    fill.opacity = 250;
    assert_int_equal(
        page_add_rect(a, p, 0, 0, PT(10), PT(10), 0, &fill, LOC_NONE), 0);
    expect_content(f,
        "q\n0 100 m\nh\nW n\nq\n/G0 gs\n0 .502 .502 rg\n0 100 10 -10 re\nf\n"
        "Q\nQ\nq\n0 100 10 -10 re\nW n\n/S0 sh\nQ\n"
        "q\n/G0 gs\nq\n0 100 10 -10 re\nW* n\n/S0 sh\nQ\n1 w\n"
        "0 100 10 -10 re\nS\nQ\n");
    const char *page = fixture_sh(f, "qpdf --show-object=4 t.pdf");
    assert_non_null(strstr(page, "/ExtGState << /G0 "));
    assert_non_null(strstr(page, "/Shading << /S0 "));
    const char *rest = fixture_sh(f, "qpdf --qdf --object-streams=disable "
                                     "t.pdf - | tr -s ' \\n' ' '");
    assert_non_null(strstr(rest, "/CA .25 /ca .25"));
    assert_non_null(strstr(rest, "/Coords [ 0 100 100 50 ]"));
    assert_non_null(strstr(rest, "/C0 [ 0 .502 .502 ] /C1 [ 0 0 0 ]"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {FIXTURE_TEST(four_faces),
        FIXTURE_TEST(places), FIXTURE_TEST(places_do_not_drift),
        FIXTURE_TEST(state_changes), FIXTURE_TEST(awkward_codes),
        FIXTURE_TEST(spans), FIXTURE_TEST(needless_spans),
        FIXTURE_TEST(actual_text), FIXTURE_TEST(broken_promises),
        FIXTURE_TEST(paths), FIXTURE_TEST(groups)};
    return cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
}
