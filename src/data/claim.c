/* [check]: a claim about a figure that must hold, or the job fails. */
#include <string.h>

#include "data/cell.h"
#include "data/query.h"
#include "data/source.h"

DIAG_MESSAGE(nothing, "data.check-nothing", DIAG_ERROR,
    "[check {1}] は何も確かめません。equals、highest、lowest、sum-of "
    "のどれかを書いてください",
    "[check {1}] checks nothing; say equals, highest, lowest or sum-of");
DIAG_MESSAGE(bad_claim, "data.check-number", DIAG_ERROR,
    "「{1}」は数ではありません。6.2% や 3,637 のように書いてください",
    "\"{1}\" is not a number; write it like 6.2% or 3,637");
DIAG_MESSAGE(bad_column, "data.check-column", DIAG_ERROR,
    "「{1}」は列を指していません。「{2}.列」のように書いてください",
    "\"{1}\" names no column; write it like {2}.COLUMN");
DIAG_MESSAGE(no_number, "data.check-text", DIAG_ERROR,
    "[check {1}] の値 {2} は「{3}」で、数ではないので確かめられません",
    "[check {1}]: the value {2} is \"{3}\", not a number, and cannot be "
    "checked");
DIAG_MESSAGE(not_equal, "data.check-failed", DIAG_ERROR,
    "[check {1}] 主張は {2} ですが、計算すると {3} です（{4}）。"
    "主張か {5} のデータを直してください{6}",
    "[check {1}] the claim is {2}, but the value is {3} ({4}); correct the "
    "claim or the data at {5}{6}");
DIAG_MESSAGE(not_within, "data.check-failed", DIAG_ERROR,
    "[check {1}] 主張は {2}（±{7}）ですが、計算すると {3} です（{4}）。"
    "主張か {5} のデータを直してください{6}",
    "[check {1}] the claim is {2} (within {7}), but the value is {3} ({4}); "
    "correct the claim or the data at {5}{6}");
DIAG_MESSAGE(not_highest, "data.check-failed", DIAG_ERROR,
    "[check {1}] {2} は {3} ですが（{4}）、{5} にはより大きい {6} "
    "があります。主張かデータを直してください{7}",
    "[check {1}] {2} is {3} ({4}), but there is a higher {6} at {5}; correct "
    "the claim or the data{7}");
DIAG_MESSAGE(not_lowest, "data.check-failed", DIAG_ERROR,
    "[check {1}] {2} は {3} ですが（{4}）、{5} にはより小さい {6} "
    "があります。主張かデータを直してください{7}",
    "[check {1}] {2} is {3} ({4}), but there is a lower {6} at {5}; correct "
    "the claim or the data{7}");
DIAG_MESSAGE(unproven, "data.check-unproven", DIAG_WARN,
    "[check {1}] {2} のセル「{3}」の値が分からないので、"
    "最大・最小とは言い切れません。where で除くか値を入れてください",
    "[check {1}] cannot be proven against the cell \"{3}\" at {2}; leave it "
    "out with `where` or fill in its value");
DIAG_MESSAGE(not_sum, "data.check-failed", DIAG_ERROR,
    "[check {1}] {2} は {3} ですが（{4}）、内訳の合計は {5} です。"
    "データを直してください{6}",
    "[check {1}] {2} is {3} ({4}), but its parts sum to {5}; correct the "
    "data{6}");
DIAG_MESSAGE(unknown_sum, "data.check-sum-unknown", DIAG_WARN,
    "[check {1}] 内訳に「{2}」があるので合計を確かめられません",
    "[check {1}] the sum cannot be checked because a part is \"{2}\"");
DIAG_MESSAGE(disclosed, "data.disclosure", DIAG_WARN,
    "秘匿された {1} の値は、合計 {2} "
    "とほかの内訳から計算できてしまいます。もう 1 つ秘匿してください",
    "the withheld {1} can be computed from the total {2} and the other "
    "parts; withhold a second one");

struct claim {
    struct dataset *ds;
    const struct section *section;
    const struct figure *figure;
    const char *name;
    const char *shown;   /* the value in full */
    const char *formula; /* and where it comes from */
    const char *place;   /* file:line:col of its data */
    const char *message; /* of the job, led by ": ", or "" */
};

static const char *
place_text(struct arena *arena, struct loc loc)
{
    if (loc.file == NULL)
        return "?";
    return arena_printf(
        arena, "%s:%d:%d", loc.file, (int)loc.line, (int)loc.col);
}

/* What BUF holds as a text of ARENA, or NULL; frees BUF. */
static const char *
keep(struct arena *arena, struct buf *buf)
{
    const char *s = buf->failed ? NULL : arena_strndup(arena, buf->p, buf->n);
    buf_fini(buf);
    return s;
}

static const char *
show_number(
    const struct claim *c, struct number number, int decimals, bool percent)
{
    struct number_format format = {.decimals = decimals,
        .scale = percent ? 2 : 0,
        .group = true,
        .prefix = "",
        .suffix = percent ? "%" : ""};
    struct buf buf = {0};
    cell_put(&buf, number, &c->ds->style, &format);
    return keep(c->ds->arena, &buf);
}

