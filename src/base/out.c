#include "base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TRIES = 100 }; /* names beside the target that others may hold */

DIAG_MESSAGE(cannot_write, "base.cannot-write", DIAG_FATAL,
    "「{1}」に書けません（{2}）。空き容量と権限を確かめてください。"
    "前のファイルはそのままです",
    "cannot write \"{1}\" ({2}); check free space and permissions. "
    "The earlier file is untouched");

DIAG_MESSAGE(not_plain, "base.not-plain", DIAG_FATAL,
    "「{1}」は普通のファイルではないので、置き換えられません。別の名前を"
    "指定してください",
    "\"{1}\" is no plain file and cannot be replaced; name another");
DIAG_MESSAGE(no_folder, "base.no-folder", DIAG_FATAL,
    "「{1}」を書くフォルダーがありません。先にフォルダーを作ってください",
    "the folder for \"{1}\" does not exist; make it first");

DIAG_MESSAGE(not_synced, "base.not-synced", DIAG_FATAL,
    "「{1}」は新しくなりましたが、フォルダーを同期できません（{2}）。"
    "いま電源が切れると失われることがあります。ディスクを確かめてください",
    "\"{1}\" is the new file, but its folder cannot be synced ({2}): a power "
    "cut may lose it; check the disk");

struct out {
    int fd;
    int folder; /* of the target, to be synced; -1: it cannot be */
    bool failed;
    char *path; /* the target */
    char *aside;
};

static enum err
say(struct diag *diag, const char *path)
{
    enum err err =
        errno == ENOENT && path[0] != '\0'
            ? DIAG(diag, LOC_NONE, &no_folder, path)
            : DIAG(diag, LOC_NONE, &cannot_write, path, strerror(errno));
    return err == ERR_NOMEM ? ERR_NOMEM : ERR_ENVIRONMENT;
}

/* A rename would put a file in the place of a device or a pipe. */
static bool
is_special(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

static void
release(struct out *out)
{
    if (out->folder >= 0)
        close(out->folder);
    free(out->path);
    free(out->aside);
    free(out);
}

/* Opens a name beside the target that did not exist. */
static int
open_aside(struct out *out, size_t size)
{
    for (int i = 0; i < TRIES; i++) {
        snprintf(out->aside, size, "%s.part%d", out->path, i);
        int fd =
            open(out->aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

/* Opens the target's folder, so that nothing but the sync itself can fail once
 * the file is in place.  A folder that may be written but not read cannot be
 * synced.  Errors: ERR_NOMEM; ERR_ENVIRONMENT (errno). */
static enum err
open_folder(struct out *out)
{
    const char *slash = strrchr(out->path, '/');
    char *folder = slash == NULL
                       ? strdup(".")
                       : strndup(out->path, (size_t)(slash - out->path) + 1);
    if (folder == NULL)
        return ERR_NOMEM;
    out->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    return out->folder < 0 && errno != EACCES ? ERR_ENVIRONMENT : ERR_OK;
}

static enum err
open_both(struct diag *diag, struct out *out, size_t size)
{
    enum err err = open_folder(out);
    if (err == ERR_OK) {
        out->fd = open_aside(out, size);
        err = out->fd < 0 ? ERR_ENVIRONMENT : ERR_OK;
    }
    return err == ERR_ENVIRONMENT ? say(diag, out->path) : err;
}

enum err
out_open(struct diag *diag, const char *path, struct out **out)
{
    *out = NULL;
    if (is_special(path)) {
        enum err err = DIAG(diag, LOC_NONE, &not_plain, path);
        return err == ERR_NOMEM ? ERR_NOMEM : ERR_ENVIRONMENT;
    }
    size_t size = strlen(path) + sizeof ".part99";
    struct out *o = calloc(1, sizeof *o);
    if (o == NULL)
        return ERR_NOMEM;
    o->folder = -1;
    o->path = strdup(path);
    o->aside = malloc(size);
    if (o->path == NULL || o->aside == NULL) {
        release(o);
        return ERR_NOMEM;
    }
    enum err err = open_both(diag, o, size);
    if (err == ERR_OK)
        *out = o;
    else
        release(o);
    return err;
}

enum err
out_write(struct diag *diag, struct out *out, const void *p, size_t n)
{
    const char *at = p;
    if (out->failed)
        return ERR_ENVIRONMENT;
    while (n > 0) {
        ssize_t put = write(out->fd, at, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0) {
            out->failed = true;
            return say(diag, out->path);
        }
        at += put;
        n -= (size_t)put;
    }
    return ERR_OK;
}

/* Not everything can be synced: FUSE, CIFS, read-only binds. */
static bool
sync_fd(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == EROFS ||
           errno == ENOTSUP;
}

/* A rename is durable once its folder is synced.  The file is in place now:
 * an error here must not say otherwise, whatever it is. */
static enum err
sync_folder(struct diag *diag, const struct out *out)
{
    if (out->folder < 0 || sync_fd(out->folder))
        return ERR_OK;
    enum err err =
        DIAG(diag, LOC_NONE, &not_synced, out->path, strerror(errno));
    return err == ERR_OK ? ERR_OK : ERR_ENVIRONMENT;
}

enum err
out_commit(struct diag *diag, struct out *out)
{
    if (out->failed) {
        out_abandon(out);
        return ERR_ENVIRONMENT;
    }
    bool ok = sync_fd(out->fd);
    int saved = errno;
    if (close(out->fd) != 0 && ok)
        ok = false, saved = errno;
    out->fd = -1;
    errno = saved;
    ok = ok && rename(out->aside, out->path) == 0;
    if (!ok) {
        enum err err = say(diag, out->path);
        out_abandon(out);
        return err;
    }
    enum err err = sync_folder(diag, out);
    release(out);
    return err;
}

void
out_abandon(struct out *out)
{
    if (out == NULL)
        return;
    if (out->fd >= 0)
        close(out->fd);
    unlink(out->aside);
    release(out);
}

enum err
out_file(struct diag *diag, const char *path, const void *p, size_t n)
{
    struct out *out;
    enum err err = out_open(diag, path, &out);
    if (err != ERR_OK)
        return err;
    err = out_write(diag, out, p, n);
    if (err != ERR_OK) {
        out_abandon(out);
        return err;
    }
    return out_commit(diag, out);
}
