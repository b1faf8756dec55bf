/* The public library over the rooms: one job from file to pages. */
#include "kumihan.h"

#include <stdlib.h>
#include <string.h>

#include "app/against.h"
#include "app/embargo.h"
#include "app/imposing.h"
#include "app/judge.h"
#include "app/library.h"
#include "app/profile.h"
#include "app/proofing.h"
#include "app/turn.h"
#include "config/explain.h"
#include "inspect/finding.h"
#include "pdf/pdfx.h"

static const char *const system_fonts[] = {
    "/usr/share/fonts", "/usr/local/share/fonts"};

enum { SYSTEM_FONTS = sizeof system_fonts / sizeof system_fonts[0] };

DIAG_MESSAGE(no_memory, "app.no-memory", DIAG_FATAL, "メモリが足りません",
    "memory ran out");

int
library_result(struct kumihan *k, enum err err)
{
    if (err != ERR_NOMEM)
        return (int)err;
    (void)DIAG(k->diag, LOC_NONE, &no_memory, NULL);
    return KUMIHAN_ENVIRONMENT;
}

enum err
library_font_dirs(
    struct kumihan *k, const struct kumihan_options *options, bool project)
{
    size_t n = options == NULL ? 0 : options->n_font_dirs;
    k->font_dir = arena_array(k->lasting, n + SYSTEM_FONTS + 1, sizeof(char *));
    if (k->font_dir == NULL)
        return ERR_NOMEM;
    if (project)
        k->font_dir[k->n_font_dirs++] = k->job->project;
    for (size_t i = 0; i < n; i++)
        k->font_dir[k->n_font_dirs++] = options->font_dirs[i];
    for (size_t i = 0; i < SYSTEM_FONTS; i++)
        k->font_dir[k->n_font_dirs++] = system_fonts[i];
    return ERR_OK;
}

/* What OPTIONS say of sheets, as changes to their profile; SET has room for
 * two more behind *N. */
static enum err
impose_changes(struct kumihan *k, const struct kumihan_options *options,
    struct job_set *set, size_t *n)
{
    static const char *const key[] = {"impose", "sheet"};
    static const char *const place[] = {"--impose", "--sheet"};
    const char *value[] = {options->impose, options->sheet};
    const char *name = options->profile == NULL ? "web" : options->profile;
    for (size_t i = 0; i < 2; i++) {
        if (value[i] == NULL)
            continue;
        set[*n].text = arena_printf(
            k->lasting, "profile %s:%s=%s", name, key[i], value[i]);
        set[*n].place = place[i];
        if (set[(*n)++].text == NULL)
            return ERR_NOMEM;
    }
    return ERR_OK;
}

static enum err
load(struct kumihan *k, const char *path, const struct kumihan_options *options)
{
    size_t n = options == NULL ? 0 : options->n_set;
    struct job_set *set =
        arena_array(k->lasting, PROFILE_BUILT_IN + n + 2, sizeof *set);
    size_t all = PROFILE_BUILT_IN + n;
    if (set == NULL)
        return ERR_NOMEM;
    k->options = options;
    k->path = arena_strdup(k->lasting, path);
    if (k->path == NULL)
        return ERR_NOMEM;
    memcpy(set, profile_built_in, sizeof profile_built_in);
    for (size_t i = 0; i < n; i++)
        set[PROFILE_BUILT_IN + i].text = options->set[i];
    enum err err =
        options == NULL ? ERR_OK : impose_changes(k, options, set, &all);
    if (err == ERR_OK)
        err = job_open(k->lasting, k->diag, path, set, all, &k->open);
    k->job = k->open;
    if (err == ERR_OK)
        err = turn_first(k);
    if (err == ERR_OK)
        err = profile_find(
            k, options == NULL ? NULL : options->profile, &k->profile);
    if (err == ERR_OK)
        err = library_font_dirs(k, options, true);
    return err;
}

void
library_options(const struct kumihan *k, struct kumihan_options *out)
{
    *out = (struct kumihan_options){0};
    if (k->options == NULL)
        return;
    out->font_dirs = k->options->font_dirs;
    out->n_font_dirs = k->options->n_font_dirs;
    out->now = k->options->now;
    out->for_public = k->options->for_public;
}

int
library_new(struct kumihan **out)
{
    struct kumihan *k = calloc(1, sizeof *k);
    *out = k;
    if (k == NULL)
        return KUMIHAN_ENVIRONMENT;
    k->lasting = arena_new();
    k->arena = arena_new();
    k->diag = diag_new();
    if (k->lasting != NULL && k->arena != NULL && k->diag != NULL)
        return KUMIHAN_OK;
    kumihan_free(k);
    *out = NULL;
    return KUMIHAN_ENVIRONMENT;
}

