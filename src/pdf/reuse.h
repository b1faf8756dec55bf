/* pdf/reuse - pages that differ in texts alone from those of a document that
 * was written before: what does not vary on them is not painted again.
 *
 * The first file written with a memory, of a document that lasts, leaves a
 * record: the fonts of what does not vary, and page by page its streams
 * (pdf/cuts.h), each with the resources and the marked content that belong to
 * it.  A later file takes them over where they are what it would write; where
 * one is not, it is painted.  The bytes are the same either way.  Which pages
 * are alike is known before (document_liken).
 *
 * What a record says of pages lasts as long as the memory, and so must the
 * document; fonts' texts point into it.
 *
 * For the screen only: a file for the press has marks around its pages.
 */
#ifndef PDF_REUSE_H
#define PDF_REUSE_H

#include "pdf/content.h"

struct reuse;

/* A font as it was written. */
struct reuse_font {
    struct font_use use; /* with codes; its references are another file's */
    const struct str *widths; /* of its descendant: /W and the like */
    const struct str *map;    /* /ToUnicode, packed */
    const void *program;      /* pdf/fonts.c's */
};

/* Decides whether W's file keeps a record, takes over what one has, or neither.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err reuse_begin(struct writer *w);

/* The file is written: a record that is whole may be taken over from now on. */
void reuse_end(struct writer *w);

/* The font INDEX of W as it was written before; NULL: it was not. */
const struct reuse_font *reuse_font(const struct writer *w, size_t index);

/* Keeps the font INDEX of W, when a record is kept.  PROGRAM must last as long
 * as the memory; NULL: it does not, and no record is kept. */
void reuse_keep_font(struct writer *w, size_t index, struct str widths,
    struct str map, const void *program);

/* --- the structure tree (pdf/tagskept.h) ---------------------------------- */

struct tags_kept;

/* The tree of an earlier file, or NULL, and the document that it was of. */
const struct tags_kept *reuse_tags(const struct writer *w);
const struct document *reuse_document(const struct writer *w);

/* Where W's record is kept, or NULL; the tree that it has so far, or NULL. */
struct arena *reuse_arena(const struct writer *w);
struct tags_kept *reuse_tags_kept(const struct writer *w);
void reuse_keep_tags(struct writer *w, struct tags_kept *tags);

/* --- parts of a page that do not vary ------------------------------------- */

/* A part begins, behind a cut.  C->had tells whether it is there already:
 * then its items are given to reuse_item in place of being painted. */
void reuse_part_begin(struct content *c);
void reuse_item(struct content *c, const struct item *item);

/* It ends, before the cut.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err reuse_part_end(struct content *c);

/* ITEM of a part is being painted; it opens marked content of SEQUENCE. */
void reuse_note_item(struct content *c, const struct item *item);
void reuse_note_tag(struct content *c, uint32_t sequence);

/* Page NUMBER was written with the streams of C: they are kept with it. */
void reuse_keep_page(struct writer *w, size_t number, const struct content *c);

#endif
