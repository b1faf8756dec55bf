/* pdf: the file around the pages, and pictures. */
#include "test_pdf_fixture.h"

#include "pdf/pdf.h"

static enum err
write_to(struct fixture *f, struct buf *pdf)
{
    static const struct pdf_options options = {.producer = "Kumihan & test"};
    return pdf_write(f->diag, f->document, &options, pdf);
}

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

/* COMMAND's output, blanks run together, must hold WHAT. */
static void
expect(struct fixture *f, const char *command, const char *what)
{
    char line[512];
    snprintf(line, sizeof line, "%s | tr -s ' \\n' ' '", command);
    const char *said = fixture_sh(f, line);
    if (strstr(said, what) == NULL)
        fail_msg("%s\nlacks: %s\nin: %s", command, what, said);
}

#define QDF "qpdf --qdf --object-streams=disable t.pdf -"

/* Info, XMP and the catalogue say the same, and the date is the job's. */
static void
metadata(void **state)
{
    struct fixture *f = *state;
    struct document *d = f->document;
    d->title = "年次報告 <2023> & 𠮷";
    d->author = "協会";
    d->subject = "a (subject)";
    d->keywords = "統計, 会員";
    d->lang = "ja-JP";
    d->date = "2023-07-01";
    fixture_page(f, PT(100), PT(100), NULL);
    save(f);
    expect(f, "TZ=Asia/Tokyo pdfinfo t.pdf",
        "Title: 年次報告 <2023> & 𠮷 Subject: a (subject) Keywords: 統計, 会員 "
        "Author: 協会 Producer: Kumihan & test "
        "CreationDate: Sat Jul 1 00:00:00 2023 JST "
        "ModDate: Sat Jul 1 00:00:00 2023 JST");
    expect(f, "pdfinfo t.pdf", "PDF version: 1.7");
    expect(f, "pdfinfo -meta t.pdf",
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">年次報告 "
        "&lt;2023&gt; &amp; 𠮷</rdf:li></rdf:Alt></dc:title> "
        "<dc:creator><rdf:Seq><rdf:li>協会</rdf:li></rdf:Seq></dc:creator> "
        "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">a (subject)"
        "</rdf:li></rdf:Alt></dc:description> "
        "<dc:language><rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag></dc:language> "
        "<pdf:Keywords>統計, 会員</pdf:Keywords> "
        "<pdf:Producer>Kumihan &amp; test</pdf:Producer> "
        "<xmp:CreateDate>2023-07-01T00:00:00+09:00</xmp:CreateDate> "
        "<xmp:ModifyDate>2023-07-01T00:00:00+09:00</xmp:ModifyDate>");
    expect(f, QDF, "/Lang (ja-JP)");
    expect(f, QDF, "/ViewerPreferences << /DisplayDocTitle true >>");
    expect(f, QDF, "/CreationDate (D:20230701000000+09'00')");
    fixture_sh(f, "test \"$(" QDF " | grep -c PageMode)\" = 0");
}

static void
no_metadata(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, PT(100), PT(100), NULL);
    save(f);
    fixture_sh(f, "test \"$(" QDF " | grep -a -c -e Date -e Title -e Lang "
                  "-e PageLabels -e Outlines)\" = 0");
}

static void
bad_dates(void **state)
{
    struct fixture *f = *state;
    static const char *const bad[] = {"", "2023", "2023-7-1", "2023/07/01",
        "2023-13-01", "2023-00-10", "2023-01-32", "2023-01-00", "2023-01-0a",
        "2023-01-01x"};
    fixture_page(f, PT(100), PT(100), NULL);
    struct buf pdf = {0};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        f->document->date = bad[i];
        assert_int_equal(write_to(f, &pdf), ERR_INPUT);
        assert_int_equal(diag_errors(f->diag), i + 1);
    }
    assert_int_equal(pdf.n, 0);
    assert_non_null(strstr(fixture_said(f),
        "error: the date \"2023-7-1\" is not a year-month-day like 2023-07-01; "
        "correct date in [document] [pdf.date]"));
}