int
kumihan_load(const char *path, const struct kumihan_options *options,
    struct kumihan **job)
{
    int result = library_new(job);
    if (result != KUMIHAN_OK)
        return result;
    struct kumihan *k = *job;
    k->loaded = load(k, path, options);
    return library_result(k, k->loaded);
}

void
kumihan_free(struct kumihan *k)
{
    if (k == NULL)
        return;
    kumihan_free(k->older);
    turn_fini(k);
    font_set_free(k->fonts);
    dataset_free(k->dataset);
    diag_free(k->diag);
    arena_free(k->arena);
    arena_free(k->lasting);
    free(k);
}

static enum err
read_data(struct kumihan *k)
{
    if (k->loaded == ERR_OK && !k->data_read)
        k->data = dataset_load(k->arena, k->diag, k->job, &k->dataset);
    k->data_read = true;
    return k->loaded != ERR_OK ? k->loaded : k->data;
}

enum err
library_fonts(struct kumihan *k)
{
    if (k->fonts == NULL)
        k->fonts = font_set_new(k->font_dir, k->n_font_dirs);
    return k->fonts == NULL ? ERR_NOMEM : ERR_OK;
}

enum err
library_ready(struct kumihan *k)
{
    enum err err = read_data(k);
    return err == ERR_OK ? library_fonts(k) : err;
}

/* What is wrong with the sheets is said even when the pages fail. */
static enum err
lay_out(struct kumihan *k)
{
    enum err err = k->loaded == ERR_OK ? imposing_foresee(k) : k->loaded;
    if (err == ERR_OK || err == ERR_INPUT)
        err = library_ready(k);
    if (err != ERR_OK)
        return err;
    const struct layout_request request = {.arena = k->arena,
        .diag = k->diag,
        .job = k->job,
        .dataset = k->dataset,
        .fonts = k->fonts,
        .share = k->share.theme == NULL ? NULL : &k->share,
        .proof = proofing_is_asked(k)};
    err = layout_build(&request, &k->document);
    if (err == ERR_OK && k->share.document != NULL)
        document_liken(k->document, k->share.document);
    /* An error that a room reported but did not return still fails the job. */
    if (err == ERR_OK && diag_errors(k->diag) > 0)
        return ERR_INPUT;
    if (err == ERR_OK)
        err = embargo_check(k);
    if (err == ERR_OK)
        err = judge_for_screen(k);
    return err == ERR_OK ? imposing_make(k) : err;
}

int
kumihan_check(struct kumihan *k)
{
    if (!k->checked)
        k->check = lay_out(k);
    k->checked = true;
    return library_result(k, k->check);
}

int
kumihan_preflight(struct kumihan *k, const char *printer)
{
    int result = kumihan_check(k);
    return result != KUMIHAN_OK
               ? result
               : library_result(k, judge_for_printer(k, printer));
}

enum err
library_pdf(struct kumihan *k, const struct document *document,
    struct pdf_options *options, struct buf *out)
{
    enum err err = profile_options(k, k->profile, options);
    options->memory = k->memory;
    options->weights = k->weights;
    options->lasting = document == k->share.document; /* as long as K */
    return err == ERR_OK ? pdf_write(k->diag, document, options, out) : err;
}

/* What a file of OPTIONS says it conforms to. */
static void
claim(struct kumihan *k, const struct pdf_options *options)
{
    k->pdfa = options->pdfa;
    k->ua = options->ua;
    k->pdfx = options->print == NULL ? NULL : pdfx_claim(options->print);
}

enum err
library_wrote(
    struct kumihan *k, const struct pdf_options *options, const char *path)
{
    claim(k, options);
    k->output = arena_strdup(k->arena, path);
    return k->output == NULL ? ERR_NOMEM : ERR_OK;
}

/* DOCUMENT as K's profile has it. */
static enum err
make_pdf(struct kumihan *k, const struct document *document, struct buf *pdf)
{
    struct pdf_options options;
    enum err err = library_pdf(k, document, &options, pdf);
    if (err == ERR_OK)
        claim(k, &options);
    return err;
}

/* Writes PDF to PATH. */
static enum err
write_pdf(struct kumihan *k, const char *path, const struct buf *pdf)
{
    path = profile_output(k, k->profile, path);
    enum err err = path == NULL ? ERR_NOMEM : library_write(k, path, pdf);
    if (err != ERR_OK)
        return err;
    k->output = arena_strdup(k->arena, path);
    return k->output == NULL ? ERR_NOMEM : embargo_note(k);
}

