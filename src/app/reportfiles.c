/* The files that a job reads, and those of its fonts. */
#include <string.h>

#include "app/inputs.h"
#include "app/report.h"
#include "base/file.h"
#include "base/map.h"
#include "base/sha256.h"

enum err
report_hash(const char *path, struct json *json)
{
    char hash[SHA256_HEX + 1];
    struct str bytes;
    struct diag *quiet = diag_new(); /* what cannot be read was said before */
    struct arena *arena = arena_new();
    enum err err = ERR_NOMEM;
    if (quiet != NULL && arena != NULL)
        err = file_read(arena, quiet, LOC_NONE, path, &bytes);
    if (err == ERR_OK) {
        sha256_hex(bytes, hash);
        json_int(json, "bytes", (int64_t)bytes.n);
        json_text(json, "sha256", hash);
    } else {
        json_null(json, "bytes");
        json_null(json, "sha256");
    }
    diag_free(quiet);
    arena_free(arena);
    return err == ERR_NOMEM ? err : ERR_OK;
}

/* The list of files that is written. */
struct told {
    struct arena *scratch;
    struct map files;
    struct json *json;
};

static enum err
add_file(struct told *told, const char *path)
{
    size_t index;
    struct json *json = told->json;
    if (path == NULL || map_find(&told->files, str_of(path), &index))
        return ERR_OK;
    if (!map_put(&told->files, told->scratch, str_of(path), told->files.n))
        return ERR_NOMEM;
    json_open(json, NULL, '{');
    json_text(json, "file", path);
    enum err err = report_hash(path, json);
    json_close(json, '}');
    return err;
}

/* What --set and the built-in profiles say stands in no file. */
static const char *
file_of(const struct entry *entry)
{
    const char *file = entry->loc.file;
    return file != NULL && strncmp(file, "--", 2) != 0 ? file : NULL;
}

static enum err
add_section(struct told *told, const struct section *section, bool job_files)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < section->n && err == ERR_OK; i++) {
        const struct entry *entry = &section->entry[i];
        err = add_file(told, job_files ? file_of(entry) : entry->path);
    }
    return err;
}

static enum err
add_dictionary(void *self, const char *path)
{
    struct told *told = self;
    const char *kept = arena_strdup(told->scratch, path);
    return kept == NULL ? ERR_NOMEM : add_file(told, kept);
}

/* The files that the sections of JOB were read from, then those they name. */
static enum err
add_job(struct told *told, const struct job *job)
{
    enum err err = ERR_OK;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < job->n && err == ERR_OK; i++)
            err = add_section(told, &job->section[i], pass == 0);
    return err;
}

enum err
report_inputs(struct arena *scratch, const struct kumihan *k, struct json *json)
{
    struct told told = {.scratch = scratch, .json = json};
    enum err err = ERR_OK;
    json_open(json, "inputs", '[');
    if (k->path != NULL)
        err = add_file(&told, k->path);
    if (err == ERR_OK && k->job != NULL)
        err = add_job(&told, k->job);
    if (err == ERR_OK && k->job != NULL)
        err = inputs_dictionaries(k->job, INPUTS_ALL, add_dictionary, &told);
    if (err == ERR_OK && k->printer != NULL)
        err = add_job(&told, k->printer);
    json_close(json, ']');
    return err;
}

struct used_font {
    const struct face *face;
    uint8_t *seen; /* a bit a glyph */
    int64_t glyphs;
};

struct used_fonts {
    struct used_font *font;
    size_t n, cap;
};

static struct used_font *
font_of(struct arena *scratch, struct used_fonts *used, const struct face *face)
{
    for (size_t i = 0; i < used->n; i++)
        if (used->font[i].face == face)
            return &used->font[i];
    struct used_font *all =
        arena_grow(scratch, used->font, used->n, &used->cap, sizeof *all);
    uint8_t *seen = arena_alloc(scratch, face_info(face)->glyphs / 8 + 1);
    if (all == NULL || seen == NULL)
        return NULL;
    used->font = all;
    all[used->n] = (struct used_font){face, seen, 0};
    return &all[used->n++];
}

static enum err
add_run(
    struct arena *scratch, struct used_fonts *used, const struct glyph_run *run)
{
    struct used_font *font = font_of(scratch, used, run->face);
    if (font == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < run->n; i++) {
        uint32_t gid = run->glyph[i].gid;
        uint8_t bit = (uint8_t)(1U << (gid % 8));
        if (gid / 8 > face_info(run->face)->glyphs / 8 ||
            (font->seen[gid / 8] & bit) != 0)
            continue;
        font->seen[gid / 8] |= bit;
        font->glyphs++;
    }
    return ERR_OK;
}

static enum err
find_fonts(struct arena *scratch, const struct document *document,
    struct used_fonts *used)
{
    enum err err = ERR_OK;
    for (size_t p = 0; p < document->n_pages; p++) {
        const struct page *page = document->page[p];
        for (size_t i = 0; i < page->n_items && err == ERR_OK; i++)
            if (page->item[i].kind == ITEM_GLYPHS)
                err = add_run(scratch, used, page->item[i].run);
    }
    return err;
}

enum err
report_fonts(struct arena *scratch, const struct kumihan *k, struct json *json)
{
    struct used_fonts used = {0};
    enum err err =
        k->document == NULL ? ERR_OK : find_fonts(scratch, k->document, &used);
    json_open(json, "fonts", '[');
    for (size_t i = 0; i < used.n && err == ERR_OK; i++) {
        const struct face_info *info = face_info(used.font[i].face);
        const char *slash = strrchr(info->path, '/');
        json_open(json, NULL, '{');
        json_text(json, "name", info->postscript);
        json_text(json, "file", slash == NULL ? info->path : slash + 1);
        err = report_hash(info->path, json);
        json_int(json, "glyphs", used.font[i].glyphs);
        json_bool(json, "embedded", true);
        json_bool(json, "subset", true);
        json_close(json, '}');
    }
    json_close(json, ']');
    return err;
}