/* A4 is 595.2756 x 841.8898 points, not 595 x 842. */
static void
boxes(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, MM(210), MM(297), NULL);
    fixture_page(f, MM(100), MM(148), NULL);
    save(f);
    expect(
        f, "pdfinfo -f 1 -l 2 t.pdf", "Page 1 size: 595.276 x 841.89 pts (A4)");
    expect(f, QDF, "/MediaBox [ 0 0 595.2756 841.8898 ]");
    expect(f, QDF, "/MediaBox [ 0 0 283.4646 419.5276 ]");
}

static void
bookmarks(void **state)
{
    struct fixture *f = *state;
    struct document *d = f->document;
    fixture_page(f, PT(100), PT(200), NULL);
    fixture_page(f, PT(100), PT(200), NULL);
    assert_int_equal(document_add_bookmark(d, "第一章", 1, 0, PT(10)), 0);
    assert_int_equal(document_add_bookmark(d, "A", 3, 0, PT(20)), 0);
    assert_int_equal(document_add_bookmark(d, "B", 2, 1, PT(30)), 0);
    assert_int_equal(document_add_bookmark(d, "第二章", 1, 1, PT(40)), 0);
    save(f);
    assert_string_equal(fixture_sh(f, "mutool show t.pdf outline | "
                                      "sed 's/^[+|-]//;s/&.*//;s/\\t/>/g'"),
        ">\"第一章\">#page=1\n>>\"A\">#page=1\n>>\"B\">#page=2\n"
        ">\"第二章\">#page=2\n");
    expect(f, QDF, "/PageMode /UseOutlines");
    expect(f, QDF, "/Count 4 /First");
    expect(f, QDF, "/XYZ null 190 null");
}

/* Only what a reader would not say by itself is written. */
static void
labels(void **state)
{
    struct fixture *f = *state;
    static const char *const label[] = {NULL, "i", "ii", "1", "2", NULL, "本1"};
    for (int i = 0; i < 7; i++)
        fixture_page(f, PT(100), PT(200), label[i]);
    save(f);
    expect(f, QDF,
        "/PageLabels << /Nums [ 0 << /S /D >> 1 << /P (i) >> 2 << /P (ii) >> "
        "3 << /S /D /St 1 >> 5 << /S /D /St 6 >> 6 << /P ");
    f->document->n_pages = 1;
    f->document->page[0]->label = "1";
    save(f);
    fixture_sh(f, "test \"$(" QDF " | grep -a -c PageLabels)\" = 0");
}

static void
links(void **state)
{
    struct fixture *f = *state;
    struct link link = {.x = PT(10),
        .y = PT(20),
        .width = PT(30),
        .height = PT(5.5),
        .url = "https://例.jp/a b?(x)",
        .contents = "例へのリンク"};
    struct link plain = {
        .width = PT(1), .height = PT(1), .url = "mailto:a@example.jp"};
    fixture_page(f, PT(100), PT(100), NULL);
    assert_int_equal(page_add_link(f->arena, f->page, &link), ERR_OK);
    assert_int_equal(page_add_link(f->arena, f->page, &plain), ERR_OK);
    save(f);
    expect(f, QDF,
        "/URI (https://%E4%BE%8B.jp/a%20b?\\(x\\)) >> "
        "/Border [ 0 0 0 ] /Contents ");
    expect(f, QDF, "/F 4 /Rect [ 10 74.5 40 80 ] /Subtype /Link /Type /Annot");
    expect(f, QDF, "/URI (mailto:a@example.jp) >> /Border [ 0 0 0 ] /F 4");
    expect(f, "mutool show t.pdf pages/1/Annots", "0 R");
}

