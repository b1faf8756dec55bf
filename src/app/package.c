/* kumihan_package stands alone, as kumihan_png does, so that only programs that
 * make pictures link the raster room. */
#include "app/package.h"

#include <string.h>

#include "app/against.h"
#include "app/packagename.h"
#include "app/packageold.h"
#include "app/packagespec.h"
#include "base/folder.h"
#include "base/sha256.h"
#include "pdf/pdfx.h"
#include "raster/raster.h"

DIAG_MESSAGE(not_print, "app.package-profile", DIAG_ERROR,
    "--package は type が print のプロファイルで使います（いまは {1} で、type "
    "は "
    "{2}）。--profile print を付けてください",
    "--package is for profiles of type print; this is \"{1}\" of type {2}. Add "
    "--profile print");

/* The files as they are made. */
struct making {
    struct package *package;
    struct folder *folder;
    struct buf sums; /* of SHA256SUMS */
};

static enum err
check_profile(struct kumihan *k)
{
    if (section_word_is(k->profile, "type", "print"))
        return ERR_OK;
    enum err err = DIAG(k->diag, LOC_NONE, &not_print, k->profile->name,
        section_text(k->profile, "type"));
    return err == ERR_INPUT ? ERR_USAGE : err;
}

/* Adds the file NAME of BUF, which it gives back, when ERR is ERR_OK; a name of
 * NULL is one there was no memory for. */
static enum err
add_file(struct making *m, enum err err, const char *name, struct buf *buf)
{
    char hash[SHA256_HEX + 1];
    struct str bytes = {buf->p, buf->n};
    if (err == ERR_OK && (buf->failed || name == NULL))
        err = ERR_NOMEM;
    if (err == ERR_OK)
        err = folder_put(m->package->k->diag, m->folder, name, bytes);
    if (err == ERR_OK) {
        sha256_hex(bytes, hash);
        buf_printf(&m->sums, "%s  %s\n", hash, name);
    }
    buf_fini(buf);
    *buf = (struct buf){0};
    return err;
}

static enum err
add_pdf(struct making *m, struct pdf_options *options)
{
    struct package *p = m->package;
    struct buf pdf = {0};
    enum err err = library_pdf(p->k, p->k->document, options, &pdf);
    p->print = options->print;
    p->imposed = options->imposed;
    p->claim = err == ERR_OK ? pdfx_claim(options->print) : NULL;
    return add_file(m, err, arena_join(p->k->arena, p->name, ".", "pdf"), &pdf);
}

static enum err
add_sheet(struct making *m)
{
    struct spec spec;
    struct buf out = {0};
    enum err err = packagespec_make(m->package, &spec);
    if (err == ERR_OK)
        packagesheet_text(&spec, &out);
    err = add_file(m, err, PACKAGE_SHEET, &out);
    if (err == ERR_OK)
        packagesheet_csv(&spec, &out);
    return add_file(m, err, PACKAGE_TABLE, &out);
}

static enum err
add_pictures(struct making *m)
{
    const struct package *p = m->package;
    size_t n = p->k->document->n_pages;
    enum err err = ERR_OK;
    for (size_t i = 0; i < n && err == ERR_OK; i++) {
        struct buf png = {0};
        err = raster_page(p->k->diag, p->k->document, i, p->dpi, &png);
        err = add_file(
            m, err, packagename_picture(p->k->arena, p->name, i + 1, n), &png);
    }
    return err;
}

static enum err
add_sums(struct making *m)
{
    if (m->sums.failed)
        return ERR_NOMEM;
    return folder_put(m->package->k->diag, m->folder, PACKAGE_SUMS,
        (struct str){m->sums.p, m->sums.n});
}

static enum err
add_all(struct making *m, struct pdf_options *options)
{
    enum err err = add_pdf(m, options);
    if (err == ERR_OK)
        err = add_sheet(m);
    if (err == ERR_OK)
        err = add_pictures(m);
    return err == ERR_OK ? add_sums(m) : err;
}

static enum err
make(struct package *p, const char *dir)
{
    struct kumihan *k = p->k;
    struct pdf_options options;
    struct making m = {.package = p};
    const char *const *old;
    size_t n_old;
    enum err err = packageold_find(k, dir, &old, &n_old);
    if (err == ERR_OK)
        err = folder_open(k->arena, k->diag, dir, &m.folder);
    if (err != ERR_OK)
        return err;
    err = add_all(&m, &options);
    /* Somebody may have written into the old one meanwhile. */
    if (err == ERR_OK)
        err = packageold_find(k, dir, &old, &n_old);
    if (err == ERR_OK)
        err = folder_commit(k->diag, m.folder, old, n_old);
    else
        folder_abandon(m.folder);
    buf_fini(&m.sums);
    const char *pdf = arena_printf(k->arena, "%s/%s.pdf", dir, p->name);
    if (err == ERR_OK)
        err = pdf == NULL ? ERR_NOMEM : library_wrote(k, &options, pdf);
    return err;
}

/* What is wrong without looking at the pages. */
static enum err
prepare(struct package *p, const char *dir, const char *name)
{
    struct kumihan *k = p->k;
    enum err err = k->loaded != ERR_OK ? k->loaded : check_profile(k);
    if (err == ERR_OK)
        err = against_check(k, true);
    if (err == ERR_OK)
        err = packagename_find(k, name, &p->name);
    if (err != ERR_OK)
        return err;
    p->section = job_find(k->job, "package", "");
    p->dpi = section_integer(p->section, "proof-dpi");
    k->package = arena_strdup(k->arena, dir);
    return k->package == NULL ? ERR_NOMEM : ERR_OK;
}

int
kumihan_package(struct kumihan *k, const char *dir, const char *name)
{
    struct package package = {.k = k};
    enum err err = prepare(&package, dir, name);
    if (err != ERR_OK)
        return library_result(k, err);
    const char *printer = k->options == NULL ? NULL : k->options->printer;
    int result =
        printer == NULL ? kumihan_check(k) : kumihan_preflight(k, printer);
    if (result != KUMIHAN_OK)
        return result;
    err = make(&package, k->package);
    return library_result(k, err == ERR_OK ? against_list(k) : err);
}
