/* raster/jpegtrap - errors of libjpeg, whose only way to report one is to jump.
 *
 *     if (setjmp(trap.back) != 0)
 *         ... it failed ...
 *
 * The jump stays inside the file that set it.
 */
#ifndef RASTER_JPEGTRAP_H
#define RASTER_JPEGTRAP_H

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include "base/err.h"

struct jpegtrap {
    struct jpeg_error_mgr base; /* first: libjpeg knows only this */
    jmp_buf back;
};

/* Makes TRAP ready.  Returns what is to be an object's `err`: errors then jump
 * to trap->back, warnings are counted, nothing is printed. */
struct jpeg_error_mgr *jpegtrap_set(struct jpegtrap *trap);

/* What a jump was for: ERR_NOMEM, else ERR_INPUT. */
ERR_CHECKED enum err jpegtrap_err(const struct jpegtrap *trap);

#endif
