/* Words divided at the end of a line: soft hyphens, dictionaries. */
#include "test_text_fixture.h"

#include "text/dictionary.h"

#define SHY "\xC2\xAD"
#define ZWSP "\xE2\x80\x8B"
#define WJ "\xE2\x81\xA0"

static struct dictionary *
english(struct fixture *f)
{
    struct dictionary *dictionary;
    assert_int_equal(
        dictionary_load(f->diag, LOC_NONE, "en-US", &dictionary), ERR_OK);
    f->style.hyphenate = dictionary;
    return dictionary;
}

/* --- soft hyphens ------------------------------------------------------ */

/* The hyphen is a glyph of its own, counted in the width of the line. */
static void
a_soft_hyphen_shows_where_the_line_ends(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check(f, "ab" SHY "cdef", 2,
        "0:a 500:b 1000:- |1500 1500 0\n"
        "0:c 500:d 1000:e 1500:f |2000 2000 0!\n");
    check(f, "ab" SHY "cdef", 3,
        "0:a 500:b 1000:c 1500:d 2000:e 2500:f |3000 3000 0!\n");
    /* Just too narrow for the hyphen: the earlier one is taken. */
    check_texts(f, "a" SHY "bcd" SHY "ef", 2, "abcdef//");
    assert_int_equal(diag_count(f->diag), 0);
}

/* In justified lines the hyphen ends flush with the measure. */
static void
a_line_with_a_hyphen_is_flush(void **state)
{
    struct fixture *f = *state;
    check(f, "組版の工夫book" SHY "binding", 8,
        "0:組 1000:版 2000:の 3000:工 4000:夫 5500:b 6000:o 6500:o 7000:k "
        "7500:- |7750 8000 2\n"
        "0:b 500:i 1000:n 1500:d 2000:i 2500:n 3000:g |3500 3500 0!\n");
}

/* What is copied has no hyphens, and a divided word is whole on the line where
 * it begins. */
static void
copied_words_are_whole(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check_texts(
        f, "the inter" SHY "national, fair", 5, "the international,//fair");
    check_texts(f, "in" SHY "ter" SHY "na" SHY "tion" SHY "al of", 3,
        "international///of");
    check_texts(f, "soft" SHY "ware", 5, "software");
    /* over two spans */
    check_texts(f, "in[ter" SHY "na]tional of", 4, "internat/ional of");
    /* a forced break is none of a hyphen's */
    check_texts(f, "soft" SHY "^ware is", 5, "soft/ware is");
}

/* U+00AD among Japanese allows a break and shows nothing. */
static void
among_japanese_it_is_an_opportunity_only(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    check(f, "組版" SHY "、工夫", 2,
        "0:組 |1000 1000 0\n"
        "0:版 1000:、 |1500 1500 0\n"
        "0:工 1000:夫 |2000 2000 0!\n");
    check_texts(f, "組版組[版" SHY "工夫]", 4, "組版組/版工夫");
    check_texts(f, "組版組版" SHY WJ "工夫", 4, "組版組/版" WJ "工夫");
}

/* --- dictionaries ------------------------------------------------------ */

