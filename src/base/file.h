/* base/file - whole files in, paths inside a project folder. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/diag.h"

enum { FILE_BYTES_MAX = 1 << 30 }; /* the largest input we accept */

/* Reads the file PATH.  On ERR_OK *OUT holds its bytes with a NUL behind
 * them, owned by ARENA.  Otherwise *OUT is empty and DIAG says at LOC (the
 * place that asked for the file) what the system answered.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err file_read(struct arena *arena, struct diag *diag,
    struct loc loc, const char *path, struct str *out);

/* Joins the folder DIR and the relative path NAME and proves that the result
 * stays inside DIR: no absolute NAME, no `..` that climbs out, no symbolic
 * link that leads out.  On ERR_OK *OUT is the path, owned by ARENA; a file
 * that does not exist is found by file_read later, not here.
 * Errors: ERR_INPUT (said at LOC), ERR_NOMEM. */
ERR_CHECKED enum err file_inside(struct arena *arena, struct diag *diag,
    struct loc loc, const char *dir, const char *name, const char **out);

/* PATH without its `.` parts and without `NAME/..` where NAME is no symbolic
 * link: the same file, said shorter.  NULL: no memory. */
const char *file_tidy(struct arena *arena, const char *path);

/* The folder part of PATH, `.` when it has none.  NULL: no memory. */
const char *file_dir(struct arena *arena, const char *path);

/* The bytes of PATH before the dot of its ending; all of them when it has
 * none. */
size_t file_stem(const char *path);

#endif
