#include "app/packagename.h"

#include <string.h>
#include <strings.h>

#include "app/profile.h"

DIAG_MESSAGE(bad_name, "app.package-name", DIAG_ERROR,
    "「{1}」は入稿データの名前に使えません。使えるのは半角の英数字と . _ - で、"
    "先頭は英数字、64 字までです。[package] に name = 名前 を書くか、-o 名前 で"
    "指定してください",
    "\"{1}\" is no name for the files of a package: letters A to Z, digits and "
    ". _ - may stand there, first a letter or a digit, 64 at most. Write name "
    "= NAME in [package], or give -o NAME");

static bool
is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

/* CON, NUL, COM1 ..., with any ending: no file on Windows may be called so. */
static bool
is_device(const char *name)
{
    static const char *const devices[] = {
        "con", "prn", "aux", "nul", "com", "lpt"};
    size_t n = strcspn(name, ".");
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++) {
        if (strncasecmp(name, devices[i], 3) != 0)
            continue;
        if (i < 4 ? n == 3 : n == 4 && name[3] >= '1' && name[3] <= '9')
            return true;
    }
    return false;
}

bool
packagename_good(const char *name)
{
    return packagename_fits(name, PACKAGE_NAME_MAX);
}

bool
packagename_fits(const char *name, size_t most)
{
    size_t n = strlen(name);
    if (n == 0 || n > most || !is_alnum(name[0]) || name[n - 1] == '.' ||
        is_device(name))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!is_alnum(name[i]) && strchr("._-", name[i]) == NULL)
            return false;
    return true;
}

/* NAME without ENDING.  NULL: no memory. */
static const char *
without(struct arena *arena, const char *name, const char *ending)
{
    struct str rest = str_without(name, ending);
    return arena_strndup(arena, rest.p, rest.n);
}

/* As the PDF would be called. */
static enum err
of_output(struct kumihan *k, const char **out, struct loc *loc)
{
    const char *path = profile_output(k, k->profile, NULL);
    if (path == NULL)
        return ERR_NOMEM;
    const char *slash = strrchr(path, '/');
    *out = without(k->arena, slash == NULL ? path : slash + 1, ".pdf");
    const struct section *document = job_find(k->job, "document", "");
    *loc = section_has(k->profile, "output") ? section_loc(k->profile, "output")
           : section_has(document, "output") ? section_loc(document, "output")
                                             : (struct loc){.file = k->path};
    return *out == NULL ? ERR_NOMEM : ERR_OK;
}

enum err
packagename_find(struct kumihan *k, const char *given, const char **out)
{
    struct loc loc = LOC_NONE;
    enum err err = ERR_OK;
    const struct section *package = job_find(k->job, "package", "");
    *out = section_text(package, "name");
    if (given != NULL) {
        *out = without(k->arena, given, ".pdf");
        err = *out == NULL ? ERR_NOMEM : ERR_OK;
    } else if (*out != NULL) {
        loc = section_loc(package, "name");
    } else {
        err = of_output(k, out, &loc);
    }
    if (err != ERR_OK || packagename_good(*out))
        return err;
    err = DIAG(k->diag, loc, &bad_name, *out);
    return err == ERR_INPUT && given != NULL ? ERR_USAGE : err;
}

const char *
packagename_picture(
    struct arena *arena, const char *name, size_t number, size_t of)
{
    int digits = 2;
    for (size_t rest = of / 100; rest > 0; rest /= 10)
        digits++;
    return arena_printf(arena, "%s-p%0*zu.png", name, digits, number);
}
