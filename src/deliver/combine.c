#include "deliver/combine.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/out.h"
#include "deliver/claim.h"
#include "deliver/manifest.h"

DIAG_MESSAGE(no_folder, "deliver.combine-folder", DIAG_FATAL,
    "フォルダー「{1}」を開けません（{2}）",
    "the folder \"{1}\" cannot be opened ({2})");
DIAG_MESSAGE(nothing, "deliver.combine-none", DIAG_ERROR,
    "「{1}」に kumihan batch の manifest がありません",
    "there is no manifest of kumihan batch in \"{1}\"");
DIAG_MESSAGE(stranger, "deliver.combine-other", DIAG_ERROR,
    "「{1}」は「{2}」と別のジョブかリストから作られています。1 つの batch "
    "の分だけ"
    "を指定してください",
    "\"{1}\" was made from another job or list than \"{2}\"; name the shards "
    "of one batch");
DIAG_MESSAGE(hole, "deliver.hole", DIAG_ERROR,
    "リストの行 {1} から {2} までが、どの manifest にもありません。その shard "
    "を "
    "--resume で作ってください",
    "rows {1} to {2} of the list are in no manifest; make their shard with "
    "--resume");
DIAG_MESSAGE(twice, "deliver.double", DIAG_ERROR,
    "行 {1} "
    "が「{2}」と「{3}」の両方にあります。片方のフォルダーを外してください",
    "row {1} is in \"{2}\" and in \"{3}\"; leave one of the folders out");
DIAG_MESSAGE(lost, "deliver.lost", DIAG_ERROR,
    "行 {1} のファイル「{2}」がないか、大きさが違います。その shard を "
    "--resume で"
    "作り直してください",
    "the file \"{2}\" of row {1} is not there or has another size; make its "
    "shard again with --resume");

struct part {
    const char *path, *folder; /* of the manifest; the folder inside OUT */
    struct claim claim;
    struct manifest manifest;
};

struct combine {
    struct arena *arena;
    struct diag *diag;
    const char *out; /* where the whole is written, a real path */
    struct part *part;
    size_t n, cap;
    struct combined *result;
};

/* --- finding ----------------------------------------------------------------
 */

static enum err
say_folder(struct combine *c, const char *folder)
{
    enum err err = DIAG(c->diag, LOC_NONE, &no_folder, folder, strerror(errno));
    return err == ERR_NOMEM ? err : ERR_ENVIRONMENT;
}

/* The real path of FOLDER in the arena. */
static enum err
real_folder(struct combine *c, const char *folder, const char **out)
{
    char *path = realpath(folder, NULL);
    if (path == NULL)
        return errno == ENOMEM ? ERR_NOMEM : say_folder(c, folder);
    *out = arena_strdup(c->arena, path);
    free(path);
    return *out == NULL ? ERR_NOMEM : ERR_OK;
}

/* The folder TO as seen from the folder FROM, "" or with a slash at its end;
 * both are real paths.  NULL: no memory. */
static const char *
seen_from(struct arena *arena, const char *from, const char *to)
{
    size_t same = 0, i = 0;
    for (; from[i] != '\0' && from[i] == to[i]; i++)
        same = from[i] == '/' ? i : same;
    bool whole_from = from[i] == '\0' && (to[i] == '/' || to[i] == '\0');
    bool whole_to = to[i] == '\0' && from[i] == '/';
    same = whole_from || whole_to ? i : same;
    const char *up = "", *rest = to + same;
    for (const char *p = from + same; *p != '\0' && up != NULL; p++)
        up = *p == '/' ? arena_join(arena, "../", "", up) : up;
    if (up == NULL)
        return NULL;
    rest += *rest == '/';
    return arena_printf(arena, "%s%s%s", up, rest, *rest == '\0' ? "" : "/");
}

static bool
is_manifest(const char *name)
{
    size_t n = strlen(name);
    return strncmp(name, "manifest", 8) == 0 && n >= 12 &&
           strcmp(name + n - 4, ".csv") == 0 &&
           (name[8] == '-' || name[8] == '.');
}

static enum err
add_part(struct combine *c, const char *folder, const char *name)
{
    const char *real;
    enum err err = real_folder(c, folder, &real);
    if (err != ERR_OK)
        return err;
    struct part *all =
        arena_grow(c->arena, c->part, c->n, &c->cap, sizeof *all);
    struct part part = {.path = arena_join(c->arena, folder, "/", name),
        .folder = seen_from(c->arena, c->out, real)};
    if (all == NULL || part.path == NULL || part.folder == NULL)
        return ERR_NOMEM;
    const char *claim = claim_path(c->arena, part.path);
    err = claim == NULL ? ERR_NOMEM
                        : claim_read(c->arena, c->diag, claim, &part.claim);
    c->part = all;
    all[c->n++] = part;
    return err;
}

