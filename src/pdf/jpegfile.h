/* pdf/jpegfile - what a JPEG file says of itself; nothing is decoded. */
#ifndef PDF_JPEGFILE_H
#define PDF_JPEGFILE_H

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

#endif
