/* Where results go: never onto a file the job reads. */
#include <string.h>
#include <sys/stat.h>

#include "app/library.h"
#include "base/out.h"

DIAG_MESSAGE(is_input, "app.output-is-input", DIAG_ERROR,
    "出力先「{1}」はこのジョブが読むファイル「{2}」です。上書きを避けるため"
    "書きませんでした。別の名前を指定してください",
    "the output \"{1}\" is the file \"{2}\", which this job reads; nothing was "
    "written. Name another file");

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

enum err
library_write(struct kumihan *k, const char *path, const struct buf *buf)
{
    struct stat target;
    const char *input =
        stat(path, &target) == 0 ? same_as_input(k, &target) : NULL;
    if (input != NULL)
        return DIAG(k->diag, LOC_NONE, &is_input, path, input);
    return out_file(k->diag, path, buf->p, buf->n);
}
