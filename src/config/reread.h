/* config/reread - iniparser reads the file; both readings must agree. */
#ifndef CONFIG_REREAD_H
#define CONFIG_REREAD_H

#include "config/ini.h"

/* Reads the file PATH, whose faultless scan is INI, through iniparser and
 * proves that every value is the one the scanner found.  A difference is said
 * in DIAG with both values.
 * Errors: ERR_INPUT, ERR_ENVIRONMENT (no temporary file), ERR_NOMEM. */
ERR_CHECKED enum err reread_check(struct arena *arena, struct diag *diag,
    const char *path, const struct ini *ini);

#endif
