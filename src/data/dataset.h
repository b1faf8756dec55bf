/* data/dataset - the job's CSV files in SQLite, its named figures, its record
 * sets, and its proven claims.
 */
#ifndef DATA_DATASET_H
#define DATA_DATASET_H

#include "base/arena.h"
#include "config/job.h"
#include "data/number.h"

enum cell_kind {
    CELL_EMPTY,
    CELL_TEXT,
    CELL_NUMBER,
    CELL_NIL,         /* `-`: nil */
    CELL_UNKNOWN,     /* `…`: not surveyed */
    CELL_SUPPRESSED,  /* `x`: withheld */
    CELL_INAPPLICABLE /* `・`: cannot exist */
};

enum cell_flag {
    CELL_PROVISIONAL = 1, /* p */
    CELL_REVISED = 2,     /* r */
    CELL_SMALL_SAMPLE = 4 /* * */
};

/* How the document writes numbers: [document] minus, rounding. */
struct cell_style {
    const char *minus;
    enum rounding rounding;
};

struct cell {
    enum cell_kind kind;
    const char *text; /* as written in the source, or as a computed number is
                         shown in full; "" when empty; a sign such as x or … */
    struct number number; /* 0 unless CELL_NUMBER */
    unsigned flags;
    struct loc loc; /* the cell in its CSV, or the SQL that made it */
    const struct cell_style *style; /* NULL: △, half-up */
};

struct record_set {
    const char **column;
    const char *
        *unit; /* n_columns units from the unit row; NULL: no such row */
    size_t n_columns;
    struct cell *cell; /* n_rows * n_columns, row by row */
    size_t n_rows;
};

struct dataset;

/* Reads every [source] and [records], computes every [value], proves every
 * [check].  All errors are said in DIAG.  On ERR_OK the caller frees *OUT with
 * dataset_free.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err dataset_load(struct arena *arena, struct diag *diag,
    const struct job *job, struct dataset **out);
void dataset_free(struct dataset *dataset);

/* Makes DATASET that of JOB's row, another one of the list it was loaded for.
 * False: some result depends on the row, and all must be loaded anew. */
bool dataset_turn(struct dataset *dataset, const struct job *job);

/* The record set of [records NAME] or, when there is none, of [source NAME];
 * NULL when there is neither. */
const struct record_set *dataset_records(
    const struct dataset *dataset, const char *name);

/* The column NAME of RECORDS; n_columns when there is none. */
size_t records_column(const struct record_set *records, const char *name);

/* The figure [value NAME], or NULL.  Figures are cells: a withheld operand
 * makes a withheld figure. */
const struct cell *dataset_value(
    const struct dataset *dataset, const char *name);

/* All names of figures, for suggestions. */
const char *const *dataset_value_names(
    const struct dataset *dataset, size_t *n);

/* The figure NAME as prose shows it: with FORMAT (number_format_parse), or,
 * when FORMAT is NULL, the value's own `format` key.  On ERR_OK *OUT is owned
 * by ARENA.  An unknown name or format is said at LOC with the nearest name.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err dataset_show(struct arena *arena, struct diag *diag,
    const struct dataset *dataset, struct loc loc, struct str name,
    const char *format, struct str *out);

/* CELL as a table shows it: numbers by FORMAT (NULL: as written), others by
 * the sign they were written with. */
ERR_CHECKED enum err cell_show(struct arena *arena, struct diag *diag,
    const struct cell *cell, const char *format, struct str *out);

/* Where the figure NAME comes from: formula, operands, files, rows and
 * columns, one a line, indented by depth.  Unknown NAME: false. */
bool dataset_trace(
    const struct dataset *dataset, const char *name, struct buf *out);

#endif