static void
dictionaries_divide_words(void **state)
{
    struct fixture *f = *state;
    struct dictionary *dictionary = english(f);
    static const char *const words[][2] = {
        {"internationalization", "in-ter-na-tion-al-iza-tion"},
        {"hyphenation", "hy-phen-ation"},
        {"typesetting", "type-set-ting"},
        {"table", "ta-ble"},
        {"aged", "aged"},
        {"onto", "onto"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        uint32_t c[DICTIONARY_WORD_MAX];
        bool point[DICTIONARY_WORD_MAX];
        char got[64] = "", *p = got;
        size_t n = strlen(words[i][0]);
        for (size_t k = 0; k < n; k++)
            c[k] = (unsigned char)words[i][0][k];
        dictionary_divide(dictionary, c, n, point);
        for (size_t k = 0; k < n; k++) {
            *p++ = words[i][0][k];
            if (point[k])
                *p++ = '-';
        }
        assert_string_equal(got, words[i][1]);
    }
    dictionary_free(dictionary);
}

static void
words_are_divided_when_the_style_asks(void **state)
{
    struct fixture *f = *state;
    f->setting.align = TEXT_START;
    struct dictionary *dictionary = english(f);
    check(f, "組版のtypesetting", 5,
        "0:組 1000:版 2000:の |3000 3000 0\n"
        "0:t 500:y 1000:p 1500:e 2000:s 2500:e 3000:t 3500:- |4000 4000 0\n"
        "0:t 500:i 1000:n 1500:g |2000 2000 0!\n");
    check_texts(f, "組版のTypesetting", 5, "組版の/Typesetting/");
    f->setting.balance = true; /* headings are not divided */
    check_texts(f, "組版のtypesetting", 6, "組版の/typesetting");
    assert_int_equal(diag_count(f->diag), 0);
    dictionary_free(dictionary);
}

/* Numbers, addresses, capitals, names with capitals inside, compounds, words
 * joined by the author, words of the keep list. */
static void
what_is_never_divided(void **state)
{
    struct fixture *f = *state;
    struct dictionary *dictionary = english(f);
    static const struct str keep[] = {{"international", 13}};
    static const char *const whole[] = {"INTERNATIONAL", "interNational",
        "international9", "9international", "international@example.com",
        "www.international.or.jp", "https://example.com/international",
        "well-international", "international-well", "[international]",
        "interna" WJ "tional", "internation" SHY "al", "international's"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        assert_int_equal(compose(f, whole[i], 40), ERR_OK);
        assert_int_equal(f->n, 1);
        f->setting.align = TEXT_START;
        assert_int_equal(compose(f, whole[i], 5), ERR_OK);
        for (size_t k = 0; k < f->n; k++) {
            const struct text_line *line = &f->line[k];
            for (size_t p = 0; p < line->n; p++)
                if (str_equal(line->piece[p].run.text, STR("-")) &&
                    strstr(whole[i], SHY) == NULL)
                    fail_msg("%s divided: %s", whole[i], line_texts(f));
        }
    }
    diag_free(f->diag);
    f->diag = diag_new();
    check_texts(f, "an international", 6, "an international/");
    f->setting.keep = keep, f->setting.n_keep = 1;
    check_texts(f, "an international", 6, "an internati/onal");
    dictionary_free(dictionary);
}

/* A hyphen is dearer than squeezing and word spaces, cheaper than opening the
 * text; two in a row are avoided; an author's own is taken first. */
static void
hyphens_are_a_last_but_one_resort(void **state)
{
    struct fixture *f = *state;
    struct dictionary *dictionary = english(f);
    check(f,
        "The art of typesetting is to arrange letters so that reading is a "
        "continuous pleasure and nothing between reader and writer is seen",
        9,
        "0:T 500:h 1000:e 1500:  2333:a 2833:r 3333:t 3833:  4667:o 5167:f "
        "5667:  6500:t 7000:y 7500:p 8000:e 8500:- |7499 9000 4\n"
        "0:s 500:e 1000:t 1500:t 2000:i 2500:n 3000:g 3500:  4167:i 4667:s "
        "5167:  5833:t 6333:o 6833:  7500:a 8000:r 8500:- |7999 9000 4\n"
        "0:r 500:a 1000:n 1500:g 2000:e 2500:  3500:l 4000:e 4500:t 5000:t "
        "5500:e 6000:r 6500:s 7000:  8000:s 8500:o |7666 9000 4\n"
        "0:t 500:h 1000:a 1500:t 2000:  3250:r 3750:e 4250:a 4750:d 5250:i "
        "5750:n 6250:g 6750:  8000:i 8500:s |7166 9000 4\n"
        "0:a 500:  1000:c 1500:o 2000:n 2500:t 3000:i 3500:n 4000:u 4500:o "
        "5000:u 5500:s 6000:  6500:p 7000:l 7500:e 8000:a 8500:- |8666 9000 1\n"
        "0:s 500:u 1000:r 1500:e 2000:  3000:a 3500:n 4000:d 4500:  5500:n "
        "6000:o 6500:t 7000:h 7500:i 8000:n 8500:g |7666 9000 4\n"
        "0:b 500:e 1000:t 1500:w 2000:e 2500:e 3000:n 3500:  4000:r 4500:e "
        "5000:a 5500:d 6000:e 6500:r 7000:  7500:a 8000:n 8500:d |8666 9000 1\n"
        "0:w 500:r 1000:i 1500:t 2000:e 2500:r 3000:  3333:i 3833:s 4333:  "
        "4666:s 5166:e 5666:e 6166:n |6666 6666 0!\n");
    check_texts(f, "組版の工夫はtypesetting、印刷の工夫はprinting", 10,
        "組版の工夫はtypesetting、/印刷の工夫は/printing");
    dictionary_free(dictionary);
}

static void
missing_dictionaries_are_said(void **state)
{
    struct fixture *f = *state;
    struct dictionary *dictionary;
    static const char *const langs[] = {"de-DE", "xx", "en-ZZ"};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(dictionary_load(f->diag, (struct loc){"j.ini", 3, 9},
                             langs[i], &dictionary),
            ERR_ENVIRONMENT);
        assert_null(dictionary);
    }
    assert_string_equal(diags(f, DIAG_EN),
        "j.ini:3:9: error: there is no hyphenation dictionary for \"de-DE\" "
        "(/usr/share/hyphen/hyph_de_DE.dic); write a language such as en-US, "
        "install its package hyphen-de "
        "(apt install hyphen-de), or write hyphenate = no "
        "[text.no-dictionary]\n"
        "j.ini:3:9: error: there is no hyphenation dictionary for \"xx\" "
        "(/usr/share/hyphen/hyph_xx.dic); write a language such as en-US, "
        "install its package hyphen-xx (apt "
        "install hyphen-xx), or write hyphenate = no [text.no-dictionary]\n"
        "j.ini:3:9: error: there is no hyphenation dictionary for \"en-ZZ\" "
        "(/usr/share/hyphen/hyph_en_ZZ.dic); write a language such as en-US, "
        "install its package hyphen-en-zz "
        "(apt install hyphen-en-zz), or write hyphenate = no "
        "[text.no-dictionary]\n");
    assert_string_equal(diags(f, DIAG_JA),
        "j.ini:3:9: エラー: 言語「de-DE」のハイフネーション辞書 "
        "/usr/share/hyphen/hyph_de_DE.dic がありません。en-US "
        "のような言語を書き、"
        "その辞書のパッケージ hyphen-de を入れる（apt install hyphen-de）か、"
        "hyphenate を no にしてください [text.no-dictionary]\n"
        "j.ini:3:9: エラー: 言語「xx」のハイフネーション辞書 "
        "/usr/share/hyphen/hyph_xx.dic がありません。en-US のような言語を書き、"
        "その辞書のパッケージ hyphen-xx を入れる（apt install hyphen-xx）か、"
        "hyphenate を no にしてください [text.no-dictionary]\n"
        "j.ini:3:9: エラー: 言語「en-ZZ」のハイフネーション辞書 "
        "/usr/share/hyphen/hyph_en_ZZ.dic がありません。en-US "
        "のような言語を書き、"
        "その辞書のパッケージ hyphen-en-zz を入れる（apt install "
        "hyphen-en-zz）か、"
        "hyphenate を no にしてください [text.no-dictionary]\n");
}

