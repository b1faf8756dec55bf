/* Composite fonts and shaping: roles, fallback, clusters, what is said. */
#include "test_font_fixture.h"

#include "base/utf8.h"
#include "font/jis.h"
#include "font/run.h"

enum { SIZE = 14 * EMU_PER_Q };

static const struct loc HERE = {"copy.md", 5, 10};

/* BIZ UDGothic, Inter for Latin, Inter Bold for figures (so that a test can
 * tell them apart), Noto Sans CJK behind. */
static struct composite
mixed(struct fixture *f)
{
    struct composite font = {.name = "body", .n_fallbacks = 1};
    font.part[ROLE_JAPANESE].face = fixture_face(f, "BIZ UDGothic Regular");
    font.part[ROLE_LATIN].face = fixture_face(f, "Inter Regular");
    font.part[ROLE_FIGURES].face = fixture_face(f, "Inter Bold");
    font.fallback[0] = fixture_face(f, "Noto Sans CJK JP Regular");
    return font;
}

static struct composite
alone(struct fixture *f, const char *name)
{
    struct composite font = {.name = "alone"};
    font.part[ROLE_JAPANESE].face = fixture_face(f, name);
    return font;
}

/* Every byte is in one cluster, every glyph too, in order. */
static void
check_whole(const struct shaped *shaped, struct str text)
{
    size_t at = 0, glyph = 0;
    for (size_t i = 0; i < shaped->n; i++) {
        const struct cluster *c = &shaped->cluster[i];
        assert_int_equal(c->at, at);
        assert_true(c->n > 0);
        assert_int_equal(c->first, glyph);
        uint32_t stood = 0; /* bytes the glyphs so far stand for */
        for (size_t g = 0; g < c->n_glyphs; g++) {
            const struct glyph *one = &shaped->glyph[glyph + g];
            assert_int_equal(one->at, one->n > 0 ? c->at + stood : c->at);
            stood += one->n;
        }
        if (c->n_glyphs > 0)
            assert_int_equal(stood, c->n);
        at += c->n;
        glyph += c->n_glyphs;
    }
    assert_int_equal(at, text.n);
    assert_int_equal(glyph, shaped->n_glyphs);
}

static struct shaped
shape(struct fixture *f, const struct composite *font, unsigned flags,
    const char *text)
{
    struct shaped shaped;
    enum err err = font_shape(
        f->arena, f->diag, HERE, font, SIZE, flags, str_of(text), &shaped);
    if (err != ERR_OK)
        fail_msg("%s: %s", text, fixture_said(f));
    check_whole(&shaped, str_of(text));
    return shaped;
}

static void
refuse(struct fixture *f, const struct composite *font, const char *text,
    const char *said)
{
    struct shaped shaped;
    assert_int_equal(font_shape(f->arena, f->diag, HERE, font, SIZE, 0,
                         str_of(text), &shaped),
        ERR_INPUT);
    assert_int_equal(shaped.n, 0);
    assert_null(shaped.cluster);
    fixture_expect(f, said);
}

/* --- roles ---------------------------------------------------------------- */

/* One letter a cluster: the face that sets it. */
static void
expect_roles(struct fixture *f, const struct composite *font, const char *text,
    const char *roles)
{
    char got[128] = "";
    struct shaped shaped = shape(f, font, 0, text);
    assert_true(shaped.n < sizeof got);
    for (size_t i = 0; i < shaped.n; i++) {
        const struct face *face = shaped.cluster[i].face;
        got[i] = face == font->part[ROLE_LATIN].face     ? 'L'
                 : face == font->part[ROLE_FIGURES].face ? 'F'
                 : face == font->fallback[0]             ? 'n'
                                                         : 'j';
    }
    if (strcmp(got, roles) != 0)
        fail_msg("%s: expected %s, got %s", text, roles, got);
}

