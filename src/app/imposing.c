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

DIAG_MESSAGE(bad_sizes, "app.signature", DIAG_ERROR,
    "signature の「{1}」を読めません。折丁のページ数 4・8・16・32 を、大きさが"
    "いくつかあれば 16 8 のように 1 回ずつ書くか、auto と書いてください",
    "\"{1}\" in signature cannot be read; write 4, 8, 16 or 32, several sizes "
    "once each such as 16 8, or auto");
DIAG_MESSAGE(no_cover, "app.impose-spine", DIAG_ERROR,
    "{1} は表紙の背のためのキーで、cover = no では働きません。cover = yes に"
    "するか、{1} を消してください",
    "{1} is of a cover's back and does nothing with cover = no; write cover = "
    "yes, or leave {1} out");

DIAG_MESSAGE(no_flap, "app.impose-flap", DIAG_ERROR,
    "flap は巻三つ折りで折り込む面のためのもので、folding = {1} "
    "では働きません。"
    "folding = letter にするか、flap を消してください",
    "flap is of the panel that a letter folds in and does nothing with folding "
    "= {1}; write folding = letter, or leave flap out");

DIAG_MESSAGE(not_here, "app.impose-unused", DIAG_NOTE,
    "fold（折りトンボの位置）は単ページのためのものです。面付けした用紙の折り"
    "トンボは、面付けから決まります",
    "fold is of single pages; where imposed sheets are folded is known from "
    "the scheme");

DIAG_MESSAGE(apart, "app.impose-key", DIAG_ERROR,
    "{1} は impose = {2} では働きません（{3} のためのキーです）。{1} "
    "を消すか、impose を直してください",
    "{1} does nothing with impose = {2}: it is a key of {3}. Leave {1} out, or "
    "correct impose");
DIAG_MESSAGE(passed_over, "app.impose-passed", DIAG_NOTE,
    "--impose {2} で作るので、{1}（{3} のためのキー）は使っていません",
    "with --impose {2} the key {1}, which is one of {3}, is not used");

static const char *const schemes[] = {
    "saddle", "perfect", "nup", "stack", "fold"};
static const char *const foldings[] = {"half", "letter", "z"};

enum { SCHEMES = sizeof schemes / sizeof *schemes };

enum { PER_SIDE, SIGNATURE };

/* Keys that act in some schemes only. */
static const struct {
    const char *key;
    bool acts[SCHEMES]; /* saddle, perfect, nup, stack, fold */
    const char *in;     /* those schemes, for messages */
} keys[] = {
    [PER_SIDE] = {"per-side", {false, false, true, true, true},
        "nup, stack, fold"},
    [SIGNATURE] = {"signature", {true, true}, "saddle, perfect"},
    {"work-and-turn", {true, true}, "saddle, perfect"},
    {"paper", {true, true}, "saddle, perfect"},
    {"milling", {false, true}, "perfect"},
    {"cover", {true, true}, "saddle, perfect"},
    {"spine", {false, true}, "perfect"},
    {"spine-colour", {false, true}, "perfect"},
    {"folding", {[IMPOSE_FOLD] = true}, "fold"},
    {"flap", {[IMPOSE_FOLD] = true}, "fold"},
};

enum { KEYS = sizeof keys / sizeof *keys };

bool
imposing_is_asked(const struct section *profile)
{
    return profile != NULL && !section_word_is(profile, "impose", "none");
}

/* --- what the profile says ------------------------------------------------ */

static bool
is_print(const struct section *profile)
{
    return section_word_is(profile, "type", "print");
}

static emu
length_of(const struct section *profile, const char *key)
{
    return unit_resolve(section_length(profile, key), 0);
}

/* Where KEY is said, else where imposition is asked for. */
static struct loc
place_of(const struct section *profile, const char *key)
{
    return section_loc(profile, section_has(profile, key) ? key : "impose");
}

static bool
by_command(struct loc loc)
{
    return loc.file != NULL && strncmp(loc.file, "--", 2) == 0;
}

static enum impose_scheme
scheme_of(const struct section *profile)
{
    return (enum impose_scheme)section_word(
        profile, "impose", schemes, SCHEMES);
}

/* A key that another scheme is steered by is a fault of the job, unless the
 * scheme alone was changed for once. */
