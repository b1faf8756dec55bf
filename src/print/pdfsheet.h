/* print/pdfsheet - what a printer must know of a PDF: its sheets.  Reads and
 * rewrites through libqpdf. */
#ifndef PRINT_PDFSHEET_H
#define PRINT_PDFSHEET_H

#include "base/diag.h"
#include "print/papername.h"

enum pdfsheet_duplex {
    DUPLEX_SILENT, /* /ViewerPreferences say nothing */
    DUPLEX_ONE,
    DUPLEX_LONG,
    DUPLEX_SHORT
};

struct pdfsheet {
    int pages;
    struct paper first;   /* of the first page, stood upright */
    struct paper largest; /* holds every page, stood upright */
    bool same_size;       /* all pages, landscape ones stood upright */
    bool landscape;       /* the first page is wider than high */
    int wide;             /* number of pages wider than high */
    enum pdfsheet_duplex duplex;
};

/* Reads the PDF in BYTES, which FILE is called.  What libqpdf cannot read is
 * said at FILE.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err pdfsheet_read(struct diag *diag, const char *file,
    struct str bytes, struct pdfsheet *out);

/* A copy of the PDF whose landscape pages are turned by 90 degrees
 * anti-clockwise, as IPP defines landscape (RFC 8011, 5.2.10), so that every
 * sheet stands upright and nothing on the way to the paper need turn it.  On
 * ERR_OK *OUT is owned by ARENA.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err pdfsheet_upright(struct arena *arena, struct diag *diag,
    const char *file, struct str bytes, struct str *out);

#endif
