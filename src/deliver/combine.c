#include "deliver/combine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
DIAG_MESSAGE(torn_line, "deliver.torn-line", DIAG_WARN,
    "最後の行が途中で切れているので数えません（その版を作っている間に止まったか"
    "、"
    "まだ動いています）。その shard を --resume で作ってください",
    "the last line is torn and does not count (the run was cut off, or is "
    "still "
    "at work); make its shard with --resume");
DIAG_MESSAGE(twice, "deliver.double", DIAG_ERROR,
    "行 {1} "
    "が「{2}」と「{3}」の両方にあります。片方のフォルダーを外してください",
    "row {1} is in \"{2}\" and in \"{3}\"; leave one of the folders out");
DIAG_MESSAGE(lost, "deliver.lost", DIAG_ERROR,
    "行 {1} のファイル「{2}」がないか、読めません（{3}）。その shard を "
    "--resume で作り直してください",
    "the file \"{2}\" of row {1} is not there or cannot be read ({3}); make "
    "its "
    "shard again with --resume");
DIAG_MESSAGE(altered, "deliver.altered", DIAG_ERROR,
    "行 {1} のファイル「{2}」の中身が manifest のハッシュと違います。その "
    "shard "
    "を --resume で作り直してください",
    "the file \"{2}\" of row {1} is not what the manifest's hash tells; make "
    "its shard again with --resume");

DIAG_MESSAGE(not_whole, "deliver.combine-onto", DIAG_ERROR,
    "「{1}」は分割していない batch の manifest です。書き換えないので、--out "
    "に別のフォルダーを指定してください",
    "\"{1}\" is the manifest of a batch of its own and is not written over; "
    "name another folder with --out");

DIAG_MESSAGE(moved, "deliver.combine-moved", DIAG_ERROR,
    "「{1}」は読んでいる間に batch が書き直しました。その batch "
    "が終わってから、もう一度まとめてください",
    "\"{1}\" was written anew by its batch meanwhile; combine again when that "
    "has ended");

struct part {
    const char *path, *folder; /* of the manifest; the folder inside OUT */
    struct claim claim;
    struct stat file; /* which was walked; st_ino 0: not yet */
};

/* Who has a row. */
struct owner {
    const struct part *part; /* NULL: nobody */
    struct ledger_place place;
};

struct combine {
    struct arena *arena;
    struct diag *diag;
    const char *out; /* where the whole is written, a real path */
    struct part *part;
    size_t n, cap;
    size_t found;              /* parts, and those that were named before */
    const struct part *walked; /* whose lines are looked at */
    struct owner *owner;       /* by row - 1 */
    const struct combine_options *options;
    struct combined *result;
};

/* --- finding -------------------------------------------------------------- */

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

/* Was the file that is NAME in the folder SEEN named before, otherwise? */
static bool
is_added(const struct combine *c, const char *seen, const char *name)
{
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->part[i].folder, seen) == 0 &&
            strcmp(strrchr(c->part[i].path, '/') + 1, name) == 0)
            return true;
    return false;
}

/* Adds the manifest NAME of FOLDER, which stands for itself; one that was
 * combined before does not. */