static void
roles_by_character(void **state)
{
    (void)state;
    assert_int_equal(composite_role('A'), ROLE_LATIN);
    assert_int_equal(composite_role('z'), ROLE_LATIN);
    assert_int_equal(composite_role(0xE9), ROLE_LATIN);
    assert_int_equal(composite_role(0x1EA1), ROLE_LATIN);
    assert_int_equal(composite_role('0'), ROLE_FIGURES);
    assert_int_equal(composite_role('9'), ROLE_FIGURES);
    assert_int_equal(composite_role('.'), ROLE_JAPANESE);
    assert_int_equal(composite_role('@'), ROLE_JAPANESE);
    assert_int_equal(composite_role(0xD7), ROLE_JAPANESE);
    assert_int_equal(composite_role(0x3042), ROLE_JAPANESE);
    assert_int_equal(composite_role(0xFF21), ROLE_JAPANESE);
    assert_int_equal(composite_role(0xFF10), ROLE_JAPANESE);
    assert_int_equal(composite_role(UTF8_BAD), ROLE_JAPANESE);
}

static void
roles_by_context(void **state)
{
    static const char *const cases[][2] = {
        {"", ""},
        {"日本A1", "jjLF"},
        {"1,234.5%増", "FFFFFFFFj"},
        {"前年比-5.2%", "jjjFFFFF"},
        {"−5±3", "FFFF"},
        {"+12", "FFF"},
        {"¥1,000", "FFFFFF"},
        {"-¥100", "FFFFF"},
        {"$5", "FF"},
        {"10:30", "FFFFF"},
        {"2023/4/1", "FFFFFFFF"},
        {"3×4", "FFF"},
        {"縦×横", "jjj"},
        {"1–5", "FFF"},
        {"１２，３％", "jjjjj"},
        {"東京, 大阪", "jjjjjj"},
        {"COVID-19", "LLLLLLFF"},
        {"Wi-Fi", "LLLLL"},
        {"it's", "LLLL"},
        {"it’s", "LLLL"},
        {"a b", "LLL"},
        {"漢 字", "jjj"},
        {"漢 b 字", "jjLjj"},
        {"A & B", "LLLLL"},
        {"漢 & 字", "jjLjj"},
        {"（%）", "jLj"},
        {"ABC(東京)", "LLLjjjj"},
        {"東京(ABC)", "jjLLLLL"},
        {"(12人)", "FFFjF"},
        {"漢)A", "jjL"},
        {"A)漢", "LLj"},
        {"“東京”", "jjjj"},
        {"“abc”", "LLLLL"},
        {"1. 項目", "FFjjj"},
        {"https://x.jp/a_b?q=1", "LLLLLLLLLLLLLLLLLLLF"},
        {"25°", "FFF"},
        {"第3回、Café。", "jFjjLLLLj"},
        {"((((((((((((((((((漢))))))))))))))))))A",
            "jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjL"},
    };
    struct fixture *f = *state;
    struct composite font = mixed(f);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_roles(f, &font, cases[i][0], cases[i][1]);
}

/* --- sizes, figures ------------------------------------------------------- */

static void
parts_have_size_and_shift(void **state)
{
    struct fixture *f = *state;
    struct composite font = mixed(f);
    font.part[ROLE_LATIN].scale = 1100;
    font.part[ROLE_LATIN].shift = -20;
    struct shaped s = shape(f, &font, 0, "漢H");
    assert_int_equal(s.cluster[0].size, SIZE);
    assert_int_equal(s.cluster[0].shift, 0);
    assert_int_equal(s.cluster[0].advance, SIZE);
    assert_int_equal(s.cluster[1].size, SIZE * 11 / 10);
    assert_int_equal(s.cluster[1].shift, -SIZE / 50);
    const struct face *inter = font.part[ROLE_LATIN].face;
    uint32_t gid = face_glyph(inter, 'H', 0);
    assert_int_equal(s.glyph[1].gid, gid);
    emu expected =
        (emu)unit_scale(SIZE * 11 / 10, face_advance(inter, gid), 1000);
    assert_true(abs(s.cluster[1].advance - expected) < SIZE / 900);
}

