#include "app/program.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

/* The folder this program stands in, with a slash; empty when unknown. */
static void
own_folder(char *path, size_t size)
{
    ssize_t n = readlink("/proc/self/exe", path, size - 1);
    path[n < 0 ? 0 : n] = '\0';
    char *slash = strrchr(path, '/');
    path[slash == NULL ? 0 : slash - path + 1] = '\0';
}

void
program_become(const char *name, char **argv)
{
    char path[PATH_MAX];
    own_folder(path, sizeof path);
    size_t n = strlen(path);
    errno = ENAMETOOLONG;
    if (n + strlen("kumihan-") + strlen(name) >= sizeof path)
        return;
    strcpy(path + n, "kumihan-");
    strcat(path + n, name);
    execv(path, argv);
    execvp(path + n, argv);
}
