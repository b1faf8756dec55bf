#include <string.h>

#include "font/catalogue.h"
#include "font/folder.h"
#include "font/font_set_imp.h"
#include "font/jis.h"

DIAG_MESSAGE(passed_over, "font.passed-over", DIAG_NOTE,
    "「{1}」はフォントとして使えないので一覧に入れません",
    "\"{1}\" cannot be used as a font and is not listed");

struct listing {
    const struct font_set *set;
    struct arena *arena; /* of the whole list */
    struct diag *diag;
    const uint32_t *jis;
    struct map done; /* `path#index` of the rows written */
    struct buf *out;
};

static int
coverage(const struct face *face, const uint32_t *jis)
{
    int n = 0;
    for (size_t i = 0; i < JIS_X_0208_N; i++)
        n += face_glyph(face, jis[i], 0) != 0 ? 1 : 0;
    return n;
}

static void
put_row(const struct listing *list, const struct face *face, const char *name)
{
    const struct face_info *info = &face->info;
    buf_printf(list->out, "%s\t%s\t%u\t%s\t%u\t%d/%d\t%s\n", name, info->path,
        info->index,
        !info->is_cff  ? "TrueType"
        : info->is_cid ? "CFF (CID)"
                       : "CFF",
        info->glyphs, coverage(face, list->jis), JIS_X_0208_N,
        face_rights(info));
}

/* Writes the row of one face, which is opened for it alone. */
static enum err
list_face(struct listing *list, hb_blob_t *blob, const char *path,
    unsigned index, const char *name)
{
    struct face face;
    size_t seen;
    const char *key = arena_printf(list->arena, "%s#%u", path, index);
    if (key == NULL)
        return ERR_NOMEM;
    if (map_find(&list->done, str_of(key), &seen))
        return ERR_OK;
    if (!map_put(&list->done, list->arena, str_of(key), 1))
        return ERR_NOMEM;
    struct arena *arena = arena_new();
    struct diag *unsaid = diag_new();
    enum err err = ERR_NOMEM;
    if (arena != NULL && unsaid != NULL)
        err =
            face_init(arena, unsaid, LOC_NONE, blob, path, index, NULL, &face);
    if (err == ERR_OK) {
        put_row(list, &face, name);
        face_fini(&face);
    } else if (err == ERR_INPUT) {
        err = DIAG(list->diag, LOC_NONE, &passed_over, path);
    }
    diag_free(unsaid);
    arena_free(arena);
    return err;
}

static enum err
list_catalogue(struct listing *list)
{
    enum err err = ERR_OK;
    for (size_t i = 0; err == ERR_OK && i < catalogue_n; i++) {
        const struct catalogue_face *entry = &catalogue_faces[i];
        const char *path;
        err = font_set_find(list->set, list->arena, entry->file, &path);
        if (err != ERR_OK || path == NULL)
            continue;
        hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
        if (blob == NULL)
            continue;
        err = list_face(list, blob, path, entry->index, entry->name);
        hb_blob_destroy(blob);
    }
    return err;
}

/* NAME is PATH below its folder. */
static enum err
list_file(struct listing *list, const char *path, const char *name)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    unsigned n = blob == NULL ? 0 : hb_face_count(blob);
    enum err err = ERR_OK;
    if (n == 0)
        err = DIAG(list->diag, LOC_NONE, &passed_over, path);
    for (unsigned i = 0; err == ERR_OK && i < n; i++) {
        const char *full =
            n == 1 ? name : arena_printf(list->arena, "%s#%u", name, i);
        err = full == NULL ? ERR_NOMEM : list_face(list, blob, path, i, full);
    }
    hb_blob_destroy(blob);
    return err;
}

static enum err
list_folder(struct listing *list, const char *dir)
{
    struct folder_files files = {NULL, 0, 0};
    enum err err = folder_find(list->arena, dir, NULL, &files);
    for (size_t i = 0; err == ERR_OK && i < files.n; i++)
        err = list_file(list, files.path[i], files.path[i] + strlen(dir) + 1);
    return err;
}

enum err
font_set_list(struct font_set *set, struct diag *diag, struct buf *out)
{
    struct listing list = {set, arena_new(), diag, NULL, {NULL, 0, 0}, out};
    uint32_t *jis = NULL;
    enum err err =
        list.arena == NULL ? ERR_NOMEM : jis_x_0208(list.arena, diag, &jis);
    list.jis = jis;
    buf_text(
        out, "name\tfile\tindex\toutlines\tglyphs\tJIS X 0208\tembedding\n");
    if (err == ERR_OK)
        err = list_catalogue(&list);
    for (size_t i = 0; err == ERR_OK && i < set->n_dirs; i++)
        err = list_folder(&list, set->dir[i]);
    arena_free(list.arena);
    return err == ERR_OK && out->failed ? ERR_NOMEM : err;
}
