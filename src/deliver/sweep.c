/* Files that rows no longer have.  A file goes when the manifest says that this
 * batch made it, its bytes are still those, and nobody else has its name: no
 * row of this manifest, none of another manifest in the folder.  Where a row of
 * another shard is to have the name, and no manifest tells that it has, the
 * line is kept: as long as nobody else owns the file, this batch does.  Names
 * are compared as file systems do. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fold.h"
#include "base/map.h"
#include "deliver/batch_imp.h"
#include "deliver/claim.h"
#include "deliver/scratch.h"

DIAG_MESSAGE(changed, "deliver.stale-changed", DIAG_WARN,
    "「{1}"
    "」は、もう別の名前になったかなくなった行の版ですが、作ったあとで変えら"
    "れているので残しました。要らなければ消してください",
    "\"{1}\" is the edition of a row that is called otherwise now, or is no "
    "more, but it was changed after it was made and stays; delete it if it is "
    "not wanted");

/* A line that is no row's last one. */
struct older {
    const char *file, *sha256;
    size_t name; /* into `name` */
    struct ledger_place place;
};

/* A name that such lines have. */
struct old_name {
    const char *wanted; /* as somebody has it, or NULL */
    bool varied;        /* as several have it, in different letters */
    bool awaited;       /* a row of another shard is to have it */
    size_t last;        /* of the lines that tell of it */
};

struct sweep {
    struct batch *b;
    struct arena *arena;
    struct scratch scratch;
    struct diag *quiet;
    struct older *older;
    size_t n, cap;
    struct map names; /* folded, to `name` */
    struct old_name *name;
    size_t n_names, cap_names;
    const struct manifest *walk; /* the manifest that is walked */
    struct buf owned;            /* lines that are kept */
};

/* FILE as names are compared, in ARENA. */
static enum err
fold(struct arena *arena, const char *file, struct str *out)
{
    struct buf folded = {0};
    fold_put(str_of(file), &folded);
    *out = (struct str){
        folded.failed ? NULL : arena_strndup(arena, folded.p, folded.n),
        folded.n};
    buf_fini(&folded);
    return out->p == NULL ? ERR_NOMEM : ERR_OK;
}

/* --- what might go -------------------------------------------------------- */

/* The index of NAME, a new one when it has none; false: no memory. */
static bool
name_index(struct sweep *s, struct str name, size_t *at)
{
    if (map_find(&s->names, name, at))
        return true;
    struct old_name *all =
        arena_grow(s->arena, s->name, s->n_names, &s->cap_names, sizeof *all);
    if (all == NULL || !map_put(&s->names, s->arena, name, s->n_names))
        return false;
    s->name = all;
    *at = s->n_names++;
    return true;
}

static enum err
add_older(
    struct sweep *s, const struct ledger_line *row, struct ledger_place place)
{
    struct str name;
    struct older one = {.file = arena_strdup(s->arena, row->file),
        .sha256 = arena_strdup(s->arena, row->sha256),
        .place = place};
    struct older *all =
        arena_grow(s->arena, s->older, s->n, &s->cap, sizeof *all);
    if (one.file == NULL || one.sha256 == NULL || all == NULL ||
        fold(s->arena, row->file, &name) != ERR_OK ||
        !name_index(s, name, &one.name))
        return ERR_NOMEM;
    s->name[one.name].last = s->n;
    s->older = all;
    all[s->n++] = one;
    return ERR_OK;
}

static bool
is_last(const struct manifest *m, size_t row, struct ledger_place place)
{
    return row > 0 && row <= m->n && m->place[row - 1].at == place.at;
}

static enum err
take_older(void *self, struct str text, struct ledger_place place)
{
    struct sweep *s = self;
    const struct manifest *m = &s->b->manifest;
    struct ledger_line row;
    size_t number;
    if (ledger_row(text, &number) && is_last(m, number, place))
        return ERR_OK;
    enum err err = scratch_next(&s->scratch);
    if (err == ERR_OK)
        err = ledger_take(
            s->scratch.arena, s->b->diag, m->path, text, place.line, &row);
    /* A file elsewhere is none of this batch's. */
    return err == ERR_OK && row.done && strchr(row.file, '/') == NULL
               ? add_older(s, &row, place)
               : err;
}

