/* text/linelog - what composition did to a line, cluster by cluster: for
 * designers, tests and anyone who doubts.
 *
 * Kept only where text_setting.trace asks for it.  All lengths are emu along
 * the line, from the start of the measure.
 */
#ifndef TEXT_LINELOG_H
#define TEXT_LINELOG_H

#include "text/piece.h"

/* A cluster on its line.  Punctuation has a body of half an em; a word space is
 * all body, of the width it was set to, with all the space that stands there.
 * Spaces that vanish at the line's end and invisible characters have none. */
struct text_cell {
    struct str text; /* as written */
    uint8_t class;   /* enum jclass */
    emu x, advance;  /* front edge and length of its body */
};

/* A reading over its base, or an emphasis dot. */
struct text_reading {
    struct str text, base;
    emu x, width;
};

struct text_trace {
    struct text_cell *cell;
    size_t n;
    struct text_reading *reading;
    size_t n_readings;
    emu hang; /* how far the last cluster stands out of the measure */
};

/* What the traces of a paragraph's lines are made from. */
struct linelog_source {
    const struct atom_row *row;
    const struct ruby_row *ruby;
    const struct piece_store *store;
    size_t unit; /* the first of RUBY's that may stand on the line */
    emu hang;
};

/* Adds the trace of LINE, whose gaps are `set`, to OUT, which has its start.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err linelog_line(struct arena *arena,
    const struct linelog_source *source, const struct linebreak_line *line,
    struct text_line *out);

/* How lines are written. */
struct linelog_frame {
    size_t number; /* of the first one */
    emu em;        /* lengths are given in 1/1000 of it */
    emu offset;    /* of the measure, added to every place */
};

/* The rows that name the columns. */
void linelog_head(struct buf *out);

/* Writes N traced lines as tab-separated rows: those of clusters, `#ruby`,
 * `#line`.  Edges are rounded and the gaps derived from them, so that x,
 * advance and the next row's `before` add up exactly. */
void linelog_write(const struct text_line *line, size_t n,
    const struct linelog_frame *frame, struct buf *out);

/* The name of text_line.step. */
const char *linelog_step(int step);

#endif
