/* Faces: finding, opening, what they tell; the list of all faces. */
#include "test_font_fixture.h"

#include "font/catalogue.h"
#include "font/cff.h"
#include "font/cidfont.h"
#include "font/jis.h"

#define INTER SYSTEM_FONTS "/opentype/inter/Inter-Regular.otf"
#define SANS SYSTEM_FONTS "/truetype/bizud-gothic/BIZUDGothic-Regular.ttf"

static const struct loc HERE = {"job.ini", 7, 3};

static void
expect_face(struct fixture *f, const char *name, enum err err, const char *said)
{
    const struct face *face;
    assert_int_equal(font_set_face(f->set, f->diag, HERE, name, &face), err);
    assert_null(face);
    fixture_expect(f, said);
}

static void
catalogue_is_current(void **state)
{
    (void)state;
    assert_int_equal(system("tools/make-font-catalogue --check"), 0);
    assert_true(catalogue_n > 30 && catalogue_n < 256);
    for (size_t i = 0; i < catalogue_n; i++)
        assert_ptr_equal(
            catalogue_find(catalogue_faces[i].name), &catalogue_faces[i]);
}

static void
tells_about_truetype(void **state)
{
    const struct face *face = fixture_face(*state, "BIZ UDGothic Regular");
    const struct face_info *info = face_info(face);
    assert_string_equal(info->path, SANS);
    assert_string_equal(info->family, "BIZ UDGothic");
    assert_string_equal(info->style, "Regular");
    assert_string_equal(info->postscript, "BIZUDGothic-Regular");
    assert_int_equal(info->index, 0);
    assert_int_equal(info->weight, 400);
    assert_false(info->is_cff);
    assert_false(info->is_cid);
    assert_true(info->may_embed);
    assert_int_equal(info->upem, 2048);
    assert_int_equal(info->glyphs, 13932);
    assert_int_equal(info->ascent, 880);
    assert_int_equal(info->descent, -120);
    assert_int_equal(info->cap_height, 765);
    assert_int_equal(info->x_height, 541);
    const int bbox[] = {0, -120, 1000, 880};
    assert_memory_equal(info->bbox, bbox, sizeof bbox);
    assert_int_equal(info->italic_angle, 0);
    assert_false(info->serif);
    assert_int_equal(info->stem_v, 95);
}

static void
tells_about_cff(void **state)
{
    const struct face_info *inter =
        face_info(fixture_face(*state, "Inter Bold Italic"));
    assert_true(inter->is_cff);
    assert_false(inter->is_cid);
    assert_int_equal(inter->weight, 700);
    assert_int_equal(inter->italic_angle, -9);
    assert_string_equal(inter->postscript, "Inter-BoldItalic");
    /* A Latin face has no em box of its own. */
    assert_int_equal(inter->ascent, 880);
    assert_int_equal(inter->descent, -120);
    assert_int_equal(inter->line_ascent, 969);
    const struct face_info *noto =
        face_info(fixture_face(*state, "Noto Serif CJK JP Regular"));
    assert_true(noto->is_cff);
    assert_true(noto->is_cid);
    assert_true(noto->serif);
    assert_string_equal(noto->postscript, "NotoSerifCJKjp-Regular");
}

static void
opens_each_face_once(void **state)
{
    struct fixture *f = *state;
    const struct face *face = fixture_face(f, "BIZ UDGothic Regular");
    assert_ptr_equal(face, fixture_face(f, "BIZ UDGothic"));
    assert_ptr_equal(face, fixture_face(f, "BIZUDGothic-Regular.ttf"));
    assert_ptr_equal(face,
        fixture_face(f, "truetype/bizud-gothic/BIZUDGothic-Regular.ttf#0"));
    assert_ptr_not_equal(face, fixture_face(f, "BIZ UDGothic Bold"));
    const struct face *jp = fixture_face(f, "NotoSansCJK-Regular.ttc#0");
    const struct face *kr = fixture_face(f, "NotoSansCJK-Regular.ttc#1");
    assert_ptr_not_equal(jp, kr);
    assert_string_equal(face_info(kr)->postscript, "NotoSansCJKkr-Regular");
    assert_int_equal(face_info(kr)->index, 1);
    assert_int_equal(diag_count(f->diag), 0);
}

