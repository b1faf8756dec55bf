/* [value]: one figure, read from a table or computed from other figures. */
#include <string.h>

#include "data/cell.h"
#include "data/query.h"
#include "data/source.h"

DIAG_MESSAGE(not_one_way, "data.value-kinds", DIAG_ERROR,
    "[value {1}] の求め方が {2} 個あります。source、sum、difference、ratio、"
    "change、points、max、min、number、text、sql のうち 1 "
    "つだけを書いてください",
    "[value {1}] says {2} ways to get it; say one of source, sum, difference, "
    "ratio, change, points, max, min, number, text, sql");
DIAG_MESSAGE(no_column_key, "data.value-column", DIAG_ERROR,
    "[value {1}] に column がありません。読む列の名前を書いてください",
    "[value {1}] has no `column`; say which column to read");
DIAG_MESSAGE(stray_key, "data.value-stray", DIAG_ERROR,
    "{1} は source と一緒にだけ使えます。削除してください",
    "`{1}` works only together with `source`; remove it");
DIAG_MESSAGE(not_one_row, "data.value-rows", DIAG_ERROR,
    "[value {1}] は 1 行だけを読みますが、{2} 行が当てはまります。"
    "where で絞るか aggregate を書いてください",
    "[value {1}] reads exactly one row, but {2} rows match; narrow `where` or "
    "say `aggregate`");
DIAG_MESSAGE(not_one_cell, "data.value-cells", DIAG_ERROR,
    "sql の結果は {1} 行 {2} 列です。1 行 1 列になるように書いてください",
    "the result has {1} rows and {2} columns; write SQL that gives one cell");
DIAG_MESSAGE(empty_cell, "data.value-empty", DIAG_ERROR,
    "[value {1}] が読むセルは空です。値を入れるか where を直してください",
    "the cell that [value {1}] reads is empty; fill it in or correct `where`");
DIAG_MESSAGE(operands, "data.value-operands", DIAG_ERROR,
    "{1} には値の名前が {2} 必要ですが、{3} 個あります",
    "`{1}` takes {2} names of values, but {3} stand here");
DIAG_MESSAGE(no_number, "data.value-text", DIAG_ERROR,
    "「{1}」は数（18 桁まで）ではないので [value {2}] の計算に使えません。"
    "数に直してください",
    "\"{1}\" is not a number (of at most 18 digits), so [value {2}] cannot be "
    "computed from it; correct it");
DIAG_MESSAGE(no_constant, "data.value-number", DIAG_ERROR,
    "「{1}」は数ではありません。3,637 や 6.4% のように書いてください",
    "\"{1}\" is not a number; write it like 3,637 or 6.4%");
DIAG_MESSAGE(zero, "data.value-zero", DIAG_ERROR,
    "[value {1}] は「{2}」の 0 で割ることになります。値を確かめてください",
    "[value {1}] would divide by the zero of \"{2}\"; check that value");
DIAG_MESSAGE(negative, "data.value-base", DIAG_ERROR,
    "[value {1}] の増減率は、元の「{2}」が負なので意味を持ちません。"
    "difference を使ってください",
    "[value {1}]: a rate of change from the negative \"{2}\" has no meaning; "
    "use `difference`");
DIAG_MESSAGE(overflow, "data.value-overflow", DIAG_ERROR,
    "[value {1}] の計算が扱える桁数を超えました",
    "the computation of [value {1}] leaves the range of exact numbers");

struct make {
    struct dataset *ds;
    struct figure *figure;
    const struct section *section;
    const char *name;
};

static enum err
say(struct make *m, const char *key, const struct diag_message *message,
    const char *arg)
{
    return DIAG(
        m->ds->diag, section_loc(m->section, key), message, m->name, arg);
}

/* The figure is the computed NUMBER. */
static enum err
set_number(struct make *m, struct number number)
{
    return cell_compute(m->ds->arena, &m->figure->cell, number) ? ERR_OK
                                                                : ERR_NOMEM;
}

static bool
ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), k = strlen(end);
    return n >= k && strcmp(s + n - k, end) == 0;
}

/* How a cell of COLUMN is shown in prose unless the job says otherwise: as it
 * was written, but with commas; years have none. */
static struct number_format
natural_format(const char *column, const struct cell *cell)
{
    struct number_format format = {
        .decimals = -1, .group = true, .prefix = "", .suffix = ""};
    if (ends_with(column, "年") || ends_with(column, "年度"))
        format.group = false;
    if (cell->kind == CELL_NUMBER && number_is_percent(str_of(cell->text))) {
        format.scale = 2;
        format.suffix = "%";
    }
    return format;
}

/* --- from a table ------------------------------------------------------- */

struct reading {
    const struct record_set *set;
    size_t column;
    size_t *rows, n; /* rows NULL: all n rows */
};