/* A role without a face is set like Japanese. */
static void
missing_part_is_japanese(void **state)
{
    struct fixture *f = *state;
    struct composite font = alone(f, "BIZ UDGothic Regular");
    font.part[ROLE_JAPANESE].scale = 900;
    font.part[ROLE_LATIN].scale = 2000; /* not looked at */
    struct shaped s = shape(f, &font, 0, "漢A1");
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(s.cluster[i].size, SIZE * 9 / 10);
    assert_int_equal(s.cluster[1].advance, SIZE * 9 / 20);
}

static void
figures_are_tabular(void **state)
{
    static const char *const names[] = {"Inter Regular", "Inter Bold",
        "BIZ UDGothic Regular", "BIZ UDPGothic Regular",
        "BIZ UDPMincho Regular", "Noto Serif CJK JP Regular"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct composite font = alone(f, names[i]);
        struct shaped s = shape(f, &font, 0, "0123456789");
        assert_int_equal(s.n, 10);
        for (size_t d = 1; d < 10; d++)
            assert_int_equal(s.cluster[d].advance, s.cluster[0].advance);
        for (size_t d = 0; d < 10; d++)
            assert_int_equal(s.glyph[d].advance, s.cluster[d].advance);
    }
}

static void
figures_may_be_proportional(void **state)
{
    struct fixture *f = *state;
    struct composite font = alone(f, "BIZ UDPGothic Regular");
    struct shaped cell = shape(f, &font, 0, "10");
    assert_true(cell.glyph[0].x > 0); /* centred in its cell */
    struct shaped by_flag = shape(f, &font, SHAPE_PROPORTIONAL_FIGURES, "10");
    assert_int_equal(by_flag.glyph[0].x, 0);
    assert_true(by_flag.cluster[0].advance < cell.cluster[0].advance);
    assert_int_equal(by_flag.cluster[1].advance, cell.cluster[1].advance);
    font.part[ROLE_FIGURES].proportional = true;
    struct shaped by_part = shape(f, &font, 0, "10");
    assert_int_equal(by_part.cluster[0].advance, by_flag.cluster[0].advance);
}

static void
figures_use_the_tabular_glyphs(void **state)
{
    struct fixture *f = *state;
    struct composite font = alone(f, "Inter Regular");
    struct shaped tabular = shape(f, &font, 0, "1,1");
    struct shaped loose = shape(f, &font, SHAPE_PROPORTIONAL_FIGURES, "1,1");
    uint32_t plain = face_glyph(font.part[ROLE_JAPANESE].face, '1', 0);
    assert_int_equal(loose.glyph[0].gid, plain);
    assert_int_not_equal(tabular.glyph[0].gid, plain);
    assert_int_equal(tabular.glyph[0].gid, tabular.glyph[2].gid);
    assert_true(tabular.cluster[1].advance < tabular.cluster[0].advance);
}

/* --- clusters ------------------------------------------------------------- */

static void
latin_is_kerned_japanese_not(void **state)
{
    struct fixture *f = *state;
    struct composite font = mixed(f);
    struct shaped t = shape(f, &font, 0, "T"), to = shape(f, &font, 0, "To");
    assert_true(to.cluster[0].advance < t.cluster[0].advance);
    font = alone(f, "Noto Sans CJK JP Regular");
    struct shaped kana = shape(f, &font, 0, "このアイトー（「。」）");
    for (size_t i = 0; i < kana.n; i++)
        assert_int_equal(kana.cluster[i].advance, SIZE);
    struct shaped palt =
        shape(f, &font, SHAPE_PROPORTIONAL_KANA, "このアイトー（「。」）漢");
    assert_true(palt.cluster[3].advance < SIZE);
    for (size_t i = 6; i < palt.n; i++) /* punctuation stays full-width */
        assert_int_equal(palt.cluster[i].advance, SIZE);
    struct shaped vpal =
        shape(f, &font, SHAPE_PROPORTIONAL_KANA | SHAPE_VERTICAL, "トイ。");
    assert_true(vpal.cluster[0].advance < SIZE);
    assert_int_equal(vpal.cluster[2].advance, SIZE);
}

