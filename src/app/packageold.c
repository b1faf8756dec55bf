#include "app/packageold.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "app/package.h"
#include "app/packagename.h"
#include "base/file.h"
#include "base/sha256.h"

DIAG_MESSAGE(unreadable, "app.package-unreadable", DIAG_FATAL,
    "フォルダー「{1}」を読めません（{2}）",
    "cannot read the folder \"{1}\" ({2})");
DIAG_MESSAGE(not_folder, "app.package-not-folder", DIAG_ERROR,
    "「{1}」はフォルダーではありません。入稿データには新しいフォルダーの名前を"
    "指定してください",
    "\"{1}\" is no folder; name a new folder for the package");
DIAG_MESSAGE(foreign, "app.package-foreign", DIAG_ERROR,
    "フォルダー「{1}」には入稿データでないもの（{2}）があります。混ざらないよう"
    "に、何も書きませんでした。新しいフォルダーの名前を指定してください",
    "the folder \"{1}\" holds what is no part of a package (\"{2}\"); to mix "
    "nothing, nothing was written. Name a new folder");
DIAG_MESSAGE(changed, "app.package-changed", DIAG_ERROR,
    "前の入稿データ「{1}」の「{2}」は、作られた後に変わっています。失われない"
    "ように、何も書きませんでした。フォルダーを別の名前にするか、消してくださ"
    "い",
    "\"{2}\" in the earlier package \"{1}\" was changed after it was made; not "
    "to lose it, nothing was written. Rename the folder or remove it");

/* A folder as it was found. */
struct old {
    struct kumihan *k;
    const char *dir;
    const char **name;
    size_t n, cap;
    struct str sums; /* SHA256SUMS; n 0: none */
    struct str stem; /* what files are called, by the PDF */
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

/* The hash that SHA256SUMS has for NAME; NULL: none. */
static const char *
hash_of(const struct old *old, const char *name)
{
    struct str rest = old->sums, line;
    while (rest.p != NULL) {
        line = str_cut(rest, '\n', &rest);
        if (line.n != SHA256_HEX + 2 + strlen(name))
            continue;
        if (memcmp(line.p + SHA256_HEX, "  ", 2) == 0 &&
            memcmp(line.p + SHA256_HEX + 2, name, strlen(name)) == 0)
            return line.p;
    }
    return NULL;
}

/* The name of the PDF tells those of the others. */
static void
find_stem(struct old *old)
{
    for (size_t i = 0; i < old->n; i++) {
        size_t n = strlen(old->name[i]);
        if (n > 4 && strcmp(old->name[i] + n - 4, ".pdf") == 0)
            old->stem = (struct str){old->name[i], n - 4};
    }
}

/* STEM-p01.png, with any number of digits. */
static bool
is_picture(struct str stem, const char *name)
{
    if (stem.n == 0 || strncmp(name, stem.p, stem.n) != 0 ||
        strncmp(name + stem.n, "-p", 2) != 0)
        return false;
    const char *digits = name + stem.n + 2;
    size_t n = strspn(digits, "0123456789");
    return n > 0 && strcmp(digits + n, ".png") == 0;
}

static bool
is_ours(const struct old *old, const char *name)
{
    bool pdf = old->stem.p == name && packagename_good(name);
    return pdf || strcmp(name, PACKAGE_SHEET) == 0 ||
           strcmp(name, PACKAGE_TABLE) == 0 || is_picture(old->stem, name);
}

static enum err
check_file(const struct old *old, struct arena *scratch, const char *name)
{
    char hash[SHA256_HEX + 1];
    struct str bytes;
    if (strcmp(name, PACKAGE_SUMS) == 0)
        return ERR_OK;
    const char *wanted = hash_of(old, name);
    if (wanted == NULL || !is_ours(old, name))
        return say(old, &foreign, name);
    enum err err = read_plain(old, scratch, name, &bytes);
    if (err != ERR_OK)
        return err;
    sha256_hex(bytes, hash);
    return memcmp(hash, wanted, SHA256_HEX) == 0 ? ERR_OK
                                                 : say(old, &changed, name);
}

static enum err
check_files(struct old *old)
{
    struct arena *scratch = arena_new();
    if (scratch == NULL)
        return ERR_NOMEM;
    enum err err = read_plain(old, scratch, PACKAGE_SUMS, &old->sums);
    find_stem(old);
    if (err == ERR_OK && old->n > 0 && old->stem.p == NULL)
        err = say(old, &foreign, old->name[0]);
    for (size_t i = 0; i < old->n && err == ERR_OK; i++)
        err = check_file(old, scratch, old->name[i]);
    arena_free(scratch);
    return err;
}

enum err
packageold_find(
    struct kumihan *k, const char *dir, const char *const **out, size_t *n)
{
    struct stat st;
    struct old old = {.k = k, .dir = dir};
    *out = NULL, *n = 0;
    if (stat(dir, &st) != 0)
        return ERR_OK; /* what hinders it is said when it is made */
    if (!S_ISDIR(st.st_mode))
        return say(&old, &not_folder, NULL);
    enum err err = list(&old);
    if (err == ERR_OK)
        err = check_files(&old);
    *out = old.name, *n = err == ERR_OK ? old.n : 0;
    return err;
}
