/* renameat2, which exchanges two folders in one step, is Linux's own. */
#define _GNU_SOURCE
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TRIES = 100 }; /* names beside the target that others may hold */

/* Stands in a folder that is being made, locked by who makes it: one whose lock
 * is free was left by a run that was killed. */
static const char marker[] = ".kumihan-part";

DIAG_MESSAGE(cannot_make, "base.folder", DIAG_FATAL,
    "フォルダー「{1}」を作れません（{2}）。空き容量と権限を確かめてください。"
    "前の内容はそのままです",
    "cannot make the folder \"{1}\" ({2}); check free space and permissions. "
    "What was there is untouched");
DIAG_MESSAGE(no_parent, "base.folder-parent", DIAG_FATAL,
    "「{1}」を作るフォルダーがありません。先に上のフォルダーを作ってください",
    "the folder in which \"{1}\" should be made does not exist; make it first");
DIAG_MESSAGE(no_name, "base.folder-name", DIAG_ERROR,
    "「{1}」は新しいフォルダーの名前になりません。名前を指定してください",
    "\"{1}\" does not name a folder that can be made; give it a name");
DIAG_MESSAGE(not_synced, "base.folder-not-synced", DIAG_FATAL,
    "「{1}」は新しくなりましたが、上のフォルダーを同期できません（{2}）。"
    "いま電源が切れると失われることがあります。ディスクを確かめてください",
    "\"{1}\" is the new folder, but the one it stands in cannot be synced "
    "({2}): a power cut may lose it; check the disk");
DIAG_MESSAGE(old_left, "base.folder-old", DIAG_WARN,
    "「{1}」は新しくなりましたが、前の内容を消せません。「{2}」に残っています",
    "\"{1}\" is the new folder, but what was there before cannot be removed; "
    "it is left in \"{2}\"");

struct folder {
    struct arena *arena;
    const char *said;   /* the target as the user named it */
    const char *path;   /* the target itself, without slashes at its end */
    const char *aside;  /* the new folder */
    int fd;             /* of the new folder */
    int lock;           /* of its marker; -1: it has none */
    int parent;         /* of both, to be synced; -1: it cannot be */
    const char **names; /* of its files */
    size_t n, cap;
};

/* Says errno.  Errors: ERR_ENVIRONMENT, ERR_NOMEM. */
static enum err
say(struct diag *diag, const char *path)
{
    if (errno == ENOMEM)
        return ERR_NOMEM;
    enum err err = DIAG(diag, LOC_NONE, &cannot_make, path, strerror(errno));
    return err == ERR_NOMEM ? ERR_NOMEM : ERR_ENVIRONMENT;
}

static enum err
say_parent(struct diag *diag, const char *path)
{
    if (errno != ENOENT && errno != ENOTDIR)
        return say(diag, path);
    enum err err = DIAG(diag, LOC_NONE, &no_parent, path);
    return err == ERR_NOMEM ? ERR_NOMEM : ERR_ENVIRONMENT;
}

/* PATH without slashes at its end and, when it is a symbolic link, what it
 * leads to.  Errors: ERR_NOMEM; ERR_ENVIRONMENT (errno). */
static enum err
find_target(struct arena *arena, const char *path, const char **out)
{
    struct stat st;
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/')
        n--;
    *out = arena_strndup(arena, path, n);
    if (*out == NULL)
        return ERR_NOMEM;
    if (lstat(*out, &st) != 0 || !S_ISLNK(st.st_mode))
        return ERR_OK;
    char *real = realpath(*out, NULL);
    if (real == NULL)
        return errno == ENOMEM ? ERR_NOMEM : ERR_ENVIRONMENT;
    *out = arena_strdup(arena, real);
    free(real);
    return *out == NULL ? ERR_NOMEM : ERR_OK;
}

/* The last part of PATH. */
static const char *
last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static enum err
open_parent(struct folder *f)
{
    size_t n = (size_t)(last_part(f->path) - f->path);
    const char *parent = n == 0 ? "." : arena_strndup(f->arena, f->path, n);
    if (parent == NULL)
        return ERR_NOMEM;
    f->parent = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return f->parent < 0 && errno != EACCES ? ERR_ENVIRONMENT : ERR_OK;
}