static enum err
add_part(struct combine *c, const char *folder, const char *name)
{
    const char *real;
    struct claim claim;
    const char *path = arena_join(c->arena, folder, "/", name);
    const char *beside = path == NULL ? NULL : claim_path(c->arena, path);
    enum err err = beside == NULL
                       ? ERR_NOMEM
                       : claim_read(c->arena, c->diag, beside, &claim);
    if (err != ERR_OK || claim.combined)
        return err;
    c->found++;
    err = real_folder(c, folder, &real);
    if (err != ERR_OK)
        return err;
    const char *seen = seen_from(c->arena, c->out, real);
    if (seen == NULL)
        return ERR_NOMEM;
    if (is_added(c, seen, name))
        return ERR_OK;
    struct part *all =
        arena_grow(c->arena, c->part, c->n, &c->cap, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    c->part = all;
    all[c->n++] = (struct part){.path = path, .folder = seen, .claim = claim};
    return ERR_OK;
}

static int
by_text(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

/* The manifests of FOLDER that have a claim. */
static enum err
find_parts(struct combine *c, const char *folder)
{
    DIR *dir = opendir(folder);
    const char **name = NULL;
    size_t n = 0, cap = 0, before = c->found;
    enum err err = ERR_OK;
    if (dir == NULL)
        return say_folder(c, folder);
    for (struct dirent *e; err == ERR_OK && (e = readdir(dir)) != NULL;) {
        struct stat st;
        if (!claim_is_manifest(e->d_name))
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
    return err == ERR_OK && c->found == before
               ? DIAG(c->diag, LOC_NONE, &nothing, folder)
               : err;
}

/* All parts are of one batch. */
static enum err
check_parts(struct combine *c)
{
    const struct part *first = &c->part[0];
    enum err err = ERR_OK;
    for (size_t i = 0; i < c->n && err == ERR_OK; i++) {
        const struct part *part = &c->part[i];
        bool same = part->claim.rows == first->claim.rows &&
                    strcmp(part->claim.input, first->claim.input) == 0;
        if (!same)
            err = DIAG(c->diag, LOC_NONE, &stranger, part->path, first->path);
    }
    return err;
}

/* --- who has what --------------------------------------------------------- */

/* Takes a line of the part that is walked.  Of several parts that have a row
 * the first keeps it, and it is said. */
static enum err
own_line(void *self, struct str text, struct ledger_place place)
{
    struct combine *c = self;
    const struct part *part = c->walked;
    size_t row;
    if (!ledger_row(text, &row) || row > c->result->rows)
        return ledger_fault(c->diag, part->path, place.line);
    if (row == 0)
        return ERR_OK; /* of no row any more */
    struct owner *owner = &c->owner[row - 1];
    if (owner->part == NULL || owner->part == part) {
        *owner = (struct owner){part, place};
        return ERR_OK;
    }
    c->result->doubles++;
    enum err err = DIAG(c->diag, LOC_NONE, &twice,
        diag_int(c->diag, (int64_t)row), owner->part->path, part->path);
    return err == ERR_NOMEM ? err : ERR_OK;
}

/* The file of PART, to be read, with *ST; -1: said. */
static enum err
open_part(struct combine *c, const struct part *part, int *fd, struct stat *st)
{
    *fd = open(part->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (*fd >= 0 && fstat(*fd, st) == 0)
        return ERR_OK;
    enum err err = say_folder(c, part->path);
    if (*fd >= 0)
        close(*fd);
    return err;
}

static enum err
own_part(struct combine *c, struct part *part)
{
    int fd;
    bool torn;
    enum err err = open_part(c, part, &fd, &part->file);
    if (err != ERR_OK)
        return err;
    c->walked = part;
    err = ledger_walk(c->diag, part->path, fd, own_line, c, &torn);
    close(fd);
    return err == ERR_OK && torn
               ? DIAG(c->diag, ((struct loc){part->path, 0, 0}), &torn_line,
                     NULL)
               : err;
}

static enum err
own_all(struct combine *c)
{
    size_t rows = c->result->rows = c->part[0].claim.rows;
    c->owner = arena_array(c->arena, rows, sizeof *c->owner);
    enum err err = c->owner == NULL ? ERR_NOMEM : ERR_OK;
    for (size_t i = 0; i < c->n && err == ERR_OK; i++)
        err = own_part(c, &c->part[i]);
    return err;
}

/* --- putting together ----------------------------------------------------- */

static enum err
say_hole(struct combine *c, size_t from, size_t to)
{
    c->result->holes += to - from;
    enum err err = DIAG(c->diag, LOC_NONE, &hole,
        diag_int(c->diag, (int64_t)from), diag_int(c->diag, (int64_t)to - 1));
    return err == ERR_NOMEM ? err : ERR_OK;
}

/* Is the file of ROW there as PART's manifest has it? */
static enum err
check_file(struct combine *c, struct arena *arena, const struct part *part,
    struct ledger_line *row)
{
    char hash[SHA256_HEX + 1];
    const char *seen = arena_join(arena, part->folder, "", row->file);
    const char *path =
        seen == NULL ? NULL : arena_join(arena, c->out, "/", seen);
    if (path == NULL)
        return ERR_NOMEM;
    row->file = seen;
    bool there = sha256_file(AT_FDCWD, path, hash);
    if (there && strcmp(hash, row->sha256) == 0)
        return ERR_OK;
    c->result->lost++;
    const char *number = diag_int(c->diag, (int64_t)row->row);
    enum err err =
        there ? DIAG(c->diag, LOC_NONE, &altered, number, path)
              : DIAG(c->diag, LOC_NONE, &lost, number, path, strerror(errno));
    return err == ERR_NOMEM ? err : ERR_OK;
}

static enum err
read_row(struct combine *c, struct arena *arena, const struct owner *owner,
    struct ledger_line *row)
{
    int fd;
    struct stat st;
    const struct part *part = owner->part;
    enum err err = open_part(c, part, &fd, &st);
    if (err != ERR_OK)
        return err;
    err = st.st_ino == part->file.st_ino && st.st_dev == part->file.st_dev
              ? ledger_read(arena, c->diag, part->path, fd, owner->place, row)
              : DIAG(c->diag, LOC_NONE, &moved, part->path);
    close(fd);
    return err;
}

static enum err
put_row(struct combine *c, const struct owner *owner, struct buf *lines)
{
    struct arena *arena = arena_new();
    struct ledger_line row;
    enum err err = arena == NULL ? ERR_NOMEM : read_row(c, arena, owner, &row);
    if (err == ERR_OK && row.done)
        err = check_file(c, arena, owner->part, &row);
    if (err == ERR_OK) {
        c->result->done += row.done;
        c->result->failed += !row.done;
        ledger_put(&row, lines);
    }
    arena_free(arena);
    return err;
}

/* What LINES holds to OUT; NULL: it is only looked at. */
static enum err
spill(struct combine *c, struct out *out, struct buf *lines)
{
    if (lines->failed)
        return ERR_NOMEM;
    enum err err =
        out == NULL ? ERR_OK : out_write(c->diag, out, lines->p, lines->n);
    lines->n = 0;
    return err;
}

static enum err
put_rows(struct combine *c, struct out *out, struct buf *lines)
{
    size_t rows = c->result->rows, hole_from = 0;
    enum err err = ERR_OK;
    for (size_t row = 1; row <= rows && err == ERR_OK; row++) {
        const struct owner *owner = &c->owner[row - 1];
        c->options->tell(c->options->self, row, c->result);
        if (*c->options->stop != 0)
            return ERR_ENVIRONMENT;
        if (owner->part == NULL) {
            hole_from = hole_from == 0 ? row : hole_from;
            continue;
        }
        if (hole_from > 0)
            err = say_hole(c, hole_from, row);
        hole_from = 0;
        if (err == ERR_OK)
            err = put_row(c, owner, lines);
        if (err == ERR_OK)
            err = spill(c, out, lines);
    }
    if (err == ERR_OK && hole_from > 0)
        err = say_hole(c, hole_from, rows + 1);
    return err;
}

static enum err
write_rows(struct combine *c, const char *path)
{
    struct buf lines = {0};
    struct out *out;
    enum err err = out_open(c->diag, path, &out);
    if (err != ERR_OK)
        return err;
    buf_str(&lines, ledger_heads());
    err = spill(c, out, &lines);
    if (err == ERR_OK)
        err = put_rows(c, out, &lines);
    buf_fini(&lines);
    if (err == ERR_OK)
        return out_commit(c->diag, out);
    out_abandon(out);
    return err;
}

static bool
is_whole(const struct combined *all)
{
    return all->holes + all->doubles + all->lost + all->failed == 0;
}

/* The claim of what is combined, of the list of all parts when they are of one
 * and WHOLE. */
static enum err
claim_whole(struct combine *c, const char *path, bool whole)
{
    struct claim claim = c->part[0].claim;
    claim.shard = claim.shards = 1;
    claim.combined = true;
    for (size_t i = 0; i < c->n; i++)
        whole = whole && strcmp(c->part[i].claim.list, claim.list) == 0;
    if (!whole)
        claim.list = "";
    return claim_save(c->diag, path, &claim);
}

/* The batch that stands in OUT: is it all of what is combined? */
static bool
is_alone(const struct combine *c)
{
    return c->n == 1 && is_added(c, "", "manifest.csv");
}

/* A batch in OUT that others are combined with, or that is none of them, keeps
 * its manifest, at which it may be at work. */
static enum err
spare(struct combine *c, const char *manifest, const char *path)
{
    struct claim claim;
    if (access(path, F_OK) != 0)
        return ERR_OK;
    enum err err = claim_read(c->arena, c->diag, path, &claim);
    if (err != ERR_OK || claim.combined)
        return err;
    return DIAG(c->diag, LOC_NONE, &not_whole, manifest);
}

static enum err
look_only(struct combine *c)
{
    struct buf lines = {0};
    enum err err = put_rows(c, NULL, &lines);
    buf_fini(&lines);
    return err;
}

/* Killed between two steps, OUT has a manifest that says nothing of a list. */
static enum err
write_whole(struct combine *c)
{
    const char *path = arena_join(c->arena, c->out, "/", "manifest.csv");
    const char *claim = path == NULL ? NULL : claim_path(c->arena, path);
    if (claim == NULL)
        return ERR_NOMEM;
    if (is_alone(c))
        return look_only(c);
    enum err err = spare(c, path, claim);
    if (err == ERR_OK)
        err = claim_whole(c, claim, false);
    if (err == ERR_OK)
        err = write_rows(c, path);
    return err == ERR_OK ? claim_whole(c, claim, is_whole(c->result)) : err;
}

enum err
combine_folders(struct diag *diag, const char *const *folders, size_t n,
    const struct combine_options *options, struct combined *result)
{
    struct combine c = {.arena = arena_new(),
        .diag = diag,
        .options = options,
        .result = result};
    *result = (struct combined){0};
    enum err err =
        c.arena == NULL ? ERR_NOMEM : real_folder(&c, options->out, &c.out);
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = find_parts(&c, folders[i]);
    if (err == ERR_OK)
        err = check_parts(&c);
    if (err == ERR_OK)
        err = own_all(&c);
    if (err == ERR_OK)
        err = write_whole(&c);
    arena_free(c.arena);
    return err == ERR_OK && !is_whole(result) ? ERR_INPUT : err;
}
