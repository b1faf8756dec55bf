/* print/decide - what the user decides about editions in doubt: --again and
 * --printed. */
#ifndef PRINT_DECIDE_H
#define PRINT_DECIDE_H

#include "print/printlog.h"
#include "print/wish.h"

/* Writes to LOG, with the hash of the file as it is now, what WISH decides
 * about editions of LIST; PRINTER names the printer.  A name that is none of an
 * edition, or of several, is said in DIAG, and then nothing is written; nor is
 * it in a dry run. Errors: ERR_INPUT, ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err decide_write(struct diag *diag, struct printlog *log,
    const struct printlist *list, const struct wish *wish, const char *printer);

/* True when WISH decides about EDITION. */
bool decide_names(const struct wish *wish, const struct edition *edition);

#endif
