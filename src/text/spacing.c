/* Every number here comes from the tables; the code holds the notes (n. N),
 * each named with the place of the table it belongs to. */
#include "text/spacing.h"

#include "text/class.h"
#include "text/pairs.h"

enum { EIGHTH = 125, WORD = 333, WORD_LEAST = 250, WORD_MOST = 500 };

struct spacing_rules
spacing_rules(const struct text_setting *setting)
{
    bool justified =
        setting->align == TEXT_JUSTIFY || setting->align == TEXT_SPREAD;
    struct spacing_rules rules = {jlreq_spacing, jlreq_reduction_jlreq,
        jlreq_expansion, setting->reduction, setting->line_head,
        setting->line_end, justified, setting->tables != NULL,
        setting->align == TEXT_SPREAD};
    if (setting->reduction == REDUCE_JISX4051)
        rules.reduction = jlreq_reduction_jisx4051;
    if (setting->reduction == REDUCE_BOOKS)
        rules.reduction = jlreq_reduction_books;
    if (setting->tables != NULL) {
        rules.spacing = setting->tables->cell[PAIRS_SPACING];
        rules.reduction = setting->tables->cell[PAIRS_REDUCTION];
        rules.expansion = setting->tables->cell[PAIRS_EXPANSION];
    }
    return rules;
}

emu
spacing_part_of(emu em, int milli)
{
    return (emu)((int64_t)em * milli / 1000);
}

static int
be_of(unsigned cell)
{
    return (int)(cell & PAIR_BE_MASK) * EIGHTH;
}

static int
af_of(unsigned cell)
{
    return (int)((cell & PAIR_AF_MASK) >> 3) * EIGHTH;
}

/* Whose space it is decides the step of reduction that takes it (JLREQ 3.8.3
 * d-f): middle dots, brackets and commas, Japanese-Latin. */
static enum shrink
step_of(unsigned class)
{
    if (class == CL_05)
        return SHRINK_DOT;
    bool mark =
        class == CL_01 || class == CL_02 || class == CL_06 || class == CL_07;
    return mark ? SHRINK_PUNCT : SHRINK_LATIN;
}

/* Table 1, notes inside the line.  n. 3 (cl-05 cl-05): a quarter for each;
 * n. 5 (cl-06/07 cl-05): half and a quarter; n. 12 (cl-25 cl-05): a quarter,
 * since a dot inside a unit symbol is of class 25.  All others are solid. */
static unsigned
spacing_note(unsigned cell)
{
    switch ((cell & PAIR_NOTE_MASK) >> 8) {
    case 3:
        return PAIR_BE(2) | PAIR_AF(2);
    case 5:
        return PAIR_BE(4) | PAIR_AF(2);
    case 12:
        return PAIR_AF(2);
    default:
        return 0;
    }
}

/* The least a space shrinks to.  The notes 1 to 3 of tables 3 to 5 (before
 * cl-05) join two spaces: each shrinks as it does beside a kanji. */
static int
least_of(const struct spacing_rules *rules, unsigned prev, unsigned next,
    int amount, bool before)
{
    unsigned cell = rules->reduction[prev][next];
    if (cell & PAIR_NOTE_MASK)
        cell = before ? rules->reduction[prev][CL_19]
                      : rules->reduction[CL_19][next];
    if (!(cell & PAIR_RANGE))
        return amount;
    int least = af_of(cell);
    return least < amount ? least : amount;
}

/* Table 6.  A single amount is growth; two are from where to where the space
 * between Japanese and Latin grows.  n. 4 (cl-08 cl-08) and
 * n. 5 to 12 exclude doubled dashes, the inside of a ruby base, of numbers
 * with their units and of Western words: nothing grows there. */
static void
set_growth(const struct spacing_rules *rules, unsigned prev, unsigned next,
    struct spacing_pair *pair)
{
    unsigned cell = rules->expansion[prev][next];
    if (!(cell & PAIR_RANGE))
        return;
    bool latin = be_of(cell) != af_of(cell);
    bool whole = latin || (cell & PAIR_FIRM);
    int natural = pair->before.amount + pair->after.amount;
    int grow = af_of(cell) - (whole ? natural : 0);
    pair->even = true;
    pair->step = latin ? STRETCH_LATIN : STRETCH_OTHER;
    pair->grow = grow > 0 ? grow : 0;
}

struct spacing_pair
spacing_between(const struct spacing_rules *rules, unsigned prev, unsigned next)
{
    struct spacing_pair pair = {.step = STRETCH_OTHER};
    prev = class_row(prev), next = class_row(next);
    unsigned cell = rules->spacing[prev][next];
    if (cell & PAIR_NOTE_MASK)
        cell = spacing_note(cell);
    pair.before.amount = be_of(cell);
    pair.after.amount = af_of(cell);
    pair.before.step = step_of(prev);
    pair.after.step = step_of(next);
    pair.before.least = least_of(rules, prev, next, pair.before.amount, true);
    pair.after.least = least_of(rules, prev, next, pair.after.amount, false);
    set_growth(rules, prev, next, &pair);
    return pair;
}

static void
add_part(const struct spacing_rules *rules, struct atom *a, emu em,
    const struct spacing_part *part)
{
    bool latin = part->step == SHRINK_LATIN;
    if (part->amount == 0 || (latin && rules->spread))
        return;
    emu natural = spacing_part_of(em, part->amount);
    a->gap += natural;
    if (rules->squeeze)
        a->shrink[part->step] += natural - spacing_part_of(em, part->least);
}

/* Letter space stands between the characters that have it, not at the edges of
 * their span: where two differ, the one nearer to none. */
static emu
track_between(emu prev, emu next)
{
    if ((prev < 0) != (next < 0))
        return 0;
    return (prev < next) == (prev >= 0) ? prev : next;
}

