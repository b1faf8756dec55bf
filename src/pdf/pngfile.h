/* pdf/pngfile - PNG files: taken apart, proved, and decoded where needed. */
#ifndef PDF_PNGFILE_H
#define PDF_PNGFILE_H

#include "base/arena.h"
#include "base/str.h"

struct pngfile {
    int width, height;
    int depth;          /* bits of a component */
    int channels;       /* 1 or 3 */
    bool indexed;       /* channels is 1; the palette has the colours */
    struct str palette; /* RGB triples */
    struct str iccp;    /* the data of that chunk: a profile, packed */
    struct str packed;  /* the picture as a zlib stream of filtered rows */
    bool simple;        /* no transparency, not interlaced, at most 8 bits */
};

/* A decoded picture, 8 bits a component, rows without padding. */
struct pngfile_pixels {
    int channels;      /* 1 or 3 */
    struct str colour; /* width * height * channels */
    struct str alpha;  /* width * height; n 0: all opaque */
};

/* Takes BYTES apart into *OUT, owned by ARENA, and checks every chunk and, for
 * simple files, the compressed data.  NULL when all is well, else the chunk or
 * field that is wrong. *NOMEM is set when memory ran out instead. */
const char *pngfile_read(
    struct arena *arena, struct str bytes, struct pngfile *out, bool *nomem);

/* Decodes BYTES, through libpng.  As above. */
const char *pngfile_decode(struct arena *arena, struct str bytes,
    struct pngfile_pixels *out, bool *nomem);

/* The profile of RGB that PNG holds, owned by ARENA; n 0: none.  As above. */
const char *pngfile_profile(struct arena *arena, const struct pngfile *png,
    struct str *out, bool *nomem);

#endif