/* The claimed number; a unit behind it (人, ポイント) is allowed. */
static bool
parse_claim(const char *text, struct number *out, bool *percent)
{
    struct str s = str_trim(str_of(text));
    while (s.n > 0 && !number_parse(s, out)) {
        char last = s.p[s.n - 1];
        if (last >= '0' && last <= '9')
            return false;
        s.n--;
    }
    *percent = number_is_percent(s);
    return s.n > 0;
}

static enum err
read_claim(
    const struct claim *c, const char *key, struct number *out, bool *percent)
{
    const char *text = section_text(c->section, key);
    if (parse_claim(text, out, percent))
        return ERR_OK;
    return DIAG(c->ds->diag, section_loc(c->section, key), &bad_claim, text);
}

/* --- equals ------------------------------------------------------------- */

static enum err
say_unequal(const struct claim *c, struct number claim, bool percent,
    const char *within)
{
    struct number value = c->figure->cell.number, rounded;
    int decimals = claim.decimals - (percent ? 2 : 0);
    bool exact = number_round(value, claim.decimals, ROUND_HALF_UP, &rounded) &&
                 number_compare(value, rounded) == 0;
    /* Two places more, so that the reader sees which way it was rounded. */
    const char *shown =
        show_number(c, value, decimals + (exact ? 0 : 2), percent);
    if (shown == NULL)
        return ERR_NOMEM;
    return DIAG(c->ds->diag, section_loc(c->section, "equals"),
        within == NULL ? &not_equal : &not_within, c->name,
        section_text(c->section, "equals"), shown, c->formula, c->place,
        c->message, within);
}

static enum err
prove_text(const struct claim *c)
{
    const char *text = section_text(c->section, "equals");
    if (strcmp(text, c->figure->cell.text) == 0)
        return ERR_OK;
    return DIAG(c->ds->diag, section_loc(c->section, "equals"), &not_equal,
        c->name, text, c->figure->cell.text, c->formula, c->place, c->message);
}

static enum err
prove_equals(const struct claim *c)
{
    struct number claim, tolerance, rounded;
    bool percent, ignored, has_within = section_has(c->section, "within");
    struct number value = c->figure->cell.number;
    if (c->figure->cell.kind == CELL_TEXT)
        return prove_text(c);
    enum err err = read_claim(c, "equals", &claim, &percent);
    if (err == ERR_OK && has_within)
        err = read_claim(c, "within", &tolerance, &ignored);
    if (err != ERR_OK)
        return err;
    bool good;
    if (has_within) {
        good = number_op(NUMBER_SUB, value, claim, &rounded);
        rounded.num = rounded.num < 0 ? -rounded.num : rounded.num;
        good = good && number_compare(rounded, tolerance) <= 0;
    } else {
        good = number_round(
                   value, claim.decimals, c->ds->style.rounding, &rounded) &&
               number_compare(rounded, claim) == 0;
    }
    return good ? ERR_OK
                : say_unequal(
                      c, claim, percent, section_text(c->section, "within"));
}

/* --- highest and lowest ------------------------------------------------- */

/* SOURCE.COLUMN: the longest name before a dot that is a record set. */
static struct table *
find_column(const struct claim *c, const char *text, const char **column)
{
    for (const char *dot = text + strlen(text); dot > text; dot--) {
        size_t at;
        struct str name = {text, (size_t)(dot - text)};
        if (*dot != '.' || !map_find(&c->ds->tables, name, &at))
            continue;
        *column = dot + 1;
        return &c->ds->table[at];
    }
    return NULL;
}

static enum err
say_beaten(const struct claim *c, const char *key, const struct cell *cell)
{
    const char *at = place_text(c->ds->arena, cell->loc);
    if (at == NULL)
        return ERR_NOMEM;
    return DIAG(c->ds->diag, section_loc(c->section, key),
        strcmp(key, "highest") == 0 ? &not_highest : &not_lowest, c->name,
        c->figure->node.name, c->shown, c->formula, at, cell->text, c->message);
}

static enum err
prove_cell(const struct claim *c, const char *key, const struct cell *cell)
{
    int sign = strcmp(key, "highest") == 0 ? 1 : -1;
    if (cell->kind == CELL_NUMBER)
        return sign * number_compare(cell->number, c->figure->cell.number) > 0
                   ? say_beaten(c, key, cell)
                   : ERR_OK;
    if (cell->kind != CELL_UNKNOWN && cell->kind != CELL_SUPPRESSED)
        return ERR_OK;
    const char *at = place_text(c->ds->arena, cell->loc);
    if (at == NULL)
        return ERR_NOMEM;
    return DIAG(c->ds->diag, section_loc(c->section, key), &unproven, c->name,
        at, cell->text);
}

