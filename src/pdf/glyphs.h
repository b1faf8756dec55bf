/* pdf/glyphs - which glyphs of which faces a document shows, and what text
 * each of them stands for. */
#ifndef PDF_GLYPHS_H
#define PDF_GLYPHS_H

#include "pdf/writer.h"

struct upright_cell;

/* Glyphs FIRST ... END of a run that stand for TEXT together. */
struct glyphs_cluster {
    size_t first, end;
    struct str text;
};

/* The cluster of RUN that begins at glyph AT; AT must be < run->n. */
struct glyphs_cluster glyphs_cluster(const struct glyph_run *run, size_t at);

/* The items of a page whose glyphs are shown as text: those in spans without a
 * text are not. */
struct glyphs_walk {
    const struct page *page;
    size_t at, spans; /* the next item; how many spans are open */
    bool drawn;
};

/* The next one; NULL: there is none. */
const struct item *glyphs_walk(struct glyphs_walk *walk);

/* Fills w->font from all glyph items, faces in order of first use, and
 * reserves their objects.  Errors: ERR_NOMEM, ERR_INTERNAL (a glyph that its
 * face does not have). */
ERR_CHECKED enum err glyphs_collect(struct writer *w);

/* The font for the glyphs of ITEM; NULL when the document does not use it. What
 * varies from edition to edition has fonts of its own, so that those of all
 * else are the same in all editions. */
struct font_use *glyphs_font(const struct writer *w, const struct item *item);

/* The code for glyph AT of ITEM (already collected), behind which NEXT goes on
 * with its text, where it stands for TEXT; empty: for whatever.  When FONT
 * could not take all the codes that it should, width or text may be another. */
const struct glyph_use *glyphs_use(const struct font_use *font,
    const struct item *item, const struct item *next, size_t at,
    struct str text);

/* The code for a word space that a line turns at; NULL: none is written. */
const struct glyph_use *glyphs_space_use(
    const struct writer *w, const struct font_use *font);

/* The code for CELL; NULL when FONT could not take it. */
const struct glyph_use *glyphs_cell_use(
    const struct font_use *font, const struct upright_cell *cell);

/* True when RUN, of FONT, is shown in cells: all of them have codes. */
bool glyphs_in_cells(const struct font_use *font, const struct glyph_run *run);

#endif
