/* Subsets: the same outlines and widths as the source, and nothing else. */
#include "test_font_copy.h"

#include "font/truetype.h"

enum { GLYPHS = 400 };

static size_t
some_gids(const struct face *face, uint32_t *gid, size_t n)
{
    uint32_t all = face_info(face)->glyphs;
    uint32_t step = all / (uint32_t)n > 0 ? all / (uint32_t)n : 1;
    size_t i = 0;
    for (uint32_t g = 3; i < n && g < all; g += step)
        gid[i++] = g;
    return i;
}

static struct subset
subset(
    struct fixture *f, const struct face *face, const uint32_t *gid, size_t n)
{
    const struct subset_want want = {.gid = gid, .n = n};
    struct subset out;
    assert_int_equal(subset_make(f->arena, f->diag, face, &want, &out), ERR_OK);
    assert_int_equal(diag_count(f->diag), 0);
    assert_true(out.n > 0);
    assert_int_equal(out.is_cff, face_info(face)->is_cff);
    for (size_t i = 0; i < out.n_glyphs; i++)
        assert_int_equal(out.code[i], face_code(face, out.source[i]));
    return out;
}

/* --- outlines as text ----------------------------------------------------- */

static void
put_point(struct buf *buf, char verb, float x, float y)
{
    buf_printf(buf, "%c%ld,%ld ", verb, (long)(x * 16), (long)(y * 16));
}

static void
text_move(void *self, float x, float y)
{
    put_point(self, 'M', x, y);
}

static void
text_line(void *self, float x, float y)
{
    put_point(self, 'L', x, y);
}

static void
text_quad(void *self, float cx, float cy, float x, float y)
{
    put_point(self, 'Q', cx, cy);
    put_point(self, 'q', x, y);
}

static void
text_cubic(void *self, float ax, float ay, float bx, float by, float x, float y)
{
    put_point(self, 'C', ax, ay);
    put_point(self, 'c', bx, by);
    put_point(self, 'c', x, y);
}

static void
text_close(void *self)
{
    buf_byte(self, 'Z');
}

static void
outline_text(const struct face *face, uint32_t gid, struct buf *out)
{
    struct outline o = {
        out, text_move, text_line, text_quad, text_cubic, text_close};
    buf_byte(out, '.');
    face_outline(face, gid, &o);
}

/* The glyphs of the TrueType SUBSET have the boxes and widths of FACE's. */
static void
expect_same(
    struct fixture *f, const struct face *face, const struct subset *subset)
{
    fixture_write(f, "copy.ttf", subset->data, subset->n);
    hb_font_t *source = plain_font(face_info(face)->path);
    hb_font_t *copy = plain_font(arena_printf(f->arena, "%s/copy.ttf", f->dir));
    for (size_t i = 0; i < subset->n_glyphs; i++) {
        hb_glyph_extents_t a = {0, 0, 0, 0}, b = {0, 0, 0, 0};
        uint32_t from = subset->source[i], to = subset->gid[i];
        hb_font_get_glyph_extents(source, from, &a);
        hb_font_get_glyph_extents(copy, to, &b);
        assert_memory_equal(&a, &b, sizeof a);
        assert_int_equal(hb_font_get_glyph_h_advance(source, from),
            hb_font_get_glyph_h_advance(copy, to));
    }
    hb_font_destroy(source);
    hb_font_destroy(copy);
}

/* The CFF inside an otherwise unchanged file is a font that can be opened. */
static void
expect_outlines(struct fixture *f, const struct face *face,
    const struct subset *subset, const char *name)
{
    const struct face *copy = fixture_face(f, name);
    assert_true(face_info(copy)->is_cid);
    for (size_t i = 0; i < subset->n_glyphs; i++) {
        struct buf want = {0}, got = {0};
        outline_text(face, subset->source[i], &want);
        outline_text(copy, subset->gid[i], &got);
        assert_string_equal(want.p, got.p);
        buf_fini(&want);
        buf_fini(&got);
    }
}

/* The operands of FontMatrix, which end at its operator. */
static const unsigned char *
find_matrix(const unsigned char *p, size_t n)
{
    for (size_t i = 16; i + 1 < n && i < 400; i++)
        if (p[i] == 12 && p[i + 1] == 7)
            return p + i - 16;
    return NULL;
}

/* Inter has 2,816 units to the em: without its matrix it would be drawn in
 * another size than 1/1000. */
