/* font/font_set_imp - the inside of a font_set.  Private to the font room. */
#ifndef FONT_FONT_SET_IMP_H
#define FONT_FONT_SET_IMP_H

#include "base/map.h"
#include "font/face_imp.h"

struct font_file {
    const char *path;
    hb_blob_t *blob; /* mapped, not read */
};

struct font_set {
    struct arena *arena;
    const char *const *dir;
    size_t n_dirs;
    struct map names; /* what was asked for, to index into face */
    struct face **face;
    size_t n_faces, cap_faces;
    struct font_file *file;
    size_t n_files, cap_files;
    struct shape_scratch scratch;
};

/* Finds the catalogue's file FILE below the DIRS: as written, else by its last
 * part.  *OUT, owned by ARENA, is NULL when it is nowhere.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err font_set_find(const struct font_set *set,
    struct arena *arena, const char *file, const char **out);

#endif
