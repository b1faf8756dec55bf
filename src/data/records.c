/* [records]: rows of another record set, picked, sorted and cut, or the result
 * of a statement of the job's own. */
#include <string.h>

#include "data/cell.h"
#include "data/query.h"
#include "data/source.h"

DIAG_MESSAGE(no_way, "data.records-source", DIAG_ERROR,
    "[records {1}] には source か sql のどちらか一方を書いてください",
    "[records {1}] needs either `source` or `sql`, one of the two");
DIAG_MESSAGE(not_with_sql, "data.records-sql", DIAG_ERROR,
    "sql があるとき {1} は使えません。SQL 文の中に書いてください",
    "`{1}` cannot stand beside `sql`; write it inside the statement");
DIAG_MESSAGE(empty_order, "data.order", DIAG_ERROR,
    "並べ替え「{1}」に列の名前のない項目があります。"
    "「-列」「kana:列」のように書いてください",
    "a term of the order \"{1}\" names no column; write it like -COLUMN or "
    "kana:COLUMN");
DIAG_MESSAGE(overflow, "data.others-overflow", DIAG_ERROR,
    "列「{1}」の「{2}」の合計が大きすぎて計算できません",
    "the sum of column \"{1}\" in the row \"{2}\" is too large");

size_t
records_column(const struct record_set *records, const char *name)
{
    size_t i = 0;
    while (i < records->n_columns && strcmp(records->column[i], name) != 0)
        i++;
    return i;
}

static const struct section *
section_of(const struct table *table)
{
    return table->node.section;
}

/* --- order -------------------------------------------------------------- */

static bool
take_prefix(struct str *s, struct str prefix)
{
    if (s->n < prefix.n || memcmp(s->p, prefix.p, prefix.n) != 0)
        return false;
    *s = str_trim((struct str){s->p + prefix.n, s->n - prefix.n});
    return true;
}

/* One term of `order` as SQL, appended to OUT. */
static enum err
put_term(struct dataset *ds, const struct table *table,
    const struct table *from, struct str term, struct buf *out)
{
    const struct section *section = section_of(table);
    struct loc loc = section_loc(section, "order");
    term = str_trim(term);
    bool down = take_prefix(&term, STR("-"));
    bool kana = take_prefix(&term, STR("kana:"));
    if (term.n == 0)
        return DIAG(
            ds->diag, loc, &empty_order, section_text(section, "order"));
    const char *column = arena_strndup(ds->arena, term.p, term.n);
    if (column == NULL)
        return ERR_NOMEM;
    enum err err =
        source_has_column(ds->diag, &from->set, from->node.name, loc, column);
    const char *quoted = query_quote(ds->arena, column);
    if (err != ERR_OK || quoted == NULL)
        return err != ERR_OK ? err : ERR_NOMEM;
    buf_text(out, out->n > 0 ? ", " : "");
    buf_text(out, quoted);
    buf_text(out, kana ? " COLLATE kana" : "");
    buf_text(out, down ? " DESC NULLS LAST" : " NULLS LAST");
    return ERR_OK;
}

static enum err
order_text(struct dataset *ds, const struct table *table,
    const struct table *from, struct buf *out)
{
    enum err worst = ERR_OK;
    struct str rest = str_of(section_text(section_of(table), "order"));
    while (rest.p != NULL && worst != ERR_NOMEM) {
        struct str term = str_cut(rest, ',', &rest);
        enum err err = put_term(ds, table, from, term, out);
        worst = err != ERR_OK ? err : worst;
    }
    return out->failed ? ERR_NOMEM : worst;
}

/* --- rows --------------------------------------------------------------- */

static enum err
copy_rows(struct dataset *ds, const struct record_set *from, const size_t *rows,
    size_t n, struct record_set *out)
{
    *out = *from;
    out->n_rows = n;
    out->cell = arena_array(ds->arena, n * from->n_columns, sizeof *out->cell);
    if (out->cell == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < from->n_columns; k++)
            out->cell[i * from->n_columns + k] =
                from->cell[rows[i] * from->n_columns + k];
    return ERR_OK;
}

