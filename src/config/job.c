/* Reads the main file, its includes and the changes of the command line. */
#include "config/job.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "config/check.h"
#include "config/fault.h"
#include "config/merge.h"
#include "config/reread.h"
#include "config/role.h"

DIAG_MESSAGE(circle, "config.include-circle", DIAG_ERROR,
    "include が循環しています（{1}）。どこかの include を取り除いてください",
    "the includes form a circle ({1}); remove one of them");
DIAG_MESSAGE(too_deep, "config.include-deep", DIAG_ERROR,
    "include の入れ子が {1} 段を超えています。減らしてください",
    "includes are nested more than {1} deep; flatten them");
DIAG_MESSAGE(bad_project, "config.project", DIAG_ERROR,
    "プロジェクトのフォルダー「{1}」がありません。ジョブファイルのフォルダー"
    "から見た相対パスで、あるフォルダーを指定してください",
    "there is no project folder \"{1}\"; name an existing folder, relative "
    "to the job file's folder");
DIAG_MESSAGE(project_inside, "config.project-in-include", DIAG_ERROR,
    "include されたファイルの project が、ジョブファイル「{1}」と別のフォルダー"
    "です。同じフォルダーにするか、消してください",
    "project in an included file is not the folder of the job file \"{1}\"; "
    "make it the same or remove it");

DIAG_MESSAGE(no_file, "config.no-plain-file", DIAG_ERROR,
    "「{1}」は普通のファイルではないので読めません。ファイルを指定してください",
    "\"{1}\" is no plain file; name a file");

enum { INCLUDE_DEPTH_MAX = 16 };

/* A file being read, inside the one that includes it. */
struct opened {
    const struct opened *by;
    const char *path;
    dev_t device;
    ino_t inode;
    int depth;
};

struct load {
    struct arena *arena, *scratch; /* scratch: until the job is loaded */
    struct diag *diag;
    struct job *job;
    struct str given; /* the main file's text when it is in memory */
    const struct job_set *set;
    size_t n_set;
    struct merge merge;
    struct opened *done; /* every file read so far */
    size_t n_done, cap_done;
    bool partial; /* something could not be read: absence proves nothing */
    bool open;    /* the job is for rows */
};

/* "a.ini -> b.ini -> a.ini", the file that is included again at both ends. */
static const char *
chain(struct arena *arena, const struct opened *last)
{
    const char *text = last->path;
    for (const struct opened *o = last->by; o != NULL && text != NULL;
         o = o->by) {
        text = arena_printf(arena, "%s → %s", o->path, text);
        if (o->device == last->device && o->inode == last->inode)
            break;
    }
    return text;
}

/* True when O's file is one of those that include it. */
static bool
is_circle(const struct opened *o)
{
    for (const struct opened *by = o->by; by != NULL; by = by->by)
        if (by->device == o->device && by->inode == o->inode)
            return true;
    return false;
}

static bool
is_done(const struct load *load, const struct opened *o)
{
    for (size_t i = 0; i < load->n_done; i++)
        if (load->done[i].device == o->device &&
            load->done[i].inode == o->inode)
            return true;
    return false;
}

/* Finds out which file O is; *SKIP when it is not to be read (again). */
static enum err
identify(struct load *load, struct loc loc, struct opened *o, bool *skip)
{
    struct stat st;
    *skip = false;
    if (stat(o->path, &st) != 0)
        return ERR_OK; /* file_read will say why */
    if (!S_ISREG(st.st_mode)) {
        /* A pipe would keep us waiting for ever. */
        *skip = load->partial = true;
        return fault_said(DIAG(load->diag, loc, &no_file, o->path));
    }
    o->device = st.st_dev;
    o->inode = st.st_ino;
    *skip = true;
    if (is_circle(o)) {
        const char *text = chain(load->arena, o);
        return text == NULL ? ERR_NOMEM
                            : fault_said(DIAG(load->diag, loc, &circle, text));
    }
    if (is_done(load, o))
        return ERR_OK;
    *skip = false;
    if (o->depth <= INCLUDE_DEPTH_MAX)
        return ERR_OK;
    *skip = true;
    return fault_said(DIAG(
        load->diag, loc, &too_deep, diag_int(load->diag, INCLUDE_DEPTH_MAX)));
}

