#include "merge/merge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "merge/copy.h"
#include "merge/pagetree.h"
#include "pdf/syntax.h"
#include "pdf/xmp.h"

DIAG_MESSAGE(old_standard, "merge.x1a", DIAG_ERROR,
    "{1} の PDF はまとめられません（PDF 1.4 には版の区切りがない）。profile の "
    "pdfx を X-4 にしてください",
    "a file of {1} cannot be merged: PDF 1.4 has no document parts. Set "
    "pdfx = X-4 in the profile");
DIAG_MESSAGE(other_standard, "merge.other", DIAG_ERROR,
    "「{1}」とは印刷条件か規格が違います。同じ profile で作ったものだけをまとめ"
    "られます",
    "is for another printing condition or standard than \"{1}\"; only what one "
    "profile made can be merged");

struct merge {
    struct diag *diag;
    const char *path, *title;
    struct arena *arena; /* as long as the merge */
    struct sink *sink;   /* NULL: no edition yet */
    struct shared *shared;
    struct pagetree pages;
    struct records records;
    struct merge_tally tally;
    char digest[SHA256_HEX + 1]; /* of all that was added */
    /* Of the first edition. */
    const char *first;
    struct edition_facts facts;
    const char *catalogue; /* entries that all have alike */
};

enum err
merge_begin(
    struct diag *diag, const char *path, const char *title, struct merge **out)
{
    struct merge *m = calloc(1, sizeof *m);
    *out = NULL;
    if (m == NULL)
        return ERR_NOMEM;
    m->diag = diag;
    m->arena = arena_new();
    m->shared = shared_new();
    m->path = m->arena == NULL ? NULL : arena_strdup(m->arena, path);
    m->title = m->arena == NULL ? NULL : arena_strdup(m->arena, title);
    sha256_hex(str_of(title), m->digest);
    if (m->path == NULL || m->title == NULL || m->shared == NULL) {
        merge_abandon(m);
        return ERR_NOMEM;
    }
    *out = m;
    return ERR_OK;
}

void
merge_abandon(struct merge *m)
{
    if (m == NULL)
        return;
    sink_abandon(m->sink);
    records_fini(&m->records);
    free(m->shared);
    arena_free(m->arena);
    free(m);
}

/* --- editions ------------------------------------------------------------- */

static struct loc
at(const char *file)
{
    return (struct loc){file, 0, 0};
}

/* The entries of an edition's catalogue that the file has, too. */
static enum err
read_catalogue(struct copy *copy, struct buf *out)
{
    qpdf_data q = copy->edition->q;
    qpdf_oh root = qpdf_get_root(q);
    enum err err = copy_entry(copy, root, "/OutputIntents", out);
    if (err == ERR_OK)
        err = copy_entry(copy, root, "/ViewerPreferences", out);
    return err == ERR_OK && out->failed ? ERR_NOMEM : err;
}

/* The first edition says what the file is. */
static enum err
open_file(struct merge *m, struct edition *edition)
{
    enum err err = edition_facts(m->arena, edition, &m->facts);
    m->first = arena_strdup(m->arena, edition->file);
    if (err == ERR_OK && m->first == NULL)
        err = ERR_NOMEM;
    if (err == ERR_OK)
        err = sink_open(m->diag, m->path, edition->minor, &m->sink);
    if (err != ERR_OK)
        return err;
    m->pages.sink = m->sink;
    m->records = records_begin(m->sink);
    return ERR_OK;
}

static void
keep_same(const char **fact, const char *other)
{
    if (*fact != NULL && (other == NULL || strcmp(*fact, other) != 0))
        *fact = NULL;
}

/* What not all editions say, the file does not say. */
static enum err
compare_facts(struct merge *m, struct edition *edition)
{
    struct edition_facts own;
    struct arena *scratch = arena_new();
    enum err err =
        scratch == NULL ? ERR_NOMEM : edition_facts(scratch, edition, &own);
    if (err == ERR_OK) {
        keep_same(&m->facts.author, own.author);
        keep_same(&m->facts.subject, own.subject);
        keep_same(&m->facts.keywords, own.keywords);
        keep_same(&m->facts.lang, own.lang);
    }
    arena_free(scratch);
    return err;
}

