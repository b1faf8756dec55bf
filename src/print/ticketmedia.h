/* print/ticketmedia - which sheet of a printer a page goes on. */
#ifndef PRINT_TICKETMEDIA_H
#define PRINT_TICKETMEDIA_H

#include <cups/ipp.h>

#include "print/pdfsheet.h"
#include "print/wish.h"

/* Puts media, or media-col when a tray is asked for, into ASK.  A size that
 * PRINTER lacks, or a sheet smaller than the pages, is said in DIAG at FILE.
 * Errors: ERR_ENVIRONMENT, ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err ticketmedia_add(struct arena *arena, struct diag *diag,
    ipp_t *printer, const struct wish *wish, const char *file,
    const struct pdfsheet *sheet, ipp_t *ask);

#endif
