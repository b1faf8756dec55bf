#include "app/identity.h"

#include <string.h>

#include "app/inputs.h"
#include "app/printer.h"
#include "base/file.h"
#include "base/map.h"

/* The names of what was hashed and the hashes, a line each. */
struct identity {
    struct kumihan *k;
    struct arena *scratch;
    struct map seen; /* files */
    struct buf lines;
};

static void
put_text(struct identity *id, const char *name, const char *text)
{
    buf_printf(&id->lines, "%s %s\n", name, text == NULL ? "-" : text);
}

/* The contents of PATH; one that cannot be read is told so. */
static enum err
put_file(struct identity *id, const char *path)
{
    char hash[SHA256_HEX + 1] = "-";
    struct str bytes;
    size_t before;
    if (path == NULL || map_find(&id->seen, str_of(path), &before))
        return ERR_OK;
    if (!map_put(&id->seen, id->scratch, str_of(path), id->seen.n))
        return ERR_NOMEM;
    struct arena *arena = arena_new();
    struct diag *quiet = diag_new(); /* who reads it says it */
    enum err err = ERR_NOMEM;
    if (arena != NULL && quiet != NULL)
        err = file_read(arena, quiet, LOC_NONE, path, &bytes);
    if (err == ERR_OK)
        sha256_hex(bytes, hash);
    put_text(id, path, hash);
    diag_free(quiet);
    arena_free(arena);
    return err == ERR_NOMEM ? err : ERR_OK;
}

/* The files of JOB, but the list and what a row names. */
static enum err
put_job(struct identity *id, const struct job *job)
{
    enum err err = put_file(id, job->path);
    for (size_t i = 0; i < job->n; i++) {
        const struct section *s = &job->section[i];
        bool batch = strcmp(s->kind, "batch") == 0;
        for (size_t e = 0; e < s->n_given && err == ERR_OK; e++) {
            const struct entry *entry = &s->entry[e];
            const char *file =
                entry->given == NULL ? entry->loc.file : entry->given_loc.file;
            if (file != NULL && strncmp(file, "--", 2) != 0)
                err = put_file(id, file);
            if (err == ERR_OK && !batch && entry->given == NULL)
                err = put_file(id, entry->path);
        }
    }
    return err;
}

static enum err
put_dictionary(void *self, const char *path)
{
    struct identity *id = self;
    const char *kept = arena_strdup(id->scratch, path);
    return kept == NULL ? ERR_NOMEM : put_file(id, kept);
}

static enum err
put_face(void *self, const char *key, const struct face *face)
{
    (void)key;
    return put_file(self, face_info(face)->path);
}

/* Fonts and dictionaries of WHICH sections. */
static enum err
put_tools(struct identity *id, enum inputs_of which)
{
    enum err err = inputs_faces(id->scratch, id->k, which, put_face, id);
    return err == ERR_OK
               ? inputs_dictionaries(id->k->job, which, put_dictionary, id)
               : err;
}

/* The profile of the printer that editions are held to. */
static enum err
put_printer(struct identity *id)
{
    struct kumihan *k = id->k;
    struct preflight_limits limits;
    if (k->options == NULL || k->options->printer == NULL)
        return ERR_OK;
    enum err err = printer_load(k, k->options->printer, &limits);
    return err == ERR_OK ? put_job(id, k->printer) : err;
}

static void
put_asked(struct identity *id)
{
    const struct kumihan_options *o = id->k->options;
    put_text(id, "version", KUMIHAN_VERSION);
    put_text(id, "profile", id->k->profile->name);
    for (size_t i = 0; o != NULL && i < o->n_set; i++)
        put_text(id, "set", o->set[i]);
    if (o == NULL)
        return;
    put_text(id, "printer", o->printer);
    put_text(id, "impose", o->impose);
    put_text(id, "sheet", o->sheet);
}

/* The hash of all lines; ERR where they are not whole. */
static enum err
take(struct identity *id, enum err err, char out[SHA256_HEX + 1])
{
    if (err == ERR_OK && id->lines.failed)
        err = ERR_NOMEM;
    if (err == ERR_OK)
        sha256_hex((struct str){id->lines.p, id->lines.n}, out);
    buf_fini(&id->lines);
    arena_free(id->scratch);
    return err;
}

enum err
identity_job(struct kumihan *k, char out[SHA256_HEX + 1])
{
    struct identity id = {.k = k, .scratch = arena_new()};
    enum err err = id.scratch == NULL ? ERR_NOMEM : library_fonts(k);
    if (err == ERR_OK) {
        put_asked(&id);
        err = put_job(&id, k->job);
    }
    if (err == ERR_OK)
        err = put_printer(&id);
    if (err == ERR_OK)
        err = put_tools(&id, INPUTS_FIXED);
    return take(&id, err, out);
}

enum err
identity_row(struct kumihan *k, const char *job, char out[SHA256_HEX + 1])
{
    struct identity id = {.k = k, .scratch = arena_new()};
    enum err err = id.scratch == NULL ? ERR_NOMEM : ERR_OK;
    put_text(&id, "job", job);
    if (err == ERR_OK)
        err = put_tools(&id, INPUTS_BY_ROW);
    for (size_t i = 0; i < k->list.n_columns; i++)
        put_text(&id, "column", k->list.column[i]);
    if (k->job->embargo != NULL)
        put_text(&id, "embargo", k->job->embargo);
    buf_str(&id.lines, list_text(&k->list, k->row));
    for (size_t i = 0; i < k->job->n; i++) {
        const struct section *s = &k->job->section[i];
        for (size_t e = 0; e < s->n && err == ERR_OK; e++) {
            const struct entry *entry = &s->entry[e];
            bool by_row = entry->given != NULL || e >= s->n_given;
            if (by_row)
                err = put_file(&id, entry->path);
        }
    }
    return take(&id, err, out);
}
