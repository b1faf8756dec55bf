/* data/source - one [source]: a CSV as a typed table. */
#ifndef DATA_SOURCE_H
#define DATA_SOURCE_H

#include "data/dataset.h"

/* Reads the CSV of SECTION into *OUT, owned by ARENA; cells borrow STYLE.
 * All faults of the file are said in DIAG (the first 50).
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err source_load(struct arena *arena, struct diag *diag,
    const struct section *section, const struct cell_style *style,
    struct record_set *out);

/* ERR_OK when SET, called SET_NAME, has the column NAME; else says at LOC that
 * it has not, and which one is nearest.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err source_has_column(struct diag *diag,
    const struct record_set *set, const char *set_name, struct loc loc,
    const char *name);

#endif