static void
cff_keeps_its_matrix(void **state)
{
    struct fixture *f = *state;
    const struct face *face = fixture_face(f, "Inter Regular");
    uint32_t gid = 5;
    struct subset s = subset(f, face, &gid, 1);
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(face_info(face)->path);
    hb_face_t *source = hb_face_create(blob, 0);
    hb_blob_t *cff =
        hb_face_reference_table(source, HB_TAG('C', 'F', 'F', ' '));
    unsigned n;
    const char *p = hb_blob_get_data(cff, &n);
    const unsigned char *want = find_matrix((const unsigned char *)p, n);
    const unsigned char *got = find_matrix(s.data, s.n);
    assert_non_null(want);
    assert_non_null(got);
    assert_memory_equal(want, got, 18);
    hb_blob_destroy(cff);
    hb_face_destroy(source);
    hb_blob_destroy(blob);
}

static void
cff_by_name(void **state)
{
    struct fixture *f = *state;
    const struct face *face = fixture_face(f, "Inter Regular");
    uint32_t gid[GLYPHS];
    size_t n = some_gids(face, gid, GLYPHS);
    struct subset s = subset(f, face, gid, n);
    assert_int_equal(s.n_glyphs, n + 1);
    write_cff(f, face, &s, 0, "copy.otf");
    expect_outlines(f, face, &s, "copy.otf");
    /* A code is the glyph id of the source, and the subset's charset has it:
     * read back through a face of its own. */
    const struct face *copy = fixture_face(f, "copy.otf");
    for (size_t i = 0; i < s.n_glyphs; i++) {
        assert_int_equal(s.code[i], s.source[i]);
        assert_int_equal(face_code(copy, s.gid[i]), s.code[i]);
    }
}

static void
cff_by_cid(void **state)
{
    static const char *const names[] = {
        "NotoSansCJK-Regular.ttc#0", "NotoSerifCJK-Bold.ttc#3"};
    struct fixture *f = *state;
    for (size_t k = 0; k < 2; k++) {
        const struct face *face = fixture_face(f, names[k]);
        uint32_t gid[GLYPHS];
        size_t n = some_gids(face, gid, GLYPHS);
        struct subset s = subset(f, face, gid, n);
        assert_int_equal(s.n_glyphs, n + 1);
        const char *name = k == 0 ? "sans.otf" : "serif.otf";
        write_cff(f, face, &s, 0, name);
        expect_outlines(f, face, &s, name);
        const struct face *copy = fixture_face(f, name);
        for (size_t i = 0; i < s.n_glyphs; i++)
            assert_int_equal(face_code(copy, s.gid[i]), s.code[i]);
    }
}

