/* font/catalogue - the faces known by name (fonts/fonts.ini, compiled in).
 * Private to the font room.
 */
#ifndef FONT_CATALOGUE_H
#define FONT_CATALOGUE_H

#include <stddef.h>

struct catalogue_face {
    const char *name; /* family and style: what a job writes */
    const char *family, *style;
    int weight;
    const char *file; /* below a font folder */
    unsigned index;   /* the face in a collection */
    const char *package;
};

extern const struct catalogue_face catalogue_faces[];
extern const size_t catalogue_n;

/* The face NAME; a family alone is its Regular.  NULL: not in the catalogue. */
const struct catalogue_face *catalogue_find(const char *name);

/* The catalogue name nearest to NAME, or NULL when none is near. */
const char *catalogue_nearest(const char *name);

#endif