/* Removes all files of the folder FD, which is PATH, and itself. */
static bool
remove_all(int fd, const char *path)
{
    DIR *dir = fdopendir(fd);
    if (dir == NULL) {
        close(fd);
        return false;
    }
    for (struct dirent *e; (e = readdir(dir)) != NULL;)
        unlinkat(fd, e->d_name, 0); /* `.` and folders stay */
    closedir(dir);
    return rmdir(path) == 0;
}

/* Removes the folder PATH when it was left by a run that was killed. */
static bool
reclaim(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return false;
    int lock = openat(fd, marker, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    bool left = lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0;
    if (left)
        left = remove_all(fd, path);
    else
        close(fd);
    if (lock >= 0)
        close(lock);
    return left;
}

/* Marks the new folder as being made.  False also when somebody took it for one
 * that was left, in the moment before it was locked.  Where there are no locks
 * nobody takes a folder for one that was left. */
static bool
mark(struct folder *f)
{
    struct stat st;
    f->lock =
        openat(f->fd, marker, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (f->lock < 0)
        return false;
    bool taken = flock(f->lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    return !taken && fstat(f->lock, &st) == 0 && st.st_nlink > 0;
}

static void
unmark(struct folder *f)
{
    if (f->lock < 0)
        return;
    unlinkat(f->fd, marker, 0);
    close(f->lock);
    f->lock = -1;
}

/* Makes the folder f->aside.  Errors: ERR_ENVIRONMENT (errno). */
static enum err
make_folder(struct folder *f)
{
    bool made = mkdir(f->aside, 0777) == 0;
    if (!made && errno == EEXIST && reclaim(f->aside))
        made = mkdir(f->aside, 0777) == 0;
    if (!made)
        return ERR_ENVIRONMENT;
    f->fd = open(f->aside, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (f->fd >= 0 && mark(f))
        return ERR_OK;
    int saved = errno;
    unmark(f);
    if (f->fd >= 0)
        close(f->fd);
    f->fd = -1;
    rmdir(f->aside);
    errno = saved;
    return ERR_ENVIRONMENT;
}

/* Makes a folder beside the target that did not exist. */
static enum err
make_aside(struct folder *f)
{
    for (int i = 0; i < TRIES; i++) {
        f->aside = arena_printf(f->arena, "%s.part%d", f->path, i);
        if (f->aside == NULL)
            return ERR_NOMEM;
        if (make_folder(f) == ERR_OK)
            return ERR_OK;
        if (errno != EEXIST && errno != EWOULDBLOCK)
            return ERR_ENVIRONMENT;
    }
    errno = EEXIST;
    return ERR_ENVIRONMENT;
}

static enum err
open_both(struct diag *diag, struct folder *f)
{
    enum err err = open_parent(f);
    if (err == ERR_ENVIRONMENT)
        return say_parent(diag, f->said);
    if (err == ERR_OK)
        err = make_aside(f);
    return err == ERR_ENVIRONMENT ? say(diag, f->said) : err;
}

enum err
folder_open(struct arena *arena, struct diag *diag, const char *path,
    struct folder **out)
{
    *out = NULL;
    struct folder *f = arena_alloc(arena, sizeof *f);
    if (f == NULL)
        return ERR_NOMEM;
    *f = (struct folder){
        .arena = arena, .said = path, .fd = -1, .lock = -1, .parent = -1};
    enum err err = find_target(arena, path, &f->path);
    if (err != ERR_OK)
        return err == ERR_NOMEM ? err : say(diag, path);
    const char *name = last_part(f->path);
    if (*name == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return DIAG(diag, LOC_NONE, &no_name, path);
    err = open_both(diag, f);
    if (err == ERR_OK)
        *out = f;
    else if (f->parent >= 0)
        close(f->parent);
    return err;
}

/* Not everything can be synced: FUSE, CIFS, read-only binds. */
static bool
sync_fd(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == EROFS ||
           errno == ENOTSUP;
}

static bool
write_all(int fd, struct str bytes)
{
    while (bytes.n > 0) {
        ssize_t put = write(fd, bytes.p, bytes.n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes.p += put;
        bytes.n -= (size_t)put;
    }
    return true;
}

enum err
folder_put(
    struct diag *diag, struct folder *f, const char *name, struct str bytes)
{
    const char **all =
        arena_grow(f->arena, f->names, f->n, &f->cap, sizeof *all);
    char *kept = arena_strdup(f->arena, name);
    if (all == NULL || kept == NULL)
        return ERR_NOMEM;
    f->names = all;
    int fd = openat(f->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return say(diag, f->said);
    all[f->n++] = kept;
    bool ok = write_all(fd, bytes) && sync_fd(fd);
    int saved = errno;
    if (close(fd) != 0 && ok)
        ok = false, saved = errno;
    errno = saved;
    return ok ? ERR_OK : say(diag, f->said);
}

static void
release(struct folder *f)
{
    if (f->fd >= 0)
        close(f->fd);
    if (f->parent >= 0)
        close(f->parent);
    f->fd = f->parent = -1;
}

void
folder_abandon(struct folder *f)
{
    if (f == NULL || f->fd < 0)
        return;
    for (size_t i = 0; i < f->n; i++)
        unlinkat(f->fd, f->names[i], 0);
    unmark(f);
    rmdir(f->aside);
    release(f);
}

/* Where the file system cannot exchange two folders: the old one steps aside
 * for the moment of two renames.  *ASIDE is where it then is. */
static bool
step_aside(struct folder *f, const char *old, const char **aside)
{
    if (rename(f->path, old) != 0)
        return false;
    if (rename(f->aside, f->path) == 0) {
        *aside = old;
        return true;
    }
    int saved = errno;
    (void)rename(old, f->path);
    errno = saved;
    return false;
}

/* Puts the new folder in the old one's place, which is FULL or not there or
 * empty.  *ASIDE is where the old one then is; NULL: nowhere.  Errors:
 * ERR_NOMEM; ERR_ENVIRONMENT (errno). */
static enum err
take_place(struct folder *f, bool full, const char **aside)
{
    *aside = NULL;
    if (rename(f->aside, f->path) == 0)
        return ERR_OK;
    if (!full || (errno != ENOTEMPTY && errno != EEXIST))
        return ERR_ENVIRONMENT;
    *aside = f->aside;
    if (renameat2(AT_FDCWD, f->aside, AT_FDCWD, f->path, RENAME_EXCHANGE) == 0)
        return ERR_OK;
    if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
        return ERR_ENVIRONMENT;
    const char *old = arena_printf(f->arena, "%s.old", f->aside);
    if (old == NULL)
        return ERR_NOMEM;
    return step_aside(f, old, aside) ? ERR_OK : ERR_ENVIRONMENT;
}

/* Removes the N files OLD and their folder ASIDE. */
static bool
remove_old(const char *aside, const char *const *old, size_t n)
{
    int fd = open(aside, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    for (size_t i = 0; i < n; i++)
        unlinkat(fd, old[i], 0);
    close(fd);
    return rmdir(aside) == 0;
}

/* What is done once the new folder is in place. */
static enum err
settle(struct diag *diag, struct folder *f, const char *aside,
    const char *const *old, size_t n)
{
    enum err err = ERR_OK;
    if (f->parent >= 0 && !sync_fd(f->parent)) {
        err = DIAG(diag, LOC_NONE, &not_synced, f->said, strerror(errno));
        err = err == ERR_NOMEM ? err : ERR_ENVIRONMENT;
    } else if (aside != NULL && !remove_old(aside, old, n)) {
        err = DIAG(diag, LOC_NONE, &old_left, f->said, aside);
    }
    release(f);
    return err;
}

enum err
folder_commit(
    struct diag *diag, struct folder *f, const char *const *old, size_t n)
{
    const char *aside = NULL;
    unmark(f);
    enum err err =
        sync_fd(f->fd) ? take_place(f, n > 0, &aside) : ERR_ENVIRONMENT;
    if (err == ERR_OK)
        return settle(diag, f, aside, old, n);
    if (err == ERR_ENVIRONMENT)
        err = say(diag, f->said);
    folder_abandon(f);
    return err;
}
