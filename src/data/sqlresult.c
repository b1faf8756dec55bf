/* What SQLite answers, as typed cells. */
#include <string.h>

#include "data/cell.h"
#include "data/query_imp.h"

enum { CELLS_MAX = 10000000 };

DIAG_MESSAGE(too_large, "data.sql-large", DIAG_ERROR,
    "SQL の結果が {1} セルを超えました。limit などで絞ってください",
    "the SQL result has more than {1} cells; limit it");
DIAG_MESSAGE(same_column, "data.sql-column-twice", DIAG_ERROR,
    "SQL の結果に列「{1}」が 2 つあります。AS で別の名前にしてください",
    "the SQL result has two columns \"{1}\"; rename one with AS");
DIAG_MESSAGE(bad_number, "data.sql-number", DIAG_ERROR,
    "SQL の結果「{1}」は正確な数として扱えない値です",
    "the SQL result in column \"{1}\" is no number that we can hold exactly");
DIAG_MESSAGE(lost_sign, "data.sql-sign", DIAG_ERROR,
    "列「{1}」には種類の違う記号や空のセルがあり、SQL "
    "の結果では区別できません。cell('{2}', '{1}', rowid) を使ってください",
    "column \"{1}\" has different signs or empty cells, which the SQL result "
    "cannot tell apart; use cell('{2}', '{1}', rowid)");

/* Where a result column comes from when it is passed on as it is. */
struct origin {
    const struct table *table; /* NULL: computed */
    size_t column;
    int decimals;            /* that all its numbers are written with; -1 */
    const struct cell *sign; /* the sign of all its cells that have one */
    bool signs_differ;
};

static struct origin
origin_of(const struct query *query, sqlite3_stmt *stmt, int at)
{
    struct origin origin = {.decimals = -1};
    const char *name = sqlite3_column_table_name(stmt, at);
    const char *column = sqlite3_column_origin_name(stmt, at);
    if (name == NULL || column == NULL)
        return origin;
    const struct table *table = table_in_sql(query->ds, str_of(name));
    if (table == NULL)
        return origin;
    const struct record_set *set = &table->set;
    origin.column = records_column(set, column);
    if (origin.column == set->n_columns)
        return origin;
    origin.table = table;
    bool first = true, same = true;
    for (size_t i = 0; i < set->n_rows; i++) {
        const struct cell *cell =
            &set->cell[i * set->n_columns + origin.column];
        if (cell->kind == CELL_NUMBER) {
            same = same && (first || cell->number.decimals == origin.decimals);
            origin.decimals = cell->number.decimals;
            first = false;
        } else if (cell->kind != CELL_TEXT) {
            origin.signs_differ |= origin.sign != NULL &&
                                   strcmp(origin.sign->text, cell->text) != 0;
            origin.sign = cell;
        }
    }
    origin.decimals = same && !first ? origin.decimals : -1;
    return origin;
}

static enum err
take_null(struct query *query, const struct origin *origin, struct cell *cell)
{
    if (origin->table == NULL) {
        cell_sign(cell, CELL_UNKNOWN);
        return ERR_OK;
    }
    if (origin->signs_differ)
        return DIAG(query->ds->diag, cell->loc, &lost_sign,
            origin->table->set.column[origin->column], origin->table->sql_name);
    cell->kind = origin->sign == NULL ? CELL_EMPTY : origin->sign->kind;
    cell->text = origin->sign == NULL ? "" : origin->sign->text;
    return ERR_OK;
}

static enum err
take_text(struct query *query, sqlite3_stmt *stmt, int at, struct cell *cell)
{
    const unsigned char *text = sqlite3_column_text(stmt, at);
    if (text == NULL)
        return ERR_NOMEM;
    cell->text = arena_strdup(query->ds->arena, (const char *)text);
    if (cell->text == NULL)
        return ERR_NOMEM;
    cell_read(cell);
    if (!cell_is_sign(cell->kind) && cell->kind != CELL_EMPTY)
        cell->kind = CELL_TEXT;
    cell->number = (struct number){0, 1, 0};
    cell->flags = 0;
    return ERR_OK;
}

