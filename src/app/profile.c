#include "app/profile.h"

#include <string.h>

#include "app/embargo.h"
#include "app/imposing.h"
#include "app/pressdata.h"
#include "app/print.h"
#include "app/secret.h"
#include "base/file.h"

DIAG_MESSAGE(unknown, "app.profile", DIAG_ERROR,
    "「{1}」というプロファイルはありません。使えるのは {2} です",
    "there is no profile \"{1}\"; there are {2}");

const struct job_set profile_built_in[PROFILE_BUILT_IN] = {
    {"profile web:type=web", NULL, true},
    {"profile archive:type=archive", NULL, true},
    {"profile print:type=print", NULL, true},
    {"profile proof:type=proof", NULL, true},
    {"package:proof-dpi=100", NULL, true},
};

struct loc
profile_loc(const struct kumihan *k, const struct section *section)
{
    const char *file = section->loc.file;
    if (file == NULL || strncmp(file, "--", 2) == 0)
        return (struct loc){.file = k->path};
    return section->loc;
}

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

static bool
has_attachment(const struct pdf_options *options, const char *name)
{
    for (size_t i = 0; i < options->n_attachments; i++)
        if (strcmp(options->attachment[i].name, name) == 0)
            return true;
    return false;
}

/* The name of PATH without its folders; with a number in front when an earlier
 * attachment has it.  NULL: no memory. */
static const char *
attachment_name(
    struct kumihan *k, const struct pdf_options *options, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    const char *free = name;
    for (size_t i = options->n_attachments + 1;
         free != NULL && has_attachment(options, free); i++)
        free = arena_printf(k->arena, "%zu-%s", i, name);
    return free;
}

/* What the data NAME are SAID to be (NULL: nothing). */
static const char *
attachment_description(struct kumihan *k, const char *name, const char *said)
{
    const struct section *document = job_find(k->job, "document", "");
    const char *lang = section_text(document, "lang");
    if (said != NULL)
        return said;
    return strncmp(lang, "ja", 2) == 0
               ? arena_printf(k->arena, "元データ「%s」", name)
               : arena_printf(k->arena, "Source data \"%s\"", name);
}

static bool
is_attached(const struct section *const *done, size_t n, const char *path)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(section_file(done[i], "file"), path) == 0)
            return true;
    return false;
}

/* A file that all editions of a job attach. */
struct source_file {
    struct source_file *next;
    const char *path;
    struct str bytes;
};

/* Keeps BYTES of PATH for the other rows.  Without memory they are read
 * again. */
static void
keep_source(struct kumihan *k, const char *path, struct str bytes)
{
    struct source_file *file = arena_alloc(k->lasting, sizeof *file);
    if (file == NULL)
        return;
    *file = (struct source_file){k->source, path, bytes};
    k->source = file;
}

/* The file PATH of the source S: of many rows it is read once, unless a row may
 * change it. */
static enum err
read_source(struct kumihan *k, const struct section *s, const char *path,
    struct str *out)
{
    bool lasts = k->memory != NULL &&
                 !job_row_reaches(k->job, k->job->row, "source", NULL);
    struct arena *arena = lasts ? k->lasting : k->arena;
    const struct source_file *file = lasts ? k->source : NULL;
    while (file != NULL && strcmp(file->path, path) != 0)
        file = file->next;
    if (file != NULL) {
        *out = file->bytes;
        return ERR_OK;
    }
    const char *kept = arena_strdup(arena, path);
    enum err err = kept == NULL ? ERR_NOMEM
                                : file_read(arena, k->diag,
                                      section_loc(s, "file"), path, out);
    if (err == ERR_OK && lasts)
        keep_source(k, kept, *out);
    return err;
}

/* Every CSV once, as it is on the disk. */
static enum err
attach_sources(struct kumihan *k, struct pdf_options *out)
{
    const struct section *s = NULL;
    struct pdf_attachment *all = arena_array(k->arena, k->job->n, sizeof *all);
    const struct section **done =
        arena_array(k->arena, k->job->n, sizeof *done);
    if (all == NULL || done == NULL)
        return ERR_NOMEM;
    out->attachment = all;
    while ((s = job_next(k->job, "source", s)) != NULL) {
        const char *path = section_file(s, "file");
        if (is_attached(done, out->n_attachments, path))
            continue;
        struct pdf_attachment *one = &all[out->n_attachments];
        one->name = attachment_name(k, out, path);
        one->description =
            attachment_description(k, s->name, section_text(s, "description"));
        one->type = "text/csv";
        enum err err = read_source(k, s, path, &one->bytes);
        if (err != ERR_OK)
            return err;
        if (one->name == NULL || one->description == NULL)
            return ERR_NOMEM;
        done[out->n_attachments++] = s;
    }
    return ERR_OK;
}