static enum err
prove_extreme(const struct claim *c, const char *key)
{
    struct loc loc = section_loc(c->section, key);
    const char *column, *text = section_text(c->section, key);
    struct table *table = find_column(c, text, &column);
    if (table == NULL)
        return DIAG(c->ds->diag, loc, &bad_column, text,
            c->ds->n_tables > 0 ? c->ds->table[0].node.name : "");
    struct query_text where = {
        section_text(c->section, "where"), section_loc(c->section, "where")};
    size_t *rows, n;
    enum err err = table_need(c->ds, table, loc);
    if (err == ERR_OK)
        err = source_has_column(
            c->ds->diag, &table->set, table->node.name, loc, column);
    if (err == ERR_OK)
        err = query_rows(c->ds, table, where, NULL, 0, &rows, &n);
    if (err != ERR_OK)
        return err;
    size_t at = records_column(&table->set, column);
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = prove_cell(
            c, key, &table->set.cell[rows[i] * table->set.n_columns + at]);
    return err;
}

/* --- sums --------------------------------------------------------------- */

static enum err
say_unsummed(const struct claim *c, struct number sum)
{
    const char *shown = show_number(c, sum, -1, false);
    if (shown == NULL)
        return ERR_NOMEM;
    return DIAG(c->ds->diag, section_loc(c->section, "sum-of"), &not_sum,
        c->name, c->figure->node.name, c->shown, c->formula, shown, c->message);
}

static enum err
prove_sum(const struct claim *c)
{
    struct loc loc = section_loc(c->section, "sum-of");
    struct number sum = {0, 1, 0};
    const struct figure *withheld = NULL, *sign = NULL;
    size_t n, n_withheld = 0;
    const char **name = section_list(c->ds->arena, c->section, "sum-of", &n);
    if (name == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        struct str s = str_of(name[i]);
        struct figure *part = figure_find(c->ds, s);
        enum err err = part == NULL ? figure_unknown(c->ds, c->ds->diag, loc, s)
                                    : figure_need(c->ds, part, loc);
        if (err != ERR_OK)
            return err;
        if (part->cell.kind == CELL_SUPPRESSED) {
            withheld = part;
            n_withheld++;
        } else if (part->cell.kind != CELL_NUMBER) {
            sign = part;
        } else if (!number_op(NUMBER_ADD, sum, part->cell.number, &sum)) {
            return say_unsummed(c, sum);
        }
    }
    if (n_withheld == 1 && sign == NULL)
        return DIAG(c->ds->diag, loc, &disclosed, withheld->node.name,
            c->figure->node.name);
    if (n_withheld > 0 || sign != NULL)
        return DIAG(c->ds->diag, loc, &unknown_sum, c->name,
            (sign != NULL ? sign : withheld)->cell.text);
    return number_compare(sum, c->figure->cell.number) == 0
               ? ERR_OK
               : say_unsummed(c, sum);
}

/* --- the door ----------------------------------------------------------- */

static enum err
prove_all(struct claim *c)
{
    static const struct {
        const char *key;
        bool extreme;
    } kinds[] = {{"equals", false}, {"highest", true}, {"lowest", true},
        {"sum-of", false}};
    bool any = false;
    enum err worst = ERR_OK;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!section_has(c->section, kinds[i].key) || worst == ERR_NOMEM)
            continue;
        bool first = i == 0;
        any = true;
        bool fits = c->figure->cell.kind == CELL_NUMBER ||
                    (first && c->figure->cell.kind == CELL_TEXT);
        enum err err = ERR_OK;
        if (!fits)
            err = DIAG(c->ds->diag, section_loc(c->section, kinds[i].key),
                &no_number, c->name, c->figure->node.name,
                c->figure->cell.text);
        else if (kinds[i].extreme)
            err = prove_extreme(c, kinds[i].key);
        else
            err = first ? prove_equals(c) : prove_sum(c);
        worst = err != ERR_OK ? err : worst;
    }
    return any ? worst : DIAG(c->ds->diag, c->section->loc, &nothing, c->name);
}

/* Gathers what a failing claim would say. */
static bool
describe(struct claim *c)
{
    struct arena *arena = c->ds->arena;
    const char *message = section_text(c->section, "message");
    struct buf shown = {0}, formula = {0};
    figure_put(c->ds, c->figure, &shown);
    trace_formula(c->figure, &formula);
    c->shown = keep(arena, &shown);
    c->formula = keep(arena, &formula);
    c->place = place_text(arena, c->figure->cell.loc);
    c->message = message == NULL ? "" : arena_printf(arena, ": %s", message);
    return c->shown != NULL && c->formula != NULL && c->place != NULL &&
           c->message != NULL;
}

enum err
claim_prove(struct dataset *ds, const struct section *section)
{
    struct loc loc = section_loc(section, "value");
    struct str name = str_of(section_text(section, "value"));
    struct figure *figure = figure_find(ds, name);
    if (figure == NULL)
        return figure_unknown(ds, ds->diag, loc, name);
    enum err err = figure_need(ds, figure, loc);
    if (err != ERR_OK)
        return err;
    struct claim c = {
        .ds = ds, .section = section, .figure = figure, .name = section->name};
    return describe(&c) ? prove_all(&c) : ERR_NOMEM;
}
