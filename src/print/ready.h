/* print/ready - one edition read, checked and ticketed: ready to be sent. */
#ifndef PRINT_READY_H
#define PRINT_READY_H

#include "print/printlist.h"
#include "print/ticket.h"

struct ready {
    struct arena *arena; /* its own */
    struct pdfsheet sheet;
    struct ticket ticket;
    struct str bytes; /* of the file; ready_turn: as they are sent */
    char hash[SHA256_HEX + 1];
};

/* Reads and checks EDITION and makes its ticket for PRINTER.  What is wrong is
 * said in DIAG; OUT is ended with ready_fini whatever is returned.
 * Errors: those of printlist_bytes, pdfsheet_read and ticket_make. */
ERR_CHECKED enum err ready_make(struct diag *diag, ipp_t *printer,
    const struct wish *wish, const struct edition *edition, struct ready *out);

/* Turns landscape pages, if there are any.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err ready_turn(
    struct diag *diag, const struct edition *edition, struct ready *ready);

void ready_fini(struct ready *ready);

#endif
