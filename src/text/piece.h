/* text/piece - lines of atoms made into pieces: glyph runs at their places.
 */
#ifndef TEXT_PIECE_H
#define TEXT_PIECE_H

#include "text/linebreak.h"
#include "text/ruby.h"

/* Where the pieces of a paragraph go; owned by the arena of the result. */
struct piece_store {
    struct text_piece *piece;
    size_t n;
    struct glyph *glyph;
    size_t n_glyphs;
    struct shaped *dot; /* per span: its emphasis dot */
    struct str *dot_text;
    size_t unit; /* the next ruby unit to be placed */
};

/* Room for the pieces of all of ROW's atoms in N_LINES lines.
 * Errors: ERR_INPUT (emphasis dots), ERR_NOMEM. */
ERR_CHECKED enum err piece_store_init(struct arena *arena, struct diag *diag,
    const struct atom_row *row, const struct ruby_row *ruby, size_t n_lines,
    struct piece_store *out);

/* At the line's edges a base narrower than its reading is flush with it (JIS X
 * 4051 4.12): all room goes to the inner side.  The unit at such an edge. */
struct piece_edges {
    const struct ruby_unit *head, *tail; /* NULL: none */
};

/* The edges of LINE; units of RUBY before UNIT stand on lines before it. */
struct piece_edges piece_edges(const struct ruby_row *ruby, size_t unit,
    const struct linebreak_line *line);

/* How far atom I is moved to the edge. */
emu piece_edge_shift(const struct piece_edges *edges, size_t i);

/* From the body's front edge of ATOM, which SPAN holds, to its shaped DOT. */
emu piece_dot_place(const struct text_span *span, const struct atom *atom,
    const struct shaped *dot);

/* Fills the pieces and the text of OUT from LINE, whose gaps are `set`.
 * Lines come in order.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err piece_line(struct arena *arena, struct piece_store *store,
    const struct atom_row *row, const struct ruby_row *ruby,
    const struct linebreak_line *line, struct text_line *out);

#endif