static void
takes_the_first_folder(void **state)
{
    struct fixture *f = *state;
    fixture_font(f, INTER, "BIZUDGothic-Regular.ttf", 0, 0, NULL, 0);
    const struct face *face = fixture_face(f, "BIZ UDGothic Regular");
    assert_string_equal(face_info(face)->postscript, "Inter-Regular");
}

static void
says_what_is_not_there(void **state)
{
    struct fixture *f = *state;
    expect_face(f, "BIZ UDGotic Regular", ERR_INPUT,
        "job.ini:7:3: error: unknown face \"BIZ UDGotic Regular\"; the nearest "
        "name is \"BIZ UDGothic Regular\";");
    expect_face(f, "Comic", ERR_INPUT,
        "job.ini:7:3: error: unknown face \"Comic\"; write a name from");
    expect_face(f, "", ERR_INPUT, "unknown face \"\"; write");
    expect_face(f, "Inter-Regular.otf#x", ERR_INPUT,
        "unknown face \"Inter-Regular.otf#x\"");
    expect_face(f, "Inter-Regular.otf#-1", ERR_INPUT,
        "unknown face \"Inter-Regular.otf#-1\"");
    expect_face(f, "None.ttf", ERR_ENVIRONMENT,
        "job.ini:7:3: error: the font file \"None.ttf\" is missing (looked in: "
        "/tmp/kumihan-font-");
    expect_face(f, "../None.ttf", ERR_INPUT,
        "job.ini:7:3: error: \"../None.ttf\" cannot be used;");
    expect_face(f, "/None.ttf", ERR_INPUT, "\"/None.ttf\" cannot be used;");
    expect_face(f, "a/../b.ttf", ERR_INPUT, "[font.bad-path]");
    expect_face(f, "NotoSansCJK-Regular.ttc#99", ERR_INPUT,
        "has no face #99 (it has 10); give a number counted from #0 "
        "[font.no-such-face]");
}

static void
names_the_package(void **state)
{
    struct fixture *f = *state;
    struct font_set *set = font_set_new(f->dirs, 1);
    const struct face *face;
    assert_int_equal(
        font_set_face(set, f->diag, HERE, "BIZ UDMincho Regular", &face),
        ERR_ENVIRONMENT);
    assert_null(face);
    fixture_expect(f,
        "job.ini:7:3: error: the file "
        "\"truetype/bizud-mincho/BIZUDMincho-Regular.ttf\" of the face \"BIZ "
        "UDMincho Regular\" is missing; install the package "
        "fonts-morisawa-bizud-mincho");
    font_set_free(set);
    font_set_free(NULL);
    set = font_set_new(NULL, 0);
    assert_int_equal(
        font_set_face(set, f->diag, HERE, "x.ttf", &face), ERR_ENVIRONMENT);
    font_set_free(set);
}

static void
refuses_broken_files(void **state)
{
    struct fixture *f = *state;
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(SANS);
    const char *bytes = hb_blob_get_data(blob, NULL);
    fixture_write(f, "empty.ttf", "", 0);
    fixture_write(f, "text.ttf", "not a font at all", 17);
    fixture_write(f, "cut.ttf", bytes, 300);
    fixture_font(f, SANS, "nocmap.ttf", HB_TAG('c', 'm', 'a', 'p'), 0, NULL, 0);
    fixture_font(f, SANS, "noglyf.ttf", HB_TAG('g', 'l', 'y', 'f'), 0, NULL, 0);
    fixture_font(f, SANS, "nohead.ttf", HB_TAG('h', 'e', 'a', 'd'), 0, NULL, 0);
    hb_blob_destroy(blob);
    hb_blob_t *noto = hb_blob_create_from_file_or_fail(
        SYSTEM_FONTS "/opentype/noto/NotoSansCJK-Regular.ttc");
    hb_face_t *face = hb_face_create(noto, 0);
    hb_blob_t *cff = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    fixture_font(f, INTER, "nocharset.otf", 0, HB_TAG('C', 'F', 'F', ' '),
        hb_blob_get_data(cff, NULL), 900);
    hb_blob_destroy(cff);
    hb_face_destroy(face);
    hb_blob_destroy(noto);
    expect_face(f, "nocharset.otf", ERR_INPUT, "font (CFF charset);");
    expect_face(f, "empty.ttf", ERR_INPUT, "empty.ttf\" cannot be read as a");
    expect_face(f, "text.ttf", ERR_INPUT, "text.ttf\" cannot be read as a");
    expect_face(f, "cut.ttf", ERR_INPUT, "cut.ttf\" cannot be read as a");
    expect_face(f, "nocmap.ttf", ERR_INPUT,
        "nocmap.ttf\" cannot be read as a "
        "font (cmap);");
    expect_face(f, "noglyf.ttf", ERR_INPUT, "font (glyf, CFF);");
    expect_face(f, "nohead.ttf", ERR_INPUT, "font (head, maxp);");
}

