/* The database is opened when the first statement needs it, and a record set
 * becomes a table when a statement says a name that SQLite does not know. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "data/cell.h"
#include "data/query_imp.h"

enum {
    TICK = 1000,                /* steps of SQLite between two looks */
    STEPS_MAX = 50000000,       /* a few seconds */
    TEXT_MAX = 16 * 1024 * 1024 /* the longest text a statement may make */
};

DIAG_MESSAGE(bad_sql, "data.bad-sql", DIAG_ERROR,
    "SQL の誤り: {1}。SQL を直してください（文字は '…'、列名は \"…\" "
    "で囲みます）",
    "SQL error: {1}; correct the statement (text stands in '...', column "
    "names in \"...\")");
DIAG_MESSAGE(no_table, "data.unknown-table", DIAG_ERROR,
    "SQL の表「{1}」は [source] にも [records] にもありません。"
    "「{2}」ではありませんか",
    "no [source] or [records] is called \"{1}\" as in this SQL; did you mean "
    "\"{2}\"?");
DIAG_MESSAGE(denied, "data.sql-denied", DIAG_ERROR,
    "SQL で使えるのは SELECT だけです{1}。文を書き直してください",
    "only SELECT is allowed in SQL{1}; write the statement anew");
DIAG_MESSAGE(not_one, "data.sql-statement", DIAG_ERROR,
    "SQL には SELECT 文を 1 つだけ書いてください",
    "the SQL must be one SELECT statement and nothing else");
DIAG_MESSAGE(no_field, "data.sql-parameter", DIAG_ERROR,
    "SQL の「{1}」に当たる値がありません。:名前 はリスト（--each）の列の名前"
    "です",
    "there is nothing for \"{1}\" in the SQL; :NAME is a column of the list "
    "(--each)");
DIAG_MESSAGE(endless, "data.sql-endless", DIAG_ERROR,
    "SQL が {1} 段階を超えても終わりません。条件や結合を見直してください",
    "the SQL does not end within {1} steps; look at its conditions and joins");

/* --- the database ------------------------------------------------------- */

static bool
is_denied_function(const char *name)
{
    static const char *const names[] = {"random", "randomblob",
        "load_extension", "changes", "total_changes", "last_insert_rowid",
        "date", "time", "datetime", "julianday", "strftime", "unixepoch",
        "timediff", "current_date", "current_time", "current_timestamp"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sqlite3_stricmp(name, names[i]) == 0)
            return true;
    return false;
}

/* SQLite asks this for each thing a statement would do. */
static int
authorize(void *state, int action, const char *a, const char *b,
    const char *schema, const char *trigger)
{
    struct query *query = state;
    (void)schema, (void)trigger;
    if (query->own > 0 || action == SQLITE_SELECT || action == SQLITE_RECURSIVE)
        return SQLITE_OK;
    if (action == SQLITE_READ && sqlite3_strnicmp(a, "sqlite_", 7) != 0)
        return SQLITE_OK;
    if (action == SQLITE_FUNCTION && !is_denied_function(b))
        return SQLITE_OK;
    if (query->run != NULL && query->run->denied == NULL)
        query->run->denied = action == SQLITE_FUNCTION
                                 ? arena_printf(query->ds->arena, " (%s)", b)
                                 : "";
    return SQLITE_DENY;
}

static int
tick(void *state)
{
    struct query *query = state;
    query->ticks += query->own > 0 ? 0 : TICK;
    if (query->ticks < STEPS_MAX || query->run == NULL)
        return 0;
    query->run->endless = true;
    return 1;
}

