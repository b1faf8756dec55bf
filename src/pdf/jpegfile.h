/* pdf/jpegfile - what a JPEG file says of itself; nothing is decoded. */
#ifndef PDF_JPEGFILE_H
#define PDF_JPEGFILE_H

#include "base/arena.h"
#include "base/str.h"

struct jpegfile {
    int width, height;
    int components;  /* 1, 3, 4 */
    bool adobe;      /* written by Adobe's rules: four inks are inverted */
    int orientation; /* Exif: 1 upright ... 8 */
};

/* Reads the markers of BYTES.  NULL when the file can go into a PDF, else what
 * is wrong with it in one technical word or two; *OUT is then zero. */
const char *jpegfile_read(struct str bytes, struct jpegfile *out);

/* The colour profile in BYTES, a file that jpegfile_read has found good (ICC.1,
 * B.4: in pieces, in APP2).  *OUT is owned by ARENA and empty when there is
 * none, or none for COMPONENTS.  False: no memory. */
bool jpegfile_profile(
    struct arena *arena, struct str bytes, int components, struct str *out);

#endif
