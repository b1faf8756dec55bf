#include "data/csvtable.h"

#include "base/file.h"

DIAG_MESSAGE(no_column, "data.table-column", DIAG_ERROR,
    "「{1}」の列がありません。kumihan の台帳か記録かどうかを確かめてください",
    "has no column \"{1}\"; check that this is a manifest or a record of "
    "kumihan");

DIAG_MESSAGE(no_record, "data.record-head", DIAG_ERROR,
    "kumihan の記録ではないか、見出しの行が書き換えられています。何も書きません"
    "でした。別のファイルを指定するか、見出しを元に戻してください",
    "is no record of kumihan, or its head was edited; nothing was written. "
    "Name "
    "another file, or restore the head");

static size_t
whole_lines(struct str text)
{
    size_t n = text.n;
    while (n > 0 && text.p[n - 1] != '\n')
        n--;
    return n;
}

/* TEXT without a byte order mark. */
static struct str
without_mark(struct str text)
{
    bool marked = text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0;
    return marked ? (struct str){text.p + 3, text.n - 3} : text;
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
    text = without_mark(text);
    enum err err = rows_read(arena, diag, (struct loc){file, 1, 1},
        (struct str){text.p, whole_lines(text)}, &out->rows);
    if (err != ERR_OK || out->rows.n == 0)
        return err;
    for (; *columns != NULL && err == ERR_OK; columns++)
        if (!find_column(out, *columns, &at))
            err = DIAG(diag, ((struct loc){file, 1, 0}), &no_column, *columns);
    return err;
}

/* Is the first line of TEXT that of HEAD, or what a crash left of it? */
static bool
has_head(struct str text, const char *head)
{
    struct str rest, line = str_cut(without_mark(text), '\n', &rest);
    struct str wanted = {head, strlen(head) - 1};
    if (rest.p == NULL)
        return line.n <= wanted.n && memcmp(line.p, head, line.n) == 0;
    if (line.n > 0 && line.p[line.n - 1] == '\r')
        line.n--;
    return str_equal(line, wanted);
}

static size_t
count_fields(struct str line)
{
    size_t n = 1;
    bool quoted = false;
    for (size_t i = 0; i < line.n; i++) {
        quoted = quoted != (line.p[i] == '"');
        n += !quoted && line.p[i] == ',';
    }
    return quoted ? 0 : n;
}

/* Is the last line of TEXT, which has no end, all there?  An editor leaves line
 * ends out.  The last field of a record is a time that ends with Z. */
static bool
is_complete(struct str text, const char *head)
{
    size_t from = whole_lines(text);
    struct str line = str_trim((struct str){text.p + from, text.n - from});
    return line.n > 0 && line.p[line.n - 1] == 'Z' &&
           count_fields(line) == count_fields(str_of(head));
}

enum err
csvtable_record(struct arena *arena, struct diag *diag, const char *path,
    const char *head, struct csvtable *out)
{
    struct str text;
    *out = (struct csvtable){.whole = 0};
    enum err err = file_read(arena, diag, LOC_NONE, path, &text);
    if (err == ERR_OK && !has_head(text, head))
        err = DIAG(diag, ((struct loc){path, 1, 0}), &no_record, NULL);
    if (err != ERR_OK)
        return err;
    out->unended = is_complete(text, head);
    out->whole = out->unended ? text.n : whole_lines(text);
    struct str lines = without_mark((struct str){text.p, out->whole});
    return rows_read(arena, diag, (struct loc){path, 1, 1}, lines, &out->rows);
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