/* --- what is somebody's --------------------------------------------------- */

static enum err
want(struct sweep *s, const char *file)
{
    struct str name;
    size_t at;
    enum err err = fold(s->scratch.arena, file, &name);
    if (err != ERR_OK || !map_find(&s->names, name, &at))
        return err;
    struct old_name *old = &s->name[at];
    if (old->wanted != NULL && strcmp(old->wanted, file) == 0)
        return ERR_OK;
    old->varied = old->wanted != NULL;
    old->wanted = arena_strdup(s->arena, file);
    return old->wanted == NULL ? ERR_NOMEM : ERR_OK;
}

/* The last line of a row in the manifest that is walked. */
static enum err
want_last(void *self, struct str text, struct ledger_place place)
{
    struct sweep *s = self;
    struct ledger_line row;
    size_t number;
    if (!ledger_row(text, &number) || !is_last(s->walk, number, place))
        return ERR_OK;
    enum err err = scratch_next(&s->scratch);
    if (err == ERR_OK)
        err = ledger_take(s->scratch.arena, s->b->diag, s->walk->path, text,
            place.line, &row);
    return err == ERR_OK ? want(s, row.file) : err;
}

static enum err
want_all(struct sweep *s, const struct manifest *manifest)
{
    bool torn;
    s->walk = manifest;
    return ledger_walk(
        s->b->diag, manifest->path, manifest->fd, want_last, s, &torn);
}

/* Which rows the manifest of another shard has, whose list may be longer or
 * shorter by now. */
static enum err
want_shard(struct sweep *s, struct manifest *m, const char *claim_file)
{
    struct claim claim;
    size_t older;
    enum err err = claim_read(s->arena, s->b->diag, claim_file, &claim);
    if (err != ERR_OK)
        return err;
    if (claim.combined)
        return ERR_OK;
    size_t n = s->b->options->naming->list->n;
    err = manifest_map(
        s->arena, s->b->diag, m, claim.rows > n ? claim.rows : n, &older);
    return err == ERR_OK ? want_all(s, m) : err;
}

/* What the manifest NAME, of another shard in the folder, tells of. */
static enum err
want_neighbour(struct sweep *s, const char *name)
{
    struct manifest m = {
        .path = arena_join(s->arena, s->b->options->folder, "/", name)};
    const char *claim = m.path == NULL ? NULL : claim_path(s->arena, m.path);
    if (claim == NULL)
        return ERR_NOMEM;
    /* One without a claim is none of ours. */
    if (strcmp(m.path, s->b->manifest.path) == 0 || access(claim, F_OK) != 0)
        return ERR_OK;
    m.fd = openat(s->b->folder, name, O_RDONLY | O_CLOEXEC);
    if (m.fd < 0)
        return errno == ENOENT ? ERR_OK : commit_cannot_write(s->b, errno);
    enum err err = want_shard(s, &m, claim);
    close(m.fd);
    return err;
}

static enum err
want_neighbours(struct sweep *s)
{
    enum err err = ERR_OK;
    DIR *dir = opendir(s->b->options->folder);
    if (dir == NULL)
        return commit_cannot_write(s->b, errno);
    for (struct dirent *e; err == ERR_OK && (e = readdir(dir)) != NULL;)
        if (claim_is_manifest(e->d_name))
            err = want_neighbour(s, e->d_name);
    closedir(dir);
    return err;
}

static enum err
await(struct sweep *s, const char *file)
{
    struct str name;
    size_t at;
    enum err err = fold(s->scratch.arena, file, &name);
    if (err == ERR_OK && map_find(&s->names, name, &at))
        s->name[at].awaited = true;
    return err;
}

/* Rows of other shards, made or not. */
static enum err
await_other_rows(struct sweep *s)
{
    const struct batch_options *o = s->b->options;
    enum err err = ERR_OK;
    for (size_t row = 1; row <= o->naming->list->n && err == ERR_OK; row++) {
        struct edition_name name;
        if ((row - 1) % o->shards == o->shard - 1)
            continue;
        err = scratch_next(&s->scratch);
        if (err == ERR_OK)
            err = names_row(s->scratch.arena, s->quiet, o->naming, row, &name);
        if (err == ERR_OK)
            err = await(s, name.file);
        else if (err == ERR_INPUT)
            err = ERR_OK; /* it has no name */
    }
    return err;
}

