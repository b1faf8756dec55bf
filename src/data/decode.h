/* data/decode - the bytes of a CSV as UTF-8, strictly. */
#ifndef DATA_DECODE_H
#define DATA_DECODE_H

#include "base/arena.h"
#include "base/diag.h"

/* Decodes BYTES of FILE from ENCODING: "utf-8", "cp932", "euc-jp", "utf-16",
 * or "auto" (a byte order mark decides; else the first of UTF-8, CP932 and
 * EUC-JP that fits all bytes; a file that fits both of the last is read by
 * what its text looks like, with a warning).  A byte order mark is left out.
 * On ERR_OK *OUT is UTF-8, owned by ARENA or BYTES itself, with a NUL behind.
 * Bytes that do not decode, and NUL characters, are said with their line,
 * column and value.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err decode_text(struct arena *arena, struct diag *diag,
    const char *file, const char *encoding, struct str bytes, struct str *out);

#endif
