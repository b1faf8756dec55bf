/* font/folder - font files below a folder.  Private to the font room. */
#ifndef FONT_FOLDER_H
#define FONT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/* Paths of font files (.ttf .otf .ttc .otc), each below its folder. */
struct folder_files {
    const char **path;
    size_t n, cap;
};

/* Appends to *FILES, owned by ARENA, the font files of DIR and of the folders
 * in it, six deep, by name.  Hidden names and links to folders are passed
 * over; a folder that cannot be read has no files.  With ONLY (a file name)
 * no other files are taken.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err folder_find(struct arena *arena, const char *dir,
    const char *only, struct folder_files *files);

/* True when NAME ends like a font file. */
bool folder_is_font(const char *name);

#endif
