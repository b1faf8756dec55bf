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

/* A compressor for many streams: MEMORY's, which owns it, or of MEMORY NULL a
 * new one that deflate_close frees.  NULL: no memory. */
struct deflate *deflate_open(struct pdf_memory *memory);
void deflate_close(struct deflate *deflate);
void deflate_free(struct deflate *deflate);

/* DATA as a zlib stream owned by ARENA, looked up in the memory and kept there.
 * False when memory runs out. */
bool deflate_pack(struct deflate *deflate, struct arena *arena,
    enum deflate_effort effort, struct str data, struct str *out);

/* The same of what will hardly come again. */
bool deflate_once(struct deflate *deflate, struct arena *arena,
    enum deflate_effort effort, struct str data, struct str *out);

#endif