/* Nothing may be merged that the file would not be true of.  Objects that were
 * written before have the same numbers. */
static enum err
check_alike(struct merge *m, struct copy *copy)
{
    struct buf own = {0};
    enum err err = read_catalogue(copy, &own);
    struct str text = {own.n == 0 ? "" : own.p, own.n};
    if (err == ERR_OK && m->catalogue == NULL) {
        m->catalogue = arena_strndup(m->arena, text.p, text.n);
        err = m->catalogue == NULL ? ERR_NOMEM : ERR_OK;
    }
    if (err == ERR_OK && !str_equal(str_of(m->catalogue), text))
        err = DIAG(m->diag, at(copy->edition->file), &other_standard, m->first);
    buf_fini(&own);
    return err;
}

/* Page NUMBER of the edition, as a page of the record PART. */
static enum err
add_page(struct merge *m, struct copy *copy, unsigned number, unsigned part,
    unsigned *id)
{
    static const char *const keys[] = {"/MediaBox", "/CropBox", "/BleedBox",
        "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit", "/Group", "/Resources",
        "/Contents"};
    struct buf body = {0};
    unsigned parent;
    qpdf_oh page = qpdf_get_page_n(copy->edition->q, number);
    *id = sink_reserve(m->sink);
    enum err err = pagetree_add(&m->pages, *id, &parent);
    if (err != ERR_OK)
        return err;
    buf_printf(&body, "<</Type/Page/Parent %u 0 R/DPart %u 0 R", parent, part);
    for (size_t i = 0; i < sizeof keys / sizeof *keys && err == ERR_OK; i++)
        err = copy_entry(copy, page, keys[i], &body);
    buf_text(&body, ">>");
    if (err == ERR_OK)
        err = sink_put_buf(m->sink, *id, &body, false);
    buf_fini(&body);
    return err;
}

static enum err
add_pages(struct merge *m, struct copy *copy, const struct record *record)
{
    unsigned part = sink_reserve(m->sink), first = 0, id = 0;
    enum err err = ERR_OK;
    for (unsigned i = 0; i < copy->edition->pages && err == ERR_OK; i++) {
        err = add_page(m, copy, i, part, &id);
        first = i == 0 ? id : first;
    }
    m->tally.pages += copy->edition->pages;
    return err == ERR_OK ? records_add(&m->records, part, record, first, id)
                         : err;
}

/* What the file is of, as a chain of hashes. */
static enum err
add_digest(struct merge *m, const struct record *record)
{
    struct buf link = {0};
    buf_printf(&link, "%s%s%zu\n%s\n%s\n", m->digest, record->sha256,
        record->row, record->key, record->file);
    for (size_t i = 0; i < record->n_fields; i++)
        buf_printf(
            &link, "%s\n%s\n", record->field[i].name, record->field[i].value);
    if (!link.failed)
        sha256_hex((struct str){link.p, link.n}, m->digest);
    enum err err = link.failed ? ERR_NOMEM : ERR_OK;
    buf_fini(&link);
    return err;
}

static enum err
check_standard(struct merge *m, const char *file)
{
    const char *pdfx = m->facts.pdfx;
    if (pdfx == NULL || strcmp(pdfx, "PDF/X-4") == 0)
        return ERR_OK;
    return DIAG(m->diag, at(file), &old_standard, pdfx);
}

static enum err
add_edition(
    struct merge *m, struct edition *edition, const struct record *record)
{
    enum err err =
        m->sink == NULL ? open_file(m, edition) : compare_facts(m, edition);
    if (err == ERR_OK)
        err = check_standard(m, edition->file);
    if (err != ERR_OK)
        return err;
    struct copy copy = copy_begin(edition, m->sink, m->shared);
    err = check_alike(m, &copy);
    if (err == ERR_OK)
        err = add_pages(m, &copy, record);
    copy_end(&copy);
    m->tally.editions += err == ERR_OK;
    return err;
}

enum err
merge_add(struct merge *m, const char *file, struct str pdf,
    const struct record *record)
{
    struct edition edition;
    enum err err = edition_open(m->diag, file, pdf, &edition);
    if (err == ERR_OK)
        err = add_edition(m, &edition, record);
    if (err == ERR_OK)
        err = add_digest(m, record);
    edition_close(&edition);
    return err;
}