static enum err
check_keys(struct kumihan *k, const struct section *profile)
{
    bool once = by_command(section_loc(profile, "impose"));
    enum impose_scheme scheme = scheme_of(profile);
    enum err worst = ERR_OK;
    for (size_t i = 0; i < KEYS; i++) {
        if (keys[i].acts[scheme] || !section_has(profile, keys[i].key))
            continue;
        struct loc loc = section_loc(profile, keys[i].key);
        enum err err =
            DIAG(k->diag, loc, once && !by_command(loc) ? &passed_over : &apart,
                keys[i].key, schemes[scheme], keys[i].in);
        worst = err_worse(worst, err);
    }
    return worst;
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
    if (text == NULL || !keys[PER_SIDE].acts[out->scheme])
        return ERR_OK;
    bool good = read_count(first, &out->columns);
    if (good && rest.p != NULL)
        good = read_count(rest, &out->rows);
    return good ? ERR_OK
                : DIAG(k->diag, section_loc(profile, "per-side"), &bad_count,
                      text);
}

/* Puts SIZE among those of OUT, the largest first; false: it is there, or there
 * are too many. */
static bool
add_size(struct impose_options *out, size_t size)
{
    size_t at = IMPOSE_SIZES - 1;
    if (out->signature[at] != 0)
        return false;
    for (; at > 0 && out->signature[at - 1] < size; at--)
        out->signature[at] = out->signature[at - 1];
    out->signature[at] = size;
    return at == 0 || out->signature[at - 1] != size;
}

/* `16`, `16 8`, `16, 8`, `auto`. */
static enum err
read_signature(struct kumihan *k, const struct section *profile,
    struct impose_options *out)
{
    const char *text = section_text(profile, "signature");
    if (text == NULL)
        out->signature[0] = out->scheme == IMPOSE_SADDLE ? 4 : 16;
    if (text == NULL || strcmp(text, "auto") == 0 ||
        !keys[SIGNATURE].acts[out->scheme])
        return ERR_OK;
    bool good = true;
    for (const char *at = text; *at != '\0';) {
        size_t size, n = strcspn(at, " ,");
        if (n > 0)
            good = good && read_count((struct str){at, n}, &size) &&
                   add_size(out, size);
        at += n + (at[n] != '\0');
    }
    return good && out->signature[0] != 0
               ? ERR_OK
               : DIAG(k->diag, section_loc(profile, "signature"), &bad_sizes,
                     text);
}

/* Only a letter has a panel that is folded in. */
static enum err
check_flap(struct kumihan *k, const struct section *profile,
    const struct impose_options *o)
{
    bool flap = o->scheme == IMPOSE_FOLD && section_has(profile, "flap");
    return !flap || o->folding == FOLDING_LETTER
               ? ERR_OK
               : DIAG(k->diag, section_loc(profile, "flap"), &no_flap,
                     foldings[o->folding]);
}

static enum err
read_back(struct kumihan *k, const struct section *profile,
    struct impose_options *out)
{
    out->spine = length_of(profile, "spine");
    if (!section_has(profile, "spine-colour"))
        return ERR_OK;
    struct colour *back = arena_alloc(k->arena, sizeof *back);
    if (back == NULL)
        return ERR_NOMEM;
    *back = section_colour(profile, "spine-colour");
    out->back = back->transparent ? NULL : back;
    return ERR_OK;
}

static enum err
read_cover(struct kumihan *k, const struct section *profile,
    struct impose_options *out)
{
    static const char *const covers[] = {"no", "yes", "only", "without"};
    static const char *const of_back[] = {"spine", "spine-colour"};
    if (!keys[SIGNATURE].acts[out->scheme])
        return ERR_OK;
    out->cover = (enum impose_cover)section_word(profile, "cover", covers, 4);
    out->at.cover = place_of(profile, "cover");
    if (out->scheme == IMPOSE_SADDLE)
        return ERR_OK;
    for (int i = 0; i < 2 && out->cover == COVER_NONE; i++)
        if (section_has(profile, of_back[i]))
            return DIAG(k->diag, section_loc(profile, of_back[i]), &no_cover,
                of_back[i]);
    return read_back(k, profile, out);
}

