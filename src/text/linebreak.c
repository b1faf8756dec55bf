/* Total fit.  The atoms are walked once; `node`s are the places where a line
 * may end, each with the cheapest way to get there.  Those from which a line
 * may still reach the current place form a window of the node list: a node
 * leaves it when even the tightest line from it is too long, so each place
 * meets only the few nodes about one measure before it, and time is linear.
 *
 * Every line shorter than the measure is possible at a price, and words wider
 * than the measure get emergency breaks beforehand; so a way to the end
 * always exists. */
#include "text/linebreak.h"

#include "text/hyphen.h"

enum {
    COST_LINE = 20,          /* fewer lines, all else equal */
    COST_RAGGED_LINE = 1000, /* the same without justification */
    COST_DATE = 20000,
    COST_URL = 3000,
    COST_SHORT = 100000,
    COST_MIDDLE = 2000,
    COST_PARTICLE = 11000000, /* rather one more line than either */
    COST_BAD = 12000000,
    COST_SOFT = 2500,
    COST_HYPHEN = 5000,
    COST_HYPHEN_AGAIN = 6000,  /* below another; or before the last line */
    COST_RAGGED_SOFT = 800,    /* where lines are not filled: */
    COST_RAGGED_HYPHEN = 1600, /* a hyphen saves 30 or 40 % of a line */
    COST_RUNT = 2000000 /* one character alone on the last line (JIS 4.20) */
};

static const int64_t COST_BALANCED_LINE = 10000000;
static const int64_t COST_WORD = 10000000000;
static const int64_t COST_ANY = 1000000000000;
static const int64_t COST_OVERFULL = 10000000000000;
static const int64_t COST_MOST = INT64_MAX / 4; /* sums stop growing here */

struct node {
    uint32_t at;     /* the atom that begins the line */
    uint32_t number; /* of that line in the paragraph */
    uint32_t from;   /* the node of the line before */
    uint32_t seen;   /* end of the line before without its spaces */
    int64_t cost;
    struct justify_sums sum; /* up to and with the gap before `at` */
};

struct search {
    struct arena *arena;
    const struct text_setting *setting;
    struct atom_row *row;
    size_t first, end;
    size_t even_from; /* from this line on all measures are equal */
    size_t runt;      /* a last line that begins behind this atom is a runt */
    struct node *node;
    size_t n, cap, active;   /* window: active ... n - 1 */
    size_t uneven;           /* behind the last node before `even_from` */
    struct justify_sums sum; /* up to the last atom that was walked */
    struct justify_sums seen_sum;
    size_t seen; /* behind the last atom that is not a space */
    emu hyphen;  /* the hyphen that a line ending here shows */
};

int64_t
linebreak_measure(const struct text_setting *setting, size_t number)
{
    size_t k = setting->n_measures;
    while (k > 1 && setting->measure[k - 1].from > number)
        k--;
    int64_t measure = setting->measure[k - 1].measure;
    return number == 0 ? measure - setting->indent : measure;
}

/* --- one line --------------------------------------------------------- */

static void
line_edges(const struct text_setting *setting, const struct atom *head,
    const struct atom *tail, bool last, struct justify_line *out)
{
    out->sum.natural += head->head + tail->tail;
    out->cut = tail->cut;
    out->hang = tail->hang;
    out->dot = tail->sp == CL_05;
    out->front = out->dot && tail != head ? tail->shrink[SHRINK_DOT] : 0;
    out->em = head->em;
    out->fill = setting->align == TEXT_SPREAD ||
                (setting->align == TEXT_JUSTIFY && !last);
    out->spread = setting->align == TEXT_SPREAD;
}

void
linebreak_prepare(const struct text_setting *setting,
    const struct atom_row *row, const struct linebreak_line *line,
    size_t number, bool last, struct justify_line *out)
{
    *out = (struct justify_line){.measure = linebreak_measure(setting, number)};
    for (size_t i = line->first; i < line->seen; i++) {
        if (i > line->first)
            justify_add_gap(&out->sum, &row->atom[i]);
        out->sum.natural += row->atom[i].advance;
    }
    if (line->seen > line->first)
        line_edges(setting, &row->atom[line->first], &row->atom[line->seen - 1],
            last, out);
    if (!last && line->seen > line->first)
        out->sum.natural += hyphen_width(row, line->seen, line->end);
}

/* The line from NODE to the current place. */
static void
search_line(const struct search *s, const struct node *node, bool last,
    struct justify_line *out)
{
    *out = (struct justify_line){.sum = s->seen_sum};
    out->measure = linebreak_measure(s->setting, node->number);
    justify_subtract(&out->sum, &node->sum);
    out->sum.natural += s->hyphen;
    line_edges(s->setting, &s->row->atom[node->at], &s->row->atom[s->seen - 1],
        last, out);
}

