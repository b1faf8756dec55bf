/* app/package - what a printing company gets (docs/package.md). */
#ifndef APP_PACKAGE_H
#define APP_PACKAGE_H

#include "app/library.h"

/* Files of every package, beside NAME.pdf and NAME-p01.png ... */
#define PACKAGE_SHEET "spec.txt"
#define PACKAGE_TABLE "spec.csv"
#define PACKAGE_SUMS "SHA256SUMS"

/* A package in the making. */
struct package {
    struct kumihan *k;
    const struct section *section; /* [package] */
    const char *name;              /* of its files, without ending */
    const struct pdf_print *print; /* how the PDF was written */
    const struct imposed *imposed; /* its pages on sheets; NULL: single */
    const char *claim;             /* the standard it meets, or NULL */
    int dpi;                       /* of the pictures */
};

#endif
