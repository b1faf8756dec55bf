/* Rows are found by their quotes alone: a line end inside quotes ends no row.
 * A quote out of place is said when its row is asked for. */
#include "data/list.h"

#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "data/decode.h"
#include "data/rows.h"

DIAG_MESSAGE(empty_file, "data.list-empty", DIAG_ERROR,
    "リストに行がありません。1 行目に見出し、2 行目から 1 部ずつの値を書いて"
    "ください",
    "the list has no rows; write heads into the first row and one edition "
    "into each row below");
DIAG_MESSAGE(empty_head, "data.list-head", DIAG_ERROR,
    "リストの {1} 列目に見出しがありません。見出しを書いてください",
    "column {1} of the list has no head; give it one");
DIAG_MESSAGE(same_head, "data.list-head-twice", DIAG_ERROR,
    "見出し「{1}」がリストに 2 つあります。異なる見出しにしてください",
    "two columns of the list have the same head \"{1}\"; make them differ");
DIAG_MESSAGE(open_quote, "data.list-open-quote", DIAG_ERROR,
    "この行で始まる引用符（\"）がリストの終わりまで閉じられていません。"
    "閉じる引用符を補ってください",
    "a quote (\") that begins in this row is not closed to the end of the "
    "list; add the closing quote");
DIAG_MESSAGE(ragged, "data.list-ragged", DIAG_ERROR,
    "この行の項目は {1} 個、見出しは {2} 個です。行を直してください",
    "this row has {1} fields, but there are {2} heads; correct the row");

/* --- where the rows are --------------------------------------------------- */

struct scan {
    struct arena *arena;
    struct list *list;
    size_t cap;
    size_t at;    /* where the row at hand begins */
    int32_t line; /* and its line */
    bool filled;  /* it has more than commas and blanks */
};

static bool
keep_row(struct scan *s)
{
    struct list_place *all =
        arena_grow(s->arena, s->list->row, s->list->n, &s->cap, sizeof *all);
    if (all == NULL)
        return false;
    s->list->row = all;
    all[s->list->n++] = (struct list_place){s->at, s->line};
    return true;
}

/* The bytes of the line end at P, 0: there is none. */
static size_t
line_end(struct str text, size_t at)
{
    if (text.p[at] == '\n')
        return 1;
    if (text.p[at] != '\r')
        return 0;
    return at + 1 < text.n && text.p[at + 1] == '\n' ? 2 : 1;
}

/* What a byte does to the quotes: one at the head of a field opens them, the
 * next one closes them, and one right behind that is meant, and opens them
 * again. Quotes elsewhere are out of place and do nothing here. */
struct quotes {
    bool open, fresh, closed; /* fresh: nothing of the field was seen */
};

static void
take_byte(struct quotes *q, char c, bool ends_row)
{
    bool closed = false;
    if (c == '"' && q->open)
        closed = true;
    if (c == '"')
        q->open = !q->open && (q->fresh || q->closed);
    bool blank = c == ' ' || c == '\t';
    q->fresh = !q->open && (c == ',' || ends_row || (q->fresh && blank));
    q->closed = closed;
}

/* Finds all rows, the heads' too. */
static enum err
find_rows(struct scan *s, struct diag *diag)
{
    struct str text = s->list->text;
    struct quotes q = {.fresh = true};
    int32_t line = 1;
    for (size_t i = 0, end; i<text.n; i += end> 0 ? end : 1) {
        char c = text.p[i];
        end = line_end(text, i);
        line += end > 0;
        take_byte(&q, c, end > 0);
        s->filled |= end == 0 && c != ',' && c != ' ' && c != '\t';
        if (end == 0 || q.open)
            continue;
        if (s->filled && !keep_row(s))
            return ERR_NOMEM;
        s->at = i + end;
        s->line = line;
        s->filled = false;
    }
    if (q.open)
        return DIAG(
            diag, ((struct loc){s->list->path, s->line, 0}), &open_quote, NULL);
    return s->filled && !keep_row(s) ? ERR_NOMEM : ERR_OK;
}

