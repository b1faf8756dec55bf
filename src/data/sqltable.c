/* A record set as an SQL table: numbers and texts by value, everything else
 * NULL. */
#include "data/query_imp.h"

DIAG_MESSAGE(too_precise, "data.sql-precision", DIAG_ERROR,
    "「{1}」は 15 桁を超える小数なので SQL で正確に扱えません。"
    "桁を減らしてください",
    "the decimal \"{1}\" has more than 15 digits, which SQL cannot hold "
    "exactly; give it fewer digits");

/* Whether any cell of COLUMN is a number. */
static bool
is_numeric(const struct record_set *set, size_t column)
{
    for (size_t i = 0; i < set->n_rows; i++)
        if (set->cell[i * set->n_columns + column].kind == CELL_NUMBER)
            return true;
    return false;
}

static const char *
create_text(struct arena *arena, const struct table *table, struct buf *buf)
{
    const struct record_set *set = &table->set;
    const char *name = query_quote(arena, table->sql_name);
    buf_text(buf, "CREATE TABLE ");
    buf_text(buf, name == NULL ? "" : name);
    for (size_t i = 0; i < set->n_columns; i++) {
        const char *column = query_quote(arena, set->column[i]);
        buf_text(buf, i == 0 ? "(" : ", ");
        buf_text(buf, column == NULL ? "" : column);
        buf->failed = buf->failed || column == NULL;
        buf_text(buf, is_numeric(set, i) ? " NUMERIC" : " TEXT");
    }
    buf_text(buf, set->n_columns == 0 ? "(\"\" TEXT)" : ")");
    buf->failed = buf->failed || name == NULL;
    return buf->failed ? NULL : buf->p;
}

static const char *
insert_text(struct arena *arena, const struct table *table, struct buf *buf)
{
    const char *name = query_quote(arena, table->sql_name);
    buf_text(buf, "INSERT INTO ");
    buf_text(buf, name == NULL ? "" : name);
    for (size_t i = 0; i < table->set.n_columns; i++)
        buf_text(buf, i == 0 ? " VALUES (?" : ", ?");
    buf_text(buf, table->set.n_columns == 0 ? " DEFAULT VALUES" : ")");
    buf->failed = buf->failed || name == NULL;
    return buf->failed ? NULL : buf->p;
}

/* A computed rational keeps its true value beside the REAL. */
static enum err
bind_number(
    struct query *query, sqlite3_stmt *stmt, int at, const struct cell *cell)
{
    double real;
    bool nomem = false;
    struct number number = cell->number;
    if (number.den == 1)
        return sqlite3_bind_int64(stmt, at, number.num) == SQLITE_OK
                   ? ERR_OK
                   : ERR_NOMEM;
    if (exact_is_plain(number))
        real = exact_real(number);
    else if (number.decimals >= 0 || !exact_put(query, number, &real, &nomem))
        return nomem
                   ? ERR_NOMEM
                   : DIAG(query->ds->diag, cell->loc, &too_precise, cell->text);
    return sqlite3_bind_double(stmt, at, real) == SQLITE_OK ? ERR_OK
                                                            : ERR_NOMEM;
}

enum err
sqltable_bind(
    struct query *query, sqlite3_stmt *stmt, int at, const struct cell *cell)
{
    int rc = SQLITE_OK;
    if (cell->kind == CELL_NUMBER)
        return bind_number(query, stmt, at, cell);
    if (cell->kind == CELL_TEXT)
        rc = sqlite3_bind_text(stmt, at, cell->text, -1, SQLITE_STATIC);
    else
        rc = sqlite3_bind_null(stmt, at);
    return rc == SQLITE_OK ? ERR_OK : ERR_NOMEM;
}

static enum err
fill(struct query *query, const struct table *table, sqlite3_stmt *stmt)
{
    const struct record_set *set = &table->set;
    enum err worst = ERR_OK;
    for (size_t row = 0; row < set->n_rows && worst != ERR_NOMEM; row++) {
        for (size_t i = 0; i < set->n_columns && worst != ERR_NOMEM; i++) {
            enum err err = sqltable_bind(
                query, stmt, (int)i + 1, &set->cell[row * set->n_columns + i]);
            worst = err != ERR_OK ? err : worst;
        }
        int rc = sqlite3_step(stmt);
        sqlite3_reset(stmt);
        if (rc != SQLITE_DONE)
            return query_say(query, rc);
    }
    return worst;
}

static enum err
insert_rows(struct query *query, const struct table *table, struct buf *buf)
{
    sqlite3_stmt *stmt = NULL;
    const char *sql = insert_text(query->ds->arena, table, buf);
    if (sql == NULL)
        return ERR_NOMEM;
    int rc = sqlite3_prepare_v2(query->db, sql, -1, &stmt, NULL);
    enum err err =
        rc == SQLITE_OK ? fill(query, table, stmt) : query_say(query, rc);
    sqlite3_finalize(stmt);
    return err;
}

/* Runs our own statement SQL (NULL: it could not be made). */
static enum err
execute(struct query *query, const char *sql)
{
    if (sql == NULL)
        return ERR_NOMEM;
    int rc = sqlite3_exec(query->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? ERR_OK : query_say(query, rc);
}

enum err
sqltable_make(struct query *query, struct table *table)
{
    struct buf create = {0}, insert = {0};
    bool alone = sqlite3_get_autocommit(query->db) != 0;
    query->own++;
    enum err err =
        execute(query, create_text(query->ds->arena, table, &create));
    if (err == ERR_OK && alone)
        err = execute(query, "BEGIN");
    if (err == ERR_OK)
        err = insert_rows(query, table, &insert);
    if (err == ERR_OK && alone)
        err = execute(query, "COMMIT");
    query->own--;
    buf_fini(&create);
    buf_fini(&insert);
    table->in_sql = err == ERR_OK;
    return err;
}
