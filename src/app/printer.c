#include "app/printer.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "config/fault.h"

DIAG_MESSAGE(unknown, "app.printer", DIAG_ERROR,
    "印刷所のプロファイル「{1}」がありません。あるのは {2} です（探した所: "
    "{3}）",
    "there is no printer's profile \"{1}\"; there are {2} (looked in {3})");
DIAG_MESSAGE(no_file, "app.printer-file", DIAG_ERROR,
    "印刷所のプロファイルのファイル「{1}」がありません",
    "there is no file \"{1}\" for a printer's profile");
DIAG_MESSAGE(no_section, "app.printer-section", DIAG_ERROR,
    "「{1}」に [printer] セクションがありません。印刷所のプロファイルを指定して"
    "ください",
    "\"{1}\" has no [printer] section; name a printer's profile");
DIAG_MESSAGE(no_em, "app.printer-em", DIAG_ERROR,
    "「{1}」は文字の大きさによらない長さです。em ではなく mm や pt "
    "で書いてくださ"
    "い",
    "\"{1}\" does not depend on a type size; write mm or pt, not em");

enum { FOLDERS = 3, NAMES_MAX = 200 };

/* --- which file ----------------------------------------------------------- */

static bool
ends_in_ini(const char *name)
{
    size_t n = strlen(name);
    return n > 4 && strcmp(name + n - 4, ".ini") == 0;
}

/* Where profiles are looked for, in this order.  False: no memory. */
static bool
folders(struct kumihan *k, const char *out[FOLDERS])
{
    const char *beside = file_dir(k->arena, k->job->path);
    if (beside == NULL)
        return false;
    const char *project = k->job->project;
    const char *paths[FOLDERS] = {arena_join(k->arena, beside, "/", "printers"),
        arena_join(k->arena, project, "/", "config/printers"),
        arena_join(k->arena, project, "/", "printers")};
    for (int i = 0; i < FOLDERS; i++) {
        out[i] = paths[i] == NULL ? NULL : file_tidy(k->arena, paths[i]);
        if (out[i] == NULL)
            return false;
    }
    return true;
}