/* The page tree has one, two and three levels. */
static void
many_pages(void **state)
{
    struct fixture *f = *state;
    static const size_t count[] = {1, 64, 65, 5000};
    char want[32];
    for (size_t i = 0; i < 4; i++) {
        while (f->document->n_pages < count[i]) {
            fixture_page(f, PT(100), PT(100), NULL);
            struct paint paint = {.fill = COLOUR_BLACK, .stroke = COLOUR_NONE};
            assert_int_equal(
                page_add_rect(f->arena, f->page, 0, 0,
                    PT((int)f->document->n_pages), PT(1), 0, &paint, LOC_NONE),
                0);
        }
        save(f);
        snprintf(want, sizeof want, "%zu\n", count[i]);
        assert_string_equal(fixture_sh(f, "qpdf --show-npages t.pdf"), want);
    }
    /* Page 4097 is the first below the second node of the upper level. */
    expect(f, "mutool show t.pdf pages/4097/Contents", "0 100 4097 -1 re");
}

/* The file's identifier, which stands between bytes of any value. */
static const char *
id_of(const struct buf *pdf)
{
    for (size_t at = pdf->n; at-- > 0;)
        if (strncmp(pdf->p + at, "/ID[<", 5) == 0)
            return pdf->p + at;
    fail_msg("no identifier");
    return NULL;
}

static void
same_bytes(void **state)
{
    struct fixture *f = *state;
    struct buf a = {0}, b = {0};
    fixture_page(f, PT(300), PT(100), NULL);
    fixture_text(f, GOTHIC, PT(10), PT(10), PT(20), "同じ入力は同じ");
    fixture_text(f, NOTO, PT(10), PT(10), PT(40), "バイト列になる");
    assert_int_equal(write_to(f, &a), ERR_OK);
    buf_text(&b, "before"); /* the file is appended */
    assert_int_equal(write_to(f, &b), ERR_OK);
    assert_int_equal(a.n, b.n - 6);
    assert_memory_equal(a.p, b.p + 6, a.n);
    const char *id = id_of(&a);
    f->document->title = "x";
    buf_fini(&b);
    assert_int_equal(write_to(f, &b), ERR_OK);
    assert_memory_not_equal(id, id_of(&b), 37);
    buf_fini(&a);
    buf_fini(&b);
}