/* Every cut of a good font opens or is refused; nothing is read beyond. */
static void
survives_any_cut(void **state)
{
    struct fixture *f = *state;
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(INTER);
    const char *bytes = hb_blob_get_data(blob, NULL);
    size_t n = hb_blob_get_length(blob);
    for (size_t cut = 64; cut < n; cut += n / 61) {
        char name[32];
        const struct face *face;
        snprintf(name, sizeof name, "cut-%zu.otf", cut);
        fixture_write(f, name, bytes, cut);
        if (font_set_face(f->set, f->diag, HERE, name, &face) == ERR_OK)
            for (uint32_t c = 0; c < 0x250; c++)
                face_advance(face, face_glyph(face, c, 0));
    }
    hb_blob_destroy(blob);
}

static void
unreadable_file(void **state)
{
    struct fixture *f = *state;
    char path[160];
    if (geteuid() == 0)
        skip(); /* root reads everything */
    fixture_write(f, "closed.ttf", "x", 1);
    snprintf(path, sizeof path, "%s/closed.ttf", f->dir);
    assert_int_equal(chmod(path, 0), 0);
    expect_face(f, "closed.ttf", ERR_INPUT, "[font.cannot-open]");
}

/* Writes Inter with another fsType as NAME. */
static void
write_rights(struct fixture *f, const char *name, unsigned fs_type)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(INTER);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_t *os2 = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    unsigned char copy[256];
    unsigned n;
    const char *p = hb_blob_get_data(os2, &n);
    assert_true(n > 10 && n <= sizeof copy);
    memcpy(copy, p, n);
    copy[8] = (unsigned char)(fs_type >> 8);
    copy[9] = (unsigned char)fs_type;
    hb_blob_destroy(os2);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    fixture_font(f, INTER, name, 0, HB_TAG('O', 'S', '/', '2'), copy, n);
}

static void
keeps_embedding_rights(void **state)
{
    struct fixture *f = *state;
    write_rights(f, "restricted.otf", 2);
    write_rights(f, "whole.otf", 0x104);
    write_rights(f, "bitmap.otf", 0x200);
    write_rights(f, "print.otf", 4);
    write_rights(f, "least.otf", 0xA);
    expect_face(f, "restricted.otf", ERR_INPUT,
        "job.ini:7:3: error: the face \"restricted.otf\" forbids embedding in "
        "a PDF (fsType 2); choose another face [font.no-embedding]");
    expect_face(f, "restricted.otf", ERR_INPUT, "(fsType 2)");
    expect_face(f, "whole.otf", ERR_INPUT, "(fsType 260)");
    expect_face(f, "bitmap.otf", ERR_INPUT, "(fsType 512)");
    assert_int_equal(face_info(fixture_face(f, "print.otf"))->fs_type, 4);
    assert_true(face_info(fixture_face(f, "least.otf"))->may_embed);
}

static void
notes_variable_fonts(void **state)
{
    struct fixture *f = *state;
    fixture_font(
        f, INTER, "variable.otf", 0, HB_TAG('f', 'v', 'a', 'r'), "\0\1\0\0", 4);
    fixture_face(f, "variable.otf");
    fixture_expect(f, "note: \"");
    fixture_expect(f, "is a variable font; only its default instance is used "
                      "[font.variable]");
}

static void
glyphs_and_advances(void **state)
{
    struct fixture *f = *state;
    const struct face *sans = fixture_face(f, "BIZ UDGothic Regular");
    assert_int_equal(face_advance(sans, face_glyph(sans, 0x3042, 0)), 1000);
    assert_int_equal(face_advance(sans, face_glyph(sans, 'a', 0)), 500);
    assert_int_equal(face_glyph(sans, 0x20BB7, 0), 0);
    assert_int_equal(face_glyph(sans, 0x10FFFF, 0), 0);
    uint32_t plain = face_glyph(sans, 0x845B, 0);
    uint32_t variant = face_glyph(sans, 0x845B, 0xE0100);
    assert_true(plain != 0 && variant != 0 && plain != variant);
    assert_int_equal(face_glyph(sans, 0x845B, 0xE01EF), 0);
    assert_int_equal(face_advance(sans, 0xFFFFFF), 0);
}