/* The folder NAME, seen from that of the file FILE; NULL: no memory. */
static const char *
project_path(struct arena *arena, const char *file, const char *name)
{
    const char *dir = file_dir(arena, file);
    if (dir == NULL || strcmp(name, ".") == 0)
        return dir;
    return strcmp(dir, ".") == 0 ? name
                                 : arena_printf(arena, "%s/%s", dir, name);
}

/* The project folder, as the main file or a change names it. */
static enum err
find_project(struct load *load, const struct ini *ini)
{
    const struct ini_item *item = ini_find(ini, "document", "project");
    const char *set =
        merge_set_document(load->arena, load->set, load->n_set, "project");
    const char *dir = file_dir(load->arena, load->job->path);
    if (dir == NULL)
        return ERR_NOMEM;
    load->job->project = dir;
    if (item == NULL && set == NULL)
        return ERR_OK;
    const char *name = set != NULL ? set : item->value;
    struct loc loc =
        set != NULL ? (struct loc){"--set", 0, 0} : item->value_loc;
    const char *path = project_path(load->arena, load->job->path, name);
    if (path == NULL)
        return ERR_NOMEM;
    struct stat st;
    if (name[0] == '\0' || name[0] == '/' || stat(path, &st) != 0 ||
        !S_ISDIR(st.st_mode))
        return fault_said(DIAG(load->diag, loc, &bad_project, name));
    load->job->project = file_tidy(load->arena, path);
    return load->job->project == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err load_file(
    struct load *load, struct loc loc, const struct opened *file);

/* Reads the files that LIST (which starts at LOC) names. */
static enum err
load_list(struct load *load, struct loc loc, bool one_line, const char *list,
    const struct opened *by)
{
    struct str rest = str_of(list);
    while (rest.p != NULL) {
        struct str member = str_trim(str_cut(rest, ',', &rest));
        if (member.n == 0)
            continue;
        struct loc at = loc;
        if (one_line)
            at.col += hint_columns(list, member.p);
        const char *name = arena_strndup(load->arena, member.p, member.n);
        struct opened file = {.by = by, .depth = by->depth + 1};
        if (name == NULL)
            return ERR_NOMEM;
        enum err err = file_inside(
            load->arena, load->diag, at, load->job->project, name, &file.path);
        if (err == ERR_OK)
            err = load_file(load, at, &file);
        else
            load->partial = true;
        if (err != ERR_OK && err != ERR_INPUT)
            return err;
    }
    return ERR_OK;
}

static enum err
load_includes(
    struct load *load, const struct ini *ini, const struct opened *file)
{
    const struct ini_item *item = ini_find(ini, "document", "include");
    const char *set = NULL;
    if (file->by == NULL)
        set =
            merge_set_document(load->arena, load->set, load->n_set, "include");
    if (set != NULL)
        return load_list(load, (struct loc){"--set", 0, 0}, false, set, file);
    if (item == NULL)
        return ERR_OK;
    return load_list(
        load, item->value_loc, !item->continued, item->value, file);
}

static enum err
check_project_place(
    struct load *load, const struct ini *ini, const struct opened *file)
{
    const struct ini_item *item = ini_find(ini, "document", "project");
    if (file->by == NULL)
        return find_project(load, ini);
    if (item == NULL)
        return ERR_OK;
    /* A job that another includes may name the folder that both have. */
    struct stat own, whole;
    const char *path = project_path(load->arena, file->path, item->value);
    if (path == NULL)
        return ERR_NOMEM;
    if (stat(path, &own) == 0 && stat(load->job->project, &whole) == 0 &&
        own.st_dev == whole.st_dev && own.st_ino == whole.st_ino)
        return ERR_OK;
    return fault_said(
        DIAG(load->diag, item->loc, &project_inside, load->job->path));
}

/* Everything behind the reading of FILE's bytes. */
static enum err
load_text(struct load *load, const struct opened *file, struct str text)
{
    struct ini ini;
    enum err err = ini_scan(
        load->arena, load->scratch, load->diag, file->path, text, &ini);
    if (err == ERR_OK)
        err = check_project_place(load, &ini, file);
    if (err == ERR_OK)
        err = load_includes(load, &ini, file);
    if (err != ERR_OK)
        return err;
    load->partial = load->partial || ini.faulty;
    bool is_file = load->given.p == NULL || file->by != NULL;
    if (!ini.faulty && is_file)
        err = reread_check(load->scratch, load->diag, file->path, &ini);
    if (err == ERR_NOMEM || err == ERR_ENVIRONMENT)
        return err;
    return merge_ini(&load->merge, &ini);
}

static enum err
load_file(struct load *load, struct loc loc, const struct opened *asked)
{
    struct opened file = *asked;
    struct str text;
    bool skip;
    enum err err = identify(load, loc, &file, &skip);
    if (err != ERR_OK || skip)
        return err;
    void *done = arena_grow(load->scratch, load->done, load->n_done,
        &load->cap_done, sizeof *load->done);
    if (done == NULL)
        return ERR_NOMEM;
    load->done = done;
    load->done[load->n_done++] = file;
    err = file_read(load->scratch, load->diag, loc, file.path, &text);
    if (err == ERR_INPUT) {
        load->partial = true;
        return ERR_OK;
    }
    return err == ERR_OK ? load_text(load, &file, text) : err;
}

static enum err
load_all(struct load *load)
{
    struct job *job = load->job;
    struct opened file = {.path = job->path};
    size_t before = diag_errors(load->diag);
    enum err err = load->given.p != NULL
                       ? load_text(load, &file, load->given)
                       : load_file(load, fault_line(job->path, 0), &file);
    if (err == ERR_OK && load->n_done == 1 && load->merge.n == 0 &&
        diag_errors(load->diag) != before)
        return ERR_INPUT; /* nothing could be read at all */
    for (size_t i = 0; err == ERR_OK && i < load->n_set; i++)
        err = merge_set(&load->merge, &load->set[i]);
    if (err == ERR_OK)
        err = merge_take(&load->merge, job);
    if (err != ERR_OK)
        return err;
    struct check check = {.arena = load->arena,
        .scratch = load->scratch,
        .diag = load->diag,
        .job = job,
        .partial = load->partial || load->merge.partial,
        .open = load->open};
    return check_job(&check);
}

static struct job *
job_new(struct arena *arena, const char *path)
{
    struct job *job = arena_alloc(arena, sizeof *job);
    if (job == NULL)
        return NULL;
    job->path = arena_strdup(arena, path);
    job->keys = key_table_new(arena);
    job->arena = arena;
    return job->path == NULL || job->keys == NULL ? NULL : job;
}

/* Reads the job that LOAD describes from PATH. */
static enum err
load_job(struct load *load, const char *path, struct job **out)
{
    size_t before = diag_errors(load->diag);
    *out = NULL;
    load->job = job_new(load->arena, path);
    load->scratch = arena_new();
    load->merge = (struct merge){
        .arena = load->arena, .scratch = load->scratch, .diag = load->diag};
    enum err err = ERR_NOMEM;
    if (load->job != NULL && load->scratch != NULL) {
        load->merge.table = load->job->keys;
        err = load_all(load);
    }
    arena_free(load->scratch);
    if (err == ERR_OK)
        err = role_collect(load->arena, load->diag, load->job);
    if (err == ERR_OK && diag_errors(load->diag) != before)
        err = ERR_INPUT;
    if (err == ERR_OK)
        *out = load->job;
    return err;
}

enum err
job_load(struct arena *arena, struct diag *diag, const char *path,
    const struct job_set *set, size_t n, const struct job **out)
{
    return job_load_text(arena, diag, path, (struct str){NULL, 0}, set, n, out);
}

enum err
job_load_text(struct arena *arena, struct diag *diag, const char *path,
    struct str text, const struct job_set *set, size_t n,
    const struct job **out)
{
    struct load load = {
        .arena = arena, .diag = diag, .given = text, .set = set, .n_set = n};
    struct job *job;
    enum err err = load_job(&load, path, &job);
    *out = job;
    return err;
}

enum err
job_open(struct arena *arena, struct diag *diag, const char *path,
    const struct job_set *set, size_t n, struct job **out)
{
    struct load load = {
        .arena = arena, .diag = diag, .set = set, .n_set = n, .open = true};
    return load_job(&load, path, out);
}

const struct section *
job_find(const struct job *job, const char *kind, const char *name)
{
    for (size_t i = 0; i < job->n; i++)
        if (strcmp(job->section[i].name, name) == 0 &&
            strcmp(job->section[i].kind, kind) == 0)
            return &job->section[i];
    return NULL;
}

const struct section *
job_next(const struct job *job, const char *kind, const struct section *prev)
{
    size_t at = prev == NULL ? 0 : (size_t)(prev - job->section) + 1;
    for (; at < job->n; at++) {
        const char *other = job->section[at].kind;
        if (other[0] == kind[0] && strcmp(other, kind) == 0)
            return &job->section[at];
    }
    return NULL;
}
