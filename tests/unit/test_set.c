/* The set room: copy in a style of the job becomes lines at their places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "set/flow.h"
#include "set/normal.h"

#define WJ "\xE2\x81\xA0"
#define ZWSP "\xE2\x80\x8B"
#define NBSP "\xC2\xA0"

static const char job_text[] = "[document]\n"
                               "title = 試験\n"
                               "[colour ink]\n"
                               "rgb = \"#102030\"\n"
                               "[font gothic]\n"
                               "japanese = BIZ UDGothic Regular\n"
                               "japanese.bold = BIZ UDGothic Bold\n"
                               "[style body]\n"
                               "font = gothic\n"
                               "size = 4mm\n"
                               "leading = 6mm\n"
                               "colour = ink\n"
                               "[style h1]\n"
                               "based-on = body\n"
                               "size = 8mm\n"
                               "leading = 10mm\n"
                               "space-before = 3mm\n"
                               "space-after = 2mm\n"
                               "[style li]\n"
                               "based-on = body\n"
                               "marker = ・\n"
                               "marker-width = 1em\n"
                               "[style wide]\n"
                               "based-on = body\n"
                               "katakana = full\n"
                               "digits = one-full\n"
                               "[style english]\n"
                               "based-on = body\n"
                               "hyphenate = en-US\n"
                               "[style name]\n"
                               "based-on = body\n"
                               "jidori = 5em\n"
                               "emphasis-mark = sesame\n"
                               "[style whole]\n"
                               "based-on = body\n"
                               "keep = yes\n"
                               "[value n]\n"
                               "number = 3637\n"
                               "format = \"#,##0\"\n";

struct fixture {
    struct arena *arena;
    struct diag *diag;
    struct dataset *dataset;
    struct font_set *fonts;
    struct theme *theme;
    struct set_context context;
    struct set_options options;
    struct page *page;
    char folder[64];
};

static int
setup(void **state)
{
    static const char *const dirs[] = {"/usr/share/fonts"};
    struct fixture *f = calloc(1, sizeof *f);
    const struct job *job;
    *state = f;
    strcpy(f->folder, "/tmp/kumihan-set-XXXXXX");
    if (f == NULL || mkdtemp(f->folder) == NULL || chdir(f->folder) != 0)
        return -1;
    FILE *out = fopen("job.ini", "wb");
    fputs(job_text, out);
    fclose(out);
    f->arena = arena_new();
    f->diag = diag_new();
    f->fonts = font_set_new(dirs, 1);
    if (job_load(f->arena, f->diag, "job.ini", NULL, 0, &job) != ERR_OK ||
        dataset_load(f->arena, f->diag, job, &f->dataset) != ERR_OK ||
        theme_load(f->arena, f->diag, job, f->fonts, &f->theme) != ERR_OK) {
        struct buf text = {0};
        diag_write(f->diag, DIAG_EN, DIAG_TEXT, &text);
        print_message("%s\n", text.p);
        return -1;
    }
    f->context = (struct set_context){.arena = f->arena,
        .diag = f->diag,
        .job = job,
        .dataset = f->dataset,
        .theme = f->theme,
        .notes = notes_new(f->arena),
        .recall = recall_new(f->arena, NULL),
        .document = document_new(f->arena),
        .note_mark = "*{n}"};
    f->options = (struct set_options){
        .style = theme_style(f->theme, "body"), .milli = 1000};
    f->page = document_add_page(
        f->context.document, 100 * EMU_PER_MM, 100 * EMU_PER_MM, NULL);
    return 0;
}

static int
teardown(void **state)
{
    struct fixture *f = *state;
    unlink("job.ini");
    int left = chdir("/") != 0 || rmdir(f->folder) != 0;
    theme_fini(f->theme);
    font_set_free(f->fonts);
    dataset_free(f->dataset);
    diag_free(f->diag);
    arena_free(f->arena);
    free(f);
    return left;
}

static struct node *
read_copy(struct fixture *f, const char *copy)
{
    struct node *root;
    const struct copy_context context = {
        f->arena, f->diag, f->context.job, f->dataset, f->context.notes};
    const struct loc loc = {"c.md", 1, 1};
    assert_int_equal(copy_inline(&context, loc, str_of(copy), &root), ERR_OK);
    notes_number(f->context.notes, root);
    return root;
}

static void
flow(struct fixture *f, const char *copy, emu width, struct set_flow *out)
{
    assert_int_equal(
        set_flow(&f->context, &f->options, read_copy(f, copy), width, out),
        ERR_OK);
}

static void
styles_inherit_and_resolve(void **state)
{
    struct fixture *f = *state;
    const struct set_style *h1 = theme_style(f->theme, "h1");
    assert_int_equal(h1->size, 8 * EMU_PER_MM);
    assert_int_equal(h1->leading, 10 * EMU_PER_MM);
    assert_int_equal(h1->regular.colour.rgb[2], 0x30);
    assert_string_equal(
        face_info(h1->bold.font->part[ROLE_JAPANESE].face)->family,
        "BIZ UDGothic");
    assert_int_equal(
        face_info(h1->bold.font->part[ROLE_JAPANESE].face)->weight, 700);
    assert_int_equal(h1->ruby.size, 4 * EMU_PER_MM);
    assert_null(theme_style(f->theme, "h2"));
    assert_ptr_equal(theme_element(f->theme, NULL, "h2", h1), h1);
    const struct set_style *half = theme_shrink(f->arena, h1, 500);
    assert_int_equal(half->regular.size, 4 * EMU_PER_MM);
    assert_int_equal(half->leading, 5 * EMU_PER_MM);
    assert_ptr_equal(theme_shrink(f->arena, h1, 1000), h1);
}

static void
heading_paragraph_and_list_stand_apart(void **state)
{
    struct fixture *f = *state;
    struct set_flow out;
    flow(f, "# 見出し\n\n本文\n\n- 項目", 80 * EMU_PER_MM, &out);
    assert_int_equal(out.n, 3);
    assert_int_equal(out.para[0].level, 1);
    assert_int_equal(out.para[1].level, 0);
    assert_null(out.para[1].marker);
    assert_non_null(out.para[2].marker);
    assert_int_equal(out.para[2].indent, 4 * EMU_PER_MM);
    /* 10 + 2 + 6 + 6: a space before the first line does not count. */
    assert_int_equal(out.height, 24 * EMU_PER_MM);
}

