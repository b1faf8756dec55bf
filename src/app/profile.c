#include "app/profile.h"

#include <string.h>

DIAG_MESSAGE(unknown, "app.profile", DIAG_ERROR,
    "「{1}」というプロファイルはありません。使えるのは {2} です",
    "there is no profile \"{1}\"; there are {2}");

const struct job_set profile_built_in[PROFILES] = {
    {"profile web:type=web", NULL, true},
    {"profile archive:type=archive", NULL, true},
    {"profile print:type=print", NULL, true},
    {"profile proof:type=proof", NULL, true},
};

/* The names of all profiles, `a, b, c`. */
static const char *
all_names(struct kumihan *k)
{
    const char *all = "";
    const struct section *s = NULL;
    while (all != NULL && (s = job_next(k->job, "profile", s)) != NULL)
        all = arena_printf(
            k->arena, "%s%s%s", all, *all == '\0' ? "" : ", ", s->name);
    return all;
}

enum err
profile_find(struct kumihan *k, const char *name, const struct section **out)
{
    *out = job_find(k->job, "profile", name == NULL ? "web" : name);
    if (*out != NULL)
        return ERR_OK;
    const char *all = all_names(k);
    if (all == NULL)
        return ERR_NOMEM;
    enum err err = DIAG(k->diag, LOC_NONE, &unknown, name, all);
    return err == ERR_INPUT ? ERR_USAGE : err;
}

enum err
profile_options(
    struct kumihan *k, const struct section *profile, struct pdf_options *out)
{
    static const char *const types[] = {"web", "archive", "print", "proof"};
    (void)k;
    *out = (struct pdf_options){.producer = "Kumihan " KUMIHAN_VERSION,
        .kind = (enum pdf_kind)section_word(profile, "type", types, PROFILES)};
    out->tagged = out->kind != PDF_PRINT;
    return ERR_OK;
}

/* The bytes of PATH before its ending. */
static int
stem(const char *path)
{
    const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
    bool has_ending = dot != NULL && (slash == NULL || dot > slash);
    return (int)(has_ending ? (size_t)(dot - path) : strlen(path));
}

/* PATH with -NAME before its ending; .pdf in place of the ending when there is
 * no name for an output. */
static const char *
rename_output(
    struct kumihan *k, const char *path, const char *name, const char *ending)
{
    bool web = strcmp(name, "web") == 0;
    return arena_printf(k->arena, "%.*s%s%s%s", stem(path), path,
        web ? "" : "-", web ? "" : name, ending);
}

const char *
profile_output(
    struct kumihan *k, const struct section *profile, const char *path)
{
    const struct section *document = job_find(k->job, "document", "");
    const char *output =
        document == NULL ? NULL : section_text(document, "output");
    const char *own = section_text(profile, "output");
    if (path != NULL)
        return path;
    if (own != NULL)
        return arena_join(k->arena, k->job->project, "/", own);
    if (output == NULL)
        return rename_output(k, k->job->path, profile->name, ".pdf");
    const char *whole = arena_join(k->arena, k->job->project, "/", output);
    return whole == NULL
               ? NULL
               : rename_output(k, whole, profile->name, whole + stem(whole));
}
