/* config/row - the row of a list for which an edition of the job is made
 * (docs/decisions/0014).
 */
#ifndef CONFIG_ROW_H
#define CONFIG_ROW_H

#include "base/arena.h"
#include "base/diag.h"

struct job_field {
    const char *column;
    const char *text;
    struct loc loc; /* of the cell in the list */
};

struct job_row {
    const struct job_field *field; /* in the list's order */
    size_t n;
    struct loc loc; /* of the row */
};

/* The field of the column NAME, or NULL. */
const struct job_field *row_find(const struct job_row *row, struct str name);

/* The head of a column that changes a key, `set:SECTION:KEY`: *SECTION is
 * `kind name`.  False for all others. */
bool row_is_change(const char *column, struct str *section, struct str *key);

/* True when the column's head begins as one that changes a key, but for signs
 * that are easily mistaken (`SET:`, a full-width colon), or says too little. */
bool row_is_mistaken(const char *column);

/* True when TEXT has a place for a field: `{{`. */
bool row_has_place(const char *text);

/* TEXT, which stands at *LOC, with the fields of ROW in its places.  On ERR_OK
 * *OUT is owned by ARENA and *LOC that of the first field.  An unknown column
 * is said with the nearest one, and a place that is not closed.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err row_fill(struct arena *arena, struct diag *diag,
    const struct job_row *row, const char *text, struct loc *loc,
    const char **out);

/* ERR_INPUT after saying at LOC that ROW has no column NAME. */
ERR_CHECKED enum err row_unknown(struct arena *arena, struct diag *diag,
    const struct job_row *row, struct loc loc, struct str name);

#endif
