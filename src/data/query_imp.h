/* data/query_imp - what query.c and its helpers share: the database, and the
 * true values of the REALs it holds. */
#ifndef DATA_QUERY_IMP_H
#define DATA_QUERY_IMP_H

#include <sqlite3.h>

#include "data/query.h"

struct exact {
    double key;
    struct number number;
};

/* One statement at work; a figure may need another one meanwhile. */
struct run {
    struct query_text text;
    size_t offset; /* bytes of our own SQL before the job's */
    bool said;     /* its fault is in the diagnostics */
    bool nomem;
    bool endless;
    const char *denied; /* the function that is not allowed, or "" */
    struct run *outer;
};

struct query {
    sqlite3 *db;
    struct dataset *ds;
    struct run *run;  /* the innermost */
    int own;          /* > 0: our own statement, allowed everything */
    int64_t ticks;    /* steps since the outermost statement began */
    struct map exact; /* bytes of a double > 0 to its place in `kept` */
    struct exact **kept;
    size_t n_kept, kept_cap;
};

/* The REAL that stands for NUMBER from now on.  False: another number has the
 * same REAL, or no memory (*NOMEM). */
bool exact_put(
    struct query *query, struct number number, double *out, bool *nomem);

/* The number that REAL stands for; false when it is none that fits. */
bool exact_find(const struct query *query, double real, struct number *out);

/* True when NUMBER survives as the nearest REAL by itself. */
bool exact_is_plain(struct number number);

/* The REAL nearest to NUMBER. */
double exact_real(struct number number);

/* Registers the SQL functions and the collation.  Result: SQLite's. */
int sqlfn_register(struct query *query);

/* What an SQL value means as a number: 1 a number, 0 NULL, -1 neither. */
int sqlfn_number(
    const struct query *query, sqlite3_value *value, struct number *out);

/* Says what went wrong with the statement at work, once; RC is SQLite's.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err query_say(struct query *query, int rc);

/* Makes TABLE, which is worked out, a table of the database.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err sqltable_make(struct query *query, struct table *table);

/* Binds CELL to parameter AT of STMT: a number, text, or NULL.
 * Errors: ERR_INPUT (a number that SQLite cannot hold), ERR_NOMEM. */
ERR_CHECKED enum err sqltable_bind(
    struct query *query, sqlite3_stmt *stmt, int at, const struct cell *cell);

/* Steps STMT to its end and reads its rows into *OUT, which is empty.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err sqlresult_take(
    struct query *query, sqlite3_stmt *stmt, struct record_set *out);

#endif
