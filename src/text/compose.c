/* The way of a paragraph: spans -> atoms -> classes -> breaks -> spaces ->
 * readings -> lines -> pieces.  All but the pieces lives in a scratch arena. */
#include "text/compose.h"

#include <string.h>

#include "base/utf8.h"
#include "text/breaking.h"
#include "text/class.h"
#include "text/hyphen.h"
#include "text/jidori.h"
#include "text/linelog.h"
#include "text/piece.h"
#include "text/spacing.h"

DIAG_MESSAGE(m_word_broken, "text.word-broken", DIAG_WARN,
    "「{1}」は行長より長いため、途中で改行しました。"
    "行長を広げるか、文字を小さくするか、分割できる位置を示してください",
    "\"{1}\" is longer than the line and was broken inside; widen the "
    "measure, set it smaller, or show where it may break");
DIAG_MESSAGE(m_too_wide, "text.too-wide", DIAG_ERROR,
    "「{1}」が行長から {2} mm はみ出しています。"
    "行長を広げるか、文字を小さくしてください",
    "\"{1}\" is {2} mm wider than the line; widen the measure or set it "
    "smaller");

enum { QUOTED_MAX = 24 }; /* characters of a word shown in a message */

/* A paragraph on its way. */
struct paragraph {
    struct arena *arena, *scratch;
    struct diag *diag;
    const struct text_setting *setting;
    struct atom_row row;
    struct ruby_row ruby;
    struct linebreak_line *line;
    bool *last; /* per line: a forced break or the end follows */
    size_t n, cap, cap_last;
};

/* --- atoms ------------------------------------------------------------ */

/* The atom behind the last one of span S. */
static size_t
span_end(const struct atom_row *row, size_t from, size_t s)
{
    return from + row->shaped[s].n;
}

/* A row without any gap that may widen (a Western word) spreads evenly. */
static void
spread_all(struct atom *atom, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (atom[i].even)
            return;
    for (size_t i = 1; i < n; i++)
        atom[i].even = !(atom[i].flags & (ATOM_IGNORED | ATOM_TIGHT));
}

static void
mark_spaces(struct paragraph *p)
{
    struct spacing_rules rules = spacing_rules(p->setting);
    struct atom_row *row = &p->row;
    size_t first = 0, end = 0;
    for (size_t s = 0; s < row->n_spans; s++) {
        end = span_end(row, end, s);
        if (!row->span[s].break_after && s + 1 < row->n_spans)
            continue;
        bool indented = first == 0 && p->setting->indent > 0;
        spacing_mark(&rules, row->atom + first, end - first, indented);
        if (p->setting->align == TEXT_SPREAD)
            spread_all(row->atom + first, end - first);
        first = end;
    }
}

static enum err
prepare(struct paragraph *p, const struct text_span *span, size_t n)
{
    enum err err = atom_row(p->scratch, p->diag, span, n, &p->row);
    if (err != ERR_OK)
        return err;
    class_mark(p->row.atom, p->row.n);
    err = breaking_mark(p->scratch, p->setting, &p->row);
    if (err == ERR_OK)
        err = hyphen_mark(p->scratch, p->diag, p->setting, &p->row);
    if (err != ERR_OK)
        return err;
    atom_trim(p->row.atom, p->row.n);
    mark_spaces(p);
    err = ruby_mark(
        p->scratch, p->diag, p->setting->reduction, &p->row, &p->ruby);
    return err == ERR_OK ? jidori_mark(p->diag, &p->row, &p->ruby) : err;
}

/* --- lines ------------------------------------------------------------ */

static enum err
append_lines(struct paragraph *p, const struct linebreak_line *line, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        struct linebreak_line *lines =
            arena_grow(p->scratch, p->line, p->n, &p->cap, sizeof *p->line);
        bool *last = arena_grow(
            p->scratch, p->last, p->n, &p->cap_last, sizeof *p->last);
        if (lines == NULL || last == NULL)
            return ERR_NOMEM;
        p->line = lines, p->last = last;
        p->line[p->n] = line[k];
        p->last[p->n++] = k + 1 == n;
    }
    return ERR_OK;
}

/* Breaks each stretch between forced breaks.  A break behind the last span
 * makes no empty line. */
static enum err
break_lines(struct paragraph *p)
{
    const struct atom_row *row = &p->row;
    size_t first = 0, end = 0;
    for (size_t s = 0; s < row->n_spans || s == 0; s++) {
        bool done = s + 1 >= row->n_spans;
        if (row->n_spans > 0) {
            end = span_end(row, end, s);
            if (!done && !row->span[s].break_after)
                continue;
        }
        struct linebreak_line *line;
        size_t n;
        enum err err = linebreak_find(
            p->scratch, p->setting, &p->row, first, end, p->n, &line, &n);
        if (err == ERR_OK)
            err = append_lines(p, line, n);
        if (err != ERR_OK)
            return err;
        first = end;
    }
    return ERR_OK;
}

/* --- faults ----------------------------------------------------------- */

/* The word that holds atom I: back to the last regular break, at most
 * QUOTED_MAX atoms either side. */
static const char *
word_at(const struct paragraph *p, size_t i)
{
    const struct atom *atom = p->row.atom;
    size_t first = i, end = i + 1;
    uint32_t span = atom[i].span;
    while (first > 0 && i - first < QUOTED_MAX &&
           atom[first].brk >= BREAK_WORD && atom[first - 1].span == span)
        first--;
    while (end < p->row.n && end - first < QUOTED_MAX &&
           atom[end].brk >= BREAK_WORD && atom[end].span == span)
        end++;
    size_t from = atom[first].cluster->at;
    size_t to = atom[end - 1].cluster->at + atom[end - 1].cluster->n;
    struct str word = {p->row.span[span].text.p + from, to - from};
    return diag_str(p->diag, word);
}

