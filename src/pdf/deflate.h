/* pdf/deflate - compression of streams, through libdeflate. */
#ifndef PDF_DEFLATE_H
#define PDF_DEFLATE_H

#include "base/arena.h"
#include "base/str.h"

struct deflate;

/* Outlines and pixels hardly give way to effort; text does, and most of all
 * objects in rows (pdf/pack.h). */
enum deflate_effort { DEFLATE_OUTLINES, DEFLATE_TEXT, DEFLATE_ROWS };

struct pdf_memory;

/* A compressor for many streams, which looks into MEMORY (may be NULL) first;
 * or NULL.  Free with deflate_free. */
struct deflate *deflate_new(struct pdf_memory *memory);
void deflate_free(struct deflate *deflate);

/* DATA as a zlib stream owned by ARENA.  False when memory runs out. */
bool deflate_pack(struct deflate *deflate, struct arena *arena,
    enum deflate_effort effort, struct str data, struct str *out);

#endif