static void
ligature_is_one_cluster(void **state)
{
    struct fixture *f = *state;
    struct composite font = alone(f, "Roboto Regular");
    struct shaped s = shape(f, &font, 0, "office");
    assert_int_equal(s.n, 4);
    assert_int_equal(s.cluster[1].n, 3);
    assert_int_equal(s.cluster[1].n_glyphs, 1);
    s = shape(f, &font, 0, "fi1fi");
    assert_int_equal(s.n, 3);
    /* none where letters are spaced */
    s = shape(f, &font, SHAPE_NO_LIGATURES, "office");
    assert_int_equal(s.n, 6);
}

static void
marks_go_with_their_base(void **state)
{
    struct fixture *f = *state;
    struct composite font = mixed(f);
    /* U+304B U+3099 is set as U+304C; U+304B U+309A is a ligature. */
    struct shaped s = shape(f, &font, 0, "\u304B\u3099\u304B\u309A漢");
    assert_int_equal(s.n, 3);
    assert_int_equal(
        s.glyph[0].gid, face_glyph(font.part[ROLE_JAPANESE].face, 0x304C, 0));
    assert_int_equal(s.cluster[1].n, 6);
    assert_int_equal(s.cluster[1].n_glyphs, 1);
    s = shape(f, &font, 0, "ﾊﾞﾊﾟｶ");
    assert_int_equal(s.n, 3);
    assert_int_equal(s.cluster[0].n, 6);
    assert_int_equal(s.cluster[0].n_glyphs, 2);
    assert_int_equal(s.cluster[0].advance, SIZE);
    s = shape(f, &font, 0, "e\u0301"); /* decomposed, as some systems save */
    assert_int_equal(s.n, 1);
    assert_int_equal(
        s.glyph[0].gid, face_glyph(font.part[ROLE_LATIN].face, 0xE9, 0));
    /* Open Sans has no U+0308, but what u and it make together. */
    struct composite latin = alone(f, "Open Sans Regular");
    s = shape(f, &latin, 0, "u\u0308");
    assert_int_equal(
        s.glyph[0].gid, face_glyph(latin.part[ROLE_JAPANESE].face, 0xFC, 0));
    s = shape(f, &font, 0, "ﾞ漢"); /* a mark without a base */
    assert_int_equal(s.n, 2);
}

static void
variants(void **state)
{
    struct fixture *f = *state;
    struct composite font = mixed(f);
    const struct face *sans = font.part[ROLE_JAPANESE].face;
    struct shaped s =
        shape(f, &font, 0, "\u845B\U000E0100\u845B\U000E0101\u845B");
    assert_int_equal(s.n, 3);
    assert_int_equal(s.cluster[0].n, 7);
    assert_int_equal(s.cluster[0].n_glyphs, 1);
    assert_int_equal(s.glyph[0].gid, face_glyph(sans, 0x845B, 0xE0100));
    assert_int_equal(s.glyph[1].gid, face_glyph(sans, 0x845B, 0));
    assert_int_not_equal(s.glyph[0].gid, s.glyph[1].gid);
    assert_int_equal(diag_count(f->diag), 0);
    /* BIZ has the base, only Noto the variant: Noto sets it. */
    char text[8];
    uint32_t selector = 0xE0100;
    while (selector < 0xE01EF &&
           (face_glyph(sans, 0x9089, selector) != 0 ||
               face_glyph(font.fallback[0], 0x9089, selector) == 0))
        selector++;
    size_t n = utf8_put(0x9089, text);
    text[n + utf8_put(selector, text + n)] = '\0';
    s = shape(f, &font, 0, text);
    assert_ptr_equal(s.cluster[0].face, font.fallback[0]);
    assert_int_equal(
        s.glyph[0].gid, face_glyph(font.fallback[0], 0x9089, selector));
    assert_int_equal(diag_count(f->diag), 0);
    s = shape(f, &font, 0, "漢\u845B\U000E01EF");
    assert_int_equal(s.n, 2);
    assert_int_equal(s.cluster[1].n_glyphs, 1);
    assert_int_equal(s.glyph[1].gid, face_glyph(sans, 0x845B, 0));
    fixture_expect(f, "copy.md:5:11: warning: no face has the variant ");
    fixture_expect(f, "(U+E01EF) of the character \u845B (U+845B); it is set "
                      "without it [font.no-variant]");
}