/* The rows of FROM in its own order, at most LIMIT (0: all): no SQL needed. */
static enum err
first_rows(struct dataset *ds, const struct record_set *from, int limit,
    size_t **rows, size_t *n)
{
    *n = limit > 0 && (size_t)limit < from->n_rows ? (size_t)limit
                                                   : from->n_rows;
    *rows = arena_array(ds->arena, *n, sizeof **rows);
    if (*rows == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = i;
    return ERR_OK;
}

/* [records X] source = X means the source, not itself. */
static struct table *
from_table(const struct dataset *ds, const struct table *table)
{
    const struct section *section = section_of(table);
    const struct section *from = section_ref(section, "source");
    if (from == section)
        from = job_find(ds->job, "source", section->name);
    return from == NULL ? NULL : table_of(ds, from);
}

static enum err
make_from_table(struct dataset *ds, struct table *table)
{
    const struct section *section = section_of(table);
    struct loc loc = section_loc(section, "source");
    struct table *from = from_table(ds, table);
    struct buf order = {0};
    size_t *rows, n;
    if (from == NULL)
        return DIAG(ds->diag, loc, &no_way, section->name);
    enum err err = table_need(ds, from, loc);
    if (err == ERR_OK)
        err = order_text(ds, table, from, &order);
    struct query_text where = {
        section_text(section, "where"), section_loc(section, "where")};
    int limit = section_integer(section, "limit");
    bool plain = where.sql == NULL && order.n == 0;
    if (err == ERR_OK)
        err = plain ? first_rows(ds, &from->set, limit, &rows, &n)
                    : query_rows(ds, from, where, order.n > 0 ? order.p : NULL,
                          limit, &rows, &n);
    if (err == ERR_OK)
        err = copy_rows(ds, &from->set, rows, n, &table->set);
    buf_fini(&order);
    return err;
}

static enum err
make_from_sql(struct dataset *ds, struct table *table)
{
    static const char *const keys[] = {"where", "order", "limit"};
    const struct section *section = section_of(table);
    struct query_text text = {
        section_text(section, "sql"), section_loc(section, "sql")};
    enum err worst = ERR_OK;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (section_has(section, keys[i]) && worst != ERR_NOMEM)
            worst = DIAG(ds->diag, section_loc(section, keys[i]), &not_with_sql,
                keys[i]);
    return worst != ERR_OK ? worst : query_select(ds, text, &table->set);
}

/* --- columns, top and others -------------------------------------------- */

static enum err
find_columns(struct dataset *ds, const struct table *table, const char **names,
    size_t n, size_t *at)
{
    enum err worst = ERR_OK;
    struct loc loc = section_loc(section_of(table), "columns");
    for (size_t i = 0; i < n && worst != ERR_NOMEM; i++) {
        enum err err = source_has_column(
            ds->diag, &table->set, table->node.name, loc, names[i]);
        worst = err != ERR_OK ? err : worst;
        at[i] = records_column(&table->set, names[i]);
    }
    return worst;
}

static enum err
keep_columns(struct dataset *ds, struct table *table)
{
    struct record_set all = table->set, *set = &table->set;
    size_t n;
    const char **names =
        section_list(ds->arena, section_of(table), "columns", &n);
    size_t *at = arena_array(ds->arena, n, sizeof *at);
    struct cell *cell = arena_array(ds->arena, n * all.n_rows, sizeof *cell);
    if (names == NULL || at == NULL || cell == NULL)
        return ERR_NOMEM;
    if (n == 0)
        return ERR_OK;
    enum err err = find_columns(ds, table, names, n, at);
    if (err != ERR_OK)
        return err;
    const char **unit = NULL;
    if (all.unit != NULL &&
        (unit = arena_array(ds->arena, n, sizeof *unit)) == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        for (size_t row = 0; row < all.n_rows; row++)
            cell[row * n + i] = all.cell[row * all.n_columns + at[i]];
        if (unit != NULL)
            unit[i] = all.unit[at[i]];
    }
    *set = (struct record_set){names, unit, n, cell, all.n_rows};
    return ERR_OK;
}

/* The sum of COLUMN from row FIRST on; a text among them leaves it empty, a
 * sign poisons it, an empty cell makes it unknown. */
static enum err
sum_column(struct dataset *ds, const struct table *table, size_t column,
    size_t first, const char *name, struct cell *out)
{
    const struct record_set *set = &table->set;
    struct number sum = {0, 1, 0};
    enum cell_kind kind = CELL_NUMBER;
    for (size_t row = first; row < set->n_rows; row++) {
        const struct cell *cell = &set->cell[row * set->n_columns + column];
        if (cell->kind == CELL_TEXT) {
            cell_sign(out, CELL_EMPTY);
            return ERR_OK;
        }
        kind = cell_poison(kind, cell->kind);
        if (!number_op(NUMBER_ADD, sum, cell->number, &sum))
            return DIAG(ds->diag, section_loc(section_of(table), "top"),
                &overflow, set->column[column], name);
    }
    if (kind != CELL_NUMBER) {
        cell_sign(out, kind);
        return ERR_OK;
    }
    return cell_compute(ds->arena, out, sum) ? ERR_OK : ERR_NOMEM;
}

static enum err
make_others(struct dataset *ds, struct table *table, size_t top)
{
    struct record_set *set = &table->set;
    const struct section *section = section_of(table);
    const char *name = section_text(section, "others");
    enum err worst = ERR_OK;
    if (name == NULL)
        name = "その他";
    /* The cells are this record set's own: the row behind the last that is
     * kept becomes the row of the others. */
    struct cell *row = arena_array(ds->arena, set->n_columns, sizeof *row);
    if (row == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < set->n_columns && worst != ERR_NOMEM; i++) {
        row[i] = (struct cell){.kind = CELL_TEXT,
            .text = name,
            .number = {0, 1, 0},
            .loc = section_loc(section, "top"),
            .style = &ds->style};
        enum err err =
            i == 0 ? ERR_OK : sum_column(ds, table, i, top, name, &row[i]);
        worst = err != ERR_OK ? err : worst;
    }
    memcpy(&set->cell[top * set->n_columns], row, set->n_columns * sizeof *row);
    set->n_rows = top + 1;
    return worst;
}

enum err
records_make(struct dataset *ds, struct table *table)
{
    const struct section *section = section_of(table);
    bool sql = section_has(section, "sql");
    if (sql == section_has(section, "source"))
        return DIAG(ds->diag, section->loc, &no_way, section->name);
    enum err err = sql ? make_from_sql(ds, table) : make_from_table(ds, table);
    if (err == ERR_OK)
        err = keep_columns(ds, table);
    size_t top = (size_t)section_integer(section, "top");
    if (err == ERR_OK && top > 0 && table->set.n_rows > top)
        err = make_others(ds, table, top);
    return err;
}