static struct image *
load(struct fixture *f, const char *name)
{
    struct image *image = arena_alloc(f->arena, sizeof *image);
    char path[64];
    snprintf(path, sizeof path, "tests/cases/pdf/%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *p = arena_alloc(f->arena, 4096);
    image->bytes = (struct str){p, fread(p, 1, 4096, file)};
    fclose(file);
    image->kind = strstr(name, ".png") != NULL ? IMAGE_PNG : IMAGE_JPEG;
    image->path = name;
    image->width = 16;
    image->height = 8;
    return image;
}

static void
place(struct fixture *f, const struct image *image, emu x, emu y)
{
    fixture_add(f, (struct item){.kind = ITEM_IMAGE,
                       .x = x,
                       .y = y,
                       .width = PT(16),
                       .height = PT(8),
                       .image = image,
                       .loc = {"job.ini", 7, 3}});
}

/* Draws the 32 x 96 picture of t.pdf with COMMAND: eight files below each
 * other, red on the left, blue on the right. */
static void
expect_red_blue(struct fixture *f, const char *command)
{
    size_t size = 32 * 96 * 3;
    fixture_sh(f, command);
    assert_true(f->out.n > size);
    const unsigned char *rgb =
        (const unsigned char *)f->out.p + f->out.n - size;
    for (int i = 0; i < 8; i++) {
        const unsigned char *l = rgb + ((8 * i + 4) * 32 + 2) * 3;
        const unsigned char *r = l + 8 * 3;
        bool hole = i == 3; /* trns.png: its first colour is transparent */
        if (l[0] < 200 || (hole ? l[2] < 200 : l[2] > 80) || r[0] > 80 ||
            r[2] < 120)
            fail_msg("%s, file %d: %d %d %d, %d %d %d", command, i, l[0], l[1],
                l[2], r[0], r[1], r[2]);
    }
    /* alpha.png: the right half of each colour is transparent. */
    const unsigned char *hole = rgb + ((8 * 2 + 4) * 32 + 6) * 3;
    assert_true(hole[0] > 240 && hole[1] > 240 && hole[2] > 240);
}

/* Every kind of file becomes what it is: red on the left, blue on the right.
 */
static void
pictures(void **state)
{
    struct fixture *f = *state;
    static const char *const name[] = {"rgb.png", "palette.png", "alpha.png",
        "trns.png", "deep.png", "interlaced.png", "rgb.jpg", "cmyk.jpg",
        "grey.png", "bilevel.png", "opaque.png", "grey.jpg"};
    fixture_page(f, PT(32), PT(12 * 8), NULL);
    for (int i = 0; i < 12; i++)
        place(f, load(f, name[i]), 0, PT(8 * i));
    place(f, load(f, "rgb.png"), PT(16), 0); /* the same file again */
    save(f);
    assert_string_equal(
        fixture_sh(f, "pdfimages -list t.pdf | tail -n +3 | "
                      "awk '{print $3, $4, $5, $6, $7, $8, $9}'"),
        "image 16 8 rgb 3 8 image\nimage 16 8 index 1 4 image\n"
        "image 16 8 rgb 3 8 image\nsmask 16 8 gray 1 8 image\n"
        "image 16 8 rgb 3 8 image\nsmask 16 8 gray 1 8 image\n"
        "image 16 8 rgb 3 8 image\nimage 16 8 rgb 3 8 image\n"
        "image 16 8 rgb 3 8 jpeg\nimage 16 8 cmyk 4 8 jpeg\n"
        "image 16 8 gray 1 8 image\nimage 16 8 gray 1 1 image\n"
        "image 16 8 gray 1 8 image\nimage 16 8 gray 1 8 jpeg\n"
        "image 16 8 rgb 3 8 image\n");
    fixture_sh(f, "test \"$(" QDF " | grep -a -c 'Subtype /Image')\" = 14");
    expect_red_blue(f, "pdftoppm -r 72 t.pdf");
    expect_red_blue(f, "mutool draw -q -r 72 -F ppm -o - t.pdf");
    assert_int_equal(diag_count(f->diag), 0);
}

static void
turned_photograph(void **state)
{
    struct fixture *f = *state;
    fixture_page(f, PT(32), PT(80), NULL);
    place(f, load(f, "turned.jpg"), 0, 0);
    save(f);
    assert_string_equal(fixture_said(f),
        "job.ini:7:3: warning: the photograph \"turned.jpg\" asks to be turned "
        "(Exif orientation 6), which is not done on the page; turn it in an "
        "image program and save it again [pdf.image-turned]\n");
}

/* Two bad files are both said; nothing is written. */
static void
damaged_pictures(void **state)
{
    struct fixture *f = *state;
    struct image *png = load(f, "rgb.png"), *jpeg = load(f, "rgb.jpg");
    struct buf pdf = {0};
    png->bytes.n -= 20;
    jpeg->bytes.n -= 2;
    fixture_page(f, PT(32), PT(80), NULL);
    place(f, png, 0, 0);
    place(f, jpeg, 0, 0);
    assert_int_equal(write_to(f, &pdf), ERR_INPUT);
    assert_int_equal(pdf.n, 0);
    const char *said = fixture_said(f);
    assert_non_null(strstr(said,
        "job.ini:7:3: error: the image \"rgb.png\" is damaged or cannot be "
        "read as PNG (length); open it in an image program and save it again "
        "[pdf.image-damaged]"));
    assert_non_null(strstr(said,
        "job.ini:7:3: error: the image \"rgb.jpg\" is damaged or cannot be "
        "read as JPEG (EOI); open it in an image program and save it again "
        "[pdf.image-damaged]"));
    buf_fini(&pdf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {FIXTURE_TEST(metadata),
        FIXTURE_TEST(no_metadata), FIXTURE_TEST(bad_dates), FIXTURE_TEST(boxes),
        FIXTURE_TEST(bookmarks), FIXTURE_TEST(labels), FIXTURE_TEST(links),
        FIXTURE_TEST(many_pages), FIXTURE_TEST(same_bytes),
        FIXTURE_TEST(pictures), FIXTURE_TEST(turned_photograph),
        FIXTURE_TEST(damaged_pictures)};
    return cmocka_run_group_tests_name("pdf file", tests, NULL, NULL);
}