static int
set_up(struct query *query)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
    int rc = sqlite3_open_v2(":memory:", &query->db, flags, NULL);
    if (rc != SQLITE_OK)
        return rc;
    sqlite3_db_config(query->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(query->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_limit(query->db, SQLITE_LIMIT_LENGTH, TEXT_MAX);
    sqlite3_limit(query->db, SQLITE_LIMIT_ATTACHED, 0);
    rc = sqlite3_exec(query->db, "PRAGMA temp_store=MEMORY", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = sqlfn_register(query);
    sqlite3_set_authorizer(query->db, authorize, query);
    sqlite3_progress_handler(query->db, TICK, tick, query);
    return rc;
}

static enum err
need_database(struct dataset *ds)
{
    if (ds->query != NULL)
        return ERR_OK;
    ds->query = calloc(1, sizeof *ds->query);
    if (ds->query == NULL)
        return ERR_NOMEM;
    ds->query->ds = ds;
    if (set_up(ds->query) == SQLITE_OK)
        return ERR_OK;
    query_free(ds->query);
    ds->query = NULL;
    return ERR_NOMEM; /* a database in memory fails for no other reason */
}

void
query_free(struct query *query)
{
    if (query == NULL)
        return;
    sqlite3_close(query->db);
    free(query);
}

const char *
query_quote(struct arena *arena, const char *name)
{
    size_t n = strlen(name), at = 0;
    char *quoted = arena_alloc(arena, 2 * n + 3);
    if (quoted == NULL)
        return NULL;
    quoted[at++] = '"';
    for (; *name != '\0'; name++) {
        if (*name == '"')
            quoted[at++] = '"';
        quoted[at++] = *name;
    }
    quoted[at] = '"';
    return quoted;
}

/* --- faults ------------------------------------------------------------- */

/* The place of the fault SQLite found last. */
static struct loc
place(const struct query *query)
{
    const struct run *run = query->run;
    struct loc loc = run->text.loc;
    int at = sqlite3_error_offset(query->db);
    if (at < 0 || run->text.sql == NULL || (size_t)at < run->offset)
        return loc;
    size_t inside = (size_t)at - run->offset;
    if (inside <= strlen(run->text.sql) && loc.col > 0)
        loc.col += (int32_t)utf8_count((struct str){run->text.sql, inside});
    return loc;
}

static enum err
say_denied(struct diag *diag, struct loc loc, const char *what)
{
    return DIAG(diag, loc, &denied, what);
}

/* Says what went wrong with the statement at work. */
enum err
query_say(struct query *query, int rc)
{
    struct run *run = query->run;
    struct diag *diag = query->ds->diag;
    if (rc == SQLITE_NOMEM || run->nomem)
        return ERR_NOMEM;
    if (run->said)
        return ERR_INPUT;
    run->said = true;
    if (run->endless)
        return DIAG(diag, run->text.loc, &endless, diag_int(diag, STEPS_MAX));
    if (run->denied != NULL)
        return say_denied(diag, run->text.loc, run->denied);
    return DIAG(diag, place(query), &bad_sql, sqlite3_errmsg(query->db));
}

/* --- tables ------------------------------------------------------------- */

static enum err
need_table(struct query *query, struct table *table)
{
    if (table->in_sql)
        return ERR_OK;
    enum err err = table_need(query->ds, table, query->run->text.loc);
    if (err == ERR_OK && !table->in_sql) {
        struct run *run = query->run;
        struct run own = {
            .text = {NULL, table->node.section->loc}, .outer = run};
        query->run = &own;
        err = sqltable_make(query, table);
        query->run = run;
    }
    if (err == ERR_INPUT)
        query->run->said = true;
    return err;
}

/* --- statements --------------------------------------------------------- */

static const char *
nearest_table(const struct dataset *ds, const char *name)
{
    const char **names =
        arena_array(ds->arena, ds->n_tables + 1, sizeof *names);
    if (names == NULL || ds->n_tables == 0)
        return "";
    for (size_t i = 0; i < ds->n_tables; i++)
        names[i] = ds->table[i].sql_name;
    const char *near = str_nearest(name, names, ds->n_tables);
    return near == NULL ? names[0] : near;
}

/* Where NAME stands in the statement: SQLite does not tell for a table. */
static struct loc
place_of(const struct run *run, const char *name)
{
    struct loc loc = run->text.loc;
    const char *sql = run->text.sql;
    const char *at = sql == NULL ? NULL : strstr(sql, name);
    if (at != NULL && loc.col > 0)
        loc.col += (int32_t)utf8_count((struct str){sql, (size_t)(at - sql)});
    return loc;
}

/* After a statement failed: makes the table it lacked.  ERR_OK: try again. */
static enum err
mend(struct query *query, int rc)
{
    static const char lack[] = "no such table: ";
    const char *message = sqlite3_errmsg(query->db);
    if (rc != SQLITE_ERROR || strncmp(message, lack, sizeof lack - 1) != 0 ||
        query->run->denied != NULL)
        return query_say(query, rc);
    struct str name = str_of(message + sizeof lack - 1);
    if (name.n > 5 && sqlite3_strnicmp(name.p, "main.", 5) == 0)
        name = (struct str){name.p + 5, name.n - 5};
    struct table *table = table_in_sql(query->ds, name);
    if (table != NULL && !table->in_sql)
        return need_table(query, table);
    query->run->said = true;
    const char *said = diag_str(query->ds->diag, name);
    return DIAG(query->ds->diag, place_of(query->run, said), &no_table, said,
        nearest_table(query->ds, said));
}

/* Nothing but blanks, semicolons and comments stands in REST. */
static bool
is_rest_empty(struct query *query, const char *rest)
{
    sqlite3_stmt *stmt = NULL;
    while (*rest == ';' || *rest == ' ' || *rest == '\n' || *rest == '\t')
        rest++;
    if (*rest == '\0')
        return true;
    int rc = sqlite3_prepare_v2(query->db, rest, -1, &stmt, NULL);
    bool empty = rc == SQLITE_OK && stmt == NULL;
    sqlite3_finalize(stmt);
    return empty;
}

/* The field that parameter AT of STMT, `:name`, asks for. */
static enum err
bind_field(struct query *query, sqlite3_stmt *stmt, int at)
{
    struct dataset *ds = query->ds;
    const char *name = sqlite3_bind_parameter_name(stmt, at);
    struct figure *figure = name == NULL || name[0] != ':'
                                ? NULL
                                : figure_find(ds, str_of(name + 1));
    if (figure == NULL || figure->node.section != NULL)
        return DIAG(ds->diag, query->run->text.loc, &no_field,
            name == NULL ? "?" : name);
    enum err err = figure_need(ds, figure, query->run->text.loc);
    return err == ERR_OK ? sqltable_bind(query, stmt, at, &figure->cell) : err;
}

static enum err
bind_fields(struct query *query, sqlite3_stmt *stmt)
{
    enum err err = ERR_OK;
    int n = sqlite3_bind_parameter_count(stmt);
    for (int i = 1; i <= n && err == ERR_OK; i++)
        err = bind_field(query, stmt, i);
    return err;
}

/* Prepares SQL; tables it names are made on the way. */
static enum err
prepare(struct query *query, const char *sql, sqlite3_stmt **stmt)
{
    const char *rest = "";
    enum err err = ERR_OK;
    for (;;) {
        int rc = sqlite3_prepare_v2(query->db, sql, -1, stmt, &rest);
        if (rc == SQLITE_OK)
            break;
        err = mend(query, rc);
        if (err != ERR_OK)
            return err;
    }
    if (query->run->denied != NULL)
        return say_denied(
            query->ds->diag, query->run->text.loc, query->run->denied);
    if (*stmt == NULL || sqlite3_column_count(*stmt) == 0 ||
        !is_rest_empty(query, rest))
        return DIAG(query->ds->diag, query->run->text.loc, &not_one, NULL);
    return bind_fields(query, *stmt);
}

static void
begin(
    struct query *query, struct run *run, struct query_text text, size_t offset)
{
    *run = (struct run){.text = text, .offset = offset, .outer = query->run};
    if (query->run == NULL)
        query->ticks = 0;
    query->run = run;
}

static void
end(struct query *query, sqlite3_stmt *stmt)
{
    sqlite3_finalize(stmt);
    query->run = query->run->outer;
}

/* --- rows of one table -------------------------------------------------- */

static enum err
step_rows(struct query *query, sqlite3_stmt *stmt, size_t **rows, size_t *n)
{
    size_t cap = 0;
    int rc;
    while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        size_t *grown =
            arena_grow(query->ds->arena, *rows, *n, &cap, sizeof **rows);
        if (grown == NULL)
            return ERR_NOMEM;
        *rows = grown;
        (*rows)[(*n)++] = (size_t)(sqlite3_column_int64(stmt, 0) - 1);
    }
    return rc == SQLITE_DONE ? ERR_OK : query_say(query, rc);
}

/* A name of the row number that no column hides. */
static const char *
row_name(const struct record_set *set)
{
    static const char *const names[] = {"rowid", "_rowid_", "oid"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool hidden = false;
        for (size_t k = 0; k < set->n_columns; k++)
            hidden |= sqlite3_stricmp(set->column[k], names[i]) == 0;
        if (!hidden)
            return names[i];
    }
    return names[0];
}

/* The statement; *OFFSET is where WHERE's own text begins. */
static const char *
rows_text(struct arena *arena, const struct table *table, const char *where,
    const char *order, int limit, size_t *offset)
{
    const char *name = query_quote(arena, table->sql_name);
    const char *row = row_name(&table->set);
    const char *head =
        name == NULL
            ? NULL
            : arena_printf(arena, "SELECT %s FROM %s WHERE (\n", row, name);
    if (head == NULL)
        return NULL;
    *offset = strlen(head);
    return arena_printf(arena, "%s%s\n) ORDER BY %s%s%s LIMIT %d", head,
        where == NULL ? "1" : where, order == NULL ? "" : order,
        order == NULL ? "" : ", ", row, limit > 0 ? limit : -1);
}

enum err
query_rows(struct dataset *ds, struct table *table, struct query_text where,
    const char *order, int limit, size_t **rows, size_t *n)
{
    struct run run;
    sqlite3_stmt *stmt = NULL;
    size_t offset = 0;
    *rows = NULL, *n = 0;
    const char *sql =
        rows_text(ds->arena, table, where.sql, order, limit, &offset);
    enum err err = sql == NULL ? ERR_NOMEM : need_database(ds);
    if (err != ERR_OK)
        return err;
    begin(ds->query, &run, where, offset);
    err = need_table(ds->query, table);
    if (err == ERR_OK)
        err = prepare(ds->query, sql, &stmt);
    if (err == ERR_OK)
        err = step_rows(ds->query, stmt, rows, n);
    end(ds->query, stmt);
    return err;
}

/* --- a whole statement -------------------------------------------------- */

enum err
query_select(struct dataset *ds, struct query_text text, struct record_set *out)
{
    struct run run;
    sqlite3_stmt *stmt = NULL;
    *out = (struct record_set){0};
    enum err err = need_database(ds);
    if (err != ERR_OK)
        return err;
    begin(ds->query, &run, text, 0);
    err = prepare(ds->query, text.sql, &stmt);
    if (err == ERR_OK)
        err = sqlresult_take(ds->query, stmt, out);
    end(ds->query, stmt);
    return err;
}