/* --- the end -------------------------------------------------------------- */

static void
put_fact(struct buf *out, const char *key, const char *value)
{
    if (value == NULL)
        return;
    buf_text(out, key);
    syntax_text(out, str_of(value));
}

static enum err
put_info(struct merge *m, unsigned id)
{
    static const char *const key[] = {"/CreationDate", "/ModDate"};
    const struct edition_facts *f = &m->facts;
    struct buf b = {0};
    buf_text(&b, "<<");
    put_fact(&b, "/Title", m->title);
    put_fact(&b, "/Author", f->author);
    put_fact(&b, "/Subject", f->subject);
    put_fact(&b, "/Keywords", f->keywords);
    put_fact(&b, "/Producer", f->producer);
    for (int i = 0; i < 2 && f->date != NULL; i++)
        buf_printf(&b, "%s(D:%.4s%.2s%.2s000000+09'00')", key[i], f->date,
            f->date + 5, f->date + 8);
    buf_text(&b, f->press ? "/Trapped/False" : "");
    put_fact(&b, "/GTS_PDFXVersion", f->pdfx);
    buf_text(&b, ">>");
    return sink_put_buf(m->sink, id, &b, false);
}

/* 64 bits of the hexadecimal DIGITS. */
static uint64_t
bits_of(const char *digits)
{
    char part[17];
    memcpy(part, digits, 16);
    part[16] = '\0';
    return strtoull(part, NULL, 16);
}

static enum err
put_xmp(struct merge *m, unsigned id)
{
    const struct edition_facts *f = &m->facts;
    struct xmp xmp = {.title = m->title,
        .author = f->author,
        .subject = f->subject,
        .keywords = f->keywords,
        .lang = f->lang,
        .producer = f->producer,
        .date = f->date,
        .press = f->press,
        .pdfx = f->pdfx,
        .pdfvt = f->pdfx == NULL ? NULL : "PDF/VT-1",
        .id = {bits_of(m->digest), bits_of(m->digest + 16)}};
    struct buf packet = {0}, b = {0};
    xmp_packet(&xmp, &packet);
    buf_printf(
        &b, "<</Type/Metadata/Subtype/XML/Length %zu>>\nstream\n", packet.n);
    buf_put(&b, packet.p, packet.n);
    buf_text(&b, "\nendstream");
    b.failed = b.failed || packet.failed;
    buf_fini(&packet);
    return sink_put_buf(m->sink, id, &b, true);
}

static enum err
put_catalogue(struct merge *m, unsigned id, unsigned pages, unsigned xmp)
{
    struct buf b = {0};
    buf_printf(&b,
        "<</Type/Catalog/Pages %u 0 R/DPartRoot %u 0 R/Outlines %u 0 R"
        "/PageMode/UseOutlines/Metadata %u 0 R",
        pages, m->records.parts, m->records.outline, xmp);
    put_fact(&b, "/Lang", m->facts.lang);
    buf_text(&b, m->catalogue);
    buf_text(&b, ">>");
    return sink_put_buf(m->sink, id, &b, false);
}

static enum err
put_end(struct merge *m, unsigned root, unsigned info)
{
    unsigned pages, xmp = sink_reserve(m->sink);
    enum err err = pagetree_end(&m->pages, &pages);
    if (err == ERR_OK)
        err = records_end(&m->records);
    if (err == ERR_OK)
        err = put_info(m, info);
    if (err == ERR_OK)
        err = put_xmp(m, xmp);
    return err == ERR_OK ? put_catalogue(m, root, pages, xmp) : err;
}

enum err
merge_end(struct merge *m, struct merge_tally *tally)
{
    enum err err = m->sink == NULL ? ERR_INTERNAL : ERR_OK;
    unsigned root = 0, info = 0;
    if (err == ERR_OK) {
        root = sink_reserve(m->sink);
        info = sink_reserve(m->sink);
        err = put_end(m, root, info);
    }
    if (err == ERR_OK) {
        m->digest[32] = '\0'; /* all that /ID takes */
        err = sink_close(m->sink, root, info, m->digest, &m->tally.bytes);
        m->sink = NULL;
    }
    *tally = m->tally;
    merge_abandon(m);
    return err;
}
