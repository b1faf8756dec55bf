#include "app/oldfolder.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/sha256.h"

DIAG_MESSAGE(unreadable, "app.folder-unreadable", DIAG_FATAL,
    "フォルダー「{1}」を読めません（{2}）",
    "cannot read the folder \"{1}\" ({2})");

/* A folder as it was found. */
struct old {
    struct kumihan *k;
    const struct oldfolder_kind *kind;
    const char *dir;
    const char **name;
    size_t n, cap;
    struct str sums; /* of the file with the hashes; n 0: none */
};

static enum err
say(const struct old *old, const struct diag_message *message, const char *name)
{
    enum err err = DIAG(old->k->diag, LOC_NONE, message, old->dir, name);
    return err == ERR_INPUT ? ERR_USAGE : err;
}

static enum err
say_unreadable(const struct old *old)
{
    enum err err =
        DIAG(old->k->diag, LOC_NONE, &unreadable, old->dir, strerror(errno));
    return err == ERR_NOMEM ? err : ERR_ENVIRONMENT;
}

static enum err
add_name(struct old *old, const char *name)
{
    struct arena *arena = old->k->arena;
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return ERR_OK;
    const char **all =
        arena_grow(arena, old->name, old->n, &old->cap, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    old->name = all;
    all[old->n] = arena_strdup(arena, name);
    return all[old->n++] == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
list(struct old *old)
{
    enum err err = ERR_OK;
    DIR *dir = opendir(old->dir);
    if (dir == NULL)
        return errno == ENOMEM ? ERR_NOMEM : say_unreadable(old);
    for (struct dirent *e; err == ERR_OK; err = add_name(old, e->d_name)) {
        errno = 0;
        e = readdir(dir);
        if (e == NULL)
            break;
    }
    if (err == ERR_OK && errno != 0)
        err = say_unreadable(old);
    closedir(dir);
    return err;
}

/* The file NAME, or nothing when it is no plain file.  *OUT is owned by ARENA.
 * Errors: ERR_NOMEM. */
static enum err
read_plain(const struct old *old, struct arena *arena, const char *name,
    struct str *out)
{
    struct stat st;
    *out = (struct str){0};
    struct diag *quiet = diag_new(); /* the caller says it better */
    const char *path = arena_join(arena, old->dir, "/", name);
    enum err err = quiet == NULL || path == NULL ? ERR_NOMEM : ERR_OK;
    if (err == ERR_OK && lstat(path, &st) == 0 && S_ISREG(st.st_mode))
        err = file_read(arena, quiet, LOC_NONE, path, out);
    diag_free(quiet);
    return err == ERR_NOMEM ? err : ERR_OK;
}

/* Where LINE has its hash when it is about the file NAME; NULL: it is not. */
static const char *
hash_in(const struct old *old, struct str line, const char *name)
{
    size_t n = strlen(name);
    if (old->kind->table)
        return line.n > n + SHA256_HEX && memcmp(line.p, name, n) == 0 &&
                       line.p[n] == ','
                   ? line.p + n + 1
                   : NULL;
    return line.n == SHA256_HEX + 2 + n &&
                   memcmp(line.p + SHA256_HEX, "  ", 2) == 0 &&
                   memcmp(line.p + SHA256_HEX + 2, name, n) == 0
               ? line.p
               : NULL;
}

/* The hash that is told of NAME; NULL: none. */
static const char *
hash_of(const struct old *old, const char *name)
{
    struct str rest = old->sums;
    while (rest.p != NULL) {
        struct str line = str_cut(rest, '\n', &rest);
        const char *hash = hash_in(old, line, name);
        if (hash != NULL)
            return hash;
    }
    return NULL;
}

static bool
is_named(const struct old *old, struct str name)
{
    for (size_t i = 0; i < old->n; i++)
        if (str_equal(str_of(old->name[i]), name))
            return true;
    return false;
}

/* Is every line of the hashes, as sha256sum writes them, of a file that is
 * there? */
static bool
is_sums(const struct old *old)
{
    struct str rest = old->sums;
    size_t n = 0;
    while (rest.p != NULL) {
        struct str line = str_cut(rest, '\n', &rest);
        if (rest.p == NULL)
            return n > 0 && line.n == 0;
        if (line.n <= SHA256_HEX + 2 ||
            !is_named(old,
                (struct str){line.p + SHA256_HEX + 2, line.n - SHA256_HEX - 2}))
            return false;
        n++;
    }
    return false;
}

/* A table tells its own hash in its last line, of all lines above. */
static bool
is_table(const struct old *old)
{
    char hash[SHA256_HEX + 1];
    struct str above = old->sums;
    if (above.n == 0 || above.p[above.n - 1] != '\n')
        return false;
    for (above.n--; above.n > 0 && above.p[above.n - 1] != '\n';)
        above.n--;
    const char *told =
        hash_in(old, (struct str){above.p + above.n, old->sums.n - above.n},
            old->kind->sums);
    sha256_hex(above, hash);
    return told != NULL && memcmp(told, hash, SHA256_HEX) == 0;
}

static enum err
check_file(const struct old *old, struct arena *scratch, const char *name)
{
    char hash[SHA256_HEX + 1];
    struct str bytes;
    const struct oldfolder_kind *kind = old->kind;
    if (strcmp(name, kind->sums) == 0)
        return ERR_OK;
    const char *wanted = hash_of(old, name);
    if (wanted == NULL || !kind->is_ours(old->name, old->n, name))
        return say(old, kind->foreign, name);
    enum err err = read_plain(old, scratch, name, &bytes);
    if (err != ERR_OK)
        return err;
    sha256_hex(bytes, hash);
    return bytes.p != NULL && memcmp(hash, wanted, SHA256_HEX) == 0
               ? ERR_OK
               : say(old, kind->changed, name);
}

/* The hashes themselves are whole, as they were written. */
static enum err
check_sums(const struct old *old)
{
    const struct oldfolder_kind *kind = old->kind;
    if (old->n == 0)
        return ERR_OK;
    if (old->n == 1 || old->sums.n == 0)
        return say(old, kind->foreign, old->name[0]);
    bool whole = kind->table ? is_table(old) : is_sums(old);
    return whole ? ERR_OK : say(old, kind->changed, kind->sums);
}

static enum err
check_files(struct old *old)
{
    struct arena *scratch = arena_new();
    if (scratch == NULL)
        return ERR_NOMEM;
    enum err err = read_plain(old, scratch, old->kind->sums, &old->sums);
    if (err == ERR_OK)
        err = check_sums(old);
    for (size_t i = 0; i < old->n && err == ERR_OK; i++)
        err = check_file(old, scratch, old->name[i]);
    arena_free(scratch);
    return err;
}

enum err
oldfolder_find(struct kumihan *k, const char *dir,
    const struct oldfolder_kind *kind, const char *const **out, size_t *n)
{
    struct stat st;
    struct old old = {.k = k, .kind = kind, .dir = dir};
    *out = NULL, *n = 0;
    if (stat(dir, &st) != 0)
        return ERR_OK; /* what hinders it is said when it is made */
    if (!S_ISDIR(st.st_mode))
        return say(&old, kind->not_folder, NULL);
    enum err err = list(&old);
    if (err == ERR_OK)
        err = check_files(&old);
    *out = old.name, *n = err == ERR_OK ? old.n : 0;
    return err;
}