static int
by_name(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

/* Adds the profiles in FOLDER to the *N NAMES. */
static enum err
list_folder(
    struct kumihan *k, const char *folder, const char **names, size_t *n)
{
    DIR *dir = opendir(folder);
    enum err err = ERR_OK;
    if (dir == NULL)
        return ERR_OK;
    for (struct dirent *e; err == ERR_OK && (e = readdir(dir)) != NULL;) {
        if (!ends_in_ini(e->d_name) || *n == NAMES_MAX)
            continue;
        names[*n] = arena_strndup(k->arena, e->d_name, strlen(e->d_name) - 4);
        err = names[*n] == NULL ? ERR_NOMEM : ERR_OK;
        *n += err == ERR_OK ? 1 : 0;
    }
    closedir(dir);
    return err;
}

/* STRINGS as `a, b, c`, each once; `-` for none. */
static const char *
joined(struct arena *arena, const char **strings, size_t n)
{
    const char *all = n == 0 ? "-" : strings[0];
    for (size_t i = 1; i < n && all != NULL; i++)
        if (strcmp(strings[i - 1], strings[i]) != 0)
            all = arena_join(arena, all, ", ", strings[i]);
    return all;
}

static enum err
say_unknown(struct kumihan *k, const char *name, const char *folder[FOLDERS])
{
    const char *names[NAMES_MAX];
    size_t n = 0;
    for (int i = 0; i < FOLDERS; i++) {
        enum err err = list_folder(k, folder[i], names, &n);
        if (err != ERR_OK)
            return err;
    }
    qsort(names, n, sizeof *names, by_name);
    const char *all = joined(k->arena, names, n);
    const char *places = joined(k->arena, folder, FOLDERS);
    if (all == NULL || places == NULL)
        return ERR_NOMEM;
    enum err err = DIAG(k->diag, LOC_NONE, &unknown, name, all, places);
    return err == ERR_INPUT ? ERR_USAGE : err;
}

static enum err
find_file(struct kumihan *k, const char *name, const char **out)
{
    const char *folder[FOLDERS];
    *out = name;
    if (strchr(name, '/') != NULL || ends_in_ini(name)) {
        if (access(name, F_OK) == 0)
            return ERR_OK;
        enum err err = DIAG(k->diag, LOC_NONE, &no_file, name);
        return err == ERR_INPUT ? ERR_USAGE : err;
    }
    if (!folders(k, folder))
        return ERR_NOMEM;
    for (int i = 0; i < FOLDERS; i++) {
        *out = arena_printf(k->arena, "%s/%s.ini", folder[i], name);
        if (*out == NULL)
            return ERR_NOMEM;
        if (access(*out, F_OK) == 0)
            return ERR_OK;
    }
    return say_unknown(k, name, folder);
}

/* --- what it says --------------------------------------------------------- */

static emu
length_of(struct kumihan *k, const struct section *s, const char *key)
{
    struct length length = section_length(s, key);
    if (length.em_milli != 0) /* the result is looked at in one place */
        (void)DIAG(k->diag, section_loc(s, key), &no_em, key);
    return length.fixed;
}

static int
number_of(const struct section *s, const char *key)
{
    return section_has(s, key) ? section_integer(s, key) : 0;
}

static void
read_lengths(
    struct kumihan *k, const struct section *s, struct preflight_limits *out)
{
    out->line = length_of(k, s, "line-min");
    out->reversed_line = length_of(k, s, "reversed-line-min");
    out->type = length_of(k, s, "type-min");
    out->reversed_type = length_of(k, s, "reversed-type-min");
    out->colour_type = length_of(k, s, "colour-type-min");
    out->bleed = length_of(k, s, "bleed-min");
    out->trim = length_of(k, s, "trim-distance");
}

static void
read_numbers(const struct section *s, struct preflight_limits *out)
{
    out->total_ink = section_milli(s, "total-ink");
    out->dpi = number_of(s, "dpi");
    out->dpi_min = number_of(s, "dpi-min");
    out->bitmap_dpi = number_of(s, "bitmap-dpi-min");
    out->pages_multiple = number_of(s, "pages-multiple");
    out->pages_least = number_of(s, "pages-least");
    out->pages_most = number_of(s, "pages-most");
    out->outlined = section_word_is(s, "fonts", "outlined");
}

/* What the profile writes, when the printer does not take it. */
static enum err
read_pdfx(
    struct kumihan *k, const struct section *s, struct preflight_limits *out)
{
    size_t n;
    const char **taken = section_list(k->arena, s, "pdfx", &n);
    if (taken == NULL)
        return ERR_NOMEM;
    out->pdfx = joined(k->arena, taken, n);
    if (out->pdfx == NULL)
        return ERR_NOMEM;
    bool print = section_word_is(k->profile, "type", "print");
    out->written = print ? section_text(k->profile, "pdfx") : NULL;
    for (size_t i = 0; i < n; i++)
        if (out->written != NULL && strcmp(taken[i], out->written) == 0)
            out->written = NULL;
    if (n == 0)
        out->written = NULL;
    return ERR_OK;
}

enum err
printer_load(struct kumihan *k, const char *name, struct preflight_limits *out)
{
    const char *path;
    const struct job *job;
    size_t before = diag_errors(k->diag);
    *out = (struct preflight_limits){.overprint = true};
    enum err err = find_file(k, name, &path);
    if (err == ERR_OK)
        err = job_load(k->arena, k->diag, path, NULL, 0, &job);
    if (err != ERR_OK)
        return err;
    k->printer = job;
    const struct section *s = job_find(job, "printer", "");
    if (s == NULL)
        return DIAG(k->diag, fault_line(path, 0), &no_section, path);
    out->loc = s->loc;
    read_lengths(k, s, out);
    read_numbers(s, out);
    err = read_pdfx(k, s, out);
    return err == ERR_OK && diag_errors(k->diag) != before ? ERR_INPUT : err;
}
