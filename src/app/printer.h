/* app/printer - a printer's profile: printers/NAME.ini to limits.
 */
#ifndef APP_PRINTER_H
#define APP_PRINTER_H

#include "app/library.h"
#include "inspect/preflight.h"

/* Finds and reads the profile NAME: a path when it has a slash or ends in
 * .ini, else NAME.ini in `printers` beside the job file, in the project's
 * config/printers or its printers.  *OUT is owned by K's arena.
 * Errors, all said: ERR_USAGE (there is none of that name), ERR_INPUT,
 * ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err printer_load(
    struct kumihan *k, const char *name, struct preflight_limits *out);

#endif
