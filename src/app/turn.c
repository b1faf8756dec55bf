#include "app/turn.h"

#include <string.h>

#include "app/embargo.h"
#include "app/imposing.h"
#include "app/judge.h"

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

/* Columns that are to set keys must be able to. */
static enum err
check_columns(struct kumihan *k)
{
    const struct list *list = &k->list;
    struct job_field *head =
        arena_array(k->lasting, list->n_columns, sizeof *head);
    if (head == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < list->n_columns; i++)
        head[i] = (struct job_field){list->column[i], "", list->head[i]};
    k->heads = (struct job_row){head, list->n_columns, {list->path, 1, 0}};
    return job_columns(k->lasting, k->diag, k->open, &k->heads);
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
    enum err err =
        list_read(k->lasting, k->diag, loc, path, encoding, &k->list);
    return err == ERR_OK ? check_columns(k) : err;
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
    return err == ERR_OK ? embargo_settle(k, k->diag) : err;
}

enum err
turn_first(struct kumihan *k)
{
    enum err err = read_list(k);
    if (err != ERR_OK)
        return err;
    size_t row = wanted_row(k);
    if (row == KUMIHAN_NO_ROW) /* an embargo of all rows is said once */
        return embargo_settle(k, k->diag);
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

/* --- what rows have in common --------------------------------------------- */

static bool
reaches_any(const struct kumihan *k, const char *const *kinds)
{
    for (size_t i = 0; kinds[i] != NULL; i++)
        if (job_row_reaches(k->job, k->job->row, kinds[i], NULL))
            return true;
    return false;
}

/* May the data of one row serve the others? */
static bool
shares_data(const struct kumihan *k)
{
    static const char *const kinds[] = {
        "source", "records", "value", "check", NULL};
    static const char *const keys[] = {
        "minus", "rounding", "embargo", "date", "lang"};
    bool reached = reaches_any(k, kinds);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        reached = reached ||
                  job_row_reaches(k->job, k->job->row, "document", keys[i]);
    return !reached;
}

/* And its styles, and what was set in them? */
static bool
shares_styles(const struct kumihan *k)
{
    static const char *const kinds[] = {"font", "style", "colour", NULL};
    return !reaches_any(k, kinds) &&
           !job_row_reaches(k->job, k->job->row, "document", "keep");
}

/* Lays out row NUMBER as one of many.  What it says is left to the edition
 * itself. */
static enum err
share_row(struct kumihan *k, struct diag *quiet, size_t number)
{
    struct job_row *row = arena_alloc(k->lasting, sizeof *row);
    struct dataset *dataset = NULL;
    enum err err = row == NULL
                       ? ERR_NOMEM
                       : list_row(k->lasting, quiet, &k->list, number, row);
    if (err == ERR_OK)
        err = job_bind(k->lasting, quiet, k->open, row);
    if (err == ERR_OK)
        err = embargo_settle(k, quiet);
    if (err == ERR_OK)
        err = dataset_load(k->lasting, quiet, k->job, &dataset);
    const struct layout_request request = {.arena = k->lasting,
        .diag = quiet,
        .job = k->job,
        .dataset = dataset,
        .fonts = k->fonts};
    if (err == ERR_OK && shares_styles(k))
        err = layout_share(&request, &k->share);
    if (!shares_data(k)) /* what was read may show other figures */
        k->share.plan = NULL;
    k->common = err == ERR_OK && shares_data(k) ? dataset : NULL;
    if (dataset != k->common)
        dataset_free(dataset);
    return err;
}

/* Writes the shared edition for what is remembered of it alone.  Its faults are
 * said when it is made. */
static enum err
fill_memory(struct kumihan *k)
{
    struct pdf_options options;
    struct buf pdf = {0};
    struct diag *own = k->diag;
    k->diag = diag_new();
    k->document = k->share.document;
    enum err err = k->diag == NULL ? ERR_NOMEM : imposing_make(k);
    if (err == ERR_OK)
        err = library_pdf(k, k->document, &options, &pdf);
    diag_free(k->diag);
    k->diag = own;
    k->document = NULL;
    k->imposed = NULL;
    buf_fini(&pdf);
    return err == ERR_NOMEM ? err : ERR_OK;
}

int
kumihan_share(struct kumihan *k)
{
    enum { TRIES = 10 }; /* a row may be bad: then the next */
    enum err err = library_fonts(k);
    if (k->memory == NULL)
        k->memory = pdf_memory_new(); /* without it there is more to do */
    bool done = err != ERR_OK || k->share.theme != NULL || k->common != NULL;
    for (size_t row = 1; row <= k->list.n && row <= TRIES && !done; row++) {
        struct diag *quiet = diag_new();
        err = quiet == NULL ? ERR_NOMEM : share_row(k, quiet, row);
        diag_free(quiet);
        done = err != ERR_INPUT;
    }
    if (err == ERR_OK)
        err = judge_shared(k);
    if (err == ERR_OK && k->share.document != NULL)
        err = fill_memory(k);
    /* Who makes the editions says what is wrong with them. */
    return err == ERR_NOMEM ? library_result(k, err) : KUMIHAN_OK;
}

void
turn_fini(struct kumihan *k)
{
    layout_unshare(&k->share);
    pdf_memory_free(k->memory);
    k->memory = NULL;
    if (k->dataset == k->common)
        k->dataset = NULL;
    dataset_free(k->common);
    k->common = NULL;
}

/* --- another row ---------------------------------------------------------- */

/* Gives up all that is of the row at hand. */
static enum err
leave_row(struct kumihan *k)
{
    kumihan_free(k->older);
    if (k->dataset != k->common)
        dataset_free(k->dataset);
    diag_free(k->diag);
    arena_free(k->arena);
    k->older = NULL;
    k->dataset = NULL;
    k->document = NULL;
    k->imposed = NULL;
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
    if (k->loaded == ERR_OK && k->common != NULL &&
        dataset_turn(k->common, k->job)) {
        k->dataset = k->common;
        k->data = ERR_OK;
        k->data_read = true;
    }
    return k->diag == NULL ? KUMIHAN_ENVIRONMENT : library_result(k, k->loaded);
}
