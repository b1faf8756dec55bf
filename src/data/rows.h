/* data/rows - CSV text as rows of fields, each with its place. */
#ifndef DATA_ROWS_H
#define DATA_ROWS_H

#include "base/arena.h"
#include "base/diag.h"

struct field {
    struct str text; /* without its quotes; NUL behind it */
    struct loc loc;  /* of its first character; a quote counts */
};

struct row {
    struct field *field;
    size_t n;       /* 0: a blank line */
    struct loc loc; /* the line where it begins */
};

struct rows {
    struct row *row; /* as a spreadsheet counts them, blank lines too */
    size_t n;
};

/* Parses TEXT (UTF-8), which begins at START, by RFC 4180: commas, quotes,
 * quoted newlines, CRLF, LF or CR.  Blanks around a field that is not quoted
 * are left out. On ERR_OK *OUT is owned by ARENA.  A misplaced quote and a
 * quote that is never closed are said in DIAG.  Errors: ERR_INPUT, ERR_NOMEM.
 */
ERR_CHECKED enum err rows_read(struct arena *arena, struct diag *diag,
    struct loc start, struct str text, struct rows *out);

#endif
