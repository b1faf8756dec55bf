/* text/atom - the paragraph as a row of atoms: one per shaped cluster, with
 * its class and the spaces around it.  The stages of composition fill it:
 *
 *   atom_row     shapes the spans, measures bodies
 *   class_mark   classes by use
 *   breaking_mark  where a line may end
 *   hyphen_mark    where it may end inside a Western word, with a hyphen
 *   spacing_mark   gaps, how far they shrink and grow, spaces at line edges
 *   ruby_mark      room for readings that are wider than their base
 *   jidori_mark    text spread over a given width
 *   linebreak_find chooses the lines, justify_* shares out what is left over
 *
 * Lengths are emu along the line.
 */
#ifndef TEXT_ATOM_H
#define TEXT_ATOM_H

#include "text/compose.h"
#include "text/jlreq_data.h"

/* The steps of reduction that act inside the line, in JLREQ's order
 * (JLREQ 3.8.3); steps 2 and 3 act at its end. */
enum shrink { SHRINK_WORD, SHRINK_DOT, SHRINK_PUNCT, SHRINK_LATIN, SHRINKS };

/* The steps of expansion (JLREQ 3.8.4); the fourth is sharing evenly. */
enum stretch { STRETCH_WORD, STRETCH_LATIN, STRETCH_OTHER, STRETCHES };

enum atom_flag {
    ATOM_NO_BREAK = 1 << 0,  /* none before it */
    ATOM_MAY_BREAK = 1 << 1, /* the author allows one before it (ZWSP) */
    ATOM_HARD = 1 << 2,      /* not even in an emergency */
    ATOM_TIGHT = 1 << 3,     /* no space before it, ever */
    ATOM_RIGID = 1 << 4,     /* the space before it does not grow */
    ATOM_IGNORED = 1 << 5,   /* invisible: joiners, ZWSP */
    ATOM_SPACE = 1 << 6,     /* vanishes at the edges of a line */
    ATOM_RUBY = 1 << 7,      /* base of a reading */
    ATOM_AFTER_JP = 1 << 8,  /* Japanese text stands before it */
    ATOM_BEFORE_JP = 1 << 9, /* ... behind it */
    ATOM_BOUND = 1 << 10,    /* ... only as one between Japanese and Latin */
    ATOM_SOFT = 1 << 11,     /* a soft hyphen stands before it */
    ATOM_JOINT = 1 << 12,    /* a date goes on with it */
    ATOM_QUARTER = 1 << 13,  /* a word space that is a quarter em */
    ATOM_COMBINED = 1 << 15  /* tate-chu-yoko (縦中横) */
};

/* What a line break before an atom costs. */
enum atom_break {
    BREAK_FREE,
    BREAK_DATE,     /* inside a date */
    BREAK_URL,      /* inside an address */
    BREAK_SHORT,    /* ... a short one */
    BREAK_MIDDLE,   /* inside a phrase, between words (balanced lines only) */
    BREAK_PARTICLE, /* before a particle (balanced lines only) */
    BREAK_BAD,      /* inside a word (balanced lines only) */
    BREAK_SOFT,     /* inside a word, with a hyphen: the author's */
    BREAK_HYPHEN,   /* ... the dictionary's */
    BREAK_WORD,     /* emergency: cuts a word or figure wider than the line */
    BREAK_ANY,      /* emergency: against the rules of line start and end */
    BREAK_NEVER
};

struct atom {
    const struct cluster *cluster;
    uint32_t span; /* index of its text_span */
    uint32_t c;    /* its first character */
    uint16_t flags;
    uint8_t class;     /* for line breaking: enum jclass */
    uint8_t sp;        /* for spacing: as class, or as a solid character */
    uint8_t brk;       /* enum atom_break: before it */
    uint16_t condense; /* 1/1000, of tate-chu-yoko; 0: as the style says */
    bool even;         /* the gap takes part in even expansion */
    emu em;            /* its size along the line */
    emu advance;       /* its body */
    emu trim;          /* what the body leaves out at the glyph's front */
    emu track;         /* letter space behind it */
    emu gap;           /* before it, natural */
    emu shrink[SHRINKS];
    emu stretch[STRETCHES];
    emu head, tail; /* space when it begins or ends a line */
    emu cut;        /* of the tail, what line-end reduction takes away */
    emu hang;       /* how far it may stand out at the line's end */
    emu set;        /* the gap before it on its line, adjusted */
};

/* The hyphen shown where a line ends inside a word of one span. */
struct atom_hyphen {
    struct shaped shaped;
    const struct cluster *cluster; /* of `shaped`; NULL: not needed */
    emu advance;
};

struct atom_row {
    struct atom *atom;
    size_t n;
    struct shaped *shaped; /* per span */
    const struct text_span *span;
    size_t n_spans;
    struct atom_hyphen *hyphen; /* per span; NULL: no line ends in a word */
    bool soft;                  /* soft hyphens (U+00AD) stand in the text */
};

/* Shapes the N spans and makes the row of their atoms, with bodies but without
 * classes.  Clusters and glyphs are owned by ARENA.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err atom_row(struct arena *arena, struct diag *diag,
    const struct text_span *span, size_t n, struct atom_row *out);

/* The em of STYLE along the line, and what CLUSTER takes up there: condensing
 * makes characters narrower, which in vertical text is across the line. */
emu atom_em(const struct text_style *style);
emu atom_advance(const struct text_style *style, const struct cluster *cluster);

/* Cuts the bodies of full-width punctuation to half an em, now that classes
 * are known (JLREQ 3.1.2). */
void atom_trim(struct atom *atom, size_t n);

/* The place of ATOM in the input. */
struct loc atom_loc(const struct atom_row *row, const struct atom *atom);

#endif