/* What a build makes, once there are pages, and the list of what changed. */
static enum err
make_all(struct kumihan *k, bool proof, struct buf *pdf)
{
    struct document *document = k->document;
    enum err err = proof ? proofing_make(k, &document) : ERR_OK;
    return err == ERR_OK ? make_pdf(k, document, pdf) : err;
}

/* Makes K's PDF and gives it to TAKE. */
static int
build(struct kumihan *k, const char *path, struct buf *pdf,
    enum err (*take)(
        struct kumihan *k, const char *path, const struct buf *pdf))
{
    bool proof = proofing_is_asked(k);
    enum err err = against_check(k, proof);
    if (err != ERR_OK)
        return library_result(k, err);
    const char *printer = k->options == NULL ? NULL : k->options->printer;
    int result = proof || printer == NULL ? kumihan_check(k)
                                          : kumihan_preflight(k, printer);
    if (k->document == NULL || (result != KUMIHAN_OK && !proof))
        return result;
    err = make_all(k, proof, pdf);
    if (err == ERR_OK && take != NULL)
        err = take(k, path, pdf);
    if (err == ERR_OK)
        err = against_list(k);
    int written = library_result(k, err);
    if (written == KUMIHAN_OK && proof && k->findings->errors > 0)
        return KUMIHAN_INPUT;
    return written != KUMIHAN_OK ? written : result;
}

int
kumihan_build(struct kumihan *k, const char *path)
{
    struct buf pdf = {0};
    int result = build(k, path, &pdf, write_pdf);
    buf_fini(&pdf);
    return result;
}

int
kumihan_pdf(struct kumihan *k, char **pdf, size_t *n)
{
    struct buf out = {0};
    int result = build(k, NULL, &out, NULL);
    *pdf = out.p;
    *n = out.n;
    return result;
}

unsigned
kumihan_pages(const struct kumihan *k)
{
    bool done = k->checked && k->check == ERR_OK;
    return done ? (unsigned)k->document->n_pages : 0;
}

char *
library_take(struct buf *buf)
{
    buf_put(buf, "", 0);
    if (!buf->failed)
        return buf->p;
    buf_fini(buf);
    return NULL;
}

char *
kumihan_dump(struct kumihan *k)
{
    struct buf out = {0};
    if (kumihan_check(k) != KUMIHAN_OK)
        return NULL;
    document_dump(k->document, &out);
    return library_take(&out);
}

char *
kumihan_text(struct kumihan *k)
{
    struct buf out = {0};
    if (kumihan_check(k) != KUMIHAN_OK)
        return NULL;
    document_text(k->document, &out);
    return library_take(&out);
}

char *
kumihan_trace(struct kumihan *k, const char *name)
{
    struct buf out = {0};
    if (read_data(k) != ERR_OK)
        return NULL;
    if (dataset_trace(k->dataset, name, &out))
        return library_take(&out);
    buf_fini(&out);
    return NULL;
}

size_t
kumihan_problems(const struct kumihan *k)
{
    return diag_count(k->diag);
}

size_t
kumihan_errors(const struct kumihan *k)
{
    return diag_errors(k->diag);
}

char *
kumihan_messages(
    const struct kumihan *k, enum kumihan_lang lang, enum kumihan_format format)
{
    struct buf out = {0};
    diag_write(k->diag, lang == KUMIHAN_JA ? DIAG_JA : DIAG_EN,
        format == KUMIHAN_JSON ? DIAG_JSON : DIAG_TEXT, &out);
    return library_take(&out);
}

char *
kumihan_explain(const char *topic, enum kumihan_lang lang, const char **nearest)
{
    const char *unused;
    struct buf out = {0};
    if (explain_topic(topic, lang == KUMIHAN_JA ? DIAG_JA : DIAG_EN, &out,
            nearest == NULL ? &unused : nearest))
        return library_take(&out);
    buf_fini(&out);
    return NULL;
}

char *
kumihan_manual(enum kumihan_lang lang)
{
    struct buf out = {0};
    explain_manual(lang == KUMIHAN_JA ? DIAG_JA : DIAG_EN, &out);
    return library_take(&out);
}

char *
kumihan_fonts(const struct kumihan_options *options)
{
    struct kumihan k = {.lasting = arena_new(), .diag = diag_new()};
    struct buf out = {0};
    bool ready = k.lasting != NULL && k.diag != NULL &&
                 library_font_dirs(&k, options, false) == ERR_OK;
    k.fonts = ready ? font_set_new(k.font_dir, k.n_font_dirs) : NULL;
    enum err err =
        k.fonts == NULL ? ERR_NOMEM : font_set_list(k.fonts, k.diag, &out);
    font_set_free(k.fonts);
    diag_free(k.diag);
    arena_free(k.lasting);
    if (err == ERR_OK)
        return library_take(&out);
    buf_fini(&out);
    return NULL;
}