static const struct cell *
cell_at(const struct reading *r, size_t i)
{
    size_t row = r->rows == NULL ? i : r->rows[i];
    return &r->set->cell[row * r->set->n_columns + r->column];
}

static enum err
read_single(struct make *m, const struct reading *r)
{
    struct cell *cell = &m->figure->cell;
    if (r->n != 1)
        return say(m, section_has(m->section, "where") ? "where" : "column",
            &not_one_row, diag_int(m->ds->diag, (int64_t)r->n));
    *cell = *cell_at(r, 0);
    if (cell->kind == CELL_EMPTY)
        return DIAG(m->ds->diag, cell->loc, &empty_cell, m->name);
    return ERR_OK;
}

/* One word among the figures makes all of a column text: says where it is. */
static enum err
say_text(struct make *m, const struct reading *r, const struct cell *cell)
{
    for (size_t i = 0; i < r->n; i++) {
        struct cell again = *cell_at(r, i);
        cell_read(&again);
        if (again.kind != CELL_TEXT)
            continue;
        cell = cell_at(r, i);
        break;
    }
    return DIAG(m->ds->diag, cell->loc, &no_number, cell->text, m->name);
}

/* Sum or extreme of the cells, which must be numbers or signs. */
static enum err
read_fold(struct make *m, const struct reading *r, const char *how)
{
    struct number sum = {0, 1, 0};
    enum cell_kind kind = CELL_NUMBER;
    const struct cell *best = NULL;
    int sign = strcmp(how, "min") == 0 ? -1 : 1;
    for (size_t i = 0; i < r->n; i++) {
        const struct cell *cell = cell_at(r, i);
        if (cell->kind == CELL_EMPTY)
            return DIAG(m->ds->diag, cell->loc, &empty_cell, m->name);
        if (cell->kind == CELL_TEXT)
            return say_text(m, r, cell);
        kind = cell_poison(kind, cell->kind);
        if (cell->kind == CELL_NUMBER &&
            (best == NULL ||
                sign * number_compare(cell->number, best->number) > 0))
            best = cell;
        if (strcmp(how, "sum") == 0 &&
            !number_op(NUMBER_ADD, sum, cell->number, &sum))
            return say(m, "aggregate", &overflow, NULL);
    }
    if (kind != CELL_NUMBER) {
        cell_sign(&m->figure->cell, kind);
        return ERR_OK;
    }
    if (best == NULL)
        return say(m, "where", &not_one_row, "0");
    if (strcmp(how, "sum") == 0)
        return set_number(m, sum);
    m->figure->cell = *best;
    return ERR_OK;
}

static enum err
select_rows(struct make *m, struct table *table, struct reading *r)
{
    struct query_text where = {
        section_text(m->section, "where"), section_loc(m->section, "where")};
    r->n = r->set->n_rows;
    if (where.sql == NULL)
        return ERR_OK;
    return query_rows(m->ds, table, where, NULL, 0, &r->rows, &r->n);
}

