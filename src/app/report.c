#include "app/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"

static void
put_hash(struct json *json, const char *key, const struct buf *buf)
{
    char hash[SHA256_HEX + 1];
    sha256_hex((struct str){buf->p, buf->n}, hash);
    json_text(json, key, hash);
}

/* What the PDF says it conforms to. */
static void
put_standards(const struct kumihan *k, struct json *json)
{
    static const char *const pdfa[] = {
        NULL, "PDF/A-1b", "PDF/A-2u", "PDF/A-3u"};
    json_open(json, "standards", '[');
    if (k->pdfa > 0)
        json_text(json, NULL, pdfa[k->pdfa]);
    if (k->ua)
        json_text(json, NULL, "PDF/UA-1");
    if (k->pdfx != NULL)
        json_text(json, NULL, k->pdfx);
    json_close(json, ']');
}

static void
put_head(const struct kumihan *k, struct json *json)
{
    const struct section *profile = k->profile;
    json_int(json, "schema", 1);
    json_text(json, "program", "kumihan");
    json_text(json, "version", KUMIHAN_VERSION);
    json_text(json, "job", k->path);
    json_open(json, "profile", '{');
    json_text(json, "name", profile == NULL ? NULL : profile->name);
    json_text(
        json, "type", profile == NULL ? NULL : section_text(profile, "type"));
    put_standards(k, json);
    json_close(json, '}');
}

static enum err
put_dump(const struct kumihan *k, struct json *json)
{
    struct buf dump = {0};
    if (k->document == NULL) {
        json_null(json, "dump_sha256");
        return ERR_OK;
    }
    document_dump(k->document, &dump);
    put_hash(json, "dump_sha256", &dump);
    bool failed = dump.failed;
    buf_fini(&dump);
    return failed ? ERR_NOMEM : ERR_OK;
}

static enum err
put_output(const struct kumihan *k, struct json *json)
{
    if (k->output == NULL) {
        json_null(json, "output");
        return ERR_OK;
    }
    json_open(json, "output", '{');
    json_text(json, "file", k->output);
    enum err err = report_hash(k->output, json);
    json_close(json, '}');
    return err;
}

static enum err
put_page(const struct kumihan *k, size_t number, struct json *json)
{
    const struct page *page = k->document->page[number];
    struct buf dump = {0};
    json_open(json, NULL, '{');
    json_int(json, "number", (int64_t)number + 1);
    json_text(json, "label", page->label);
    json_text(json, "page", page->scaffold->name);
    json_fixed(json, "width_mm", unit_scale(page->width, 1000, EMU_PER_MM), 3);
    json_fixed(
        json, "height_mm", unit_scale(page->height, 1000, EMU_PER_MM), 3);
    document_dump_page(k->document, number, &dump);
    put_hash(json, "dump_sha256", &dump);
    json_close(json, '}');
    bool failed = dump.failed;
    buf_fini(&dump);
    return failed ? ERR_NOMEM : ERR_OK;
}

static enum err
put_pages(const struct kumihan *k, struct json *json)
{
    enum err err = ERR_OK;
    size_t n = k->document == NULL ? 0 : k->document->n_pages;
    json_open(json, "pages", '[');
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = put_page(k, i, json);
    json_close(json, ']');
    return err;
}

static void
put_notes(const struct kumihan *k, struct json *json)
{
    size_t n = k->document == NULL ? 0 : k->document->n_notes;
    json_open(json, "notes", '[');
    for (size_t i = 0; i < n; i++) {
        const struct note_place *note = &k->document->note[i];
        json_open(json, NULL, '{');
        json_int(json, "number", note->number);
        json_text(json, "id", note->id);
        json_int(json, "page", (int64_t)note->page + 1);
        json_text(json, "block", note->block);
        json_text(json, "file", note->loc.file);
        json_int(json, "line", note->loc.line);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static enum err
put_message(const struct diag *diag, size_t index, struct json *json)
{
    struct diag_found found = diag_at(diag, index);
    struct buf ja = {0}, en = {0};
    diag_put_text(diag, index, DIAG_JA, &ja);
    diag_put_text(diag, index, DIAG_EN, &en);
    json_open(json, NULL, '{');
    json_text(json, "level", diag_level_name(found.level, DIAG_EN));
    json_text(json, "id", found.id);
    json_text(json, "file", found.loc.file);
    json_int(json, "line", found.loc.line);
    json_int(json, "column", found.loc.col);
    json_str(json, "ja", (struct str){ja.p, ja.n});
    json_str(json, "en", (struct str){en.p, en.n});
    json_int(json, "more", (int64_t)found.more);
    json_close(json, '}');
    bool failed = ja.failed || en.failed;
    buf_fini(&ja);
    buf_fini(&en);
    return failed ? ERR_NOMEM : ERR_OK;
}

static enum err
put_messages(const struct diag *diag, struct json *json)
{
    enum err err = ERR_OK;
    json_open(json, "messages", '[');
    for (size_t i = 0; i < diag_count(diag) && err == ERR_OK; i++)
        err = put_message(diag, i, json);
    json_close(json, ']');
    return err;
}

static void
put_totals(const struct kumihan *k, struct json *json)
{
    const struct document *document = k->document;
    int64_t warnings = 0, items = 0;
    for (size_t i = 0; i < diag_count(k->diag); i++) {
        struct diag_found found = diag_at(k->diag, i);
        warnings += found.level == DIAG_WARN ? 1 + (int64_t)found.more : 0;
    }
    for (size_t p = 0; document != NULL && p < document->n_pages; p++)
        items += (int64_t)document->page[p]->n_items;
    json_open(json, "totals", '{');
    json_int(json, "pages", document == NULL ? 0 : (int64_t)document->n_pages);
    json_int(json, "items", items);
    json_int(json, "notes", document == NULL ? 0 : (int64_t)document->n_notes);
    json_int(json, "errors", (int64_t)diag_errors(k->diag));
    json_int(json, "warnings", warnings);
    json_close(json, '}');
}

static enum err
put_report(struct arena *scratch, struct kumihan *k, struct json *json)
{
    json_open(json, NULL, '{');
    put_head(k, json);
    json_bool(json, "good", diag_errors(k->diag) == 0 && k->output != NULL);
    enum err err = put_dump(k, json);
    if (err == ERR_OK)
        err = put_output(k, json);
    if (err == ERR_OK)
        err = report_inputs(scratch, k, json);
    if (err == ERR_OK)
        err = put_pages(k, json);
    if (err == ERR_OK)
        err = report_fonts(scratch, k, json);
    if (err == ERR_OK)
        err = report_colours(scratch, k, json);
    put_notes(k, json);
    if (err == ERR_OK)
        err = report_decisions(scratch, k, json);
    if (err == ERR_OK)
        err = put_messages(k->diag, json);
    put_totals(k, json);
    json_close(json, '}');
    return err;
}

char *
kumihan_report(struct kumihan *k)
{
    struct buf out = {0};
    struct json json = {.out = &out};
    struct arena *scratch = arena_new();
    enum err err = scratch == NULL ? ERR_NOMEM : put_report(scratch, k, &json);
    arena_free(scratch);
    if (err == ERR_OK)
        return library_take(&out);
    buf_fini(&out);
    return NULL;
}

int
kumihan_report_to(struct kumihan *k, const char *path)
{
    char *text = kumihan_report(k);
    enum err err = ERR_NOMEM;
    if (text != NULL)
        err = library_beside(
            k, path, &(struct buf){.p = text, .n = strlen(text)});
    free(text);
    return library_result(k, err);
}