static int
by_text(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

/* A manifest of shards stands for itself; one that was combined before, which
 * has no claim, does not. */
static enum err
find_parts(struct combine *c, const char *folder)
{
    DIR *dir = opendir(folder);
    const char **name = NULL;
    size_t n = 0, cap = 0;
    enum err err = ERR_OK;
    if (dir == NULL)
        return say_folder(c, folder);
    for (struct dirent *e; err == ERR_OK && (e = readdir(dir)) != NULL;) {
        struct stat st;
        if (!is_manifest(e->d_name))
            continue;
        const char *path = arena_join(c->arena, folder, "/", e->d_name);
        const char *claim = path == NULL ? NULL : claim_path(c->arena, path);
        const char **all = arena_grow(c->arena, name, n, &cap, sizeof *all);
        if (claim == NULL || all == NULL) {
            err = ERR_NOMEM;
            break;
        }
        name = all;
        if (stat(claim, &st) == 0)
            name[n++] = path + strlen(folder) + 1;
    }
    closedir(dir);
    if (n > 0)
        qsort(name, n, sizeof *name, by_text);
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = add_part(c, folder, name[i]);
    return err == ERR_OK && n == 0 ? DIAG(c->diag, LOC_NONE, &nothing, folder)
                                   : err;
}

/* All parts are of one batch. */
static enum err
check_parts(struct combine *c)
{
    const struct part *first = &c->part[0];
    enum err err = ERR_OK;
    for (size_t i = 0; i < c->n && err == ERR_OK; i++) {
        struct part *part = &c->part[i];
        bool same = part->claim.rows == first->claim.rows &&
                    strcmp(part->claim.input, first->claim.input) == 0;
        if (!same)
            return DIAG(c->diag, LOC_NONE, &stranger, part->path, first->path);
        err = manifest_read(
            c->arena, c->diag, part->path, part->claim.rows, &part->manifest);
    }
    return err;
}

/* --- putting together
 * --------------------------------------------------------- */

static enum err
say_hole(struct combine *c, size_t from, size_t to)
{
    c->result->holes += to - from;
    enum err err = DIAG(c->diag, LOC_NONE, &hole,
        diag_int(c->diag, (int64_t)from), diag_int(c->diag, (int64_t)to - 1));
    return err == ERR_NOMEM ? err : ERR_OK;
}

/* The part that has ROW; of several the first, which is said. */
static enum err
part_of(struct combine *c, size_t row, const struct part **out)
{
    *out = NULL;
    for (size_t i = 0; i < c->n; i++) {
        const struct part *part = &c->part[i];
        if (part->manifest.line[row - 1] == 0)
            continue;
        if (*out == NULL) {
            *out = part;
            continue;
        }
        c->result->doubles++;
        if (DIAG(c->diag, LOC_NONE, &twice, diag_int(c->diag, (int64_t)row),
                (*out)->path, part->path) == ERR_NOMEM)
            return ERR_NOMEM;
    }
    return ERR_OK;
}

/* Is the file of ROW there as PART's manifest has it? */
static enum err
check_file(struct combine *c, struct arena *arena, const struct part *part,
    struct manifest_row *row)
{
    struct stat st;
    const char *seen = arena_join(arena, part->folder, "", row->file);
    const char *path =
        seen == NULL ? NULL : arena_join(arena, c->out, "/", seen);
    if (path == NULL)
        return ERR_NOMEM;
    row->file = seen;
    if (stat(path, &st) == 0 && (uint64_t)st.st_size == row->bytes)
        return ERR_OK;
    c->result->lost++;
    enum err err = DIAG(
        c->diag, LOC_NONE, &lost, diag_int(c->diag, (int64_t)row->row), path);
    return err == ERR_NOMEM ? err : ERR_OK;
}

static enum err
put_row(struct combine *c, const struct part *part, size_t number,
    struct buf *lines)
{
    struct arena *arena = arena_new();
    struct manifest_row row;
    bool found;
    enum err err = arena == NULL ? ERR_NOMEM
                                 : manifest_find(arena, c->diag,
                                       &part->manifest, number, &row, &found);
    if (err == ERR_OK && row.done)
        err = check_file(c, arena, part, &row);
    if (err == ERR_OK) {
        c->result->done += row.done;
        c->result->failed += !row.done;
        manifest_put(&row, lines);
    }
    arena_free(arena);
    return err;
}

static enum err
put_rows(struct combine *c, struct buf *lines)
{
    size_t rows = c->result->rows = c->part[0].claim.rows, hole_from = 0;
    enum err err = ERR_OK;
    for (size_t row = 1; row <= rows && err == ERR_OK; row++) {
        const struct part *part;
        err = part_of(c, row, &part);
        if (part == NULL) {
            hole_from = hole_from == 0 ? row : hole_from;
            continue;
        }
        if (hole_from > 0)
            err = say_hole(c, hole_from, row);
        hole_from = 0;
        if (err == ERR_OK)
            err = put_row(c, part, row, lines);
    }
    if (err == ERR_OK && hole_from > 0)
        err = say_hole(c, hole_from, rows + 1);
    return err;
}

static enum err
write_whole(struct combine *c)
{
    struct buf lines = {0};
    const char *path = arena_join(c->arena, c->out, "/", "manifest.csv");
    manifest_heads(&lines);
    enum err err = path == NULL ? ERR_NOMEM : put_rows(c, &lines);
    if (err == ERR_OK)
        err = lines.failed ? ERR_NOMEM
                           : out_file(c->diag, path, lines.p, lines.n);
    buf_fini(&lines);
    return err;
}

enum err
combine_folders(struct diag *diag, const char *const *folders, size_t n,
    const char *out, struct combined *result)
{
    struct combine c = {.arena = arena_new(), .diag = diag, .result = result};
    *result = (struct combined){0};
    enum err err = c.arena == NULL ? ERR_NOMEM : real_folder(&c, out, &c.out);
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = find_parts(&c, folders[i]);
    if (err == ERR_OK)
        err = check_parts(&c);
    if (err == ERR_OK)
        err = write_whole(&c);
    arena_free(c.arena);
    bool whole =
        result->holes + result->doubles + result->lost + result->failed == 0;
    return err == ERR_OK && !whole ? ERR_INPUT : err;
}
