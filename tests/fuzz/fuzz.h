/* fuzz - what the targets share: bytes as a file in a folder of their own. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Writes the bytes to NAME in this process's own folder (made at the first
 * call, removed at exit) and returns that folder.  Stops the program when
 * that cannot be done. */
const char *fuzz_folder(const char *name, const void *bytes, size_t n);

#endif
