#include "app/against.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

DIAG_MESSAGE(older_faulty, "app.against", DIAG_ERROR,
    "比べる版「{1}」に誤りがあり、ページになりません。kumihan check {1} で"
    "確かめてください",
    "the edition to compare with, \"{1}\", has errors and makes no pages; look "
    "with kumihan check {1}");

DIAG_MESSAGE(no_older, "app.changes", DIAG_ERROR,
    "変わった所の一覧「{1}」を作るには、比べる版が要ります。--against "
    "で指定して"
    "ください",
    "the list of changes \"{1}\" needs an older edition; name it with "
    "--against");
DIAG_MESSAGE(not_shown, "app.against-unused", DIAG_ERROR,
    "「{1}」と比べた結果の行き先がありません。--changes か --profile proof を"
    "付けてください",
    "nothing would show what is otherwise than in \"{1}\"; add --changes or "
    "--profile proof");

static bool
is_job(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL && strcmp(dot, ".ini") == 0;
}

/* K's own pages, or those of a job. */
static enum err
read_document(struct kumihan *k, const char *name,
    const struct document *document, struct edition *out)
{
    struct buf dump = {0};
    document_dump(document, &dump);
    enum err err = dump.failed
                       ? ERR_NOMEM
                       : edition_read(k->arena, k->diag, name,
                             (struct str){dump.p, dump.n}, document, out);
    buf_fini(&dump);
    return err;
}

/* The older job is kept: changes tell its files. */
static enum err
read_job(struct kumihan *k, const char *path, struct edition *out)
{
    struct kumihan_options options;
    library_options(k, &options);
    int result = kumihan_load(path, &options, &k->older);
    if (result == KUMIHAN_OK)
        result = kumihan_check(k->older);
    if (k->older == NULL)
        return ERR_NOMEM;
    if (result != KUMIHAN_OK) {
        enum err err = DIAG(k->diag, LOC_NONE, &older_faulty, path);
        return err == ERR_INPUT ? (enum err)result : err;
    }
    return read_document(k, path, k->older->document, out);
}

static enum err
read_dump(struct kumihan *k, const char *path, struct edition *out)
{
    struct str bytes;
    struct arena *scratch = arena_new();
    enum err err = scratch == NULL
                       ? ERR_NOMEM
                       : file_read(scratch, k->diag, LOC_NONE, path, &bytes);
    if (err == ERR_OK)
        err = edition_read(k->arena, k->diag, path, bytes, NULL, out);
    arena_free(scratch);
    return err;
}

static enum err
compare(struct kumihan *k)
{
    struct edition older = {0}, newer = {0};
    const char *path = k->options->against;
    enum err err =
        is_job(path) ? read_job(k, path, &older) : read_dump(k, path, &older);
    if (err == ERR_OK)
        err = read_document(k, k->path, k->document, &newer);
    if (err == ERR_OK)
        err = compare_editions(k->arena, &older, &newer, k->changes);
    edition_fini(&older);
    edition_fini(&newer);
    return err;
}

enum err
against_changes(struct kumihan *k, const struct changes **out)
{
    static const struct changes none;
    *out = &none;
    if (k->options == NULL || k->options->against == NULL)
        return ERR_OK;
    if (k->changes == NULL) {
        k->changes = arena_alloc(k->arena, sizeof *k->changes);
        k->compared = k->changes == NULL ? ERR_NOMEM : compare(k);
    }
    if (k->compared == ERR_OK)
        *out = k->changes;
    return k->compared;
}

/* The list in the form that the name's ending asks for. */
enum err
against_list(struct kumihan *k)
{
    const struct changes *changes;
    const char *path = k->options == NULL ? NULL : k->options->changes;
    struct buf out = {0};
    if (path == NULL)
        return ERR_OK;
    enum err err = against_changes(k, &changes);
    if (err != ERR_OK)
        return err;
    const char *dot = strrchr(path, '.');
    if (dot != NULL && strcmp(dot, ".json") == 0)
        compare_json(changes, &out);
    else
        compare_csv(changes, &out);
    err = out.failed ? ERR_NOMEM : library_write(k, path, &out);
    buf_fini(&out);
    return err;
}

enum err
against_check(struct kumihan *k, bool proof)
{
    const struct kumihan_options *o = k->options;
    enum err err = ERR_OK;
    if (o != NULL && o->changes != NULL && o->against == NULL)
        err = DIAG(k->diag, LOC_NONE, &no_older, o->changes);
    if (o != NULL && o->against != NULL && o->changes == NULL && !proof)
        err = DIAG(k->diag, LOC_NONE, &not_shown, o->against);
    return err == ERR_INPUT ? ERR_USAGE : err;
}