/* --- one row -------------------------------------------------------------- */

size_t
list_column(const struct list *list, struct str name)
{
    size_t i = 0;
    while (i < list->n_columns && !str_equal(str_of(list->column[i]), name))
        i++;
    return i;
}

struct str
list_text(const struct list *list, size_t number)
{
    size_t at = list->row[number - 1].at;
    size_t end = number < list->n ? list->row[number].at : list->text.n;
    return (struct str){list->text.p + at, end - at};
}

/* The fields of row NUMBER, blank rows behind it left out. */
static enum err
read_fields(struct arena *arena, struct diag *diag, const struct list *list,
    size_t number, struct row *out)
{
    struct rows rows;
    struct loc loc = {list->path, list->row[number - 1].line, 1};
    enum err err = rows_read(arena, diag, loc, list_text(list, number), &rows);
    if (err == ERR_OK)
        *out = rows.row[0];
    return err;
}

/* What a spreadsheet leaves behind the last column is nothing. */
static size_t
used_fields(const struct row *row)
{
    size_t n = row->n;
    while (n > 0 && row->field[n - 1].text.n == 0)
        n--;
    return n;
}

enum err
list_row(struct arena *arena, struct diag *diag, const struct list *list,
    size_t number, struct job_row *out)
{
    struct row row;
    enum err err = read_fields(arena, diag, list, number, &row);
    if (err != ERR_OK)
        return err;
    if (row.n < list->n_columns || used_fields(&row) > list->n_columns)
        return DIAG(diag, row.loc, &ragged, diag_int(diag, (int64_t)row.n),
            diag_int(diag, (int64_t)list->n_columns));
    struct job_field *field =
        arena_array(arena, list->n_columns, sizeof *field);
    if (field == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < list->n_columns; i++)
        field[i] = (struct job_field){
            list->column[i], row.field[i].text.p, row.field[i].loc};
    *out = (struct job_row){field, list->n_columns, row.loc};
    return ERR_OK;
}

/* --- the list ------------------------------------------------------------- */

static enum err
take_heads(struct arena *arena, struct diag *diag, const struct row *row,
    struct list *list)
{
    struct map seen = {0};
    list->n_columns = used_fields(row);
    list->column = arena_array(arena, list->n_columns, sizeof *list->column);
    struct loc *at = arena_array(arena, list->n_columns, sizeof *at);
    list->head = at;
    if (list->column == NULL || at == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < list->n_columns; i++) {
        struct str head = str_trim(row->field[i].text);
        size_t before;
        at[i] = row->field[i].loc;
        if (head.n == 0)
            return DIAG(diag, row->field[i].loc, &empty_head,
                diag_int(diag, (int64_t)i + 1));
        list->column[i] = arena_strndup(arena, head.p, head.n);
        if (list->column[i] == NULL)
            return ERR_NOMEM;
        if (map_find(&seen, head, &before))
            return DIAG(diag, row->field[i].loc, &same_head, list->column[i]);
        if (!map_put(&seen, arena, head, i))
            return ERR_NOMEM;
    }
    return ERR_OK;
}

enum err
list_read(struct arena *arena, struct diag *diag, struct loc loc,
    const char *path, const char *encoding, struct list *out)
{
    struct str bytes;
    struct row heads;
    *out = (struct list){.path = path};
    struct scan scan = {.arena = arena, .list = out, .line = 1};
    enum err err = file_read(arena, diag, loc, path, &bytes);
    if (err == ERR_OK)
        err = decode_text(arena, diag, path, encoding, bytes, &out->text);
    if (err == ERR_OK)
        err = find_rows(&scan, diag);
    if (err == ERR_OK && out->n < 2)
        return DIAG(diag, ((struct loc){path, 0, 0}), &empty_file, NULL);
    if (err == ERR_OK)
        err = read_fields(arena, diag, out, 1, &heads);
    if (err == ERR_OK)
        err = take_heads(arena, diag, &heads, out);
    if (err == ERR_OK) {
        out->row++;
        out->n--;
    }
    return err;
}