/* "contract-mr.稼働人数 where 年度 = 2022" */
static enum err
name_reading(struct make *m, const struct table *table, const char *column)
{
    const char *how = section_text(m->section, "aggregate");
    const char *where = section_text(m->section, "where");
    m->figure->formula = arena_printf(m->ds->arena, "%s%s%s.%s%s%s%s",
        how == NULL ? "" : how, how == NULL ? "" : "(", table->node.name,
        column, where == NULL ? "" : " where ", where == NULL ? "" : where,
        how == NULL ? "" : ")");
    return m->figure->formula == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
from_source(struct make *m)
{
    struct loc loc = section_loc(m->section, "source");
    struct table *table = table_of(m->ds, section_ref(m->section, "source"));
    const char *column = section_text(m->section, "column");
    const char *how = section_text(m->section, "aggregate");
    bool count = how != NULL && strcmp(how, "count") == 0;
    if (column == NULL && !count)
        return DIAG(m->ds->diag, loc, &no_column_key, m->name);
    enum err err = table_need(m->ds, table, loc);
    if (err == ERR_OK && column != NULL)
        err = source_has_column(m->ds->diag, &table->set, table->node.name,
            section_loc(m->section, "column"), column);
    if (err != ERR_OK)
        return err;
    struct reading r = {.set = &table->set};
    r.column = column == NULL ? 0 : records_column(&table->set, column);
    err = select_rows(m, table, &r);
    if (err == ERR_OK)
        err = name_reading(m, table, column == NULL ? "*" : column);
    if (err == ERR_OK && count)
        err = set_number(m, (struct number){(int64_t)r.n, 1, 0});
    else if (err == ERR_OK)
        err = how == NULL ? read_single(m, &r) : read_fold(m, &r, how);
    if (err == ERR_OK && !count)
        m->figure->format =
            natural_format(column, r.n > 0 ? cell_at(&r, 0) : &m->figure->cell);
    return err;
}

/* --- from other figures ------------------------------------------------- */

struct operand_list {
    struct figure **figure;
    size_t n;
};

/* The figures KEY names, all worked out. */
static enum err
need_operands(struct make *m, const char *key, struct operand_list *out)
{
    struct loc loc = section_loc(m->section, key);
    const char **name = section_list(m->ds->arena, m->section, key, &out->n);
    out->figure = arena_array(m->ds->arena, out->n, sizeof *out->figure);
    if (name == NULL || out->figure == NULL)
        return ERR_NOMEM;
    enum err worst = ERR_OK;
    for (size_t i = 0; i < out->n && worst != ERR_NOMEM; i++) {
        struct str s = str_of(name[i]);
        out->figure[i] = figure_find(m->ds, s);
        enum err err = out->figure[i] == NULL
                           ? figure_unknown(m->ds, m->ds->diag, loc, s)
                           : figure_need(m->ds, out->figure[i], loc);
        worst = err != ERR_OK ? err : worst;
    }
    return worst;
}

/* "ratio(mr, mr-all)" */
static enum err
name_formula(struct make *m, const char *key, const struct operand_list *list)
{
    struct buf buf = {0};
    buf_text(&buf, key);
    for (size_t i = 0; i < list->n; i++) {
        buf_text(&buf, i == 0 ? "(" : ", ");
        buf_text(&buf, list->figure[i]->node.name);
    }
    buf_text(&buf, ")");
    m->figure->formula =
        buf.failed ? NULL : arena_strndup(m->ds->arena, buf.p, buf.n);
    buf_fini(&buf);
    return m->figure->formula == NULL ? ERR_NOMEM : ERR_OK;
}

/* What the signs among the operands make of the result; texts are faults. */
static enum err
check_operands(struct make *m, const char *key, const struct operand_list *list,
    enum cell_kind *kind)
{
    *kind = CELL_NUMBER;
    for (size_t i = 0; i < list->n; i++) {
        const struct cell *cell = &list->figure[i]->cell;
        if (cell->kind == CELL_TEXT || cell->kind == CELL_EMPTY)
            return DIAG(m->ds->diag, section_loc(m->section, key), &no_number,
                cell->text, m->name);
        *kind = cell_poison(*kind, cell->kind);
    }
    return ERR_OK;
}

static enum err
fold_operands(struct make *m, const char *key, const struct operand_list *list)
{
    struct number out = list->figure[0]->cell.number;
    for (size_t i = 1; i < list->n; i++) {
        struct number next = list->figure[i]->cell.number;
        int order = number_compare(next, out);
        if (strcmp(key, "sum") == 0) {
            if (!number_op(NUMBER_ADD, out, next, &out))
                return say(m, key, &overflow, NULL);
        } else if (strcmp(key, "max") == 0 ? order > 0 : order < 0) {
            out = next;
        }
    }
    return set_number(m, out);
}

static enum err
combine_two(struct make *m, const char *key, const struct operand_list *list)
{
    static const struct number hundred = {100, 1, 0};
    struct number a = list->figure[0]->cell.number;
    struct number b = list->figure[1]->cell.number;
    const char *base = list->figure[1]->node.name;
    bool change = strcmp(key, "change") == 0;
    bool ratio = strcmp(key, "ratio") == 0;
    if ((change || ratio) && b.num == 0)
        return say(m, key, &zero, base);
    if (change && b.num < 0)
        return say(m, key, &negative, base);
    struct number out = a;
    bool good = ratio || number_op(NUMBER_SUB, a, b, &out);
    if (change || ratio)
        good = good && number_op(NUMBER_DIV, out, b, &out);
    if (strcmp(key, "points") == 0)
        good = good && number_op(NUMBER_MUL, out, hundred, &out);
    return good ? set_number(m, out) : say(m, key, &overflow, NULL);
}

static void
computed_format(
    struct make *m, const char *key, const struct operand_list *list)
{
    static const struct number_format percent = {1, 2, false, false, NULL, "",
                                          "%", ROUND_HALF_UP},
                                      points = {1, 0, false, false, NULL, "",
                                          "ポイント", ROUND_HALF_UP};
    if (strcmp(key, "ratio") == 0 || strcmp(key, "change") == 0)
        m->figure->format = percent;
    else if (strcmp(key, "points") == 0)
        m->figure->format = points;
    else
        m->figure->format = list->figure[0]->format;
}

static enum err
from_figures(struct make *m, const char *key)
{
    bool several = strcmp(key, "sum") == 0 || strcmp(key, "max") == 0 ||
                   strcmp(key, "min") == 0;
    struct operand_list list;
    enum cell_kind kind;
    enum err err = need_operands(m, key, &list);
    if (err != ERR_OK)
        return err;
    if (several ? list.n < 1 : list.n != 2)
        return DIAG(m->ds->diag, section_loc(m->section, key), &operands, key,
            several ? "1.." : "2", diag_int(m->ds->diag, (int64_t)list.n));
    computed_format(m, key, &list);
    err = name_formula(m, key, &list);
    if (err == ERR_OK)
        err = check_operands(m, key, &list, &kind);
    if (err != ERR_OK)
        return err;
    if (kind != CELL_NUMBER) {
        cell_sign(&m->figure->cell, kind);
        return ERR_OK;
    }
    return several ? fold_operands(m, key, &list) : combine_two(m, key, &list);
}

/* --- constants and SQL -------------------------------------------------- */

static enum err
from_number(struct make *m)
{
    struct cell *cell = &m->figure->cell;
    cell->text = section_text(m->section, "number");
    m->figure->formula = cell->text;
    cell_read(cell);
    if (cell->kind == CELL_EMPTY || cell->kind == CELL_TEXT)
        return DIAG(m->ds->diag, section_loc(m->section, "number"),
            &no_constant, cell->text);
    m->figure->format = natural_format("", cell);
    return ERR_OK;
}

static enum err
from_text(struct make *m)
{
    m->figure->cell.kind = CELL_TEXT;
    m->figure->cell.text = section_text(m->section, "text");
    m->figure->formula = m->figure->cell.text;
    return ERR_OK;
}

static enum err
from_sql(struct make *m)
{
    struct query_text text = {
        section_text(m->section, "sql"), section_loc(m->section, "sql")};
    struct record_set set;
    m->figure->formula = text.sql;
    enum err err = query_select(m->ds, text, &set);
    if (err != ERR_OK)
        return err;
    if (set.n_rows != 1 || set.n_columns != 1)
        return DIAG(m->ds->diag, text.loc, &not_one_cell,
            diag_int(m->ds->diag, (int64_t)set.n_rows),
            diag_int(m->ds->diag, (int64_t)set.n_columns));
    m->figure->cell = set.cell[0];
    m->figure->format = natural_format(set.column[0], &set.cell[0]);
    return ERR_OK;
}

/* --- the door ----------------------------------------------------------- */

static const char *const ways[] = {"source", "sum", "difference", "ratio",
    "change", "points", "max", "min", "number", "text", "sql"};

static enum err
check_keys(struct make *m, const char **way)
{
    static const char *const stray[] = {"column", "where", "aggregate"};
    int64_t found = 0;
    enum err worst = ERR_OK;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (!section_has(m->section, ways[i]))
            continue;
        *way = ways[i];
        found++;
    }
    if (found != 1)
        return DIAG(m->ds->diag, m->section->loc, &not_one_way, m->name,
            diag_int(m->ds->diag, found));
    if (strcmp(*way, "source") == 0)
        return ERR_OK;
    for (size_t i = 0; i < sizeof stray / sizeof *stray; i++)
        if (section_has(m->section, stray[i]) && worst != ERR_NOMEM)
            worst = DIAG(m->ds->diag, section_loc(m->section, stray[i]),
                &stray_key, stray[i]);
    return worst;
}