/* --- outlines ------------------------------------------------------------- */

struct drawn {
    int moves, lines, quads, cubics, closes;
    float right;
};

static void
on_move(void *self, float x, float y)
{
    struct drawn *d = self;
    (void)x, (void)y;
    d->moves++;
}

static void
on_line(void *self, float x, float y)
{
    struct drawn *d = self;
    (void)y;
    d->lines++;
    d->right = x > d->right ? x : d->right;
}

static void
on_quad(void *self, float cx, float cy, float x, float y)
{
    struct drawn *d = self;
    (void)cx, (void)cy, (void)x, (void)y;
    d->quads++;
}

static void
on_cubic(void *self, float ax, float ay, float bx, float by, float x, float y)
{
    struct drawn *d = self;
    (void)ax, (void)ay, (void)bx, (void)by, (void)x, (void)y;
    d->cubics++;
}

static void
on_close(void *self)
{
    struct drawn *d = self;
    d->closes++;
}

static struct drawn
draw(const struct face *face, uint32_t c)
{
    struct drawn d = {0};
    struct outline o = {&d, on_move, on_line, on_quad, on_cubic, on_close};
    face_outline(face, face_glyph(face, c, 0), &o);
    return d;
}

static void
draws_outlines(void **state)
{
    struct drawn d = draw(fixture_face(*state, "BIZ UDGothic Regular"), 0x56FD);
    assert_true(d.moves > 1 && d.moves == d.closes && d.lines > 10);
    d = draw(fixture_face(*state, "BIZ UDGothic Regular"), 'o');
    assert_true(d.quads > 4 && d.cubics == 0);
    d = draw(fixture_face(*state, "Inter Regular"), 'o');
    assert_true(d.moves == 2 && d.closes == 2 && d.cubics > 4 && d.quads == 0);
    d = draw(fixture_face(*state, "Inter Regular"), 'H');
    assert_true(d.right > 1400 && d.right < 2816); /* font units */
    d = draw(fixture_face(*state, "Inter Regular"), ' ');
    assert_int_equal(d.moves, 0);
}

/* --- the list ------------------------------------------------------------- */

static void
jis_is_complete(void **state)
{
    struct fixture *f = *state;
    uint32_t *jis;
    assert_int_equal(jis_x_0208(f->arena, f->diag, &jis), ERR_OK);
    assert_int_equal(jis[0], 0x3000);
    assert_int_equal(jis[JIS_X_0208_N - 1], 0x7199);
    const struct face *sans = fixture_face(f, "BIZ UDGothic Regular");
    for (size_t i = 0; i < JIS_X_0208_N; i++)
        assert_int_not_equal(face_glyph(sans, jis[i], 0), 0);
}

static void
lists_all_faces(void **state)
{
    struct fixture *f = *state;
    struct buf out = {0}, again = {0};
    fixture_write(f, "broken.ttf", "x", 1);
    fixture_font(f, INTER, "own.otf", 0, 0, NULL, 0);
    write_rights(f, "restricted.otf", 2);
    write_rights(f, "whole.otf", 0x104);
    write_rights(f, "bitmap.otf", 0x200);
    write_rights(f, "print.otf", 4);
    fixture_font(f, SANS, "nocmap.ttf", HB_TAG('c', 'm', 'a', 'p'), 0, NULL, 0);
    assert_int_equal(font_set_list(f->set, f->diag, &out), ERR_OK);
    const char *head = "name\tfile\tindex\toutlines\tglyphs\tJIS X 0208\t"
                       "embedding\nBIZ UDGothic Regular\t" SANS
                       "\t0\tTrueType\t13932\t6879/6879\tinstallable\n";
    assert_memory_equal(out.p, head, strlen(head));
    assert_non_null(strstr(out.p,
        "\nNoto Sans CJK JP Regular\t" SYSTEM_FONTS
        "/opentype/noto/NotoSansCJK-Regular.ttc\t0\tCFF (CID)\t65535\t"
        "6878/6879\tinstallable\n"));
    assert_non_null(strstr(out.p, "\nown.otf\t"));
    assert_non_null(strstr(out.p, "\tCFF\t2548\t167/6879\trestricted\n"));
    assert_non_null(
        strstr(out.p, "\nopentype/noto/NotoSansCJK-Regular.ttc#1\t"));
    assert_null(strstr(out.p, "\nopentype/noto/NotoSansCJK-Regular.ttc#0\t"));
    assert_non_null(strstr(out.p, "\tno-subsetting\n"));
    assert_non_null(strstr(out.p, "\tbitmap-only\n"));
    assert_non_null(strstr(out.p, "\tpreview-print\n"));
    assert_non_null(strstr(out.p, "\teditable\n"));
    assert_null(strstr(out.p, "broken"));
    assert_null(strstr(out.p, "nocmap"));
    fixture_expect(f, "/nocmap.ttf\" cannot be used");
    fixture_expect(f, "/broken.ttf\" cannot be used as a font and is not "
                      "listed [font.passed-over]");
    assert_int_equal(font_set_list(f->set, f->diag, &again), ERR_OK);
    assert_string_equal(out.p, again.p);
    buf_fini(&out);
    buf_fini(&again);
}

