/* data/query - SQLite over the record sets of a dataset.
 *
 * A record set becomes a table when a statement first names it.  In SQL
 *   - a source has its own name; so has a record set, unless a source has the
 *     same name: then it is called "records NAME";
 *   - whole numbers are INTEGER; decimals are REAL and come back exactly: up
 *     to 15 digits by themselves, results of the exact functions (below)
 *     because their true value is kept beside the REAL; a decimal of the data
 *     with more than 15 digits is an error;
 *   - signs (nil, unknown, withheld, impossible) and empty cells are NULL, so
 *     that whatever is computed from them is NULL, which is shown as unknown.
 *     A column that is passed on as it is gets its sign back when all its
 *     signs are the same; otherwise cell('TABLE', 'COLUMN', rowid) tells it;
 *   - text in single quotes is text, "double quotes" name columns;
 *   - only SELECT is allowed, and nothing that differs from run to run: no
 *     clock, no random numbers;
 *   - sorting: COLLATE kana puts readings in the order of the gojuon.
 * Exact functions: ratio(a, b); change(new, old) as a ratio; points(new, old);
 * round(x, decimals) by the document's rule; sum(x), avg(x), of groups and of
 * windows, NULL if any x is NULL; total(x) leaves NULLs out; value('NAME') is
 * the figure.  The operators + - * / are SQLite's own.
 */
#ifndef DATA_QUERY_H
#define DATA_QUERY_H

#include "data/model.h"

/* Closes the database; NULL is allowed. */
void query_free(struct query *query);

/* A piece of SQL the job says. */
struct query_text {
    const char *sql; /* NULL: none */
    struct loc loc;  /* of its first character */
};

/* The rows (from 0) of TABLE for which WHERE holds, in order of ORDER (terms
 * for ORDER BY, made by us; NULL: as they stand), at most LIMIT (0: all).
 * On ERR_OK *ROWS holds *N rows, owned by the dataset's arena.
 * Errors: ERR_INPUT (said in the dataset's diagnostics), ERR_NOMEM. */
ERR_CHECKED enum err query_rows(struct dataset *ds, struct table *table,
    struct query_text where, const char *order, int limit, size_t **rows,
    size_t *n);

/* The result of the SELECT statement TEXT.
 * Errors: ERR_INPUT (said in the dataset's diagnostics), ERR_NOMEM. */
ERR_CHECKED enum err query_select(
    struct dataset *ds, struct query_text text, struct record_set *out);

/* NAME in double quotes, as SQL writes the name of a table or column.
 * NULL: no memory. */
const char *query_quote(struct arena *arena, const char *name);

#endif
