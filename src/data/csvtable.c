#include "data/csvtable.h"

#include "base/file.h"

DIAG_MESSAGE(no_column, "data.table-column", DIAG_ERROR,
    "「{1}」の列がありません。kumihan の台帳か記録かどうかを確かめてください",
    "has no column \"{1}\"; check that this is a manifest or a record of "
    "kumihan");

static size_t
whole_lines(struct str text)
{
    size_t n = text.n;
    while (n > 0 && text.p[n - 1] != '\n')
        n--;
    return n;
}

static bool
find_column(const struct csvtable *table, const char *name, size_t *at)
{
    const struct row *head = &table->rows.row[0];
    for (*at = 0; *at < head->n; (*at)++)
        if (str_equal(head->field[*at].text, str_of(name)))
            return true;
    return false;
}

enum err
csvtable_read(struct arena *arena, struct diag *diag, const char *file,
    struct str text, const char *const *columns, struct csvtable *out)
{
    size_t at;
    *out = (struct csvtable){.whole = whole_lines(text)};
    if (text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0)
        text = (struct str){text.p + 3, text.n - 3};
    enum err err = rows_read(arena, diag, (struct loc){file, 1, 1},
        (struct str){text.p, whole_lines(text)}, &out->rows);
    if (err != ERR_OK || out->rows.n == 0)
        return err;
    for (; *columns != NULL && err == ERR_OK; columns++)
        if (!find_column(out, *columns, &at))
            err = DIAG(diag, ((struct loc){file, 1, 0}), &no_column, *columns);
    return err;
}

enum err
csvtable_load(struct arena *arena, struct diag *diag, const char *path,
    const char *const *columns, struct csvtable *out)
{
    struct str text;
    *out = (struct csvtable){.whole = 0};
    enum err err = file_read(arena, diag, LOC_NONE, path, &text);
    return err == ERR_OK
               ? csvtable_read(arena, diag, path, text, columns, out)
               : err;
}

const char *
csvtable_get(
    const struct csvtable *table, const struct row *row, const char *column)
{
    size_t at;
    if (!find_column(table, column, &at) || at >= row->n)
        return "";
    return row->field[at].text.p;
}