/* The job's own format, tried out on the figure so that it cannot fail
 * later. */
static enum err
take_format(struct make *m)
{
    const char *text = section_text(m->section, "format");
    struct cell trial = m->figure->cell;
    struct str shown;
    if (text == NULL)
        return ERR_OK;
    trial.loc = section_loc(m->section, "format");
    enum err err = cell_show(m->ds->arena, m->ds->diag, &trial, text, &shown);
    if (err != ERR_OK)
        return err;
    return cell_format(
        m->ds->arena, m->ds->diag, trial.loc, text, &m->figure->format);
}

enum err
derive_make(struct dataset *ds, struct figure *figure)
{
    struct make m = {ds, figure, figure->node.section, figure->node.name};
    const char *way = "";
    enum err err = check_keys(&m, &way);
    if (err != ERR_OK)
        return err;
    figure->cell = (struct cell){.text = "",
        .number = {0, 1, 0},
        .loc = section_loc(m.section, way),
        .style = &ds->style};
    figure->format = (struct number_format){
        .decimals = -1, .group = true, .prefix = "", .suffix = ""};
    if (strcmp(way, "source") == 0)
        err = from_source(&m);
    else if (strcmp(way, "number") == 0)
        err = from_number(&m);
    else if (strcmp(way, "text") == 0)
        err = from_text(&m);
    else if (strcmp(way, "sql") == 0)
        err = from_sql(&m);
    else
        err = from_figures(&m, way);
    return err == ERR_OK ? take_format(&m) : err;
}
