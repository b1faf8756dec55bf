/* text/spacing - the space between two characters and at the line's edges,
 * before adjustment, and how far it may shrink and grow.
 */
#ifndef TEXT_SPACING_H
#define TEXT_SPACING_H

#include "text/atom.h"

/* The tables in force. */
struct spacing_rules {
    const uint16_t (*spacing)[CLASSES];
    const uint16_t (*reduction)[CLASSES];
    const uint16_t (*expansion)[CLASSES];
    enum text_reduction house;
    enum text_line_head line_head;
    enum text_line_end line_end;
    bool squeeze; /* spaces inside the line may shrink */
    bool edges;  /* a style's: the line's edges may have amounts of their own */
    bool spread; /* 均等割り: figures too, and no quarter em beside Latin */
};

/* One amount of space between two characters, in 1/1000 em. */
struct spacing_part {
    int amount; /* natural */
    int least;  /* after reduction */
    enum shrink step;
};

/* The space of a pair: a part that belongs to the character before (in its
 * em) and one that belongs to the one after. */
struct spacing_pair {
    struct spacing_part before, after;
    int grow; /* how much more it may become, 1/1000 em of the one before */
    enum stretch step;
    bool even; /* it takes part in even expansion */
};

/* The tables that SETTING asks for. */
struct spacing_rules spacing_rules(const struct text_setting *setting);

/* The space between the classes PREV and NEXT (enum jclass, not CL_NONE). */
struct spacing_pair spacing_between(
    const struct spacing_rules *rules, unsigned prev, unsigned next);

/* Fills gaps, their limits, heads and tails of a paragraph's atoms.  FIRST:
 * the first of them begins an indented paragraph. */
void spacing_mark(
    const struct spacing_rules *rules, struct atom *atom, size_t n, bool first);

/* MILLI/1000 of EM, rounded down. */
emu spacing_part_of(emu em, int milli);

#endif
