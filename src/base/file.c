#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

DIAG_MESSAGE(cannot_read, "base.cannot-read", DIAG_ERROR,
    "「{1}」を読めません（{2}）。ファイル名と権限を確かめてください",
    "cannot read \"{1}\" ({2}); check the file name and its permissions");
DIAG_MESSAGE(too_large, "base.too-large", DIAG_ERROR,
    "「{1}」は大きすぎます（上限 1 GiB）。分割してください",
    "\"{1}\" is too large (limit 1 GiB); split it");
DIAG_MESSAGE(outside, "base.outside-project", DIAG_ERROR,
    "「{1}」はプロジェクトのフォルダー「{2}」の外を指しています。"
    "ファイルをフォルダーの中に置いてください",
    "\"{1}\" points outside the project folder \"{2}\"; move the file "
    "into the folder");

static enum err
say(struct diag *diag, struct loc loc, const char *path)
{
    return DIAG(diag, loc, &cannot_read, path, strerror(errno));
}

/* Reads SIZE bytes; a file that shrinks meanwhile is an error too. */
static bool
read_all(int fd, char *p, size_t size)
{
    size_t at = 0;
    while (at < size) {
        ssize_t got = read(fd, p + at, size - at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = EIO;
        if (got <= 0)
            return false;
        at += (size_t)got;
    }
    return true;
}

static enum err
read_open(struct arena *arena, struct diag *diag, struct loc loc,
    const char *path, int fd, struct str *out)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return say(diag, loc, path);
    if (!S_ISREG(st.st_mode)) {
        errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
        return say(diag, loc, path);
    }
    if (st.st_size > FILE_BYTES_MAX)
        return DIAG(diag, loc, &too_large, path);
    char *p = arena_alloc(arena, (size_t)st.st_size + 1);
    if (p == NULL)
        return ERR_NOMEM;
    if (!read_all(fd, p, (size_t)st.st_size))
        return say(diag, loc, path);
    *out = (struct str){p, (size_t)st.st_size};
    return ERR_OK;
}

enum err
file_read(struct arena *arena, struct diag *diag, struct loc loc,
    const char *path, struct str *out)
{
    *out = (struct str){"", 0};
    /* A pipe without a writer must not make us wait; it is refused below. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return say(diag, loc, path);
    enum err err = read_open(arena, diag, loc, path, fd, out);
    close(fd);
    return err;
}

/* Depth below the folder never goes under zero. */
static bool
climbs_out(const char *name)
{
    int depth = 0;
    struct str rest = str_of(name);
    while (rest.p != NULL) {
        struct str part = str_cut(rest, '/', &rest);
        if (str_equal(part, STR("..")))
            depth--;
        else if (part.n > 0 && !str_equal(part, STR(".")))
            depth++;
        if (depth < 0)
            return true;
    }
    return false;
}

/* True when PATH exists and its real place is not below DIR's. */
static bool
links_out(const char *dir, const char *path)
{
    char *real_dir = realpath(dir, NULL);
    char *real = realpath(path, NULL);
    bool out = false;
    if (real_dir != NULL && real != NULL) {
        size_t n = strlen(real_dir);
        bool root = strcmp(real_dir, "/") == 0;
        out = !root && (strncmp(real, real_dir, n) != 0 ||
                           (real[n] != '/' && real[n] != '\0'));
    }
    free(real_dir);
    free(real);
    return out;
}

enum err
file_inside(struct arena *arena, struct diag *diag, struct loc loc,
    const char *dir, const char *name, const char **out)
{
    *out = NULL;
    if (name[0] == '/' || climbs_out(name))
        return DIAG(diag, loc, &outside, name, dir);
    const char *path = strcmp(dir, ".") == 0
                           ? arena_strdup(arena, name)
                           : arena_printf(arena, "%s/%s", dir, name);
    if (path == NULL)
        return ERR_NOMEM;
    if (links_out(dir, path))
        return DIAG(diag, loc, &outside, name, dir);
    *out = path;
    return ERR_OK;
}

const char *
file_dir(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return ".";
    if (slash == path)
        return "/";
    return arena_strndup(arena, path, (size_t)(slash - path));
}

/* True when the last part of the path so far may be taken back by a `..`. */
static bool
can_step_back(const char *path, size_t root)
{
    struct stat st;
    const char *slash = strrchr(path, '/');
    const char *last = slash == NULL ? path : slash + 1;
    if (strlen(path) <= root || strcmp(last, "..") == 0)
        return false;
    return lstat(path, &st) != 0 || !S_ISLNK(st.st_mode);
}

const char *
file_tidy(struct arena *arena, const char *path)
{
    size_t root = path[0] == '/' ? 1 : 0;
    char *tidy = arena_alloc(arena, strlen(path) + sizeof ".");
    if (tidy == NULL)
        return NULL;
    memcpy(tidy, path, root);
    struct str rest = str_of(path);
    while (rest.p != NULL) {
        struct str part = str_cut(rest, '/', &rest);
        if (part.n == 0 || str_equal(part, STR(".")))
            continue;
        if (str_equal(part, STR("..")) && can_step_back(tidy, root)) {
            char *slash = strrchr(tidy + root, '/');
            *(slash == NULL ? tidy + root : slash) = '\0';
            continue;
        }
        if (strlen(tidy) > root)
            strcat(tidy, "/");
        strncat(tidy, part.p, part.n);
    }
    return tidy[0] == '\0' ? strcpy(tidy, ".") : tidy;
}

size_t
file_stem(const char *path)
{
    const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
    bool has_ending = dot != NULL && (slash == NULL || dot > slash);
    return has_ending ? (size_t)(dot - path) : strlen(path);
}
