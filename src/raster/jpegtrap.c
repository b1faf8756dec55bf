#include "raster/jpegtrap.h"

#include <jerror.h>

static void
on_error(j_common_ptr jpeg)
{
    struct jpegtrap *trap = (struct jpegtrap *)(void *)jpeg->err;
    longjmp(trap->back, 1);
}

static void
on_message(j_common_ptr jpeg)
{
    (void)jpeg; /* nothing is printed; warnings are counted by the library */
}

struct jpeg_error_mgr *
jpegtrap_set(struct jpegtrap *trap)
{
    struct jpeg_error_mgr *base = jpeg_std_error(&trap->base);
    base->error_exit = on_error;
    base->output_message = on_message;
    return base;
}

enum err
jpegtrap_err(const struct jpegtrap *trap)
{
    return trap->base.msg_code == JERR_OUT_OF_MEMORY ? ERR_NOMEM : ERR_INPUT;
}
