/* text/ruby - readings over their bases (ルビ) and emphasis dots (圏点).
 */
#ifndef TEXT_RUBY_H
#define TEXT_RUBY_H

#include "text/atom.h"

/* A reading over consecutive atoms of one span. */
struct ruby_unit {
    size_t first, end;     /* its base: atoms first ... end - 1 */
    struct str text;       /* the reading */
    struct shaped reading; /* shaped; empty: no reading */
    emu width;             /* of the reading, set solid */
    emu base;              /* of the base with the gaps inside it */
    emu before, after;     /* how far it hangs over what stands there */
    emu front, back;       /* space added around the base, in the unit */
    bool solid;            /* never spread: mono ruby, Western readings */
};

struct ruby_row {
    struct ruby_unit *unit; /* in the order of their bases */
    size_t n;
};

/* Shapes the readings of ROW's spans and makes room for those that are wider
 * than their base, in gaps, heads and tails.  HOUSE decides whether katakana
 * may be hung over.  On ERR_OK *OUT is owned by ARENA; readings are shaped in
 * the ruby style of their span.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err ruby_mark(struct arena *arena, struct diag *diag,
    enum text_reduction house, struct atom_row *row, struct ruby_row *out);

/* The reading of UNIT over a base that begins at X (body edge): its left edge,
 * and the space between its clusters (`rest` more emu are given out one by
 * one from the front). */
struct ruby_place {
    emu x;
    emu gap, rest;
};
struct ruby_place ruby_place(const struct ruby_unit *unit, emu x);

/* The shaped emphasis dot for SPAN, centred over each character that takes
 * one (JLREQ 3.3.9), of the kind it asks for or, where the font lacks that, of
 * the usual one.  *TEXT is the dot's own text.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err ruby_dot(struct arena *arena, struct diag *diag,
    const struct text_span *span, struct str *text, struct shaped *out);

/* Does ATOM take an emphasis dot?  Punctuation and spaces do not. */
bool ruby_takes_dot(const struct atom *atom);

/* The base line of a reading set in STYLE over a span set in BASE (to its right
 * in vertical text): their em boxes touch. */
emu ruby_baseline(
    const struct text_style *base, const struct text_style *style);

#endif
