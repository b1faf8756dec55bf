#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "font/catalogue.h"
#include "font/folder.h"
#include "font/font_set_imp.h"

DIAG_MESSAGE(unknown, "font.unknown", DIAG_ERROR,
    "書体「{1}」を知りません。もっとも近い名前は「{2}」です。"
    "「kumihan fonts」の一覧の名前か、フォントファイルの名前を書いてください",
    "unknown face \"{1}\"; the nearest name is \"{2}\"; write a name from "
    "`kumihan fonts` or the name of a font file");
DIAG_MESSAGE(unknown_far, "font.unknown", DIAG_ERROR,
    "書体「{1}」を知りません。"
    "「kumihan fonts」の一覧の名前か、フォントファイルの名前を書いてください",
    "unknown face \"{1}\"; write a name from `kumihan fonts` or the name of a "
    "font file");
DIAG_MESSAGE(not_installed, "font.not-installed", DIAG_ERROR,
    "書体「{1}」のファイル「{2}」が見つかりません。"
    "パッケージ {3} を入れる（apt install {3}）か、"
    "ファイルをフォントのフォルダーに置いてください",
    "the file \"{2}\" of the face \"{1}\" is missing; install the package {3} "
    "(apt install {3}) or put the file into a font folder");
DIAG_MESSAGE(no_file, "font.no-file", DIAG_ERROR,
    "フォントファイル「{1}」が見つかりません（探した場所: {2}）。"
    "ファイル名を確かめるか、その場所に置いてください",
    "the font file \"{1}\" is missing (looked in: {2}); check its name or put "
    "it there");
DIAG_MESSAGE(bad_path, "font.bad-path", DIAG_ERROR,
    "「{1}」は使えません。フォントのフォルダーからの相対パスを、"
    "「..」を含めずに書いてください",
    "\"{1}\" cannot be used; write a path relative to a font folder, without "
    "\"..\"");
DIAG_MESSAGE(cannot_open, "font.cannot-open", DIAG_ERROR,
    "「{1}」を開けません。ファイルの権限を確かめてください",
    "cannot open \"{1}\"; check the permissions of the file");
DIAG_MESSAGE(no_embedding, "font.no-embedding", DIAG_ERROR,
    "書体「{1}」は PDF への埋め込みを許していません（fsType {2}）。"
    "埋め込める書体に替えてください",
    "the face \"{1}\" forbids embedding in a PDF (fsType {2}); choose another "
    "face");

struct font_set *
font_set_new(const char *const *dirs, size_t n)
{
    struct font_set *set = calloc(1, sizeof *set);
    if (set == NULL)
        return NULL;
    set->dir = dirs;
    set->n_dirs = n;
    set->arena = arena_new();
    if (set->arena == NULL || !shape_init(&set->scratch, set->arena)) {
        font_set_free(set);
        return NULL;
    }
    return set;
}

void
font_set_free(struct font_set *set)
{
    if (set == NULL)
        return;
    for (size_t i = 0; i < set->n_faces; i++)
        face_fini(set->face[i]);
    for (size_t i = 0; i < set->n_files; i++)
        hb_blob_destroy(set->file[i].blob);
    shape_fini(&set->scratch);
    arena_free(set->arena);
    free(set);
}

/* --- finding files -------------------------------------------------------- */

/* *OUT is DIR/FILE when that is a file, else NULL. */
static enum err
try_file(
    struct arena *arena, const char *dir, const char *file, const char **out)
{
    struct stat st;
    const char *path = arena_printf(arena, "%s/%s", dir, file);
    *out = NULL;
    if (path == NULL)
        return ERR_NOMEM;
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
        *out = path;
    return ERR_OK;
}

enum err
font_set_find(const struct font_set *set, struct arena *arena, const char *file,
    const char **out)
{
    const char *slash = strrchr(file, '/');
    const char *last = slash == NULL ? file : slash + 1;
    enum err err = ERR_OK;
    *out = NULL;
    for (size_t i = 0; err == ERR_OK && *out == NULL && i < set->n_dirs; i++) {
        err = try_file(arena, set->dir[i], file, out);
        if (err == ERR_OK && *out == NULL && slash != NULL)
            err = try_file(arena, set->dir[i], last, out);
    }
    return err;
}

/* A bare file name is looked for in the folders below, too. */
static enum err
find_below(struct font_set *set, const char *name, const char **out)
{
    struct folder_files files = {NULL, 0, 0};
    enum err err = ERR_OK;
    for (size_t i = 0; err == ERR_OK && files.n == 0 && i < set->n_dirs; i++)
        err = folder_find(set->arena, set->dir[i], name, &files);
    *out = err == ERR_OK && files.n > 0 ? files.path[0] : NULL;
    return err;
}

static bool
stays_below(const char *name)
{
    struct str rest = str_of(name);
    if (name[0] == '/')
        return false;
    while (rest.p != NULL)
        if (str_equal(str_cut(rest, '/', &rest), STR("..")))
            return false;
    return true;
}

/* The DIRS in a row, for a message. */
static const char *
dirs_listed(const struct font_set *set)
{
    const char *list = set->n_dirs > 0 ? set->dir[0] : "-";
    for (size_t i = 1; list != NULL && i < set->n_dirs; i++)
        list = arena_printf(set->arena, "%s, %s", list, set->dir[i]);
    return list == NULL ? "" : list;
}

