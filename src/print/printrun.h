/* print/printrun - a whole run: what is asked for, from the printer's
 * attributes to the last sheet. */
#ifndef PRINT_PRINTRUN_H
#define PRINT_PRINTRUN_H

#include "base/watch.h"
#include "print/wish.h"

/* Does what WISH says.  Everything is checked before the first job is made;
 * nothing is sent without WISH->go.  Faults are said in DIAG, news and tickets
 * go to WATCH.  Errors: all but ERR_OK (err.h). */
ERR_CHECKED enum err printrun_do(
    struct diag *diag, const struct watch *watch, const struct wish *wish);

#endif
