/* Vertical lines (縦組み): what stands upright, what is turned, what is
 * combined. Decision 7; JLREQ 3.2.5 tate-chu-yoko, 3.3 ruby at the right. */
#include "test_text_fixture.h"

static int
open_vertical(void **state)
{
    int failed = fixture_open(state);
    struct fixture *f = *state;
    f->style.shape |= SHAPE_VERTICAL;
    f->ruby.shape |= SHAPE_VERTICAL;
    return failed;
}

/* Every run with its direction and place, every glyph's place in it. */
static void
check_runs(struct fixture *f, const char *expected)
{
    static const char *const names[] = {[RUN_HORIZONTAL] = "level",
        [RUN_UPRIGHT] = "up",
        [RUN_TURNED] = "turn"};
    struct buf b = {.n = 0};
    for (size_t k = 0; k < f->n; k++) {
        for (size_t i = 0; i < f->line[k].n; i++) {
            const struct text_piece *p = &f->line[k].piece[i];
            buf_printf(&b, "%s%s[%.*s] %d %d", p->ruby ? "^" : "",
                names[p->run.direction], (int)p->run.text.n, p->run.text.p,
                milli(p->x), milli(p->y));
            if (p->run.condense != 1000)
                buf_printf(&b, " condense %d", p->run.condense);
            for (size_t g = 0; g < p->run.n; g++)
                buf_printf(&b, " %d,%d", milli(p->run.glyph[g].x),
                    milli(p->run.glyph[g].y));
            buf_byte(&b, '\n');
        }
    }
    assert_string_equal(b.p, expected);
    buf_fini(&b);
}

static void
upright_glyphs_hang_from_the_centre(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(compose(f, "日本", 10), ERR_OK);
    check_runs(f, "up[日本] 0 0 -500,-880 -500,-1880\n");
    assert_int_equal(milli(f->line[0].width), 2000);
}

static void
punctuation_has_half_em_bodies_down_the_line(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(compose(f, "「日」、本", 10), ERR_OK);
    /* 「 at the head gives up its upper half, 」 and 、 their lower ones */
    check_runs(f, "up[「日」、本] -500 0 -500,-880 -500,-1880 -500,-2880 "
                  "-500,-3380 -500,-4380\n");
}

static void
half_width_marks_keep_their_bodies(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(compose(f, "ｱ｡ｲ", 10), ERR_OK);
    assert_int_equal(milli(f->line[0].width), 3000);
}

static void
latin_is_turned_and_centred_by_its_em_box(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(compose(f, "日PDF本", 10), ERR_OK);
    check_runs(f, "up[日] 0 0 -500,-880\n"
                  "turn[PDF] 1250 -380 0,0 500,0 1000,0\n"
                  "up[本] 3000 0 -500,-880\n");
}

static void
jlreq_3_2_5_tate_chu_yoko_is_one_em_in_one_cluster(void **state)
{
    struct fixture *f = *state;
    /* the notation has no mark for it: the middle span is the number */
    f->n_spans = 0;
    add_span(f, "第", 3);
    add_span(f, "12", 2)->combine = true;
    add_span(f, "回", 3);
    f->measure[0] = (struct text_measure){0, 10 * EM};
    assert_int_equal(text_compose(f->arena, f->diag, &f->setting, f->span,
                         f->n_spans, &f->line, &f->n),
        ERR_OK);
    check_runs(f, "up[第] 0 0 -500,-880\n"
                  "up[12] 1000 0 -500,-880 0,-880\n"
                  "up[回] 2000 0 -500,-880\n");
    assert_int_equal(milli(f->line[0].width), 3000);
}

static void
tate_chu_yoko_wider_than_an_em_is_condensed(void **state)
{
    struct fixture *f = *state;
    f->n_spans = 0;
    add_span(f, "2026", 4)->combine = true;
    f->measure[0] = (struct text_measure){0, 10 * EM};
    assert_int_equal(text_compose(f->arena, f->diag, &f->setting, f->span, 1,
                         &f->line, &f->n),
        ERR_OK);
    check_runs(f, "up[2026] 0 0 condense 500 -500,-880 -250,-880 0,-880 "
                  "250,-880\n");
}

static void
tate_chu_yoko_that_cannot_be_read_is_set_apart_with_a_warning(void **state)
{
    struct fixture *f = *state;
    f->n_spans = 0;
    add_span(f, "12345678", 8)->combine = true;
    f->measure[0] = (struct text_measure){0, 10 * EM};
    assert_int_equal(text_compose(f->arena, f->diag, &f->setting, f->span, 1,
                         &f->line, &f->n),
        ERR_OK);
    assert_int_equal(f->line[0].piece[0].run.direction, RUN_TURNED);
    assert_int_equal(diag_count(f->diag), 1);
}

static void
jlreq_3_3_ruby_stands_at_the_right(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(compose(f, "{東|ひがし}口", 10), ERR_OK);
    /* centre to centre: half of both sizes; it hangs over nothing at the head
     */
    assert_int_equal(f->line[0].n, 3);
    const struct text_piece *ruby = &f->line[0].piece[2];
    assert_true(ruby->ruby);
    assert_int_equal(ruby->run.direction, RUN_UPRIGHT);
    assert_int_equal(milli(ruby->y), 750);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            upright_glyphs_hang_from_the_centre, open_vertical, fixture_close),
        cmocka_unit_test_setup_teardown(
            punctuation_has_half_em_bodies_down_the_line, open_vertical,
            fixture_close),
        cmocka_unit_test_setup_teardown(
            half_width_marks_keep_their_bodies, open_vertical, fixture_close),
        cmocka_unit_test_setup_teardown(
            latin_is_turned_and_centred_by_its_em_box, open_vertical,
            fixture_close),
        cmocka_unit_test_setup_teardown(
            jlreq_3_2_5_tate_chu_yoko_is_one_em_in_one_cluster, open_vertical,
            fixture_close),
        cmocka_unit_test_setup_teardown(
            tate_chu_yoko_wider_than_an_em_is_condensed, open_vertical,
            fixture_close),
        cmocka_unit_test_setup_teardown(
            tate_chu_yoko_that_cannot_be_read_is_set_apart_with_a_warning,
            open_vertical, fixture_close),
        cmocka_unit_test_setup_teardown(
            jlreq_3_3_ruby_stands_at_the_right, open_vertical, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
