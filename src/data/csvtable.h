/* data/csvtable - a CSV with a head, by the names of its columns. */
#ifndef DATA_CSVTABLE_H
#define DATA_CSVTABLE_H

#include "base/diag.h"
#include "data/rows.h"

struct csvtable {
    struct rows rows; /* rows.row[0] is the head */
    size_t whole;     /* bytes up to the end of the last whole line */
    bool unended;     /* that line has no line end yet */
};

/* Reads TEXT of FILE.  Lines behind the last line end are what a crash left:
 * they are no rows.  Empty text has no rows.  A column of COLUMNS (ends with
 * NULL) that the head lacks is said in DIAG.  *OUT is owned by ARENA.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err csvtable_read(struct arena *arena, struct diag *diag,
    const char *file, struct str text, const char *const *columns,
    struct csvtable *out);

/* Reads the file PATH, a record that only this program writes: its first line
 * is HEAD (with its line end; a byte order mark and CR LF are let through, as
 * editors write them), and only what a crash can have torn, the beginning of
 * one line, is no row.  Errors: ERR_INPUT (another head: somebody's own file,
 * or one that was edited), ERR_NOMEM. */
ERR_CHECKED enum err csvtable_record(struct arena *arena, struct diag *diag,
    const char *path, const char *head, struct csvtable *out);

/* The field of ROW below the head COLUMN; empty when the row is too short. */
const char *csvtable_get(
    const struct csvtable *table, const struct row *row, const char *column);

#endif