/* How uneven a line without justification is. */
static int64_t
ragged_cost(const struct search *s, const struct justify_line *line, bool last)
{
    int64_t measure = line->measure > 0 ? line->measure : 1;
    int64_t r = (line->measure - line->sum.natural) * 1000 / measure;
    return r > 0 && (s->setting->balance || !last) ? r * r / 100 : 0;
}

static int64_t
break_cost(const struct search *s, size_t at)
{
    static const int64_t cost[BREAK_NEVER] = {[BREAK_DATE] = COST_DATE,
        [BREAK_URL] = COST_URL,
        [BREAK_SHORT] = COST_SHORT,
        [BREAK_MIDDLE] = COST_MIDDLE,
        [BREAK_PARTICLE] = COST_PARTICLE,
        [BREAK_BAD] = COST_BAD,
        [BREAK_SOFT] = COST_SOFT,
        [BREAK_HYPHEN] = COST_HYPHEN};
    if (at == s->end)
        return 0;
    unsigned brk = s->row->atom[at].brk;
    if (hyphen_ends(brk) && s->setting->align != TEXT_JUSTIFY)
        return brk == BREAK_SOFT ? COST_RAGGED_SOFT : COST_RAGGED_HYPHEN;
    if (brk == BREAK_WORD)
        return COST_WORD;
    return brk == BREAK_ANY ? COST_ANY : cost[brk];
}

/* No ladder of hyphens at the edge of the text, and no last line that begins
 * inside a word: the line from NODE, LAST or ending with a hyphen itself. */
static int64_t
ladder_cost(const struct search *s, const struct node *node, bool last)
{
    if (s->row->hyphen == NULL || (s->hyphen == 0 && !last))
        return 0;
    bool below = hyphen_ends(s->row->atom[node->at].brk);
    return below ? COST_HYPHEN_AGAIN : 0;
}

static int64_t
line_cost(const struct search *s, const struct justify_line *line,
    const struct justify_plan *plan, const struct node *node, bool last)
{
    const struct text_setting *setting = s->setting;
    bool spread = setting->align == TEXT_SPREAD; /* however wide it gets */
    int64_t cost = spread ? 0 : plan->cost;
    if (setting->align != TEXT_JUSTIFY || (last && setting->balance))
        cost += ragged_cost(s, line, last);
    if (setting->balance || spread)
        cost += COST_BALANCED_LINE;
    else if (setting->align != TEXT_JUSTIFY)
        cost += COST_RAGGED_LINE;
    if (last && node->at > s->runt)
        cost += COST_RUNT;
    return cost + COST_LINE;
}

/* --- the search ------------------------------------------------------- */

static enum err
add_node(struct search *s, const struct node *node)
{
    struct node *grown =
        arena_grow(s->arena, s->node, s->n, &s->cap, sizeof *s->node);
    if (grown == NULL)
        return ERR_NOMEM;
    s->node = grown;
    s->node[s->n++] = *node;
    if (node->number < s->even_from)
        s->uneven = s->n;
    return ERR_OK;
}

/* The node for a break at AT by a line from node FROM. */
static struct node
next_node(const struct search *s, size_t at, size_t from, int64_t cost)
{
    struct node node = {.at = (uint32_t)at,
        .number = s->node[from].number + 1,
        .from = (uint32_t)from,
        .seen = (uint32_t)s->seen,
        .cost = cost < COST_MOST ? cost : COST_MOST,
        .sum = s->sum};
    if (at < s->end)
        justify_add_gap(&node.sum, &s->row->atom[at]);
    return node;
}

/* The cheapest way to any node from K on. */
static int64_t
cheapest_from(const struct search *s, size_t k)
{
    int64_t least = s->node[k].cost;
    for (k++; k < s->n; k++)
        least = s->node[k].cost < least ? s->node[k].cost : least;
    return least;
}

/* The best ways to the current place: one for all lines from `even_from` on,
 * one for each line number before. */
struct choice {
    size_t from; /* node */
    int64_t cost;
};

struct best {
    struct choice *choice;
    size_t n, cap;
    int64_t least; /* no node left to try costs less; -1: not known yet */
};

static enum err
keep_best(struct search *s, struct best *best, size_t from, int64_t cost)
{
    size_t number = s->node[from].number + 1;
    for (size_t k = 0; k < best->n; k++) {
        struct choice *old = &best->choice[k];
        size_t other = s->node[old->from].number + 1;
        if (other != number && (other < s->even_from || number < s->even_from))
            continue;
        if (cost < old->cost)
            *old = (struct choice){from, cost};
        return ERR_OK;
    }
    struct choice *grown =
        arena_grow(s->arena, best->choice, best->n, &best->cap, sizeof *grown);
    if (grown == NULL)
        return ERR_NOMEM;
    best->choice = grown;
    best->choice[best->n++] = (struct choice){from, cost};
    return ERR_OK;
}