static void
invisible_characters(void **state)
{
    struct fixture *f = *state;
    struct composite font = mixed(f);
    struct shaped s = shape(f, &font, 0, "漢\u200B字\u00ADa\uFEFF\u2060b");
    assert_int_equal(s.n, 8);
    static const unsigned glyphs[] = {1, 0, 1, 0, 1, 0, 0, 1};
    for (size_t i = 0; i < s.n; i++) {
        assert_int_equal(s.cluster[i].n_glyphs, glyphs[i]);
        if (glyphs[i] == 0)
            assert_int_equal(s.cluster[i].advance, 0);
    }
    s = shape(f, &font, 0, "\U000E0100\uFE00漢"); /* selectors alone */
    assert_int_equal(s.n, 3);
    s = shape(f, &font, 0, "a\u200Db\u200C");
    assert_int_equal(s.n, 2);
    s = shape(f, &font, 0, "漢\u2003字\u00A0a\u2011b"); /* made from others */
    assert_int_equal(s.n, 7);
    assert_int_equal(s.cluster[1].advance, SIZE);
    assert_ptr_equal(s.cluster[1].face, font.part[ROLE_JAPANESE].face);
    font = alone(f, "BIZ UDGothic Regular");
    const struct face *sans = font.part[ROLE_JAPANESE].face;
    s = shape(f, &font, 0, "\u2011");
    assert_int_equal(face_glyph(sans, 0x2011, 0), 0);
    assert_int_equal(s.glyph[0].gid, face_glyph(sans, 0x2010, 0));
}

/* A Japanese dash is an em wide whatever the face makes of U+2014; a Western
 * one is the face's own. */
static void
dashes(void **state)
{
    struct fixture *f = *state;
    struct composite font = alone(f, "BIZ UDMincho Regular");
    const struct face *face = font.part[ROLE_JAPANESE].face;
    struct shaped s = shape(f, &font, 0, "漢——字a—b");
    assert_int_equal(s.n, 7);
    assert_int_equal(s.cluster[1].advance, SIZE);
    assert_int_equal(s.cluster[2].advance, SIZE);
    assert_int_equal(s.glyph[1].gid, face_glyph(face, 0x2015, 0));
    assert_int_equal(s.cluster[5].advance, SIZE / 2);
    assert_int_equal(s.glyph[5].gid, face_glyph(face, 0x2014, 0));
}

static void
vertical(void **state)
{
    struct fixture *f = *state;
    struct composite font = mixed(f);
    struct shaped across = shape(f, &font, 0, "「漢ーA1");
    struct shaped down = shape(f, &font, SHAPE_VERTICAL, "「漢ーA1");
    assert_int_equal(down.n, 5);
    for (size_t i = 0; i < 3; i++) {
        assert_false(across.cluster[i].vertical);
        assert_true(down.cluster[i].vertical);
        assert_int_equal(down.cluster[i].advance, SIZE);
    }
    assert_int_not_equal(down.glyph[0].gid, across.glyph[0].gid);
    assert_int_equal(down.glyph[1].gid, across.glyph[1].gid);
    assert_int_not_equal(down.glyph[2].gid, across.glyph[2].gid);
    assert_int_equal(down.glyph[1].x, -SIZE / 2); /* from the top centre */
    assert_true(abs(down.glyph[1].y + SIZE * 88 / 100) < SIZE / 500);
    assert_false(down.cluster[3].vertical);
    assert_int_equal(down.glyph[3].gid, across.glyph[3].gid);
    assert_false(down.cluster[4].vertical);
}

