/* layout/tablerow - the rows of a set table as units, and how they look. */
#ifndef LAYOUT_TABLEROW_H
#define LAYOUT_TABLEROW_H

#include "layout/tableset.h"

/* Fills STRIP with the units of SET.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err tablerow_add(
    struct plan *plan, const struct table_set *set, struct strip *strip);

#endif