static enum err
report(struct paragraph *p, size_t k, const struct justify_line *line,
    const struct justify_plan *plan)
{
    size_t first = p->line[k].first;
    if (first == p->line[k].seen)
        return ERR_OK;
    const struct atom *a = &p->row.atom[first];
    bool broken = a->brk == BREAK_WORD || a->brk == BREAK_ANY;
    enum err err = ERR_OK;
    if (broken && k > 0 && !p->last[k - 1])
        err = DIAG(
            p->diag, atom_loc(&p->row, a), &m_word_broken, word_at(p, first));
    if (err == ERR_OK && plan->cost == JUSTIFY_TOO_LONG)
        err = DIAG(p->diag, atom_loc(&p->row, a), &m_too_wide,
            word_at(p, first), diag_mm(p->diag, plan->width - line->measure));
    /* An error fails the job through DIAG; the lines that follow may hold
     * more, which are to be said in the same run. */
    return err == ERR_NOMEM ? ERR_NOMEM : ERR_OK;
}

/* --- the result ------------------------------------------------------- */

static emu
line_start(const struct text_setting *setting, size_t number, int64_t width)
{
    int64_t spare = linebreak_measure(setting, number) - width;
    int64_t start = number == 0 ? setting->indent : 0;
    if (setting->align == TEXT_CENTRE)
        start += spare / 2;
    if (setting->align == TEXT_END)
        start += spare;
    /* One character has nothing to spread: it stands in the middle. */
    if (setting->align == TEXT_SPREAD && spare > 0)
        start += spare / 2;
    return start > UNIT_MAX    ? UNIT_MAX
           : start < -UNIT_MAX ? -UNIT_MAX
                               : (emu)start;
}

static enum err
finish_line(struct paragraph *p, struct piece_store *store, size_t k,
    struct text_line *out)
{
    const struct linebreak_line *l = &p->line[k];
    struct justify_line line;
    struct justify_plan plan;
    linebreak_prepare(p->setting, &p->row, l, k, p->last[k], &line);
    justify_plan(&line, &plan);
    enum err err = report(p, k, &line, &plan);
    if (err != ERR_OK)
        return err;
    justify_apply(&line, &plan, p->row.atom + l->first, l->seen - l->first);
    *out = (struct text_line){.natural = (emu)line.sum.natural,
        .width = (emu)plan.width,
        .start = line_start(p->setting, k, plan.width),
        .step = plan.step,
        .last = p->last[k]};
    size_t unit = store->unit;
    err = piece_line(p->arena, store, &p->row, &p->ruby, l, out);
    if (err != ERR_OK || !p->setting->trace)
        return err;
    const struct linelog_source source = {
        &p->row, &p->ruby, store, unit, plan.hang ? line.hang : 0};
    return linelog_line(p->arena, &source, l, out);
}

static enum err
finish(struct paragraph *p, struct text_line **out, size_t *n_lines)
{
    struct piece_store store;
    enum err err =
        piece_store_init(p->arena, p->diag, &p->row, &p->ruby, p->n, &store);
    if (err != ERR_OK)
        return err;
    struct text_line *line = arena_array(p->arena, p->n, sizeof *line);
    if (line == NULL)
        return ERR_NOMEM;
    for (size_t k = 0; k < p->n && err == ERR_OK; k++)
        err = finish_line(p, &store, k, &line[k]);
    if (err == ERR_OK)
        *out = line, *n_lines = p->n;
    return err;
}

enum err
text_compose(struct arena *arena, struct diag *diag,
    const struct text_setting *setting, const struct text_span *span, size_t n,
    struct text_line **out, size_t *n_lines)
{
    *out = NULL, *n_lines = 0;
    if (setting->n_measures == 0)
        return ERR_USAGE;
    struct paragraph p = {.arena = arena,
        .scratch = arena_new(),
        .diag = diag,
        .setting = setting};
    enum err err = p.scratch == NULL ? ERR_NOMEM : prepare(&p, span, n);
    if (err == ERR_OK)
        err = break_lines(&p);
    if (err == ERR_OK)
        err = finish(&p, out, n_lines);
    arena_free(p.scratch);
    return err;
}

/* --- widths ----------------------------------------------------------- */

static int64_t
natural_width(struct paragraph *p)
{
    int64_t widest = 0;
    size_t first = 0, end = 0;
    for (size_t s = 0; s < p->row.n_spans; s++) {
        end = span_end(&p->row, end, s);
        if (!p->row.span[s].break_after && s + 1 < p->row.n_spans)
            continue;
        size_t seen = end;
        while (seen > first && p->row.atom[seen - 1].flags & ATOM_SPACE)
            seen--;
        struct linebreak_line all = {first, seen, end};
        struct justify_line line;
        linebreak_prepare(p->setting, &p->row, &all, 1, true, &line);
        if (line.sum.natural > widest)
            widest = line.sum.natural;
        first = end;
    }
    return widest;
}

enum err
text_width(struct arena *arena, struct diag *diag,
    const struct text_setting *setting, const struct text_span *span, size_t n,
    emu *width)
{
    *width = 0;
    static const struct text_measure any = {0, UNIT_MAX};
    struct text_setting wide = *setting;
    wide.measure = &any, wide.n_measures = 1;
    struct paragraph p = {
        .arena = arena, .scratch = arena_new(), .diag = diag, .setting = &wide};
    enum err err = p.scratch == NULL ? ERR_NOMEM : prepare(&p, span, n);
    if (err == ERR_OK) {
        int64_t natural = natural_width(&p);
        *width = natural > UNIT_MAX ? UNIT_MAX : (emu)natural;
    }
    arena_free(p.scratch);
    return err;
}