/* --- the door ------------------------------------------------------------- */

/* Is ONE's file somebody's?  Where a file system tells letters apart, one of
 * the same name in other letters is another file: it may go. */
static bool
is_wanted(const struct sweep *s, const struct older *one)
{
    const struct old_name *name = &s->name[one->name];
    struct stat own, other;
    if (name->wanted == NULL)
        return false;
    if (name->varied || strcmp(name->wanted, one->file) == 0)
        return true;
    bool apart =
        fstatat(s->b->folder, one->file, &own, AT_SYMLINK_NOFOLLOW) == 0 &&
        fstatat(s->b->folder, name->wanted, &other, AT_SYMLINK_NOFOLLOW) == 0 &&
        (own.st_dev != other.st_dev || own.st_ino != other.st_ino);
    return !apart;
}

/* ONE's file goes if it is still what ONE tells; *THERE: another is. */
static enum err
remove_one(struct sweep *s, const struct older *one, bool *there)
{
    char hash[SHA256_HEX + 1];
    *there = false;
    if (!sha256_file(s->b->folder, one->file, hash)) {
        *there = errno != ENOENT;
        return ERR_OK;
    }
    if (strcmp(hash, one->sha256) != 0) {
        *there = true;
        return ERR_OK;
    }
    if (unlinkat(s->b->folder, one->file, 0) != 0 && errno != ENOENT)
        return commit_cannot_write(s->b, errno);
    return ERR_OK;
}

/* ONE's line is kept, as that of no row. */
static enum err
keep_line(struct sweep *s, const struct older *one)
{
    const struct manifest *m = &s->b->manifest;
    struct ledger_line row;
    enum err err = scratch_next(&s->scratch);
    if (err == ERR_OK)
        err = ledger_read(
            s->scratch.arena, s->b->diag, m->path, m->fd, one->place, &row);
    if (err != ERR_OK)
        return err;
    if (s->owned.n == 0)
        buf_str(&s->owned, ledger_heads());
    row.row = 0;
    ledger_put(&row, &s->owned);
    return ERR_OK;
}

/* Several lines may tell of one name: when the last of them was looked at, it
 * is known whether what is there is something else. */
static enum err
remove_all(struct sweep *s)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < s->n && err == ERR_OK; i++) {
        const struct older *one = &s->older[i];
        bool there = false;
        if (is_wanted(s, one))
            continue;
        err = s->name[one->name].awaited ? keep_line(s, one)
                                         : remove_one(s, one, &there);
        if (err == ERR_OK && there && s->name[one->name].last == i)
            err = DIAG(s->b->diag, LOC_NONE, &changed, one->file);
    }
    if (err == ERR_OK && fsync(s->b->folder) != 0)
        err = commit_cannot_write(s->b, errno);
    return err;
}

static enum err
sweep(struct sweep *s)
{
    const struct manifest *m = &s->b->manifest;
    bool torn;
    enum err err =
        ledger_walk(s->b->diag, m->path, m->fd, take_older, s, &torn);
    if (err != ERR_OK || s->n == 0)
        return err;
    err = want_all(s, m);
    if (err == ERR_OK)
        err = want_neighbours(s);
    if (err == ERR_OK && s->b->options->shards > 1)
        err = await_other_rows(s);
    if (err == ERR_OK)
        err = remove_all(s);
    return err == ERR_OK && s->owned.n > 0 ? journal_put(s->b, &s->owned, true)
                                           : err;
}

enum err
sweep_files(struct batch *b)
{
    struct sweep s = {.b = b, .arena = arena_new(), .quiet = diag_new()};
    enum err err = s.arena == NULL || s.quiet == NULL ? ERR_NOMEM : sweep(&s);
    buf_fini(&s.owned);
    scratch_fini(&s.scratch);
    arena_free(s.arena);
    diag_free(s.quiet);
    return err;
}
