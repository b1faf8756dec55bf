#include "app/pressdata.h"

#include <string.h>

#include "data/cell.h"

DIAG_MESSAGE(formula, "app.press-formula", DIAG_WARN,
    "データの「{1}」は表計算ソフトで式として実行されることがあります。= + - @ "
    "で"
    "始まらないように直してください",
    "a spreadsheet may run \"{1}\" of the data as a formula; let it not begin "
    "with = + - @");
DIAG_MESSAGE(differs, "app.press-differs", DIAG_ERROR,
    "値「{1}」はこのリリースでは {2}、添付する「{3}」では {4} "
    "です。同じデータを"
    "読むようにしてください（--set は添付するジョブには効きません）",
    "the value \"{1}\" is {2} in this release and {4} in \"{3}\", which is "
    "attached; let both read the same data (--set does not reach attached "
    "jobs)");

const char **
pressdata_names(struct kumihan *k, size_t *n)
{
    const struct section *s = NULL, *press = job_find(k->job, "press", "");
    if (press != NULL && section_has(press, "data"))
        return section_list(k->arena, press, "data", n);
    const char **names = arena_array(k->arena, k->job->n, sizeof *names);
    *n = 0;
    while (names != NULL && (s = job_next(k->job, "source", s)) != NULL)
        names[(*n)++] = s->name;
    return names;
}

/* --- a CSV ---------------------------------------------------------------- */

static void
put_number(struct buf *out, const struct cell *cell)
{
    static const struct cell_style style = {"-", ROUND_HALF_UP};
    struct number_format format = {.decimals = -1, .prefix = "", .suffix = ""};
    if (number_is_percent(str_of(cell->text))) {
        format.scale = 2;
        format.suffix = "%";
    }
    cell_put(out, cell->number, &style, &format);
}

static enum err
put_text(struct kumihan *k, const struct cell *cell, struct buf *out)
{
    struct str text = str_trim(str_of(cell->text));
    enum err err = ERR_OK;
    if (cell->kind == CELL_TEXT && text.n > 0 &&
        strchr("=+-@", text.p[0]) != NULL)
        err = DIAG(k->diag, cell->loc, &formula, diag_str(k->diag, text));
    buf_csv(out, text);
    return err;
}

static enum err
put_cell(struct kumihan *k, const struct cell *cell, struct buf *out)
{
    if (cell->kind != CELL_NUMBER || cell->flags != 0)
        return put_text(k, cell, out);
    put_number(out, cell);
    return ERR_OK;
}

enum err
pressdata_csv(struct kumihan *k, const char *name, struct buf *out)
{
    const struct record_set *records = dataset_records(k->dataset, name);
    enum err err = records == NULL ? ERR_INTERNAL : ERR_OK;
    if (err != ERR_OK)
        return err;
    buf_text(out, "\xEF\xBB\xBF");
    for (size_t c = 0; c < records->n_columns; c++) {
        buf_text(out, c == 0 ? "" : ",");
        buf_csv(out, str_of(records->column[c]));
    }
    buf_text(out, "\r\n");
    for (size_t i = 0; i < records->n_rows * records->n_columns; i++) {
        err = err_worse(err, put_cell(k, &records->cell[i], out));
        bool last = (i + 1) % records->n_columns == 0;
        buf_text(out, last ? "\r\n" : ",");
    }
    return out->failed ? ERR_NOMEM : err;
}

/* --- the same figures everywhere ------------------------------------------ */

static bool
is_same(const struct cell *a, const struct cell *b)
{
    return a->kind == CELL_NUMBER && b->kind == CELL_NUMBER
               ? number_compare(a->number, b->number) == 0
               : a->kind == b->kind && strcmp(a->text, b->text) == 0;
}

enum err
pressdata_compare(struct kumihan *k, struct loc loc, const char *path,
    const struct kumihan *other)
{
    size_t n;
    const char *const *names = dataset_value_names(k->dataset, &n);
    enum err err = ERR_OK;
    for (size_t i = 0; i < n; i++) {
        const struct cell *mine = dataset_value(k->dataset, names[i]);
        const struct cell *its = dataset_value(other->dataset, names[i]);
        bool own = job_find(k->job, "value", names[i]) != NULL &&
                   job_find(other->job, "value", names[i]) != NULL;
        if (own && mine != NULL && its != NULL && !is_same(mine, its))
            err = err_worse(err, DIAG(k->diag, loc, &differs, names[i],
                                     mine->text, path, its->text));
    }
    return err;
}
