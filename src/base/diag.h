/* base/diag - what was found, where, and what to do about it.
 *
 * A message is a constant of the file that finds the fault, with its text in
 * Japanese and English; {1} ... {9} stand for the arguments, which are strings.
 * Every message says three things: what was found, what was expected, and what
 * to do.  Diagnostics are collected, never printed, below the app room.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/unit.h"

enum diag_level {
    DIAG_NOTE,  /* worth knowing */
    DIAG_WARN,  /* the output is still good */
    DIAG_ERROR, /* this job fails */
    DIAG_FATAL  /* nothing can go on */
};

enum diag_lang { DIAG_JA, DIAG_EN };
enum diag_format { DIAG_TEXT, DIAG_JSON };

/* A place in an input file. */
struct loc {
    const char *file; /* as the user named it; NULL: no file */
    int32_t line;     /* from 1; 0: the whole file */
    int32_t col;      /* characters from 1; 0: the whole line */
};

#define LOC_NONE ((struct loc){NULL, 0, 0})

struct diag_message {
    const char *id; /* "room.what", stable: users grep for it */
    enum diag_level level;
    const char *ja, *en;
};

/* Defines a message in the file that uses it. */
#define DIAG_MESSAGE(name, id, level, ja, en)                                  \
    static const struct diag_message name = {id, level, ja, en}

struct diag;

/* A new empty collection, or NULL.  The caller frees it with diag_free. */
struct diag *diag_new(void);
void diag_free(struct diag *diag);

/* Adds MESSAGE with ARGS (NULL-terminated, copied).  The same message at the
 * same place with the same arguments is kept once; of one message the first
 * hundred are kept and the others counted.  Returns ERR_INPUT for an
 * error, ERR_OK for less, ERR_NOMEM when it could not be kept, so that
 * `return DIAG(...)` reads well. */
enum err diag_add(struct diag *diag, struct loc loc,
    const struct diag_message *message, const char *const *args);

/* DIAG(diag, loc, &message, "arg", ...); at least one argument or NULL. */
#define DIAG(diag, loc, message, ...)                                          \
    diag_add(diag, loc, message, (const char *const[]){__VA_ARGS__, NULL})

/* VALUE as text that lives as long as DIAG: for arguments. */
const char *diag_int(struct diag *diag, int64_t value);

/* S as a NUL-terminated text that lives as long as DIAG. */
const char *diag_str(struct diag *diag, struct str s);

/* VALUE in millimetres with one decimal, without the unit. */
const char *diag_mm(struct diag *diag, int64_t value);

/* The character C and its code point: `𠮷 (U+20BB7)`. */
const char *diag_char(struct diag *diag, uint32_t c);

/* Number of diagnostics kept, and of errors found (DIAG_ERROR or above). */
size_t diag_count(const struct diag *diag);
size_t diag_errors(const struct diag *diag);

/* True when a diagnostic was lost because memory ran out. */
bool diag_lost(const struct diag *diag);

/* One that was kept. */
struct diag_found {
    struct loc loc;
    enum diag_level level;
    const char *id;
    size_t more; /* of the same message that were not kept */
};

/* The diagnostic INDEX (below diag_count), in the order they were found. */
struct diag_found diag_at(const struct diag *diag, size_t index);

/* Its text, without place and level. */
void diag_put_text(const struct diag *diag, size_t index, enum diag_lang lang,
    struct buf *out);

/* `note`, `warning`, `error`, `fatal`, or the same in Japanese. */
const char *diag_level_name(enum diag_level level, enum diag_lang lang);

/* Writes all diagnostics in the order they were found, one a line:
 * `file:line:col: level: text [id]`, or one JSON object a line. */
void diag_write(const struct diag *diag, enum diag_lang lang,
    enum diag_format format, struct buf *out);

#endif
