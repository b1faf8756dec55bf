#include "text/pairs.h"

#include <string.h>

#include "text/class.h"

void
pairs_init(struct pair_tables *tables, enum text_reduction house)
{
    static const uint16_t(*const reduction[])[CLASSES] = {
        [REDUCE_JLREQ] = jlreq_reduction_jlreq,
        [REDUCE_JISX4051] = jlreq_reduction_jisx4051,
        [REDUCE_BOOKS] = jlreq_reduction_books,
    };
    size_t n = sizeof tables->cell[0];
    memcpy(tables->cell[PAIRS_SPACING], jlreq_spacing, n);
    memcpy(tables->cell[PAIRS_REDUCTION], reduction[house], n);
    memcpy(tables->cell[PAIRS_EXPANSION], jlreq_expansion, n);
    memcpy(tables->cell[PAIRS_SEPARATION], jlreq_separation, n);
}

/* Math signs follow cl-19; ruby bases keep the class of their characters; there
 * is no warichu. */
static bool
is_in_use(unsigned class)
{
    return (class >= CL_01 && class <= CL_16) || class == CL_19 ||
           class == CL_20 || (class >= CL_24 && class <= CL_27) ||
           class == CL_30;
}

bool
pairs_class(struct str name, bool before, unsigned *out)
{
    *out = CL_NONE;
    if (str_equal(name, before ? STR("head") : STR("end")))
        return true;
    if (name.n != 5 || memcmp(name.p, "cl-", 3) != 0 || name.p[3] < '0' ||
        name.p[3] > '9' || name.p[4] < '0' || name.p[4] > '9')
        return false;
    unsigned class = (unsigned)(name.p[3] - '0') * 10u;
    class += (unsigned)(name.p[4] - '0');
    *out = is_in_use(class) ? class : CL_NONE;
    return is_in_use(class);
}

/* --- what would have no effect ---------------------------------------- */

static bool
is_space(unsigned class)
{
    return class == CL_14 || class == CL_26;
}

static enum pairs_fault
amount_fault(enum pairs_table table, struct pair pair)
{
    unsigned p = pair.before, q = pair.after;
    bool head = p == CL_NONE, end = q == CL_NONE;
    if ((head && end) || (head && table != PAIRS_SPACING) ||
        (end && table == PAIRS_EXPANSION))
        return PAIRS_EDGE;
    if (jlreq_spacing[p][q] & PAIR_X)
        return PAIRS_NEVER;
    if ((end && is_space(p)) || (head && q == CL_26))
        return PAIRS_VANISH;
    bool inside = p == q && (p == CL_24 || p == CL_25);
    return inside ? PAIRS_FIGURES : PAIRS_GOOD;
}

static enum pairs_fault
break_fault(struct pair pair, bool allowed)
{
    unsigned p = pair.before, q = pair.after;
    if (p == CL_NONE || q == CL_NONE)
        return PAIRS_EDGE;
    if (is_space(q))
        return PAIRS_VANISH;
    if (class_is_western(p) && class_is_western(q))
        return PAIRS_WESTERN;
    return allowed && (p == CL_01 || q == CL_20) ? PAIRS_BOUND : PAIRS_GOOD;
}

/* --- changing --------------------------------------------------------- */

static unsigned
space_cell(struct pair pair, unsigned eighths)
{
    unsigned old = jlreq_spacing[pair.before][pair.after];
    bool after = pair.before == CL_NONE ||
                 ((old & PAIR_AF_MASK) && !(old & PAIR_BE_MASK));
    unsigned amount = after ? PAIR_AF(eighths) : PAIR_BE(eighths);
    return amount | (old & PAIR_HANG);
}

static unsigned
least_cell(struct pair pair, unsigned eighths)
{
    if (pair.after == CL_NONE)
        return eighths == 0 ? (unsigned)PAIR_EITHER : 0;
    return PAIR_FROM(eighths) | PAIR_TO(eighths);
}

/* Two different amounts mark the space between Japanese and Latin, which has a
 * step of expansion of its own; the second is what counts. */
static unsigned
most_cell(struct pair pair, unsigned eighths)
{
    unsigned old = jlreq_expansion[pair.before][pair.after];
    unsigned from = old & PAIR_BE_MASK, to = (old & PAIR_AF_MASK) >> 3;
    if (eighths == 0)
        return 0;
    unsigned other = eighths == 1 ? 2 : eighths - 1;
    return PAIR_FROM(from == to ? eighths : other) | PAIR_TO(eighths) |
           PAIR_FIRM;
}

enum pairs_fault
pairs_set_amount(struct pair_tables *tables, enum pairs_table table,
    struct pair pair, int eighths)
{
    enum pairs_fault fault = amount_fault(table, pair);
    unsigned n = (unsigned)eighths;
    if (fault != PAIRS_GOOD)
        return fault;
    tables->cell[table][pair.before][pair.after] =
        (uint16_t)(table == PAIRS_SPACING     ? space_cell(pair, n)
                   : table == PAIRS_REDUCTION ? least_cell(pair, n)
                                              : most_cell(pair, n));
    return PAIRS_GOOD;
}

enum pairs_fault
pairs_set_break(struct pair_tables *tables, struct pair pair, bool allowed)
{
    enum pairs_fault fault = break_fault(pair, allowed);
    if (fault == PAIRS_GOOD)
        tables->cell[PAIRS_SEPARATION][pair.before][pair.after] =
            allowed ? 0 : PAIR_NOT | PAIR_FIRM;
    return fault;
}