static enum err
take_number(struct query *query, sqlite3_stmt *stmt, int at,
    const struct origin *origin, struct cell *cell)
{
    struct number number;
    if (sqlite3_column_type(stmt, at) == SQLITE_INTEGER) {
        number = (struct number){sqlite3_column_int64(stmt, at), 1, 0};
    } else if (!exact_find(query, sqlite3_column_double(stmt, at), &number)) {
        return DIAG(query->ds->diag, cell->loc, &bad_number,
            sqlite3_column_name(stmt, at));
    } else {
        number.decimals = -1;
    }
    if (number.num == INT64_MIN)
        return DIAG(query->ds->diag, cell->loc, &bad_number,
            sqlite3_column_name(stmt, at));
    if (origin->decimals >= 0)
        number.decimals = origin->decimals;
    return cell_compute(query->ds->arena, cell, number) ? ERR_OK : ERR_NOMEM;
}

static enum err
take_cell(struct query *query, sqlite3_stmt *stmt, int at,
    const struct origin *origin, struct cell *cell)
{
    *cell = (struct cell){.text = "",
        .number = {0, 1, 0},
        .loc = query->run->text.loc,
        .style = &query->ds->style};
    switch (sqlite3_column_type(stmt, at)) {
    case SQLITE_NULL:
        return take_null(query, origin, cell);
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
        return take_number(query, stmt, at, origin, cell);
    default:
        return take_text(query, stmt, at, cell);
    }
}

static enum err
take_row(struct query *query, sqlite3_stmt *stmt, const struct origin *origin,
    size_t *cap, struct record_set *out)
{
    size_t n = out->n_rows * out->n_columns;
    for (size_t i = 0; i < out->n_columns; i++) {
        struct cell *grown =
            arena_grow(query->ds->arena, out->cell, n + i, cap, sizeof *grown);
        if (grown == NULL)
            return ERR_NOMEM;
        out->cell = grown;
        enum err err =
            take_cell(query, stmt, (int)i, &origin[i], &out->cell[n + i]);
        if (err != ERR_OK)
            return err;
    }
    out->n_rows++;
    if (n + out->n_columns > CELLS_MAX)
        return DIAG(query->ds->diag, query->run->text.loc, &too_large,
            diag_int(query->ds->diag, CELLS_MAX));
    return ERR_OK;
}

static enum err
take_columns(struct query *query, sqlite3_stmt *stmt, struct origin *origin,
    struct record_set *out)
{
    for (size_t i = 0; i < out->n_columns; i++) {
        const char *name = sqlite3_column_name(stmt, (int)i);
        if (name == NULL ||
            (out->column[i] = arena_strdup(query->ds->arena, name)) == NULL)
            return ERR_NOMEM;
        for (size_t k = 0; k < i; k++)
            if (strcmp(out->column[k], out->column[i]) == 0)
                return DIAG(
                    query->ds->diag, query->run->text.loc, &same_column, name);
        origin[i] = origin_of(query, stmt, (int)i);
    }
    return ERR_OK;
}

enum err
sqlresult_take(struct query *query, sqlite3_stmt *stmt, struct record_set *out)
{
    struct arena *arena = query->ds->arena;
    size_t cap = 0;
    int rc;
    out->n_columns = (size_t)sqlite3_column_count(stmt);
    out->column = arena_array(arena, out->n_columns, sizeof *out->column);
    struct origin *origin = arena_array(arena, out->n_columns, sizeof *origin);
    if (out->column == NULL || origin == NULL)
        return ERR_NOMEM;
    enum err err = take_columns(query, stmt, origin, out);
    while (err == ERR_OK && (rc = sqlite3_step(stmt)) != SQLITE_DONE)
        err = rc == SQLITE_ROW ? take_row(query, stmt, origin, &cap, out)
                               : query_say(query, rc);
    return err;
}
