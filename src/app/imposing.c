#include "app/imposing.h"

#include <string.h>

#include "layout/grid.h"
#include "layout/gridpage.h"
#include "sheet/impose.h"

DIAG_MESSAGE(for_paper, "app.impose-type", DIAG_ERROR,
    "面付けは紙のためのものなので、type = {1} ではできません。--profile "
    "print（PDF/X）"
    "か web（ふつうの PDF）を使ってください",
    "pages are put on sheets for paper, not for type = {1}; use --profile "
    "print "
    "(PDF/X) or web (a plain PDF)");
DIAG_MESSAGE(alone, "app.impose-sheet", DIAG_ERROR,
    "--sheet は面付けの用紙です。--impose saddle のように面付けの方法も指定して"
    "ください",
    "--sheet is for pages that are put on sheets; say how, such as --impose "
    "saddle");
DIAG_MESSAGE(bad_sheet, "app.sheet", DIAG_ERROR,
    "用紙「{1}」を知りません。A3、SRA3、B4、菊全 などの名前か、幅と高さ（例 "
    "450mm 320mm）を書いてください",
    "no sheet is called \"{1}\"; write a name such as A3, SRA3 or B4, or width "
    "and height such as 450mm 320mm");
DIAG_MESSAGE(bad_count, "app.per-side", DIAG_ERROR,
    "per-side の「{1}」を読めません。4 のようなページ数か、横x縦の 2x3 "
    "を書いてください",
    "\"{1}\" in per-side cannot be read; write a number of pages such as 4, or "
    "columns x rows such as 2x3");

DIAG_MESSAGE(not_here, "app.impose-unused", DIAG_NOTE,
    "fold・colour-bar・slug "
    "は単ページのためのもので、面付けした用紙には入りません",
    "fold, colour-bar and slug are of single pages; imposed sheets have none "
    "of "
    "them");

static const char *const schemes[] = {
    "saddle", "perfect", "nup", "stack", "fold"};
static const char *const foldings[] = {"half", "letter", "z"};

bool
imposing_is_asked(const struct section *profile)
{
    return !section_word_is(profile, "impose", "none");
}

static emu
length_of(const struct section *profile, const char *key)
{
    return unit_resolve(section_length(profile, key), 0);
}

static enum err
read_sheet(struct kumihan *k, const struct section *profile,
    struct impose_options *out)
{
    struct str text = str_trim(str_of(section_text(profile, "sheet")));
    if (text.n == 0)
        return ERR_OK;
    out->turnable = gridpage_paper(text, out->sheet);
    if (out->turnable || gridpage_measure(text, out->sheet))
        return ERR_OK;
    return DIAG(k->diag, section_loc(profile, "sheet"), &bad_sheet,
        diag_str(k->diag, text));
}

/* A whole number above zero. */
static bool
read_count(struct str text, size_t *out)
{
    int value;
    bool good = str_integer(str_trim(text), &value) && value > 0 &&
                value <= IMPOSE_SIDE_MAX * IMPOSE_SIDE_MAX;
    *out = good ? (size_t)value : 0;
    return good;
}

static enum err
read_per_side(struct kumihan *k, const struct section *profile,
    struct impose_options *out)
{
    const char *text = section_text(profile, "per-side");
    struct str rest, first = str_cut(str_of(text), 'x', &rest);
    if (text == NULL)
        return ERR_OK;
    bool good = read_count(first, &out->columns);
    if (good && rest.p != NULL)
        good = read_count(rest, &out->rows);
    return good ? ERR_OK
                : DIAG(k->diag, section_loc(profile, "per-side"), &bad_count,
                      text);
}

bool
imposing_binds_right(const struct kumihan *k, const struct section *profile)
{
    return section_word_is(profile, "binding", "right") ||
           (section_word_is(profile, "binding", "auto") &&
               impose_binds_right(k->document));
}

static enum err
read_options(struct kumihan *k, const struct section *profile,
    const struct pdf_options *pdf, struct impose_options *out)
{
    bool print = pdf->print != NULL;
    *out = (struct impose_options){.scheme = (enum impose_scheme)section_word(
                                       profile, "impose", schemes, 5),
        .signature = (size_t)section_integer(profile, "signature"),
        .folding =
            (enum impose_folding)section_word(profile, "folding", foldings, 3),
        .blanks = section_word_is(profile, "blanks", "end") ? BLANKS_END
                                                            : BLANKS_BEFORE,
        .right = imposing_binds_right(k, profile),
        .bleed = print ? pdf->print->bleed : PAGE_BLEED,
        .milling = length_of(profile, "milling"),
        .paper = length_of(profile, "paper"),
        .flap = length_of(profile, "flap"),
        .gripper = length_of(profile, "gripper"),
        .marks = section_boolean(profile, "marks"),
        .loc = section_loc(profile, "impose")};
    /* An office lays two A4 pages on an A3 sheet, and nobody trims them. */
    out->gutter = section_has(profile, "gutter") ? length_of(profile, "gutter")
                  : print                        ? 2 * out->bleed
                                                 : 0;
    enum err err = read_sheet(k, profile, out);
    return err == ERR_OK ? read_per_side(k, profile, out) : err;
}

/* What a job says for single pages and does not get here. */
static enum err
say_unused(struct kumihan *k, const struct section *profile)
{
    bool unused = section_has(profile, "fold") ||
                  section_boolean(profile, "colour-bar") ||
                  section_boolean(profile, "slug");
    return unused ? DIAG(k->diag, profile->loc, &not_here, NULL) : ERR_OK;
}

enum err
imposing_make(
    struct kumihan *k, const struct section *profile, struct pdf_options *out)
{
    struct impose_options options;
    struct imposed *imposed;
    bool asked = imposing_is_asked(profile);
    if (!asked && k->options != NULL && k->options->sheet != NULL)
        return DIAG(k->diag, section_loc(profile, "sheet"), &alone, NULL);
    if (!asked)
        return ERR_OK;
    if (out->kind != PDF_PRINT && out->kind != PDF_WEB)
        return DIAG(k->diag, section_loc(profile, "impose"), &for_paper,
            section_text(profile, "type"));
    enum err err = read_options(k, profile, out, &options);
    if (err == ERR_OK && out->print != NULL)
        err = say_unused(k, profile);
    if (err == ERR_OK)
        err = impose_make(k->arena, k->diag, k->document, &options, &imposed);
    if (err == ERR_OK)
        out->imposed = imposed;
    return err;
}
