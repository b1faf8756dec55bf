/* print/ticket - what is asked for, in the words of IPP, or why a printer
 * cannot do it. */
#ifndef PRINT_TICKET_H
#define PRINT_TICKET_H

#include <cups/ipp.h>

#include "print/pdfsheet.h"
#include "print/wish.h"

struct ticket {
    ipp_t *ask;      /* a group of job attributes; ticket_fini deletes it */
    bool turn;       /* landscape pages must be turned before they are sent */
    int impressions; /* sides printed when all went well, all copies */
};

/* Maps WISH for a FILE of SHEET to what PRINTER (Get-Printer-Attributes) can
 * do.  All that it cannot do is said in DIAG at FILE, with what it can.  OUT is
 * ended with ticket_fini whatever is returned.
 * Errors: ERR_ENVIRONMENT (the printer cannot), ERR_INPUT (the file does not
 * fit the wish), ERR_NOMEM. */
ERR_CHECKED enum err ticket_make(struct arena *arena, struct diag *diag,
    ipp_t *printer, const struct wish *wish, const char *file,
    const struct pdfsheet *sheet, struct ticket *out);
void ticket_fini(struct ticket *ticket);

/* Puts the attributes of TICKET into the job group of REQUEST; false: memory
 * ran out, and the request must not be sent. */
bool ticket_add(const struct ticket *ticket, ipp_t *request);

/* Checks what any job needs of PRINTER: PDF, and jobs that are made first and
 * filled later.  Errors: ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err ticket_accepts(
    struct arena *arena, struct diag *diag, ipp_t *printer);

#endif
