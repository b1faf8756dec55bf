/* print/printlist - the editions that are to be printed: files as they are
 * named, or the rows of a batch's manifest. */
#ifndef PRINT_PRINTLIST_H
#define PRINT_PRINTLIST_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/sha256.h"

struct edition {
    const char *row, *key; /* of the manifest; empty for a plain file */
    const char *file;      /* as the manifest or the user names it */
    const char *path;      /* where it is */
    const char *sha256;    /* by the manifest; NULL: none was told */
    int number;            /* row as a number: the order of printing */
    bool done;             /* the batch made it */
    struct loc loc;        /* what named it */
};

struct printlist {
    struct edition *edition;
    size_t n;
    size_t left_out; /* rows whose status is not `done` */
};

/* Reads the manifest PATH: of its columns row, key, file, sha256 and status
 * must be there.  Of several lines of a row the last counts, and the editions
 * come in the order of their rows, not of the batch's workers.  A last line
 * without its end is what a crash left: it is no row.  Everything in *OUT is
 * owned by ARENA; faults are said in DIAG. Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err printlist_read(struct arena *arena, struct diag *diag,
    const char *path, struct printlist *out);

/* The N files FILE as a list.  Errors: ERR_INPUT (one is there twice, or has a
 * control character in its name; said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err printlist_files(struct arena *arena, struct diag *diag,
    char *const *file, size_t n, struct printlist *out);

/* What names the edition in messages: its key, else its file. */
const char *printlist_name(const struct edition *edition);

/* The bytes of EDITION, checked against the hash of its manifest; HASH is
 * filled in.  Errors: ERR_INPUT (said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err printlist_bytes(struct arena *arena, struct diag *diag,
    const struct edition *edition, struct str *bytes,
    char hash[SHA256_HEX + 1]);

#endif