/* --- opening -------------------------------------------------------------- */

/* The mapped file PATH, opened once; borrowed from SET. */
static enum err
file_open(struct font_set *set, struct diag *diag, struct loc loc,
    const char *path, hb_blob_t **out)
{
    for (size_t i = 0; i < set->n_files; i++)
        if (strcmp(set->file[i].path, path) == 0)
            return *out = set->file[i].blob, ERR_OK;
    void *grown = arena_grow(set->arena, set->file, set->n_files,
        &set->cap_files, sizeof *set->file);
    if (grown == NULL)
        return ERR_NOMEM;
    set->file = grown;
    *out = hb_blob_create_from_file_or_fail(path);
    if (*out == NULL)
        return DIAG(diag, loc, &cannot_open, path);
    set->file[set->n_files++] = (struct font_file){path, *out};
    return ERR_OK;
}

/* Gives *AT the face INDEX of PATH, opened now or before. */
static enum err
face_open(struct font_set *set, struct diag *diag, struct loc loc,
    const char *path, unsigned index, size_t *at)
{
    hb_blob_t *blob;
    for (*at = 0; *at < set->n_faces; (*at)++) {
        const struct face_info *info = &set->face[*at]->info;
        if (info->index == index && strcmp(info->path, path) == 0)
            return ERR_OK;
    }
    enum err err = file_open(set, diag, loc, path, &blob);
    if (err != ERR_OK)
        return err;
    struct face *face = arena_alloc(set->arena, sizeof *face);
    void *grown = arena_grow(set->arena, set->face, set->n_faces,
        &set->cap_faces, sizeof *set->face);
    if (face == NULL || grown == NULL)
        return ERR_NOMEM;
    set->face = grown;
    err = face_init(
        set->arena, diag, loc, blob, path, index, &set->scratch, face);
    if (err == ERR_OK)
        set->face[set->n_faces++] = face;
    return err;
}

struct wanted {
    const char *path; /* the file that was found */
    unsigned index;
};

static enum err
want_catalogue(struct font_set *set, struct diag *diag, struct loc loc,
    const struct catalogue_face *entry, struct wanted *out)
{
    enum err err = font_set_find(set, set->arena, entry->file, &out->path);
    out->index = entry->index;
    if (err != ERR_OK || out->path != NULL)
        return err;
    err = DIAG(
        diag, loc, &not_installed, entry->name, entry->file, entry->package);
    return err == ERR_INPUT ? ERR_ENVIRONMENT : err;
}

static enum err
want_file(struct font_set *set, struct diag *diag, struct loc loc,
    const char *name, unsigned index, struct wanted *out)
{
    if (!stays_below(name))
        return DIAG(diag, loc, &bad_path, name);
    enum err err = ERR_OK;
    out->path = NULL;
    out->index = index;
    for (size_t i = 0; i < set->n_dirs && out->path == NULL; i++)
        if ((err = try_file(set->arena, set->dir[i], name, &out->path)) !=
            ERR_OK)
            return err;
    if (out->path == NULL && strchr(name, '/') == NULL)
        err = find_below(set, name, &out->path);
    if (err != ERR_OK || out->path != NULL)
        return err;
    err = DIAG(diag, loc, &no_file, name, dirs_listed(set));
    return err == ERR_INPUT ? ERR_ENVIRONMENT : err;
}

static enum err
want(struct font_set *set, struct diag *diag, struct loc loc, const char *name,
    struct wanted *out)
{
    const struct catalogue_face *entry = catalogue_find(name);
    if (entry != NULL)
        return want_catalogue(set, diag, loc, entry, out);
    struct str rest, file = str_cut(str_of(name), '#', &rest);
    int index = 0;
    bool numbered = rest.p == NULL || (str_integer(rest, &index) && index >= 0);
    const char *bare = arena_strndup(set->arena, file.p, file.n);
    if (bare == NULL)
        return ERR_NOMEM;
    if (numbered && folder_is_font(bare))
        return want_file(set, diag, loc, bare, (unsigned)index, out);
    const char *nearest = catalogue_nearest(name);
    return nearest == NULL ? DIAG(diag, loc, &unknown_far, name)
                           : DIAG(diag, loc, &unknown, name, nearest);
}

enum err
font_set_face(struct font_set *set, struct diag *diag, struct loc loc,
    const char *name, const struct face **out)
{
    struct wanted wanted = {NULL, 0};
    size_t at;
    *out = NULL;
    if (!map_find(&set->names, str_of(name), &at)) {
        enum err err = want(set, diag, loc, name, &wanted);
        if (err == ERR_OK)
            err = face_open(set, diag, loc, wanted.path, wanted.index, &at);
        if (err != ERR_OK)
            return err;
        const char *key = arena_strdup(set->arena, name);
        if (key == NULL || !map_put(&set->names, set->arena, str_of(key), at))
            return ERR_NOMEM;
    }
    const struct face *face = set->face[at];
    if (!face->info.may_embed)
        return DIAG(
            diag, loc, &no_embedding, name, diag_int(diag, face->info.fs_type));
    *out = face;
    return ERR_OK;
}
