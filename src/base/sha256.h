/* base/sha256 - the hash by which reports name contents (FIPS 180-4). */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "base/str.h"

enum { SHA256_HEX = 64 };

/* The SHA-256 of BYTES as lower-case hexadecimal digits and a NUL. */
void sha256_hex(struct str bytes, char out[SHA256_HEX + 1]);

/* What the last contents began with, when those before began so, too. */
struct sha256_memory;

/* NULL: no memory, which only costs time.  Free with sha256_memory_free. */
struct sha256_memory *sha256_memory_new(void);
void sha256_memory_free(struct sha256_memory *memory);

/* As sha256_hex.  What BYTES begin with is not hashed again when MEMORY (may be
 * NULL) has it. */
void sha256_hex_like(
    struct sha256_memory *memory, struct str bytes, char out[SHA256_HEX + 1]);

/* The SHA-256 of the plain file NAME in the folder that is open as FOLDER
 * (AT_FDCWD: the current one), a piece at a time.  A symbolic link is none.
 * False: errno; OUT is then "". */
bool sha256_file(int folder, const char *name, char out[SHA256_HEX + 1]);

#endif