static void
truetype(void **state)
{
    struct fixture *f = *state;
    const struct face *face = fixture_face(f, "BIZ UDMincho Regular");
    uint32_t gid[GLYPHS];
    size_t n = some_gids(face, gid, GLYPHS);
    struct subset s = subset(f, face, gid, n);
    assert_int_equal(s.n_glyphs, n + 1);
    assert_int_equal(s.source[0], 0);
    assert_int_equal(s.gid[0], 0);
    for (size_t i = 0; i < s.n_glyphs; i++)
        assert_int_equal(s.code[i], s.source[i]);
    expect_same(f, face, &s);
    /* Only what a PDF needs is left. */
    hb_blob_t *blob = hb_blob_create((const char *)s.data, (unsigned)s.n,
        HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *copy = hb_face_create(blob, 0);
    hb_tag_t tag[32];
    unsigned tags = 32;
    hb_face_get_table_tags(copy, 0, &tags, tag);
    for (unsigned i = 0; i < tags; i++)
        assert_true(tag[i] == HB_TAG('g', 'l', 'y', 'f') ||
                    tag[i] == HB_TAG('l', 'o', 'c', 'a') ||
                    tag[i] == HB_TAG('h', 'e', 'a', 'd') ||
                    tag[i] == HB_TAG('h', 'h', 'e', 'a') ||
                    tag[i] == HB_TAG('h', 'm', 't', 'x') ||
                    tag[i] == HB_TAG('m', 'a', 'x', 'p'));
    assert_int_equal(tags, 6);
    hb_face_destroy(copy);
    hb_blob_destroy(blob);
}

/* Composite glyphs bring their parts, which have no code. */
static void
truetype_parts(void **state)
{
    struct fixture *f = *state;
    const struct face *face = fixture_face(f, "Roboto Regular");
    uint32_t gid = face_glyph(face, 0xC9, 0);
    struct subset s = subset(f, face, &gid, 1);
    assert_int_equal(s.n_glyphs, 2);
    expect_same(f, face, &s);
}

static void
empty_and_zero(void **state)
{
    static const char *const names[] = {
        "BIZ UDGothic Regular", "Inter Regular", "Noto Sans CJK JP Regular"};
    struct fixture *f = *state;
    for (size_t i = 0; i < 3; i++) {
        const struct face *face = fixture_face(f, names[i]);
        uint32_t zero = 0;
        struct subset none = subset(f, face, NULL, 0);
        struct subset one = subset(f, face, &zero, 1);
        assert_int_equal(none.n_glyphs, 1);
        assert_int_equal(one.n_glyphs, 1);
        assert_int_equal(none.n, one.n);
        assert_memory_equal(none.data, one.data, one.n);
    }
}

static void
same_glyphs_same_bytes(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = {
        "BIZ UDGothic Regular", "Inter Regular", "Noto Sans CJK JP Regular"};
    for (size_t i = 0; i < 3; i++) {
        uint32_t gid[50];
        const struct face *face = fixture_face(f, names[i]);
        size_t n = some_gids(face, gid, 50);
        struct subset a = subset(f, face, gid, n);
        struct font_set *other = font_set_new(f->dirs, 2);
        const struct face *again;
        assert_int_equal(
            font_set_face(other, f->diag, LOC_NONE, names[i], &again), ERR_OK);
        struct subset b = subset(f, again, gid, n);
        assert_int_equal(a.n, b.n);
        assert_memory_equal(a.data, b.data, a.n);
        font_set_free(other);
    }
}

static void
wrong_glyphs(void **state)
{
    struct fixture *f = *state;
    const struct face *face = fixture_face(f, "Inter Regular");
    const uint32_t cases[][2] = {{5, 5}, {7, 6}, {1, 2548}, {1, 0xFFFFFFFF}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct subset_want want = {.gid = cases[i], .n = 2};
        struct subset s;
        assert_int_equal(
            subset_make(f->arena, f->diag, face, &want, &s), ERR_INTERNAL);
    }
    fixture_expect(f, "error: cannot make a subset of the face "
                      "\"Inter-Regular\"; check that the file is not broken "
                      "and install the face anew [font.subset-failed]");
    assert_int_equal(face_code(face, 99999), 99999 & 0xFFFF);
}

/* A name-keyed CFF of five glyphs: .notdef, B, A, acute, and Aacute, which is
 * made of the two before it (endchar with four operands, as in Type 1). */
static const unsigned char SEAC[] = {1, 0, 4, 1, /* header */
    0, 1, 1, 1, 2, 'x',                          /* Name INDEX */
    0, 1, 1, 1, 14,                              /* Top DICT INDEX */
    28, 0, 32, 15,                               /* charset */
    28, 0, 41, 17,                               /* CharStrings */
    139, 28, 0, 70, 18,                          /* Private, empty */
    0, 0,                                        /* String INDEX */
    0, 0,                                        /* Global Subr INDEX */
    0, 0, 35, 0, 34, 0, 125, 0, 171,             /* charset, format 0 */
    0, 5, 1, 1, 2, 3, 9, 15, 21,                 /* CharStrings INDEX */
    14, 14,                                      /* .notdef, B */
    139, 139, 21, 239, 6, 14,    /* A: 0 0 rmoveto 100 hlineto */
    139, 239, 21, 189, 7, 14,    /* acute: 0 100 rmoveto 50 vlineto */
    139, 139, 204, 247, 86, 14}; /* 0 0 65 194 endchar */

static void
write_seac(struct fixture *f, unsigned cut)
{
    static const unsigned char maxp[6] = {0, 0, 0x50, 0, 0, 5};
    const char *inter = SYSTEM_FONTS "/opentype/inter/Inter-Regular.otf";
    fixture_font(
        f, inter, "step.otf", 0, HB_TAG('m', 'a', 'x', 'p'), maxp, sizeof maxp);
    fixture_font(f, arena_printf(f->arena, "%s/step.otf", f->dir), "seac.otf",
        0, HB_TAG('C', 'F', 'F', ' '), SEAC, (unsigned)sizeof SEAC - cut);
}

/* Glyphs made of others by their standard names must keep those names, so the
 * subset stays name-keyed and keeps its glyph ids, which PDF takes as CIDs. */
static void
cff_with_parts(void **state)
{
    struct fixture *f = *state;
    write_seac(f, 0);
    const struct face *face = fixture_face(f, "seac.otf");
    uint32_t gid = 4;
    struct subset s = subset(f, face, &gid, 1);
    assert_int_equal(s.n_glyphs, 2);
    assert_int_equal(s.code[1], 4);
    assert_int_equal(s.gid[1], 4);
    gid = 2; /* no parts: given CIDs, compact */
    s = subset(f, face, &gid, 1);
    assert_int_equal(s.code[1], 2);
    assert_int_equal(s.gid[1], 1);
}

static void
broken_cff(void **state)
{
    struct fixture *f = *state;
    uint32_t gid = 3;
    const struct subset_want want = {.gid = &gid, .n = 1};
    struct subset s;
    write_seac(f, 20);
    const struct face *face = fixture_face(f, "seac.otf");
    assert_int_equal(
        subset_make(f->arena, f->diag, face, &want, &s), ERR_INTERNAL);
    assert_null(s.data);
    fixture_expect(f, "[font.subset-failed]");
}

/* --- twins ------------------------------------------------------------- */

/* Twins of every third of N glyphs, two of some; their number. */
static size_t
some_twins(const uint32_t *gid, size_t n, struct subset_twin *twin)
{
    size_t n_twins = 0;
    for (size_t i = 0; i < n; i += 3) {
        twin[n_twins++] =
            (struct subset_twin){.gid = gid[i], .advance = 1300 + (int)i};
        if (i % 2 == 0)
            twin[n_twins++] =
                (struct subset_twin){.gid = gid[i], .advance = (int)i};
    }
    return n_twins;
}

static struct subset
subset_with_twins(struct fixture *f, const struct face *face,
    const uint32_t *gid, size_t n, const struct subset_twin *twin,
    size_t n_twins)
{
    const struct subset_want want = {gid, n, twin, n_twins, false};
    struct subset out;
    assert_int_equal(subset_make(f->arena, f->diag, face, &want, &out), ERR_OK);
    assert_int_equal(diag_count(f->diag), 0);
    return out;
}

static void
twins_in_cff(void **state)
{
    static const char *const names[] = {"Inter Regular",
        "NotoSansCJK-Regular.ttc#0", "NotoSerifCJK-Bold.ttc#3"};
    static const char *const files[] = {"a.otf", "b.otf", "c.otf"};
    struct fixture *f = *state;
    for (size_t k = 0; k < 3; k++) {
        const struct face *face = fixture_face(f, names[k]);
        uint32_t gid[GLYPHS];
        struct subset_twin twin[GLYPHS];
        size_t n = some_gids(face, gid, GLYPHS);
        size_t n_twins = some_twins(gid, n, twin);
        struct subset s = subset_with_twins(f, face, gid, n, twin, n_twins);
        assert_non_null(s.twin_code);
        expect_own_codes(&s, n_twins);
        write_cff(f, face, &s, n_twins, files[k]);
        expect_outlines(f, face, &s, files[k]);
        const struct face *copy = fixture_face(f, files[k]);
        for (size_t i = 0; i < n_twins; i++) {
            struct buf want = {0}, got = {0};
            outline_text(face, twin[i].gid, &want);
            outline_text(copy, s.twin_gid[i], &got);
            assert_string_equal(want.p, got.p);
            buf_fini(&want);
            buf_fini(&got);
            assert_int_equal(face_code(copy, s.twin_gid[i]), s.twin_code[i]);
        }
        for (size_t i = 0; i < s.n_glyphs; i++)
            assert_int_equal(face_code(copy, s.gid[i]), s.code[i]);
    }
}

/* Roboto has composite glyphs, more metrics than BIZ UD's, and a long loca. */
static void
twins_in_truetype(void **state)
{
    static const char *const names[] = {
        "BIZ UDGothic Regular", "BIZ UDMincho Regular", "Roboto Regular"};
    struct fixture *f = *state;
    for (size_t k = 0; k < 3; k++) {
        const struct face *face = fixture_face(f, names[k]);
        uint32_t gid[GLYPHS];
        struct subset_twin twin[GLYPHS];
        size_t n = some_gids(face, gid, GLYPHS);
        size_t n_twins = some_twins(gid, n, twin);
        struct subset s = subset_with_twins(f, face, gid, n, twin, n_twins);
        assert_non_null(s.twin_code);
        expect_own_codes(&s, n_twins);
        expect_same(f, face, &s);
        assert_int_equal(file_sum(s.data, s.n), 0xB1B0AFBA);
        hb_font_t *copy =
            plain_font(arena_printf(f->arena, "%s/copy.ttf", f->dir));
        for (size_t i = 0; i < n_twins; i++) {
            hb_glyph_extents_t a = {0, 0, 0, 0}, b = {0, 0, 0, 0};
            uint16_t plain = inside(&s, twin[i].gid), to = s.twin_gid[i];
            hb_font_get_glyph_extents(copy, plain, &a);
            hb_font_get_glyph_extents(copy, to, &b);
            assert_memory_equal(&a, &b, sizeof a);
            assert_int_equal(s.twin_code[i], to);
            int upem = (int)face_info(face)->upem;
            int want = (twin[i].advance * upem + 500) / 1000;
            assert_int_equal(hb_font_get_glyph_h_advance(copy, to), want);
        }
        hb_font_destroy(copy);
    }
}

/* No stretch of bytes, whatever is cut or changed, is read beyond its end. */
static void
truetype_is_checked(void **state)
{
    struct fixture *f = *state;
    const struct face *face = fixture_face(f, "BIZ UDGothic Regular");
    uint32_t gid = 40;
    struct subset s = subset(f, face, &gid, 1);
    const struct twin twin = {.gid = 1, .advance = 500};
    for (size_t n = 0; n <= s.n; n += n < 500 ? 1 : 37) {
        unsigned char *copy = malloc(n + 1); /* exact size: overruns are seen */
        for (size_t change = 0; change <= n && change < 500; change += 11) {
            struct str out, file = {(char *)copy, n};
            uint16_t first;
            memcpy(copy, s.data, n);
            copy[change] = 0xFF;
            const struct truetype_plan plan = {file, &twin, 1, true};
            enum err err = truetype_make(f->arena, &plan, &out, &first);
            assert_true(err == ERR_OK || err == ERR_INPUT);
        }
        free(copy);
    }
}

/* There are 65,535 codes.  What goes beyond is made without twins, and so is a
 * font whose codes must stay glyph ids. */
static void
twins_that_do_not_go_in(void **state)
{
    static const char *const names[] = {
        "BIZ UDGothic Regular", "Inter Regular", "Noto Sans CJK JP Regular"};
    enum { MANY = 65534 };
    struct fixture *f = *state;
    uint32_t gid = 7;
    struct subset_twin *twin = arena_array(f->arena, MANY, sizeof *twin);
    for (size_t i = 0; i < MANY; i++)
        twin[i] = (struct subset_twin){.gid = gid, .advance = (int)(i % 3000)};
    for (size_t i = 0; i < 3; i++) {
        const struct face *face = fixture_face(f, names[i]);
        struct subset s = subset_with_twins(f, face, &gid, 1, twin, MANY);
        struct subset plain = subset(f, face, &gid, 1);
        assert_null(s.twin_code);
        assert_int_equal(s.n, plain.n);
        assert_memory_equal(s.data, plain.data, s.n);
        s = subset_with_twins(f, face, &gid, 1, twin, MANY / 64);
        assert_non_null(s.twin_code);
    }
    write_seac(f, 0);
    gid = 4;
    *twin = (struct subset_twin){.gid = gid, .advance = 900};
    const struct face *face = fixture_face(f, "seac.otf");
    struct subset s = subset_with_twins(f, face, &gid, 1, twin, 1);
    assert_null(s.twin_code);
    assert_int_equal(s.code[1], 4);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(cff_by_name),
        FIXTURE_TEST(cff_keeps_its_matrix),
        FIXTURE_TEST(cff_by_cid),
        FIXTURE_TEST(truetype),
        FIXTURE_TEST(truetype_parts),
        FIXTURE_TEST(empty_and_zero),
        FIXTURE_TEST(same_glyphs_same_bytes),
        FIXTURE_TEST(wrong_glyphs),
        FIXTURE_TEST(twins_in_cff),
        FIXTURE_TEST(twins_in_truetype),
        FIXTURE_TEST(truetype_is_checked),
        FIXTURE_TEST(twins_that_do_not_go_in),
        FIXTURE_TEST(cff_with_parts),
        FIXTURE_TEST(broken_cff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
