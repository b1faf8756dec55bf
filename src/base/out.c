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

struct out {
    int fd;
    bool failed;
    char *path; /* the target */
    char *aside;
};

static enum err
say(struct diag *diag, const char *path)
{
    enum err err = DIAG(diag, LOC_NONE, &cannot_write, path, strerror(errno));
    return err == ERR_NOMEM ? ERR_NOMEM : ERR_ENVIRONMENT;
}

static void
release(struct out *out)
{
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

enum err
out_open(struct diag *diag, const char *path, struct out **out)
{
    *out = NULL;
    size_t size = strlen(path) + sizeof ".part99";
    struct out *o = calloc(1, sizeof *o);
    if (o == NULL)
        return ERR_NOMEM;
    o->path = strdup(path);
    o->aside = malloc(size);
    if (o->path == NULL || o->aside == NULL) {
        release(o);
        return ERR_NOMEM;
    }
    o->fd = open_aside(o, size);
    if (o->fd < 0) {
        enum err err = say(diag, path);
        release(o);
        return err;
    }
    *out = o;
    return ERR_OK;
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

/* A rename is durable once its folder is synced. */
static bool
sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *dir =
        slash == NULL ? strdup(".") : strndup(path, (size_t)(slash - path) + 1);
    int fd = dir == NULL ? -1 : open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(dir);
    if (fd < 0)
        return false;
    bool ok = fsync(fd) == 0 || errno == EINVAL;
    close(fd);
    return ok;
}

enum err
out_commit(struct diag *diag, struct out *out)
{
    if (out->failed) {
        out_abandon(out);
        return ERR_ENVIRONMENT;
    }
    bool ok = fsync(out->fd) == 0 || errno == EINVAL || errno == EROFS;
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
    ok = sync_folder(out->path);
    enum err err = ok ? ERR_OK : say(diag, out->path);
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