/* By name, whatever order the file system has. */
static void
lists_in_order(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = {"q.ttf", "b.ttf", "z.ttf", "m.otf",
        "a.ttc", "x.otc", "c.ttf", ".hidden.ttf", "note.txt"};
    struct font_set *set = font_set_new(f->dirs, 1);
    struct buf out = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        fixture_write(f, names[i], "x", 1);
    assert_int_equal(font_set_list(set, f->diag, &out), ERR_OK);
    assert_int_equal(diag_count(f->diag), 7);
    const char *said = fixture_said(f);
    static const char *const sorted[] = {
        "/a.ttc", "/b.ttf", "/c.ttf", "/m.otf", "/q.ttf", "/x.otc", "/z.ttf"};
    for (size_t i = 0; i < sizeof sorted / sizeof *sorted; i++) {
        said = strstr(said, sorted[i]);
        assert_non_null(said);
    }
    buf_fini(&out);
    font_set_free(set);
}

/* --- CFF ------------------------------------------------------------------ */

/* No stretch of bytes, whatever is cut or changed, is read beyond its end. */
static void
cff_is_checked(void **state)
{
    struct fixture *f = *state;
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(
        SYSTEM_FONTS "/opentype/noto/NotoSansCJK-Regular.ttc");
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_t *cff = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    const char *p = hb_blob_get_data(cff, NULL);
    uint16_t *cids;
    assert_true(cff_is_cid((struct str){p, hb_blob_get_length(cff)}));
    for (size_t n = 0; n < 400; n++) {
        char *copy = malloc(n + 1); /* exact size: overruns are seen */
        for (size_t change = 0; change <= n; change += 7) {
            memcpy(copy, p, n);
            copy[change] = (char)0xFF;
            struct str s = {copy, n}, made;
            cff_is_cid(s);
            assert_int_not_equal(cff_cids(f->arena, s, 65535, &cids), ERR_OK);
            uint16_t cid = 0;
            const struct cidfont_plan plan = {s, &cid, 1, NULL, 0, "x", NULL};
            assert_int_equal(cidfont_make(f->arena, &plan, &made), ERR_INPUT);
        }
        free(copy);
    }
    hb_blob_destroy(cff);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalogue_is_current),
        FIXTURE_TEST(tells_about_truetype),
        FIXTURE_TEST(tells_about_cff),
        FIXTURE_TEST(opens_each_face_once),
        FIXTURE_TEST(takes_the_first_folder),
        FIXTURE_TEST(says_what_is_not_there),
        FIXTURE_TEST(names_the_package),
        FIXTURE_TEST(refuses_broken_files),
        FIXTURE_TEST(survives_any_cut),
        FIXTURE_TEST(unreadable_file),
        FIXTURE_TEST(keeps_embedding_rights),
        FIXTURE_TEST(notes_variable_fonts),
        FIXTURE_TEST(glyphs_and_advances),
        FIXTURE_TEST(draws_outlines),
        FIXTURE_TEST(jis_is_complete),
        FIXTURE_TEST(lists_all_faces),
        FIXTURE_TEST(lists_in_order),
        FIXTURE_TEST(cff_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
