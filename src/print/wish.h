/* print/wish - what the command line asks for, before any printer was heard. */
#ifndef PRINT_WISH_H
#define PRINT_WISH_H

#include "base/diag.h"

enum {
    WISH_LIST_MAX = 64, /* --again, --printed, --finish */
    WISH_COPIES_MAX = 9999,
    WISH_WAIT_MAX = 7 * 24 * 3600,
    WISH_WAIT = 3600 /* seconds, when --wait is not given */
};

enum wish_sides {
    SIDES_FILE, /* as /ViewerPreferences of the PDF say, else one */
    SIDES_ONE,
    SIDES_LONG,  /* turned at the sheet's long edge */
    SIDES_SHORT, /* turned at the sheet's short edge */
    SIDES_BOOK   /* turned at the side of the page as it is read */
};

enum wish_collate { COLLATE_PRINTER, COLLATE_YES, COLLATE_NO };

/* Texts are NULL when they were not given; all point into the arguments. */
struct wish {
    const char *to; /* ipp://…, ipps://…, or the name of a CUPS queue */
    const char *manifest, *record;
    const char *media, *colour, *quality, *tray, *pages;
    const char *finish[WISH_LIST_MAX];
    size_t n_finish;
    const char *again[WISH_LIST_MAX], *printed[WISH_LIST_MAX];
    size_t n_again, n_printed;
    int copies; /* 0: not given */
    enum wish_collate collate;
    enum wish_sides sides;
    bool go, resume;
    int wait; /* seconds until a job must have ended */
    char **file;
    size_t n_files;
    enum diag_lang lang;
    enum diag_format format;
};

/* Reads the ARGC arguments ARGV; plain ones are moved to the front of ARGV,
 * where WISH->file finds them.  WISH->lang must be set.  What is wrong is said
 * in DIAG.  Errors: ERR_USAGE, ERR_NOMEM. */
ERR_CHECKED enum err wish_read(
    struct diag *diag, int argc, char **argv, struct wish *wish);

#endif