/* What a face has no vertical form for is turned or shown by another. */
static void
vertical_stand_ins(void **state)
{
    struct fixture *f = *state;
    struct composite font = alone(f, "BIZ UDMincho Regular");
    const struct face *face = font.part[ROLE_JAPANESE].face;
    struct shaped bar = shape(f, &font, SHAPE_VERTICAL, "漢――字");
    struct shaped dash = shape(f, &font, SHAPE_VERTICAL, "漢——字");
    assert_int_equal(dash.n, 4);
    assert_true(dash.cluster[1].vertical);
    assert_int_equal(dash.glyph[1].gid, bar.glyph[1].gid);
    assert_int_not_equal(dash.glyph[1].gid, face_glyph(face, 0x2015, 0));
    struct shaped plain = shape(f, &font, SHAPE_VERTICAL, "〝漢〟");
    struct shaped quoted = shape(f, &font, SHAPE_VERTICAL, "“漢”");
    assert_int_equal(quoted.glyph[0].gid, plain.glyph[0].gid);
    assert_int_equal(quoted.glyph[2].gid, plain.glyph[2].gid);
    assert_int_equal(quoted.cluster[2].at, 6);
    struct shaped minus = shape(f, &font, SHAPE_VERTICAL, "漢－字");
    assert_false(minus.cluster[1].vertical);
    assert_true(minus.cluster[2].vertical);
}

/* --- every character of JIS X 0208 ---------------------------------------- */

static void
all_of_jis(void **state)
{
    struct fixture *f = *state;
    struct composite font = alone(f, "BIZ UDGothic Regular");
    const struct face *sans = font.part[ROLE_JAPANESE].face;
    struct buf text = {0};
    uint32_t *jis;
    assert_int_equal(jis_x_0208(f->arena, f->diag, &jis), ERR_OK);
    for (size_t i = 0; i < JIS_X_0208_N; i++) {
        char utf8[4];
        buf_put(&text, utf8, utf8_put(jis[i], utf8));
    }
    buf_byte(&text, '\0');
    struct shaped s = shape(f, &font, 0, text.p);
    buf_fini(&text);
    assert_int_equal(s.n, JIS_X_0208_N);
    for (size_t i = 0; i < s.n; i++) {
        assert_int_equal(s.cluster[i].n_glyphs, 1);
        assert_int_equal(s.glyph[i].gid, face_glyph(sans, jis[i], 0));
        assert_int_equal(s.cluster[i].advance,
            unit_scale(SIZE, face_advance(sans, s.glyph[i].gid), 1000));
        assert_int_equal(s.glyph[i].x, 0);
        assert_int_equal(s.glyph[i].y, 0);
    }
}

/* --- what is said --------------------------------------------------------- */

static void
fallback(void **state)
{
    struct fixture *f = *state;
    struct composite font = mixed(f);
    font.part[ROLE_JAPANESE].scale = 950;
    struct shaped s = shape(f, &font, 0, "\u5409\U00020BB7");
    assert_ptr_equal(s.cluster[0].face, font.part[ROLE_JAPANESE].face);
    assert_ptr_equal(s.cluster[1].face, font.fallback[0]);
    assert_int_equal(s.cluster[1].size, SIZE * 95 / 100);
    /* Noto lacks U+2252: BIZ first, and BIZ behind Noto. */
    struct composite noto = alone(f, "Noto Sans CJK JP Regular");
    refuse(f, &noto, "漢\u2252",
        "copy.md:5:11: error: no face has the character \u2252 (U+2252) "
        "(composite font \"alone\"); add a face that has it to `fallback` of "
        "[font alone] [font.no-glyph]");
    noto.fallback[noto.n_fallbacks++] = font.part[ROLE_JAPANESE].face;
    shape(f, &noto, 0, "漢\u2252");
}

