#include "base/record.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

enum record_result
record_open(struct record *record, const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    *record = (struct record){.path = path, .fd = fd};
    if (fd < 0)
        return RECORD_FAILED;
    record->size = lseek(fd, 0, SEEK_END);
    return record->size < 0 ? RECORD_FAILED : RECORD_DONE;
}

enum record_result
record_lock(struct record *record)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(record->fd, F_SETLK, &whole) != 0)
        return errno == EACCES || errno == EAGAIN ? RECORD_TAKEN
                                                  : RECORD_FAILED;
    /* Somebody may have written, and ended, since it was read. */
    return lseek(record->fd, 0, SEEK_END) == record->size ? RECORD_DONE
                                                          : RECORD_TAKEN;
}

/* The file is durable once its folder is. */
static bool
sync_folder(struct arena *arena, const char *path)
{
    const char *dir = file_dir(arena, path);
    int fd = dir == NULL ? -1 : open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno == EACCES;
    bool ok = fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP;
    close(fd);
    return ok;
}

/* One write, so that a crash tears the last line at most. */
static bool
append(int fd, const char *p, size_t n)
{
    off_t end = lseek(fd, 0, SEEK_END);
    ssize_t put = write(fd, p, n);
    if (put == (ssize_t)n)
        return fdatasync(fd) == 0;
    int why = put < 0 ? errno : ENOSPC;
    if (put > 0 && end >= 0 && ftruncate(fd, end) != 0)
        why = errno;
    errno = why;
    return false;
}

enum record_result
record_begin(struct arena *arena, struct record *record, size_t whole,
    bool unended, const char *head)
{
    bool done = ftruncate(record->fd, (off_t)whole) == 0 &&
                (!unended || append(record->fd, "\n", 1)) &&
                (whole > 0 || append(record->fd, head, strlen(head))) &&
                fsync(record->fd) == 0 && sync_folder(arena, record->path);
    return done ? RECORD_DONE : RECORD_FAILED;
}

enum record_result
record_append(struct record *record, const char *p, size_t n)
{
    return append(record->fd, p, n) ? RECORD_DONE : RECORD_FAILED;
}

void
record_close(struct record *record)
{
    if (record->fd >= 0)
        close(record->fd);
    record->fd = -1;
}
