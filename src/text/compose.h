/* text/compose - shaped spans into lines, by the JLREQ tables.
 *
 * Punctuation is set as half-em bodies with space around them, Western text
 * with a quarter em from Japanese; the lines of a paragraph are chosen
 * together (total fit), squeezing before stretching; readings and emphasis
 * dots are placed.  Figures with their signs and units are never torn.
 * Styles with SHAPE_VERTICAL make vertical lines (縦組み): their base line is
 * the line's centre, x runs down it and y up is to the right.
 * ZWSP allows a line break, WJ and NBSP forbid one.  A soft hyphen and, with a
 * dictionary, the joints of Western words allow one that shows a hyphen.
 */
#ifndef TEXT_COMPOSE_H
#define TEXT_COMPOSE_H

#include "base/colour.h"
#include "font/run.h"

struct dictionary; /* text/dictionary.h */

/* set/recall compares styles, spans and settings member by member: what is
 * added to one of the three belongs there too. */

/* How a span's characters look. */
struct text_style {
    const struct composite *font;
    emu size;
    emu tracking;     /* letter space behind each character, may be negative */
    int32_t condense; /* 1/1000; 1000 */
    emu shift;        /* base-line shift, up positive */
    unsigned shape;   /* enum shape_flag */
    struct colour colour;
    const struct dictionary *hyphenate; /* NULL: words are not divided */
};

enum text_ruby {
    TEXT_RUBY_NONE,
    TEXT_RUBY_GROUP,
    TEXT_RUBY_MONO,
    TEXT_RUBY_JUKUGO
};

/* Emphasis dots (圏点); auto: as the direction of the line has it (JLREQ
 * 3.3.9). */
enum text_emphasis {
    TEXT_NO_EMPHASIS,
    TEXT_EMPHASIS_AUTO,
    TEXT_EMPHASIS_DOT,
    TEXT_EMPHASIS_SESAME,
    TEXT_EMPHASIS_CIRCLE,
    TEXT_EMPHASIS_OPEN_CIRCLE,
    TEXT_EMPHASIS_DOUBLE_CIRCLE,
    TEXT_EMPHASIS_TRIANGLE,
    TEXT_EMPHASIS_OPEN_TRIANGLE
};

/* A stretch of characters set alike.  Borrowed by what is composed of it. */
struct text_span {
    struct str text; /* UTF-8 without newlines */
    struct loc loc;  /* of its first character */
    const struct text_style *style;
    struct str ruby; /* mono and jukugo: one reading per character, by `|`; too
                        few: the others have none; too many: all that is left
                        stands over the last */
    enum text_ruby ruby_kind;
    const struct text_style *ruby_style; /* with ruby only */
    enum text_emphasis emphasis;
    bool keep;         /* no line break inside */
    const void *whole; /* nor between spans that name the same one */
    emu jidori;        /* 字取り: the width of the text that this span is */
    const void *jidori_of; /* part of, which all its spans name; or 0 */
    bool attach;           /* no line break before: a note mark (合印) */
    bool combine; /* 縦中横: side by side in one em; vertical text only */
    bool script;  /* a super- or subscript: stays with its base */
    bool raised;  /* it is a superscript */
    bool break_after;   /* a forced line break follows; text may be empty */
    const void *owner;  /* the caller's: handed through to the pieces */
    const void *outer;  /* likewise: what its owner stands in, or NULL */
    const void *strong; /* likewise: what makes it important, or NULL */
    const void *stress; /* likewise: what stresses it (圏点), or NULL */
    const char *lang;   /* likewise; NULL: that of the text around it */
};

enum text_align {
    TEXT_START,
    TEXT_JUSTIFY,
    TEXT_END,
    TEXT_CENTRE,
    TEXT_SPREAD /* 均等割り: every line fills the measure, evenly */
};

/* An opening bracket at the line head (JLREQ 3.1.5), with an indent of one
 * em: at 1 em, turned lines flush (天付き); at 1.5 em, turned lines at 0.5 em;
 * at 0.5 em, turned lines flush. */