static void
says_all_missing(void **state)
{
    struct fixture *f = *state;
    struct composite font = alone(f, "Inter Regular");
    font.name = NULL;
    refuse(f, &font, "a漢b字漢",
        "copy.md:5:11: error: no face has the character 漢 (U+6F22)");
    fixture_expect(f, "copy.md:5:13: error: no face has the character 字");
    assert_int_equal(diag_count(f->diag), 2);
    refuse(f, &font, "\x01", "no face has the character  (U+0001)");
    /* The base is there, the mark is not. */
    refuse(f, &font, "a\u3099",
        "copy.md:5:11: error: no face has the "
        "character \u3099 (U+3099)");
    refuse(f, &font, "\u05D0\u0627",
        "copy.md:5:10: error: the character \u05D0 (U+05D0) is written from "
        "right to left; it cannot be set [font.right-to-left]");
    refuse(f, &font, "ab\xFF\xE3\x81z",
        "copy.md:5:12: error: this is not UTF-8; save the file as UTF-8 "
        "[font.not-utf8]");
}

static void
says_no_more_than_needed(void **state)
{
    struct fixture *f = *state;
    struct composite font = alone(f, "Inter Regular");
    struct buf text = {0};
    for (uint32_t c = 0x4E00; c < 0x4E00 + 5000; c++) {
        char utf8[4];
        buf_put(&text, utf8, utf8_put(c, utf8));
    }
    buf_byte(&text, '\0');
    refuse(f, &font, text.p,
        "copy.md:5:42: error: this line has more characters that no face has "
        "(over 32 kinds) [font.more-missing]");
    assert_int_equal(diag_count(f->diag), 33);
    buf_fini(&text);
}

/* A place without a column stays without. */
static void
place_without_column(void **state)
{
    struct fixture *f = *state;
    struct composite font = alone(f, "Inter Regular");
    struct shaped s;
    assert_int_equal(font_shape(f->arena, f->diag, (struct loc){"x.csv", 2, 0},
                         &font, SIZE, 0, STR("ab\u6F22"), &s),
        ERR_INPUT);
    fixture_expect(f, "x.csv:2: error: no face");
}

static void
extreme_sizes(void **state)
{
    struct fixture *f = *state;
    struct composite font = mixed(f);
    static const emu sizes[] = {0, 1, UNIT_MAX, INT32_MAX, -SIZE};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct shaped s;
        assert_int_equal(font_shape(f->arena, f->diag, HERE, &font, sizes[i],
                             SHAPE_VERTICAL, STR("漢ﾊﾞwide12"), &s),
            ERR_OK);
        assert_int_equal(s.cluster[0].advance, sizes[i]);
    }
}

/* A text that comes again is not shaped again; the composite counts by what it
 * says, not by where it stands. */
static void
comes_again(void **state)
{
    struct fixture *f = *state;
    struct composite font = mixed(f);
    struct shaped first = shape(f, &font, 0, "漢字12");
    struct composite copy = font;
    struct shaped again = shape(f, &copy, 0, "漢字12");
    assert_ptr_equal(again.cluster, first.cluster);
    assert_ptr_equal(again.glyph, first.glyph);
    struct shaped other = shape(f, &font, SHAPE_VERTICAL, "漢字12");
    assert_true(other.cluster[0].vertical);
    other = shape(f, &font, 0, "漢字1");
    assert_int_equal(other.n, 3);
    font.part[ROLE_FIGURES].scale = 500;
    font.part[ROLE_FIGURES].shift = 100;
    other = shape(f, &font, 0, "漢字12");
    assert_int_equal(other.cluster[2].size, SIZE / 2);
    assert_int_equal(other.cluster[2].shift, SIZE / 10);
    font.part[ROLE_FIGURES].face = NULL;
    other = shape(f, &font, 0, "漢字12");
    assert_ptr_equal(other.cluster[2].face, font.part[ROLE_JAPANESE].face);
    assert_int_equal(font_shape(f->arena, f->diag, HERE, &copy, SIZE * 2, 0,
                         STR("漢字12"), &other),
        ERR_OK);
    assert_int_equal(other.cluster[0].advance, 2 * first.cluster[0].advance);
}

