/* Where results go: never onto a file the job reads, nor into its package. */
#include <string.h>
#include <sys/stat.h>

#include "app/library.h"
#include "base/file.h"
#include "base/out.h"

DIAG_MESSAGE(is_input, "app.output-is-input", DIAG_ERROR,
    "出力先「{1}」はこのジョブが読むファイル「{2}」です。上書きを避けるため"
    "書きませんでした。別の名前を指定してください",
    "the output \"{1}\" is the file \"{2}\", which this job reads; it was left "
    "as it is. Name another file");

DIAG_MESSAGE(in_package, "app.output-in-package", DIAG_ERROR,
    "出力先「{1}」は入稿データのフォルダーの中です。入稿データにはほかの"
    "ファイルを加えません。別の場所を指定してください",
    "the output \"{1}\" is in the package's folder, which holds nothing else; "
    "name another place");

DIAG_MESSAGE(is_output, "app.output-twice", DIAG_ERROR,
    "「{1}」はこの実行でもう書いたファイルです。別の名前を指定してください",
    "\"{1}\" was written by this very run; name another file");

/* Two names of one file are told by the file system, not by their letters. */
static bool
same_file(const struct stat *target, const char *path)
{
    struct stat st;
    return path != NULL && stat(path, &st) == 0 &&
           st.st_dev == target->st_dev && st.st_ino == target->st_ino;
}

/* The file of ENTRY that TARGET is; NULL when it is none.  *JOB_FILE is the one
 * looked at last: hundreds of entries stand in the same two or three. */
static const char *
same_as_entry(struct kumihan *k, const struct section *section,
    const struct entry *entry, const struct stat *target, const char **job_file)
{
    const char *font = NULL;
    if (entry->loc.file != *job_file && same_file(target, entry->loc.file))
        return entry->loc.file;
    *job_file = entry->loc.file;
    if (same_file(target, entry->path))
        return entry->path;
    if (strcmp(section->kind, "font") == 0)
        font = arena_printf(k->arena, "%s/%s", k->job->project, entry->value);
    return same_file(target, font) ? font : NULL;
}

static const char *
same_as_input(struct kumihan *k, const struct stat *target)
{
    const char *job_file = NULL;
    if (same_file(target, k->path))
        return k->path;
    if (same_file(target, k->list.path))
        return k->list.path;
    if (k->job == NULL)
        return NULL;
    for (size_t i = 0; i < k->job->n; i++) {
        const struct section *section = &k->job->section[i];
        for (size_t j = 0; j < section->n; j++) {
            const char *found = same_as_entry(
                k, section, &section->entry[j], target, &job_file);
            if (found != NULL)
                return found;
        }
    }
    return NULL;
}

/* True when PATH stands in the folder of K's package.  *NOMEM is set when
 * memory ran out. */
static bool
is_in_package(struct kumihan *k, const char *path, bool *nomem)
{
    struct stat package;
    if (k->package == NULL || stat(k->package, &package) != 0)
        return false;
    const char *folder = file_dir(k->arena, path);
    *nomem = folder == NULL;
    return same_file(&package, folder);
}

enum err
library_spare(struct kumihan *k, const char *path)
{
    struct stat target;
    const char *input =
        stat(path, &target) == 0 ? same_as_input(k, &target) : NULL;
    return input == NULL ? ERR_OK
                         : DIAG(k->diag, LOC_NONE, &is_input, path, input);
}

enum err
library_write(struct kumihan *k, const char *path, const struct buf *buf)
{
    bool nomem = false;
    if (is_in_package(k, path, &nomem))
        return DIAG(k->diag, LOC_NONE, &in_package, path);
    if (nomem)
        return ERR_NOMEM;
    enum err err = library_spare(k, path);
    return err == ERR_OK ? out_file(k->diag, path, buf->p, buf->n) : err;
}

/* Keeps PATH in the list of what was written. */
static enum err
note_written(struct kumihan *k, const char *path)
{
    const char **all = arena_grow(
        k->lasting, k->written, k->n_written, &k->cap_written, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    k->written = all;
    all[k->n_written] = arena_strdup(k->lasting, path);
    return all[k->n_written++] == NULL ? ERR_NOMEM : ERR_OK;
}

enum err
library_beside(struct kumihan *k, const char *path, const struct buf *buf)
{
    struct stat target;
    bool there = stat(path, &target) == 0;
    bool twice = there && same_file(&target, k->output);
    for (size_t i = 0; i < k->n_written; i++)
        twice = twice || (there && same_file(&target, k->written[i]));
    if (twice)
        return DIAG(k->diag, LOC_NONE, &is_output, path);
    enum err err = library_write(k, path, buf);
    return err == ERR_OK ? note_written(k, path) : err;
}
