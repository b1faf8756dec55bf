/* The functions that SQL has from us.  Each takes numbers out of SQLite, works
 * on rationals, and hands back a REAL whose true value is kept (exact.c). */
#include <string.h>

#include "data/cell.h"
#include "data/kana.h"
#include "data/query_imp.h"

/* A sum while its rows come in. */
struct sum {
    struct number total;
    sqlite3_int64 n, nulls;
    int failed; /* 1: overflow, 2: not a number */
};

static struct query *
query_of(sqlite3_context *context)
{
    return sqlite3_user_data(context);
}

int
sqlfn_number(
    const struct query *query, sqlite3_value *value, struct number *out)
{
    *out = (struct number){0, 1, 0};
    switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
        return 0;
    case SQLITE_INTEGER:
        *out = (struct number){sqlite3_value_int64(value), 1, 0};
        return out->num == INT64_MIN ? -1 : 1;
    case SQLITE_FLOAT:
        return exact_find(query, sqlite3_value_double(value), out) ? 1 : -1;
    default:
        return -1;
    }
}

static void
give(sqlite3_context *context, struct number number)
{
    double real;
    bool nomem = false;
    if (number.den == 1)
        sqlite3_result_int64(context, number.num);
    else if (exact_is_plain(number))
        sqlite3_result_double(context, exact_real(number));
    else if (exact_put(query_of(context), number, &real, &nomem))
        sqlite3_result_double(context, real);
    else if (nomem)
        sqlite3_result_error_nomem(context);
    else
        sqlite3_result_error(
            context, "two results are too close to tell apart", -1);
}

/* Reads both arguments; false when the result is decided: NULL or an error. */
static bool
take_two(sqlite3_context *context, sqlite3_value **arg, struct number *a,
    struct number *b)
{
    struct query *query = query_of(context);
    int has_a = sqlfn_number(query, arg[0], a);
    int has_b = sqlfn_number(query, arg[1], b);
    if (has_a < 0 || has_b < 0)
        sqlite3_result_error(context, "an argument is not a number", -1);
    return has_a > 0 && has_b > 0;
}

static void
give_or_overflow(sqlite3_context *context, bool good, struct number number)
{
    if (good)
        give(context, number);
    else
        sqlite3_result_error(context, "number too large", -1);
}

static void
fn_ratio(sqlite3_context *context, int n, sqlite3_value **arg)
{
    struct number a, b, out;
    (void)n;
    if (take_two(context, arg, &a, &b) && b.num != 0)
        give_or_overflow(context, number_op(NUMBER_DIV, a, b, &out), out);
}

static void
fn_change(sqlite3_context *context, int n, sqlite3_value **arg)
{
    struct number a, b, out;
    (void)n;
    if (!take_two(context, arg, &a, &b) || b.num <= 0)
        return;
    bool good = number_op(NUMBER_SUB, a, b, &out) &&
                number_op(NUMBER_DIV, out, b, &out);
    give_or_overflow(context, good, out);
}

static void
fn_points(sqlite3_context *context, int n, sqlite3_value **arg)
{
    static const struct number hundred = {100, 1, 0};
    struct number a, b, out;
    (void)n;
    if (!take_two(context, arg, &a, &b))
        return;
    bool good = number_op(NUMBER_SUB, a, b, &out) &&
                number_op(NUMBER_MUL, out, hundred, &out);
    give_or_overflow(context, good, out);
}

static void
fn_round(sqlite3_context *context, int n, sqlite3_value **arg)
{
    const struct query *query = query_of(context);
    struct number a, out;
    int has = sqlfn_number(query, arg[0], &a);
    sqlite3_int64 decimals = n > 1 ? sqlite3_value_int64(arg[1]) : 0;
    if (has < 0 || decimals < 0 || decimals > NUMBER_DECIMALS_MAX)
        sqlite3_result_error(context, "round: bad argument", -1);
    else if (has > 0)
        give_or_overflow(context,
            number_round(a, (int)decimals, query->ds->style.rounding, &out),
            out);
}

/* --- sums --------------------------------------------------------------- */

