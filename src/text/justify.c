/* Costs are in arbitrary units.  Squeezing everything costs less than opening
 * the first gap between Japanese characters, so that a line is squeezed where
 * both would do; within a step the cost grows with the square of its use, so
 * that two lines share a fault rather than one bearing it. */
#include "text/justify.h"

enum {
    COST_TAIL = 100,     /* the half em at the line's end */
    COST_TAIL_DOT = 150, /* the quarter em of a middle dot there */
    COST_HANG = 400      /* 。、 outside the measure */
};

/* A step's cost at its first emu and, in addition, at its full use. */
struct price {
    int first, full;
};

static const struct price shrink_price[SHRINKS] = {
    [SHRINK_WORD] = {0, 1000},
    [SHRINK_DOT] = {300, 1200},
    [SHRINK_PUNCT] = {500, 3000},
    [SHRINK_LATIN] = {500, 3500},
};
static const int shrink_step[SHRINKS] = {
    [SHRINK_WORD] = -1,
    [SHRINK_DOT] = -4,
    [SHRINK_PUNCT] = -5,
    [SHRINK_LATIN] = -6,
};
static const struct price stretch_price[STRETCHES] = {
    [STRETCH_WORD] = {0, 1200},
    [STRETCH_LATIN] = {2500, 4000},
    [STRETCH_OTHER] = {8000, 30000},
};
static const struct price even_price = {30000, 60000}; /* full: 1/4 em each */

static int64_t
price_of(const struct price *price, int64_t used, int64_t whole)
{
    int64_t r = used * 1000 / whole;
    return price->first + price->full * r / 1000 * r / 1000;
}

/* --- reduction -------------------------------------------------------- */

static void
plan_shrink(
    const struct justify_line *line, int64_t over, struct justify_plan *plan)
{
    for (size_t k = 0; k < SHRINKS && over > 0; k++) {
        int64_t whole = line->sum.shrink[k];
        if (whole <= 0)
            continue;
        plan->shrink[k] = over < whole ? over : whole;
        over -= plan->shrink[k];
        plan->width -= plan->shrink[k];
        plan->cost += price_of(&shrink_price[k], plan->shrink[k], whole);
        if (shrink_step[k] < plan->step)
            plan->step = shrink_step[k];
    }
    if (over > 0)
        plan->cost = JUSTIFY_TOO_LONG;
}

/* --- expansion -------------------------------------------------------- */

/* A measure that is no multiple of the size leaves every line a trifle short:
 * what nobody sees counts by its size. */
static int64_t
stretch_cost(const struct justify_line *line, const struct price *price,
    int64_t used, int64_t whole)
{
    int64_t slight = line->em > 16 ? line->em / 16 : 1;
    int64_t cost = price_of(price, used, whole);
    return used >= slight ? cost
                          : cost - price->first * (slight - used) / slight;
}

static void
plan_even(
    const struct justify_line *line, int64_t under, struct justify_plan *plan)
{
    int64_t quarter = line->em > 3 ? line->em / 4 : 1;
    int64_t gaps = line->sum.gaps;
    int64_t whole = quarter * (gaps > 0 ? gaps : 1);
    int64_t limit = whole * 64; /* keeps the square in range */
    int64_t cost =
        stretch_cost(line, &even_price, under < limit ? under : limit, whole);
    /* Nothing to widen: it stays short, which is worse than any gap. */
    plan->cost += gaps > 0 ? cost : 2 * cost;
    if (gaps <= 0)
        return;
    plan->even = under;
    plan->width += under;
    plan->step = 4;
}

static void
plan_stretch(
    const struct justify_line *line, int64_t under, struct justify_plan *plan)
{
    for (size_t k = 0; k < STRETCHES && under > 0 && !line->spread; k++) {
        int64_t whole = line->sum.stretch[k];
        if (whole <= 0)
            continue;
        plan->stretch[k] = under < whole ? under : whole;
        under -= plan->stretch[k];
        plan->width += plan->stretch[k];
        plan->cost +=
            stretch_cost(line, &stretch_price[k], plan->stretch[k], whole);
        plan->step = (int)k + 1;
    }
    if (under > 0)
        plan_even(line, under, plan);
}