static emu
twice(emu length)
{
    return length < UNIT_MAX / 2 ? 2 * length : UNIT_MAX;
}

/* What stands around pages for the press. */
static void
read_print(const struct section *profile, struct impose_options *out)
{
    out->bleed = PAGE_BLEED;
    if (!is_print(profile))
        return;
    out->bleed = length_of(profile, "bleed");
    out->colour_bar = section_boolean(profile, "colour-bar");
    out->slug = section_boolean(profile, "slug");
    out->spots = section_boolean(profile, "spot");
    out->note = section_text(profile, "condition");
    out->at.colour_bar = place_of(profile, "colour-bar");
    out->at.slug = place_of(profile, "slug");
}

/* All but the side that is bound, which the pages may decide. */
static enum err
read_options(struct kumihan *k, const struct section *profile,
    struct impose_options *out)
{
    *out = (struct impose_options){.scheme = scheme_of(profile),
        .folding =
            (enum impose_folding)section_word(profile, "folding", foldings, 3),
        .blanks = section_word_is(profile, "blanks", "end") ? BLANKS_END
                                                            : BLANKS_BEFORE,
        .work_and_turn = section_boolean(profile, "work-and-turn"),
        .milling = length_of(profile, "milling"),
        .paper = length_of(profile, "paper"),
        .flap = length_of(profile, "flap"),
        .gripper = length_of(profile, "gripper"),
        .marks = section_boolean(profile, "marks"),
        .at = {.scheme = section_loc(profile, "impose"),
            .sheet = place_of(profile, "sheet")}};
    out->at.count = place_of(
        profile, keys[SIGNATURE].acts[out->scheme] ? "signature" : "per-side");
    read_print(profile, out);
    /* An office lays two A4 pages on an A3 sheet, and nobody trims them. */
    out->gutter = section_has(profile, "gutter") ? length_of(profile, "gutter")
                  : is_print(profile)            ? twice(out->bleed)
                                                 : 0;
    enum err err = check_keys(k, profile);
    err = err_worse(err, read_sheet(k, profile, out));
    err = err_worse(err, read_per_side(k, profile, out));
    err = err_worse(err, read_signature(k, profile, out));
    err = err_worse(err, check_flap(k, profile, out));
    return err_worse(err, read_cover(k, profile, out));
}

/* --- before there are pages, and with them -------------------------------- */

static enum err
check_type(struct kumihan *k, const struct section *profile)
{
    if (is_print(profile) || section_word_is(profile, "type", "web"))
        return ERR_OK;
    return DIAG(k->diag, section_loc(profile, "impose"), &for_paper,
        section_text(profile, "type"));
}

enum err
imposing_foresee(struct kumihan *k)
{
    const struct section *profile = k->profile;
    struct impose_options options;
    emu size[2];
    if (!imposing_is_asked(profile)) {
        bool sheet = k->options != NULL && k->options->sheet != NULL;
        return profile == NULL || !sheet
                   ? ERR_OK
                   : DIAG(k->diag, section_loc(profile, "sheet"), &alone, NULL);
    }
    enum err err = check_type(k, profile);
    if (err == ERR_OK)
        err = read_options(k, profile, &options);
    const struct section *page = job_next(k->job, "page", NULL);
    if (err != ERR_OK || page == NULL)
        return err;
    err = gridpage_size(k->diag, page, size);
    return err == ERR_OK ? impose_check(k->diag, &options, size) : err;
}

bool
imposing_binds_right(const struct kumihan *k, const struct section *profile)
{
    return section_word_is(profile, "binding", "right") ||
           (section_word_is(profile, "binding", "auto") &&
               impose_binds_right(k->document));
}

enum err
imposing_make(struct kumihan *k)
{
    const struct section *profile = k->profile;
    struct impose_options options;
    if (!imposing_is_asked(profile))
        return ERR_OK;
    enum err err = read_options(k, profile, &options);
    if (err == ERR_OK && is_print(profile) && section_has(profile, "fold"))
        err = DIAG(k->diag, section_loc(profile, "fold"), &not_here, NULL);
    if (err != ERR_OK)
        return err;
    options.right = imposing_binds_right(k, profile);
    return impose_make(k->arena, k->diag, k->document, &options, &k->imposed);
}
