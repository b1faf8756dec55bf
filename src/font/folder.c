#include "font/folder.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 6 };

struct names {
    const char **name;
    size_t n, cap;
};

bool
folder_is_font(const char *name)
{
    static const char *const ends[] = {".ttf", ".otf", ".ttc", ".otc"};
    size_t n = strlen(name);
    for (size_t i = 0; n > 4 && i < sizeof ends / sizeof *ends; i++)
        if (strcasecmp(name + n - 4, ends[i]) == 0)
            return true;
    return false;
}

static int
by_name(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

static enum err
append(struct arena *arena, const char ***list, size_t *n, size_t *cap,
    const char *s)
{
    void *grown = arena_grow(arena, *list, *n, cap, sizeof **list);
    if (s == NULL || grown == NULL)
        return ERR_NOMEM;
    *list = grown;
    (*list)[(*n)++] = s;
    return ERR_OK;
}

/* The names in DIR, sorted: readdir gives them in any order. */
static enum err
read_names(struct arena *arena, const char *dir, struct names *names)
{
    enum err err = ERR_OK;
    DIR *open = opendir(dir);
    if (open == NULL)
        return ERR_OK;
    for (struct dirent *e; err == ERR_OK && (e = readdir(open)) != NULL;)
        if (e->d_name[0] != '.')
            err = append(arena, &names->name, &names->n, &names->cap,
                arena_strdup(arena, e->d_name));
    closedir(open);
    if (names->n > 1)
        qsort(names->name, names->n, sizeof *names->name, by_name);
    return err;
}

static enum err find_below(struct arena *arena, const char *dir,
    const char *only, int depth, struct folder_files *files);

static enum err
visit(struct arena *arena, const char *dir, const char *name, const char *only,
    int depth, struct folder_files *files)
{
    struct stat st;
    bool wanted = only == NULL ? folder_is_font(name) : strcmp(name, only) == 0;
    const char *path = arena_printf(arena, "%s/%s", dir, name);
    if (path == NULL)
        return ERR_NOMEM;
    if (lstat(path, &st) != 0)
        return ERR_OK;
    if (S_ISDIR(st.st_mode))
        return depth < DEPTH_MAX
                   ? find_below(arena, path, only, depth + 1, files)
                   : ERR_OK;
    if (!wanted || (S_ISLNK(st.st_mode) && stat(path, &st) != 0) ||
        !S_ISREG(st.st_mode))
        return ERR_OK;
    return append(arena, &files->path, &files->n, &files->cap, path);
}

static enum err
find_below(struct arena *arena, const char *dir, const char *only, int depth,
    struct folder_files *files)
{
    struct names names = {NULL, 0, 0};
    enum err err = read_names(arena, dir, &names);
    for (size_t i = 0; err == ERR_OK && i < names.n; i++)
        err = visit(arena, dir, names.name[i], only, depth, files);
    return err;
}

enum err
folder_find(struct arena *arena, const char *dir, const char *only,
    struct folder_files *files)
{
    return find_below(arena, dir, only, 0, files);
}
