#include "font/catalogue.h"

#include <string.h>

#include "base/str.h"

enum { NAMES_MAX = 256 }; /* a unit test keeps the catalogue below it */

const struct catalogue_face *
catalogue_find(const char *name)
{
    for (size_t i = 0; i < catalogue_n; i++) {
        const struct catalogue_face *face = &catalogue_faces[i];
        bool regular = strcmp(face->style, "Regular") == 0;
        if (strcmp(face->name, name) == 0 ||
            (regular && strcmp(face->family, name) == 0))
            return face;
    }
    return NULL;
}

const char *
catalogue_nearest(const char *name)
{
    const char *names[NAMES_MAX];
    size_t n = 0;
    for (; n < catalogue_n && n < NAMES_MAX; n++)
        names[n] = catalogue_faces[n].name;
    return str_nearest(name, names, n);
}
