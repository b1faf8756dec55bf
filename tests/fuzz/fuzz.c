#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];

static void
clean(void)
{
    char command[96];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0)
        perror(folder);
}

const char *
fuzz_folder(const char *name, const void *bytes, size_t n)
{
    char path[128];
    if (folder[0] == '\0') {
        strcpy(folder, "/tmp/kumihan-fuzz-XXXXXX");
        if (mkdtemp(folder) == NULL || atexit(clean) != 0)
            exit(1);
    }
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
        exit(1);
    return folder;
}
