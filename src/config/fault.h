/* config/fault - faults are said and the search goes on. */
#ifndef CONFIG_FAULT_H
#define CONFIG_FAULT_H

#include "base/diag.h"

/* What a search for faults returns after DIAG: only lost memory ends it. */
static inline enum err
fault_said(enum err err)
{
    return err == ERR_NOMEM ? err : ERR_OK;
}

static inline struct loc
fault_line(const char *file, int32_t line)
{
    return (struct loc){file, line, 0};
}

#endif
