#include "app/turn.h"

#include <string.h>

DIAG_MESSAGE(no_list, "app.row-list", DIAG_ERROR,
    "行 {1} を選ぶリストがありません。--each LIST.csv か [batch] の list で"
    "指定してください",
    "there is no list to take row {1} of; name one with --each LIST.csv or "
    "list in [batch]");
DIAG_MESSAGE(no_row, "app.row", DIAG_ERROR,
    "リスト「{1}」に行 {2} はありません（行は {3} まで）",
    "the list \"{1}\" has no row {2}; its rows are 1 to {3}");

/* The list's path and where it is asked for; NULL: there is none. */
static const char *
list_path(const struct kumihan *k, const struct section *batch, struct loc *loc)
{
    *loc = LOC_NONE;
    if (k->options != NULL && k->options->list != NULL)
        return k->options->list;
    if (batch == NULL || !section_has(batch, "list"))
        return NULL;
    *loc = section_loc(batch, "list");
    return section_file(batch, "list");
}

static enum err
read_list(struct kumihan *k)
{
    const struct section *batch = job_find(k->job, "batch", "");
    const char *encoding =
        batch == NULL ? "auto" : section_text(batch, "encoding");
    struct loc loc;
    const char *path = list_path(k, batch, &loc);
    if (path == NULL)
        return ERR_OK;
    return list_read(k->lasting, k->diag, loc, path, encoding, &k->list);
}

/* The row to be shown; 0 without a list. */
static size_t
wanted_row(const struct kumihan *k)
{
    const struct section *batch = job_find(k->job, "batch", "");
    if (k->options != NULL && k->options->row > 0)
        return k->options->row;
    if (k->list.n == 0)
        return 0;
    return batch == NULL ? 1 : (size_t)section_integer(batch, "row");
}

/* Makes K's job that of row NUMBER; 0: of none. */
static enum err
bind(struct kumihan *k, size_t number)
{
    enum err err = ERR_OK;
    k->row = number;
    if (number > 0)
        err = list_row(k->arena, k->diag, &k->list, number, &k->fields);
    if (err == ERR_OK)
        err = job_bind(
            k->arena, k->diag, k->open, number == 0 ? NULL : &k->fields);
    return err;
}

enum err
turn_first(struct kumihan *k)
{
    enum err err = read_list(k);
    if (err != ERR_OK)
        return err;
    size_t row = wanted_row(k);
    if (row == KUMIHAN_NO_ROW)
        return ERR_OK;
    if (row > 0 && k->list.n == 0)
        err =
            DIAG(k->diag, LOC_NONE, &no_list, diag_int(k->diag, (int64_t)row));
    else if (row > k->list.n)
        err = DIAG(k->diag, LOC_NONE, &no_row, k->list.path,
            diag_int(k->diag, (int64_t)row),
            diag_int(k->diag, (int64_t)k->list.n));
    if (err != ERR_OK)
        return err == ERR_INPUT ? ERR_USAGE : err;
    return bind(k, row);
}

size_t
kumihan_rows(const struct kumihan *k)
{
    return k->list.n;
}

/* Gives up all that is of the row at hand. */
static enum err
leave_row(struct kumihan *k)
{
    kumihan_free(k->older);
    dataset_free(k->dataset);
    diag_free(k->diag);
    arena_free(k->arena);
    k->older = NULL;
    k->dataset = NULL;
    k->document = NULL;
    k->findings = NULL;
    k->changes = NULL;
    k->printer = NULL;
    k->output = NULL;
    k->data_read = k->checked = false;
    k->arena = arena_new();
    k->diag = diag_new();
    return k->arena == NULL || k->diag == NULL ? ERR_NOMEM : ERR_OK;
}

int
kumihan_turn(struct kumihan *k, size_t row)
{
    if (row == 0 || row > k->list.n)
        return KUMIHAN_USAGE;
    k->loaded = leave_row(k);
    if (k->loaded == ERR_OK)
        k->loaded = bind(k, row);
    return k->diag == NULL ? KUMIHAN_ENVIRONMENT : library_result(k, k->loaded);
}