/* The line from node K to AT is short and costs COST.  Lines from later nodes
 * are shorter still and cost no less: can none of them be the best? */
static bool
is_settled(const struct search *s, struct best *best,
    const struct justify_line *line, size_t k, size_t at, int64_t cost)
{
    if (at == s->end || s->uneven > s->active ||
        line->sum.natural >= line->measure)
        return false;
    if (best->least < 0)
        best->least = cheapest_from(s, k);
    return best->least + cost >= best->choice[0].cost;
}

/* Tries the line from node K to AT; PENALTY is the price of a break there. */
static enum err
try_line(struct search *s, struct best *best, size_t k, size_t at,
    int64_t penalty, bool *done)
{
    struct justify_line line;
    struct justify_plan plan;
    bool last = at == s->end;
    bool alike = s->uneven <= s->active; /* all have one measure */
    int64_t so_far = s->node[k].cost + penalty;
    if (alike && best->n > 0 && so_far >= best->choice[0].cost)
        return ERR_OK;
    search_line(s, &s->node[k], last, &line);
    justify_plan(&line, &plan);
    if (plan.cost == JUSTIFY_TOO_LONG) { /* without the hyphen it may fit */
        s->active += k == s->active && s->hyphen == 0;
        return ERR_OK;
    }
    int64_t cost = line_cost(s, &line, &plan, &s->node[k], last);
    int64_t ladder = ladder_cost(s, &s->node[k], last);
    enum err err = keep_best(s, best, k, so_far + cost + ladder);
    if (err == ERR_OK)
        *done = is_settled(s, best, &line, k, at, cost + penalty);
    return err;
}

/* Ends lines at AT (s->seen and the sums stand there). */
static enum err
end_lines(struct search *s, struct best *best, size_t at)
{
    enum err err = ERR_OK;
    bool done = false;
    int64_t penalty = break_cost(s, at);
    s->hyphen = at < s->end ? hyphen_width(s->row, s->seen, at) : 0;
    best->n = 0;
    best->least = -1;
    for (size_t k = s->active; k < s->n && err == ERR_OK && !done; k++)
        err = try_line(s, best, k, at, penalty, &done);
    /* Nothing fits: one atom wider than the measure, or hard to break. */
    if (best->n == 0 && s->hyphen == 0 && err == ERR_OK) {
        err = keep_best(
            s, best, s->n - 1, s->node[s->n - 1].cost + COST_OVERFULL);
        s->active = s->n;
    }
    for (size_t k = 0; k < best->n && err == ERR_OK; k++) {
        const struct choice *c = &best->choice[k];
        struct node node = next_node(s, at, c->from, c->cost);
        err = add_node(s, &node);
    }
    return err;
}

static bool
is_seen(const struct atom *a)
{
    return !(a->flags & (ATOM_SPACE | ATOM_IGNORED));
}

static enum err
walk(struct search *s)
{
    struct best best = {NULL, 0, 0, -1};
    enum err err = ERR_OK;
    for (size_t i = s->first; i < s->end && err == ERR_OK; i++) {
        const struct atom *a = &s->row->atom[i];
        if (i > s->first) /* else the first node's sum has it */
            justify_add_gap(&s->sum, a);
        s->sum.natural += a->advance;
        if (is_seen(a)) {
            s->seen = i + 1;
            s->seen_sum = s->sum;
        }
        bool ends = i + 1 == s->end || s->row->atom[i + 1].brk != BREAK_NEVER;
        if (ends && s->seen > s->first)
            err = end_lines(s, &best, i + 1);
    }
    return err;
}

/* --- words wider than the measure ------------------------------------- */

static int64_t
least_measure(const struct text_setting *setting)
{
    int64_t least = linebreak_measure(setting, 0);
    for (size_t k = 0; k < setting->n_measures; k++)
        if (setting->measure[k].measure < least)
            least = setting->measure[k].measure;
    return least;
}

static emu
least_gap(const struct atom *a)
{
    emu gap = a->gap;
    for (size_t k = 0; k < SHRINKS; k++)
        gap -= a->shrink[k];
    return gap;
}

/* What may be torn where nothing regular is left, one after the other: behind
 * the mark of a range or code (10～|20, 03-|1234); between a number and its
 * unit or name; anywhere inside words and figures; even where a line must not
 * begin or end. */
enum emergency { TEAR_RANGE, TEAR_LOOSE, TEAR_TIGHT, TEAR_RULES };

static bool
is_range_mark(uint32_t c)
{
    return c == '~' || c == '-' || c == 0x2010 || c == 0x2013 || c == 0x2212 ||
           c == 0x301C || c == 0xFF0D || c == 0xFF5E;
}