/* --- the ways a line may end ------------------------------------------ */

static void
plan_width(const struct justify_line *line, struct justify_plan *plan)
{
    int64_t under = line->measure - plan->width;
    if (under < 0)
        plan_shrink(line, -under, plan);
    else if (under > 0 && line->fill)
        plan_stretch(line, under, plan);
}

/* What is over is taken from the word spaces alone (JLREQ 3.8.3 a). */
static bool
is_light(const struct justify_plan *plan)
{
    return plan->cost != JUSTIFY_TOO_LONG && plan->step >= -1;
}

/* The line with its last mark's space dropped, or the mark itself outside. That
 * space was dropped stays the step, whatever is given back elsewhere. */
static void
try_end(const struct justify_line *line, const struct justify_plan *ended,
    struct justify_plan *plan)
{
    struct justify_plan other = *ended;
    plan_width(line, &other);
    if (other.cut && other.step > 0)
        other.step = ended->step;
    *plan = other.cost < plan->cost ? other : *plan;
}

/* A middle dot at the end gives up the space on both its sides (table 3 n. 5).
 */
static void
try_dot(const struct justify_line *line, struct justify_plan *plan)
{
    struct justify_line bare = *line;
    bare.sum.natural -= line->front;
    bare.sum.shrink[SHRINK_DOT] -= line->front;
    struct justify_plan both = {.cost = 2 * COST_TAIL_DOT,
        .width = bare.sum.natural - line->cut,
        .cut = true,
        .front = true,
        .step = -3};
    try_end(&bare, &both, plan);
}

void
justify_plan(const struct justify_line *line, struct justify_plan *plan)
{
    *plan = (struct justify_plan){.width = line->sum.natural};
    plan_width(line, plan);
    if (line->sum.natural <= line->measure || is_light(plan))
        return;
    if (line->cut > 0) {
        struct justify_plan cut = {
            .cost = line->dot ? COST_TAIL_DOT : COST_TAIL,
            .width = line->sum.natural - line->cut,
            .cut = true,
            .step = line->dot ? -3 : -2};
        try_end(line, &cut, plan);
    }
    if (line->cut > 0 && line->front > 0)
        try_dot(line, plan);
    if (line->hang > 0) {
        struct justify_plan hang = {.cost = COST_HANG,
            .width = line->sum.natural - line->hang,
            .hang = true,
            .step = -2};
        try_end(line, &hang, plan);
    }
}

/* --- giving it out ---------------------------------------------------- */

/* An amount shared over atoms by their weight, without loss. */
struct share {
    int64_t amount, whole, weight, given;
};

static emu
share_next(struct share *s, int64_t weight)
{
    if (s->amount == 0 || weight == 0)
        return 0;
    s->weight += weight;
    int64_t due = s->amount * s->weight / s->whole;
    int64_t part = due - s->given;
    s->given = due;
    return (emu)part;
}

void
justify_apply(const struct justify_line *line, const struct justify_plan *plan,
    struct atom *atom, size_t n)
{
    struct share less[SHRINKS], more[STRETCHES];
    for (size_t k = 0; k < SHRINKS; k++)
        less[k] = (struct share){plan->shrink[k], line->sum.shrink[k], 0, 0};
    for (size_t k = 0; k < STRETCHES; k++)
        more[k] = (struct share){plan->stretch[k], line->sum.stretch[k], 0, 0};
    struct share even = {plan->even, line->sum.gaps, 0, 0};
    emu front = plan->front ? line->front : 0; /* of the last atom */
    less[SHRINK_DOT].whole -= front;
    for (size_t i = 1; i < n; i++) {
        struct atom *a = &atom[i];
        emu dropped = i + 1 == n ? front : 0;
        a->set = a->gap - dropped;
        for (size_t k = 0; k < SHRINKS; k++)
            a->set -= share_next(
                &less[k], a->shrink[k] - (k == SHRINK_DOT ? dropped : 0));
        for (size_t k = 0; k < STRETCHES; k++)
            a->set += share_next(&more[k], a->stretch[k]);
        a->set += share_next(&even, a->even);
    }
}
