/* Twins that are made of parts: glyphs lying on their side, several as one. */
#include "test_font_copy.h"

#include <math.h>

/* The points of an outline, put where a part of a twin has them. */
struct points {
    const struct subset_part *part;
    double x[4000], y[4000];
    size_t n;
};

static void
add_point(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x,
    float y, void *user)
{
    struct points *p = data;
    double along = x * (p->part->condense / 1000.0);
    (void)funcs, (void)state, (void)user;
    assert_true(p->n < 4000);
    p->x[p->n] = p->part->x + (p->part->turned ? y : along);
    p->y[p->n++] = p->part->y + (p->part->turned ? -along : y);
}

static void
add_quad(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float cx,
    float cy, float x, float y, void *user)
{
    add_point(funcs, data, state, cx, cy, user);
    add_point(funcs, data, state, x, y, user);
}

static void
add_cubic(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float ax,
    float ay, float bx, float by, float x, float y, void *user)
{
    add_quad(funcs, data, state, ax, ay, bx, by, user);
    add_point(funcs, data, state, x, y, user);
}

static void
add_points(hb_font_t *font, uint32_t gid, const struct subset_part *part,
    struct points *out)
{
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, add_point, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, add_point, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, add_quad, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, add_cubic, NULL, NULL);
    out->part = part;
    hb_font_get_glyph_shape(font, gid, funcs, out);
    hb_draw_funcs_destroy(funcs);
}

/* Glyph MADE of COPY has the points of the parts of TWIN, glyphs of SOURCE, but
 * for rounding: to whole units in CFF, of the factor in TrueType. */
static void
expect_parts(hb_font_t *source, hb_font_t *copy, uint32_t made,
    const struct subset_twin *twin)
{
    static const struct subset_part same = {.condense = 1000};
    static struct points want, got;
    hb_glyph_extents_t box = {0, 0, 0, 0};
    want.n = got.n = 0;
    for (size_t i = 0; i < twin->n_parts; i++)
        add_points(source, twin->part[i].gid, &twin->part[i], &want);
    add_points(copy, made, &same, &got);
    assert_int_equal(want.n, got.n);
    hb_font_get_glyph_extents(copy, made, &box);
    for (size_t i = 0; i < want.n; i++) {
        assert_true(fabs(want.x[i] - got.x[i]) < 0.6);
        assert_true(fabs(want.y[i] - got.y[i]) < 0.6);
        assert_true(got.x[i] >= box.x_bearing - 1 &&
                    got.x[i] <= box.x_bearing + box.width + 1);
        assert_true(got.y[i] <= box.y_bearing + 1 &&
                    got.y[i] >= box.y_bearing + box.height - 1);
    }
}

static int
by_gid(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Glyphs by name, by CID, by TrueType id; accented ones, which may be composite
 * themselves; a space; two as one, condensed. */
static void
twins_of_parts(void **state)
{
    static const char *const names[] = {"Inter Regular",
        "Noto Sans CJK JP Regular", "Roboto Regular", "BIZ UDPMincho Regular"};
    struct fixture *f = *state;
    for (size_t k = 0; k < 4; k++) {
        const struct face *face = fixture_face(f, names[k]);
        uint32_t gid[4], letter[4] = {' ', '1', '2', 0xC4};
        for (size_t i = 0; i < 4; i++)
            gid[i] = face_glyph(face, letter[i], 0);
        const struct subset_part part[] = {{gid[0], 10, 800, 1000, true},
            {gid[1], 7, 900, 1000, true}, {gid[1], -20, 5, 620, false},
            {gid[2], 400, 5, 620, false}, {gid[3], 120, 700, 1000, true},
            {gid[3], 120, 700, 800, true}};
        struct subset_twin twin[] = {{gid[0], 1000, 300, part, 1},
            {gid[1], 1000, 600, part + 1, 1}, {gid[1], 1000, 500, part + 2, 2},
            {gid[3], 1000, 650, part + 4, 1}, {gid[3], 1000, 520, part + 5, 1}};
        qsort(gid, 4, sizeof *gid, by_gid);
        qsort(twin, 5, sizeof *twin, by_gid); /* begins with its gid */
        const struct subset_want want = {gid, 4, twin, 5, true};
        struct subset s;
        assert_int_equal(
            subset_make(f->arena, f->diag, face, &want, &s), ERR_OK);
        assert_non_null(s.twin_code);
        expect_own_codes(&s, 5);
        if (s.is_cff)
            write_cff(f, face, &s, 5, "parts");
        else
            fixture_write(f, "parts", s.data, s.n);
        hb_font_t *source = plain_font(face_info(face)->path);
        hb_font_t *copy =
            plain_font(arena_printf(f->arena, "%s/parts", f->dir));
        for (size_t i = 0; i < 5; i++)
            expect_parts(source, copy, s.twin_gid[i], &twin[i]);
        hb_font_destroy(source);
        hb_font_destroy(copy);
    }
}

/* A TrueType file tells vertical advances: an em, or a twin's own. */
static void
vertical_metrics(void **state)
{
    struct fixture *f = *state;
    const struct face *face = fixture_face(f, "Roboto Regular");
    int upem = (int)face_info(face)->upem;
    uint32_t gid = face_glyph(face, 'A', 0);
    const struct subset_part part = {gid, 0, 500, 1000, true};
    const struct subset_twin twin = {gid, 1000, 250, &part, 1};
    struct subset_want want = {&gid, 1, &twin, 1, true};
    struct subset s;
    for (want.n_twins = 0; want.n_twins < 2; want.n_twins++) {
        assert_int_equal(
            subset_make(f->arena, f->diag, face, &want, &s), ERR_OK);
        assert_int_equal(file_sum(s.data, s.n), 0xB1B0AFBA);
        fixture_write(f, "v.ttf", s.data, s.n);
        hb_font_t *copy =
            plain_font(arena_printf(f->arena, "%s/v.ttf", f->dir));
        assert_int_equal(
            hb_font_get_glyph_v_advance(copy, inside(&s, gid)), -upem);
        if (want.n_twins > 0)
            assert_int_equal(
                hb_font_get_glyph_h_advance(copy, s.twin_gid[0]), upem);
        if (want.n_twins > 0)
            assert_int_equal(
                hb_font_get_glyph_v_advance(copy, s.twin_gid[0]), -upem / 4);
        hb_font_destroy(copy);
    }
}

/* Parts that reach beyond what a font can state: the font is without twins. */
static void
parts_that_go_too_far(void **state)
{
    static const char *const names[] = {"Inter Regular", "Roboto Regular"};
    struct fixture *f = *state;
    for (size_t k = 0; k < 2; k++) {
        const struct face *face = fixture_face(f, names[k]);
        uint32_t gid = face_glyph(face, 'A', 0);
        const struct subset_part part = {gid, 40000, 0, 1000, false};
        const struct subset_twin twin = {gid, 1000, 1000, &part, 1};
        const struct subset_want want = {&gid, 1, &twin, 1, false};
        struct subset s;
        assert_int_equal(
            subset_make(f->arena, f->diag, face, &want, &s), ERR_OK);
        assert_null(s.twin_code);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(twins_of_parts),
        FIXTURE_TEST(vertical_metrics),
        FIXTURE_TEST(parts_that_go_too_far),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