enum text_line_head { LINE_HEAD_TENTSUKI, LINE_HEAD_INDENT, LINE_HEAD_HALF };

/* Closing marks at the line end: no space behind them; half an em that may be
 * dropped; no space, and 、。 that do not fit hang out (ぶら下げ). */
enum text_line_end { LINE_END_SOLID, LINE_END_HALF, LINE_END_HANG };

/* How far spaces shrink (JLREQ tables 3 to 5). */
enum text_reduction { REDUCE_JLREQ, REDUCE_JISX4051, REDUCE_BOOKS };

/* From line FROM (0 is the first) on, lines are MEASURE long. */
struct text_measure {
    size_t from;
    emu measure; /* > 0 */
};

struct pair_tables;

struct text_setting {
    const struct text_measure *measure; /* ascending; the first has from 0 */
    size_t n_measures;
    emu indent; /* first line; may be negative (hanging indent) */
    enum text_align align;
    enum text_line_head line_head;
    enum text_line_end line_end;
    enum text_reduction reduction;
    int kinsoku;            /* 1 relaxed ... 4 strict */
    bool balance;           /* lines of about even length (headings) */
    const struct str *keep; /* words never broken */
    size_t n_keep;
    const struct pair_tables *tables; /* text/pairs.h; NULL: JLREQ's */
    bool trace; /* lines say what was done to them: text/linelog.h */
};

struct text_trace;

/* Glyphs of one run at their place on the line. */
struct text_piece {
    struct glyph_run run;
    emu x, y; /* run origin from the line's start and base line; y up */
    struct colour colour;
    const struct text_span *span;
    bool ruby; /* a reading or emphasis dots: not part of the copied text */
    bool dots; /* emphasis dots: nobody wrote them, nobody copies them */
};

struct text_line {
    struct text_piece *piece;
    size_t n;
    emu start;          /* left edge, from the start of the measure */
    emu natural, width; /* before and after adjustment, without `start` */
    int step;   /* furthest adjustment step: 0 none; squeezed (JLREQ 3.8.3): -1
                   word spaces, -2 line end, -3 middle dot there, -4 middle
                   dots, -5 brackets and commas, -6 Japanese-Latin; stretched
                   (3.8.4): 1 word spaces, 2 Japanese-Latin, 3 other places,
                   4 evenly */
    bool last;  /* of its paragraph, or before a forced break */
    bool space; /* it turns at a word space, which is not on it, or is broken
                   between Western words */
    bool has_ruby;
    bool divided;    /* it ends inside a word and shows a hyphen for it */
    struct str text; /* the source text of the line, spans joined, no ruby, no
                        spaces where it turns, no hyphens of its own: a divided
                        word is whole on the line where it begins; borrowed or
                        of the arena */
    const struct text_trace *trace; /* NULL unless it was asked for */
};

/* Composes the N spans of one paragraph.
 *
 * Borrows SPANS and what they point to for as long as the lines live.  On
 * ERR_OK *OUT points to *N_LINES lines owned by ARENA; an empty paragraph has
 * one empty line.  A word wider than the measure is broken between clusters
 * and warned about (text.word-broken).  What is still too wide is an error in
 * DIAG (text.too-wide), but its lines are given.  A missing glyph is said in
 * DIAG by the font room.  A measure that is not positive gives one character a
 * line.  On an error *OUT is NULL.  Errors: ERR_INPUT, ERR_NOMEM; ERR_USAGE
 * without any measure. */
ERR_CHECKED enum err text_compose(struct arena *arena, struct diag *diag,
    const struct text_setting *setting, const struct text_span *span, size_t n,
    struct text_line **out, size_t *n_lines);

/* The natural width of the spans on one line, without indent and adjustment:
 * for labels, table columns and balancing.  With forced breaks, of the widest
 * line.  Text composed to this measure stays on one line.  SETTING's measures
 * are not used.  Errors: ERR_INPUT, ERR_NOMEM; *WIDTH is then 0. */
ERR_CHECKED enum err text_width(struct arena *arena, struct diag *diag,
    const struct text_setting *setting, const struct text_span *span, size_t n,
    emu *width);

#endif