/* Opens places in the row's stretch FIRST ... END - 1, which has no break. */
static void
open_stretch(
    struct atom_row *row, size_t first, size_t end, enum emergency tear)
{
    for (size_t i = first + 1; i < end; i++) {
        const struct atom *a = &row->atom[i];
        bool rule = a->class == CL_02 ||
                    (a->class >= CL_03 && a->class <= CL_07) ||
                    a->class == CL_20 || row->atom[i - 1].class == CL_01;
        unsigned never = ATOM_HARD | ATOM_IGNORED | ATOM_SPACE;
        if (tear == TEAR_LOOSE)
            never |= ATOM_TIGHT;
        if (tear == TEAR_RANGE && !is_range_mark(row->atom[i - 1].c))
            continue;
        if ((a->flags & never) || (rule && tear != TEAR_RULES))
            continue;
        row->atom[i].brk = tear == TEAR_RULES ? BREAK_ANY : BREAK_WORD;
    }
}

/* Opens all stretches wider than the line; false: there is none. */
static bool
open_wide(struct search *s, int64_t least, enum emergency tear)
{
    struct atom *atom = s->row->atom;
    bool any = false;
    for (size_t i = s->first; i < s->end;) {
        int64_t width = atom[i].head > 0 ? atom[i].head : 0;
        size_t end = i;
        do {
            width += end > i ? least_gap(&atom[end]) : 0;
            width += atom[end].flags & ATOM_SPACE ? 0 : atom[end].advance;
            end++;
        } while (end < s->end && atom[end].brk == BREAK_NEVER);
        if (end < s->end)
            width += hyphen_width(s->row, end, end);
        if (width > least)
            open_stretch(s->row, i, end, tear);
        any = any || width > least;
        i = end;
    }
    return any;
}

/* --- the result ------------------------------------------------------- */

/* One node for each place where a line may end; more are needed only while
 * measures differ. */
static enum err
reserve_nodes(struct search *s)
{
    s->cap = 2;
    for (size_t i = s->first; i < s->end; i++)
        s->cap += s->row->atom[i].brk != BREAK_NEVER;
    s->node = arena_array(s->arena, s->cap, sizeof *s->node);
    return s->node == NULL ? ERR_NOMEM : ERR_OK;
}

/* The largest atom that may begin the last line without leaving one character
 * (and its punctuation) alone there. */
static size_t
runt_limit(const struct search *s)
{
    size_t characters = 0;
    for (size_t i = s->end; i-- > s->first;) {
        const struct atom *a = &s->row->atom[i];
        unsigned c = a->class;
        bool mark = c == CL_02 || (c >= CL_04 && c <= CL_07) || c == CL_20 ||
                    !is_seen(a);
        characters += !mark;
        if (characters == 2)
            return i;
    }
    return s->end;
}

static enum err
collect(const struct search *s, struct linebreak_line **out, size_t *n_lines)
{
    size_t n = 0, last = s->n - 1;
    for (size_t k = last; k != 0; k = s->node[k].from)
        n++;
    *out = arena_array(s->arena, n == 0 ? 1 : n, sizeof **out);
    if (*out == NULL)
        return ERR_NOMEM;
    *n_lines = n == 0 ? 1 : n;
    (*out)[0] = (struct linebreak_line){s->first, s->first, s->end};
    for (size_t k = last; k != 0; k = s->node[k].from)
        (*out)[--n] = (struct linebreak_line){
            s->node[s->node[k].from].at, s->node[k].seen, s->node[k].at};
    return ERR_OK;
}

enum err
linebreak_find(struct arena *arena, const struct text_setting *setting,
    struct atom_row *row, size_t first, size_t end, size_t number,
    struct linebreak_line **out, size_t *n_lines)
{
    struct search s = {.arena = arena,
        .setting = setting,
        .row = row,
        .first = first,
        .end = end,
        .seen = first};
    int64_t least = least_measure(setting);
    s.even_from = setting->measure[setting->n_measures - 1].from;
    s.even_from += setting->n_measures == 1 && setting->indent != 0;
    bool wide = true;
    for (unsigned tear = TEAR_RANGE; wide && tear <= TEAR_RULES; tear++)
        wide = open_wide(&s, least, (enum emergency)tear);
    s.runt = runt_limit(&s);
    struct node start = {.at = (uint32_t)first,
        .number = (uint32_t)number,
        .seen = (uint32_t)first};
    enum err err = reserve_nodes(&s);
    if (err == ERR_OK)
        err = add_node(&s, &start);
    if (err == ERR_OK)
        err = walk(&s);
    /* The last node of the walk is the end; of several (by line number) the
     * cheapest counts. */
    for (size_t k = s.n; err == ERR_OK && k-- > 1 && s.node[k].at == end;)
        if (s.node[k].cost < s.node[s.n - 1].cost)
            s.node[s.n - 1] = s.node[k];
    return err == ERR_OK ? collect(&s, out, n_lines) : err;
}
