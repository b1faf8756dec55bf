/* text/justify - what is done to a line whose natural width is not the
 * measure: reduction first (追い込み), then expansion (追い出し), step by step
 * in JLREQ's order (JLREQ 3.8.2 to 3.8.4), and what that costs.
 */
#ifndef TEXT_JUSTIFY_H
#define TEXT_JUSTIFY_H

#include "text/atom.h"

/* Sums over a stretch of atoms and the gaps before them, in emu. */
struct justify_sums {
    int64_t natural;
    int64_t shrink[SHRINKS];
    int64_t stretch[STRETCHES];
    int64_t gaps; /* number of gaps that take part in even expansion */
};

/* A line before adjustment. */
struct justify_line {
    struct justify_sums sum; /* gaps inside, bodies, head and tail */
    int64_t measure;         /* what it should fill */
    emu cut, hang; /* of its last atom: what may be dropped, stand out */
    emu em;        /* size, to weigh shortfalls */
    bool dot;      /* its last atom is a middle dot: dropping is step 3 */
    emu front;     /* before that dot: what may be dropped with the rest */
    bool fill;     /* it must fill the measure (else: must not exceed it) */
    bool spread;   /* 均等割り: only evenly */
};

/* What is done to it. */
struct justify_plan {
    int64_t cost; /* JUSTIFY_TOO_LONG: does not fit */
    int64_t shrink[SHRINKS];
    int64_t stretch[STRETCHES];
    int64_t even;  /* shared over the gaps */
    int64_t width; /* the line's, adjusted; without what hangs */
    bool cut, front, hang;
    int step; /* as text_line.step: -1 ... -6, 1 ... 4 */
};

#define JUSTIFY_TOO_LONG INT64_MAX

/* A -= B.  Inline, as the next: the search for lines lives on them. */
static inline void
justify_subtract(struct justify_sums *a, const struct justify_sums *b)
{
    a->natural -= b->natural;
    for (size_t k = 0; k < SHRINKS; k++)
        a->shrink[k] -= b->shrink[k];
    for (size_t k = 0; k < STRETCHES; k++)
        a->stretch[k] -= b->stretch[k];
    a->gaps -= b->gaps;
}

/* Adds the gap before ATOM. */
static inline void
justify_add_gap(struct justify_sums *sums, const struct atom *atom)
{
    sums->natural += atom->gap;
    for (size_t k = 0; k < SHRINKS; k++)
        sums->shrink[k] += atom->shrink[k];
    for (size_t k = 0; k < STRETCHES; k++)
        sums->stretch[k] += atom->stretch[k];
    sums->gaps += atom->even;
}

/* The cheapest plan for LINE. */
void justify_plan(const struct justify_line *line, struct justify_plan *plan);

/* Carries PLAN out: sets atom[1 ... n - 1].set.  LINE must be the line that
 * was planned.  Every emu is given out: the line's width is exactly
 * PLAN->width. */
void justify_apply(const struct justify_line *line,
    const struct justify_plan *plan, struct atom *atom, size_t n);

#endif