static void
em_box_stands_in_the_middle_of_the_leading(void **state)
{
    struct fixture *f = *state;
    const struct set_style *body = theme_style(f->theme, "body");
    /* Half of 6 - 4 above, then 0.88 of 4. */
    assert_int_equal(set_first_baseline(body), 452 * EMU_PER_MM / 100);
}

static void
figures_ruby_and_notes_become_one_line(void **state)
{
    struct fixture *f = *state;
    struct set_flow out;
    emu bottom;
    flow(f, "{{n}}人の{未来|あした}[^a]", 80 * EMU_PER_MM, &out);
    assert_int_equal(out.n, 1);
    assert_int_equal(out.para[0].n, 1);
    const struct text_line *line = out.para[0].line;
    assert_true(str_equal(line->text, STR("3,637人の未来*1")));
    assert_true(line->has_ruby);
    assert_int_equal(
        set_place(&f->context, f->page, &out, 0, 0, &bottom), ERR_OK);
    assert_int_equal(bottom, 6 * EMU_PER_MM);
    struct buf text = {0};
    document_text(f->context.document, &text);
    assert_non_null(strstr(text.p, "3,637人の未来*1\nあした\n"));
    buf_fini(&text);
}

static void
links_cover_their_words(void **state)
{
    struct fixture *f = *state;
    struct set_flow out;
    emu bottom;
    flow(f, "宛先[a@b.jp](mailto:a@b.jp)へ", 80 * EMU_PER_MM, &out);
    assert_int_equal(
        set_place(&f->context, f->page, &out, 0, 0, &bottom), ERR_OK);
    assert_int_equal(f->page->n_links, 1);
    const struct link *link = &f->page->link[0];
    assert_string_equal(link->url, "mailto:a@b.jp");
    assert_string_equal(link->contents, "a@b.jp");
    assert_in_range(link->x, 8 * EMU_PER_MM, 10 * EMU_PER_MM);
    assert_int_equal(link->y, EMU_PER_MM);
    assert_int_equal(link->height, 4 * EMU_PER_MM);
}