/* No hyphen anywhere changes what is copied, whatever the measure, and none
 * stands outside it. */
static void
copied_text_is_the_source_at_every_measure(void **state)
{
    struct fixture *f = *state;
    struct dictionary *dictionary = english(f);
    static const char text[] =
        "Kumihan組版のtypographical considerations、" SHY "re" SHY "markable "
        "hyphenation。";
    static const char copied[] = "Kumihan組版のtypographicalconsiderations、"
                                 "remarkablehyphenation。";
    for (int align = TEXT_START; align <= TEXT_SPREAD; align++)
        for (int ems = 1; ems < 40; ems++) {
            char got[256] = "";
            size_t n = 0;
            f->setting.align = (enum text_align)align;
            assert_int_equal(compose(f, text, ems), ERR_OK);
            for (size_t k = 0; k < f->n && ems > 10; k++) {
                assert_true(f->line[k].width <= ems * EM);
                if (f->line[k].step > 0)
                    assert_int_equal(f->line[k].width, ems * EM);
            }
            for (size_t k = 0; k < f->n; k++)
                for (size_t i = 0; i < f->line[k].text.n; i++)
                    if (f->line[k].text.p[i] != ' ')
                        got[n++] = f->line[k].text.p[i];
            assert_string_equal(got, copied);
        }
    dictionary_free(dictionary);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_soft_hyphen_shows_where_the_line_ends),
        TEST(a_line_with_a_hyphen_is_flush),
        TEST(copied_words_are_whole),
        TEST(among_japanese_it_is_an_opportunity_only),
        TEST(dictionaries_divide_words),
        TEST(words_are_divided_when_the_style_asks),
        TEST(what_is_never_divided),
        TEST(hyphens_are_a_last_but_one_resort),
        TEST(missing_dictionaries_are_said),
        TEST(copied_text_is_the_source_at_every_measure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