/* What a press release gives as data, and nothing else that it reads. */
static enum err
attach_data(struct kumihan *k, struct pdf_options *out)
{
    size_t n;
    const char **names = pressdata_names(k, &n);
    struct pdf_attachment *all = arena_array(k->arena, n, sizeof *all);
    enum err err = names == NULL || all == NULL ? ERR_NOMEM : ERR_OK;
    out->attachment = all;
    for (size_t i = 0; i < n && err == ERR_OK; i++) {
        struct buf csv = {0};
        struct pdf_attachment *one = &all[out->n_attachments++];
        err = pressdata_csv(k, names[i], &csv);
        one->name = arena_join(k->arena, names[i], "", ".csv");
        one->description = attachment_description(k, names[i], NULL);
        one->type = "text/csv";
        one->bytes = (struct str){
            arena_strndup(k->arena, csv.n == 0 ? "" : csv.p, csv.n), csv.n};
        if (err == ERR_OK && (one->name == NULL || one->description == NULL ||
                                 one->bytes.p == NULL))
            err = ERR_NOMEM;
        buf_fini(&csv);
    }
    return err;
}

/* What is encrypted is no PDF/A (ISO 19005-2, 6.1.3). */
static enum err
web_options(
    struct kumihan *k, const struct section *profile, struct pdf_options *out)
{
    enum err err = secret_read(k, profile, out);
    bool imposed = imposing_is_asked(profile);
    out->ua = !imposed;
    out->pdfa = out->owner_password == NULL && !imposed ? 3 : 0;
    out->linearize = section_boolean(profile, "linearize");
    bool attach = section_boolean(profile, "attachments") && !imposed;
    if (err != ERR_OK || !attach)
        return err;
    return job_find(k->job, "press", "") != NULL ? attach_data(k, out)
                                                 : attach_sources(k, out);
}

static enum err
read_type(
    struct kumihan *k, const struct section *profile, struct pdf_options *out)
{
    static const char *const types[] = {"web", "archive", "print", "proof"};
    static const char *const parts[] = {"2u", "1b"};
    *out = (struct pdf_options){.producer = "Kumihan " KUMIHAN_VERSION,
        .kind = (enum pdf_kind)section_word(profile, "type", types, PROFILES)};
    out->tagged = out->kind != PDF_PRINT && !imposing_is_asked(profile);
    if (out->kind == PDF_PRINT)
        return print_options(k, profile, &out->print);
    if (out->kind == PDF_WEB)
        return web_options(k, profile, out);
    if (out->kind == PDF_ARCHIVE) {
        out->pdfa = section_word(profile, "pdfa", parts, 2) == 0 ? 2 : 1;
        out->tagged = out->pdfa != 1;
        out->linearize = section_boolean(profile, "linearize");
    }
    return ERR_OK;
}

enum err
profile_options(
    struct kumihan *k, const struct section *profile, struct pdf_options *out)
{
    enum err err = read_type(k, profile, out);
    out->imposed = k->imposed;
    bool lacking = imposing_is_asked(profile) && k->imposed == NULL;
    /* The check said why there are no sheets. */
    return err == ERR_OK && lacking ? ERR_INPUT : err;
}

/* PATH with -NAME before its ending; .pdf in place of the ending when there is
 * no name for an output. */
static const char *
rename_output(
    struct kumihan *k, const char *path, const char *name, const char *ending)
{
    bool web = strcmp(name, "web") == 0;
    return arena_printf(k->arena, "%.*s%s%s%s", (int)file_stem(path), path,
        web ? "" : "-", web ? "" : name, ending);
}

/* The name of pages that are not on sheets. */
static const char *
plain_output(struct kumihan *k, const struct section *profile)
{
    const struct section *document = job_find(k->job, "document", "");
    const char *output =
        document == NULL ? NULL : section_text(document, "output");
    const char *own = section_text(profile, "output");
    if (own != NULL)
        return arena_join(k->arena, k->job->project, "/", own);
    if (output == NULL)
        return rename_output(k, k->job->path, profile->name, ".pdf");
    const char *whole = arena_join(k->arena, k->job->project, "/", output);
    return whole == NULL ? NULL
                         : rename_output(k, whole, profile->name,
                               whole + file_stem(whole));
}

const char *
profile_output(
    struct kumihan *k, const struct section *profile, const char *path)
{
    if (path != NULL)
        return path;
    const char *plain = plain_output(k, profile);
    if (plain != NULL)
        plain = embargo_name(k, plain);
    if (plain == NULL || !imposing_is_asked(profile))
        return plain;
    int n = (int)file_stem(plain);
    return arena_printf(k->arena, "%.*s-%s%s", n, plain,
        section_text(profile, "impose"), plain + n);
}