/* Two inseparable marks that are not one doubled mark: only doubled ones stay
 * solid (table 6 n. 4); what — and … do beside a kanji they do here. */
static bool
differ(const struct atom *prev, const struct atom *a)
{
    return prev->c != a->c && a->c != 0x3035; /* 〳〵 is one in two parts */
}

/* The pair looked up last: runs of kanji and of kana ask for theirs again. */
struct last_pair {
    unsigned prev, next; /* CL_NONE: none yet */
    struct spacing_pair pair;
};

static const struct spacing_pair *
look_up(const struct spacing_rules *rules, const struct atom *prev,
    const struct atom *a, struct last_pair *last)
{
    unsigned p = prev->sp, q = a->sp;
    if (p == CL_08 && q == CL_08 && differ(prev, a))
        q = CL_19;
    if (last->prev != p || last->next != q)
        *last = (struct last_pair){p, q, spacing_between(rules, p, q)};
    return &last->pair;
}

static void
mark_gap(const struct spacing_rules *rules, const struct atom *prev,
    struct atom *a, struct last_pair *last)
{
    a->gap += track_between(prev->track, a->track);
    if (a->flags & ATOM_TIGHT)
        return;
    const struct spacing_pair *pair = look_up(rules, prev, a, last);
    add_part(rules, a, prev->em, &pair->before);
    add_part(rules, a, a->em, &pair->after);
    unsigned rigid = rules->spread ? ATOM_HARD : ATOM_RIGID | ATOM_HARD;
    if (a->flags & rigid)
        return;
    bool bound = (a->flags & ATOM_BOUND) && !rules->spread;
    if (bound && pair->step != STRETCH_LATIN)
        return;
    a->even = pair->even;
    if (pair->grow > 0)
        a->stretch[pair->step] = spacing_part_of(prev->em, pair->grow);
}

/* A word space is all gap: a third of an em, a quarter to a half (JLREQ
 * 3.8.3 a, 3.8.4 a). */
static void
mark_word_space(const struct spacing_rules *rules, struct atom *a)
{
    emu natural = spacing_part_of(a->em, WORD);
    a->advance = 0;
    if (a->flags & ATOM_QUARTER) { /* before a unit symbol: as without it */
        struct spacing_pair pair = spacing_between(rules, CL_24, CL_25);
        a->gap += spacing_part_of(a->em, pair.before.amount);
        return;
    }
    a->gap += natural;
    if (rules->squeeze)
        a->shrink[SHRINK_WORD] = natural - spacing_part_of(a->em, WORD_LEAST);
    a->stretch[STRETCH_WORD] = spacing_part_of(a->em, WORD_MOST) - natural;
    a->even = true;
}

/* JLREQ 3.1.5: (1) flush, (2) with its half em, (3) half an em less at the
 * beginning of an indented paragraph. */
static void
mark_head(const struct spacing_rules *rules, struct atom *a, bool first)
{
    if (a->sp != CL_01)
        return;
    if (rules->line_head == LINE_HEAD_INDENT)
        a->head = a->em / 2;
    else if (rules->line_head == LINE_HEAD_HALF && first)
        a->head = -(a->em / 2);
}

/* JLREQ 3.1.9, tables 1 n. 2, 4, 6 and the column `end` of tables 3 to 5.
 * JIS X 4051 sets cl-02, cl-05 and cl-07 solid and keeps the half em of
 * cl-06. */
static void
mark_tail(const struct spacing_rules *rules, struct atom *a)
{
    bool stop = a->sp == CL_06 || a->sp == CL_07;
    bool ends = stop || a->sp == CL_02 || a->sp == CL_05;
    if (!ends || rules->line_end == LINE_END_SOLID)
        return;
    if (rules->line_end == LINE_END_HANG) {
        a->hang = stop ? a->advance : 0;
        return;
    }
    unsigned cell = rules->reduction[a->sp][CL_NONE];
    if (rules->house == REDUCE_JISX4051 && a->sp != CL_06)
        return;
    a->tail = a->sp == CL_05 ? a->em / 4 : a->em / 2;
    a->cut = cell & (PAIR_EITHER | PAIR_NOTE_MASK) ? a->tail : 0;
}

/* What a style says of the edges; where it says nothing the notes of the table
 * stand, of which the above decide. */
static void
mark_edges(const struct spacing_rules *rules, struct atom *a)
{
    unsigned class = class_row(a->sp);
    unsigned head = rules->spacing[CL_NONE][class];
    unsigned tail = rules->spacing[class][CL_NONE];
    if (!(head & PAIR_NOTE_MASK))
        a->head = spacing_part_of(a->em, af_of(head));
    if (tail & PAIR_NOTE_MASK)
        return;
    a->tail = spacing_part_of(a->em, be_of(tail));
    a->cut = rules->reduction[class][CL_NONE] & PAIR_EITHER ? a->tail : 0;
    a->hang = 0;
}

void
spacing_mark(
    const struct spacing_rules *rules, struct atom *atom, size_t n, bool first)
{
    const struct atom *prev = NULL;
    struct last_pair last = {CL_NONE, CL_NONE, {.grow = 0}};
    for (size_t i = 0; i < n; i++) {
        struct atom *a = &atom[i];
        if (a->flags & ATOM_IGNORED) {
            a->advance = 0;
            continue;
        }
        if (prev != NULL)
            mark_gap(rules, prev, a, &last);
        if (a->class == CL_26)
            mark_word_space(rules, a);
        mark_head(rules, a, first && prev == NULL);
        mark_tail(rules, a);
        if (rules->edges)
            mark_edges(rules, a);
        prev = a;
    }
}
