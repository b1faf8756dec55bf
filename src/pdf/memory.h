/* pdf/memory - what was worked out for one file and may be wanted for the next:
 * packed streams and subsets of fonts, by all that they were made of.
 *
 * Files of one job have most of their bytes in common.  A memory only saves
 * time: what it gives is what would be made anew.
 */
#ifndef PDF_MEMORY_H
#define PDF_MEMORY_H

#include "base/arena.h"
#include "base/str.h"
#include "pdf/pdf.h"

struct reuse;
struct deflate;

enum memory_kind { MEMORY_STREAM, MEMORY_FONT };

/* What was kept of KIND, made in this WAY of KEY, or NULL; MEMORY may be NULL.
 */
const void *memory_find(const struct pdf_memory *memory, enum memory_kind kind,
    unsigned way, struct str key);

/* Keeps THING, which the memory's arena owns, for WAY and a copy of KEY.  When
 * there is no room it is not kept, which changes nothing. */
void memory_keep(struct pdf_memory *memory, enum memory_kind kind, unsigned way,
    struct str key, const void *thing);

/* The record of the pages of a document that lasts (pdf/reuse.h), or NULL. */
struct reuse *memory_reuse(const struct pdf_memory *memory);
void memory_set_reuse(struct pdf_memory *memory, struct reuse *reuse);

/* The compressor, or NULL: none was made yet, or MEMORY is NULL. */
struct deflate *memory_deflate(const struct pdf_memory *memory);
void memory_set_deflate(struct pdf_memory *memory, struct deflate *deflate);

/* The arena for N bytes more of what is to be kept; NULL: MEMORY is NULL or
 * full. */
struct arena *memory_arena(struct pdf_memory *memory, size_t n);

#endif