static void
add(sqlite3_context *context, sqlite3_value *value, enum number_op op)
{
    struct sum *sum = sqlite3_aggregate_context(context, sizeof *sum);
    struct number number;
    int step = op == NUMBER_ADD ? 1 : -1;
    if (sum == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (sum->total.den == 0)
        sum->total = (struct number){0, 1, 0};
    int has = sqlfn_number(query_of(context), value, &number);
    sum->n += has > 0 ? step : 0;
    sum->nulls += has == 0 ? step : 0;
    if (has < 0)
        sum->failed = 2;
    else if (!number_op(op, sum->total, number, &sum->total))
        sum->failed = 1;
}

static void
sum_step(sqlite3_context *context, int n, sqlite3_value **arg)
{
    (void)n;
    add(context, arg[0], NUMBER_ADD);
}

static void
sum_inverse(sqlite3_context *context, int n, sqlite3_value **arg)
{
    (void)n;
    add(context, arg[0], NUMBER_SUB);
}

/* The sum so far; NULL (false) when there is none to give. */
static const struct sum *
sum_so_far(sqlite3_context *context)
{
    const struct sum *sum = sqlite3_aggregate_context(context, 0);
    if (sum == NULL || sum->failed == 0)
        return sum;
    sqlite3_result_error(context,
        sum->failed == 1 ? "number too large" : "sum: not a number", -1);
    return NULL;
}

static void
sum_value(sqlite3_context *context)
{
    const struct sum *sum = sum_so_far(context);
    if (sum != NULL && sum->n > 0 && sum->nulls == 0)
        give(context, sum->total);
}

static void
total_value(sqlite3_context *context)
{
    const struct sum *sum = sum_so_far(context);
    if (sum != NULL && sum->n > 0)
        give(context, sum->total);
}

static void
avg_value(sqlite3_context *context)
{
    const struct sum *sum = sum_so_far(context);
    struct number out;
    if (sum == NULL || sum->n <= 0 || sum->nulls != 0)
        return;
    struct number n = {sum->n, 1, 0};
    bool good = number_op(NUMBER_DIV, sum->total, n, &out);
    give_or_overflow(context, good, out);
}

/* --- figures and cells -------------------------------------------------- */

static void
give_cell(sqlite3_context *context, const struct cell *cell)
{
    if (cell->kind == CELL_NUMBER)
        give(context, cell->number);
    else if (cell->kind == CELL_TEXT)
        sqlite3_result_text(context, cell->text, -1, SQLITE_TRANSIENT);
}

static struct str
text_of(sqlite3_value *value)
{
    return str_of((const char *)sqlite3_value_text(value));
}

/* The fault of a figure was said where it is; here SQL only has to stop. */
static void
stop(sqlite3_context *context, enum err err)
{
    struct run *run = query_of(context)->run;
    run->said = true;
    run->nomem = run->nomem || err == ERR_NOMEM;
    sqlite3_result_error(context, "value", -1);
}

static void
fn_value(sqlite3_context *context, int n, sqlite3_value **arg)
{
    struct query *query = query_of(context);
    struct dataset *ds = query->ds;
    struct str name = text_of(arg[0]);
    struct figure *figure = figure_find(ds, name);
    enum err err =
        figure == NULL
            ? figure_unknown(ds, ds->diag, query->run->text.loc, name)
            : figure_need(ds, figure, query->run->text.loc);
    (void)n;
    if (err != ERR_OK)
        stop(context, err);
    else
        give_cell(context, &figure->cell);
}

/* cell('TABLE', 'COLUMN', rowid): the cell as it is written. */
static void
fn_cell(sqlite3_context *context, int n, sqlite3_value **arg)
{
    const struct query *query = query_of(context);
    const struct table *table = table_in_sql(query->ds, text_of(arg[0]));
    struct str column = text_of(arg[1]);
    sqlite3_int64 row = sqlite3_value_int64(arg[2]);
    (void)n;
    if (table == NULL || table->node.state != NODE_DONE || column.p == NULL) {
        sqlite3_result_error(context, "cell: no such table", -1);
        return;
    }
    size_t at = records_column(&table->set, column.p);
    if (at == table->set.n_columns)
        sqlite3_result_error(context, "cell: no such column", -1);
    else if (row >= 1 && (sqlite3_uint64)row <= table->set.n_rows)
        sqlite3_result_text(context,
            table->set.cell[(size_t)(row - 1) * table->set.n_columns + at].text,
            -1, SQLITE_TRANSIENT);
}

static int
collate(void *none, int an, const void *a, int bn, const void *b)
{
    (void)none;
    return kana_compare(
        (struct str){a, (size_t)an}, (struct str){b, (size_t)bn});
}

int
sqlfn_register(struct query *query)
{
    static const struct {
        const char *name;
        int args;
        void (*call)(sqlite3_context *, int, sqlite3_value **);
    } scalar[] = {{"ratio", 2, fn_ratio}, {"change", 2, fn_change},
        {"points", 2, fn_points}, {"round", 1, fn_round},
        {"round", 2, fn_round}, {"value", 1, fn_value}, {"cell", 3, fn_cell}};
    static const struct {
        const char *name;
        void (*value)(sqlite3_context *);
    } sums[] = {{"sum", sum_value}, {"total", total_value}, {"avg", avg_value}};
    int flags = SQLITE_UTF8, rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof scalar / sizeof *scalar; i++)
        if (rc == SQLITE_OK)
            rc = sqlite3_create_function_v2(query->db, scalar[i].name,
                scalar[i].args, flags, query, scalar[i].call, NULL, NULL, NULL);
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        if (rc == SQLITE_OK)
            rc = sqlite3_create_window_function(query->db, sums[i].name, 1,
                flags, query, sum_step, sums[i].value, sums[i].value,
                sum_inverse, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_create_collation_v2(
            query->db, "kana", SQLITE_UTF8, NULL, collate, NULL);
    return rc;
}
