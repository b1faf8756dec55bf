/* text/pairs - the tables of character pairs as a style changes them: the space
 * between two classes, how far it shrinks and grows, and whether a line may end
 * there.
 */
#ifndef TEXT_PAIRS_H
#define TEXT_PAIRS_H

#include <stdbool.h>

#include "text/compose.h"
#include "text/jlreq_data.h"

enum pairs_table {
    PAIRS_SPACING,
    PAIRS_REDUCTION,
    PAIRS_EXPANSION,
    PAIRS_SEPARATION,
    PAIRS_TABLES
};

/* Index: as the tables of text/jlreq_data.h. */
struct pair_tables {
    uint16_t cell[PAIRS_TABLES][CLASSES][CLASSES];
};

/* A pair whose cell is to be changed.  CL_NONE: as `before` the line's head, as
 * `after` its end. */
struct pair {
    unsigned before, after; /* enum jclass */
};

/* Why a change would have no effect. */
enum pairs_fault {
    PAIRS_GOOD,
    PAIRS_EDGE,    /* the table has no heads and ends of lines */
    PAIRS_NEVER,   /* JLREQ: the two never meet, there */
    PAIRS_FIGURES, /* figures are set solid */
    PAIRS_VANISH,  /* spaces vanish at the line's end and never begin one */
    PAIRS_WESTERN, /* inside Western text UAX #14 breaks lines */
    PAIRS_BOUND    /* nothing parts from an opening bracket before it, nor from
                      a note mark behind it */
};

/* JLREQ's tables, with the reduction of HOUSE. */
void pairs_init(struct pair_tables *tables, enum text_reduction house);

/* `cl-01` and so on; `head` before, `end` after a pair's other class.  False
 * when NAME is none of the classes that composition gives to characters. */
bool pairs_class(struct str name, bool before, unsigned *out);

/* Sets the space of PAIR, the least it shrinks to, or the most it grows to, to
 * EIGHTHS (0 ... 7) of an em.  The space belongs to the side it belongs to in
 * JLREQ, else to the character before.  At a line's end a space that may shrink
 * to nothing is dropped, any other is kept. */
enum pairs_fault pairs_set_amount(struct pair_tables *tables,
    enum pairs_table table, struct pair pair, int eighths);

/* Allows or forbids a line to end between PAIR, at every level of kinsoku. */
enum pairs_fault pairs_set_break(
    struct pair_tables *tables, struct pair pair, bool allowed);

#endif