static void
too_narrow_a_measure_is_said(void **state)
{
    struct fixture *f = *state;
    struct set_flow out;
    struct node *root = read_copy(f, "- 項目");
    assert_int_equal(
        set_flow(&f->context, &f->options, root, 3 * EMU_PER_MM, &out),
        ERR_INPUT);
    struct buf text = {0};
    diag_write(f->diag, DIAG_EN, DIAG_TEXT, &text);
    assert_non_null(strstr(text.p, "[set.too-narrow]"));
    buf_fini(&text);
}

static void
digits_and_katakana_follow_the_style(void **state)
{
    struct fixture *f = *state;
    const struct set_style *wide = theme_style(f->theme, "wide");
    static const char *const cases[][2] = {
        {"ﾊﾞｲｵﾌｧｰﾏ", "バイオファーマ"},
        {"ｳﾞｨｰｶﾞﾝ｡", "ヴィーガン。"},
        {"ﾊﾟﾝﾞ", "パン゛"},
        {"3人と12人", "３人と12人"},
        {"1.5と1,000", "1.5と1,000"},
        {"１２人と３人", "12人と３人"},
        {"１，０００と１．５", "1,000と1.5"},
        {"A4判とCO2、G7", "A4判とCO2、G7"},
        {"漢字", "漢字"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str got = normal_text(f->arena, wide, str_of(cases[i][0]));
        assert_true(str_equal(got, str_of(cases[i][1])));
    }
    const struct set_style *body = theme_style(f->theme, "body");
    assert_true(str_equal(normal_text(f->arena, body, STR("ﾊﾞ1")), STR("ﾊﾞ1")));
}

/* The texts of all lines, joined by `/`. */
static void
check_lines(
    struct fixture *f, const char *copy, emu width, const char *expected)
{
    struct set_flow out;
    struct buf text = {0};
    flow(f, copy, width, &out);
    for (size_t i = 0; i < out.n; i++)
        for (size_t k = 0; k < out.para[i].n; k++) {
            buf_text(&text, text.n == 0 ? "" : "/");
            buf_str(&text, out.para[i].line[k].text);
        }
    assert_false(text.failed);
    buf_byte(&text, 0);
    assert_string_equal(text.p, expected);
    buf_fini(&text);
}

/* Entities of HTML and the characters themselves alike. */
static void
the_author_allows_and_forbids_breaks(void **state)
{
    struct fixture *f = *state;
    emu width = 20 * EMU_PER_MM; /* five characters */
    check_lines(f, "組版の工夫を話す", width, "組版の工夫/を話す");
    check_lines(f, "組版の工&NoBreak;夫&#x2060;を話す", width,
        "組版の/工" WJ "夫" WJ "を話す");
    check_lines(f, "組版の工" WJ "夫を話す", width, "組版の工" WJ "夫/を話す");
    check_lines(f, "abc&nbsp;def ghi jkl", width, "abc" NBSP "def ghi/jkl");
    check_lines(f, "abcdefg&ZeroWidthSpace;hijklmn", width, "abcdefg/hijklmn");
    check_lines(f, "abcdefg&shy;hijklmn", width, "abcdefghijklmn/");
    check_lines(f, "組版\\\n工夫", width, "組版/工夫");
    check_lines(f, "組版  \n工夫", width, "組版/工夫");
    check_lines(f, "組版\n工夫", width, "組版工夫");
    assert_int_equal(diag_count(f->diag), 0);
}

/* A style asks for dividing, of a span or a whole paragraph. */
static void
a_style_divides_words(void **state)
{
    struct fixture *f = *state;
    emu width = 20 * EMU_PER_MM;
    check_lines(
        f, "組版[typesetting]{.english}の", width, "組版typesetting/の");
    check_lines(f, "組版typesettingの", 24 * EMU_PER_MM, "組版/typesetting/の");
    f->options.style = theme_style(f->theme, "english");
    check_lines(f, "組版typesettingの", width, "組版typesetting/の");
    assert_int_equal(diag_count(f->diag), 0);
}

static void
scripts_are_small_and_stand_off_the_base_line(void **state)
{
    struct fixture *f = *state;
    struct set_flow out;
    flow(f, "100m{^2}と**CO{_2}**の", 80 * EMU_PER_MM, &out);
    const struct text_line *line = out.para[0].line;
    assert_true(str_equal(line->text, STR("100m2とCO2の")));
    const struct text_piece *up = NULL, *down = NULL;
    for (size_t i = 0; i < line->n; i++) {
        up = line->piece[i].y > 0 ? &line->piece[i] : up;
        down = line->piece[i].y < 0 ? &line->piece[i] : down;
    }
    assert_int_equal(up->run.size, 24 * EMU_PER_MM / 10);
    assert_int_equal(up->y, 16 * EMU_PER_MM / 10);
    assert_int_equal(face_info(up->run.face)->weight, 400);
    assert_int_equal(down->y, -6 * EMU_PER_MM / 10);
    assert_int_equal(face_info(down->run.face)->weight, 700);
    const struct set_style *half =
        theme_shrink(f->arena, theme_style(f->theme, "body"), 500);
    assert_int_equal(half->super[0].size, 12 * EMU_PER_MM / 10);
}

/* In running text, over ruby and strong, in a paragraph of the style. */
static void
a_style_sets_text_to_a_width(void **state)
{
    struct fixture *f = *state;
    struct set_flow out;
    emu wide = 80 * EMU_PER_MM;
    flow(f, "[山田]{.name}と[**山**{田|だ}*実*[^a]]{.name}と", wide, &out);
    assert_int_equal(out.para[0].line->width, 12 * 4 * EMU_PER_MM);
    f->options.style = theme_style(f->theme, "name");
    flow(f, "山[田]{.name}", wide, &out);
    assert_int_equal(out.para[0].line->width, 20 * EMU_PER_MM);
    f->options.style = theme_style(f->theme, "body");
    f->options.milli = 500;
    flow(f, "[山田]{.name}", wide, &out);
    assert_int_equal(out.para[0].line->width, 10 * EMU_PER_MM);
    assert_int_equal(diag_count(f->diag), 0);
    f->options.milli = 1000;
    flow(f, "[勅使河原健太郎]{.name}", wide, &out);
    struct buf text = {0};
    diag_write(f->diag, DIAG_EN, DIAG_TEXT, &text);
    assert_string_equal(text.p,
        "c.md:1:2: error: \"勅使河原健太郎\" is 8.0 mm wider than its jidori of "
        "20.0 mm; make jidori wider, or the text shorter or smaller "
        "[text.jidori]\n");
    buf_fini(&text);
}

static void
a_style_keeps_text_whole(void **state)
{
    struct fixture *f = *state;
    emu width = 20 * EMU_PER_MM;
    check_lines(f, "組版の工夫を話す", width, "組版の工夫/を話す");
    check_lines(f, "組版の[工**夫**{話|わ}]{.whole}す", width, "組版の/工夫話す");
    check_lines(f, "組版の[工夫]{.whole}[話題]{.whole}す", width, "組版の工夫/話題す");
}

/* The style of the emphasised text says which mark it has. */
static void
a_style_names_its_emphasis_mark(void **state)
{
    struct fixture *f = *state;
    struct set_flow out;
    flow(f, "*強調*と[*強調*]{.name}", 80 * EMU_PER_MM, &out);
    const struct text_line *line = out.para[0].line;
    const struct text_piece *last = &line->piece[line->n - 1];
    assert_true(str_equal(last[-1].run.text, STR("•")));
    assert_true(str_equal(last->run.text, STR("﹅")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            styles_inherit_and_resolve, setup, teardown),
        cmocka_unit_test_setup_teardown(
            heading_paragraph_and_list_stand_apart, setup, teardown),
        cmocka_unit_test_setup_teardown(
            em_box_stands_in_the_middle_of_the_leading, setup, teardown),
        cmocka_unit_test_setup_teardown(
            figures_ruby_and_notes_become_one_line, setup, teardown),
        cmocka_unit_test_setup_teardown(
            links_cover_their_words, setup, teardown),
        cmocka_unit_test_setup_teardown(
            too_narrow_a_measure_is_said, setup, teardown),
        cmocka_unit_test_setup_teardown(
            digits_and_katakana_follow_the_style, setup, teardown),
        cmocka_unit_test_setup_teardown(
            the_author_allows_and_forbids_breaks, setup, teardown),
        cmocka_unit_test_setup_teardown(a_style_divides_words, setup, teardown),
        cmocka_unit_test_setup_teardown(
            scripts_are_small_and_stand_off_the_base_line, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_style_sets_text_to_a_width, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_style_keeps_text_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_style_names_its_emphasis_mark, setup, teardown),
    };
    return cmocka_run_group_tests_name("set", tests, NULL, NULL);
}
