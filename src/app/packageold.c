#include "app/packageold.h"

#include <string.h>

#include "app/oldfolder.h"
#include "app/package.h"
#include "app/packagename.h"

DIAG_MESSAGE(not_folder, "app.package-not-folder", DIAG_ERROR,
    "「{1}」はフォルダーではありません。入稿データには新しいフォルダーの名前を"
    "指定してください",
    "\"{1}\" is no folder; name a new folder for the package");
DIAG_MESSAGE(foreign, "app.package-foreign", DIAG_ERROR,
    "フォルダー「{1}」には入稿データでないもの（{2}）があります。混ざらないよう"
    "に、何も書きませんでした。新しいフォルダーの名前を指定してください",
    "the folder \"{1}\" holds what is no part of a package (\"{2}\"); to mix "
    "nothing, nothing was written. Name a new folder");
DIAG_MESSAGE(changed, "app.package-changed", DIAG_ERROR,
    "前の入稿データ「{1}」の「{2}」は、作られた後に変わっています。失われない"
    "ように、何も書きませんでした。フォルダーを別の名前にするか、消してくださ"
    "い",
    "\"{2}\" in the earlier package \"{1}\" was changed after it was made; not "
    "to lose it, nothing was written. Rename the folder or remove it");

/* The name of the PDF tells those of the others. */
static struct str
stem_of(const char *const *names, size_t n)
{
    struct str stem = {NULL, 0};
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(names[i]);
        if (length > 4 && strcmp(names[i] + length - 4, ".pdf") == 0)
            stem = (struct str){names[i], length - 4};
    }
    return stem;
}

/* STEM-p01.png, with any number of digits. */
static bool
is_picture(struct str stem, const char *name)
{
    if (stem.n == 0 || strncmp(name, stem.p, stem.n) != 0 ||
        strncmp(name + stem.n, "-p", 2) != 0)
        return false;
    const char *digits = name + stem.n + 2;
    size_t n = strspn(digits, "0123456789");
    return n > 0 && strcmp(digits + n, ".png") == 0;
}

static bool
is_ours(const char *const *names, size_t n, const char *name)
{
    struct str stem = stem_of(names, n);
    bool pdf = stem.p == name && packagename_good(name);
    return pdf || strcmp(name, PACKAGE_SHEET) == 0 ||
           strcmp(name, PACKAGE_TABLE) == 0 || is_picture(stem, name);
}

enum err
packageold_find(
    struct kumihan *k, const char *dir, const char *const **out, size_t *n)
{
    static const struct oldfolder_kind kind = {.sums = PACKAGE_SUMS,
        .is_ours = is_ours,
        .not_folder = &not_folder,
        .foreign = &foreign,
        .changed = &changed};
    return oldfolder_find(k, dir, &kind, out, n);
}
