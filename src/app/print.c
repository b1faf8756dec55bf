#include "app/print.h"

#include <string.h>

#include "app/imposing.h"
#include "app/profile.h"
#include "base/file.h"
#include "sheet/sheet.h"

DIAG_MESSAGE(bad_fold, "app.fold", DIAG_ERROR,
    "fold の「{1}」を長さとして読めません。99mm, 198mm のように、仕上がりの左端"
    "からの距離をコンマで区切って書いてください",
    "\"{1}\" in fold is no length; write distances from the left edge of the "
    "trim with commas between, such as 99mm, 198mm");

static const char *const standards[] = {"X-4", "X-1a"};
/* As ICC.1 numbers them (7.2.15). */
static const char *const intents[] = {"perceptual", "relative-colorimetric",
    "saturation", "absolute-colorimetric"};

static enum err
read_profile(struct kumihan *k, const struct section *profile, const char *key,
    struct pdf_profile *out)
{
    out->path = section_file(profile, key);
    out->loc = section_loc(profile, key);
    if (out->path == NULL)
        return ERR_OK;
    return file_read(k->arena, k->diag, out->loc, out->path, &out->bytes);
}

static enum err
read_folds(
    struct kumihan *k, const struct section *profile, struct sheet_options *out)
{
    const char **text = section_list(k->arena, profile, "fold", &out->n_folds);
    emu *fold = arena_array(k->arena, out->n_folds + 1, sizeof *fold);
    if (text == NULL || fold == NULL)
        return ERR_NOMEM;
    out->fold = fold;
    for (size_t i = 0; i < out->n_folds; i++) {
        struct length length;
        if (!unit_parse(str_of(text[i]), &length) || length.em_milli != 0)
            return DIAG(
                k->diag, section_loc(profile, "fold"), &bad_fold, text[i]);
        fold[i] = length.fixed;
    }
    return ERR_OK;
}

static enum err
make_sheets(
    struct kumihan *k, const struct section *profile, struct pdf_print *print)
{
    struct document *around;
    struct sheet_options sheet = {.bleed = print->bleed,
        .marks = section_boolean(profile, "marks"),
        .colour_bar = section_boolean(profile, "colour-bar"),
        .slug = section_boolean(profile, "slug"),
        .spots = print->spots,
        .note = print->condition,
        .loc = profile->loc};
    enum err err = read_folds(k, profile, &sheet);
    print->margin = sheet_margin(&sheet);
    if (err == ERR_OK)
        err = sheet_around(k->arena, k->diag, k->document, &sheet, &around);
    if (err == ERR_OK)
        print->around = around;
    return err;
}

enum err
print_options(struct kumihan *k, const struct section *profile,
    const struct pdf_print **out)
{
    struct pdf_print *print = arena_alloc(k->arena, sizeof *print);
    if (print == NULL)
        return ERR_NOMEM;
    *out = print;
    print->x1a = section_word(profile, "pdfx", standards, 2) == 1;
    print->condition = section_text(profile, "condition");
    print->intent = (int)section_word(profile, "intent", intents, 4);
    print->spots = section_boolean(profile, "spot");
    print->bleed = unit_resolve(section_length(profile, "bleed"), 0);
    print->loc = profile_loc(k, profile);
    print->dated = job_find(k->job, "document", "")->loc;
    enum err err = read_profile(k, profile, "intent-profile", &print->profile);
    if (err == ERR_OK)
        err = read_profile(k, profile, "source-profile", &print->source);
    print->margin = print->bleed;
    if (err != ERR_OK || imposing_is_asked(profile))
        return err;
    return make_sheets(k, profile, print);
}