/* What was said about a text is said at its other places, too. */
static void
says_it_again(void **state)
{
    struct fixture *f = *state;
    struct composite font = alone(f, "Noto Sans CJK JP Regular");
    struct loc there = {"other.md", 2, 1};
    struct str text = STR("漢\u845B\U000E01EF");
    struct shaped s;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(
            font_shape(f->arena, f->diag, HERE, &font, SIZE, 0, text, &s),
            ERR_OK);
        assert_int_equal(diag_count(f->diag), 1);
    }
    assert_int_equal(
        font_shape(f->arena, f->diag, there, &font, SIZE, 0, text, &s), ERR_OK);
    assert_int_equal(diag_count(f->diag), 2);
    fixture_expect(f, "other.md:2:2: warning: no face has the variant ");
}

/* More text than is kept is shaped all the same. */
static void
keeps_no_end_of_text(void **state)
{
    struct fixture *f = *state;
    struct composite font = mixed(f);
    char text[2001];
    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = (char)('a' + i % 26);
    text[sizeof text - 1] = '\0';
    for (char c = 'A'; c <= 'Z'; c++) {
        text[0] = c;
        shape(f, &font, 0, text);
    }
    struct shaped last = shape(f, &font, 0, text);
    assert_ptr_not_equal(last.cluster, shape(f, &font, 0, text).cluster);
    text[0] = 'A';
    last = shape(f, &font, 0, text);
    assert_ptr_equal(last.cluster, shape(f, &font, 0, text).cluster);
}

/* Any bytes are shaped or refused; what is shaped is whole. */
static void
any_bytes(void **state)
{
    struct fixture *f = *state;
    struct composite font = mixed(f);
    uint32_t random = 12345;
    for (int round = 0; round < 3000; round++) {
        char text[48];
        struct shaped s;
        size_t n = 0;
        while (n < sizeof text - 4) {
            random = random * 1664525 + 1013904223;
            uint32_t plane = random >> 29, c = random >> 8;
            c = plane < 2   ? c % 0x80
                : plane < 4 ? 0x3000 + c % 0x100
                : plane < 5 ? 0xFE00 + c % 0x200
                : plane < 6 ? 0xE0100 + c % 0xF0
                : plane < 7 ? 0x300 + c % 0x60
                            : c % 0x30000;
            n += utf8_put(c >= 0xD800 && c < 0xE000 ? 0x200D : c, text + n);
        }
        if (round % 5 == 0)
            text[random % n] = (char)(random >> 11);
        struct diag *diag = diag_new();
        struct str all = {text, n};
        if (font_shape(f->arena, diag, HERE, &font, SIZE, (unsigned)round % 8,
                all, &s) == ERR_OK)
            check_whole(&s, all);
        else
            assert_true(diag_errors(diag) > 0);
        diag_free(diag);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles_by_character),
        FIXTURE_TEST(roles_by_context),
        FIXTURE_TEST(parts_have_size_and_shift),
        FIXTURE_TEST(missing_part_is_japanese),
        FIXTURE_TEST(figures_are_tabular),
        FIXTURE_TEST(figures_may_be_proportional),
        FIXTURE_TEST(figures_use_the_tabular_glyphs),
        FIXTURE_TEST(latin_is_kerned_japanese_not),
        FIXTURE_TEST(ligature_is_one_cluster),
        FIXTURE_TEST(marks_go_with_their_base),
        FIXTURE_TEST(variants),
        FIXTURE_TEST(invisible_characters),
        FIXTURE_TEST(dashes),
        FIXTURE_TEST(vertical),
        FIXTURE_TEST(vertical_stand_ins),
        FIXTURE_TEST(all_of_jis),
        FIXTURE_TEST(fallback),
        FIXTURE_TEST(says_all_missing),
        FIXTURE_TEST(says_no_more_than_needed),
        FIXTURE_TEST(place_without_column),
        FIXTURE_TEST(extreme_sizes),
        FIXTURE_TEST(comes_again),
        FIXTURE_TEST(says_it_again),
        FIXTURE_TEST(keeps_no_end_of_text),
        FIXTURE_TEST(any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
