/* print/showticket - printers and tickets for reading: text, or JSON lines. */
#ifndef PRINT_SHOWTICKET_H
#define PRINT_SHOWTICKET_H

#include "base/buf.h"
#include "print/printlist.h"
#include "print/ticket.h"

struct showticket {
    struct arena *arena; /* for what is put together on the way */
    enum diag_lang lang;
    enum diag_format format;
};

/* The printer URI and what it says it can. */
void showticket_printer(const struct showticket *show, const char *uri,
    ipp_t *printer, struct buf *out);

/* The ticket of EDITION, in the words of IPP.  Memory that runs out leaves
 * OUT->failed set. */
void showticket_put(const struct showticket *show,
    const struct edition *edition, const struct pdfsheet *sheet,
    const struct ticket *ticket, struct buf *out);

/* How many of N editions are to be printed and how many are done. */
void showticket_sum(const struct showticket *show, bool dry, size_t n,
    size_t done, size_t left_out, struct buf *out);

#endif
